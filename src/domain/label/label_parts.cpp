#include "label_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "epsom/text/blank.hpp"
#include "epsom/text/text.hpp"

namespace epsom::label {
namespace {

struct Replacement {
    std::string_view from, to;
};
/// What printers, word processors and web pages write for plain letters. Marks of footnotes and of trade become
/// nothing.
constexpr std::array replacements = std::to_array<Replacement>({{"&nbsp;", " "}, {"&amp;", "&"}, {"&lt;", "<"},
    {"&gt;", ">"}, {"&micro;", "\u00B5"}, {"&dagger;", ""}, {"&Dagger;", ""}, {"<br>", " "}, {"<br/>", " "},
    {"\u2018", "'"}, {"\u2019", "'"}, {"\u2032", "'"}, {"\u201C", "\""}, {"\u201D", "\""}, {"\u2010", "-"},
    {"\u2011", "-"}, {"\u2012", "-"}, {"\u2013", "-"}, {"\u2014", " - "}, {"\u2212", "-"}, {"\u2026", "..."},
    {"\u00B7", "."}, {"\u2264", "<"}, {"\u2265", ">"}, {"\u00D7", "x"}, {"10\u2076", "10^6"}, {"10\u2077", "10^7"},
    {"10\u2078", "10^8"}, {"10\u2079", "10^9"}, {"10\u00B9\u2070", "10^10"}, {"10\u00B9\u00B9", "10^11"},
    {"\u00BD", " 1/2"}, {"\u00BC", " 1/4"}, {"\u00BE", " 3/4"}, {"\u2020", ""}, {"\u2021", ""}, {"\u00A7", ""},
    {"\u00B6", ""}, {"\u00AE", ""}, {"\u2122", ""}, {"\u00A9", ""}, {"\u00B9", ""}, {"\u00B2", ""}, {"\u00B3", ""},
    {"\u2070", ""}, {"*", ""}, {"[", "("}, {"]", ")"}, {"|", "\t"}, {"\u200C", ""}, {"\u200D", ""}, {"\u00AD", ""},
    {"\uFF05", "%"}, {"\uFF08", "("}, {"\uFF09", ")"}, {"\u03BC", "\u00B5"}});

bool digits3(std::string_view text) {
    return text.size() >= 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
           (text.size() == 3 || !is_digit(text[3]));
}

/// Whether a word after the first is the name of a culture or of an ingredient.
bool names_another(std::string_view words) {
    const auto all = split(words, ' ');
    return std::any_of(all.begin() + (all.empty() ? 0 : 1), all.end(), [](const std::string& word) {
        return word.ends_with("bacillus") || word.ends_with("bacterium") || word.ends_with("coccus") ||
               among(word,
                   {"saccharomyces", "akkermansia", "clostridium", "weizmannia", "l.", "b.", "s.", "l", "b", "s"}) ||
               (!among(word, {"probiotic", "probiotics"}) && find_nutrient(word));
    });
}
/// Of cells, however a label calls them.
bool counts_cells(std::string_view words) {
    // A name may follow: "5 billion CFU Bifidobacterium lactis".
    if (names_another(words)) return false;
    return first_word(words, {"cfu", "cfus", "kbe", "ufc", "afu", "afus", "live", "lebende", "viable", "active",
                                 "organisms", "organismen", "bacteria", "bakterien", "probiotic", "cells", "colony",
                                 "koloniebildende", "cultures"}) > 0;
}

struct Multiple {
    std::string_view word;
    int tens;
    bool alone;
};
constexpr std::array multiples = std::to_array<Multiple>(
    {{"trillion", 12, true}, {"billions", 9, true}, {"billion", 9, true}, {"milliarden", 9, true},
        {"milliarde", 9, true}, {"milliards", 9, true}, {"mrd.", 9, true}, {"mrd", 9, true}, {"bn", 9, false},
        {"b", 9, false}, {"bill.", 9, false}, {"millions", 6, true}, {"million", 6, true}, {"millionen", 6, true},
        {"mio.", 6, true}, {"mio", 6, true}, {"mill.", 6, false}, {"m", 6, false}, {"thousand", 3, false}});

}  // namespace

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) &&
           (text.size() == word.size() || !is_letter(text[word.size()]) || !is_letter(word.back()));
}
std::size_t first_word(std::string_view text, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
        if (starts_with_word(text, word)) return word.size();
    }
    return 0;
}
bool among(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, text) != words.end();
}

std::string plain(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto known =
            std::ranges::find_if(replacements, [&](const Replacement& each) { return text.starts_with(each.from); });
        if (known != replacements.end()) {
            result += known->to;
            text.remove_prefix(known->from.size());
        } else if (text.front() == '\t') {
            result += '\t';
            text.remove_prefix(1);
        } else if (const std::size_t blank = blank_at(text)) {
            result += ' ';
            text.remove_prefix(blank);
        } else {
            result += text.front();
            text.remove_prefix(1);
        }
    }
    // Leaders between a name and its amount: "Zinc ........ 11 mg", "Zinc . . . 11 mg", "Zinc ____ 11 mg".
    std::string tidy;
    for (std::size_t i = 0; i < result.size();) {
        const char c = result[i];
        if (c == '.' || c == '_' || c == '-') {
            std::size_t end = i, count = 0;
            while (end < result.size() && (result[end] == c || (result[end] == ' ' && c != '-'))) {
                count += result[end] == c ? 1U : 0U;
                ++end;
            }
            if (count >= (c == '-' ? 3U : 2U)) {
                tidy += ' ';
                i = end;
                continue;
            }
        }
        tidy += c;
        ++i;
    }
    return tidy;
}

std::string folded_text(std::string_view text) {
    std::string folded;
    for (const char c : lower(trim(text))) {
        const char one = c == '\t' ? ' ' : c;
        if (one != ' ' || (!folded.empty() && folded.back() != ' ')) folded += one;
    }
    for (const auto& [from, to] : {std::pair{"\u00C4", "\u00E4"}, std::pair{"\u00D6", "\u00F6"},
             std::pair{"\u00DC", "\u00FC"}, std::pair{"\u00C9", "\u00E9"}}) {
        for (std::size_t at = folded.find(from); at != std::string::npos; at = folded.find(from))
            folded.replace(at, 2, to);
    }
    return folded;
}

std::optional<FoundNumber> number_at(std::string_view text, Numbers numbers) {
    std::size_t i = 0;
    std::vector<std::string_view> groups;
    std::string marks;
    while (true) {
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end == i) return std::nullopt;
        groups.push_back(text.substr(i, end - i));
        i = end;
        if (end + 1 >= text.size() || !is_digit(text[end + 1])) break;
        const char mark = text[end];
        const bool marks_thousands = digits3(text.substr(end + 1)) && groups.back().size() <= 3;
        // A blank is a thousands mark only where nothing else makes sense: "1 000 mg".
        const bool blank = mark == ' ' && marks_thousands && groups.front() != "0" &&
                           (numbers == Numbers::european || text.substr(end + 1, 3) == "000");
        if (mark != ',' && mark != '.' && !(mark == '\'' && marks_thousands) && !blank) break;
        marks += mark;
        i = end + 1;
    }
    bool fraction = false;
    if (!marks.empty()) {
        const char last = marks.back();
        const bool thousands =
            groups.back().size() == 3 && groups[groups.size() - 2].size() <= 3 && groups.front() != "0";
        const bool mixed = marks.find_first_not_of(last) != std::string::npos;
        if (last == '\'' || last == ' ') {
            fraction = false;
        } else if (mixed) {
            fraction = marks.find(last) == marks.size() - 1;
        } else if (marks.size() > 1) {
            fraction = false;
        } else if (last == ',') {
            fraction = !thousands || numbers == Numbers::european;
        } else {
            fraction = !thousands || numbers == Numbers::english;
        }
    }
    for (std::size_t g = 1; g < groups.size(); ++g) {
        if (!(fraction && g + 1 == groups.size()) && groups[g].size() != 3) return std::nullopt;
    }
    FoundNumber found{{}, i};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        for (const char c : groups[g]) {
            if (found.number.digits > 99'999'999'999'999) return std::nullopt;
            found.number.digits = 10 * found.number.digits + (c - '0');
        }
        if (fraction && g + 1 == groups.size()) found.number.decimals = static_cast<int>(groups[g].size());
    }
    // "1.5 x 10^9", "2E9".
    std::string_view rest = text.substr(i);
    std::string_view power = rest.substr(blanks_at(rest));
    bool ten = false;
    if (power.starts_with('x') || power.starts_with('X') || power.starts_with('*')) {
        power.remove_prefix(1);
        power.remove_prefix(blanks_at(power));
        ten = power.starts_with("10^") || power.starts_with("10(") || power.starts_with("10E") ||
              power.starts_with("10e");
        if (ten) power.remove_prefix(3);
    } else if (rest.size() > 1 && (rest[0] == 'e' || rest[0] == 'E') &&
               (is_digit(rest[1]) || (rest[1] == '+' && rest.size() > 2 && is_digit(rest[2])))) {
        ten = true;
        power = rest.substr(rest[1] == '+' ? 2 : 1);
    } else if (found.number.digits == 10 && found.number.decimals == 0 && rest.size() > 1 && rest[0] == '^' &&
               is_digit(rest[1])) {
        found.number.digits = 1;
        ten = true;
        power = rest.substr(1);
    }
    std::size_t size = 0;
    while (ten && size < power.size() && size < 2 && is_digit(power[size])) ++size;
    if (size > 0) {
        int tens = 0;
        for (const char c : power.substr(0, size)) tens = 10 * tens + (c - '0');
        found.number.decimals -= tens;
        found.size = static_cast<std::size_t>(power.data() - text.data()) + size;
        if (found.size < text.size() && text[found.size] == ')') ++found.size;
    }
    return found;
}

FoundUnit unit_of(std::string_view printed) {
    std::string text = lower(trim(printed));
    std::erase_if(text, [](char c) { return c == '{' || c == '}'; });
    FoundUnit found;
    for (const auto& multiple : multiples) {
        if (!text.starts_with(multiple.word)) continue;
        const std::string_view rest = trim(std::string_view{text}.substr(multiple.word.size()));
        if (rest.empty() ? !multiple.alone : !counts_cells(rest) || (rest.size() + multiple.word.size() == text.size()))
            continue;
        found.tens = multiple.tens;
        found.unit = find_unit("CFU");
        return found;
    }
    while (text.ends_with(',') || text.ends_with(';') || text.ends_with(':')) text.pop_back();
    constexpr std::array equivalents =
        std::to_array<std::pair<std::string_view, Equivalent>>({{" dfe", Equivalent::dfe}, {"_dfe", Equivalent::dfe},
            {" rae", Equivalent::rae}, {"_rae", Equivalent::rae}, {" re", Equivalent::re}, {"-re", Equivalent::re},
            {" ne", Equivalent::ne}, {"_ne", Equivalent::ne}, {"-ne", Equivalent::ne}, {" \u03B1-te", Equivalent::te},
            {" a-te", Equivalent::te}, {" alpha-te", Equivalent::te}, {" ate", Equivalent::te}, {" te", Equivalent::te},
            {"-te", Equivalent::te}, {" alpha tocopherol", Equivalent::te}, {" alpha-tocopherol", Equivalent::te}});
    for (const auto& [ending, equivalent] : equivalents) {
        if (!text.ends_with(ending) || text.size() == ending.size()) continue;
        found = unit_of(std::string_view{text}.substr(0, text.size() - ending.size()));
        if (found.unit == nullptr || found.unit->measure != Measure::mass || found.equivalent != Equivalent::none)
            return {};
        found.equivalent = equivalent;
        return found;
    }
    std::string bare = text;
    std::erase(bare, '.');
    if (among(bare, {"iu", "ie", "ui", "i u", "international unit", "international units", "international unit(s)",
                        "internationale einheiten"})) {
        found.iu = true;
        return found;
    }
    if (among(bare, {"rng", "m g"})) bare = "mg";
    if (among(bare, {"mc g", "\u00B5 g"})) bare = "mcg";
    if (among(bare, {"gr", "gramm"})) bare = "g";
    if (bare == "mikrogramm") bare = "mcg";
    if (bare == "milligramm") bare = "mg";
    if (counts_cells(bare)) {
        found.unit = find_unit("CFU");
        return found;
    }
    for (const std::string_view spelling : {trim(printed), std::string_view{text}, std::string_view{bare}}) {
        if (found.unit == nullptr) found.unit = find_unit(spelling);
    }
    for (const std::string_view plural : {"(s)", "s"}) {
        if (found.unit == nullptr && bare.size() > 4 && bare.ends_with(plural))
            found.unit = find_unit(std::string_view{bare}.substr(0, bare.size() - plural.size()));
    }
    return found;
}

bool is_unit(std::string_view text) { return !trim(text).empty() && unit_of(text).known(); }

std::optional<FoundNumber> percent_at(std::string_view text, Numbers numbers) {
    std::size_t start = 0;
    if (text.starts_with('<') || text.starts_with('>')) start = 1 + blanks_at(text.substr(1));
    auto found = number_at(text.substr(start), numbers);
    if (!found) return std::nullopt;
    found->size += start;
    found->size += blanks_at(text.substr(found->size));
    if (!text.substr(found->size).starts_with('%')) return std::nullopt;
    ++found->size;
    return found;
}

std::optional<FoundAmount> amount_at(std::string_view text, Numbers numbers) {
    std::size_t i = 0;
    Stated stated = Stated::exact;
    const std::string folded = lower(text.substr(0, std::min<std::size_t>(text.size(), 24)));
    struct Word {
        std::string_view word;
        Stated stated;
    };
    constexpr std::array words = std::to_array<Word>({{"less than", Stated::less_than},
        {"no more than", Stated::less_than}, {"not more than", Stated::less_than}, {"up to", Stated::less_than},
        {"max.", Stated::less_than}, {"max", Stated::less_than}, {"under", Stated::less_than}, {"<", Stated::less_than},
        {"weniger als", Stated::less_than}, {"bis zu", Stated::less_than}, {"unter", Stated::less_than},
        {"at least", Stated::at_least}, {"not less than", Stated::at_least}, {"min.", Stated::at_least},
        {"min", Stated::at_least}, {"minimum", Stated::at_least}, {"mind.", Stated::at_least},
        {"mindestens", Stated::at_least}, {">", Stated::at_least}, {"about", Stated::about},
        {"approximately", Stated::about}, {"approx.", Stated::about}, {"approx", Stated::about}, {"ca.", Stated::about},
        {"ca", Stated::about}, {"circa", Stated::about}, {"~", Stated::about}, {"est.", Stated::about}});
    for (const auto& [word, meaning] : words) {
        if (!starts_with_word(folded, word)) continue;
        stated = meaning;
        i = word.size();
        if (i < text.size() && text[i] == '=') ++i;
        i += blanks_at(text.substr(i));
        break;
    }
    const auto number = number_at(text.substr(i), numbers);
    if (!number) return std::nullopt;
    FoundAmount found{{number->number, {}, {}, stated}, i + number->size};
    // A range: "2.5-5 mg", "2.5 to 5 mg".
    std::string_view rest = text.substr(found.size);
    std::size_t to = blanks_at(rest);
    if (rest.substr(to).starts_with('-') || rest.substr(to).starts_with("to ") || rest.substr(to).starts_with("bis ")) {
        to += rest[to] == '-' ? 1 : rest[to] == 't' ? 3 : 4;
        to += blanks_at(rest.substr(to));
        if (const auto upper = number_at(rest.substr(to), numbers)) {
            found.amount.stated = Stated::range;
            found.size += to + upper->size;
        }
    }
    rest = text.substr(found.size);
    std::size_t start = blanks_at(rest);
    if (start == 0 && rest.starts_with('-')) start = 1;
    // The longest run of words that is a unit.
    std::vector<std::size_t> ends;
    for (std::size_t end = start; end < rest.size() && ends.size() < 5;) {
        const std::size_t word = end;
        while (end < rest.size() &&
               (is_letter(rest[end]) || rest[end] == '.' || rest[end] == '-' || rest[end] == '_' || rest[end] == '{' ||
                   rest[end] == '}' || rest.substr(end).starts_with("(s)") || rest.substr(end).starts_with("s)") ||
                   (end > word && rest[end] == ')' && rest[end - 1] == 's' && end >= 2 && rest[end - 2] == '('))) {
            ++end;
        }
        if (end == word) break;
        ends.push_back(end);
        if (end >= rest.size() || rest[end] != ' ') break;
        end += blanks_at(rest.substr(end));
    }
    while (!ends.empty()) {
        std::size_t end = ends.back();
        ends.pop_back();
        std::string_view unit = rest.substr(start, end - start);
        if (!is_unit(unit)) {
            // "100 mg-" or "25 mcg." at the end of a sentence.
            while (!unit.empty() && (unit.back() == '.' || unit.back() == '-')) unit.remove_suffix(1);
            if (!is_unit(unit)) continue;
        }
        found.amount.unit = std::string{trim(unit)};
        found.size += end;
        const std::string_view after = text.substr(found.size);
        found.rate = after.size() > 1 && after[0] == '/' && is_letter(after[1]);
        if (lower(after).starts_with(" or less")) {
            found.amount.stated = Stated::less_than;
            found.size += 8;
        }
        return found;
    }
    return std::nullopt;
}

std::string without_brackets(std::string_view text) {
    std::string result;
    int depth = 0;
    for (const char c : text) {
        if (c == '(') {
            ++depth;
            if (depth == 1 && !result.empty() && result.back() != ' ') result += ' ';
        } else if (c == ')') {
            depth = std::max(0, depth - 1);
        } else if (depth == 0 && !(c == ' ' && (result.empty() || result.back() == ' '))) {
            result += c;
        }
    }
    while (!result.empty() && (result.back() == ' ' || result.back() == ':' || result.back() == ',' ||
                                  result.back() == '-' || result.back() == '='))
        result.pop_back();
    return result;
}

std::vector<std::string> brackets_of(std::string_view text) {
    std::vector<std::string> found;
    int depth = 0;
    for (const char c : text) {
        if (c == ')' && depth > 0) {
            --depth;
            if (depth > 0) found.back() += c;
            continue;
        }
        if (c == '(') {
            ++depth;
            if (depth == 1) {
                found.emplace_back();
                continue;
            }
        }
        if (depth > 0) found.back() += c;
    }
    return found;
}

std::vector<std::string> list_items(std::string_view text) {
    std::vector<std::string> items{""};
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '(') ++depth;
        if (c == ')') depth = std::max(0, depth - 1);
        const bool in_number =
            c == ',' && i > 0 && is_digit(text[i - 1]) && i + 1 < text.size() && is_digit(text[i + 1]);
        std::size_t between = depth > 0 ? 0 : (c == ',' && !in_number) || c == ';' || c == '\t' ? 1 : 0;
        for (const std::string_view word : {" and ", " & ", " und ", " et ", " y ", " + ", " plus "}) {
            if (depth == 0 && between == 0 && text.substr(i).starts_with(word)) between = word.size();
        }
        if (between > 0) {
            items.emplace_back();
            i += between - 1;
            continue;
        }
        items.back() += c;
    }
    std::vector<std::string> tidy;
    for (const auto& item : items) {
        std::string_view word = trim(item);
        for (const std::string_view joint : {"and ", "& ", "und "}) {
            if (word.starts_with(joint)) word.remove_prefix(joint.size());
        }
        while (!word.empty() && (word.back() == '.' || word.back() == ':' || word.back() == ' ')) word.remove_suffix(1);
        if (!word.empty()) tidy.emplace_back(word);
    }
    return tidy;
}

bool names_a_blend(std::string_view name) {
    const std::string folded = lower(without_brackets(name));
    std::string word, last;
    bool blend = false;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        if (i < folded.size() && is_letter(folded[i])) {
            word += folded[i];
            continue;
        }
        if (word.empty()) continue;
        blend = blend ||
                among(word, {"blend", "blends", "matrix", "proprietary", "formula", "mischung", "stack", "m\u00E9lange",
                                "mezcla", "miscela"}) ||
                word.ends_with("mischung");
        last = std::exchange(word, {});
    }
    return blend || among(last, {"complex", "komplex", "complexe"}) || last.ends_with("komplex");
}

}  // namespace epsom::label
