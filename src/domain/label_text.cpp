// The text of a facts panel, line by line.

#include <algorithm>
#include <array>
#include <utility>

#include "epsom/domain/label.hpp"
#include "epsom/domain/text.hpp"
#include "label_names.hpp"
#include "label_parts.hpp"

namespace epsom::label {
namespace {

using enum LabelRemark::Kind;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool contains_any(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [text](std::string_view part) { return contains(text, part); });
}
/// `text` with tabs as blanks, each once.
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

struct TextLine {
    std::size_t line = 0;
    std::size_t indent = 0;  // columns of blanks before it
    bool bullet = false;
    bool marked = false;  // begins with the mark of a footnote
    std::string text;     // plain, without both
};

/// One amount and its percentage; a panel for two servings has two.
struct Column {
    std::vector<LabelAmount> amounts;
    std::optional<LabelNumber> percent;
};
struct Row {
    LabelLine line;
    std::vector<Column> columns;
    std::vector<std::string> parts;  // of a blend, in the same line
    std::size_t indent = 0;
    bool bullet = false;
    bool within = false;  // "davon", "of which": part of the line above
    bool only_name = false;
};

/// What introduces the parts of a line, or what it provides.
std::size_t providing(std::string_view text) {
    return first_word(
        text, {"providing", "provides", "provided by", "yielding", "yields", "supplying", "supplies", "equivalent to",
                  "equiv. to", "equal to", "equals", "eq. to", "typically providing", "containing", "contains",
                  "delivering", "delivers", "entspricht", "entspr.", "liefert", "davon", "dont", "of which",
                  "which provides", "with", "mit", "including", "incl.", "="});
}
/// What introduces a form.
std::size_t form_word(std::string_view text) {
    return first_word(text, {"in the form of", "in form of", "in form von", "as a", "as", "from", "als", "aus",
                                "form:", "forms:", "sous forme de", "sous forme", "(as", "como", "come", "of"});
}
/// What a line may begin with that is part of the one above it.
std::size_t part_word(std::string_view text) {
    return first_word(text, {"of which:", "of which", "davon:", "davon", "dont:", "dont", "including", "includes",
                                "incl.", "providing", "provides", "yielding", "supplying", "containing", "hiervon",
                                "darin", "darunter", "di cui", "de los cuales", "as", "from", "from:"});
}
bool of_daily_value(std::string_view text, std::size_t& size) {
    const std::string folded = lower(text);
    size = first_word(folded,
        {"nrv", "dv", "rda", "ri", "vnr", "ajr", "vrn", "rdi", "rdi.", "daily value", "of daily value", "des nrv",
            "der nrv", "of nrv", "of the nrv", "of rda", "of dv", "d.v.", "der empfohlenen tagesdosis",
            "der empfohlenen tagesmenge", "of the daily value", "des apports de r\u00E9f\u00E9rence"});
    return size > 0;
}

/// How the lines of one panel are written.
struct Style {
    Numbers numbers = Numbers::english;
    bool percent_column = false;  // a heading announces percentages, which stand there without their sign
};

struct Token {
    enum class Type : std::uint8_t { word, amount, rate, percent, bracket, tab } type = Type::word;
    std::string text = {};
    LabelAmount amount = {};
    LabelNumber percent = {};
    std::size_t end = 0;  // in the text
};
using enum Token::Type;

std::vector<Token> tokens_of(std::string_view text, const Style& style) {
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        if (rest.front() == ' ') {
            ++i;
            continue;
        }
        if (rest.front() == '\t') {
            if (!tokens.empty() && tokens.back().type != tab) tokens.push_back({.type = tab});
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
            tokens.push_back({.type = bracket, .text = tidied(rest.substr(1, end - (depth == 0 ? 2 : 1)))});
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
                tokens.push_back(
                    {.type = percent, .text = std::string{rest.substr(0, found->size)}, .percent = found->number});
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
                .amount = given->amount});
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
        tokens.push_back({.text = std::string{rest.substr(0, end)}});
        i += end;
    }
    return tokens;
}

void add_word(std::string& text, std::string_view word) {
    if (!text.empty() && text.back() != ' ') text += ' ';
    text += word;
}
/// Without what only holds a line together: "Zinc :", "- Zinc".
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

Row read_row(std::string_view text, const Style& style);

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

/// Whether `second` says the same as `first`, or another thing of the same row, in another unit: "25 mcg (1,000 IU)".
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
                } else if (among(before, {"from", "as", "aus", "als"})) {
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

/// The number a serving begins with: "2", "1/2", "two (2)".
std::optional<Serving> read_serving(std::string_view text, bool& range) {
    std::string folded = folded_text(text);
    std::string_view rest = folded;
    while (!rest.empty() && (rest.front() == ':' || rest.front() == '-' || rest.front() == '=' || rest.front() == ' '))
        rest.remove_prefix(1);
    for (const std::string_view start : {"about ", "ca. ", "take "}) {
        if (rest.starts_with(start)) rest.remove_prefix(start.size());
    }
    std::int64_t thousandths = 0;
    struct Word {
        std::string_view word;
        int count;
    };
    constexpr std::array counts = std::to_array<Word>(
        {{"one", 1}, {"two", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"eine", 1}, {"ein", 1},
            {"einen", 1}, {"zwei", 2}, {"drei", 3}, {"vier", 4}, {"half a", 0}, {"a", 1}, {"an", 1}, {"each", 1}});
    for (const auto& [each, count] : counts) {
        if (!starts_with_word(rest, each)) continue;
        thousandths = count == 0 ? 500 : count * 1000;
        rest = trim(rest.substr(each.size()));
        if (rest.starts_with('(') && rest.size() > 1 && is_digit(rest[1]))
            rest = trim(rest.substr(std::min(rest.size(), rest.find(')') + 1)));
        break;
    }
    if (thousandths == 0) {
        if (const auto number = number_at(rest, Numbers::english)) {
            std::int64_t value = number->number.digits * 1000;
            for (int d = 0; d < number->number.decimals; ++d) value /= 10;
            rest.remove_prefix(number->size);
            if (rest.starts_with('/') && rest.size() > 1 && is_digit(rest[1])) {
                value /= rest[1] - '0' == 0 ? 1 : rest[1] - '0';
                rest.remove_prefix(2);
            } else if (rest.starts_with(" 1/") && rest.size() > 3 && is_digit(rest[3]) && rest[3] != '0') {
                value += 1000 / (rest[3] - '0');
                rest.remove_prefix(4);
            }
            thousandths = value;
            std::string_view more = trim(rest);
            if (more.starts_with('-') || more.starts_with("to ") || more.starts_with("bis ")) {
                more.remove_prefix(more.front() == '-' ? 1 : more.find(' '));
                if (const auto upper = number_at(trim(more), Numbers::english)) {
                    range = true;
                    rest = trim(more).substr(upper->size);
                }
            }
        }
    }
    if (thousandths <= 0 || thousandths > largest_count.thousandths()) return std::nullopt;
    const std::string unit = serving_unit(rest);
    if (unit.empty()) return std::nullopt;
    return Serving{Count::from_thousandths(thousandths), unit};
}

/// Words of headings, in the languages of labels.
bool heading_word(std::string_view word) {
    return among(
               word, {"amount", "amounts", "per", "serving", "servings", "daily", "value", "values", "dv", "nrv", "rda",
                         "vnr", "ajr", "vrn", "ri", "quantity", "nutrient", "nutrients", "ingredient", "ingredients",
                         "unit", "units", "each", "content", "contents", "pro", "je", "par", "por", "pour",
                         "tagesdosis", "tagesportion", "tagesration", "tages", "verzehrmenge", "tagesverzehrmenge",
                         "portion", "portionen", "menge", "n\u00E4hrstoff", "n\u00E4hrstoffe", "zusammensetzung",
                         "inhaltsstoff", "inhaltsstoffe", "vitamine", "mineralstoffe", "vitamins", "minerals", "gehalt",
                         "child", "children", "adult", "adults", "years", "year", "age", "ages", "and", "of", "for",
                         "up", "or", "older", "over", "active", "actives", "t\u00E4gliche", "t\u00E4glich",
                         "empfohlene", "empfohlenen", "n\u00E4hrwerte", "n\u00E4hrwertangaben", "wirkstoff",
                         "wirkstoffe", "facts", "supplement", "nutrition", "dose", "dosis", "dosage", "day", "tag",
                         "typical", "average", "g", "ml", "mg", "mcg", "the", "in", "einer", "pregnant", "lactating",
                         "women", "analysis", "nutritional", "information", "composition", "recommended", "intake",
                         "reference", "apports", "referenzmenge", "davon", "enth\u00E4lt", "enthalten", "contains",
                         "provides", "pregnancy", "label", "claim", "referenz", "der", "des", "die", "from"}) &&
           !word.empty();
}
bool serving_word(std::string_view word) {
    const std::string unit = serving_unit(word);
    return among(
        unit, {"capsule", "tablet", "softgel", "caplet", "lozenge", "gummy", "scoop", "packet", "piece", "drop",
                  "stick", "wafer", "sachet", "spray", "teaspoon", "tsp", "chew", "vegcap", "pill", "kapsel",
                  "tablette", "softgelkapsel", "beutel", "tropfen", "messl\u00F6ffel", "dragee", "lutschtablette",
                  "brausetablette", "filmtablette", "presslinge", "pressling", "g\u00E9lule", "comprim\u00E9",
                  "c\u00E1psula", "comprimido", "capsula", "compressa", "serving", "portion", "vegetable", "vegetarian",
                  "veggie", "vegan", "soft", "gel", "chewable", "level", "liquid", "stickpack", "ampoule", "ampulle",
                  "bar", "cup", "cap", "tab", "vegicap", "drops", "effervescent", "cacheton", "gelcap"});
}

/// What a line is that is no row, by its first words; `unread` when they do not say.
LabelRemark::Kind kind_of(std::string_view folded) {
    if (first_word(folded, {"supplement facts", "nutrition facts", "drug facts", "n\u00E4hrwertangaben",
                               "n\u00E4hrwerttabelle", "nutritional information", "valeurs nutritionnelles",
                               "informaci\u00F3n nutricional", "informazioni nutrizionali"}) > 0) {
        return heading;
    }
    if (first_word(folded,
            {"other ingredients", "other ingredient", "other ing", "inactive ingredients", "inactive ingredient",
                "non-medicinal ingredients", "nonmedicinal ingredients", "ingredients:", "ingredients", "zutaten",
                "weitere zutaten", "sonstige zutaten", "f\u00FCllstoffe", "ingr\u00E9dients", "ingredienti",
                "ingredientes", "excipients", "additional ingredients", "may also contain", "contains less than",
                "contains 2% or less", "hilfsstoffe"}) > 0) {
        return other_ingredients;
    }
    if (first_word(folded,
            {"directions", "suggested use", "recommended use", "usage", "how to use", "how to take", "dosage",
                "dosierung", "verzehrempfehlung", "verzehrsempfehlung", "anwendung", "einnahme", "einnahmeempfehlung",
                "warning", "warnings", "caution", "cautions", "warnhinweis", "hinweis", "hinweise", "storage",
                "store in", "store at", "keep out", "keep in", "lagerung", "aufbewahrung", "allergen", "allergens",
                "allergy", "contains:", "contains no", "contains soy", "contains milk", "contains fish",
                "contains shellfish", "free of", "free from", "no artificial", "made in", "manufactured", "distributed",
                "hersteller", "vertrieb", "inverkehrbringer", "mindestens haltbar", "best before", "expiration", "exp",
                "lot", "net wt", "net weight", "nettof\u00FCllmenge", "inhalt", "adults take", "adults:", "take",
                "consult", "if you", "if pregnant", "do not", "these statements", "this product", "tamper",
                "gluten free", "gluten-free", "vegan", "non-gmo", "does not contain", "questions", "www", "http",
                "nahrungserg\u00E4nzungsmittel", "t\u00E4glich", "die angegebene", "conseils", "pr\u00E9cautions",
                "modo de empleo", "upc", "sku", "description"}) > 0) {
        return directions;
    }
    if (contains_any(
            folded, {"daily value not", "daily value (dv) not", "dv not established", "not established",
                        "daily values are based", "daily value is based", "daily values based", "based on a 2,000",
                        "2,000 calorie", "2000 calorie", "n\u00E4hrstoffbezugswert", "referenzmenge", "referenzwert",
                        "nutrient reference value", "keine nrv", "keine empfehlung", "kein nrv", "noch kein", "no nrv",
                        "nrv not", "nrv =", "nrv:", "% daily value tells", "percent daily value", "of the daily value",
                        "valeurs nutritionnelles de r\u00E9f\u00E9rence", "(eu) nr", "1169/2011", "daily value (dv)",
                        "*daily value"})) {
        return footnote;
    }
    return unread;
}

class LabelReader {
public:
    explicit LabelReader(std::string_view text) { split_lines(text); }
    Label read();

private:
    void split_lines(std::string_view text);
    void take(std::size_t at);
    bool take_serving(const TextLine& source, const std::string& folded);
    bool take_heading(const TextLine& source, const std::string& folded);
    void take_rows(const TextLine& source, const std::string& text);
    void remark(LabelRemark::Kind kind, const TextLine& source) {
        label_.remarks.push_back({kind, source.line, tidied(source.text)});
    }
    [[nodiscard]] std::string without_start(std::string_view text, std::size_t size) const {
        std::string_view rest = trim(text.substr(size));
        while (!rest.empty() && (rest.front() == ':' || rest.front() == '-' || rest.front() == '='))
            rest = trim(rest.substr(1));
        return std::string{rest};
    }
    void nest();
    void choose_column();
    void finish();

    std::vector<TextLine> sources_;
    std::vector<Row> rows_;
    Label label_;
    Style style_;
    bool panel_ = false;  // a heading says where the panel begins
    std::size_t first_of_panel_ = 0;
    std::optional<LabelRemark::Kind> section_;  // whose lines go on
    bool wants_serving_ = false;
    std::vector<std::string> columns_;  // what the headings say of each
};

void LabelReader::split_lines(std::string_view text) {
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        std::string_view line = text.substr(0, end);
        text.remove_prefix(
            end == std::string_view::npos ? text.size() : end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
        ++number;
        TextLine source;
        source.line = number;
        source.marked = first_word(trim(line), {"*", "\u2020", "\u2021"}) > 0;
        std::string tidy = plain(line);
        std::string_view rest = tidy;
        const bool table = rest.starts_with('\t') && trim(line).starts_with('|');
        while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) {
            source.indent += rest.front() == '\t' && !table ? 4 : table ? 0 : 1;
            rest.remove_prefix(1);
        }
        for (const std::string_view mark : {"\u2022", "\u25CF", "\u25E6", "\u25AA", "\u25AB", "\u2023", "\u25BA", "- ",
                 "\u2013 ", "+ ", "o ", "> ", "\u21B3", "\u2514"}) {
            if (!rest.starts_with(mark)) continue;
            source.bullet = true;
            rest.remove_prefix(mark.size());
            rest.remove_prefix(blanks_at(rest));
            break;
        }
        source.text = std::string{trim(rest)};
        // "|---|:--:|", "=====".
        if (source.text.find_first_not_of("-=:_ \t.~") == std::string::npos) continue;
        if (source.text.starts_with('#'))
            source.text = std::string{trim(std::string_view{source.text}.substr(source.text.find_first_not_of('#')))};
        // A bracket that is closed on the next line.
        const auto open = [](std::string_view each) {
            return std::ranges::count(each, '(') - std::ranges::count(each, ')');
        };
        if (!sources_.empty() && number - sources_.back().line < 4 && open(sources_.back().text) == 1 &&
            open(source.text) == -1) {
            sources_.back().text += " " + source.text;
            continue;
        }
        // "Supplement Facts - Serving Size: 1 scoop".
        const auto serving = lower(source.text).find("serving size");
        if (serving != std::string::npos && serving > 0 &&
            first_word(folded_text(source.text), {"supplement facts", "nutrition facts"}) > 0) {
            TextLine start = source;
            start.text = trimmed_name(source.text.substr(0, serving));
            source.text = source.text.substr(serving);
            sources_.push_back(std::move(start));
        }
        sources_.push_back(std::move(source));
    }
    for (std::size_t i = 0; i < sources_.size() && !panel_; ++i) {
        const std::string folded = folded_text(sources_[i].text);
        panel_ = kind_of(folded) == heading || starts_with_word(folded, "serving size") ||
                 starts_with_word(folded, "amount per");
        first_of_panel_ = i;
    }
    if (!panel_) first_of_panel_ = 0;
    // How numbers are written follows from the language.
    std::size_t european = 0;
    for (const auto& source : sources_) {
        const std::string folded = folded_text(source.text);
        for (const auto& word : words_in(folded)) {
            european += among(word, {"nrv", "vnr", "ajr", "vrn", "kapsel", "kapseln", "tagesdosis", "tagesportion",
                                        "zutaten", "davon", "enth\u00E4lt", "n\u00E4hrstoffe", "n\u00E4hrwerte", "kbe",
                                        "ufc", "pro", "je", "dont", "g\u00E9lule", "g\u00E9lules", "c\u00E1psula",
                                        "c\u00E1psulas", "compressa", "compresse", "zusammensetzung", "eisen", "zink",
                                        "kupfer", "selen", "jod", "magn\u00E9sium", "tablette", "tabletten"})
                            ? 1U
                            : 0U;
        }
        for (std::size_t i = 1; i + 1 < folded.size(); ++i) {
            if (folded[i] != ',' || !is_digit(folded[i - 1]) || !is_digit(folded[i + 1])) continue;
            std::size_t end = i + 1;
            while (end < folded.size() && is_digit(folded[end])) ++end;
            european += end - i - 1 != 3 ? 2U : 0U;
        }
        style_.percent_column =
            style_.percent_column || (contains(folded, "%") && std::ranges::none_of(folded, is_digit));
    }
    if (european > 0) style_.numbers = Numbers::european;
}

bool LabelReader::take_serving(const TextLine& source, const std::string& folded) {
    bool range = false;
    if (wants_serving_) {
        wants_serving_ = false;
        if (const auto serving = read_serving(folded, range)) {
            label_.serving = serving;
            remark(LabelRemark::Kind::serving, source);
            return true;
        }
    }
    const std::size_t size =
        first_word(folded, {"serving size", "servings size", "portionsgr\u00F6\u00DFe", "dosis diaria", "dose size"});
    if (size > 0) {
        std::string rest = without_start(folded, size);
        // "Serving Size 2 Capsules Servings Per Container 30" in one line.
        const auto more = rest.find("servings per");
        const std::string container = more == std::string::npos ? "" : rest.substr(more);
        rest = rest.substr(0, more);
        if (rest.empty()) {
            wants_serving_ = true;
        } else if (const auto serving = read_serving(rest, range)) {
            label_.serving = serving;
            if (range)
                label_.notes.push_back(
                    "a serving is " + rest + "; amounts are read as those of " + epsom::spell(*serving));
        } else {
            remark(unread, source);
            return true;
        }
        remark(LabelRemark::Kind::serving, source);
        if (!container.empty()) {
            for (const auto& word : words_in(container)) {
                if (std::ranges::all_of(word, is_digit) && word.size() < 6)
                    label_.servings_per_container = std::stoi(word);
            }
        }
        return true;
    }
    const std::size_t container =
        first_word(folded, {"servings per container", "servings per bottle", "servings per package", "servings per",
                               "serving per container", "servings:", "portionen pro", "portionen je",
                               "portionen:", "number of servings", "approx. servings", "about"});
    if (container == 0 && !contains(folded, "servings per container") && !contains(folded, "servings per bottle"))
        return false;
    for (const auto& word : words_in(folded)) {
        if (std::ranges::all_of(word, is_digit) && word.size() < 6 && !label_.servings_per_container)
            label_.servings_per_container = std::stoi(word);
    }
    if (!label_.servings_per_container && container == 0) return false;
    remark(LabelRemark::Kind::serving, source);
    return true;
}

bool LabelReader::take_heading(const TextLine& source, const std::string& folded) {
    const auto words = words_in(folded);
    if (words.empty()) return true;
    bool all = true, strong = false;
    for (const auto& each : words) {
        const bool number = std::ranges::all_of(each, is_digit);
        all = all && (number || heading_word(each) || serving_word(each));
        strong =
            strong ||
            among(each, {"per", "pro", "je", "par", "por", "pour", "amount", "daily", "value", "dv", "nrv", "vnr",
                            "ajr", "rda", "each", "zusammensetzung", "n\u00E4hrwerte", "contains", "provides",
                            "enth\u00E4lt", "enthalten", "facts", "nutrient", "nutrients", "ingredient", "vitamins",
                            "minerals", "vitamine", "mineralstoffe", "n\u00E4hrstoffe", "inhaltsstoffe"}) ||
            serving_word(each);
    }
    const bool only_percent = std::ranges::none_of(words, [](const std::string& each) {
        return !among(each, {"dv", "nrv"});
    });
    if (!(all && (strong || only_percent))) return false;
    remark(heading, source);
    if (contains(folded, "%")) style_.percent_column = true;
    // What each column is of: "per 1 scoop", "per 2 scoops".
    for (std::size_t at = 0; at < folded.size(); ++at) {
        if (at > 0 && (is_letter(folded[at - 1]) || is_digit(folded[at - 1]))) continue;
        const std::size_t size =
            first_word(std::string_view{folded}.substr(at), {"per", "pro", "je", "par", "por", "pour", "each"});
        if (size == 0) continue;
        std::size_t end = at + size;
        while (end < folded.size() && folded[end] != '%' &&
               first_word(std::string_view{folded}.substr(end),
                   {"nrv", "dv", "vnr", "rda", "per", "pro", "je", "par", "por", "amount", "each", "contains",
                       "provides", "enth\u00E4lt", "enthalten", "davon"}) == 0)
            ++end;
        columns_.push_back(tidied(std::string_view{folded}.substr(at + size, end - at - size)));
        at = end - 1;
    }
    if (columns_.empty()) {
        std::vector<std::string> cells;
        for (const auto& cell : split(source.text, '\t')) {
            bool range = false;
            if (read_serving(cell, range)) cells.push_back(folded_text(cell));
        }
        if (cells.size() > 1) columns_ = cells;
    }
    return true;
}

void LabelReader::take_rows(const TextLine& source, const std::string& text) {
    Row row = read_row(text, style_);
    row.line.line = source.line;
    row.indent = source.indent;
    row.bullet = source.bullet;
    rows_.push_back(std::move(row));
}

/// Rows in one line: "Vitamin C 80 mg, Zinc 10 mg".
std::vector<std::string> rows_in(std::string_view text, const Style& style) {
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

void LabelReader::take(std::size_t at) {
    const TextLine& source = sources_[at];
    const std::string folded = folded_text(source.text);
    if (at < first_of_panel_) return remark(title, source);
    if (take_serving(source, folded)) {
        section_.reset();
        return;
    }
    LabelRemark::Kind kind = kind_of(folded);
    // "Each capsule contains: magnesium 100 mg".
    const auto colon = source.text.find(": ");
    if (colon != std::string::npos && kind == unread &&
        contains_any(folded_text(source.text.substr(0, colon)),
            {"contain", "provides", "enth\u00E4lt", "enthalten", "per ", "pro ", "je "})) {
        TextLine start = source;
        start.text = source.text.substr(0, colon);
        if (take_heading(start, folded_text(start.text))) {
            section_.reset();
            for (const auto& each : rows_in(trim(std::string_view{source.text}.substr(colon + 2)), style_))
                take_rows(source, each);
            return;
        }
    }
    if (kind == unread && take_heading(source, folded)) {
        section_.reset();
        return;
    }
    Row row = read_row(source.text, style_);
    const bool amount = !row.columns.empty() && !row.columns.front().amounts.empty();
    if (kind == heading) {
        section_.reset();
        take_heading(source, folded);
        if (label_.remarks.empty() || label_.remarks.back().line != source.line) remark(heading, source);
        return;
    }
    if (kind == other_ingredients || kind == directions || kind == footnote) {
        section_ = kind == footnote ? std::nullopt : std::optional{kind};
        return remark(kind, source);
    }
    const std::size_t words = words_in(row.line.name).size();
    const bool sentence = words > 14 || (source.text.ends_with('.') && !amount && words > 3);
    if (section_ && (!amount || sentence || row.line.name.empty() || words > 8)) return remark(*section_, source);
    section_.reset();
    if (source.marked && (!amount || sentence)) return remark(footnote, source);
    if (sentence) return remark(unread, source);
    // Brackets on a line of their own: "Vitamin B12", then "(as cyanocobalamin)".
    if (!row.line.name.empty() && without_brackets(row.line.name).empty() && !rows_.empty() &&
        rows_.back().columns.empty()) {
        rows_.back().line.name += " " + row.line.name;
        rows_.back().columns = std::move(row.columns);
        return;
    }
    // Cells of a table that were copied one below the other.
    if (row.line.name.empty() && !row.columns.empty()) {
        if (!rows_.empty() && rows_.back().parts.empty()) {
            Row& last = rows_.back();
            if (amount && last.columns.empty()) {
                last.columns = std::move(row.columns);
                return;
            }
            if (amount && !last.columns.empty() && last.columns.front().amounts.empty()) {
                last.columns.front().amounts = std::move(row.columns.front().amounts);
                return;
            }
            if (!amount && !last.columns.empty() && !last.columns.back().percent) {
                last.columns.back().percent = row.columns.front().percent;
                return;
            }
            if (amount && !last.columns.empty() && !last.columns.front().amounts.empty() &&
                (source.text.starts_with('(') ||
                    another_unit(last.columns.front().amounts.front(), row.columns.front().amounts.front()))) {
                for (auto& each : row.columns.front().amounts) last.columns.front().amounts.push_back(std::move(each));
                return;
            }
            if (amount && !last.columns.empty() && !last.columns.front().amounts.empty()) {
                for (auto& column : row.columns) last.columns.push_back(std::move(column));
                return;
            }
        }
        return remark(unread, source);
    }
    if (row.line.name.empty() || std::ranges::none_of(row.line.name, is_letter)) {
        return remark(source.text.find_first_not_of("-.,;: \t0123456789%/") == std::string::npos && !rows_.empty()
                          ? footnote
                          : unread,
            source);
    }
    for (const auto& each : rows_in(source.text, style_)) take_rows(source, each);
}

void LabelReader::choose_column() {
    std::size_t most = 1;
    for (const Row& row : rows_) most = std::max(most, row.columns.size());
    std::size_t chosen = 0;
    std::vector<Serving> servings;
    const auto described = [&](std::size_t column) {
        bool range = false;
        std::string text = columns_[column];
        auto serving = read_serving(text, range);
        if (!serving) {
            for (const auto& inside : brackets_of(text)) {
                if (!serving) serving = read_serving(inside, range);
            }
        }
        if (!serving && !text.empty()) serving = read_serving("1 " + text, range);
        return serving;
    };
    const auto usual = [](const Serving& serving) {
        return same_unit(serving.unit, "serving") || contains(serving.unit, "tagesdosis") ||
               contains(serving.unit, "tagesportion") || serving.unit == "portion";
    };
    const auto weighed = [](const Serving& serving) {
        return among(serving.unit, {"g", "ml", "gram"}) && serving.count >= Count{100};
    };
    bool told = columns_.size() >= most;
    if (most > 1 && told) {
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < most; ++i) {
            const auto serving = described(i);
            if (!serving) continue;
            if (label_.serving && serving->count == label_.serving->count &&
                same_unit(serving->unit, label_.serving->unit) && !found)
                found = i;
        }
        for (std::size_t i = 0; i < most && !found; ++i) {
            const auto serving = described(i);
            if (serving && usual(*serving)) found = i;
        }
        for (std::size_t i = 0; i < most && !found; ++i) {
            const auto serving = described(i);
            if (serving && !weighed(*serving)) found = i;
        }
        chosen = found.value_or(0);
    }
    if (most > 1) {
        label_.notes.push_back("amounts are listed for " + std::to_string(most) + " servings; using " +
                               (told ? "those per " + columns_[chosen] : std::string{"the first"}));
    }
    if (!label_.serving && !columns_.empty()) {
        const auto serving = described(std::min(chosen, columns_.size() - 1));
        if (serving && !weighed(*serving)) label_.serving = serving;
        if (label_.serving && usual(*label_.serving)) label_.serving = Serving{label_.serving->count, "serving"};
    }
    for (Row& row : rows_) {
        if (row.columns.empty()) continue;
        const Column& column = row.columns[std::min(chosen, row.columns.size() - 1)];
        row.line.amounts = column.amounts;
        row.line.percent = column.percent;
    }
}

void LabelReader::nest() {
    // Bullets say something only where some lines have none.
    const bool bullets = std::ranges::any_of(rows_, &Row::bullet) && !std::ranges::all_of(rows_, &Row::bullet);
    std::vector<std::size_t> indents;
    for (Row& row : rows_) {
        const std::size_t indent = row.indent + (bullets && row.bullet ? 1 : 0);
        while (!indents.empty() && indents.back() >= indent) indents.pop_back();
        row.line.depth = indents.size();
        indents.push_back(indent);
    }
    const auto bare = [](const Row& row) { return row.line.amounts.empty(); };
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        Row& row = rows_[i];
        const std::string folded = folded_text(row.line.name);
        const std::size_t part = part_word(folded);
        if (part > 0 && i > 0 && part < folded.size()) {
            std::size_t above = i - 1;
            while (above > 0 && rows_[above].within) --above;
            row.within = true;
            row.line.depth = std::max(row.line.depth, rows_[above].line.depth + 1);
            row.line.name = without_start(row.line.name, part);
        }
        // Lines without amounts below a blend are its parts.
        if (names_a_blend(row.line.name) && row.parts.empty()) {
            row.line.kind = LabelLine::Kind::blend;
            for (std::size_t next = i + 1; next < rows_.size(); ++next) {
                if (rows_[next].line.depth > row.line.depth) continue;
                const bool blend = names_a_blend(rows_[next].line.name) && bare(rows_[next]) &&
                                   next + 1 < rows_.size() && bare(rows_[next + 1]);
                if (rows_[next].line.depth < row.line.depth || !bare(rows_[next]) || blend) break;
                rows_[next].line.depth = row.line.depth + 1;
            }
        } else if (!row.parts.empty()) {
            row.line.kind = LabelLine::Kind::blend;
        }
    }
}

void LabelReader::finish() {
    choose_column();
    nest();
    std::size_t blend_depth = 0;
    bool in_blend = false;
    for (Row& row : rows_) {
        if (in_blend && row.line.depth <= blend_depth) in_blend = false;
        const bool part = in_blend && row.line.depth > blend_depth;
        if (row.line.kind == LabelLine::Kind::blend && !part) {
            in_blend = true;
            blend_depth = row.line.depth;
        }
        row.line.forms = forms_in_name(row.line.name);
        std::string name = without_brackets(row.line.name);
        const auto list = list_items(row.line.name);
        if (part && row.line.amounts.empty() && list.size() > 1) {
            for (const auto& item : list) {
                Row each = read_row(item, style_);
                each.line.line = row.line.line;
                each.line.depth = row.line.depth;
                if (!each.columns.empty()) each.line.amounts = each.columns.front().amounts;
                each.line.forms = forms_in_name(each.line.name);
                label_.lines.push_back(std::move(each.line));
            }
            continue;
        }
        const bool panel = of_nutrition_panel(name);
        while (panel && (is_digit(row.line.name.back()) || row.line.name.back() == ' ')) row.line.name.pop_back();
        const bool known = panel || !row.line.amounts.empty() || part || row.line.percent || row.line.depth > 0 ||
                           row.line.kind == LabelLine::Kind::blend || !row.line.forms.empty() || find_nutrient(name);
        if (!known) {
            label_.remarks.push_back({unread, row.line.line, row.line.name});
            continue;
        }
        const std::size_t depth = row.line.depth;
        const std::size_t line = row.line.line;
        label_.lines.push_back(std::move(row.line));
        for (const auto& item : row.parts) {
            Row each = read_row(item, style_);
            each.line.line = line;
            each.line.depth = depth + 1;
            if (!each.columns.empty()) each.line.amounts = each.columns.front().amounts;
            each.line.forms = forms_in_name(each.line.name);
            if (!each.line.name.empty()) label_.lines.push_back(std::move(each.line));
        }
    }
    std::ranges::stable_sort(label_.remarks, {}, &LabelRemark::line);
}

Label LabelReader::read() {
    for (std::size_t i = 0; i < sources_.size(); ++i) take(i);
    finish();
    return std::move(label_);
}

}  // namespace
}  // namespace epsom::label

namespace epsom {

Label read_label(std::string_view text) { return label::LabelReader{text}.read(); }

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

std::string serving_unit(std::string_view printed) {
    using namespace label;
    std::string unit = folded_text(without_brackets(printed.substr(0, printed.find_first_of(",;"))));
    const std::string whole = folded_text(printed);
    if (const auto open = whole.find('('); open != std::string::npos && open > 0 && is_letter(whole[open - 1])) {
        // "capsule(s)", "gummy(ies)".
        unit = whole.substr(0, open);
    }
    while (!unit.empty() && !is_letter(unit.back()) && unit.back() != ')') unit.pop_back();
    const std::size_t last = unit.rfind(' ') == std::string::npos ? 0 : unit.rfind(' ') + 1;
    std::string word = unit.substr(last);
    struct Plural {
        std::string_view many, one;
    };
    constexpr std::array plurals = std::to_array<Plural>({
        {"kapseln", "kapsel"}, {"tabletten", "tablette"},
        {"portionen", "portion"}, {"softgelkapseln", "softgelkapsel"}, {"lutschtabletten", "lutschtablette"},
        {"dragees", "dragee"}, {"grams", "g"}, {"gram", "g"}, {"milliliters", "ml"}, {"milliliter", "ml"},
        {"caps", "capsule"}, {"tabs", "tablet"}, {"vcaps", "capsule"}});
    const auto known = std::ranges::find(plurals, std::string_view{word}, &Plural::many);
    if (known != plurals.end()) {
        word = known->one;
    } else if (word.ends_with("ies") && word.size() > 4) {
        word.replace(word.size() - 3, 3, "y");
    } else if ((word.ends_with("xes") || word.ends_with("ches") || word.ends_with("sses")) && word.size() > 4) {
        word.resize(word.size() - 2);
    } else if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
    return unit.substr(0, last) + word;
}

}  // namespace epsom
