// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/analyzer.h"

#include <algorithm>
#include <map>

#include "engine/analysis/reading.h"

namespace refrain::analysis {
namespace {

// Raised whenever the same text and lexicons would give other annotations.
constexpr std::string_view kAnalysisVersion = "a1";

constexpr std::size_t kVocabularyLimit = 400000;  // words; then caches start afresh
constexpr float kLeastKind = 0.30F;
constexpr float kSurelyRequest = 0.50F;
constexpr float kLeastEmotion = 0.40F;
constexpr std::uint32_t kLeastWordsToDoubt = 5;
constexpr std::uint32_t kUsualFunctionShare = 6;  // one word in six, at least
constexpr float kSureOfSentence = 0.97F;

}  // namespace

struct Workspace::Impl {
  text::Vocabulary vocabulary;
  std::map<std::string, lexicon::WordCache, std::less<>> caches;
  std::vector<text::Token> tokens;
  std::vector<text::Sentence> sentences;
  std::string authored;
  Reading reading;
  SentenceSentiment sentiment;
  std::vector<float> doubt;
  std::vector<float> kinds;
  std::vector<float> emotions;

  lexicon::WordCache& CacheOf(const lexicon::Lexicon& lexicon) {
    auto at = caches.find(lexicon.code());
    if (at == caches.end()) {
      at = caches.emplace(lexicon.code(), lexicon::WordCache(lexicon)).first;
    }
    return at->second;
  }
};

Workspace::Workspace(const Analyzer&) : impl_(std::make_unique<Impl>()) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;
Workspace::~Workspace() = default;

namespace {

// One message on its way through the analysers.
class Pass {
 public:
  Pass(const Input& input, const lexicon::LexiconSet& lexicons, const LanguageIdentifier& languages,
       Workspace::Impl& work)
      : input_(input), lexicons_(lexicons), languages_(languages), work_(work) {}

  model::Annotations Run() {
    Prepare();
    out_.language = languages_.Identify(work_.authored, input_.declared_language);
    message_lexicon_ = lexicons_.Find(out_.language.code);
    for (std::uint32_t i = 0; i < work_.sentences.size(); ++i) ReadSentence(i);
    ReadSubject();
    Conclude();
    FindPersonalData(input_.text, work_.tokens, out_.personal);
    return std::move(out_);
  }

 private:
  void Prepare() {
    if (work_.vocabulary.size() > kVocabularyLimit) work_.vocabulary.Reset();
    work_.tokens.clear();
    work_.sentences.clear();
    work_.authored.clear();
    for (const model::Span& span : input_.authored) {
      const std::size_t first = work_.tokens.size();
      text::Tokenize(input_.text, span, work_.vocabulary, work_.tokens);
      text::SplitSentences(input_.text, work_.tokens, first, work_.tokens.size(), work_.sentences);
      work_.authored.append(input_.text.substr(span.begin, span.end - span.begin));
      work_.authored.push_back('\n');
    }
    work_.kinds.assign(model::kKindNames.size(), 0.0F);
    work_.emotions.assign(model::kEmotionNames.size(), 0.0F);
  }

  // Most sentences are in the message's language; one with hardly a function word of it is
  // asked again.
  model::LanguageGuess LanguageOf(const text::Sentence& sentence) {
    if (message_lexicon_ == nullptr || work_.sentences.size() < 2) return out_.language;
    lexicon::WordCache& cache = work_.CacheOf(*message_lexicon_);
    std::uint32_t words = 0;
    std::uint32_t function_words = 0;
    for (std::uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
      const text::Token& token = work_.tokens[i];
      if (token.kind != text::TokenKind::kWord) continue;
      function_words += cache.IsStopword(token.word, work_.vocabulary) ? 1U : 0U;
      ++words;
    }
    if (words < kLeastWordsToDoubt || function_words * kUsualFunctionShare >= words) {
      return out_.language;
    }
    const model::LanguageGuess guess = languages_.Identify(
        input_.text.substr(sentence.span.begin, sentence.span.end - sentence.span.begin),
        out_.language.code);
    return guess.confidence >= kSureOfSentence ? guess : out_.language;
  }

  void Match(const lexicon::Lexicon& lexicon, const std::vector<text::Token>& tokens,
             const text::Sentence& sentence, std::string_view text) {
    Reading& reading = work_.reading;
    reading.text = text;
    reading.tokens = &tokens;
    reading.sentence = sentence;
    reading.lexicon = &lexicon;
    reading.hits.clear();
    lexicon.Match(tokens, sentence.first_token, sentence.last_token, work_.vocabulary,
                  work_.CacheOf(lexicon), reading.hits);
    FindClauses(reading);
  }

  void ReadSentence(std::uint32_t index) {
    const text::Sentence& sentence = work_.sentences[index];
    model::SentenceAnnotation annotation;
    annotation.span = sentence.span;
    annotation.language = LanguageOf(sentence);
    const lexicon::Lexicon* lexicon = annotation.language.code == out_.language.code
                                          ? message_lexicon_
                                          : lexicons_.Find(annotation.language.code);
    if (lexicon == nullptr) {
      // No lexicon: nothing is known, and nothing is claimed.
      annotation.sentiment.confidence = 0.0F;
      out_.sentences.push_back(std::move(annotation));
      return;
    }
    covered_ = true;
    Match(*lexicon, work_.tokens, sentence, input_.text);
    ReadSentiment(work_.reading, work_.sentiment);
    annotation.sentiment = Judge(work_.sentiment.sums);
    sums_.Add(work_.sentiment.sums);
    if (input_.explain) Explain();
    if (input_.concepts) {
      ReadConcepts(work_.reading, sentence.first_token, sentence.last_token, lexicons_.concepts(),
                   out_.concepts);
    }
    ReadEmotions(work_.reading, work_.sentiment, work_.emotions);
    work_.doubt.assign(model::kKindNames.size(), 1.0F);
    ReadKinds(work_.reading, work_.sentiment, work_.doubt);
    for (std::size_t kind = 0; kind < work_.doubt.size(); ++kind) {
      const float confidence = 1.0F - work_.doubt[kind];
      work_.kinds[kind] = std::max(work_.kinds[kind], confidence);
      if (confidence >= kLeastKind) {
        annotation.kinds.push_back({static_cast<model::Kind>(kind), confidence});
      }
    }
    ReadThemes(work_.reading, work_.sentiment, index, lexicons_, out_.themes);
    const float asks =
        1.0F - std::min(work_.doubt[static_cast<std::size_t>(model::Kind::kRequest)],
                        work_.doubt[static_cast<std::size_t>(model::Kind::kDissent)]);
    if (asks >= kSurelyRequest) {
      ReadRequests(work_.reading, index, asks, lexicons_.concepts(), out_.requests);
    }
    out_.sentences.push_back(std::move(annotation));
  }

  void Explain() {
    for (const PolarHit& hit : work_.sentiment.hits) {
      out_.contributions.push_back(
          {{work_.tokens[hit.first_token].span.begin, work_.tokens[hit.last_token - 1].span.end},
           hit.rule,
           hit.weight});
    }
  }

  // A subject names the topic; its words are often a template, so it brings no feeling.
  // Its mentions have an empty span, since the subject is not part of the text.
  void ReadSubject() {
    if (input_.subject.empty() || message_lexicon_ == nullptr) return;
    std::vector<text::Token> tokens;
    text::Tokenize(input_.subject, {0, static_cast<std::uint32_t>(input_.subject.size())},
                   work_.vocabulary, tokens);
    if (tokens.empty()) return;
    const text::Sentence whole{{0, static_cast<std::uint32_t>(input_.subject.size())},
                               0,
                               static_cast<std::uint32_t>(tokens.size())};
    Match(*message_lexicon_, tokens, whole, input_.subject);
    std::vector<model::ThemeMention> found;
    ReadThemes(work_.reading, {}, 0, lexicons_, found);
    for (model::ThemeMention& mention : found) {
      const bool seen =
          std::any_of(out_.themes.begin(), out_.themes.end(),
                      [&](const model::ThemeMention& one) { return one.theme == mention.theme; });
      if (seen) continue;
      mention.span = {};
      mention.sentiment = Judge(sums_);
      out_.themes.push_back(std::move(mention));
    }
  }

  void Conclude() {
    if (covered_) out_.sentiment = Judge(sums_);
    for (std::size_t i = 0; i < work_.kinds.size(); ++i) {
      if (work_.kinds[i] >= kLeastKind) {
        out_.kinds.push_back({static_cast<model::Kind>(i), work_.kinds[i]});
      }
    }
    for (std::size_t i = 0; i < work_.emotions.size(); ++i) {
      if (work_.emotions[i] >= kLeastEmotion) {
        out_.emotions.push_back({static_cast<model::Emotion>(i), work_.emotions[i]});
      }
    }
  }

  const Input& input_;
  const lexicon::LexiconSet& lexicons_;
  const LanguageIdentifier& languages_;
  Workspace::Impl& work_;
  model::Annotations out_;
  const lexicon::Lexicon* message_lexicon_ = nullptr;
  PolarSums sums_;
  bool covered_ = false;
};

}  // namespace

Analyzer::Analyzer(const lexicon::LexiconSet& lexicons, const LanguageIdentifier& languages)
    : lexicons_(&lexicons),
      languages_(&languages),
      version_(std::string(kAnalysisVersion) + "-" + lexicons.version().substr(0, 8) + "-" +
               languages.version().substr(0, 6)) {}

model::Annotations Analyzer::Analyze(const Input& input, Workspace& workspace) const {
  return Pass(input, *lexicons_, *languages_, *workspace.impl_).Run();
}

}  // namespace refrain::analysis
