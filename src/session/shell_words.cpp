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
            if (c == '$' || c == '`') return unquoted(c);
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
        const auto end = std::min(line_.find_first_of(shell_blanks, begin_), line_.size());
        const std::string_view word = line_.substr(begin_, end - begin_);
        const bool plain = word.find_first_of("'\"\\") == std::string_view::npos;
        return {"unquoted '" + shown + "' has a special meaning in a shell",
            plain ? "use " + shell_quoted(word) : "write \\" + shown};
    }

    std::string_view line_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;  // of the word
};

}  // namespace

Result<std::vector<std::string>> shell_words(std::string_view line) { return ShellLine{line}.words(); }

}  // namespace epsom
