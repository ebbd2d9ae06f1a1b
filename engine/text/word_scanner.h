// One word or number: where it ends and its lower-cased form, in one pass over its
// bytes and without allocation.
// Not thread-safe: one a call of Tokenize.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/text/char_table.h"

namespace refrain::text {

class WordScanner {
 public:
  // `text` is valid UTF-8 and ends where the range ends; it must outlive the scanner.
  WordScanner(std::string_view text, const CharTable& table) : text_(text), table_(table) {}

  // Reads the word that starts at `pos` with a letter or a digit; returns its end.
  std::size_t Scan(std::size_t pos);

  // About the word read last. Its form is valid until the next Scan.
  [[nodiscard]] std::string_view lower() const { return {buffer_.data(), length_}; }
  [[nodiscard]] bool needs_nfc() const { return needs_nfc_; }
  [[nodiscard]] bool is_number() const { return letters_ == 0; }
  [[nodiscard]] bool all_caps() const { return letters_ >= 2 && uppers_ == letters_; }
  [[nodiscard]] bool capitalised() const { return capitalised_; }
  [[nodiscard]] bool elongated() const { return elongated_; }

  static constexpr std::size_t kMaxWordBytes = 240;

 private:
  std::size_t ScanAsciiLetters(std::size_t pos);
  bool ScanAscii(std::size_t& pos, char byte);
  bool ScanWide(std::size_t& pos);
  bool ScanJoint(std::size_t& pos, std::size_t next, CharClass kind);
  bool FullStopJoins(std::size_t after) const;
  [[nodiscard]] CharClass ClassAt(std::size_t pos) const;
  void AddLetter(char32_t lower, bool upper);
  void AddByte(char byte);
  void AddCodePoint(char32_t c);

  std::string_view text_;
  const CharTable& table_;
  std::array<char, kMaxWordBytes + 8> buffer_{};
  std::size_t length_ = 0;
  std::size_t letters_ = 0;
  std::size_t uppers_ = 0;
  std::size_t segment_ = 0;  // letters and digits since the last full stop
  char32_t last_ = 0;        // the last two letters, for elongation
  char32_t before_last_ = 0;
  CharClass last_class_ = CharClass::kOther;
  bool needs_nfc_ = false;
  bool capitalised_ = false;
  bool elongated_ = false;
};

}  // namespace refrain::text
