#include "shell_words.hpp"

#include <algorithm>
#include <optional>

#include "epsom/text/text.hpp"
#include "typed_line.hpp"

namespace epsom {
namespace {

constexpr std::string_view shell_blanks = " \t\r";

/// Reads one word after the other.
class ShellLine {
public:
    explicit ShellLine(std::string_view line) : line_{line} {}

    Result<std::vector<std::string>> words() {
        std::vector<std::string> words;
        for (skip_blanks(); at_ < line_.size() && line_[at_] != '#'; skip_blanks()) {
            begin_ = at_;
            std::string word;
            while (at_ < line_.size() && shell_blanks.find(line_[at_]) == std::string_view::npos) {
                if (auto error = take(word)) return *error;
            }
            last_ = word;
            words.push_back(std::move(word));
        }
        return words;
    }

private:
    void skip_blanks() { at_ = std::min(line_.find_first_not_of(shell_blanks, at_), line_.size()); }

    /// Adds the next character, or all that one pair of quotes holds.
    std::optional<Error> take(std::string& word) {
        const char c = line_[at_];
        if (c == '\'') return take_single(word);
        if (c == '"') return take_double(word);
        if (c == '\\') {
            if (at_ + 1 == line_.size())
                return Error{"backslash at the end of the line", "leave it out, or write \\\\"};
            word += line_[at_ + 1];
            at_ += 2;
            return std::nullopt;
        }
        // A tilde means a home directory only where a word begins.
        constexpr std::string_view special = "$`*?|&;<>()";
        if (special.find(c) != std::string_view::npos || (c == '~' && at_ == begin_)) return unquoted(c);
        word += c;
        ++at_;
        return std::nullopt;
    }

    std::optional<Error> take_single(std::string& word) {
        const auto end = line_.find('\'', at_ + 1);
        if (end == std::string_view::npos)
            return Error{"unclosed quote", "add the closing quote, or write \\' for an apostrophe"};
        word += line_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        return std::nullopt;
    }

    std::optional<Error> take_double(std::string& word) {
        for (++at_; at_ < line_.size() && line_[at_] != '"'; ++at_) {
            const char c = line_[at_];
            if (c == '$' || c == '`') return in_double_quotes(c);
            constexpr std::string_view escapable = "$`\"\\";
            const bool escape =
                c == '\\' && at_ + 1 < line_.size() && escapable.find(line_[at_ + 1]) != std::string_view::npos;
            if (escape) ++at_;
            word += line_[at_];
        }
        if (at_ == line_.size()) return Error{"unclosed quote", "add the closing quote, or write \\\" for a quote"};
        ++at_;
        return std::nullopt;
    }

    /// A shell would not pass it on as it is.
    [[nodiscard]] Error unquoted(char c) const {
        const std::string shown(1, c);
        const Error refusal{"unquoted '" + shown + "' has a special meaning in a shell", "write \\" + shown};
        const auto end_from = [this](std::size_t at) {
            return std::min(line_.find_first_of(shell_blanks, at), line_.size());
        };
        std::string_view word = line_.substr(begin_, end_from(begin_) - begin_);
        constexpr std::string_view separators = ";&|";
        if (word.find_first_not_of(separators, at_ - begin_) == std::string_view::npos) {
            const bool goes_on = line_.find_first_not_of(shell_blanks, begin_ + word.size()) != std::string_view::npos;
            const std::string_view before = line_.substr(begin_, at_ - begin_);
            return {refusal.message,
                goes_on || before.empty() ? "put one entry on each line" : "use " + std::string{before}};
        }
        // "(150 mg)" is quoted as one.
        if (const auto closed = line_.find(')', at_); c == '(' && closed != std::string_view::npos)
            word = line_.substr(begin_, end_from(closed) - begin_);
        if (word.find_first_of("'\"\\") != std::string_view::npos) return refusal;
        const std::string quoted = shell_quoted(word);
        if (last_ == "--note" || word.starts_with('-')) return {refusal.message, "use " + quoted};
        return {refusal.message, "use " + quoted + " in a name, or --note " + quoted};
    }

    /// `$` and a backquote keep their meaning in double quotes.
    [[nodiscard]] Error in_double_quotes(char c) const {
        const std::string shown(1, c);
        const auto end = line_.find('"', begin_ + 1);
        const bool whole_word =
            line_[begin_] == '"' && end != std::string_view::npos &&
            (end + 1 == line_.size() || shell_blanks.find(line_[end + 1]) != std::string_view::npos);
        const std::string_view inside = whole_word ? line_.substr(begin_ + 1, end - begin_ - 1) : std::string_view{};
        const bool plain = whole_word && inside.find_first_of("'\\") == std::string_view::npos;
        return {"'" + shown + "' in double quotes has a special meaning in a shell",
            plain ? "use " + shell_quoted(inside) : "write \\" + shown};
    }

    std::string_view line_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;  // of the word
    std::string last_;       // the word before it
};

}  // namespace

Result<std::vector<std::string>> shell_words(std::string_view line) { return ShellLine{line}.words(); }

}  // namespace epsom
