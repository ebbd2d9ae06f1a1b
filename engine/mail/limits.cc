// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/limits.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/base/strings.h"

namespace refrain::mail {
namespace {

constexpr std::array<std::string_view, 12> kAddressHeaders{
    "from",      "sender",    "to",          "cc",
    "bcc",       "reply-to",  "resent-from", "resent-sender",
    "resent-to", "resent-cc", "resent-bcc",  "disposition-notification-to"};

// What the content type of a part says about what follows it.
struct PartType {
  bool message = false;  // message/rfc822: another header section comes
  std::string boundary;  // of a multipart
};

bool IsFieldName(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

class Scanner {
 public:
  Scanner(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  Status Run() {
    REFRAIN_TRY(Headers());
    if (!any_field_) return Error{ErrorCode::kMalformed, "no header field in it", {}, {}};
    while (pos_ < bytes_.size() && !open_.empty()) {
      const std::string_view line = NextLine();
      if (line.starts_with("--")) REFRAIN_TRY(Boundary(TrimRight(line.substr(2))));
    }
    return Ok();
  }

 private:
  static Error Over(std::string_view what, std::size_t limit) {
    return Error{
        ErrorCode::kLimit, "more than " + std::to_string(limit) + ' ' + std::string(what), {}, {}};
  }

  static std::string_view TrimRight(std::string_view line) {
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) {
      line.remove_suffix(1);
    }
    return line;
  }

  // Without its line end.
  std::string_view NextLine() {
    const std::size_t end = std::min(bytes_.find('\n', pos_), bytes_.size());
    std::string_view line = bytes_.substr(pos_, end - pos_);
    pos_ = std::min(end + 1, bytes_.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  // A header section, and those of messages right within it.
  Status Headers() {
    for (std::size_t nested = 0;; ++nested) {
      if (open_.size() + nested > limits_.max_mime_levels) {
        return Over("MIME levels", limits_.max_mime_levels);
      }
      PartType type;
      REFRAIN_TRY(Section(type));
      if (!type.boundary.empty()) {
        ++boundaries_[type.boundary];
        open_.push_back(std::move(type.boundary));
      }
      if (!type.message) break;
    }
    if (open_.size() > limits_.max_mime_levels) {
      return Over("MIME levels", limits_.max_mime_levels);
    }
    return Ok();
  }

  Status Section(PartType& type) {
    const std::size_t begin = pos_;
    std::size_t fields = 0;
    while (pos_ < bytes_.size()) {
      const std::size_t field_begin = pos_;
      const std::string_view line = NextLine();
      if (line.empty()) break;
      while (pos_ < bytes_.size() && (bytes_[pos_] == ' ' || bytes_[pos_] == '\t')) {
        (void)NextLine();
      }
      if (pos_ - begin > limits_.max_headers_bytes) {
        return Over("bytes of headers", limits_.max_headers_bytes);
      }
      if (++fields > limits_.max_header_fields) {
        return Over("header fields", limits_.max_header_fields);
      }
      REFRAIN_TRY(Field(bytes_.substr(field_begin, pos_ - field_begin), type));
    }
    return Ok();
  }

  Status Field(std::string_view field, PartType& type) {
    if (field.size() > limits_.max_header_bytes) {
      return Over("bytes in one header", limits_.max_header_bytes);
    }
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos) return Ok();
    const std::string name = ToLowerAscii(TrimAscii(field.substr(0, colon)));
    if (!IsFieldName(name)) return Ok();
    any_field_ = true;
    const std::string_view value = field.substr(colon + 1);
    if (std::find(kAddressHeaders.begin(), kAddressHeaders.end(), name) != kAddressHeaders.end()) {
      return Addresses(value);
    }
    if (name == "content-type" || name == "content-disposition") {
      const auto count = std::count(value.begin(), value.end(), ';');
      if (static_cast<std::size_t>(count) > limits_.max_parameters) {
        return Over("parameters in one header", limits_.max_parameters);
      }
    }
    if (name == "content-type") ReadType(value, type);
    return Ok();
  }

  [[nodiscard]] Status Addresses(std::string_view value) const {
    std::size_t groups = 0;
    std::size_t addresses = 1;
    bool quoted = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
      const char c = value[i];
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == ':') {
        ++groups;
      } else if (!quoted && (c == ',' || c == ';')) {
        ++addresses;
      }
    }
    // A quote that is never closed hides nothing from GMime: count again without quotes.
    if (quoted) groups = static_cast<std::size_t>(std::count(value.begin(), value.end(), ':'));
    if (groups > limits_.max_address_groups) {
      return Over("address groups", limits_.max_address_groups);
    }
    if (addresses > limits_.max_addresses) return Over("addresses", limits_.max_addresses);
    return Ok();
  }

  static void ReadType(std::string_view value, PartType& type) {
    const std::string lower = ToLowerAscii(value);
    const std::string_view kind = TrimAscii(lower);
    type.message = kind.starts_with("message/rfc822") || kind.starts_with("message/global");
    if (!kind.starts_with("multipart/")) return;
    const std::size_t key = lower.find("boundary");
    const std::size_t equals = lower.find('=', key == std::string::npos ? 0 : key);
    if (key == std::string::npos || equals == std::string::npos) return;
    std::string_view rest = TrimAscii(value.substr(equals + 1));
    if (rest.starts_with('"')) {
      rest.remove_prefix(1);
      rest = rest.substr(0, rest.find('"'));
    } else {
      rest = rest.substr(0, rest.find_first_of("; \t\r\n"));
    }
    type.boundary = std::string(TrimRight(rest));
  }

  Status Boundary(std::string_view name) {
    const bool known = boundaries_.contains(std::string(name));
    std::string_view closed = name;
    if (!known && name.ends_with("--")) closed.remove_suffix(2);
    if (!known && (closed.size() == name.size() || !boundaries_.contains(std::string(closed)))) {
      return Ok();
    }
    while (open_.back() != closed) Pop();
    if (!known) {
      Pop();
      return Ok();
    }
    if (++parts_ > limits_.max_parts) return Over("parts", limits_.max_parts);
    return Headers();
  }

  void Pop() {
    const auto it = boundaries_.find(open_.back());
    if (--it->second == 0) boundaries_.erase(it);
    open_.pop_back();
  }

  std::string_view bytes_;
  const Limits& limits_;
  std::size_t pos_ = 0;
  std::size_t parts_ = 0;
  bool any_field_ = false;
  std::vector<std::string> open_;
  std::unordered_map<std::string, int> boundaries_;  // how often each is open
};

}  // namespace

Status CheckLimits(std::string_view bytes, const Limits& limits) {
  return Scanner(bytes, limits).Run();
}

}  // namespace refrain::mail
