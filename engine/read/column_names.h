// What people call their columns, by role, in several languages. Internal to roles.cc.
// Compared in lower case with _ . - as spaces.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string_view>

namespace refrain::read {

struct RoleNames {
  std::string_view role;
  std::string_view names;  // separated by |, best first
};

// Order matters: a column gets the first role whose names hold it.
inline constexpr std::array<RoleNames, 21> kColumnNames{{
    {"turns", "turns|utterances|transcript turns"},
    {"text",
     "text|review text|body|message|message text|comment|comments|comment text|review|content|note|"
     "notes|feedback|verbatim|description|remark|remarks|opinion|customer comment|free text|answer|"
     "kommentar|nachricht|rezension|bemerkung|anmerkung|rückmeldung|commentaire|commentaires|avis|"
     "texte|remarque|comentario|comentarios|reseña|mensaje|texto|opinión|observaciones|comentário|"
     "mensagem|opinião|commento|recensione|messaggio|testo|opmerking|bericht|toelichting|tekst|"
     "komentarz|opinia|treść|wiadomość|uwagi|komentārs|komentāri|teksts|atsauksme|ziņojums|piezīme|"
     "piezīmes|saturs|komentaras|tekstas|atsiliepimas|žinutė|pastaba|kommentaar|sõnum|arvustus|"
     "märkus|tagasiside|комментарий|текст|отзыв|сообщение|заметка|коментар|відгук|повідомлення|"
     "komentář|zpráva|recenze|poznámka|komentár|správa|recenzia|meddelande|omdöme|besked|"
     "anmeldelse|melding|kommentti|viesti|arvostelu|palaute|megjegyzés|szöveg|üzenet|vélemény|"
     "comentariu|mesaj|recenzie|мнение|съобщение|poruka|recenzija|sporočilo|mnenje|σχόλιο|μήνυμα|"
     "yorum|mesaj metni|açıklama|コメント|本文|评论|留言|内容|의견|댓글|bình luận|nội "
     "dung|komentar|ulasan"},
    {"subject",
     "subject|title|review title|headline|summary|betreff|titel|objet|titre|sujet|asunto|título|"
     "titulo|assunto|oggetto|titolo|onderwerp|temat|tytuł|temats|tēma|virsraksts|tema|pavadinimas|"
     "pealkiri|teema|тема|заголовок|předmět|název|predmet|názov|ämne|rubrik|emne|otsikko|aihe|"
     "tárgy|subiect|titlu|naslov|zadeva|θέμα|konu|başlık|件名|标题|제목|tiêu đề|judul"},
    {"date",
     "date|created at|created|createdat|created time|timestamp|datetime|date time|submitted at|"
     "submit date|submission date|ordered at|order date|sent at|received at|started at|start time|"
     "date created|creation date|review date|time|closed at|updated at|datum|erstellt am|"
     "erstellt|zeitpunkt|date de création|créé le|fecha|fecha de creación|creado|data|"
     "data de criação|criado em|data di creazione|creato il|aangemaakt op|utworzono|"
     "data utworzenia|datums|izveidots|laiks|data laikas|sukurta|kuupäev|loodud|дата|создано|"
     "створено|vytvořeno|vytvorené|skapad|oprettet|opprettet|päivämäärä|luotu|dátum|létrehozva|"
     "data creării|ustvarjeno|ημερομηνία|tarih|oluşturulma|日付|日時|日期|时间|날짜|ngày|tanggal"},
    {"customer_email",
     "customer email|email|e mail|email address|e mail address|mail|user email|author email|"
     "contact email|client email|requester email|reviewer email|kunden e mail|adresse e mail|"
     "courriel|correo|correo electrónico|e pasts|epasts|klienta e pasts|el paštas|e post|epost|"
     "почта|эл почта|пошта|sähköposti|e posta"},
    {"customer_id",
     "customer id|customerid|user id|userid|client id|account id|contact id|requester id|"
     "customer number|customer no|kundennummer|kunden id|kundennr|numéro client|id cliente|"
     "klantnummer|klienta numurs|klienta id|kliento id|kliendi id|numer klienta|id клиента|"
     "číslo zákazníka|kundnummer|asiakasnumero"},
    {"customer_name",
     "customer name|customer|client name|client|full name|name|author name|author|reviewer|"
     "reviewer name|user name|username|user|requester|requester name|contact|contact name|nickname|"
     "from name|kunde|kundenname|nom|nom du client|cliente|nombre|nome|klant|klantnaam|naam|klient|"
     "imię i nazwisko|klients|klienta vārds|vārds|vārds uzvārds|klientas|vardas|nimi|kliendi nimi|"
     "клиент|имя|клієнт|ім'я|zákazník|jméno|meno|kund|namn|navn|asiakas|ügyfél|név|client nume|"
     "müşteri|顧客名|客户|고객|khách hàng|pelanggan"},
    {"rating",
     "rating|stars|star rating|star|score|nps|nps score|satisfaction|csat|grade|bewertung|sterne|"
     "étoiles|puntuación|valoración|estrellas|calificación|avaliação|nota|estrelas|voto|"
     "valutazione|"
     "stelle|beoordeling|cijfer|ocena|vērtējums|zvaigznes|įvertinimas|hinne|оценка|оцінка|"
     "hodnocení|hodnotenie|betyg|karakter|arvosana|értékelés|puan|評価|评分|평점|đánh giá"},
    {"product",
     "product|product name|item|sku|app|app name|produkt|artikel|produit|producto|produto|prodotto|"
     "produkts|prece|produktas|prekė|toode|продукт|товар|výrobek|tuote|termék|produs|ürün|商品|"
     "产品|"
     "제품|sản phẩm|produk"},
    {"version", "version|app version|app version name|product version|version name|firmware"},
    {"country",
     "country|country "
     "code|territory|land|pays|país|paese|kraj|valsts|šalis|riik|страна|країна|země|"
     "krajina|maa|ország|țara|ülke|国|国家|국가"},
    {"segment", "segment|customer segment|plan|tier|customer type|segments|kundensegment|segmento"},
    {"language",
     "language|lang|locale|sprache|langue|idioma|lingua|taal|język|valoda|kalba|keel|язык|мова|"
     "jazyk|språk|sprog|kieli|nyelv|limba|dil|言語|语言|언어"},
    {"channel",
     "channel|contact channel|medium|kanal|canal|canale|kanaal|kanał|kanāls|kanalas|канал"},
    {"stage", "stage|customer stage|journey stage|phase|lifecycle stage"},
    {"id",
     "id|uuid|guid|key|response id|review id|ticket id|message id|order id|order number|note id|"
     "record id|conversation id|case id|call id|chat id|meeting id|entry id|submission id|nr|no|"
     "number|ticket|id odpowiedzi|номер"},
    {"thread", "thread|thread id|conversation|ticket number|parent id|case|session id"},
    {"author_side", "author side|side|direction|author type|sender type|role|who|from"},
    {"tags", "tags|tag|labels|label|categories|category|keywords|schlagwörter|birkas|etiquetas"},
    {"agent_reply",
     "agent reply|reply|reply text|developer reply text|company reply|owner response|response|"
     "response from the owner|antwort|réponse|respuesta|resposta|risposta|antwoord|atbilde|"
     "atsakymas|vastus|ответ|odpowiedź|odpověď"},
    {"author", "agent|agent name|owner|assignee|assigned to|written by|employee|operator"},
}};

}  // namespace refrain::read
