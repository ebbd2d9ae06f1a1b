// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/index/shards.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "engine/index/fields.h"
#include "engine/index/xapian_error.h"

namespace refrain::index {
namespace {

constexpr const char* kStoreIdKey = "store_id";
constexpr const char* kVersionKey = "version";
constexpr const char* kShardKey = "shard";
constexpr const char* kWatermarkKey = "watermark";
constexpr const char* kDirtyName = "dirty";

template <typename Number>
Number ToNumber(const std::string& digits) {
  Number value{};
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

Error SystemError(const std::filesystem::path& path, std::string_view what) {
  return {ErrorCode::kIo,
          "cannot " + std::string(what) + ": " + std::generic_category().message(errno),
          path.string(), "check the permissions of the data folder and the disk"};
}

Status SyncOne(const std::filesystem::path& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_RDONLY | O_CLOEXEC);
  if (fd < 0) return SystemError(path, "open");
  const int synced = ::fsync(fd);
  const int reason = errno;
  ::close(fd);
  errno = reason;
  return synced == 0 ? Ok() : Status(SystemError(path, "sync"));
}

}  // namespace

std::filesystem::path IndexFolder(const std::filesystem::path& data_folder) {
  return data_folder / "index";
}

std::filesystem::path ShardFolder(const std::filesystem::path& index_folder, int shard) {
  return index_folder / std::to_string(shard);
}

ShardMeta ReadMeta(const Xapian::Database& shard) {
  return {shard.get_metadata(kStoreIdKey), ToNumber<int>(shard.get_metadata(kVersionKey)),
          ToNumber<int>(shard.get_metadata(kShardKey)),
          ToNumber<std::int64_t>(shard.get_metadata(kWatermarkKey))};
}

void WriteMeta(Xapian::WritableDatabase& shard, const ShardMeta& meta) {
  shard.set_metadata(kStoreIdKey, meta.store_id);
  shard.set_metadata(kVersionKey, std::to_string(meta.version));
  shard.set_metadata(kShardKey, std::to_string(meta.shard));
  shard.set_metadata(kWatermarkKey, std::to_string(meta.watermark));
}

Status CheckMeta(const ShardMeta& meta, std::string_view store_id, const std::string& where) {
  std::string reason;
  if (meta.version != kIndexVersion) {
    reason = "the search index was made by another version of refrain";
  } else if (meta.store_id != store_id) {
    reason = "the search index belongs to another store";
  } else {
    return Ok();
  }
  return Error{ErrorCode::kCorrupt, reason, where, std::string(kRebuildHint)};
}

std::vector<Xapian::docid> RowsInShard(const std::vector<std::int64_t>& rows,
                                       const Xapian::Database& shard) {
  const int number = ReadMeta(shard).shard;
  std::vector<Xapian::docid> out;
  for (const std::int64_t row : rows) {
    if (row >= 1 && row <= kLastRow && ShardOf(row) == number) out.push_back(NumberInShard(row));
  }
  return out;
}

Xapian::Document MakeXapianDocument(const IndexDocument& document) {
  const auto term_of = [&](const IndexDocument::Posting& posting) {
    return std::string_view(document.text).substr(posting.offset, posting.length);
  };
  std::vector<IndexDocument::Posting> postings = document.postings;
  std::sort(postings.begin(), postings.end(), [&](const auto& a, const auto& b) {
    const int order = term_of(a).compare(term_of(b));
    return order != 0 ? order < 0 : a.position < b.position;
  });
  Xapian::Document out;
  std::string term;
  for (const IndexDocument::Posting& posting : postings) {
    term.assign(term_of(posting));
    if (posting.position == 0) {
      out.add_term(term);
    } else {
      out.add_posting(term, posting.position);
    }
  }
  for (const std::string& facet : document.facets) out.add_boolean_term(facet);
  const auto value = [&](FieldId field, double number) {
    out.add_value(static_cast<Xapian::valueno>(FieldOf(field).slot),
                  Xapian::sortable_serialise(number));
  };
  value(FieldId::kDate, static_cast<double>(document.sent_at_utc));
  value(FieldId::kScore, document.score);
  value(FieldId::kConfidence, document.confidence);
  if (document.nps >= 0) value(FieldId::kNps, document.nps);
  return out;
}

void MarkDirty(const std::filesystem::path& index_folder) noexcept {
  const std::string marker = (index_folder / kDirtyName).string();
  const int fd = ::open(marker.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) {
    ::close(fd);
    return;
  }
  // No room for a marker: take the index away, which needs none.
  const std::string broken = index_folder.string() + ".broken";
  std::error_code ignored;
  std::filesystem::remove_all(broken, ignored);
  std::filesystem::rename(index_folder, broken, ignored);
}

bool IsDirty(const std::filesystem::path& index_folder) noexcept {
  std::error_code failed;
  return std::filesystem::exists(index_folder / kDirtyName, failed);
}

Status KeepPrivate(const std::filesystem::path& folder) {
  std::error_code failed;
  for (auto it = std::filesystem::recursive_directory_iterator(folder, failed);
       !failed && it != std::filesystem::recursive_directory_iterator(); it.increment(failed)) {
    const bool is_folder = it->is_directory(failed);
    if (::chmod(it->path().c_str(), is_folder ? 0700 : 0600) != 0 && errno != ENOENT) {
      return SystemError(it->path(), "protect");
    }
  }
  if (failed) {
    errno = failed.value();
    return SystemError(folder, "read");
  }
  return Ok();
}

Status SyncFolder(const std::filesystem::path& folder) {
  std::error_code failed;
  for (auto it = std::filesystem::recursive_directory_iterator(folder, failed);
       !failed && it != std::filesystem::recursive_directory_iterator(); it.increment(failed)) {
    REFRAIN_TRY(SyncOne(it->path(), it->is_directory(failed) ? O_DIRECTORY : 0));
  }
  if (failed) {
    errno = failed.value();
    return SystemError(folder, "read");
  }
  return SyncOne(folder, O_DIRECTORY);
}

}  // namespace refrain::index
