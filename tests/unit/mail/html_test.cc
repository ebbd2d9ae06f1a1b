// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail/html.h"

#include <gtest/gtest.h>

#include <string>

namespace refrain::mail {
namespace {

struct Case {
  const char* html;
  const char* text;
};

TEST(HtmlToText, GivesLinesAsAReaderSeesThem) {
  for (const Case& one : {
           Case{"<p>One</p><p>Two</p>", "One\n\nTwo\n"},
           Case{"a<br>b<br><br>c", "a\nb\n\nc\n"},
           Case{"<div>a</div><div>b</div>", "a\nb\n"},
           Case{"<ul><li>one</li><li>two</li></ul>", "- one\n- two\n"},
           Case{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc\n"},
           Case{"  many \n\n spaces  <b>bold</b> text", "many spaces bold text\n"},
           Case{"<a href=\"http://x.example\">here</a>", "here\n"},
           Case{"<p>own</p><blockquote>theirs<blockquote>older</blockquote></blockquote>",
                "own\n\n> theirs\n>> older\n"},
           Case{"<div>hi</div><div class=\"gmail_attr\">Some header in any tongue</div>",
                "hi\n> Some header in any tongue\n"},
           Case{"<div>a</div><hr>b", "a\n________________________________\nb\n"},
           Case{"<style>p{}</style><script>x<y</script><title>t</title>ok", "ok\n"},
           Case{"<div style=\"display: none\">hidden</div>seen", "seen\n"},
           Case{"<pre>a\n  b</pre>", "a\n  b\n"},
           Case{"&lt;b&gt; &amp; &#257;&nbsp;x", "<b> & ā\xC2\xA0x\n"},
           Case{"<img alt=\"🙂\"><img alt=\"logo of the firm\">", "🙂\n"},
           Case{"<meta charset=\"iso-8859-1\">ā", "ā\n"},
           Case{"<p>unclosed <b>tags", "unclosed tags\n"},
       }) {
    EXPECT_EQ(HtmlToText(one.html, 1000), one.text) << one.html;
  }
}

TEST(HtmlToText, StopsNearItsLimit) {
  std::string html;
  for (int i = 0; i < 1000; ++i) html += "<p>line</p>";
  EXPECT_LT(HtmlToText(html, 500).size(), 600U);
}

TEST(HtmlToText, KeepsCharactersWholeAcrossChunks) {
  std::string html;
  std::string expected;
  for (int i = 0; i < 9000; ++i) {
    html += "ā€";
    expected += "ā€";
  }
  EXPECT_EQ(HtmlToText(html, 100000), expected + "\n");
}

}  // namespace
}  // namespace refrain::mail
