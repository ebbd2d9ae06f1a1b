// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "engine/base/strings.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

// Detection needs a sample, not the whole body.
constexpr std::size_t kDetectBytes = std::size_t{64} << 10U;
constexpr std::size_t kChunk = 4096;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter OpenConverter(const std::string& name) {
  if (name.empty()) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

bool IsAscii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Whether at least one complete multi-byte UTF-8 sequence is in it: then damaged UTF-8 is
// more likely than another charset.
bool HasUtf8Sequence(std::string_view bytes) {
  for (std::size_t pos = 0; pos < bytes.size();) {
    const std::size_t before = pos;
    const char32_t code_point = text::DecodeAt(bytes, pos);
    if (pos - before > 1 && code_point != text::kReplacement) return true;
  }
  return false;
}

// Labels that senders use for something wider than they say (WHATWG Encoding, §4.2).
std::string CanonicalName(std::string_view label) {
  std::string name = ToLowerAscii(TrimAscii(label));
  std::erase_if(name, [](char c) { return c == '"' || c == '\'' || c == '\0'; });
  if (name == "iso-8859-1" || name == "latin1" || name == "latin-1" || name == "iso8859-1" ||
      name == "iso_8859-1" || name == "ansi" || name == "cp-1252") {
    return "windows-1252";
  }
  if (name == "iso-8859-9") return "windows-1254";
  if (name == "tis-620" || name == "iso-8859-11") return "windows-874";
  if (name == "gb2312" || name == "gbk" || name == "x-gbk") return "gb18030";
  if (name == "ks_c_5601-1987" || name == "euc-kr") return "windows-949";
  if (name == "shift_jis" || name == "x-sjis" || name == "sjis") return "ibm-943_P15A-2003";
  if (name == "utf8" || name == "utf_8" || name == "unicode-1-1-utf-8") return "utf-8";
  return name;
}

Decoded FromUtf8(std::string_view bytes) {
  Decoded result;
  result.charset = "UTF-8";
  result.repaired = !text::IsValidUtf8(bytes);
  if (!result.repaired) {
    result.text = std::string(bytes);
    return result;
  }
  result.text.reserve(bytes.size());
  for (std::size_t pos = 0; pos < bytes.size();) {
    text::AppendUtf8(result.text, text::DecodeAt(bytes, pos));
  }
  return result;
}

std::optional<Decoded> FromCharset(std::string_view bytes, const std::string& name) {
  const Converter converter = OpenConverter(name);
  if (converter == nullptr) return std::nullopt;
  Decoded result;
  UErrorCode status = U_ZERO_ERROR;
  const char* canonical = ucnv_getName(converter.get(), &status);
  const char* known =
      canonical == nullptr ? nullptr : ucnv_getStandardName(canonical, "IANA", &status);
  result.charset = known == nullptr ? name : known;
  result.text.reserve(bytes.size() + bytes.size() / 4);
  std::vector<UChar> chunk(kChunk);
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  char32_t lead = 0;
  do {
    status = U_ZERO_ERROR;
    UChar* target = chunk.data();
    ucnv_toUnicode(converter.get(), &target, chunk.data() + kChunk, &source, end, nullptr, 1,
                   &status);
    for (const UChar* unit = chunk.data(); unit != target; ++unit) {
      const char32_t value = *unit;
      if (U16_IS_LEAD(value)) {
        lead = value;
        continue;
      }
      const bool paired = lead != 0 && U16_IS_TRAIL(value);
      const char32_t code_point =
          paired ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead, value)) : value;
      lead = 0;
      if (code_point == text::kReplacement) result.repaired = true;
      text::AppendUtf8(result.text, U_IS_SURROGATE(code_point) ? text::kReplacement : code_point);
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  return result;
}

std::string Detect(std::string_view bytes) {
  const std::unique_ptr<uchardet, void (*)(uchardet*)> detector(uchardet_new(), uchardet_delete);
  const std::string_view sample = bytes.substr(0, kDetectBytes);
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return CanonicalName(uchardet_get_charset(detector.get()));
}

std::optional<Decoded> FromByteOrderMark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return FromUtf8(bytes.substr(3));
  const bool utf32 = bytes.size() >= 4 && bytes.size() % 4 == 0;
  using namespace std::string_view_literals;
  if (utf32 && bytes.starts_with("\xFF\xFE\0\0"sv)) {
    return FromCharset(bytes.substr(4), "UTF-32LE");
  }
  if (bytes.starts_with("\xFF\xFE")) return FromCharset(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return FromCharset(bytes.substr(2), "UTF-16BE");
  return std::nullopt;
}

Decoded Undeclared(std::string_view bytes) {
  if (text::IsValidUtf8(bytes)) return FromUtf8(bytes);
  const std::string detected = Detect(bytes);
  if (detected == "utf-8" || (detected.empty() && HasUtf8Sequence(bytes))) return FromUtf8(bytes);
  if (auto decoded = FromCharset(bytes, detected)) return *std::move(decoded);
  if (auto decoded = FromCharset(bytes, "windows-1252")) return *std::move(decoded);
  return FromUtf8(bytes);
}

}  // namespace

Decoded DecodeBytes(std::string_view bytes, std::string_view declared) {
  if (auto marked = FromByteOrderMark(bytes)) return *std::move(marked);
  const std::string name = CanonicalName(declared);
  if (name.empty() || name == "us-ascii" || name == "ascii" || name == "unknown-8bit" ||
      name == "x-unknown" || name == "binary" || name == "default") {
    return Undeclared(bytes);
  }
  if (name == "utf-8") {
    if (text::IsValidUtf8(bytes) || HasUtf8Sequence(bytes)) return FromUtf8(bytes);
    return Undeclared(bytes);
  }
  // Programs that label everything latin-1 still send UTF-8: no latin-1 text with letters
  // happens to be valid UTF-8.
  if (name == "windows-1252" && text::IsValidUtf8(bytes)) return FromUtf8(bytes);
  if (auto decoded = FromCharset(bytes, name)) return *std::move(decoded);
  Decoded result = Undeclared(bytes);
  result.unknown_declared = !IsAscii(bytes);
  return result;
}

std::string MetaCharset(std::string_view html) {
  const std::string head = ToLowerAscii(html.substr(0, 1024));
  const std::size_t meta = head.find("<meta");
  if (meta == std::string::npos) return {};
  const std::size_t key = head.find("charset=", meta);
  if (key == std::string::npos) return {};
  std::size_t begin = key + 8;
  while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'')) ++begin;
  std::size_t end = begin;
  while (end < head.size() && head.find_first_of("\"' />;\n", end) != end) ++end;
  return head.substr(begin, end - begin);
}

}  // namespace refrain::mail
