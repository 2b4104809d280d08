#include "overhead/loggp_fits.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "breakeven/loggp.hpp"
#include "overhead/talking.hpp"

namespace breakeven::overhead {
namespace {

using workloads::Cadence;
using workloads::TalkOperation;
using Times = std::vector<MessageTimes>;

/// What was measured of one crew's messages.
struct Messages {
  Condition crew;
  Times latency;
  Times streaming;
  Times send_calls;
  bool oversubscribed = false;
  std::string trouble{};  ///< of what was not measured
};

struct Source {
  TalkOperation operation;
  Cadence cadence;
  Times Messages::*times;
};
constexpr std::array sources{Source{TalkOperation::latency, Cadence::isolated, &Messages::latency},
                             Source{TalkOperation::bandwidth, Cadence::streaming, &Messages::streaming},
                             Source{TalkOperation::send_call, Cadence::isolated, &Messages::send_calls}};

/// Null for what LogGP does not come from.
const Source* source_of(const Series& series, const TalkSetting& setting) {
  if (series.condition.section != "talk") return nullptr;
  const auto found = std::ranges::find_if(sources, [&](const Source& source) {
    return series.condition.quantity == to_string(source.operation) && setting.item == to_string(source.cadence);
  });
  return found != sources.end() ? &*found : nullptr;
}

bool are_observed(const Messages& messages) {
  return std::ranges::any_of(sources, [&](const Source& source) { return !(messages.*(source.times)).empty(); });
}

std::vector<Messages> messages_by_crew(std::span<const Series> all) {
  std::vector<Messages> crews;
  for (const Series& series : all) {
    const TalkSetting setting = talk_setting_from(series.condition.setting);
    const Source* source = source_of(series, setting);
    if (source == nullptr) continue;
    Condition crew = series.condition;
    crew.quantity = "messages";
    crew.bytes = 0;
    crew.setting = setting.point;
    auto messages = std::ranges::find(crews, crew, &Messages::crew);
    if (messages == crews.end()) messages = crews.insert(crews.end(), Messages{crew, {}, {}, {}});
    if (is_observed(series)) {
      ((*messages).*(source->times)).push_back({series.condition.bytes, counted(series)});
      messages->oversubscribed |= series.placement.oversubscribed;
    } else {
      messages->trouble = series.trouble;
    }
  }
  std::erase_if(crews, [](const Messages& crew) { return !are_observed(crew) && crew.trouble.empty(); });
  return crews;
}

/// See fit_all() for what is refused.
LogGp fit_crew(const Messages& messages) {
  const auto nothing = [](const std::string& reason) {
    const Refusal refusal{reason};
    return LogGp{refusal, refusal, refusal, refusal};
  };
  if (!are_observed(messages)) return nothing(messages.trouble);
  try {
    return fit_loggp({messages.latency, messages.streaming, messages.send_calls});
  } catch (const std::invalid_argument& error) {
    return nothing(error.what());
  }
}

Fit fit_of(Fit base, std::string parameter, std::string unit, const Fitted<LogGpParameter>& fitted) {
  base.parameter = std::move(parameter);
  base.unit = std::move(unit);
  if (const auto* refusal = std::get_if<Refusal>(&fitted)) {
    base.refusal = refusal->reason;
    return base;
  }
  const auto& found = std::get<LogGpParameter>(fitted);
  base.value = found.value;
  base.interval = found.interval;
  base.source = found.source;
  return base;
}

/// Of all sizes that any of it was measured with.
Fit base_of(const Messages& messages) {
  Fit base;
  base.condition = messages.crew;
  base.model = loggp_name;
  base.oversubscribed = messages.oversubscribed;
  bool first = true;
  for (const Source& source : sources) {
    for (const MessageTimes& times : messages.*(source.times)) {
      const auto bytes = static_cast<double>(times.bytes);
      base.from = first ? bytes : std::min(base.from, bytes);
      base.to = std::max(base.to, bytes);
      first = false;
    }
  }
  return base;
}

}  // namespace

std::vector<Fit> fit_loggp_parameters(std::span<const Series> series) {
  std::vector<Fit> fits;
  for (const Messages& messages : messages_by_crew(series)) {
    const LogGp fitted = fit_crew(messages);
    const Fit base = base_of(messages);
    fits.push_back(fit_of(base, "L", "s", fitted.latency));
    fits.push_back(fit_of(base, "o", "s", fitted.overhead));
    fits.push_back(fit_of(base, "g", "s", fitted.gap));
    fits.push_back(fit_of(base, "G", "s/B", fitted.gap_per_byte));
  }
  return fits;
}

}  // namespace breakeven::overhead
