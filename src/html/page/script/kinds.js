// The kinds of workers: their order, and the sign that tells each where colours are not seen.

const kinds = new Map([
  ["serial", "circle"], ["threads", "circle"], ["gil", "circle"], ["fork", "rect"], ["spawn", "triangle"],
  ["forkserver", "diamond"], ["mpi", "roundRect"], ["hybrid", "pin"], ["command", "arrow"],
]);

export function kindOrder(kind) {
  return [...kinds.keys()].indexOf(kind);
}

export function kindSymbol(kind) {
  return kinds.get(kind) ?? "circle";
}

/** Threads that wait for one lock have the circle of threads without its filling. */
export function isHollow(kind) {
  return kind === "gil";
}
