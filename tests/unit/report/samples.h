// Digests that the report tests render: a full week in five languages, a quiet month,
// and one whose every text attacks its reader.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/report/digest.h"

namespace refrain::report {

inline DigestContent FullWeek() {
  DigestContent out;
  out.workspace = "acme";
  out.period = "2026-W40";
  out.from = "2026-09-28";
  out.to = "2026-10-04";
  out.verdict = "Customers are unhappier than the period before: negative share 28.5% (+8.5 pt).";
  out.subject = "Feedback 2026-W40: negative 28.5% (+8.5 pt), 1 alert: returns: who pays";
  out.alerts = {{"returns: who pays: 14 messages, 3 in the period before (p = 0.018)",
                 "refrain search 'theme:returns-cost date:2026-09-28..2026-10-04'"}};
  out.numbers = {{"Messages from customers", 214, 190, 24, -15.4, 63.4, "", 214, 190, true, false},
                 {"Negative share", 28.504, 20.0, 8.504, 0.083, 16.652, "%", 214, 190, true, true},
                 {"Net sentiment", -6.1, 4.2, -10.3, -24.1, 3.5, "points", 214, 190, true, false}};
  out.rising = {{"returns-cost", "returns: who pays", 14, 3, 0.786, 0.018, {3, 14}},
                {"late-delivery", "late delivery", 22, 13, 0.591, 0.09, {13, 22}},
                {"export", "exporting data", 9, 6, 0.111, 0.41, {6, 9}},
                {"sizes", "sizes and fit", 5, 3, 0.2, 0.62, {3, 5}}};
  out.requests = {
      {"r-7kq2m4",
       "Pay return postage when the item is faulty",
       "s-3fj80q",
       "policy-change",
       "under-review",
       41,
       63,
       12,
       {"lv", "es", "ar", "en"},
       {1, 0, 2, 3, 3, 5, 4, 8, 9, 7, 9, 12},
       {"Kāpēc man jāmaksā par atpakaļsūtīšanu, ja prece jau atnāca saplīsusi? Lūdzu, sedziet "
        "vismaz pasta izdevumus.",
        "m-4xk1v0q8w2ze", "lv", "email", "2026-09-29"}},
      {"r-9d1hc3",
       "Exportar las facturas en CSV",
       "s-0ab1cd",
       "product-improvement",
       "open",
       18,
       22,
       7,
       {"es", "de", "fr"},
       {0, 0, 0, 1, 1, 2, 2, 3, 1, 2, 3, 7},
       {"¿Podrían añadir un botón para descargar todas las facturas en CSV? Cada mes copio "
        "cuarenta a mano.",
        "m-1z8y4t6r0p3n", "es", "chat", "2026-10-01"}},
      {"r-2nv6bt",
       "الدفع عند الاستلام",
       "s-5kk2p9",
       "procedure-change",
       "planned",
       9,
       11,
       4,
       {"ar"},
       {0, 1, 0, 0, 2, 1, 0, 1, 0, 2, 0, 4},
       {"أتمنى أن توفروا خيار الدفع عند الاستلام، فأنا لا أملك بطاقة بنكية (Visa) ولا أثق "
        "بالدفع عبر الإنترنت.",
        "m-7q2w9e5r1t8y", "ar", "review", "2026-09-30"}},
      {"r-5jp8xw",
       "配送時間帯を指定したい",
       "",
       "procedure-change",
       "open",
       6,
       6,
       3,
       {"ja", "en"},
       {0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 3},
       {"平日の昼間は家にいないので、夜間の配送時間帯を選べるようにしてほしいです。再配達を何度も"
        "頼むのは大変です。",
        "m-9o8i7u6y5t4r", "ja", "survey", "2026-10-02"}}};
  out.shipped = {
      "Show the delivery date before payment (shipped 2026-08-17): asked for in 31 "
      "messages before, 4 since"};
  out.quality = {
      "209 of 214 messages (98%) are in a language with a lexicon; not covered: sw 3, "
      "unknown 2",
      "187 customers wrote; 165 the period before", "2 items could not be read: refrain doctor"};
  out.trend = {{"2026-W35", 201, 0.184, 0.136, 0.243}, {"2026-W36", 188, 0.213, 0.160, 0.277},
               {"2026-W37", 24, 0.333, 0.180, 0.533},  {"2026-W38", 176, 0.227, 0.171, 0.295},
               {"2026-W39", 190, 0.200, 0.149, 0.263}, {"2026-W40", 214, 0.28504, 0.229, 0.349}};
  return out;
}

inline DigestContent QuietMonth() {
  DigestContent out;
  out.workspace = "acme";
  out.period = "2026-02";
  out.from = "2026-02-01";
  out.to = "2026-02-28";
  out.verdict = "No customer wrote in this period.";
  out.subject = "Feedback 2026-02: negative 0.0%";
  out.numbers = {{"Messages from customers", 0, 0, 0, 0, 0, "", 0, 0, false, false},
                 {"Negative share", 0, 0, 0, 0, 0, "%", 0, 0, false, true},
                 {"Net sentiment", 0, 0, 0, 0, 0, "points", 0, 0, false, false}};
  out.quality = {"0 customers wrote; 0 the period before"};
  return out;
}

// FullWeek() with `text` wherever words come from outside.
inline DigestContent FullWeekSaying(const std::string& text) {
  DigestContent out = FullWeek();
  out.workspace = out.verdict = out.subject = text;
  for (DigestAlert& alert : out.alerts) alert = {text, text};
  for (DigestNumber& number : out.numbers) number.name = text;
  for (DigestTheme& theme : out.rising) theme.name = theme.theme = text;
  for (DigestRequest& request : out.requests) {
    request.id = request.title = request.change = request.status = text;
    request.quote = {text, text, text, text, text};
    request.languages = {text};
  }
  for (std::string& line : out.shipped) line = text;
  for (std::string& line : out.quality) line = text;
  for (DigestPoint& point : out.trend) point.label = text;
  return out;
}

}  // namespace refrain::report
