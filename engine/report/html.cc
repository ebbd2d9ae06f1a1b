// The digest as one HTML page that mail clients and browsers show alike: nested tables
// of 640 pixels, inline styles, no script, nothing from outside. The one <style> only
// adds dark mode and narrow screens; without it the page is whole.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/report/render.h"

namespace refrain::report {
namespace {

// Ink and grey keep 7 : 1 and 5 : 1 on the white card; the orange (negative) and blue
// (positive) of the charts only colour marks that have a word beside them.
constexpr std::string_view kHead = R"(<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
@media (prefers-color-scheme:dark){
.b{background:#131416!important}.c{background:#1b1d20!important;color:#ececea!important}
.i{color:#ececea!important}.m{color:#a9adb2!important}.l{border-color:#383b40!important}
.a{background:#2b211a!important}.k{background:#2a2d31!important;color:#ececea!important}
.si{fill:#ececea}.sm{fill:#a9adb2}.sg{stroke:#383b40}.sc{stroke:#1b1d20}.sd{stroke:#1b1d20}
.sh{fill:#1b1d20}}
@media (max-width:520px){.n{display:block!important;width:auto!important;padding:0 0 18px!important}
.p{padding-left:20px!important;padding-right:20px!important}.v{font-size:22px!important}}
</style>
)";

constexpr std::string_view kFont = "font-family:-apple-system,'Segoe UI',Roboto,Arial,sans-serif;";
constexpr std::string_view kMono =
    "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;";
constexpr std::string_view kInk = "color:#1f2328;";
constexpr std::string_view kGrey = "color:#5f6368;";
constexpr std::string_view kTable =
    "<table role=\"presentation\" style=\"width:100%;border-collapse:collapse;";

std::string Words(std::string_view text, std::size_t columns) {
  return EscapeHtml(CleanClip(text, columns));
}

// Customers' words in a line of ours: their direction stays theirs.
std::string Bdi(std::string_view text, std::size_t columns) {
  return "<bdi>" + Words(text, columns) + "</bdi>";
}

struct Mark {
  std::string_view glyph;
  std::string_view colour;
};
Mark MarkOf(Movement movement, double change) {
  const std::string_view arrow = change < 0.0 ? "▼" : "▲";
  switch (movement) {
    case Movement::kWorse: return {arrow, "#D55E00"};
    case Movement::kBetter: return {arrow, "#0072B2"};
    case Movement::kMore:
    case Movement::kFewer: return {arrow, "#767676"};
    case Movement::kWithinNoise: return {"≈", "#767676"};
    case Movement::kUnknown: break;
  }
  return {"", "#767676"};
}

class HtmlPage {
 public:
  explicit HtmlPage(const DigestContent& digest) : digest_(digest) {}

  std::string Render() {
    Append(
        out_,
        {"<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<title>",
         Words(digest_.subject, kSentenceColumns), "</title>\n", kHead,
         "</head>\n<body class=\"b\" style=\"margin:0;padding:0;background:#f3f3f0\">\n", kTable,
         "background:#f3f3f0\" class=\"b\">\n<tr><td ",
         "style=\"padding:24px 8px;text-align:center\">\n<table role=\"presentation\" class=\"c\" ",
         "style=\"width:640px;max-width:100%;margin:0 auto;",
         "border-collapse:separate;border-spacing:0;",
         "background:#ffffff;border-radius:8px;text-align:left;", kFont, kInk,
         "font-size:15px;line-height:1.5\">\n"});
    Verdict();
    Alerts();
    Numbers();
    Trend();
    Themes();
    Requests();
    Lines("Shipped", digest_.shipped, "15px");
    Lines("Data quality", digest_.quality, "13px");
    Foot();
    out_ += "</table>\n</td></tr>\n</table>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  // A row of the page's table, and its end.
  void Open(std::string_view padding) {
    Append(out_, {"<tr><td class=\"p\" style=\"padding:", padding, ";", kFont, "\">\n"});
  }
  void Close() { out_ += "</td></tr>\n"; }
  void Heading(std::string_view title) {
    Append(out_, {"<h2 class=\"i\" style=\"margin:0 0 10px;font-size:18px;line-height:1.3;",
                  "font-weight:600;", kInk, "\">", title, "</h2>\n"});
  }
  void Grey(std::string_view html, std::string_view more = "") {
    Append(out_, {"<p class=\"m\" style=\"margin:0;font-size:13px;line-height:1.5;", kGrey, more,
                  "\">", html, "</p>\n"});
  }
  void Plain(std::string_view html) {
    Append(out_, {"<p class=\"i\" style=\"margin:0;", kInk, "\">", html, "</p>\n"});
  }
  [[nodiscard]] static std::string Code(std::string_view text) {
    std::string out;
    Append(out, {"<code class=\"k\" style=\"", kMono, "font-size:13px;background:#f0f0ed;", kInk,
                 "padding:2px 5px;border-radius:4px;overflow-wrap:anywhere\">",
                 Words(text, kSentenceColumns), "</code>"});
    return out;
  }

  void Verdict() {
    Open("32px 32px 8px");
    Grey(EscapeHtml(PeriodTitle(digest_)) + " · " + EscapeHtml(DateRange(digest_)) + " · " +
         Bdi(digest_.workspace, kTokenColumns));
    Append(out_, {"<h1 class=\"i v\" style=\"margin:8px 0 0;font-size:26px;line-height:1.3;",
                  "font-weight:600;letter-spacing:-0.2px;", kInk, "\">",
                  EscapeHtml(report::Verdict(digest_)), "</h1>\n"});
    Close();
  }

  void Alerts() {
    Open("16px 32px 8px");
    if (IsQuiet(digest_)) {
      Plain(QuietLine(digest_));
    } else if (digest_.alerts.empty()) {
      Grey(AlertsLine());
    }
    for (std::size_t i = 0; i < std::min(digest_.alerts.size(), kMostAlerts); ++i) {
      Append(out_, {kTable, "margin-bottom:10px\"><tr><td class=\"a\" style=\"padding:12px ",
                    "16px;border-left:4px solid #D55E00;background:#fdf4ee;", kFont,
                    "\"><p class=\"i\" style=\"margin:0 0 6px;", kInk, "\"><strong>Alert</strong> ",
                    Bdi(digest_.alerts[i].text, kSentenceColumns),
                    "</p>\n<p class=\"m\" style=\"margin:0;font-size:13px;", kGrey,
                    "\">To see them, type<br>", Code(digest_.alerts[i].query),
                    "</p></td></tr></table>\n"});
    }
    Close();
  }

  void Numbers() {
    if (!HasNumbers(digest_)) return;
    Open("16px 32px 8px");
    Append(out_, {kTable, "\"><tr>\n"});
    for (std::size_t i = 0; i < std::min(digest_.numbers.size(), kMostNumbers); ++i) {
      Number(digest_.numbers[i]);
    }
    out_ += "</tr></table>\n";
    Close();
  }

  void Number(const DigestNumber& number) {
    const NumberWords words = Describe(number);
    Append(out_, {"<td class=\"n\" style=\"width:33%;vertical-align:top;padding:0 12px 0 0;", kFont,
                  "\">\n"});
    Grey(EscapeHtml(words.name));
    Append(out_, {"<p class=\"i\" style=\"margin:2px 0;font-size:30px;line-height:1.2;",
                  "font-weight:600;", kInk, "\">", words.value, "</p>\n"});
    const Mark mark = MarkOf(words.movement, number.change);
    std::string change;
    if (!mark.glyph.empty()) {
      Append(change, {"<span aria-hidden=\"true\" style=\"color:", mark.colour, "\">", mark.glyph,
                      "</span> "});
    }
    if (!words.change.empty()) Append(change, {"<strong>", words.change, "</strong><br>"});
    Append(out_, {"<p class=\"i\" style=\"margin:0 0 4px;font-size:14px;", kInk, "\">", change,
                  words.judgement, "</p>\n"});
    std::string rest;
    for (const std::string& part : {words.interval, words.counts, words.before,
                                    std::string(words.thin ? "thin: few messages" : "")}) {
      if (!part.empty()) Append(rest, {rest.empty() ? "" : "<br>", part});
    }
    Grey(rest);
    out_ += "</td>\n";
  }

  void Trend() {
    const std::vector<DigestPoint> points = LastPoints(digest_);
    if (points.empty()) return;
    Open("28px 32px 8px");
    Heading("Negative share");
    const std::string finding = TrendFinding(digest_);
    Plain(EscapeHtml(finding));
    Append(out_, {"<div style=\"margin:12px 0 8px\">\n", TrendSvg(points, finding), "</div>\n"});
    Grey(
        "The band is the 95% interval. A hollow dot stands on fewer than 30 messages; fewer "
        "than 10 give no share.",
        "padding-bottom:8px;");
    TrendTable(points);
    Close();
  }

  void TableHead(std::initializer_list<std::string_view> columns) {
    out_ += "<tr>";
    bool first = true;
    for (const std::string_view column : columns) {
      Append(out_, {"<th scope=\"col\" class=\"m l\" style=\"text-align:", first ? "left" : "right",
                    ";padding:4px ", first ? "8px 4px 0" : "0 4px 8px",
                    ";border-bottom:1px solid #dcdcd8;font-size:13px;font-weight:400;", kFont,
                    kGrey, "\">", column, "</th>"});
      first = false;
    }
    out_ += "</tr>\n";
  }
  void Cell(std::string_view html, std::string_view size, bool first = false) {
    const std::string_view tag = first ? "th scope=\"row\"" : "td";
    Append(out_, {"<", tag, " class=\"i l\" style=\"text-align:", first ? "left" : "right",
                  ";vertical-align:top;padding:6px ", first ? "8px 6px 0" : "0 6px 8px",
                  ";border-bottom:1px solid #ededea;font-weight:400;font-size:", size, ";", kFont,
                  kInk, "\">", html, first ? "</th>" : "</td>"});
  }
  static constexpr std::string_view kData =
      "<table style=\"width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums\">\n";

  void TrendTable(const std::vector<DigestPoint>& points) {
    out_ += kData;
    TableHead({PeriodNoun(digest_), "negative", "95% interval", "messages"});
    for (const DigestPoint& point : points) {
      const bool few = point.n < kCountsOnly;
      out_ += "<tr>";
      Cell(Words(point.label, kTokenColumns), "13px", true);
      Cell(few ? "–" : Percent(point.share, 1), "13px");
      Cell(few ? "too few for a share" : Fixed(100.0 * point.low, 1) + "–" + Percent(point.high, 1),
           "13px");
      Cell((point.n < kThin && !few ? "thin, " : "") + Grouped(point.n), "13px");
      out_ += "</tr>\n";
    }
    out_ += "</table>\n";
  }

  void Themes() {
    if (IsQuiet(digest_)) return;
    Open("28px 32px 8px");
    Heading("Rising themes");
    const std::string note = ThemesNote(digest_);
    if (!digest_.rising.empty()) {
      out_ += kData;
      TableHead({"theme", "before → now", "negative"});
    }
    for (std::size_t i = 0; i < std::min(digest_.rising.size(), kMostThemes); ++i) {
      const DigestTheme& theme = digest_.rising[i];
      std::string name = Bdi(theme.name.empty() ? theme.theme : theme.name, kNameColumns);
      Append(name, {"<br><span class=\"m\" style=\"font-size:13px;", kGrey, "\">",
                    EscapeHtml(Chance(theme.p)), "</span>"});
      out_ += "<tr>";
      Cell(name, "15px", true);
      Cell(Grouped(theme.previous) + " → <strong>" + Grouped(theme.count) + "</strong>", "15px");
      Cell(Percent(theme.negative_share, 0), "15px");
      out_ += "</tr>\n";
    }
    if (!digest_.rising.empty()) out_ += "</table>\n";
    if (!note.empty()) Grey(note, digest_.rising.empty() ? "" : "padding-top:8px;");
    Close();
  }

  void Requests() {
    if (IsQuiet(digest_)) return;
    Open("28px 32px 8px");
    Heading("Asked for again");
    if (digest_.requests.empty()) Grey("Nothing was asked for again.");
    for (std::size_t i = 0; i < std::min(digest_.requests.size(), kMostRequests); ++i) {
      Request(digest_.requests[i]);
    }
    Close();
  }

  void Request(const DigestRequest& one) {
    Append(out_, {kTable, "\"><tr><td class=\"l\" style=\"padding:14px 0 16px;",
                  "border-top:1px solid #dcdcd8;", kFont,
                  "\">\n<h3 class=\"i\" style=\"margin:0 0 4px;font-size:16px;",
                  "line-height:1.4;font-weight:600;", kInk, "\">", Bdi(one.title, kNameColumns),
                  "</h3>\n"});
    std::string facts;
    for (const std::string& part : {Spaced(one.change), Spaced(one.status)}) {
      if (!part.empty()) Append(facts, {" · ", EscapeHtml(part)});
    }
    Grey(Code(one.id) + facts);
    std::string counts = RequestCounts(digest_, one);
    if (one.series.size() > 1) {
      std::string figures;
      for (const std::uint64_t value : LastOf(one.series, kMostSeries)) {
        Append(figures, {figures.empty() ? "" : ", ", Grouped(value)});
      }
      Append(counts, {" <span role=\"img\" aria-label=\"messages over time, oldest first: ",
                      figures, "\" style=\"color:#767676;letter-spacing:1px;white-space:nowrap\">",
                      Sparkline(LastOf(one.series, kMostSeries)), "</span>"});
    }
    Append(out_,
           {"<p class=\"i\" style=\"margin:6px 0;font-size:14px;", kInk, "\">", counts, "</p>\n"});
    Languages(LanguageNames(one));
    Quote(one.quote);
    out_ += "</td></tr></table>\n";
  }

  void Languages(const std::vector<std::string>& names) {
    if (names.empty()) return;
    out_ += "<p style=\"margin:0\">";
    for (const std::string& name : names) {
      Append(out_,
             {"<span class=\"k\" style=\"display:inline-block;margin:0 6px 4px 0;padding:1px ",
              "7px;border-radius:9px;background:#f0f0ed;font-size:12px;", kInk, "\">",
              EscapeHtml(name), "</span>"});
    }
    out_ += "</p>\n";
  }

  void Quote(const DigestQuote& quote) {
    const std::string text = CleanClip(quote.text, kQuoteColumns);
    if (text.empty()) return;
    const bool rtl = IsRightToLeft(text);
    const std::string_view side = rtl ? "right" : "left";
    const std::string_view direction = rtl ? "rtl" : "ltr";
    const std::string tag = LanguageTag(quote.language);
    const std::string lang = tag.empty() ? "" : " lang=\"" + tag + "\"";
    Append(out_, {kTable, "margin-top:8px\" dir=\"", direction,
                  "\"><tr><td class=\"l i\" style=\"text-align:", side, ";border-", side,
                  ":3px solid #dcdcd8;padding:0;padding-", side,
                  ":14px;font-size:16px;line-height:1.55;", kFont, kInk, "\"><bdi", lang, " dir=\"",
                  direction, "\">", EscapeHtml(text), "</bdi></td></tr></table>\n"});
    Grey(EscapeHtml(QuoteSource(quote)), "padding-top:6px;");
  }

  void Lines(std::string_view title, const std::vector<std::string>& lines, std::string_view size) {
    if (lines.empty()) return;
    Open("28px 32px 8px");
    Heading(title);
    for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
      const bool small = size == "13px";
      Append(out_, {"<p class=\"", small ? "m" : "i", "\" style=\"margin:0 0 4px;font-size:", size,
                    ";", small ? kGrey : kInk, "\">", Bdi(lines[i], kSentenceColumns), "</p>\n"});
    }
    Close();
  }

  void Foot() {
    Open("28px 32px 32px");
    Heading("Look closer");
    for (const Lead& lead : Leads(digest_)) {
      Grey(EscapeHtml(lead.says) + ": " + Code(lead.command), "padding-bottom:6px;");
    }
    Close();
  }

  const DigestContent& digest_;
  std::string out_;
};

}  // namespace

std::string RenderHtml(const DigestContent& digest) { return HtmlPage(digest).Render(); }

}  // namespace refrain::report
