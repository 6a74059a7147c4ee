// Every text that a user reads is plain English: the program's own, the README and the manual. Each offence is shown
// with its place.

#include <cctype>

#include "epsom/text/text.hpp"
#include "manual.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

struct Text {
    std::string place;  // "src/commands/log.cpp:12"
    std::string text;
};
using Texts = std::vector<Text>;

/// What reads as translated. The plain word follows.
struct Phrase {
    std::string_view text;
    std::string_view instead;
};
constexpr std::array phrases{
    Phrase{"is no", "is not a"},
    Phrase{"is not said", "is missing"},
    Phrase{"speaks", "applies to, conflicts with"},
    Phrase{"stands", "is, follows, appears"},
    Phrase{"asked for", "recommended, needed, given"},
    Phrase{"behind", "after, next to"},
    Phrase{"on file", "saved, recorded, logged"},
    Phrase{"mend", "fix, restore"},
    Phrase{"anew", "again"},
    Phrase{"took back", "undone, reverted"},
    Phrase{"in nobody's way", "does not block"},
    Phrase{"is known of", "is known about"},
    Phrase{"likewise", "also"},
};

/// Where one of them is plain English after all.
struct Allowed {
    std::string_view phrase;
    std::string_view within;
    std::string_view reason;
};
constexpr std::array allowed{
    Allowed{"is no", "there is no", "how English says that something does not exist"},
    Allowed{"is no", "is no longer", "how English says that something has ended"},
};

std::string lowered(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}
bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Where `phrase` begins in `text` as whole words.
std::vector<std::size_t> found(const std::string& text, std::string_view phrase) {
    std::vector<std::size_t> places;
    for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at + 1)) {
        const auto end = at + phrase.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end])))
            places.push_back(at);
    }
    return places;
}

bool is_allowed(const std::string& text, std::string_view phrase, std::size_t at) {
    return std::ranges::any_of(allowed, [&](const Allowed& rule) {
        if (rule.phrase != phrase) return false;
        const auto lead = rule.within.find(phrase);
        return at >= lead && std::string_view{text}.substr(at - lead).starts_with(rule.within);
    });
}

void check_voice(const Texts& texts) {
    for (const auto& [place, original] : texts) {
        const std::string text = lowered(original);
        for (const auto& phrase : phrases) {
            for (const auto at : found(text, phrase.text)) {
                if (is_allowed(text, phrase.text, at)) continue;
                FAIL_CHECK(place << ": '" << phrase.text << "' (write: " << phrase.instead << "): " << original);
            }
        }
    }
}

/// The string literals of C++ code; those that the compiler joins are one text. Includes are not texts.
class Literals {
public:
    Literals(std::string code, std::string file) : code_{std::move(code)}, file_{std::move(file)} {}

    Texts read() {
        while (at_ < code_.size()) {
            const char c = code_[at_];
            if (c == '\n') {
                step();
            } else if (begins("//") || (begins("#include") && starts_line())) {
                while (at_ < code_.size() && code_[at_] != '\n') step();
            } else if (begins("/*")) {
                while (at_ < code_.size() && !begins("*/")) step();
                skip(2);
            } else if (c == '\'') {
                // A separator of digits, or a character.
                if (at_ > 0 && is_letter(code_[at_ - 1]) && at_ + 1 < code_.size() && is_letter(code_[at_ + 1])) step();
                else skip_character();
            } else if (c == '"') {
                read_literal();
            } else {
                between_ = between_ && std::isspace(static_cast<unsigned char>(c)) != 0;
                step();
            }
        }
        return texts_;
    }

private:
    [[nodiscard]] bool begins(std::string_view what) const { return code_.compare(at_, what.size(), what) == 0; }
    [[nodiscard]] bool starts_line() const { return at_ == 0 || code_[at_ - 1] == '\n'; }
    void step() {
        if (code_[at_] == '\n') ++line_;
        ++at_;
    }
    void skip(std::size_t count) {
        while (count-- > 0 && at_ < code_.size()) step();
    }
    void skip_character() {
        between_ = false;
        step();
        while (at_ < code_.size() && code_[at_] != '\'') skip(code_[at_] == '\\' ? 2 : 1);
        step();
    }
    void read_literal() {
        const int line = line_;
        std::string text;
        if (at_ > 0 && code_[at_ - 1] == 'R') {
            const auto open = code_.find('(', at_);
            const std::string close = ")" + code_.substr(at_ + 1, open - at_ - 1) + "\"";
            const auto end = code_.find(close, open);
            text = code_.substr(open + 1, end - open - 1);
            while (at_ < end + close.size()) step();
        } else {
            for (step(); at_ < code_.size() && code_[at_] != '"'; step()) {
                if (code_[at_] != '\\') {
                    text += code_[at_];
                    continue;
                }
                step();
                text += code_[at_] == 'n' || code_[at_] == 't' ? ' ' : code_[at_];
            }
            step();
        }
        if (between_ && !texts_.empty()) texts_.back().text += text;
        else texts_.push_back({file_ + ":" + std::to_string(line), text});
        between_ = true;
    }

    std::string code_;
    std::string file_;
    Texts texts_;
    std::size_t at_ = 0;
    int line_ = 1;
    bool between_ = false;  // nothing but blanks and comments since the last literal
};

std::string content_of(const fs::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

Texts literals_of_the_program() {
    const fs::path top{source_path("")};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{top / "src"}) {
        const auto kind = entry.path().extension();
        if (entry.path().filename() == "schema.cpp") continue;  // SQL with its comments, which the file format keeps
        if (kind == ".cpp" || kind == ".hpp") files.push_back(entry.path());
    }
    std::ranges::sort(files);
    Texts texts;
    for (const auto& file : files) {
        Literals literals{content_of(file), fs::relative(file, top).generic_string()};
        std::ranges::move(literals.read(), std::back_inserter(texts));
    }
    return texts;
}

/// Collects paragraphs and splits them into sentences.
class Prose {
public:
    explicit Prose(std::string file) : file_{std::move(file)} {}
    void add(const std::string& words, int line) {
        if (paragraph_.empty()) line_ = line;
        paragraph_ += (paragraph_.empty() ? "" : " ") + words;
    }
    void end_paragraph() {
        std::string sentence;
        for (const auto& word : words_of(paragraph_)) {
            sentence += (sentence.empty() ? "" : " ") + word;
            const auto last = word.find_last_not_of("*\")");
            if (last == std::string::npos || (word[last] != '.' && word[last] != '!' && word[last] != '?')) continue;
            sentences_.push_back({file_ + ":" + std::to_string(line_), sentence});
            sentence.clear();
        }
        if (!sentence.empty()) sentences_.push_back({file_ + ":" + std::to_string(line_), sentence});
        paragraph_.clear();
    }
    [[nodiscard]] const Texts& sentences() const { return sentences_; }

private:
    std::string file_;
    std::string paragraph_;
    int line_ = 0;
    Texts sentences_;
};

/// `text` with each piece of code in it as one word that says nothing.
std::string without_code(const std::string& text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '`') {
            plain += text[at];
            continue;
        }
        at = std::min(text.find('`', at + 1), text.size());
        plain += "CODE";
    }
    return plain;
}

/// The README's sentences, without headings, tables, commands and output. A code span may go over several lines.
Texts readme_sentences() {
    Prose prose{"README.md"};
    std::string block;
    int begin = 0;
    const auto flush = [&] {
        prose.add(without_code(block), begin);
        prose.end_paragraph();
        block.clear();
    };
    bool shown = false;
    int number = 0;
    for (const auto& line : lines_of(source_path("README.md"))) {
        ++number;
        if (line.starts_with("```")) shown = !shown;
        const bool bullet = line.starts_with("- ");
        const auto begins = [&](const char* mark) { return line.starts_with(mark); };
        const bool no_prose = shown || std::ranges::any_of(std::array{"```", "    ", "#", "|"}, begins);
        if (no_prose || bullet || line.empty()) flush();
        if (no_prose) continue;
        if (block.empty()) begin = number;
        block += (block.empty() ? "" : " ") + (bullet ? line.substr(2) : line);
    }
    flush();
    return prose.sentences();
}

bool is_punctuation(const std::string& word) {
    return word.size() == 1 && std::string_view{".,;:()!?|"}.find(word) != std::string_view::npos;
}

/// A line of mdoc as it is read, with names and code as single words.
std::string read_macro_line(const std::string& line) {
    static const Names code{"Ql", "Li", "Pa"};
    static const Names callable{
        "Ar", "Cm", "Fl", "Op", "Ns", "No", "Ev", "Xr", "Li", "Ql", "Va", "Pq", "Bq", "Pa", "Sq", "Em"};
    auto words = words_of(line.substr(1));
    const std::string macro = words.front();
    words.erase(words.begin());
    std::string text = macro == "Nm" ? "epsom" : code.contains(macro) ? "CODE" : "";
    for (const auto& word : words) {
        if (is_punctuation(word)) text += word;
        else if (!code.contains(macro) && !callable.contains(word)) text += (text.empty() ? "" : " ") + word;
    }
    if (macro != "Pq" && macro != "Bq") return text;
    const auto end = text.find_last_not_of(".,;:") + 1;
    return "(" + text.substr(0, end) + ")" + text.substr(end);
}

/// The sentences of a manual page, without synopsis, headings, sources and what is shown literally.
Texts page_sentences(const fs::path& page) {
    static const Names breaks{".Pp", ".Bl", ".El", ".Bd", ".Ed", ".It", ".Sh", ".Ss"};
    static const Names no_prose{"", "NAME", "SYNOPSIS", "SEE ALSO", "SOURCES", "STANDARDS"};
    static const std::vector<std::pair<std::string_view, std::string_view>> escapes{
        {"\\ ", " "}, {"\\(aq", "'"}, {"\\(dq", "\""}, {"\\(mu", "x"}, {"\\(>=", ">="}, {"\\e", "\\"}, {"\\&", ""}};
    Prose prose{"man/" + page.filename().string()};
    std::string section;
    bool literal = false;
    int number = 0;
    for (const auto& line : lines_of(page)) {
        ++number;
        const std::string macro = line.substr(0, 3);
        if (breaks.contains(macro)) prose.end_paragraph();
        if (macro == ".Sh") section = line.substr(4);
        if (macro == ".Bd") literal = true;
        if (macro == ".Ed") literal = false;
        if (literal || line.empty() || breaks.contains(macro) || no_prose.contains(section)) continue;
        if (macro == ".Dl" || line.starts_with(".\\\"")) continue;
        std::string text = line.front() == '.' ? read_macro_line(line) : line;
        for (const auto& [escape, character] : escapes) {
            text = replaced(text, escape, character);
        }
        prose.add(text, number);
    }
    prose.end_paragraph();
    return prose.sentences();
}

std::vector<fs::path> all_pages() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator{pages}) {
        if (!lines_of(entry.path()).front().starts_with(".so ")) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

constexpr std::size_t longest = 25;

/// Words with a letter or a digit.
std::size_t length(const std::string& sentence) {
    const auto words = words_of(sentence);
    const auto has_letter = [](const std::string& word) { return std::ranges::any_of(word, is_letter); };
    return static_cast<std::size_t>(std::ranges::count_if(words, has_letter));
}

void show_readability(std::string_view name, const Texts& sentences) {
    std::size_t words = 0;
    std::size_t most = 0;
    std::size_t beyond = 0;
    for (const auto& sentence : sentences) {
        const auto count = length(sentence.text);
        words += count;
        most = std::max(most, count);
        beyond += count > longest ? 1 : 0;
    }
    REQUIRE_FALSE(sentences.empty());
    const auto tenths = (10 * words + sentences.size() / 2) / sentences.size();
    const auto percent = (1000 * beyond / sentences.size() + 5) / 10;
    MESSAGE(name << ": " << sentences.size() << " sentences, " << tenths / 10 << "." << tenths % 10
                 << " words each, at most " << most << "; " << percent << " % have more than " << longest);
}

}  // namespace

TEST_CASE("the reader of literals joins what the compiler joins") {
    const std::string code =
        "#include \"a.hpp\"\n// \"comment\"\nauto x = \"one \" // why\n"
        "    \"two\\n\" + f('\"', 1'000, \"three\");\nR\"(four \"4\")\";\n";
    const Texts texts = Literals{code, "x"}.read();
    REQUIRE(texts.size() == 3);
    CHECK(texts[0].text == "one two ");
    CHECK(texts[0].place == "x:3");
    CHECK(texts[1].text == "three");
    CHECK(texts[2].text == "four \"4\"");
    CHECK(texts[2].place == "x:5");
}

TEST_CASE("a phrase is found as whole words, and not where English needs it") {
    CHECK(found("to mend it", "mend").size() == 1);
    CHECK(found("recommended amendments", "mend").empty());
    CHECK(is_allowed("there is no file", "is no", 6));
    CHECK_FALSE(is_allowed("this is no file", "is no", 5));
}

TEST_CASE("the program's texts are plain") { check_voice(literals_of_the_program()); }

TEST_CASE("the README and the manual are plain") {
    check_voice(readme_sentences());
    for (const auto& page : all_pages()) check_voice(page_sentences(page));
}

TEST_CASE("the README's sentences are short; how long those of each page are") {
    const Texts readme = readme_sentences();
    show_readability("README.md", readme);
    for (const auto& sentence : readme)
        CHECK_MESSAGE(length(sentence.text) <= longest, sentence.place << ": " << sentence.text);
    for (const auto& page : all_pages()) show_readability(page.filename().string(), page_sentences(page));
}
