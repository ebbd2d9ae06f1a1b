// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/print/ingest_report.h"

#include <gtest/gtest.h>

namespace refrain::cli {
namespace {

const Style kPlain(false);

ingest::SourceReport Source(const std::string& path, const std::string& format,
                            std::uint64_t stored) {
  ingest::SourceReport out;
  out.path = path;
  out.recognition.format = format;
  out.seen = stored;
  out.stored = stored;
  return out;
}

ingest::IngestReport ReportOf(std::vector<ingest::SourceReport> sources) {
  ingest::IngestReport out;
  for (const ingest::SourceReport& one : sources) {
    out.seen += one.seen;
    out.stored += one.stored;
    out.duplicate += one.duplicate;
    out.quarantined += one.quarantined;
    out.failed_sources += one.error.empty() ? 0 : 1;
  }
  out.sources = std::move(sources);
  return out;
}

TEST(IngestReport, NamesEachReasonOnceWithItsPlaces) {
  ingest::SourceReport source = Source("reviews.csv", "csv", 10);
  source.recognition.export_name = "google-play";
  source.seen = 13;
  source.quarantined = 3;
  source.rejects = {{"", "row 3", "no text", "map a column", ""},
                    {"", "row 5", "too long", "", ""},
                    {"", "row 9", "no text", "map a column", ""}};
  EXPECT_EQ(IngestReportText(ReportOf({source}), false, kPlain),
            "reviews.csv  google-play CSV  13 rows: 10 new, 3 rejected\n"
            "  row 3, row 9: no text\n"
            "    hint: map a column\n"
            "  row 5: too long\n"
            "13 items: 10 new, 0 known, 3 rejected\n"
            "0 recurring requests, 0 suggestions now.   Next: refrain requests\n");
}

TEST(IngestReport, ManyAlikeAreOneLineUnlessAskedForAll) {
  std::vector<ingest::SourceReport> sources;
  for (const char* name : {"mail/1.eml", "mail/2.eml", "mail/3.eml", "mail/4.eml"}) {
    sources.push_back(Source(name, "eml", 1));
  }
  const ingest::IngestReport report = ReportOf(std::move(sources));
  EXPECT_TRUE(IngestReportText(report, false, kPlain)
                  .starts_with("mail (4 files)  eml  4 messages: 4 new\n4 items:"));
  EXPECT_TRUE(IngestReportText(report, true, kPlain)
                  .starts_with("mail/1.eml  eml  1 message: 1 new\nmail/2.eml  eml"));
}

TEST(IngestReport, SaysWhyASourceWasNotRead) {
  ingest::SourceReport source;
  source.path = "photo\x1b[2J.jpg";  // a file name may hold anything
  source.error = "binary data";
  source.error_hint = "known: csv, mbox";
  EXPECT_EQ(IngestReportText(ReportOf({source}), false, kPlain),
            "photo[2J.jpg  not read: binary data\n"
            "  hint: known: csv, mbox\n"
            "0 items: 0 new, 0 known, 0 rejected; 1 source could not be read\n");
}

}  // namespace
}  // namespace refrain::cli
