// RawItem → Message: charset, MIME, columns, turns, dates and blocks are settled here,
// once; everything behind it trusts its values. Last stop of reading.
//
// A record's roles come with it, as fields "@text", "@date", … that hold column names (sources
// add them); without them the record's own names decide.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/result.h"
#include "engine/mail/blocks.h"
#include "engine/mail/mime.h"
#include "engine/model/message.h"
#include "engine/read/source.h"

namespace refrain::read {

// Immutable; Decode is thread-safe. Keeps a reference to `splitter`, which must outlive it.
class Decoder {
 public:
  Decoder(const mail::BlockSplitter& splitter, ReadOptions options, mail::Limits limits = {});

  // Key (permanent): mail: its bytes without the mbox From_ line, carriage returns and
  // line ends at the end, so that the mbox and Maildir copies of a mail agree; records:
  // export and id, else customer, text and minute; transcripts and notes: their bytes.
  // sent_at_utc is 0 with flags.date_missing when there is no date: the caller sets the
  // time of arrival.
  // Errors: kMalformed ("no text (column \"Review Text\" is empty)"), kLimit; `where` is
  // source@place.
  [[nodiscard]] Result<model::Message> Decode(const model::RawItem& item) const;

 private:
  const mail::BlockSplitter& splitter_;
  ReadOptions options_;
  mail::Limits limits_;
};

}  // namespace refrain::read
