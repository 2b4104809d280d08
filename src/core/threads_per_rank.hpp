// How hybrid workers are divided into ranks when nobody said how.
#pragma once

namespace breakeven {

/// The smallest divisor of `workers` above 1: as many ranks as leave each some threads. 1 for one worker.
int default_threads_per_rank(int workers);

}  // namespace breakeven
