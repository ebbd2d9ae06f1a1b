// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdio>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/insight_tables.h"
#include "cli/print/words.h"
#include "cli/query_place.h"
#include "cli/session.h"
#include "engine/base/strings.h"
#include "engine/service/json.h"

namespace refrain::cli {
namespace {

template <typename E>
constexpr auto Choices() {
  std::array<std::string_view, Names(E{}).size()> out;
  for (std::size_t i = 0; i < out.size(); ++i) out.at(i) = Names(E{}).at(i).second;
  return out;
}
constexpr auto kMetricChoices = Choices<service::Metric>();
constexpr auto kBucketChoices = Choices<service::Bucket>();
constexpr std::array<std::string_view, 2> kCompareChoices{"previous", "none"};
constexpr std::array<std::string_view, 5> kGroupChoices{"channel", "lang", "product", "stage",
                                                        "sentiment"};

// "negative-share>0.4"
struct Condition {
  service::Metric metric = service::Metric::kNegativeShare;
  bool above = true;  // else below
  double limit = 0.0;

  [[nodiscard]] bool IsMetBy(double value) const { return above ? value > limit : value < limit; }
};

Result<Condition> ParseCondition(std::string_view text) {
  const std::size_t at = text.find_first_of("<>");
  const Error error{
      ErrorCode::kInvalidArgument, fmt::format("\"{}\" is no condition for --fail-on", text), "",
      "write METRIC>NUMBER or METRIC<NUMBER, such as 'negative-share>0.4'; metrics: " +
          OneOf(kMetricChoices)};
  if (at == std::string_view::npos) return error;
  const auto metric = model::FromName<service::Metric>(TrimAscii(text.substr(0, at)));
  const std::string_view number = TrimAscii(text.substr(at + 1));
  Condition out;
  const auto [end, fault] =
      std::from_chars(number.data(), number.data() + number.size(), out.limit);
  if (!metric || fault != std::errc() || end != number.data() + number.size()) return error;
  out.metric = *metric;
  out.above = text[at] == '>';
  return out;
}

// The newest point that is over and has messages, of the first series.
const service::TrendPoint* LastWholePoint(const service::TrendTable& trends) {
  if (trends.series.empty()) return nullptr;
  const auto& points = trends.series.front().points;
  for (auto point = points.rbegin(); point != points.rend(); ++point) {
    if (!point->incomplete && point->n > 0) return &*point;
  }
  return nullptr;
}

Result<int> CheckCondition(Session& session, const service::TrendTable& trends,
                           const Condition& condition) {
  const service::TrendPoint* const point = LastWholePoint(trends);
  if (point == nullptr || !condition.IsMetBy(point->value.estimate)) return kExitFine;
  session.Warn(fmt::format("{}: {} is {:.4g}, {} {:.4g} (n = {})", point->label,
                           model::NameOf(condition.metric), point->value.estimate,
                           condition.above ? "above" : "below", condition.limit, point->n));
  return kExitThreshold;
}

Result<std::optional<Condition>> ConditionOf(const Arguments& arguments) {
  const auto text = arguments.Value("fail-on");
  if (!text) return std::optional<Condition>();
  if (arguments.Has("group")) {
    return Error{ErrorCode::kInvalidArgument, "--fail-on looks at all messages: no --group", "",
                 "narrow them with a query instead"};
  }
  REFRAIN_ASSIGN(const Condition condition, ParseCondition(*text));
  const std::string_view metric = model::NameOf(condition.metric);
  if (arguments.ValueOr("metric", metric) != metric) {
    return Error{ErrorCode::kInvalidArgument, "--metric and --fail-on name different metrics", "",
                 "leave --metric out"};
  }
  return std::optional<Condition>(condition);
}

// The names were checked against the choices of their options.
service::TrendRequest RequestOf(const Arguments& arguments,
                                const std::optional<Condition>& condition) {
  service::TrendRequest out;
  if (condition) out.metric = condition->metric;
  if (const auto name = arguments.Value("metric")) {
    out.metric = model::FromName<service::Metric>(*name).value_or(out.metric);
  }
  if (const auto name = arguments.Value("by")) {
    out.by = model::FromName<service::Bucket>(*name).value_or(out.by);
  }
  out.group = arguments.ValueOr("group", "");
  return out;
}

void PrintTrends(Session& session, const service::TrendTable& trends) {
  if (session.settings().format == Format::kJson) {
    session.PrintJson(service::ToJson(trends));
  } else if (!session.IsForPeople()) {
    session.Print(TrendPointTable(trends));
  } else if (trends.messages == 0) {
    session.Note("No message in this window.");
  } else {
    session.out().Print(TrendText(trends, session.columns(), session.style()));
  }
}

Result<int> RunTrends(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(const std::optional<Condition> condition, ConditionOf(arguments));
  service::TrendRequest request = RequestOf(arguments, condition);
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  REFRAIN_ASSIGN(request.window, session.WindowOf(engine, QueryOf(arguments)));
  REFRAIN_ASSIGN(service::TrendTable trends, engine.Trends(request));
  if (arguments.ValueOr("compare", "previous") == "none") trends.comparison.clear();
  PrintTrends(session, trends);
  return condition ? CheckCondition(session, trends, *condition) : Result<int>(kExitFine);
}

constexpr Example kExamples[] = {
    {"refrain trends", "share of negative messages by month"},
    {"refrain trends theme:delivery --by week --since 12w", "of one theme"},
    {"refrain trends --metric nps --group product", "NPS for each product"},
    {"refrain trends --by week --fail-on 'negative-share>0.4'", "exit status 4 for a job's alarm"},
};

constexpr Positional kPositionals[] = {
    {.name = "QUERY", .help = "only messages that it finds", .many = true},
};

constexpr Option kOptions[] = {
    {.name = "metric",
     .value = "METRIC",
     .help = "what is measured",
     .default_value = "negative-share",
     .choices = kMetricChoices},
    {.name = "by",
     .value = "BUCKET",
     .help = "length of a point",
     .default_value = "month",
     .choices = kBucketChoices},
    {.name = "group",
     .value = "FIELD",
     .help = "a series for each value of it",
     .choices = kGroupChoices},
    {.name = "compare",
     .value = "WHAT",
     .help = "the newest whole point with the one before, in a sentence",
     .default_value = "previous",
     .choices = kCompareChoices},
    {.name = "fail-on",
     .value = "CONDITION",
     .help = "exit with 4 when the newest whole point is above (>) or below (<) a number"},
};

}  // namespace

constinit const Command kTrendsCommand{
    .name = "trends",
    .summary = "show how a figure moves over time, with its uncertainty",
    .about =
        "Every value has its 95% interval: with few messages it is wide, and a difference "
        "inside it means little. Only customers' own messages count; days begin in the time "
        "zone of --tz. A point marked * is not over yet.",
    .group = Group::kAsk,
    .examples = kExamples,
    .positionals = kPositionals,
    .options = kOptions,
    .formats = kAllFormats,
    .paged = true,
    .run = RunTrends,
};

}  // namespace refrain::cli
