// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/body.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/strings.h"
#include "engine/mail/charset.h"
#include "engine/mail/html.h"
#include "engine/text/utf8.h"

namespace refrain::mail {
namespace {

// A plain part shorter than this beside a much longer HTML part is looked at twice.
constexpr std::size_t kStubBytes = 300;
// GMime's own parser may nest where CheckLimits saw text: one more line of defence.
constexpr int kMaxDepth = 120;

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};

std::string_view View(const char* text) { return text == nullptr ? std::string_view() : text; }

bool IsType(GMimeObject* object, const char* type, const char* subtype) {
  GMimeContentType* content = g_mime_object_get_content_type(object);
  return content != nullptr && g_mime_content_type_is_type(content, type, subtype) != 0;
}

// The text of a subtree before it is put together.
struct Text {
  std::string text;
  bool html = false;
};

class Walker {
 public:
  Walker(const Limits& limits, ParsedMail& mail) : limits_(limits), mail_(mail) {}

  Text Walk(GMimeObject* object, int depth) {
    if (object == nullptr || depth > kMaxDepth) return {};
    if (GMIME_IS_MULTIPART(object)) return Multipart(GMIME_MULTIPART(object), depth);
    if (GMIME_IS_MESSAGE_PARTIAL(object)) {
      Note("partial");
    } else if (GMIME_IS_MESSAGE_PART(object)) {
      return Attached(GMIME_MESSAGE_PART(object), depth);
    }
    if (GMIME_IS_PART(object)) return Part(GMIME_PART(object));
    return {};
  }

 private:
  void Note(std::string_view note) {
    if (!mail_.HasNote(note)) mail_.notes.emplace_back(note);
  }

  Text Multipart(GMimeMultipart* multipart, int depth) {
    GMimeObject* object = GMIME_OBJECT(multipart);
    const int count = g_mime_multipart_get_count(multipart);
    if (IsType(object, "multipart", "encrypted")) {
      Note("encrypted");
      mail_.has_attachment = true;
      return {};
    }
    if (IsType(object, "multipart", "signed")) {
      Note("signed");
      return count > 0 ? Walk(g_mime_multipart_get_part(multipart, 0), depth + 1) : Text{};
    }
    if (IsType(object, "multipart", "alternative")) return Alternative(multipart, count, depth);
    const bool report = IsType(object, "multipart", "report");
    Text all;
    for (int i = 0; i < count; ++i) {
      GMimeObject* part = g_mime_multipart_get_part(multipart, i);
      // The bounced original is no words of the bouncing program.
      if (report && GMIME_IS_MESSAGE_PART(part)) continue;
      Text one = Walk(part, depth + 1);
      if (TrimAscii(one.text).empty()) continue;
      if (!all.text.empty() && all.text.back() != '\n') all.text += '\n';
      all.text += one.text;
      all.html |= one.html;
      if (all.text.size() > limits_.max_text_bytes) break;
    }
    return all;
  }

  Text Alternative(GMimeMultipart* multipart, int count, int depth) {
    Text plain;
    Text rich;
    for (int i = 0; i < count; ++i) {
      GMimeObject* part = g_mime_multipart_get_part(multipart, i);
      // A plain part of some length is the text; reading its rich twin would be for nothing.
      const bool rich_twin = IsType(part, "text", "html") || IsType(part, "multipart", "related");
      if (rich_twin && TrimAscii(plain.text).size() > kStubBytes) continue;
      Text one = Walk(part, depth + 1);
      Text& place = one.html ? rich : plain;
      if (TrimAscii(place.text).empty()) place = std::move(one);
    }
    return IsStub(plain.text, rich.text) ? rich : plain;
  }

  // Whether a plain alternative only says that there is another one.
  static bool IsStub(std::string_view plain, std::string_view rich) {
    const std::string_view trimmed = TrimAscii(plain);
    if (trimmed.empty()) return true;
    if (trimmed.size() > kStubBytes || TrimAscii(rich).size() < 2 * trimmed.size()) return false;
    const std::string lower = ToLowerAscii(trimmed);
    return lower.find("html") != std::string::npos || lower.starts_with("http") ||
           lower.starts_with("<http") || lower.find("browser") != std::string::npos;
  }

  // A message within the message reads as a forwarded one.
  Text Attached(GMimeMessagePart* part, int depth) {
    GMimeMessage* message = g_mime_message_part_get_message(part);
    if (message == nullptr) return {};
    Text inner = Walk(g_mime_message_get_mime_part(message), depth + 1);
    if (TrimAscii(inner.text).empty()) return {};
    const std::string subject(View(g_mime_message_get_subject(message)));
    std::string text = "\n---------- Forwarded message ----------\nSubject: ";
    text += text::RepairUtf8(subject).text;
    text += "\n\n";
    inner.text.insert(0, text);
    return inner;
  }

  Text Part(GMimePart* part) {
    GMimeObject* object = GMIME_OBJECT(part);
    if (IsType(object, "message", "delivery-status")) {
      Note("delivery-status");
      return {};
    }
    if (IsType(object, "message", "disposition-notification")) {
      Note("disposition");
      return {};
    }
    if (IsType(object, "text", "calendar")) {
      Note("calendar");
      return {};
    }
    const bool text = IsType(object, "text", "*");
    const bool readable =
        text && (IsType(object, "text", "plain") || IsType(object, "text", "html") ||
                 IsType(object, "text", "enriched"));
    const std::string_view disposition = View(g_mime_object_get_disposition(object));
    if (!readable || EqualsIgnoreCaseAscii(disposition, "attachment")) {
      Attachment(part, object);
      return {};
    }
    return Decode(part, object);
  }

  void Attachment(GMimePart* part, GMimeObject* object) {
    const std::string_view name = View(g_mime_part_get_filename(part));
    if (IsType(object, "application", "ms-tnef") || EqualsIgnoreCaseAscii(name, "winmail.dat")) {
      Note("winmail");
    }
    const bool bare_signature = IsType(object, "application", "pgp-signature") ||
                                IsType(object, "application", "pkcs7-signature") ||
                                IsType(object, "application", "x-pkcs7-signature");
    mail_.has_attachment |= !bare_signature;
  }

  Text Decode(GMimePart* part, GMimeObject* object) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    if (content == nullptr) return {};
    const std::unique_ptr<GMimeStream, Unref> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const GByteArray* array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    std::string_view bytes(reinterpret_cast<const char*>(array->data), array->len);
    const bool html = IsType(object, "text", "html");
    // Markup is several times its text; what is past this would be cut from the text anyway.
    const std::size_t limit = limits_.max_text_bytes * (html ? 4 : 1);
    if (bytes.size() > limit) {
      bytes = bytes.substr(0, limit);
      mail_.truncated = true;
    }
    GMimeContentType* type = g_mime_object_get_content_type(object);
    std::string charset(View(g_mime_content_type_get_parameter(type, "charset")));
    if (html && charset.empty()) charset = MetaCharset(bytes);
    Decoded decoded = DecodeBytes(bytes, charset);
    mail_.repaired |= decoded.repaired;
    if (decoded.unknown_declared) Note("charset: " + text::RepairUtf8(charset.substr(0, 40)).text);
    text::Repaired clean = text::RepairUtf8(decoded.text);
    if (html) return {HtmlToText(clean.text, limits_.max_text_bytes), true};
    if (EqualsIgnoreCaseAscii(View(g_mime_content_type_get_parameter(type, "format")), "flowed")) {
      const bool delete_space =
          EqualsIgnoreCaseAscii(View(g_mime_content_type_get_parameter(type, "delsp")), "yes");
      clean.text = Unflow(clean.text, delete_space);
    }
    return {WithoutUuencode(std::move(clean.text)), false};
  }

  // RFC 3676 §4: a line that ends in a space goes on in the next of the same quote depth.
  static std::string Unflow(std::string_view text, bool delete_space) {
    std::string out;
    out.reserve(text.size());
    std::size_t last_depth = 0;
    bool open = false;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
      std::string_view rest = line.substr(depth);
      if (rest.starts_with(' ')) rest.remove_prefix(1);  // space-stuffing
      const bool delimiter = rest == "-- ";
      if (open && (depth != last_depth || delimiter)) {
        out += '\n';
        open = false;
      }
      if (!open) {
        out.append(depth, '>');
        if (depth > 0 && !rest.empty()) out += ' ';
        // Stuffed lines keep their meaning: "> x" that is no quote stays apart from one.
        if (depth == 0 && rest.starts_with('>')) out += ' ';
      }
      open = rest.ends_with(' ') && !delimiter;
      if (open && delete_space) rest.remove_suffix(1);
      out += rest;
      if (!open) out += '\n';
      last_depth = depth;
    }
    if (open) out += '\n';
    return out;
  }

  // "begin 644 photo.jpg" … "end": an attachment of old. Without an "end" it is text.
  std::string WithoutUuencode(std::string text) {
    if (!text.starts_with("begin ") && text.find("\nbegin ") == std::string::npos) return text;
    std::string out;
    std::size_t open = std::string::npos;  // where in `out` the file begins
    for (std::size_t pos = 0; pos < text.size();) {
      const std::size_t next = std::min(text.find('\n', pos), text.size() - 1) + 1;
      const std::string_view line = std::string_view(text).substr(pos, next - pos);
      pos = next;
      if (open == std::string::npos && IsUuencodeStart(line)) open = out.size();
      out += line;
      if (open != std::string::npos && TrimAscii(line) == "end") {
        out.resize(open);
        open = std::string::npos;
        Note("uuencode");
        mail_.has_attachment = true;
      }
    }
    return out;
  }

  // "begin 644 name"
  static bool IsUuencodeStart(std::string_view line) {
    if (!line.starts_with("begin ")) return false;
    const std::size_t end = line.find_first_not_of("01234567", 6);
    return end != std::string_view::npos && end >= 9 && line[end] == ' ';
  }

  const Limits& limits_;
  ParsedMail& mail_;
};

}  // namespace

void ReadBody(GMimeObject* root, const Limits& limits, ParsedMail& mail) {
  Text text = Walker(limits, mail).Walk(root, 0);
  if (text.text.size() > limits.max_text_bytes) {
    text.text.resize(text::FloorToCodePoint(text.text, limits.max_text_bytes));
    mail.truncated = true;
  }
  mail.text = std::move(text.text);
  mail.from_html = text.html;
}

}  // namespace refrain::mail
