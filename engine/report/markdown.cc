// The digest as GitHub-flavoured Markdown. Customers' words cannot leave their place:
// no link, image, HTML, heading, table cell, code span or mention comes out of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/report/render.h"

namespace refrain::report {
namespace {

// Clean text that stays text: inline, at the start of a line, in a table cell.
std::string Escape(std::string_view clean) {
  static constexpr std::string_view kAlways = "\\`*_[]#|~$";
  std::string out;
  bool digits = true;  // only digits so far: "1." or "1)" would start a list
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const char c = clean[i];
    const char before = i > 0 ? clean[i - 1] : ' ';
    const char after = i + 1 < clean.size() ? clean[i + 1] : ' ';
    // "www." and "://" alone start links in GitHub's Markdown.
    const bool link = (c == '.' && (before == 'w' || before == 'W')) || (c == ':' && after == '/');
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '@') {
      // A word joiner behind the sign: nobody is mentioned, no address becomes a link.
      out += "@\u2060";
    } else {
      const bool mark = digits && after == ' ' && (c == '.' || c == ')');
      const bool first = i == 0 && (c == '-' || c == '+' || c == '=');
      if (link || mark || first || kAlways.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
    digits = digits && c >= '0' && c <= '9';
  }
  return Isolate(out);
}

std::string Words(std::string_view text, std::size_t columns) {
  return Escape(CleanClip(text, columns));
}

// A code span whose fence is longer than any run of backticks inside.
std::string Code(std::string_view text) {
  const std::string clean = CleanClip(text, kSentenceColumns);
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : clean) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string_view pad = longest > 0 ? " " : "";
  std::string out;
  Append(out, {fence, pad, clean, pad, fence});
  return out;
}

class MarkdownPage {
 public:
  explicit MarkdownPage(const DigestContent& digest) : digest_(digest) {}

  std::string Render() {
    Append(out_, {"# ", Words(digest_.verdict, kSentenceColumns), "\n\n",
                  Escape(PeriodTitle(digest_)), " · ", Escape(DateRange(digest_)), " · ",
                  Words(digest_.workspace, kTokenColumns), "\n"});
    Alerts();
    Numbers();
    Trend();
    Themes();
    Requests();
    Lines("Shipped", digest_.shipped);
    Lines("Data quality", digest_.quality);
    Heading("Look closer");
    for (const Lead& lead : Leads(digest_)) {
      Append(out_, {"- ", lead.says, ": ", Code(lead.command), "\n"});
    }
    return std::move(out_);
  }

 private:
  void Heading(std::string_view title) { Append(out_, {"\n## ", title, "\n\n"}); }

  void Alerts() {
    if (IsQuiet(digest_)) {
      Append(out_, {"\n", QuietLine(digest_), "\n"});
      return;
    }
    Heading("Alerts");
    if (digest_.alerts.empty()) Append(out_, {AlertsLine(), "\n"});
    for (std::size_t i = 0; i < std::min(digest_.alerts.size(), kMostAlerts); ++i) {
      Append(out_, {"- **", Words(digest_.alerts[i].text, kSentenceColumns), "**  \n  ",
                    Code(digest_.alerts[i].query), "\n"});
    }
  }

  void Numbers() {
    if (!HasNumbers(digest_)) return;
    Heading("Numbers");
    out_ +=
        "| | now | change | judgement | 95% interval of the change | of | before |\n"
        "|:--|--:|--:|:--|:--|:--|:--|\n";
    for (std::size_t i = 0; i < std::min(digest_.numbers.size(), kMostNumbers); ++i) {
      const NumberWords words = Describe(digest_.numbers[i]);
      constexpr std::string_view kInterval = "95% interval ";
      constexpr std::string_view kBefore = "before: ";
      // The headings say these words already.
      const auto behind = [](std::string_view text, std::string_view head) {
        return text.empty() ? std::string_view("–") : text.substr(head.size());
      };
      Append(out_,
             {"| ", Escape(words.name), " | **", words.value, "** | ",
              words.change.empty() ? "–" : words.change, " | ", words.judgement,
              words.thin ? " (thin: few messages)" : "", " | ", behind(words.interval, kInterval),
              " | ", words.counts.empty() ? "–" : words.counts, " | ",
              behind(words.before, kBefore), " |\n"});
    }
  }

  void Trend() {
    const std::vector<DigestPoint> points = LastPoints(digest_);
    if (points.empty()) return;
    Heading("Negative share");
    Append(out_, {Escape(TrendFinding(digest_)), "\n\n| ", PeriodNoun(digest_),
                  " | negative | 95% interval | messages |\n|:--|--:|--:|--:|\n"});
    for (const DigestPoint& point : points) {
      const bool few = point.n < kCountsOnly;
      Append(out_, {"| ", Words(point.label, kTokenColumns), " | ",
                    few ? "–" : Percent(point.share, 1), " | ",
                    few ? "too few for a share"
                        : Fixed(100.0 * point.low, 1) + "–" + Percent(point.high, 1),
                    " | ", Grouped(point.n), point.n < kThin && !few ? " (thin)" : "", " |\n"});
    }
  }

  void Themes() {
    if (IsQuiet(digest_)) return;
    Heading("Rising themes");
    const std::string note = ThemesNote(digest_);
    if (!digest_.rising.empty()) {
      out_ += "| theme | before → now | negative | chance |\n|:--|--:|--:|:--|\n";
    }
    for (std::size_t i = 0; i < std::min(digest_.rising.size(), kMostThemes); ++i) {
      const DigestTheme& theme = digest_.rising[i];
      Append(out_, {"| ", Words(theme.name.empty() ? theme.theme : theme.name, kNameColumns), " | ",
                    Grouped(theme.previous), " → ", Grouped(theme.count), " | ",
                    Percent(theme.negative_share, 0), " | ", Escape(Chance(theme.p)), " |\n"});
    }
    if (!note.empty()) Append(out_, {digest_.rising.empty() ? "" : "\n", note, "\n"});
  }

  void Requests() {
    if (IsQuiet(digest_)) return;
    Heading("Asked for again");
    if (digest_.requests.empty()) out_ += "Nothing was asked for again.\n";
    for (std::size_t i = 0; i < std::min(digest_.requests.size(), kMostRequests); ++i) {
      if (i > 0) out_ += '\n';
      Request(digest_.requests[i]);
    }
  }

  void Request(const DigestRequest& one) {
    Append(out_, {"### ", Words(one.title, kNameColumns), "\n\n", Code(one.id)});
    for (const std::string& part : {Spaced(one.change), Spaced(one.status)}) {
      if (!part.empty()) Append(out_, {" · ", Escape(part)});
    }
    Append(out_, {" · ", RequestCounts(digest_, one)});
    if (one.series.size() > 1) {
      Append(out_, {" · ", Sparkline(LastOf(one.series, kMostSeries))});
    }
    std::string_view before = " · ";
    for (const std::string& name : LanguageNames(one)) {
      Append(out_, {before, Escape(name)});
      before = ", ";
    }
    out_ += '\n';
    if (one.quote.text.empty()) return;
    Append(out_, {"\n> “", Words(one.quote.text, kQuoteColumns), "”\n"});
    const std::string source = QuoteSource(one.quote);
    if (!source.empty()) Append(out_, {">\n> — ", Escape(source), "\n"});
  }

  void Lines(std::string_view title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    Heading(title);
    for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
      Append(out_, {"- ", Words(lines[i], kSentenceColumns), "\n"});
    }
  }

  const DigestContent& digest_;
  std::string out_;
};

}  // namespace

std::string RenderMarkdown(const DigestContent& digest) { return MarkdownPage(digest).Render(); }

}  // namespace refrain::report
