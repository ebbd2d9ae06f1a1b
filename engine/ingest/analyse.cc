// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ingest/analyse.h"

#include <utility>

namespace refrain::ingest {

model::Annotations AnalyseMessage(const model::Message& message, const analysis::Analyzer& analyzer,
                                  analysis::Workspace& workspace, bool explain) {
  analysis::Input input;
  input.text = message.text;
  for (const model::Block& block : message.blocks) {
    if (block.kind == model::BlockKind::kAuthored) input.authored.push_back(block.span);
  }
  input.subject = message.subject;
  input.declared_language = message.declared_language;
  input.channel = message.channel;
  input.rating = message.rating;
  input.explain = explain;
  model::Annotations out = analyzer.Analyze(input, workspace);
  if (message.direction != model::Direction::kOutbound && !message.flags.is_auto) return out;
  model::Annotations quiet;
  quiet.language = std::move(out.language);
  quiet.personal = std::move(out.personal);
  return quiet;
}

}  // namespace refrain::ingest
