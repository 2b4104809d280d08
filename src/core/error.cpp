#include "breakeven/error.hpp"

#include <csignal>

#include <fmt/format.h>

namespace breakeven {

Interrupted::Interrupted(int signal)
    : Error(signal == SIGINT ? std::string("interrupted") : fmt::format("ended by signal {}", signal)),
      signal_(signal) {}

}  // namespace breakeven
