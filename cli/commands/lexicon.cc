// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/print/words.h"
#include "cli/session.h"

namespace refrain::cli {
namespace {

Result<int> RunLexiconList(Session& session, const Arguments& /*arguments*/) {
  REFRAIN_ASSIGN(const auto analysis, session.LoadAnalysis());
  REFRAIN_ASSIGN(const auto report, analysis.TestLexicons(""));
  Table table;
  table.columns = {{.key = "language", .title = "LANGUAGE"},
                   {.key = "terms", .title = "TERMS", .align = Align::kRight}};
  for (const auto& [language, terms] : report.entries) {
    table.rows.push_back(
        {TextCell(language),
         {.value = fmt::format("{}", terms), .shown = Count(terms), .is_number = true}});
  }
  session.Print(table);
  return kExitFine;
}

Result<int> RunLexiconTest(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(const auto analysis, session.LoadAnalysis());
  REFRAIN_ASSIGN(const auto report, analysis.TestLexicons(arguments.ValueOr("LANG", "")));
  for (const std::string& fault : report.faults) session.out().Line(OneLine(fault));
  for (const std::string& sample : report.failed_samples) session.out().Line(OneLine(sample));
  const std::size_t faults = report.faults.size() + report.failed_samples.size();
  session.out().Line(fmt::format("{}, {}: {}", Plural(report.entries.size(), "language"),
                                 Plural(report.samples, "sample"),
                                 faults == 0 ? "all fine" : Plural(faults, "fault")));
  return faults == 0 ? kExitFine : kExitFailure;
}

constexpr Example kExamples[] = {
    {"refrain lexicon", "languages and how much is known of them"},
    {"refrain lexicon test lv", "faults and samples that come out wrong, as file:line"},
    {"refrain lexicon test --lexicons ./lexicons", "those you work on"},
};

constexpr Positional kTestPositionals[] = {
    {.name = "LANG", .help = "one language; default: all"},
};

constexpr Format kListFormats[] = {Format::kTable, Format::kJsonLines, Format::kCsv,
                                   Format::kMarkdown};

constexpr Command kVerbs[] = {
    {.name = "list",
     .summary = "the languages",
     .about = "",
     .formats = kListFormats,
     .run = RunLexiconList},
    {.name = "test",
     .summary = "read every file and run its samples",
     .about = "",
     .positionals = kTestPositionals,
     .run = RunLexiconTest},
};

}  // namespace

constinit const Command kLexiconCommand{
    .name = "lexicon",
    .summary = "list and test the language data",
    .about =
        "Language data are plain files, a folder a language; their README says how to write "
        "them. A new language needs no programming.",
    .group = Group::kStateless,
    .examples = kExamples,
    .verbs = kVerbs,
    .formats = kListFormats,
    .run = RunLexiconList,
};

}  // namespace refrain::cli
