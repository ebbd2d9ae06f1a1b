// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/mime.h"

#include <gtest/gtest.h>

#include <string>

namespace refrain::mail {
namespace {

const std::string kHead =
    "From: Anna Berg <Anna@Example.org>\nTo: Shop <shop@b.example>, c@d.example\n"
    "Subject: Order\nDate: Tue, 5 May 2026 10:12:00 +0300\nMessage-ID: <m1@example.org>\n";

ParsedMail Parse(const std::string& bytes) {
  auto parsed = ParseMail(bytes);
  EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().ToString());
  return parsed.ok() ? std::move(parsed).value() : ParsedMail{};
}

ErrorCode CodeOf(const std::string& bytes) {
  const auto parsed = ParseMail(bytes);
  EXPECT_FALSE(parsed.ok());
  return parsed.ok() ? ErrorCode::kInternal : parsed.error().code;
}

TEST(ParseMail, ReadsHeaders) {
  const ParsedMail mail = Parse(
      "From owner Tue May  5 10:12:00 2026\n" + kHead +
      "Cc: =?utf-8?q?J=C4=81nis?= <j@k.example>\nIn-Reply-To: <m0@example.org>\n"
      "References: <a@b>\n <m0@example.org>\nReply-To: r@s.example\nX-GM-THRID: 17\n\nHello\n");
  EXPECT_EQ(mail.from.name, "Anna Berg");
  EXPECT_EQ(mail.from.address, "anna@example.org");
  ASSERT_EQ(mail.to.size(), 3U);
  EXPECT_EQ(mail.to[1].address, "c@d.example");
  EXPECT_EQ(mail.to[2].name, "Jānis");
  EXPECT_EQ(mail.message_id, "m1@example.org");
  EXPECT_EQ(mail.in_reply_to, "m0@example.org");
  EXPECT_EQ(mail.references, (std::vector<std::string>{"a@b", "m0@example.org"}));
  EXPECT_EQ(mail.reply_to.address, "r@s.example");
  EXPECT_EQ(mail.Header("x-gm-thrid"), "17");
  EXPECT_EQ(mail.date.offset_minutes, 180);
  EXPECT_EQ(mail.text, "Hello\n");
  EXPECT_FALSE(mail.from_html);
}

struct BodyCase {
  const char* what;
  const char* rest;  // after kHead
  const char* text;
};

class Bodies : public testing::TestWithParam<BodyCase> {};

TEST_P(Bodies, BecomeText) { EXPECT_EQ(Parse(kHead + GetParam().rest).text, GetParam().text); }

INSTANTIATE_TEST_SUITE_P(
    ParseMail, Bodies,
    testing::Values(
        BodyCase{"quoted-printable",
                 "Content-Type: text/plain; charset=utf-8\n"
                 "Content-Transfer-Encoding: quoted-printable\n\nl=C4=ABdz=\nu\n",
                 "līdzu\n"},
        BodyCase{"base64 in windows-1257",
                 "Content-Type: text/plain; charset=windows-1257\n"
                 "Content-Transfer-Encoding: base64\n\n4uLu\n",
                 "āāī"},
        BodyCase{"latin-1 that is windows-1252",
                 "Content-Type: text/plain; charset=iso-8859-1\n\n\x93ok\x94\n", "“ok”\n"},
        BodyCase{"latin-1 that is UTF-8",
                 "Content-Type: text/plain; charset=iso-8859-1\n\nl\xC4\xAB"
                 "dzu\n",
                 "līdzu\n"},
        BodyCase{"undeclared UTF-8",
                 "\nl\xC4\xAB"
                 "dzu\n",
                 "līdzu\n"},
        BodyCase{"unknown charset", "Content-Type: text/plain; charset=x-none\n\nl\xC4\xAB\n",
                 "lī\n"},
        BodyCase{"broken UTF-8", "Content-Type: text/plain; charset=utf-8\n\nl\xC4\xAB \xFF x\n",
                 "lī \xEF\xBF\xBD x\n"},
        BodyCase{"flowed",
                 "Content-Type: text/plain; format=flowed\n\nOne line \nwrapped.\n> quoted \n> "
                 "too\n-- \nAnna\n",
                 "One line wrapped.\n> quoted too\n-- \nAnna\n"},
        BodyCase{"flowed with delsp",
                 "Content-Type: text/plain; format=flowed; delsp=yes\n\n日 \n本\n", "日本\n"},
        BodyCase{"plain before rich",
                 "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
                 "text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n",
                 "plain"},
        BodyCase{"rich for an empty plain part",
                 "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
                 "text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n",
                 "rich\n"},
        BodyCase{"rich for a stub",
                 "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: "
                 "text/plain\n\nYour program shows no HTML\n--b\nContent-Type: text/html\n\n<p>the "
                 "pump hums at night, and I would like to send it back</p>\n--b--\n",
                 "the pump hums at night, and I would like to send it back\n"},
        BodyCase{"attached text is no text",
                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nown\n--b\nContent-Type: "
                 "text/plain\nContent-Disposition: attachment\n\nlog\n--b--\n",
                 "own"},
        BodyCase{"attached message reads as forwarded",
                 "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nown\n--b\nContent-Type: "
                 "message/rfc822\n\nSubject: old\n\ntheirs\n--b--\n",
                 "own\n\n---------- Forwarded message ----------\nSubject: old\n\ntheirs"},
        BodyCase{"uuencoded file is cut out", "\nbefore\nbegin 644 a.jpg\nM1234\n`\nend\nafter\n",
                 "before\nafter\n"},
        BodyCase{"NUL and controls are dropped",
                 "Content-Transfer-Encoding: quoted-printable\n\na=00b=07c\n", "abc\n"}));

TEST(ParseMail, DecodesEncodedSubjects) {
  EXPECT_EQ(Parse("Subject: =?utf-8?b?xKttxIE=?= =?iso-8859-4?q?=E0?=\nFrom: a@b\n\nx\n").subject,
            "īmāā");
  EXPECT_EQ(Parse("Subject: l\xC4\xAB"
                  "dzu\nFrom: a@b\n\nx\n")
                .subject,
            "līdzu");
}

TEST(ParseMail, NotesWhatItDoesNotRead) {
  const ParsedMail mail =
      Parse(kHead +
            "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nown\n--b\nContent-Type: "
            "text/calendar\n\nBEGIN:VCALENDAR\n--b\nContent-Type: application/ms-tnef; "
            "name=winmail.dat\n\nx\n--b--\n");
  EXPECT_TRUE(mail.HasNote("calendar"));
  EXPECT_TRUE(mail.HasNote("winmail"));
  EXPECT_TRUE(mail.has_attachment);
  EXPECT_EQ(mail.text, "own");
}

TEST(ParseMail, CutsLongTextAndSaysSo) {
  Limits limits;
  limits.max_text_bytes = 11;
  const auto mail = ParseMail("Subject: x\n\n" + std::string(5, 'a') + "ē" + "ēēēē\n", limits);
  ASSERT_TRUE(mail.ok());
  EXPECT_TRUE(mail->truncated);
  EXPECT_EQ(mail->text, "aaaaaēēē");
}

std::string Repeat(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(ParseMail, RefusesWhatIsPastALimit) {
  EXPECT_EQ(CodeOf("Subject: x\nTo: " + Repeat("a:", 101) + "\n\nx\n"), ErrorCode::kLimit);
  EXPECT_EQ(CodeOf("Subject: x\nTo: \"" + Repeat("a:", 101) + "\n\nx\n"), ErrorCode::kLimit);
  EXPECT_EQ(CodeOf("Subject: x\nTo: " + Repeat("a@b,", 1001) + "\n\nx\n"), ErrorCode::kLimit);
  EXPECT_EQ(CodeOf(Repeat("X: y\n", 1001) + "\nx\n"), ErrorCode::kLimit);
  EXPECT_EQ(CodeOf("X: " + std::string(70000, 'y') + "\n\nx\n"), ErrorCode::kLimit);
  EXPECT_EQ(CodeOf(Repeat("X: " + std::string(60000, 'y') + "\n", 20) + "\nx\n"),
            ErrorCode::kLimit);
  EXPECT_EQ(CodeOf("Content-Type: text/plain" + Repeat("; a=b", 201) + "\n\nx\n"),
            ErrorCode::kLimit);
  EXPECT_EQ(CodeOf("Content-Type: multipart/mixed; boundary=b\n\n" + Repeat("--b\n\nx\n", 1001)),
            ErrorCode::kLimit);
  EXPECT_EQ(CodeOf(Repeat("Content-Type: message/rfc822\n\n", 101) + "x\n"), ErrorCode::kLimit);
  std::string nested;
  for (int i = 0; i < 101; ++i) {
    const std::string name = std::to_string(i);
    nested.append("Content-Type: multipart/mixed; boundary=b").append(name);
    nested.append("\n\n--b").append(name).append("\n");
  }
  EXPECT_EQ(CodeOf(nested + "\nx\n"), ErrorCode::kLimit);
}

TEST(ParseMail, RefusesWhatIsNoMail) {
  EXPECT_EQ(CodeOf(""), ErrorCode::kMalformed);
  EXPECT_EQ(CodeOf("just some words\n\nand more\n"), ErrorCode::kMalformed);
}

struct AutoCase {
  const char* headers;
  bool automatic;
};

TEST(LooksAutomatic, JudgesByHeaders) {
  for (const AutoCase& one : {
           AutoCase{"From: a@b.example\n", false},
           AutoCase{"From: a@b.example\nAuto-Submitted: no\n", false},
           AutoCase{"From: a@b.example\nAuto-Submitted: auto-replied\n", true},
           AutoCase{"From: a@b.example\nPrecedence: auto_reply\n", true},
           AutoCase{"From: MAILER-DAEMON@b.example\n", true},
           AutoCase{"From: no-reply@b.example\n", true},
           AutoCase{"From: news@b.example\nList-Unsubscribe: <https://b.example>\n", true},
           AutoCase{"From: a@b.example\nList-Id: <x>\nList-Post: <mailto:x@b.example>\n"
                    "List-Unsubscribe: <https://b.example>\n",
                    false},
           AutoCase{"From: a@b.example\nPrecedence: list\nList-Id: <x>\n", false},
           AutoCase{"From: a@b.example\nContent-Type: multipart/report; boundary=b\n\n--b\n"
                    "\nfailed\n--b\nContent-Type: message/delivery-status\n\nStatus: 5\n--b--\n",
                    true},
       }) {
    EXPECT_EQ(LooksAutomatic(Parse(std::string(one.headers) + "\nx\n")), one.automatic)
        << one.headers;
  }
}

}  // namespace
}  // namespace refrain::mail
