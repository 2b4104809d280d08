#include "core/threads_per_rank.hpp"

namespace breakeven {

int default_threads_per_rank(int workers) {
  for (int divisor = 2; divisor * divisor <= workers; ++divisor) {
    if (workers % divisor == 0) return divisor;
  }
  return workers;
}

}  // namespace breakeven
