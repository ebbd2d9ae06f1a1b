// Trains lexicons/models/language.bin from FOLDER/<code>.txt (one text a line; see collect.py).
//
//   refrain-train-language FOLDER OUT.bin [--epochs N] [--max-grams N]
//
// Method: per-language n-gram log-likelihoods against the background (naive Bayes with
// add-half smoothing), the most telling n-grams kept, then a few epochs of softmax gradient
// steps over the kept weights; 8 bits a weight. Copies of each text without diacritics
// teach the spelling of telephones. The same input gives the same bytes: files are read
// in order, shuffling has a fixed seed, one thread.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/analysis/language_model.h"
#include "engine/analysis/ngrams.h"
#include "engine/base/files.h"
#include "engine/base/strings.h"
#include "engine/text/fold.h"

namespace {

using refrain::analysis::CollectNgrams;

struct Text {
  std::uint16_t language = 0;
  std::vector<std::uint64_t> grams;
};

struct Corpus {
  std::vector<std::string> languages;
  std::vector<Text> texts;
};

struct Entry {
  std::uint16_t language = 0;
  float weight = 0.0F;
};
using Table = std::unordered_map<std::uint64_t, std::vector<Entry>>;

constexpr std::size_t kTextLimitBytes = 200;
constexpr float kFloorNats = 9.5F;  // what an unseen n-gram is worth below the mean
constexpr std::size_t kMinCount = 3;

// A small generator with a fixed sequence (xorshift64*), the same on every machine.
struct Random {
  std::uint64_t state = 0x9E3779B97F4A7C15ULL;
  std::uint64_t Next() {
    state ^= state >> 12U;
    state ^= state << 25U;
    state ^= state >> 27U;
    return state * 0x2545F4914F6CDD1DULL;
  }
};

refrain::Result<Corpus> ReadCorpus(const std::filesystem::path& folder) {
  Corpus corpus;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    REFRAIN_ASSIGN(const std::string content, refrain::ReadFile(file));
    const auto language = static_cast<std::uint16_t>(corpus.languages.size());
    corpus.languages.push_back(file.stem().string());
    for (const std::string_view line : refrain::Split(content, '\n')) {
      Text text{language, {}};
      CollectNgrams(line, kTextLimitBytes, text.grams);
      if (text.grams.size() < 4) continue;
      corpus.texts.push_back(std::move(text));
      const std::string bare = refrain::text::StripDiacritics(line);
      if (bare == line) continue;
      Text copy{language, {}};
      CollectNgrams(bare, kTextLimitBytes, copy.grams);
      corpus.texts.push_back(std::move(copy));
    }
  }
  return corpus;
}

// P(gram|language) against the mean over languages, in nats; the most telling are kept.
Table NaiveBayes(const Corpus& corpus, std::size_t max_grams) {
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint16_t, std::uint32_t>>> counts;
  std::vector<double> totals(corpus.languages.size(), 0.0);
  for (const Text& text : corpus.texts) {
    for (const std::uint64_t gram : text.grams) {
      auto& list = counts[gram];
      const auto at = std::find_if(list.begin(), list.end(),
                                   [&](const auto& pair) { return pair.first == text.language; });
      if (at == list.end()) {
        list.emplace_back(text.language, 1);
      } else {
        ++at->second;
      }
      totals[text.language] += 1.0;
    }
  }
  struct Scored {
    double worth = 0.0;
    std::uint64_t gram = 0;
  };
  std::vector<Scored> order;
  Table table;
  for (const auto& [gram, list] : counts) {
    double most = 0.0;
    std::size_t sum = 0;
    std::vector<Entry> entries;
    for (const auto& [language, count] : list) {
      sum += count;
      const double rate = (count + 0.5) / (totals[language] + 1e5);
      const double weight = std::log(rate) + kFloorNats + 4.0;
      if (count >= 2 && weight > 0.0) {
        entries.push_back({language, static_cast<float>(weight)});
        most = std::max(most, rate);
      }
    }
    if (sum < kMinCount || entries.empty()) continue;
    if (entries.size() > refrain::analysis::kMaxEntriesPerSlot) {
      std::sort(entries.begin(), entries.end(),
                [](const Entry& a, const Entry& b) { return a.weight > b.weight; });
      entries.resize(refrain::analysis::kMaxEntriesPerSlot);
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.language < b.language; });
    const double spread = std::log(
        static_cast<double>(corpus.languages.size()) / static_cast<double>(entries.size()) + 1.0);
    order.push_back({most * spread, gram});
    table.emplace(gram, std::move(entries));
  }
  std::sort(order.begin(), order.end(), [](const Scored& a, const Scored& b) {
    return a.worth != b.worth ? a.worth > b.worth : a.gram < b.gram;
  });
  for (std::size_t i = max_grams; i < order.size(); ++i) table.erase(order[i].gram);
  return table;
}

void Scores(const Table& table, const Text& text, std::vector<float>& out) {
  std::fill(out.begin(), out.end(), 0.0F);
  for (const std::uint64_t gram : text.grams) {
    const auto at = table.find(gram);
    if (at == table.end()) continue;
    for (const Entry& entry : at->second) out[entry.language] += entry.weight;
  }
}

// Softmax gradient steps; every language weighs the same whatever its size.
double Train(Table& table, const Corpus& corpus, int epochs) {
  const std::size_t languages = corpus.languages.size();
  std::vector<double> sizes(languages, 0.0);
  for (const Text& text : corpus.texts) sizes[text.language] += 1.0;
  double largest = 1.0;
  for (const double size : sizes) largest = std::max(largest, size);
  std::vector<std::uint32_t> order(corpus.texts.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  Random random;
  std::vector<float> scores(languages);
  constexpr float kTemperature = 6.0F;
  double wrong = 0.0;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i)
      std::swap(order[i - 1], order[random.Next() % i]);
    const float rate = 0.35F / static_cast<float>(epoch + 1);
    wrong = 0.0;
    for (const std::uint32_t index : order) {
      const Text& text = corpus.texts[index];
      Scores(table, text, scores);
      std::size_t best = 0;
      for (std::size_t l = 1; l < languages; ++l) {
        if (scores[l] > scores[best]) best = l;
      }
      if (best != text.language) wrong += 1.0;
      const float top = scores[best];
      float total = 0.0F;
      for (float& score : scores) total += (score = std::exp((score - top) / kTemperature));
      const auto balance = static_cast<float>(
          std::min(4.0, std::sqrt(largest / std::max(1.0, sizes[text.language]))));
      const float step =
          rate * balance / std::sqrt(static_cast<float>(text.grams.size()) / 40.0F + 1.0F);
      if (1.0F - scores[text.language] / total < 0.02F) continue;
      for (const std::uint64_t gram : text.grams) {
        const auto at = table.find(gram);
        if (at == table.end()) continue;
        for (Entry& entry : at->second) {
          const float p = scores[entry.language] / total;
          entry.weight += step * ((entry.language == text.language ? 1.0F : 0.0F) - p);
        }
      }
    }
    fmt::print(stderr, "epoch {}: {:.2f} % of the training texts wrong\n", epoch + 1,
               100.0 * wrong / static_cast<double>(order.size()));
  }
  return wrong;
}

void PutU32(std::string& out, std::uint32_t value) {
  for (int i = 0; i < 4; ++i, value >>= 8U) out.push_back(static_cast<char>(value & 0xffU));
}

std::string Serialise(const Table& table, const Corpus& corpus) {
  float largest = 0.0F;
  std::vector<std::uint64_t> grams;
  for (const auto& [gram, entries] : table) {
    grams.push_back(gram);
    for (const Entry& entry : entries) largest = std::max(largest, std::fabs(entry.weight));
  }
  std::sort(grams.begin(), grams.end());
  const float scale = largest / 127.0F;
  std::uint32_t slots = 1;
  while (slots < grams.size() * 3 / 2) slots *= 2;
  struct Slot {
    std::uint32_t check = 0;
    std::uint32_t packed = 0;
  };
  std::vector<Slot> table_slots(slots);
  std::string entries;
  std::uint32_t entry_count = 0;
  for (const std::uint64_t gram : grams) {
    const std::uint32_t first = entry_count;
    for (const Entry& entry : table.at(gram)) {
      const auto step = static_cast<int>(std::lround(entry.weight / scale));
      if (step == 0) continue;
      entries.push_back(static_cast<char>(entry.language));
      entries.push_back(static_cast<char>(std::clamp(step, -127, 127)));
      ++entry_count;
    }
    if (entry_count == first) continue;
    std::uint32_t at = refrain::analysis::SlotOf(gram) & (slots - 1);
    while (table_slots[at].packed != 0) at = (at + 1) & (slots - 1);
    table_slots[at] = {refrain::analysis::CheckOf(gram), (first << 6U) | (entry_count - first)};
  }
  std::string names;
  for (const std::string& name : corpus.languages) names += name + " ";
  std::string out(refrain::analysis::kLanguageModelMagic);
  PutU32(out, static_cast<std::uint32_t>(names.size()));
  PutU32(out, slots);
  PutU32(out, entry_count);
  PutU32(out, static_cast<std::uint32_t>(std::lround(scale * 1e6F)));
  PutU32(out, 6000);
  out += names;
  for (const Slot& slot : table_slots) {
    PutU32(out, slot.check);
    PutU32(out, slot.packed);
  }
  return out + entries;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() < 2) {
    fmt::print(stderr,
               "usage: refrain-train-language FOLDER OUT.bin [--epochs N] [--max-grams N]\n");
    return 2;
  }
  int epochs = 4;
  std::size_t max_grams = 150000;
  for (std::size_t i = 2; i + 1 < args.size(); i += 2) {
    if (args[i] == "--epochs") epochs = std::stoi(args[i + 1]);
    if (args[i] == "--max-grams") max_grams = std::stoul(args[i + 1]);
  }
  auto corpus = ReadCorpus(args[0]);
  if (!corpus.ok()) {
    fmt::print(stderr, "error: {}\n", corpus.error().ToString());
    return 1;
  }
  fmt::print(stderr, "{} languages, {} texts\n", corpus->languages.size(), corpus->texts.size());
  Table table = NaiveBayes(*corpus, max_grams);
  Train(table, *corpus, epochs);
  const std::string bytes = Serialise(table, *corpus);
  if (const auto written = refrain::WriteFileAtomic(args[1], bytes); !written.ok()) {
    fmt::print(stderr, "error: {}\n", written.error().ToString());
    return 1;
  }
  fmt::print(stderr, "{} n-grams, {} bytes\n", table.size(), bytes.size());
  return 0;
}
