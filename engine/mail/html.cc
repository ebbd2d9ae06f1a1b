// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/html.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/base/strings.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

constexpr std::size_t kChunkBytes = 16384;
constexpr int kMaxQuoteDepth = 20;  // deeper quotes get no more marks
constexpr std::size_t kMaxAltBytes = 16;

enum class Flow { kInline, kLine, kParagraph, kSkip };

struct Element {
  std::string_view name;
  Flow flow;
};

// Elements that are not inline; sorted for binary search.
constexpr std::array<Element, 47> kElements{{
    {"address", Flow::kLine},      {"article", Flow::kParagraph}, {"aside", Flow::kParagraph},
    {"audio", Flow::kSkip},        {"blockquote", Flow::kLine},   {"br", Flow::kInline},
    {"button", Flow::kSkip},       {"caption", Flow::kLine},      {"center", Flow::kLine},
    {"dd", Flow::kLine},           {"div", Flow::kLine},          {"dl", Flow::kParagraph},
    {"dt", Flow::kLine},           {"fieldset", Flow::kLine},     {"footer", Flow::kParagraph},
    {"form", Flow::kLine},         {"h1", Flow::kParagraph},      {"h2", Flow::kParagraph},
    {"h3", Flow::kParagraph},      {"h4", Flow::kParagraph},      {"h5", Flow::kParagraph},
    {"h6", Flow::kParagraph},      {"header", Flow::kParagraph},  {"hr", Flow::kLine},
    {"iframe", Flow::kSkip},       {"legend", Flow::kLine},       {"li", Flow::kLine},
    {"main", Flow::kParagraph},    {"nav", Flow::kParagraph},     {"noscript", Flow::kSkip},
    {"object", Flow::kSkip},       {"ol", Flow::kParagraph},      {"option", Flow::kLine},
    {"p", Flow::kParagraph},       {"pre", Flow::kParagraph},     {"script", Flow::kSkip},
    {"section", Flow::kParagraph}, {"select", Flow::kSkip},       {"style", Flow::kSkip},
    {"svg", Flow::kSkip},          {"table", Flow::kLine},        {"template", Flow::kSkip},
    {"textarea", Flow::kSkip},     {"title", Flow::kSkip},        {"tr", Flow::kLine},
    {"ul", Flow::kParagraph},      {"video", Flow::kSkip},
}};

Flow FlowOf(std::string_view name) {
  const auto it = std::lower_bound(
      kElements.begin(), kElements.end(), name,
      [](const Element& element, std::string_view key) { return element.name < key; });
  return it != kElements.end() && it->name == name ? it->flow : Flow::kInline;
}

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Lines under construction: collapses white space, marks quotes.
class Builder {
 public:
  explicit Builder(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}

  [[nodiscard]] bool full() const { return out_.size() >= limit_bytes_; }

  void Break(int lines) {
    space_ = false;
    if (!out_.empty()) breaks_ = std::max(breaks_, lines);
  }

  // <br>: a line more each time.
  void LineBreak() {
    space_ = false;
    if (!out_.empty()) breaks_ = std::min(breaks_ + 1, 3);
  }

  void Text(std::string_view text, bool preformatted) {
    for (const char c : text) {
      if (full()) return;
      const bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (preformatted && c == '\n') {
        LineBreak();
      } else if (white && !preformatted) {
        space_ = line_open_ && breaks_ == 0;
      } else {
        Put(c);
      }
    }
  }

  void Space() { space_ = line_open_ && breaks_ == 0; }
  void set_depth(int depth) { depth_ = std::min(depth, kMaxQuoteDepth); }

  std::string Take() {
    out_ += '\n';
    return std::move(out_);
  }

 private:
  void Put(char c) {
    if (breaks_ > 0 || out_.empty()) StartLine();
    if (space_) out_ += ' ';
    space_ = false;
    out_ += c;
    line_open_ = true;
  }

  void StartLine() {
    // The lines between belong to the outer of the two depths.
    const int between = std::min(depth_, last_depth_);
    for (int i = 0; i < breaks_; ++i) {
      out_ += '\n';
      if (i + 1 < breaks_) Mark(between, false);
    }
    Mark(depth_, true);
    last_depth_ = depth_;
    breaks_ = 0;
    space_ = false;
  }

  void Mark(int depth, bool with_space) {
    for (int i = 0; i < depth; ++i) out_ += '>';
    if (depth > 0 && with_space) out_ += ' ';
  }

  std::size_t limit_bytes_;
  std::string out_;
  int breaks_ = 0;
  int depth_ = 0;
  int last_depth_ = 0;
  bool line_open_ = false;
  bool space_ = false;
};

struct State {
  explicit State(std::size_t limit_bytes) : builder(limit_bytes) {}

  struct Open {
    bool quote = false;
    bool skip = false;
    bool pre = false;
    Flow flow = Flow::kInline;
  };
  Builder builder;
  std::vector<Open> open;
  int quotes = 0;
  int skips = 0;
  int pres = 0;
};

bool IsHidden(std::string_view style) {
  std::string lower = ToLowerAscii(style);
  std::erase(lower, ' ');
  return lower.find("display:none") != std::string::npos ||
         lower.find("mso-hide:all") != std::string::npos;
}

// Reply headers that clients mark in HTML, whatever language they are in.
bool IsReplyHeaderClass(std::string_view classes) {
  for (const std::string_view name : SplitWords(classes)) {
    if (name == "gmail_attr" || name == "moz-cite-prefix" || name == "protonmail_quote_header") {
      return true;
    }
  }
  return false;
}

void ReadAttributes(const xmlChar** attributes, std::string_view name, State& state,
                    State::Open& element) {
  if (attributes == nullptr) return;
  for (const xmlChar** at = attributes; at[0] != nullptr; at += 2) {
    const std::string_view key = View(at[0]);
    const std::string_view value = View(at[1]);
    if (key == "style" && IsHidden(value)) element.skip = true;
    if (key == "hidden") element.skip = true;
    if (key == "class" && IsReplyHeaderClass(value)) element.quote = true;
    const bool emoji = !value.empty() && value.size() <= kMaxAltBytes &&
                       static_cast<unsigned char>(value.front()) >= 0x80;
    if (name == "img" && key == "alt" && emoji && state.skips == 0) {
      state.builder.Text(value, false);
    }
  }
}

void OnStart(void* context, const xmlChar* raw_name, const xmlChar** attributes) {
  State& state = *static_cast<State*>(context);
  const std::string_view name = View(raw_name);
  State::Open element;
  element.flow = FlowOf(name);
  element.skip = element.flow == Flow::kSkip;
  element.quote = name == "blockquote";
  element.pre = name == "pre";
  ReadAttributes(attributes, name, state, element);
  state.skips += element.skip ? 1 : 0;
  state.quotes += element.quote ? 1 : 0;
  state.pres += element.pre ? 1 : 0;
  if (state.skips == 0) {
    if (element.flow == Flow::kLine || element.quote) state.builder.Break(1);
    if (element.flow == Flow::kParagraph) state.builder.Break(2);
    if (name == "br") state.builder.LineBreak();
    if (name == "td" || name == "th") state.builder.Space();
    state.builder.set_depth(state.quotes);
    if (name == "li") state.builder.Text("- ", false);
    if (name == "hr") state.builder.Text("________________________________", false);
  }
  state.open.push_back(element);
}

void OnEnd(void* context, const xmlChar* /*name*/) {
  State& state = *static_cast<State*>(context);
  if (state.open.empty()) return;
  const State::Open element = state.open.back();
  state.open.pop_back();
  if (state.skips == 0) {
    if (element.flow == Flow::kLine || element.quote) state.builder.Break(1);
    if (element.flow == Flow::kParagraph) state.builder.Break(2);
  }
  state.skips -= element.skip ? 1 : 0;
  state.quotes -= element.quote ? 1 : 0;
  state.pres -= element.pre ? 1 : 0;
  state.builder.set_depth(state.quotes);
}

void OnText(void* context, const xmlChar* text, int length) {
  State& state = *static_cast<State*>(context);
  if (state.skips > 0 || length <= 0) return;
  state.builder.Text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)},
                     state.pres > 0);
}

struct FreeParser {
  void operator()(htmlParserCtxt* parser) const { htmlFreeParserCtxt(parser); }
};

}  // namespace

std::string HtmlToText(std::string_view html, std::size_t limit_bytes) {
  static std::once_flag initialised;
  std::call_once(initialised, [] { xmlInitParser(); });
  State state(limit_bytes);
  htmlSAXHandler handler{};
  handler.startElement = OnStart;
  handler.endElement = OnEnd;
  handler.characters = OnText;
  handler.ignorableWhitespace = OnText;
  const std::unique_ptr<htmlParserCtxt, FreeParser> parser(
      htmlCreatePushParserCtxt(&handler, &state, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (parser == nullptr) return {};
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  // Chunks end between code points: half a one would switch the parser to latin-1.
  while (!html.empty() && !state.builder.full()) {
    const std::size_t size =
        html.size() <= kChunkBytes ? html.size() : text::FloorToCodePoint(html, kChunkBytes);
    htmlParseChunk(parser.get(), html.data(), static_cast<int>(size), 0);
    html.remove_prefix(size);
  }
  htmlParseChunk(parser.get(), nullptr, 0, 1);
  return state.builder.Take();
}

}  // namespace refrain::mail
