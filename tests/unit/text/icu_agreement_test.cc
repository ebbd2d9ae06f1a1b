// The tokenizer's own path against ICU's word breaks, on simple scripts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include "engine/text/tokenizer.h"

namespace refrain::text {
namespace {

constexpr const char* kParagraphs[] = {
    "I ordered the blue one on 12 May, and it's still \"in transit\" – nobody answers my e-mails. "
    "Can't you just refund the 49.90? The driver's note said: left at no. 7, which isn't ours.",
    "Labdien! Pasūtīju pirms trim nedēļām, bet līdz šim neesmu saņēmusi nevienu ziņu. Vai jūs "
    "varētu, lūdzu, pārbaudīt, kur ir mana paciņa? Iepriekš paldies, Kristīne Bērziņa.",
    "El envío llegó tarde y, además, la caja venía rota… ¿Nadie revisa los paquetes? ¡Increíble! "
    "Pagué 15,50 € por un servicio «urgente» que tardó ocho días.",
    "Die Lieferung kam zwar pünktlich, aber das Gerät läuft nicht; die Bedienungsanleitung fehlt "
    "außerdem. Wäre es möglich, ein Ersatzgerät zu schicken? Grüße, Jürgen Groß",
    "L'application plante dès qu'on l'ouvre. J'ai réinstallé trois fois, aujourd'hui encore : "
    "rien n'y fait. C'est dommage, car l'idée était très bonne.",
    "Il corriere non ha suonato e ha lasciato l'avviso; dov'è finito il pacco? Nell'ultima e-mail "
    "c'era scritto «consegnato», ma non è vero.",
    "O atendimento foi ótimo, mas a cobrança veio duplicada e ninguém me devolveu o dinheiro.",
    "De bezorging liet twee weken op zich wachten, maar de klantenservice heeft 't netjes "
    "opgelost.",
    "Paczka przyszła uszkodzona, a reklamacja trwa już miesiąc. Proszę o zwrot 120,00 zł na konto.",
    "Доставка опоздала на неделю, зато менеджер всё объяснил и вернул 300 рублей. Спасибо вам!",
    "Prekė atkeliavo greitai, tačiau spalva visai ne tokia, kaip nuotraukoje. Ar galėčiau "
    "grąžinti?",
    "Teenindus oli väga sõbralik, aga äpp jookseb iga päev kokku ja õhtul ei saa üldse sisse.",
    "Дзякуй, усё добра! Посилка прийшла вчасно, але коробка була пом'ята й надірвана.",
    "Η παράδοση άργησε πολύ, όμως το προϊόν είναι εξαιρετικό. Ευχαριστώ πολύ!",
    "배송이 너무 늦었지만 제품은 마음에 들어요. 다음에는 더 빨리 보내 주세요!",
    "وصل الطلب متأخرا جدا، لكن الخدمة كانت ممتازة. شكرا لكم!",
    "सामान देर से आया, लेकिन सेवा अच्छी थी। धन्यवाद!",
    "המשלוח הגיע באיחור, אבל השירות היה מצוין. תודה רבה!",
    "Версия 2.0 зависает на Android 12, а mp3 и 4K-видео не открываются; 1,5 часа впустую.",
};

using Boundaries = std::set<std::pair<std::uint32_t, std::uint32_t>>;

Boundaries Ours(const std::string& text) {
  Vocabulary vocabulary;
  std::vector<Token> tokens;
  Tokenize(text, {0, static_cast<std::uint32_t>(text.size())}, vocabulary, tokens);
  Boundaries out;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber) {
      out.emplace(token.span.begin, token.span.end);
    }
  }
  return out;
}

Boundaries Icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  words->setText(utext, status);
  EXPECT_TRUE(U_SUCCESS(status));
  Boundaries out;
  int32_t begin = words->first();
  for (int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
    if (words->getRuleStatus() >= UBRK_WORD_NUMBER) {
      out.emplace(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end));
    }
    begin = end;
  }
  utext_close(utext);
  return out;
}

TEST(IcuAgreement, CutsTheSameWordsInSimpleScripts) {
  std::size_t same = 0;
  std::size_t all = 0;
  for (const std::string text : kParagraphs) {
    const Boundaries ours = Ours(text);
    const Boundaries icu = Icu(text);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> both;
    std::set_intersection(ours.begin(), ours.end(), icu.begin(), icu.end(),
                          std::back_inserter(both));
    same += both.size();
    all += std::max(ours.size(), icu.size());
    for (const auto& [begin, end] : ours) {
      if (icu.count({begin, end}) == 0) {
        RecordProperty("only_ours", text.substr(begin, end - begin));
      }
    }
  }
  EXPECT_GT(all, 280U);
  EXPECT_GE(static_cast<double>(same), 0.995 * static_cast<double>(all)) << same << " of " << all;
}

}  // namespace
}  // namespace refrain::text
