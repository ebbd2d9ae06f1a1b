// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/session.h"
#include "engine/base/files.h"
#include "engine/service/json.h"
#include "engine/service/text.h"

namespace refrain::cli {
namespace {

// To a file, or with "-" to standard output.
Result<int> WriteHtml(Session& session, const report::DigestContent& digest,
                      std::string_view file) {
  const std::string html = report::RenderHtml(digest);
  if (file == "-") {
    session.out().Print(html);
    return kExitFine;
  }
  if (session.settings().dry_run) {
    session.out().Line(fmt::format("would write {} bytes to {}", html.size(), file));
    return kExitFine;
  }
  REFRAIN_TRY(WriteFileAtomic(std::string(file), html));
  session.Note(fmt::format("wrote {}. Next: open it in a browser", file));
  return kExitFine;
}

Result<int> RunDigest(Session& session, const Arguments& arguments) {
  REFRAIN_ASSIGN(auto engine, session.OpenEngine(service::Access::kRead));
  service::DigestRequest request;
  request.period = arguments.ValueOr("period", "");
  REFRAIN_ASSIGN(const report::DigestContent digest, engine.Digest(request));
  if (const auto file = arguments.Value("html")) return WriteHtml(session, digest, *file);
  if (session.settings().format == Format::kJson) {
    session.PrintJson(service::ToJson(digest));
    return kExitFine;
  }
  const bool markdown = arguments.Has("md") || session.settings().format == Format::kMarkdown;
  const std::string text = markdown ? report::RenderMarkdown(digest) : report::RenderText(digest);
  session.out().Print(session.environment().stdout_is_terminal ? service::StripControls(text)
                                                               : text);
  return kExitFine;
}

constexpr Example kExamples[] = {
    {"refrain digest", "the last full month"},
    {"refrain digest preview --period 2026-W40", "one week"},
    {"refrain digest --period 2026-09 --html digest.html", "as a page to send"},
    {"refrain digest --md", "for a wiki or an issue"},
};

constexpr Option kOptions[] = {
    {.name = "period",
     .value = "PERIOD",
     .help = "a month or a week: 2026-09, 2026-W40",
     .default_value = "the last full month with messages"},
    {.name = "html",
     .value = "FILE",
     .help = "write a page; - is standard output",
     .kind = ValueKind::kFile},
    {.name = "md", .value = "", .help = "the same as --format md"},
};

constexpr Format kFormats[] = {Format::kTable, Format::kJson, Format::kMarkdown};

constexpr Command kVerbs[] = {
    {.name = "preview",
     .summary = "make the digest and show it",
     .about = "",
     .options = kOptions,
     .formats = kFormats,
     .paged = true,
     .run = RunDigest},
};

}  // namespace

constinit const Command kDigestCommand{
    .name = "digest",
    .summary = "sum up a month or a week on one page",
    .about =
        "A verdict, at most three alerts, three numbers with their change, rising themes, "
        "recurring requests with a quote each, what shipped changes did, and how good the "
        "data is.",
    .group = Group::kAsk,
    .examples = kExamples,
    .options = kOptions,
    .verbs = kVerbs,
    .formats = kFormats,
    .paged = true,
    .run = RunDigest,
};

}  // namespace refrain::cli
