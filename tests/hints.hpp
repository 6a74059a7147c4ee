#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

/// What is to be typed after a hint, as a reader types it:
///   a line that begins with "epsom", quoted or up to the end of the hint or a ';', as it is;
///   else each name of "did you mean 'a' or 'b'?" in place of what the error quotes first;
///   else the line without the option that is to be left out, or kept once;
///   else the value after "such as", "write", "use", "try" or "give" in place of what the error quotes first, or, where
///   that is not in the line, behind it. An option with its value goes behind the line.
/// Empty where a hint has nothing to type.
namespace epsom::test {

class HintReader {
public:
    HintReader(std::string_view line, std::string_view error, std::string_view hint)
        : line_{line}, error_{error}, hint_{hint} {}

    [[nodiscard]] std::vector<std::string> lines() const {
        if (auto found = commands(); !found.empty()) return found;
        std::vector<std::string> found;
        if (hint_.find("did you mean") != std::string::npos) {
            for (const auto& name : quoted(hint_)) found.push_back(with(name));
            return found;
        }
        for (const std::string_view before : {"leave out ", "leave ", "keep one "}) {
            const auto at = hint_.find(std::string{before} + "--");
            if (at != std::string::npos) return {without(word_at(hint_, at + before.size()))};
        }
        for (const std::string_view all :
            {"leave it out", "leave them out", "keep one of them", "leave one of them out"}) {
            if (hint_.find(all) == std::string::npos) continue;
            const auto option = error_.find("--");
            if (option != std::string::npos) return {without(word_at(error_, option))};
            const auto wrong = quoted(error_);
            if (!wrong.empty()) return {replaced_once(line_, " " + shell_word(wrong.front()), "")};
        }
        if (const std::string text = value(); !text.empty())
            found.push_back(text.starts_with("--") ? line_ + " " + text : with(text));
        return found;
    }

private:
    static std::string replaced_once(std::string text, const std::string& from, const std::string& to) {
        const auto at = text.find(from);
        return at == std::string::npos ? text : text.replace(at, from.size(), to);
    }
    static std::vector<std::string> quoted(const std::string& text) {
        std::vector<std::string> found;
        for (auto at = text.find('\''); at != std::string::npos;) {
            const auto end = text.find('\'', at + 1);
            if (end == std::string::npos) break;
            found.push_back(text.substr(at + 1, end - at - 1));
            at = text.find('\'', end + 1);
        }
        return found;
    }
    static std::string shell_word(const std::string& word) {
        return word.empty() || word.find(' ') != std::string::npos ? "'" + word + "'" : word;
    }
    static std::string word_at(const std::string& text, std::size_t at) {
        return text.substr(at, text.find_first_of(" ,;:=", at) - at);
    }

    [[nodiscard]] std::vector<std::string> commands() const {
        std::vector<std::string> found;
        for (auto at = hint_.find("epsom "); at != std::string::npos; at = hint_.find("epsom ", at + 1)) {
            const char before = at == 0 ? ' ' : hint_[at - 1];
            if (before != ' ' && before != '\'') continue;
            std::size_t end = hint_.find("; ", at);
            if (before == '\'') {
                end = hint_.find('\'', at);
                while (end != std::string::npos && end + 1 < hint_.size() &&
                       std::string_view{" ;,.:)"}.find(hint_[end + 1]) == std::string_view::npos)
                    end = hint_.find('\'', end + 1);
            }
            found.push_back(hint_.substr(at + 6, end == std::string::npos ? end : end - at - 6));
        }
        return found;
    }
    /// The line with `value` in the place of what was wrong.
    [[nodiscard]] std::string with(const std::string& value) const {
        const auto wrong = quoted(error_);
        if (wrong.empty()) return line_ + " " + shell_word(value);
        if (line_.find("'" + wrong.front() + "'") != std::string::npos)
            return replaced_once(line_, "'" + wrong.front() + "'", shell_word(value));
        auto at = line_.find(wrong.front());
        for (auto next = at; next != std::string::npos; next = line_.find(wrong.front(), next + 1)) {
            if (next > 0 && std::string_view{" =:,"}.find(line_[next - 1]) == std::string_view::npos) continue;
            at = next;
            break;
        }
        if (at == std::string::npos) return line_ + " " + shell_word(value);
        std::string changed = line_;
        return changed.replace(at, wrong.front().size(), at > 0 && line_[at - 1] == '=' ? value : shell_word(value));
    }
    [[nodiscard]] std::string without(const std::string& option) const {
        const auto at = line_.find(" " + option);
        if (at == std::string::npos) return line_;
        auto end = std::min(line_.find(' ', at + 1), line_.size());
        const bool glued = line_.substr(at, end - at).find('=') != std::string::npos;
        if (!glued && end < line_.size() && line_.compare(end + 1, 2, "--") != 0) {
            const bool in_quotes = line_[end + 1] == '\'';
            end = std::min(in_quotes ? line_.find('\'', end + 2) + 1 : line_.find(' ', end + 1), line_.size());
        }
        return line_.substr(0, at) + line_.substr(end);
    }
    [[nodiscard]] std::string value() const {
        for (std::string_view before : {"such as ", "write ", "use ", "try ", "give "}) {
            auto at = hint_.find(before);
            if (at == std::string::npos) continue;
            at += before.size();
            for (bool skipped = true; skipped;) {
                skipped = false;
                for (const std::string_view filler :
                    {"it ", "them ", "as ", "in ", "one of ", "at most ", "at least "}) {
                    if (hint_.compare(at, filler.size(), filler) != 0) continue;
                    at += filler.size();
                    skipped = true;
                }
            }
            if (at < hint_.size() && hint_[at] == '\'') return hint_.substr(at + 1, hint_.find('\'', at + 1) - at - 1);
            const auto word = [this](std::size_t from) {
                return hint_.substr(from, hint_.find_first_of(" ;,'", from) - from);
            };
            const std::string first = word(at);
            return first.starts_with("--") && hint_.compare(at + first.size(), 1, " ") == 0
                       ? first + " " + word(at + first.size() + 1)
                       : first;
        }
        return {};
    }
    std::string line_, error_, hint_;
};

}  // namespace epsom::test
