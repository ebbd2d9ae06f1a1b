// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/read/turns.h"

#include <algorithm>
#include <unordered_map>

#include "engine/base/strings.h"
#include "engine/mail/html.h"
#include "engine/read/roles.h"
#include "engine/text/utf8.h"

namespace refrain::read {
namespace {

using model::BlockKind;

constexpr std::size_t kMaxSpeakerBytes = 60;
constexpr std::size_t kMaxJiraDateBytes = 40;
constexpr std::size_t kMaxStampBytes = 24;  // "[00:01:02.345]"
constexpr std::size_t kMaxTurnBytes = std::size_t{1} << 20U;
constexpr std::size_t kMaxLabels = 200;  // more of them make a table, no conversation
constexpr std::size_t kMaxConversationBytes = std::size_t{8} << 20U;

constexpr std::string_view kCustomerWords =
    "customer|client|caller|user|end user|end-user|visitor|guest|buyer|contact|lead|consumer|"
    "requester|me|kunde|kundin|anrufer|kunden|cliente|usuario|cliente final|usuário|utente|klant|"
    "beller|klient|klientka|klients|kliente|pircējs|klientas|klientė|klient|клиент|клиентка|"
    "покупатель|клієнт|клієнтка|zákazník|zákaznice|zákazníčka|kund|asiakas|ügyfél|müşteri|"
    "πελάτης|顧客|お客様|客户|顾客|고객|khách hàng|pelanggan|لعميل|לקוח|inbound|customer (chat)";
constexpr std::string_view kCompanyWords =
    "agent|agente|support|support agent|assistant|operator|representative|rep|staff|admin|bot|"
    "chatbot|system|company|employee|advisor|consultant|sales|team|teammate|moderator|service|"
    "customer service|customer support|helpdesk|mitarbeiter|mitarbeiterin|berater|beraterin|"
    "kundendienst|kundenservice|conseiller|conseillère|agent commercial|service client|asesor|"
    "asesora|atendente|operador|operatore|operatrice|assistenza|medewerker|konsultant|"
    "konsultantka|doradca|aģents|aģente|operators|operatore|konsultants|konsultante|darbinieks|"
    "atbalsts|agentas|konsultantas|konsultantė|klienditeenindaja|konsultant|оператор|агент|"
    "поддержка|консультант|менеджер|підтримка|operátor|operátorka|podpora|handläggare|"
    "medarbejder|kundeservice|asiakaspalvelija|asiakaspalvelu|ügyfélszolgálat|temsilci|"
    "müşteri temsilcisi|オペレーター|客服|상담원|nhân viên|agen|outbound";

bool InList(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// The given name or the whole name, case aside.
bool SameName(std::string_view a, std::string_view b) {
  const std::string x = NormalName(a, false);
  const std::string y = NormalName(b, false);
  if (x.empty() || y.empty()) return false;
  return x == y || x.starts_with(y + ' ') || y.starts_with(x + ' ');
}

bool IsAgent(std::string_view speaker, const Speakers& speakers) {
  return std::any_of(speakers.agents.begin(), speakers.agents.end(),
                     [&](const std::string& agent) { return SameName(agent, speaker); });
}

std::string PlainText(std::string_view text) {
  const bool html =
      text.find("</") != std::string_view::npos || text.find("<br") != std::string_view::npos;
  if (!html) return std::string(TrimAscii(text));
  return std::string(TrimAscii(mail::HtmlToText(text, kMaxTurnBytes)));
}

std::string_view FirstOf(const Fields& fields, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const std::string_view value = FieldValue(fields, name);
    if (!value.empty()) return value;
  }
  return {};
}

Side SideOfFields(const Fields& fields, const Speakers& speakers) {
  for (const std::string_view name :
       {"side", "who", "role", "author.type", "author_type", "sender_type", "sender.type", "type",
        "direction", "from", "author", "sender", "speaker", "from.role"}) {
    const Side side = SideOfWord(FieldValue(fields, name));
    if (side != Side::kUnknown) return side;
  }
  const std::string_view author = FirstOf(fields, {"author_id", "author.id", "user_id"});
  if (!author.empty() && !speakers.customer.empty()) {
    return author == speakers.customer ? Side::kCustomer : Side::kCompany;
  }
  return Side::kUnknown;
}

// "2026-05-14 10:12;anna;It still fails": Jira's export of comments.
std::optional<Turn> JiraComment(std::string_view field) {
  const std::size_t first = field.find(';');
  if (first > kMaxJiraDateBytes) return std::nullopt;  // or none
  const std::size_t second = field.find(';', first + 1);
  if (second == std::string_view::npos || second - first > 80) return std::nullopt;
  if (field.substr(0, first).find_first_of("0123456789") == std::string_view::npos)
    return std::nullopt;
  Turn turn;
  turn.speaker = std::string(TrimAscii(field.substr(first + 1, second - first - 1)));
  turn.text = std::string(TrimAscii(field.substr(second + 1)));
  return turn;
}

// The side of a label that stands for one, or names somebody known.
std::optional<Side> SpeakerSide(std::string_view label, const Speakers& speakers) {
  if (IsAgent(label, speakers)) return Side::kCompany;
  if (SameName(speakers.customer, label)) return Side::kCustomer;
  const Side side = SideOfWord(label);
  return side == Side::kUnknown ? std::nullopt : std::optional(side);
}

// "Name: text"; the label is short and holds no sentence.
std::optional<std::pair<std::string_view, std::string_view>> Labelled(std::string_view line) {
  std::string_view rest = TrimAscii(line);
  // "[10:12] Anna: …", "(00:01) Anna: …"
  if (rest.starts_with('[') || rest.starts_with('(')) {
    const std::size_t close = rest.find_first_of("])");
    if (close < kMaxStampBytes) rest = TrimAscii(rest.substr(close + 1));
  }
  const std::size_t colon = rest.find(": ");
  const std::size_t end =
      rest.ends_with(':') && colon == std::string_view::npos ? rest.size() - 1 : colon;
  if (end == std::string_view::npos || end == 0 || end > kMaxSpeakerBytes) return std::nullopt;
  const std::string_view label = TrimAscii(rest.substr(0, end));
  if (label.find_first_of(".!?,;\"<>/=") != std::string_view::npos ||
      SplitWords(label).size() > 4) {
    return std::nullopt;
  }
  return std::pair{label, TrimAscii(rest.substr(end + 1))};
}

}  // namespace

Side SideOfWord(std::string_view word) {
  if (word.empty() || word.size() > kMaxSpeakerBytes) return Side::kUnknown;
  std::string name = NormalName(word, false);
  // "Agent 1", "Customer 2"
  const std::size_t number = name.find_last_not_of("0123456789 #");
  if (number != std::string::npos) name.resize(number + 1);
  if (InList(kCustomerWords, name)) return Side::kCustomer;
  if (InList(kCompanyWords, name)) return Side::kCompany;
  return Side::kUnknown;
}

std::vector<Turn> ReadTurns(const std::vector<std::string_view>& fields, const Speakers& speakers) {
  std::vector<Turn> turns;
  JsonReader reader;
  for (const std::string_view field : fields) {
    if (!TrimAscii(field).starts_with('[') && !TrimAscii(field).starts_with('{')) {
      if (auto comment = JiraComment(field)) {
        if (!speakers.customer.empty()) {
          comment->side =
              SameName(speakers.customer, comment->speaker) ? Side::kCustomer : Side::kCompany;
        }
        turns.push_back(*std::move(comment));
      }
      continue;
    }
    auto list = reader.ReadList(field);
    if (!list.ok()) continue;
    for (const Fields& one : *list) {
      if (FieldValue(one, "public") == "false") continue;
      Turn turn;
      turn.text = PlainText(FirstOf(
          one, {"text", "body", "content", "message", "plain_body", "utterance", "comment"}));
      if (turn.text.empty()) continue;
      turn.speaker = FirstOf(one, {"name", "speaker", "author.name", "author_name", "sender.name",
                                   "from.name", "author", "sender", "from", "who", "role"});
      turn.side = SideOfFields(one, speakers);
      turns.push_back(std::move(turn));
    }
  }
  return turns;
}

std::vector<Turn> TurnsInText(std::string_view text, const Speakers& speakers) {
  std::vector<Turn> turns;
  bool known = false;
  // What each label was found to be; nullopt: no speaker, though it may become one.
  std::unordered_map<std::string_view, std::optional<Side>> labels;
  for (const std::string_view line : Split(text, '\n')) {
    const auto label = Labelled(line);
    bool speaks = false;
    Side side = Side::kUnknown;
    if (label) {
      auto [it, fresh] = labels.try_emplace(label->first);
      if (fresh) it->second = SpeakerSide(label->first, speakers);
      // The first label, though it is a name that nobody knows, may be the customer's.
      if (turns.empty() && !it->second) it->second = Side::kUnknown;
      speaks = it->second.has_value();
      side = it->second.value_or(Side::kUnknown);
    }
    if (speaks) {
      known |= side != Side::kUnknown;
      turns.push_back({std::string(label->first), side, std::string(label->second)});
    } else if (turns.empty()) {
      if (!TrimAscii(line).empty()) return {};
    } else if (!TrimAscii(line).empty()) {
      std::string& last = turns.back().text;
      if (!last.empty()) last += '\n';
      last += TrimAscii(line);
    }
    if (labels.size() > kMaxLabels) return {};
  }
  if (turns.size() < 2 || !known) return {};
  return turns;
}

void Assemble(std::vector<Turn> turns, const Speakers& speakers, model::Message& message) {
  std::unordered_map<std::string, Side> sides;
  for (Turn& turn : turns) {
    turn.speaker = text::RepairUtf8(turn.speaker).text;
    turn.text = text::RepairUtf8(turn.text).text;
    if (turn.side != Side::kUnknown) continue;
    const auto [it, fresh] = sides.try_emplace(turn.speaker, Side::kUnknown);
    if (fresh) it->second = SpeakerSide(turn.speaker, speakers).value_or(Side::kUnknown);
    turn.side = it->second;
  }
  const auto has = [&turns](Side side) {
    return std::any_of(turns.begin(), turns.end(),
                       [side](const Turn& t) { return t.side == side; });
  };
  const bool company = has(Side::kCompany);
  const Side rest = !company && has(Side::kCustomer) ? Side::kCompany : Side::kCustomer;
  bool any_customer = false;
  bool any_company = false;
  message.text.clear();
  message.blocks.clear();
  const auto add = [&message](BlockKind kind, std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(message.text.size());
    message.text += text;
    const auto end = static_cast<std::uint32_t>(message.text.size());
    if (begin == end) return;
    if (!message.blocks.empty() && message.blocks.back().kind == kind) {
      message.blocks.back().span.end = end;
    } else {
      message.blocks.push_back({kind, {begin, end}});
    }
  };
  for (const Turn& turn : turns) {
    const Side side = turn.side == Side::kUnknown ? rest : turn.side;
    (side == Side::kCustomer ? any_customer : any_company) = true;
    const BlockKind kind = side == Side::kCustomer ? BlockKind::kAuthored : BlockKind::kCompany;
    if (message.text.size() + turn.text.size() > kMaxConversationBytes) {
      message.flags.truncated = true;
      break;
    }
    if (!turn.speaker.empty()) add(BlockKind::kTemplate, turn.speaker + ": ");
    add(kind, turn.text + '\n');
  }
  message.direction = any_customer && any_company ? model::Direction::kMixed
                      : any_company               ? model::Direction::kOutbound
                                                  : model::Direction::kInbound;
}

}  // namespace refrain::read
