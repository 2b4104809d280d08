// Which crew something is measured with.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "breakeven/crew.hpp"
#include "overhead/series.hpp"

namespace breakeven::overhead {

struct CrewPoint {
  CrewOptions options;
  std::string setting;          ///< what its options differ in from another point's of the same kind and size
  std::vector<int> processors;  ///< that its workers are kept on while they talk; empty: where the system puts them
};

using CrewMaker = std::function<std::unique_ptr<Crew>(const CrewOptions&)>;

/// See crew_text().
std::string label_of(const CrewPoint& point);
Condition condition_of(const CrewPoint& point, std::string section, std::string quantity);

/// Does what may fail or hang. Returns why it did not work out, or nothing. An interrupt by the user is thrown on.
std::string attempt(std::chrono::seconds limit, const std::function<void()>& body);

}  // namespace breakeven::overhead
