// Rows and objects: the columns that the source mapped become a Message.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <cmath>

#include "engine/base/strings.h"
#include "engine/base/time.h"
#include "engine/mail/html.h"
#include "engine/read/dates.h"
#include "engine/read/decode_parts.h"
#include "engine/read/roles.h"
#include "engine/read/turns.h"
#include "engine/text/utf8.h"

namespace refrain::read {
namespace {

constexpr std::size_t kRowNumberDigits = 5;  // a shorter number is no id outside of its table
constexpr int kSecondsPerMinute = 60;

// A record with its roles.
class Row {
 public:
  static Result<Row> Make(const model::RawItem& item, const ReadOptions& options) {
    Row row(item);
    for (const auto& [name, value] : item.fields) {
      if (name.starts_with(kRolePrefix)) row.roles_.emplace_back(name.substr(1), value);
    }
    if (!row.roles_.empty()) return row;
    // Not from a source of ours: recognise the one record by itself.
    std::vector<Column> columns;
    for (const auto& [name, value] : item.fields) columns.push_back({name, {value}});
    REFRAIN_ASSIGN(const Mapping mapping,
                   MapColumns(columns, {}, {options.mapping.begin(), options.mapping.end()}));
    row.roles_ = mapping.columns;
    row.roles_.emplace_back("default_channel", model::NameOf(mapping.channel));
    return row;
  }

  [[nodiscard]] std::string_view ColumnOf(std::string_view role) const {
    for (const auto& [name, column] : roles_) {
      if (name == role) return column;
    }
    return {};
  }

  // The first filled column of that name; trimmed.
  [[nodiscard]] std::string_view Value(std::string_view role) const {
    const std::string_view column = ColumnOf(role);
    if (column.empty()) return {};
    for (const auto& [name, value] : item_.fields) {
      if (name == column && !TrimAscii(value).empty()) return TrimAscii(value);
    }
    return {};
  }

  [[nodiscard]] std::vector<std::string_view> Values(std::string_view role) const {
    std::vector<std::string_view> values;
    const std::string_view column = ColumnOf(role);
    for (const auto& [name, value] : item_.fields) {
      if (!column.empty() && name == column && !TrimAscii(value).empty()) values.push_back(value);
    }
    return values;
  }

  [[nodiscard]] std::string Line(std::string_view role) const {
    std::string line = text::RepairUtf8(Value(role)).text;
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
  }

  [[nodiscard]] const model::RawItem& item() const { return item_; }

 private:
  explicit Row(const model::RawItem& item) : item_(item) {}
  const model::RawItem& item_;
  Fields roles_;
};

// Description fields of help desks may be HTML.
std::string PlainText(std::string_view text, std::size_t limit) {
  for (const std::string_view mark : {"</p>", "</div>", "<br", "</a>", "</li>", "</span>"}) {
    if (text.find(mark) != std::string_view::npos) {
      const std::string clean = text::RepairUtf8(text).text;
      return std::string(TrimAscii(mail::HtmlToText(clean, limit)));
    }
  }
  return std::string(TrimAscii(text));
}

void SetRating(const Row& row, model::Message& message) {
  const std::string_view value = row.Value("rating");
  if (value.empty()) return;
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end == value.data() || number < 0 || number > 10) return;
  const std::string column = NormalName(row.ColumnOf("rating"), true);
  const bool ten = column.find("nps") != std::string::npos || column == "score" || number > 5 ||
                   column.find("recommend") != std::string::npos;
  message.rating = static_cast<int>(std::lround(number));
  message.rating_max = ten ? 10 : 5;
}

void SetFacts(const Row& row, model::Message& message) {
  message.subject = row.Line("subject");
  SetPerson(row.Line("customer_name"), message.customer);
  if (!row.Value("customer_email").empty()) SetPerson(row.Line("customer_email"), message.customer);
  message.customer.import_id = row.Line("customer_id");
  message.product = row.Line("product");
  message.version = row.Line("version");
  message.country = row.Line("country");
  message.segment = row.Line("segment");
  message.declared_language = row.Line("language").substr(0, 35);
  message.thread = row.Line("thread");
  for (const std::string_view tag : Split(row.Value("tags"), ',')) {
    const std::string clean = text::RepairUtf8(TrimAscii(tag)).text;
    if (!clean.empty()) message.tags.push_back(clean);
  }
  SetDate(ParseWhen(row.Value("date")), message);
  SetRating(row, message);
  if (const auto channel = ChannelOf(row.Value("channel"))) {
    message.channel = *channel;
  } else {
    message.channel = model::FromName<model::Channel>(row.ColumnOf("default_channel"))
                          .value_or(model::Channel::kOther);
  }
  message.stage = StageOf(row.Value("stage")).value_or(model::Stage::kUnknown);
}

// Export and id; an id that only counts rows says nothing by itself, nor does none.
Hash128 RecordHash(const Row& row, const model::Message& message) {
  HashBuilder hash;
  hash.Add("record").Add(row.item().export_name);
  std::vector<std::string> names;
  for (const auto& [name, value] : row.item().fields) {
    if (!name.starts_with(kRolePrefix)) names.push_back(name);
  }
  const std::string_view id = row.Value("id");
  hash.Add(id);
  const bool counts_rows =
      id.size() < kRowNumberDigits && id.find_first_not_of("0123456789") == std::string_view::npos;
  if (row.item().export_name == "generic") hash.Add(row.ColumnOf("id"));
  if (!id.empty() && !counts_rows) return hash.Finish();
  const model::Customer& who = message.customer;
  hash.Add(!who.address.empty() ? who.address : !who.import_id.empty() ? who.import_id : who.name);
  return hash.Add(message.text).Add(message.sent_at_utc / kSecondsPerMinute).Finish();
}

Error NoText(const Row& row) {
  const std::string_view column =
      row.ColumnOf("text").empty() ? row.ColumnOf("turns") : row.ColumnOf("text");
  Error error{ErrorCode::kMalformed, "no text", {}, {}};
  if (column.empty()) {
    error.message = "no text: no column looks like it";
    error.hint = "name the column that holds the text: --map text=COLUMN";
  } else {
    error.message = "no text (column \"" + std::string(column) + "\" is empty)";
  }
  return error;
}

Speakers SpeakersOf(const Row& row, const ReadOptions& options, const model::Message& message) {
  Speakers speakers;
  speakers.agents = options.agent_names;
  if (!row.Value("author").empty()) speakers.agents.push_back(row.Line("author"));
  speakers.customer = message.customer.name;
  // Zendesk names authors by id only; Intercom and others by type.
  if (row.item().export_name == "zendesk") speakers.customer = message.customer.import_id;
  return speakers;
}

// Conversations: from a column of turns, or from text written as one.
bool SetTurns(const Row& row, const std::string& text, const DecodeContext& context,
              model::Message& message) {
  const Speakers speakers = SpeakersOf(row, context.options, message);
  const std::vector<std::string_view> fields = row.Values("turns");
  std::vector<Turn> turns = ReadTurns(fields, speakers);
  if (turns.empty()) {
    // "Agent: … / Customer: …" in the text, or in a column of turns that holds plain text.
    const std::string_view plain = !text.empty()     ? std::string_view(text)
                                   : !fields.empty() ? fields.front()
                                                     : std::string_view();
    turns = TurnsInText(plain, speakers);
  } else if (!text.empty() && turns.front().text != text) {
    Side side = SideOfWord(row.Value("author_side"));
    if (side == Side::kUnknown) side = Side::kCustomer;
    turns.insert(turns.begin(), Turn{message.customer.name, side, text});
  }
  if (turns.empty()) return false;
  Assemble(std::move(turns), speakers, message);
  return true;
}

void SetOneSide(const Row& row, const DecodeContext& context, model::Message& message) {
  const bool help_desk = message.channel == model::Channel::kEmail;
  SetBlocks(context, help_desk, message);
  message.direction = model::Direction::kInbound;
  if (SideOfWord(row.Value("author_side")) == Side::kCompany) {
    message.direction = model::Direction::kOutbound;
  }
  const std::string reply = PlainText(row.Value("agent_reply"), context.limits.max_text_bytes);
  if (reply.empty()) return;
  if (!message.text.ends_with('\n')) {
    message.text += '\n';
    if (!message.blocks.empty()) ++message.blocks.back().span.end;
  }
  const auto begin = static_cast<std::uint32_t>(message.text.size());
  message.text += text::RepairUtf8(reply).text;
  message.blocks.push_back(
      {model::BlockKind::kCompany, {begin, static_cast<std::uint32_t>(message.text.size())}});
}

}  // namespace

Result<model::Message> DecodeRecord(const model::RawItem& item, const DecodeContext& context) {
  REFRAIN_ASSIGN(const Row row, Row::Make(item, context.options));
  model::Message message;
  SetFacts(row, message);
  message.author = message.customer.name;
  message.flags.text_repaired = !FieldValue(item.fields, "@repaired").empty();
  std::string text = PlainText(row.Value("text"), context.limits.max_text_bytes);
  const bool turns = SetTurns(row, text, context, message);
  if (!turns) {
    // A review or ticket may be told in its title alone.
    if (text.empty() && row.ColumnOf("turns").empty()) text = message.subject;
    SetText(text, context.limits.max_text_bytes, message);
    if (TrimAscii(message.text).empty()) return NoText(row);
  }
  message.key = KeyOf(RecordHash(row, message));
  if (!turns) SetOneSide(row, context, message);
  return message;
}

}  // namespace refrain::read
