#include "label_row.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "epsom/text/text.hpp"
#include "label_names.hpp"

namespace epsom::label {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [text](std::string_view part) { return contains(text, part); });
}

std::string tidied(std::string_view text) {
    std::string result;
    for (const char c : trim(text)) {
        const char one = c == '\t' ? ' ' : c;
        if (one != ' ' || (!result.empty() && result.back() != ' ')) result += one;
    }
    return result;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : std::string{text} + " ") {
        if (is_letter(c) || is_digit(c)) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

std::size_t providing(std::string_view text) {
    return first_word(
        text, {"providing", "provides", "provided by", "yielding", "yields", "supplying", "supplies", "equivalent to",
                  "equiv. to", "equal to", "equals", "eq. to", "typically providing", "containing", "contains",
                  "delivering", "delivers", "entspricht", "entspr.", "liefert", "davon", "dont", "of which",
                  "which provides", "with", "mit", "including", "incl.", "="});
}

std::size_t form_word(std::string_view text) {
    return first_word(text, {"in the form of", "in form of", "in form von", "as a", "as", "from", "als", "aus",
                                "form:", "forms:", "sous forme de", "sous forme", "(as", "como", "come", "of"});
}

std::size_t part_word(std::string_view text) {
    return first_word(text, {"of which:", "of which", "davon:", "davon", "dont:", "dont", "including", "includes",
                                "incl.", "providing", "provides", "yielding", "supplying", "containing", "hiervon",
                                "darin", "darunter", "di cui", "de los cuales", "as", "from", "from:"});
}

namespace {

bool of_daily_value(std::string_view text, std::size_t& size) {
    const std::string folded = lower(text);
    size = first_word(folded,
        {"nrv", "dv", "rda", "ri", "vnr", "ajr", "vrn", "rdi", "rdi.", "daily value", "of daily value", "des nrv",
            "der nrv", "of nrv", "of the nrv", "of rda", "of dv", "d.v.", "der empfohlenen tagesdosis",
            "der empfohlenen tagesmenge", "of the daily value", "des apports de r\u00E9f\u00E9rence"});
    return size > 0;
}

using enum Token::Type;

}  // namespace

std::vector<Token> tokens_of(std::string_view text, const Style& style) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const std::size_t begin = i;
        if (rest.front() == ' ') {
            ++i;
            continue;
        }
        if (rest.front() == '\t') {
            if (!tokens.empty() && tokens.back().type != tab) tokens.push_back({.type = tab, .begin = i});
            ++i;
            continue;
        }
        if (rest.front() == '(') {
            int depth = 0;
            std::size_t end = 0;
            while (end < rest.size()) {
                depth += rest[end] == '(' ? 1 : rest[end] == ')' ? -1 : 0;
                ++end;
                if (depth == 0) break;
            }
            tokens.push_back(
                {.type = bracket, .text = tidied(rest.substr(1, end - (depth == 0 ? 2 : 1))), .begin = begin});
            i += end;
            continue;
        }
        if (const auto found = percent_at(rest, style.numbers)) {
            std::string_view after = rest.substr(found->size);
            const std::size_t gap = blanks_at(after);
            std::size_t size = 0;
            const bool daily = of_daily_value(after.substr(gap), size);
            const bool in_own_cell = after.empty() || after.front() == '\t';
            if (daily || in_own_cell || after.substr(gap).empty() || !is_letter(after[gap])) {
                tokens.push_back({.type = percent,
                    .text = std::string{rest.substr(0, found->size)},
                    .percent = found->number,
                    .begin = begin});
                i += found->size + (daily ? gap + size : 0);
                continue;
            }
        } else if (const auto given = amount_at(rest, style.numbers)) {
            std::size_t size = given->size;
            if (given->rate) {
                while (size < rest.size() && rest[size] != ' ' && rest[size] != '\t') ++size;
            }
            tokens.push_back({.type = given->rate ? rate : amount,
                .text = std::string{rest.substr(0, size)},
                .amount = given->amount,
                .begin = begin});
            i += size;
            tokens.back().end = i;
            continue;
        }
        std::size_t end = 1;
        while (end < rest.size() && rest[end] != ' ' && rest[end] != '\t' && rest[end] != '(') {
            // "Zinc:11mg", "Zinc=11mg".
            if (rest[end - 1] == '-' && is_digit(rest[end]) && end > 3 && lower(rest.substr(0, end)) != "omega-" &&
                amount_at(rest.substr(end), style.numbers))
                break;
            if ((rest[end - 1] == ':' || rest[end - 1] == '=') && is_digit(rest[end]) && end > 1 &&
                !is_digit(rest[end - 2]))
                break;
            ++end;
        }
        tokens.push_back({.text = std::string{rest.substr(0, end)}, .begin = begin});
        i += end;
    }
    return tokens;
}

namespace {

void add_word(std::string& text, std::string_view word) {
    if (!text.empty() && text.back() != ' ') text += ' ';
    text += word;
}
}  // namespace

std::string trimmed_name(std::string_view name) {
    std::string_view rest = trim(name);
    const auto joint = [](char c) {
        return c == ' ' || c == ':' || c == '-' || c == '=' || c == ',' || c == ';' || c == '.' || c == '~' || c == '/';
    };
    while (!rest.empty() && joint(rest.back())) rest.remove_suffix(1);
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == ':' || rest.front() == '=' || rest.front() == ',' ||
                                rest.front() == ';' || rest.starts_with("- ") ||
                                (rest.front() == '.' && !(rest.size() > 1 && is_digit(rest[1]))))) {
        rest.remove_prefix(1);
    }
    return std::string{rest};
}

namespace {

/// What the brackets of a line say besides its name.
struct Bracket {
    std::vector<LabelAmount> amounts;
    std::optional<LabelNumber> percent;
    bool in_name = true;  // it is part of the name
};
Bracket read_bracket(std::string_view text, const Style& style) {
    Bracket found;
    const std::string folded = folded_text(text);
    if (folded.empty()) return {{}, {}, false};
    if (const auto share = percent_at(folded, style.numbers)) {
        std::size_t size = 0;
        const std::string_view rest = trim(std::string_view{folded}.substr(share->size));
        if (rest.empty() || of_daily_value(rest, size)) return {{}, share->number, false};
    }
    std::string_view rest = text;
    rest.remove_prefix(providing(folded));
    rest = trim(rest);
    if (rest.starts_with(':')) rest = trim(rest.substr(1));
    // "(from 93 mg zinc gluconate)" is the mass of the form.
    if (form_word(lower(rest)) > 0) return found;
    for (const auto& item : list_items(rest)) {
        const Row part = read_row(item, style);
        if (part.columns.empty() || !part.parts.empty()) return {};
        for (LabelAmount each : part.columns.front().amounts) {
            if (each.of.empty()) each.of = part.line.name;
            found.amounts.push_back(std::move(each));
        }
        if (part.columns.front().percent) found.percent = part.columns.front().percent;
    }
    found.in_name = found.amounts.empty();
    return found;
}

}  // namespace

bool another_unit(const LabelAmount& first, const LabelAmount& second) {
    const FoundUnit a = unit_of(first.unit), b = unit_of(second.unit);
    if (a.iu != b.iu) return true;
    if (a.unit == nullptr || b.unit == nullptr) return false;
    return a.unit->measure != b.unit->measure || (a.unit->measure == Measure::activity && a.unit != b.unit);
}

Row read_row(std::string_view text, const Style& style) {
    Row row;
    std::vector<Token> tokens = tokens_of(text, style);
    std::string name, tail;
    std::vector<LabelAmount> extra;  // in brackets
    std::optional<LabelNumber> early_percent;
    std::string* of = nullptr;  // where the words that follow belong
    bool named_after = false;   // "100 mg magnesium"
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        Token& token = tokens[i];
        const bool started = !row.columns.empty();
        switch (token.type) {
            case word: {
                const auto bare = number_at(token.text, style.numbers);
                const bool number = bare && bare->size == token.text.size();
                if (number && started && style.percent_column && !row.columns.back().percent) {
                    row.columns.back().percent = bare->number;
                } else if (number && !started && i > 0 &&
                           (tokens[i - 1].type == tab || tokens[i - 1].type == bracket)) {
                    // "Vitamin C (mg) 80": the unit is in the name.
                    const auto inside = brackets_of(name);
                    if (!inside.empty() && is_unit(inside.back())) {
                        row.columns.push_back({{{bare->number, inside.back(), {}, Stated::exact}}, {}});
                        name = name.substr(0, name.rfind('('));
                    } else {
                        add_word(name, token.text);
                    }
                } else if (of != nullptr) {
                    const std::string folded = lower(token.text);
                    if (among(folded, {"and", "&", "und", "plus", "+"})) {
                        of = nullptr;
                        tail = "providing";
                    } else if (!(of->empty() && among(folded, {"of", "de", "von"}))) {
                        add_word(*of, token.text);
                        if (of->ends_with(',')) {
                            of->pop_back();
                            of = nullptr;
                            tail = "providing";
                        }
                    }
                } else if (!started) {
                    add_word(name, token.text);
                } else if (named_after && !name.empty() && providing(lower(token.text)) > 0) {
                    named_after = false;
                    tail = token.text;
                } else if (named_after) {
                    if (!(name.empty() && among(lower(token.text), {"of", "de", "von", "d'"})))
                        add_word(name, token.text);
                } else {
                    add_word(tail, token.text);
                }
                break;
            }
            case amount: {
                const std::string before = folded_text(tail);
                const auto words = words_in(before);
                bool provides = of != nullptr && !of->empty() && extra.empty() && row.columns.size() == 1 &&
                                row.columns.back().amounts.size() > 1;
                for (std::size_t at = 0; at <= before.size() && !provides && started; ++at) {
                    if (at == 0 || before[at - 1] == ' ')
                        provides = at < before.size() && providing(std::string_view{before}.substr(at)) > 0;
                }
                of = nullptr;
                if (!started) {
                    named_after = trimmed_name(name).empty();
                    if (named_after) name.clear();
                    row.columns.push_back({{token.amount}, early_percent});
                    // "Focus Matrix 1.2 g: L-tyrosine 500 mg, caffeine".
                    const std::string_view rest = trim(text.substr(token.end));
                    if (rest.starts_with(':') && !named_after && !trim(rest.substr(1)).empty()) {
                        row.parts = list_items(rest.substr(1));
                        tokens.resize(i + 1);
                    }
                } else if (first_word(before, {"from", "as", "aus", "als"}) > 0) {
                    // "15 mg from 107 mg zinc gluconate", "15 mg as zinc gluconate 107 mg".
                    add_word(tail, token.text);
                } else if (provides) {
                    row.columns.back().amounts.push_back(token.amount);
                    of = &row.columns.back().amounts.back().of;
                    tail.clear();
                } else if (row.columns.back().amounts.empty() ||
                           (another_unit(row.columns.back().amounts.front(), token.amount) &&
                               !row.columns.back().percent) ||
                           before == "/" || before == "or" || before == "=") {
                    row.columns.back().amounts.push_back(token.amount);
                    if (words.empty() || before == "or") tail.clear();
                } else {
                    named_after = false;
                    row.columns.push_back({{token.amount}, {}});
                }
                break;
            }
            case rate: add_word(started ? tail : name, "(" + token.text + ")"); break;
            case percent:
                of = nullptr;
                if (!started) {
                    if (i > 0 && i + 1 < tokens.size() && tokens[i - 1].type != tab) {
                        add_word(name, token.text);
                    } else {
                        early_percent = token.percent;
                    }
                } else if (!row.columns.back().percent) {
                    row.columns.back().percent = token.percent;
                }
                break;
            case bracket: {
                Bracket inside = read_bracket(token.text, style);
                if (inside.percent) {
                    if (started && !row.columns.back().percent) row.columns.back().percent = inside.percent;
                    if (!started) early_percent = inside.percent;
                }
                for (auto& each : inside.amounts) extra.push_back(std::move(each));
                if (inside.in_name && of != nullptr) {
                    add_word(*of, "(" + token.text + ")");
                } else if (inside.in_name) {
                    add_word(!started || named_after || tail.empty() ? name : tail, "(" + token.text + ")");
                }
                break;
            }
            case tab: of = nullptr; break;
        }
    }
    if (row.columns.empty() && !extra.empty()) {
        row.columns.push_back({std::exchange(extra, {}), early_percent});
    } else if (!row.columns.empty()) {
        for (auto& each : extra) row.columns.front().amounts.push_back(std::move(each));
    } else if (early_percent) {
        row.columns.push_back({{}, early_percent});
    }
    // What follows the amount.
    std::string_view rest = trim(tail);
    if (!row.parts.empty()) {
        // They are told apart already.
    } else if (rest.starts_with(':') || (rest.starts_with("- ") && names_a_blend(name)) ||
               (rest.starts_with(',') && names_a_blend(name))) {
        row.parts = list_items(rest.substr(1));
    } else {
        const std::string left = trimmed_name(rest);
        std::size_t size = 0;
        const std::string folded = folded_text(left);
        const bool noise = left.empty() || of_daily_value(folded, size) ||
                           among(folded, {"elemental", "n/a", "nr", "per serving", "pro tag", "pro tagesdosis", "daily",
                                             "eq", "total"}) ||
                           std::ranges::none_of(left, is_letter) || first_word(folded, {"pro", "per", "je", "par"}) > 0;
        if (!noise) add_word(name, "(" + left + ")");
        if (folded == "elemental") name = "elemental " + name;
    }
    // "Proprietary Blend: valerian, GABA 650 mg", "Proprietary Blend (valerian, GABA) 650 mg".
    if (names_a_blend(name.substr(0, name.find(':')))) {
        if (const auto colon = name.find(": "); colon != std::string::npos && row.parts.empty()) {
            row.parts = list_items(std::string_view{name}.substr(colon + 2));
            name.resize(colon);
        }
        const auto last = name.find(" (");
        const std::string start = trimmed_name(name.substr(0, last));
        const auto mineral = find_nutrient(start.substr(0, start.rfind(' ')));
        if (row.parts.empty() && !(mineral && !info(*mineral).symbol.empty())) {
            for (const auto& inside : brackets_of(name)) {
                const auto items = list_items(inside);
                if (items.size() > 1 && form_word(lower(inside)) == 0) row.parts = items;
            }
            if (!row.parts.empty()) name = without_brackets(name);
        }
    }
    // A unit that nobody knows: "Serrapeptase 120,000 SPU".
    if (row.columns.empty() || row.columns.front().amounts.empty()) {
        std::vector<std::string> words;
        for (const auto& word : split(trimmed_name(name), ' ')) {
            if (!word.empty()) words.push_back(word);
        }
        const bool short_unit = words.size() > 2 && words.back().size() < 7 &&
                                std::ranges::all_of(words.back(), [](char c) { return c >= 'A' && c <= 'Z'; });
        const auto number = short_unit ? number_at(words[words.size() - 2], style.numbers) : std::nullopt;
        if (number && number->size == words[words.size() - 2].size() &&
            (number->number.digits >= 10 || number->number.decimals != 0)) {
            if (row.columns.empty()) row.columns.push_back({});
            row.columns.front().amounts.push_back({number->number, words.back(), {}, Stated::exact});
            words.resize(words.size() - 2);
            name = joined(words);
        }
    }
    row.line.name = trimmed_name(name);
    row.only_name = row.columns.empty();
    return row;
}

}  // namespace epsom::label

namespace epsom {

std::vector<std::string> forms_in_name(std::string_view name) {
    using namespace label;
    const std::string tidy = plain(name);
    std::vector<std::string> forms;
    const auto take = [&forms](std::string_view list) {
        for (auto& item : list_items(list)) {
            std::string_view rest = trim(item);
            for (std::size_t size = form_word(lower(rest)); size > 0; size = form_word(lower(rest)))
                rest = trim(rest.substr(size));
            // "93 mg zinc gluconate": the mass is the form's. A mass without a name is no form.
            if (const auto mass = amount_at(rest, Numbers::english)) rest = trim(rest.substr(mass->size));
            if (rest.starts_with("of ")) rest = trim(rest.substr(3));
            // Its mass may follow as well: "magnesium bisglycinate 2500mg".
            for (std::size_t at = 1; at < rest.size(); ++at) {
                const auto mass = rest[at - 1] == ' ' ? amount_at(rest.substr(at), Numbers::english) : std::nullopt;
                if (mass && at + mass->size == rest.size()) rest = trim(rest.substr(0, at));
            }
            // "40% as beta-carotene".
            if (const auto share = percent_at(rest, Numbers::english)) {
                std::string_view after = trim(rest.substr(share->size));
                for (std::size_t size = form_word(lower(after)); size > 0; size = form_word(lower(after)))
                    after = trim(after.substr(size));
                if (!after.empty())
                    forms.push_back(std::string{rest.substr(0, share->size)} + " " + std::string{after});
                continue;
            }
            if (!rest.empty()) forms.emplace_back(rest);
        }
    };
    for (const auto& inside : brackets_of(tidy)) {
        if (!is_unit(inside)) take(inside);
    }
    const std::string bare = without_brackets(tidy), folded = lower(bare);
    for (const std::string_view start : {" as ", " from ", " als ", " aus "}) {
        const auto at = folded.find(start);
        if (at != std::string::npos && forms.empty()) take(std::string_view{bare}.substr(at + start.size()));
    }
    return forms;
}

std::vector<LabelAmount> amounts_in_note(std::string_view note) {
    using namespace label;
    std::string text = plain(note);
    if (const auto colon = text.find("Note:"); colon != std::string::npos) text = text.substr(colon + 5);
    std::string_view inside = trim(text);
    if (inside.starts_with('(') && inside.ends_with(')')) inside = inside.substr(1, inside.size() - 2);
    const Bracket found = read_bracket(inside, {});
    return found.amounts;
}

std::optional<LabelNumber> read_label_number(std::string_view text) {
    using namespace label;
    text = trim(text);
    const auto found = number_at(text, Numbers::english);
    return found && found->size == text.size() ? std::optional{found->number} : std::nullopt;
}

}  // namespace epsom
