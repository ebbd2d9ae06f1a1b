// What `ingest` and `preview` share: the options that say how a source is to be read.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/session.h"

namespace refrain::cli {

inline constexpr std::array<std::string_view, 9> kChannelChoices{
    "email", "note", "call", "chat", "meeting", "order", "survey", "review", "other"};

inline constexpr Positional kReadingPositionals[] = {
    {.name = "PATH",
     .help = "files and folders",
     .required = true,
     .many = true,
     .kind = ValueKind::kFile},
};

inline constexpr Option kReadingOptions[] = {
    {.name = "as",
     .value = "FORMAT",
     .help = "read as that format or export instead of recognising it: csv, mbox, google-play …"},
    {.name = "map",
     .value = "ROLE=COLUMN",
     .help = "which column holds what: text, date, customer, rating …",
     .repeated = true},
    {.name = "channel",
     .value = "CHANNEL",
     .help = "how these contacts came in",
     .choices = kChannelChoices},
    {.name = "agent",
     .value = "NAME",
     .help = "a speaker who is the company's side",
     .repeated = true},
    {.name = "own-domain",
     .value = "DOMAIN",
     .help = "mail from there is the company's side",
     .repeated = true},
    {.name = "reread", .value = "", .help = "read files again that have not changed"},
};

// Errors: kInvalidArgument for a --map without "=".
[[nodiscard]] Result<read::ReadOptions> ReadOptionsOf(const Arguments& arguments,
                                                      const service::EngineOptions& engine);

// `preview PATH…` and `ingest -n PATH…`.
[[nodiscard]] Result<int> PreviewPaths(Session& session, const Arguments& arguments);

}  // namespace refrain::cli
