// The least that can be spawned.
int main() { return 0; }
