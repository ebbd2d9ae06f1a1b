// What a digest says of a period, from the store. report/digest.h turns it into words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "engine/base/time.h"
#include "engine/service/engine_impl.h"
#include "engine/stats/intervals.h"

namespace refrain::service {
namespace {

constexpr std::size_t kMost = 5;
constexpr double kAlertP = 0.10;  // q of Benjamini–Hochberg over all themes
constexpr std::uint64_t kLeastForAlert = 5;

struct Period {
  std::string label;
  Bucket by = Bucket::kMonth;
  std::int64_t first_day = 0;
  std::int64_t end_day = 0;       // one past
  std::int64_t previous_day = 0;  // first day of the period before
};

int Number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

Error BadPeriod(std::string_view text) {
  return {ErrorCode::kInvalidArgument, fmt::format("\"{}\" is no period", text), "",
          "write a month as 2026-09 or an ISO week as 2026-W40"};
}

std::int64_t PreviousMonth(std::int64_t first_day) {
  CivilDate date = CivilFromDays(first_day - 1);
  date.day = 1;
  return DaysFromCivil(date);
}

Result<Period> ParsePeriod(std::string_view text) {
  if (text.size() < 7 || text[4] != '-') return BadPeriod(text);
  const int year = Number(text.substr(0, 4));
  Period out;
  out.label = text;
  if (text[5] == 'W') {
    const int week = Number(text.substr(6));
    if (year < 1 || week < 1 || week > 53) return BadPeriod(text);
    out.by = Bucket::kWeek;
    out.first_day = DaysFromIsoWeek({year, week});
    if (IsoWeekFromDays(out.first_day).year != year) return BadPeriod(text);
    out.previous_day = out.first_day - 7;
  } else {
    const int month = Number(text.substr(5));
    if (year < 1 || month < 1 || month > 12 || text.size() != 7) return BadPeriod(text);
    out.first_day = DaysFromCivil({year, month, 1});
    out.previous_day = PreviousMonth(out.first_day);
  }
  out.end_day = NextBucket(out.by, out.first_day);
  return out;
}

// The last month that is over and has messages; else the month of the newest message.
Period LastFullMonth(const FactTable& facts, std::int64_t today) {
  std::int64_t last = 0;
  std::int64_t last_full = 0;
  bool any_full = false;
  for (const FactRow& row : facts.rows) {
    last = std::max(last, row.day);
    CivilDate month = CivilFromDays(row.day);
    month.day = 1;
    if (NextBucket(Bucket::kMonth, DaysFromCivil(month)) <= today) {
      last_full = any_full ? std::max(last_full, row.day) : row.day;
      any_full = true;
    }
  }
  CivilDate month = CivilFromDays(any_full ? last_full : last);
  month.day = 1;
  Period out;
  out.first_day = DaysFromCivil(month);
  out.end_day = NextBucket(Bucket::kMonth, out.first_day);
  out.previous_day = PreviousMonth(out.first_day);
  out.label = fmt::format("{:04}-{:02}", month.year, month.month);
  return out;
}

struct Totals {
  std::uint64_t n = 0;
  std::uint64_t positive = 0;
  std::uint64_t negative = 0;
  std::set<std::string> customers;
  void Add(const FactRow& row) {
    ++n;
    positive += row.polarity == model::Polarity::kPositive ? 1U : 0U;
    negative += row.polarity == model::Polarity::kNegative ? 1U : 0U;
    customers.insert(row.customer);
  }
  [[nodiscard]] double NegativeShare() const {
    return n == 0 ? 0.0 : static_cast<double>(negative) / static_cast<double>(n);
  }
};

// One digest in the making.
class Builder {
 public:
  Builder(Engine& engine, Engine::Impl& impl, const FactTable& facts, Period period)
      : engine_(engine), impl_(impl), facts_(facts), period_(std::move(period)) {}

  Result<report::DigestContent> Build() {
    out_.workspace = impl_.options.data_folder.filename().string();
    out_.period = period_.label;
    out_.from = FormatDate(period_.first_day);
    out_.to = FormatDate(period_.end_day - 1);
    for (const FactRow& row : facts_.rows) {
      if (InPeriod(row)) now_.Add(row);
      if (InPrevious(row)) before_.Add(row);
    }
    Numbers();
    Trend();
    REFRAIN_TRY(Themes());
    REFRAIN_TRY(Requests());
    REFRAIN_TRY(Shipped());
    REFRAIN_TRY(Quality());
    Verdict();
    return std::move(out_);
  }

 private:
  bool InPeriod(const FactRow& row) const {
    return row.day >= period_.first_day && row.day < period_.end_day;
  }
  bool InPrevious(const FactRow& row) const {
    return row.day >= period_.previous_day && row.day < period_.first_day;
  }

  void Numbers() {
    report::DigestNumber messages;
    messages.name = "Messages from customers";
    messages.value = static_cast<double>(now_.n);
    messages.previous = static_cast<double>(before_.n);
    messages.change = messages.value - messages.previous;
    // Poisson counts: the variance of the difference is their sum.
    const double half = stats::kZ95 * std::sqrt(messages.value + messages.previous);
    messages.low = messages.change - half;
    messages.high = messages.change + half;
    report::DigestNumber negative;
    negative.name = "Negative share";
    negative.unit = "%";
    negative.more_is_worse = true;
    const stats::Interval share =
        stats::NewcombeDifference(now_.negative, now_.n, before_.negative, before_.n);
    negative.value = 100.0 * now_.NegativeShare();
    negative.previous = 100.0 * before_.NegativeShare();
    negative.change = 100.0 * share.estimate;
    negative.low = 100.0 * share.low;
    negative.high = 100.0 * share.high;
    report::DigestNumber net;
    net.name = "Net sentiment";
    net.unit = "points";
    const stats::NetScore a = stats::NetOf(now_.positive, now_.negative, now_.n);
    const stats::NetScore b = stats::NetOf(before_.positive, before_.negative, before_.n);
    net.value = a.score;
    net.previous = b.score;
    net.change = a.score - b.score;
    const double error = stats::kZ95 * std::hypot(a.standard_error, b.standard_error);
    net.low = net.change - error;
    net.high = net.change + error;
    out_.numbers = {messages, negative, net};
    for (report::DigestNumber& number : out_.numbers) {
      number.n = now_.n;
      number.n_previous = before_.n;
      number.has_previous = before_.n > 0;
    }
  }

  // Six buckets that end with the period.
  void Trend() {
    std::int64_t start = period_.first_day;
    for (int i = 0; i < 5; ++i) {
      start = period_.by == Bucket::kWeek ? start - 7 : PreviousMonth(start);
    }
    buckets_ = MakeBuckets(period_.by, start, period_.end_day - 1);
    std::vector<Totals> totals(buckets_.first_days.size());
    for (const FactRow& row : facts_.rows) {
      if (row.day >= start && row.day < period_.end_day) totals[buckets_.IndexOf(row.day)].Add(row);
    }
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const stats::Interval share = stats::Wilson(totals[i].negative, totals[i].n);
      out_.trend.push_back({buckets_.Label(i), totals[i].n, share.estimate, share.low, share.high});
    }
  }

  Status Themes() {
    struct Count {
      std::set<store::RowId> now;
      std::set<store::RowId> before;
      std::uint64_t mentions = 0;
      std::uint64_t negative = 0;
    };
    std::map<std::string, Count> counts;
    std::map<std::string, std::vector<std::uint64_t>> series;
    REFRAIN_TRY(impl_.store->ForEachTheme({}, [&](const store::ThemeFact& fact) {
      const FactRow* row = facts_.Find(fact.id);
      if (row == nullptr) return;
      if (row->day >= buckets_.first_days.front() && row->day < period_.end_day) {
        std::vector<std::uint64_t>& own = series[std::string(fact.theme)];
        own.resize(buckets_.first_days.size());
        ++own[buckets_.IndexOf(row->day)];
      }
      if (InPrevious(*row)) counts[std::string(fact.theme)].before.insert(fact.id);
      if (!InPeriod(*row)) return;
      Count& count = counts[std::string(fact.theme)];
      count.now.insert(fact.id);
      ++count.mentions;
      count.negative += fact.polarity == model::Polarity::kNegative ? 1U : 0U;
    }));
    std::vector<report::DigestTheme> themes;
    std::vector<double> p;
    for (const auto& [theme, count] : counts) {
      report::DigestTheme one;
      one.theme = theme;
      one.name = impl_.ThemeName(theme);
      one.count = count.now.size();
      one.previous = count.before.size();
      one.negative_share = count.mentions == 0 ? 0.0
                                               : static_cast<double>(count.negative) /
                                                     static_cast<double>(count.mentions);
      one.series = series[theme];
      const bool testable = before_.n > 0 && now_.n > 0 && one.count >= kLeastForAlert;
      p.push_back(testable ? stats::RateIncreaseP(one.count, static_cast<double>(now_.n),
                                                  one.previous, static_cast<double>(before_.n))
                           : 1.0);
      themes.push_back(std::move(one));
    }
    const std::vector<double> adjusted = stats::BenjaminiHochberg(p);
    for (std::size_t i = 0; i < themes.size(); ++i) themes[i].p = adjusted[i];
    std::stable_sort(themes.begin(), themes.end(), [&](const auto& a, const auto& b) {
      const auto rise = [](const report::DigestTheme& t) {
        return static_cast<std::int64_t>(t.count) - static_cast<std::int64_t>(t.previous);
      };
      return a.p != b.p ? a.p < b.p : rise(a) > rise(b);
    });
    for (const report::DigestTheme& theme : themes) {
      if (theme.count <= theme.previous || theme.count < 3) continue;
      if (out_.rising.size() < kMost) out_.rising.push_back(theme);
      if (theme.p <= kAlertP && theme.negative_share >= 0.3 && out_.alerts.size() < 3) {
        if (out_.alerts.empty()) first_alert_ = theme.name;
        out_.alerts.push_back({fmt::format("{}: {} messages, {} in the period before (p = {:.3f})",
                                           theme.name, theme.count, theme.previous, theme.p),
                               fmt::format("refrain search 'theme:{} date:{}..{}'", theme.theme,
                                           out_.from, out_.to)});
      }
    }
    return Ok();
  }

  Status Requests() {
    REFRAIN_ASSIGN(const auto rows, RequestRows(impl_, facts_));
    std::vector<std::pair<std::uint64_t, const RequestRow*>> order;
    for (const RequestRow& row : rows) {
      REFRAIN_ASSIGN(const auto messages, impl_.store->RowsOfRequest(row.request.id));
      std::uint64_t in_period = 0;
      for (const store::RowId id : messages) {
        const FactRow* fact = facts_.Find(id);
        in_period += fact != nullptr && InPeriod(*fact) ? 1U : 0U;
      }
      if (in_period > 0) order.emplace_back(in_period, &row);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, a.second->customers) > std::pair(b.first, b.second->customers);
    });
    for (const auto& [in_period, row] : order) {
      if (out_.requests.size() >= kMost) break;
      report::DigestRequest one;
      one.id = row->request.id;
      one.title = row->request.title;
      one.suggestion = row->suggestion;
      one.change = model::NameOf(row->change);
      one.status = model::NameOf(row->status);
      one.customers = row->customers;
      one.messages = row->messages;
      one.messages_in_period = in_period;
      one.languages = row->languages;
      one.series = row->series;
      REFRAIN_ASSIGN(const RequestCard card, engine_.ShowRequest(row->request.id));
      for (const Quote& quote : card.quotes) {
        const std::int64_t day = impl_.zone.LocalDay(quote.sent_at_utc);
        if (day < period_.first_day || day >= period_.end_day || quote.role == "dissent") continue;
        one.quote = {quote.text, quote.message, quote.language,
                     std::string(model::NameOf(quote.channel)), FormatDate(day)};
        break;
      }
      out_.requests.push_back(std::move(one));
    }
    return Ok();
  }

  // What people said was done: how often it was asked for before and since.
  Status Shipped() {
    REFRAIN_ASSIGN(const auto decisions, impl_.store->Decisions());
    REFRAIN_ASSIGN(const auto suggestions, impl_.store->LoadSuggestions());
    for (const model::Suggestion& suggestion : suggestions) {
      const store::Decision* shipped = nullptr;
      for (const store::Decision& decision : decisions) {
        if (decision.verb == "status" && decision.target == suggestion.id) {
          shipped = decision.payload.starts_with("shipped") ? &decision : nullptr;
        }
      }
      if (shipped == nullptr) continue;
      const std::int64_t day = impl_.zone.LocalDay(shipped->at_utc);
      REFRAIN_ASSIGN(const auto rows, impl_.store->RowsOfSuggestion(suggestion.id));
      std::uint64_t before = 0;
      std::uint64_t since = 0;
      for (const store::RowId id : rows) {
        const FactRow* fact = facts_.Find(id);
        if (fact == nullptr) continue;
        ++(fact->day < day ? before : since);
      }
      out_.shipped.push_back(
          fmt::format("{} (shipped {}): asked for in {} messages before, {} since",
                      suggestion.title, FormatDate(day), before, since));
    }
    return Ok();
  }

  Status Quality() {
    std::uint64_t covered = 0;
    std::map<std::string, std::uint64_t> uncovered;
    for (const FactRow& row : facts_.rows) {
      if (!InPeriod(row)) continue;
      if (impl_.language->lexicons.Find(row.language) != nullptr) {
        ++covered;
      } else {
        ++uncovered[row.language.empty() ? "unknown" : row.language];
      }
    }
    if (now_.n > 0) {
      std::string line =
          fmt::format("{} of {} messages ({:.0f}%) are in a language with a lexicon", covered,
                      now_.n, 100.0 * static_cast<double>(covered) / static_cast<double>(now_.n));
      std::string others;
      for (const auto& [language, count] : RankCounts(uncovered)) {
        others += fmt::format("{}{} {}", others.empty() ? "" : ", ", language, count);
      }
      out_.quality.push_back(others.empty() ? line : line + "; not covered: " + others);
    }
    out_.quality.push_back(fmt::format("{} customers wrote; {} the period before",
                                       now_.customers.size(), before_.customers.size()));
    REFRAIN_ASSIGN(const store::Counts counts, impl_.store->Count());
    if (counts.quarantined > 0) {
      out_.quality.push_back(
          fmt::format("{} items could not be read: refrain doctor", counts.quarantined));
    }
    return Ok();
  }

  void Verdict() {
    const report::DigestNumber& negative = out_.numbers[1];
    if (now_.n == 0) {
      out_.verdict = "No customer wrote in this period.";
    } else if (!negative.has_previous) {
      out_.verdict =
          fmt::format("{} messages, {:.0f}% negative; there is no period before to compare.",
                      now_.n, negative.value);
    } else if (negative.low > 0.0) {
      out_.verdict = fmt::format(
          "Customers are unhappier than the period before: negative share {:.1f}% "
          "({:+.1f} pt).",
          negative.value, negative.change);
    } else if (negative.high < 0.0) {
      out_.verdict = fmt::format(
          "Customers are happier than the period before: negative share {:.1f}% "
          "({:+.1f} pt).",
          negative.value, negative.change);
    } else {
      out_.verdict = fmt::format(
          "No clear change in how customers feel: negative share {:.1f}% "
          "({:+.1f} pt, within noise).",
          negative.value, negative.change);
    }
    out_.subject = fmt::format("Feedback {}: negative {:.1f}%", out_.period, negative.value);
    if (negative.has_previous) out_.subject += fmt::format(" ({:+.1f} pt)", negative.change);
    if (!out_.alerts.empty()) {
      out_.subject += fmt::format(", {} alert{}: {}", out_.alerts.size(),
                                  out_.alerts.size() == 1 ? "" : "s", first_alert_);
    }
  }

  Engine& engine_;
  Engine::Impl& impl_;
  const FactTable& facts_;
  Period period_;
  Buckets buckets_;  // six, the last is the period
  Totals now_;
  Totals before_;
  std::string first_alert_;  // name of its theme
  report::DigestContent out_;
};

}  // namespace

Result<report::DigestContent> Engine::Digest(const DigestRequest& request) {
  REFRAIN_ASSIGN(const FactTable facts, impl_->Facts({}));
  Period period;
  if (request.period.empty()) {
    if (facts.rows.empty()) {
      return Error{ErrorCode::kNotFound, "there are no messages yet", "",
                   "read some with: refrain ingest PATH"};
    }
    period = LastFullMonth(facts, impl_->zone.LocalDay(impl_->context.now_utc()));
  } else {
    REFRAIN_ASSIGN(period, ParsePeriod(request.period));
  }
  return Builder(*this, *impl_, facts, std::move(period)).Build();
}

}  // namespace refrain::service
