// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/checksum.h"

#include "engine/base/hash.h"
#include "engine/base/strings.h"
#include "engine/model/names.h"
#include "engine/store/pack.h"

namespace refrain::store {
namespace {

// SQLite's integers are signed; the bits are what counts.
std::int64_t AsSigned(std::uint64_t bits) { return static_cast<std::int64_t>(bits); }

}  // namespace

std::int64_t MessageChecksum(const model::Message& m) {
  HashBuilder hash;
  hash.Add(m.key).Add(model::NameOf(m.channel)).Add(model::NameOf(m.direction));
  hash.Add(model::NameOf(m.stage)).Add(m.customer.name).Add(m.customer.address);
  hash.Add(m.customer.import_id)
      .Add(m.author)
      .Add(m.sent_at_utc)
      .Add(std::int64_t{m.offset_minutes});
  hash.Add(m.message_id).Add(m.in_reply_to).Add(PackLines(m.references)).Add(m.thread);
  hash.Add(m.subject).Add(m.text).Add(std::int64_t{m.rating}).Add(std::int64_t{m.rating_max});
  hash.Add(m.product).Add(m.version).Add(m.country).Add(m.segment).Add(m.declared_language);
  hash.Add(PackLines(m.tags)).Add(PackFlags(m.flags)).Add(m.provenance.source);
  hash.Add(m.provenance.place).Add(AsSigned(m.provenance.byte_offset));
  return AsSigned(hash.Finish().high);
}

std::int64_t TextHash(const model::Message& message) {
  return AsSigned(HashBytes64(ToLowerAscii(TrimAscii(message.text))));
}

}  // namespace refrain::store
