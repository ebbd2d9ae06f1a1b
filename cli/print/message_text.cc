// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/message_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/print/layout.h"
#include "cli/print/words.h"
#include "engine/base/strings.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

constexpr std::size_t kLabelWidth = 11;

std::string Sure(float confidence) {
  return fmt::format("{:.0f}% sure", 100.0 * static_cast<double>(confidence));
}

std::string SentimentWords(const model::Sentiment& sentiment, const Style& style) {
  return fmt::format("{} ({:+.2f}, {})",
                     style(PolarityTone(sentiment.label), PolarityWord(sentiment.label)),
                     static_cast<double>(sentiment.score), Sure(sentiment.confidence));
}

std::string LanguageWords(const model::LanguageGuess& language) {
  if (language.code.empty()) return "unknown";
  return fmt::format("{} ({})", language.code, Sure(language.confidence));
}

std::string KindWords(const std::vector<model::KindScore>& kinds) {
  std::vector<std::string> parts;
  parts.reserve(kinds.size());
  for (const model::KindScore& one : kinds) {
    parts.push_back(fmt::format("{} ({})", model::NameOf(one.kind), Sure(one.confidence)));
  }
  return Join(parts, ", ");
}

std::string FlagWords(const model::MessageFlags& flags) {
  std::vector<std::string> parts;
  const auto add = [&](bool is_set, const char* words) {
    if (is_set) parts.emplace_back(words);
  };
  add(flags.is_auto, "automatic: not counted as feedback");
  add(flags.text_repaired, "broken characters repaired");
  add(flags.date_missing, "no date: time of arrival");
  add(flags.date_repaired, "impossible date mended");
  add(flags.truncated, "cut at the size limit");
  add(flags.has_attachment, "has attachments");
  return Join(parts, ", ");
}

std::string CustomerWords(const model::Customer& customer) {
  std::string out = customer.name;
  if (!customer.address.empty()) {
    out += out.empty() ? customer.address : fmt::format(" <{}>", customer.address);
  }
  if (!customer.import_id.empty()) out += fmt::format(" [{}]", customer.import_id);
  return out;
}

std::string ContactWords(const model::Message& message) {
  std::vector<std::string> parts{std::string(model::NameOf(message.channel))};
  if (message.direction != model::Direction::kUnknown) {
    parts.emplace_back(model::NameOf(message.direction));
  }
  if (message.stage != model::Stage::kUnknown) parts.emplace_back(model::NameOf(message.stage));
  return Join(parts, ", ");
}

// "│ quoted │" at the left of what the customer did not write.
std::string BlockText(std::string_view text, std::string_view mark, std::size_t max_lines,
                      const TextView& view) {
  const std::size_t columns =
      view.columns == kUncut
          ? kUncut
          : std::max<std::size_t>(view.columns > mark.size() ? view.columns - mark.size() : 1, 20);
  std::vector<std::string> lines;
  for (const std::string_view line : Split(text, '\n')) {
    for (std::string& part : Wrap(line, columns)) lines.push_back(std::move(part));
  }
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  const std::size_t shown = max_lines == 0 ? lines.size() : std::min(max_lines, lines.size());
  const Tone tone = mark.empty() ? Tone::kPlain : Tone::kDim;
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) {
    out += view.style(tone, lines[i].empty() ? mark : fmt::format("{}{}", mark, lines[i])) + "\n";
  }
  if (shown < lines.size()) {
    out += view.style(Tone::kDim,
                      fmt::format("{}… {} more", mark, Plural(lines.size() - shown, "line"))) +
           "\n";
  }
  return out;
}

}  // namespace

std::string SpanText(std::string_view text, const model::Span& span) {
  if (span.begin >= span.end || span.begin >= text.size()) return {};
  return OneLine(text.substr(span.begin, span.end - span.begin));
}

std::string FieldText(std::string_view label, std::string_view text, const TextView& view) {
  if (text.empty()) return {};
  const std::size_t columns =
      view.columns == kUncut ? kUncut : std::max<std::size_t>(view.columns, 40) - kLabelWidth - 1;
  std::string out = view.style(Tone::kDim, Pad(label, kLabelWidth, Align::kLeft));
  // Escape codes would spoil the widths: a styled text is short and stays on one line.
  if (text.find('\x1b') != std::string_view::npos) return fmt::format("{} {}\n", out, text);
  bool first = true;
  for (const std::string& line : Wrap(text, columns)) {
    out += std::exchange(first, false) ? " " : std::string(kLabelWidth + 1, ' ');
    out += line + "\n";
  }
  return out;
}

std::string HeaderFields(const model::Message& message, const TextView& view) {
  std::string out = FieldText("Subject", OneLine(message.subject), view);
  out += FieldText("Customer", OneLine(CustomerWords(message.customer)), view);
  if (message.author != message.customer.name) {
    out += FieldText("Written by", OneLine(message.author), view);
  }
  out += FieldText("Contact", ContactWords(message), view);
  if (message.rating >= 0) {
    out += FieldText("Rating", fmt::format("{} of {}", message.rating, message.rating_max), view);
  }
  std::vector<std::string> about;
  for (const std::string& one :
       {message.product, message.version, message.country, message.segment}) {
    if (!one.empty()) about.push_back(OneLine(one));
  }
  out += FieldText("About", Join(about, ", "), view);
  out += FieldText("Tags", OneLine(Join(message.tags, ", ")), view);
  out += FieldText("Note", FlagWords(message.flags), view);
  return out;
}

std::string FindingFields(const model::Message& message, const model::Annotations& annotations,
                          const TextView& view) {
  std::string out = FieldText("Language", LanguageWords(annotations.language), view);
  out += FieldText("Sentiment", SentimentWords(annotations.sentiment, view.style), view);
  std::vector<std::string> emotions;
  for (const model::EmotionScore& one : annotations.emotions) {
    emotions.push_back(
        fmt::format("{} {:.1f}", model::NameOf(one.emotion), static_cast<double>(one.intensity)));
  }
  out += FieldText("Emotions", Join(emotions, ", "), view);
  out += FieldText("Kinds", KindWords(annotations.kinds), view);
  for (const model::RequestMention& one : annotations.requests) {
    const std::string quote = SpanText(message.text, one.span);
    out += FieldText(one.against ? "Against" : "Asks",
                     fmt::format("“{}”{}", quote, one.implied ? " (implied)" : ""), view);
  }
  return out;
}

std::string BodyText(const model::Message& message, std::size_t max_lines, const TextView& view) {
  std::vector<model::Block> blocks = message.blocks;
  if (blocks.empty()) {
    blocks.push_back(
        {model::BlockKind::kAuthored, {0, static_cast<std::uint32_t>(message.text.size())}});
  }
  std::string out;
  for (const model::Block& block : blocks) {
    if (block.span.begin >= block.span.end || block.span.end > message.text.size()) continue;
    const std::string text = service::StripControls(
        std::string_view(message.text).substr(block.span.begin, block.span.end - block.span.begin));
    if (TrimAscii(text).empty()) continue;
    const bool own = block.kind == model::BlockKind::kAuthored;
    out += BlockText(text, own ? "" : fmt::format("{} | ", model::NameOf(block.kind)), max_lines,
                     view);
  }
  return out;
}

std::string MessageText(const service::MessageView& message, const TextView& view) {
  const model::Message& m = message.stored.message;
  std::string out =
      fmt::format("{}  {}\n", view.style(Tone::kHeading, message.id), view.exact(m.sent_at_utc));
  out += HeaderFields(m, view);
  out += FindingFields(m, message.annotations, view);
  std::vector<std::string> themes;
  for (const auto& [id, name] : message.theme_names) {
    themes.push_back(name == id ? id : fmt::format("{} ({})", name, id));
  }
  out += FieldText("Themes", Join(themes, ", "), view);
  out += FieldText("Requests", Join(message.requests, ", "), view);
  const model::Provenance& from = m.provenance;
  out += FieldText(
      "Source",
      OneLine(from.place.empty() ? from.source : fmt::format("{} @ {}", from.source, from.place)),
      view);
  return out + "\n" + BodyText(m, 0, view);
}

std::string ExplanationText(const service::MessageView& message, const TextView& view) {
  const std::string_view text = message.stored.message.text;
  std::string out = "\n" + view.style(Tone::kHeading, "Sentence by sentence") + "\n";
  for (const model::SentenceAnnotation& one : message.annotations.sentences) {
    out += fmt::format("  {} {}: {}\n", one.language.code.empty() ? "??" : one.language.code,
                       SentimentWords(one.sentiment, view.style), SpanText(text, one.span));
    const std::string kinds = KindWords(one.kinds);
    if (!kinds.empty()) out += fmt::format("     {}\n", kinds);
  }
  out += "\n" + view.style(Tone::kHeading, "What weighed in") + "\n";
  for (const model::Contribution& one : message.annotations.contributions) {
    out += fmt::format("  {:+.2f}  {:<14} {}\n", static_cast<double>(one.weight), one.rule,
                       SpanText(text, one.span));
  }
  if (message.annotations.contributions.empty()) out += "  nothing\n";
  for (const model::ThemeMention& one : message.annotations.themes) {
    out += fmt::format("  theme {}: {}\n", one.theme, SpanText(text, one.span));
  }
  return out;
}

}  // namespace refrain::cli
