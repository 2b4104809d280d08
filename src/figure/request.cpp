#include "figure/request.hpp"

#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "breakeven/error.hpp"

namespace breakeven::figure {

std::vector<std::string> to_arguments(const Request& request) {
  return {request.study, request.output, std::string(to_string(request.kind)), fmt::format("{}", request.width_cm),
          request.select};
}

Request request_from(std::span<const std::string> arguments) {
  if (arguments.size() != 5) {
    throw UsageError("this program draws for `breakeven report STUDY.h5 --figure FILE`, which starts it");
  }
  Request request{arguments[0], arguments[1], figure_kind_from(arguments[2]), 0, arguments[4]};
  const std::string& width = arguments[3];
  const auto read = std::from_chars(width.data(), width.data() + width.size(), request.width_cm);
  if (read.ec != std::errc() || !(request.width_cm >= narrowest_cm && request.width_cm <= widest_cm)) {
    throw UsageError(fmt::format("'{}' is no width of a figure", width));
  }
  return request;
}

}  // namespace breakeven::figure
