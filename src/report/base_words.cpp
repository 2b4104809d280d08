#include "report/base_words.hpp"

namespace breakeven::report {

std::string_view base_in_words(analysis::Base base) {
  switch (base) {
    case analysis::Base::none: return "nothing";
    case analysis::Base::serial: return "serial with the same parameters and n";
    case analysis::Base::one_worker:
      return "one worker of the same kind with the same parameters and n (no serial is planned)";
    case analysis::Base::scaled_serial: return "serial with a worker's share of n";
    case analysis::Base::scaled_one_worker:
      return "one worker of the same kind with a worker's share of n (no serial is planned)";
  }
  return "nothing";
}

}  // namespace breakeven::report
