// WebVTT (W3C) and SRT, with the shapes of Teams (<v Name>) and Zoom ("Name: text").
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "engine/base/strings.h"
#include "engine/read/roles.h"
#include "engine/read/turns.h"

namespace refrain::read {
namespace {

constexpr std::size_t kMaxSpeakerBytes = 60;

// Without tags; the voice of <v Name> goes to `speaker`.
std::string WithoutTags(std::string_view line, std::string& speaker) {
  std::string out;
  for (std::size_t pos = 0; pos < line.size();) {
    const std::size_t open = line.find('<', pos);
    const std::size_t close = open == std::string_view::npos ? open : line.find('>', open);
    if (close == std::string_view::npos) {
      out += line.substr(pos);
      break;
    }
    out += line.substr(pos, open - pos);
    const std::string_view tag = line.substr(open + 1, close - open - 1);
    const std::size_t space = tag.find(' ');
    if (tag.starts_with('v') && space != std::string_view::npos) {
      speaker = std::string(TrimAscii(tag.substr(space + 1)));
    }
    pos = close + 1;
  }
  for (const auto& [entity, plain] : {std::pair<std::string_view, char>{"&lt;", '<'},
                                      {"&gt;", '>'},
                                      {"&nbsp;", ' '},
                                      {"&amp;", '&'}}) {
    for (std::size_t at = out.find(entity); at != std::string::npos;
         at = out.find(entity, at + 1)) {
      out.replace(at, entity.size(), 1, plain);
    }
  }
  return std::string(TrimAscii(out));
}

// Zoom and hand-made ones: "Anna Berg: Hello".
void TakeSpeakerFromText(std::string& text, std::string& speaker) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos || colon == 0 || colon > kMaxSpeakerBytes) return;
  const std::string_view label = std::string_view(text).substr(0, colon);
  if (label.find_first_of(".!?,;\"") != std::string_view::npos || SplitWords(label).size() > 4)
    return;
  speaker = std::string(label);
  text = std::string(TrimAscii(std::string_view(text).substr(colon + 2)));
}

void AddFact(std::string_view line, Fields& facts) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > kMaxSpeakerBytes) return;
  facts.emplace_back(TrimAscii(line.substr(0, colon)), TrimAscii(line.substr(colon + 1)));
}

class Reader {
 public:
  Transcript Read(std::string_view text) {
    for (const std::string_view raw : Split(text, '\n')) Line(TrimAscii(raw));
    EndCue();
    return std::move(result_);
  }

 private:
  enum class In { kOutside, kNote, kSkip, kCue };

  void Line(std::string_view line) {
    if (line.find("-->") != std::string_view::npos) {
      EndCue();
      in_ = In::kCue;
      return;
    }
    if (line.empty()) {
      EndCue();
      in_ = In::kOutside;
    } else if (in_ == In::kCue) {
      CueText(line);
    } else if (in_ == In::kNote) {
      AddFact(line, result_.facts);
    } else if (line.starts_with("NOTE")) {
      in_ = In::kNote;
      if (line.size() > 5) AddFact(line.substr(5), result_.facts);
    } else if (line.starts_with("STYLE") || line.starts_with("REGION")) {
      in_ = In::kSkip;
    }
    // Anything else outside of cues is their number or name.
  }

  void CueText(std::string_view line) {
    std::string speaker;
    std::string text = WithoutTags(line, speaker);
    if (speaker.empty()) TakeSpeakerFromText(text, speaker);
    if (text.empty()) return;
    if (!speaker.empty() && speaker != speaker_ && !text_.empty()) EndCue();
    if (!speaker.empty()) speaker_ = std::move(speaker);
    if (!text_.empty()) text_ += ' ';
    text_ += text;
  }

  void EndCue() {
    if (text_.empty()) return;
    std::vector<Turn>& turns = result_.turns;
    if (!turns.empty() && turns.back().speaker == speaker_) {
      turns.back().text += ' ' + text_;
    } else {
      turns.push_back({speaker_, Side::kUnknown, text_});
    }
    text_.clear();
  }

  Transcript result_;
  In in_ = In::kOutside;
  std::string speaker_;
  std::string text_;
};

}  // namespace

Transcript ReadTranscript(std::string_view text) { return Reader().Read(text); }

}  // namespace refrain::read
