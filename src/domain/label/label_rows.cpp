// Where one row of a facts panel ends and the next one begins, in the same line.

#include <algorithm>

#include "epsom/domain/label/label.hpp"
#include "epsom/text/text.hpp"
#include "label_names.hpp"
#include "label_parts.hpp"
#include "label_row.hpp"
#include "label_words.hpp"

namespace epsom::label {
namespace {

using Type = Token::Type;

/// What is between two rows: "and", "+".
bool is_joint(const Token& token) {
    if (token.type == Type::tab) return true;
    if (token.type != Type::word) return false;
    if (std::ranges::none_of(token.text, [](char c) { return is_letter(c) || is_digit(c); })) return true;
    return among(lower(token.text), {"and", "und", "et", "y", "e", "plus"});
}
/// "48%", or "48" in a column of percentages.
bool is_percent(const Token& token, const Style& style) {
    if (token.type != Type::word) return token.type == Type::percent;
    const auto number = number_at(token.text, style.numbers);
    return number &&
           (token.text.substr(number->size) == "%" || (style.percent_column && number->size == token.text.size()));
}
/// Of words that describe an amount, not a nutrient: "per capsule", "adults", "live cultures".
bool describes(std::string_view word) {
    const std::string folded = folded_text(trimmed_name(word));
    return heading_word(folded) || serving_word(folded) ||
           among(folded, {"elemental", "live", "cultures", "cells", "organisms", "daily", "eq", "total", "n/a"}) ||
           std::ranges::none_of(folded, is_letter);
}
bool names_nutrient(const std::string& name) { return find_nutrient(name_in_english(name)).has_value(); }
/// Part of the name of a salt as well: "potassium chloride", "methylfolate calcium".
bool ends_a_salt(std::string_view word) {
    return among(lower(word),
        {"calcium", "potassium", "sodium", "magnesium", "chloride", "fluoride", "choline", "kalium", "natrium"});
}
bool is_upper(std::string_view word) { return !word.empty() && word.front() >= 'A' && word.front() <= 'Z'; }

class LineSplitter {
public:
    LineSplitter(std::string_view text, const Style& style)
        : text_{text}, style_{style}, tokens_{tokens_of(text, style)} {}
    std::vector<std::string> rows();

private:
    /// Where tokens from `from` on, before the amount at `to`, begin a row of their own; `to` where they do not.
    [[nodiscard]] std::size_t name_within(std::size_t from, std::size_t to) const;
    [[nodiscard]] std::size_t name_after_form(std::size_t from, std::size_t to) const;
    [[nodiscard]] std::string words(std::size_t from, std::size_t to) const;
    void split_names_first(std::size_t first);
    void split_amounts_first(std::size_t first);

    struct Cut {
        std::size_t end, next;  // of one row, and the beginning of the next
    };
    std::string_view text_;
    const Style& style_;
    std::vector<Token> tokens_;
    std::vector<Cut> cuts_;
};

std::string LineSplitter::words(std::size_t from, std::size_t to) const {
    const std::size_t begin = tokens_[from].begin;
    return trimmed_name(tidied(text_.substr(begin, tokens_[to].begin - begin)));
}

/// "as magnesium oxide Zinc 15 mg": the last words that are a name.
std::size_t LineSplitter::name_after_form(std::size_t from, std::size_t to) const {
    for (std::size_t at = from + 2; at < to; ++at) {
        if (tokens_[at].type != Type::word || !names_nutrient(without_brackets(words(at, to)))) continue;
        const std::string& before = tokens_[at - 1].text;
        const bool whole_salt = tokens_[at - 1].type != Type::word ||
                                (!is_upper(before) && is_upper(tokens_[at].text)) ||
                                ((before.ends_with("ide") || before.ends_with("ate") || before.ends_with("ite") ||
                                     lower(before) == "acid") &&
                                    !before.ends_with("folate"));
        if (at + 1 == to && ends_a_salt(trimmed_name(tokens_[at].text)) && !whole_salt) continue;
        return at;
    }
    return to;
}

std::size_t LineSplitter::name_within(std::size_t from, std::size_t to) const {
    while (from < to && (is_joint(tokens_[from]) || is_percent(tokens_[from], style_))) ++from;
    if (from == to || tokens_[from].type != Type::word) return to;
    const std::string folded = folded_text(words(from, to));
    if (const std::size_t size = providing(folded); size > 0)
        return size < folded.size() && std::ranges::any_of(folded.substr(size), is_letter) ? from : to;
    if (first_word(folded, {"or", "oder", "ou", "o", "to", "bis"}) > 0) return to;
    if (form_word(folded) > 0) return name_after_form(from, to);
    // What describes the amount before it is not of the name.
    std::size_t at = from;
    while (at < to && tokens_[at].type == Type::word && describes(tokens_[at].text)) ++at;
    if (at == to) return to;
    while (at > from && among(lower(tokens_[at - 1].text), {"elemental", "total"})) --at;
    if (at > from && !names_nutrient(without_brackets(words(at, to)))) return to;
    const std::string name = words(at, to);
    const bool letter = !name.empty() && is_letter(name.front());
    return letter || names_nutrient(without_brackets(name)) ? at : to;
}

void LineSplitter::split_names_first(std::size_t first) {
    std::size_t next = first + 1;  // what follows the last amount and its percentage
    for (std::size_t i = first + 1; i < tokens_.size(); ++i) {
        const Token& token = tokens_[i];
        if (i == next && (token.type == Type::bracket || is_percent(token, style_) || token.type == Type::tab)) ++next;
        if (token.type != Type::amount) continue;
        if (next < i) {
            const std::string folded = folded_text(words(next, i));
            const std::size_t size = providing(folded);
            if (size > 0 && std::ranges::none_of(folded.substr(size), is_letter)) return;
            const std::size_t name = name_within(next, i);
            std::size_t end = name;
            while (end > next && is_joint(tokens_[end - 1])) --end;
            if (name < i) cuts_.push_back({tokens_[end].begin, tokens_[name].begin});
        }
        next = i + 1;
    }
}

/// "200 mg magnesium 15 mg zinc".
void LineSplitter::split_amounts_first(std::size_t first) {
    std::vector<Cut> found;
    std::size_t from = first + 1;
    for (std::size_t i = first + 1; i <= tokens_.size(); ++i) {
        if (i < tokens_.size() && tokens_[i].type != Type::amount) continue;
        std::size_t end = i;
        while (end > from && is_joint(tokens_[end - 1])) --end;
        bool any = false;
        for (std::size_t at = from; at < end; ++at) {
            const std::string word = folded_text(tokens_[at].text);
            if (tokens_[at].type != Type::word) continue;
            if (providing(word) > 0 || form_word(word) > 0 || among(word, {"or", "oder", "per", "pro", "je"})) return;
            any = any || std::ranges::any_of(word, is_letter);
        }
        if (i == tokens_.size()) {
            if (any) cuts_ = std::move(found);
            return;
        }
        if (any) {
            found.push_back({tokens_[end].begin, tokens_[i].begin});
        } else if (i > from) {
            return;
        }
        from = i + 1;
    }
}

std::vector<std::string> LineSplitter::rows() {
    const auto first = std::ranges::find(tokens_, Type::amount, &Token::type);
    if (first == tokens_.end()) return {std::string{text_}};
    const bool named = std::any_of(tokens_.begin(), first, [](const Token& token) {
        return token.type == Type::bracket ||
               (token.type == Type::word && std::ranges::any_of(token.text, [](char c) { return is_letter(c); }));
    });
    const auto at = static_cast<std::size_t>(first - tokens_.begin());
    // "Night Blend 650 mg: valerian 100 mg" has parts.
    if (trim(text_.substr(first->end)).starts_with(':')) return {std::string{text_}};
    named ? split_names_first(at) : split_amounts_first(at);
    std::vector<std::string> rows;
    std::size_t begin = 0;
    for (const Cut& cut : cuts_) {
        rows.emplace_back(trim(text_.substr(begin, cut.end - begin)));
        begin = cut.next;
    }
    rows.emplace_back(trim(text_.substr(begin)));
    return rows;
}

/// What commas, slashes and bullets separate. If one of these pieces is not a row, the whole line.
std::vector<std::string> listed_rows(std::string_view text, const Style& style) {
    if (contains(text, "\t") && !contains(text, ";")) return {std::string{text}};
    std::vector<std::string> items{""};
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        const bool comma = (c == ',' || c == ';') && (i + 1 == text.size() || text[i + 1] == ' ');
        const std::size_t size = depth != 0                               ? 0
                                 : comma                                  ? 1
                                 : text.substr(i).starts_with(" / ")      ? 3
                                 : text.substr(i).starts_with(" \u2022 ") ? 5
                                                                          : 0;
        if (size > 0) {
            items.emplace_back();
            i += size - 1;
            continue;
        }
        items.back() += c;
    }
    std::size_t rows = 0;
    for (const auto& item : items) {
        if (trim(item).empty()) continue;
        // "Omega-3 600 mg, davon EPA 330 mg".
        std::string_view each = trim(item);
        if (const std::size_t part = part_word(folded_text(each)); part > 0 && rows > 0) each = trim(each.substr(part));
        const Row row = read_row(each, style);
        if (row.columns.empty() || row.columns.front().amounts.empty() || row.line.name.empty() ||
            !is_letter(row.line.name.front()) || providing(folded_text(row.line.name)) > 0) {
            return {std::string{text}};
        }
        ++rows;
    }
    std::erase_if(items, [](const std::string& item) { return trim(item).empty(); });
    return rows > 1 ? items : std::vector<std::string>{std::string{text}};
}

}  // namespace

std::vector<std::string> rows_in(std::string_view text, const Style& style) {
    std::vector<std::string> rows;
    for (const std::string& item : listed_rows(text, style)) {
        for (std::string& row : LineSplitter{item, style}.rows()) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace epsom::label
