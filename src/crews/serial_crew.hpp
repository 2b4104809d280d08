// The crew of one that is the caller itself: the base line of every comparison.
#pragma once

#include <memory>

#include "breakeven/crew.hpp"

namespace breakeven::crews {

std::unique_ptr<Crew> make_serial_crew(const CrewOptions& options);

}  // namespace breakeven::crews
