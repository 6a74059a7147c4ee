// The text of a facts panel, line by line.

#include <algorithm>
#include <array>
#include <utility>

#include "epsom/domain/label/label.hpp"
#include "epsom/text/text.hpp"
#include "label_blocks.hpp"
#include "label_names.hpp"
#include "label_parts.hpp"
#include "label_row.hpp"
#include "label_words.hpp"

namespace epsom::label {
namespace {

using enum LabelRemark::Kind;

struct TextLine {
    std::size_t line = 0;
    std::size_t indent = 0;  // columns of blanks before it
    bool bullet = false;
    bool marked = false;  // begins with the mark of a footnote
    std::string text;     // plain, without both
};

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
    [[nodiscard]] bool continues(std::size_t at, std::string_view folded) const;
    void join(const TextLine& source, const std::string& text);
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
    Block& block() {
        if (rows_.size() > blocks_.back().first_row) blocks_.push_back({.first_row = rows_.size()});
        return blocks_.back();
    }
    std::vector<Block> blocks_{{}};
};

/// Where the rows begin in a line that starts with its serving or a heading; 0 where there are none.
std::size_t end_of_headings(std::string_view text) {
    if (first_word(folded_text(text), {"serving size", "amount per", "servings per"}) == 0) return 0;
    const std::vector<Token> tokens = tokens_of(text, {});
    const auto first = std::ranges::find(tokens, Token::Type::amount, &Token::type);
    if (first == tokens.end()) return 0;
    for (auto token = tokens.begin(); token < first; ++token) {
        const bool word = token->type == Token::Type::word;
        const std::string folded = folded_text(trimmed_name(token->text));
        if (!word || folded.empty() || std::ranges::none_of(folded, is_letter) || heading_word(folded) ||
            serving_word(folded) || among(folded, {"size", "container", "bottle", "about"}))
            continue;
        const auto rest = text.substr(token->begin);
        const std::string name = without_brackets(rest.substr(0, first->begin - token->begin));
        return find_nutrient(name_in_english(trimmed_name(name))) ? token->begin : 0;
    }
    return 0;
}

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
        // "Serving Size 1 tablet Amount per serving Zinc 15 mg".
        if (const std::size_t rows = end_of_headings(source.text)) {
            TextLine start = source;
            start.text = std::string{trim(source.text.substr(0, rows))};
            source.text = std::string{trim(source.text.substr(rows))};
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
            block().serving = label_.serving = serving;
            remark(LabelRemark::Kind::serving, source);
            return true;
        }
    }
    const std::size_t size =
        first_word(folded, {"serving size", "servings size", "portionsgr\u00F6\u00DFe", "dosis diaria", "dose size"});
    if (size > 0) {
        std::string rest = without_start(folded, size);
        rest = rest.substr(0, rest.find(" amount per"));
        // "Serving Size 2 Capsules Servings Per Container 30" in one line.
        const auto more = rest.find("servings per");
        const std::string container = more == std::string::npos ? "" : rest.substr(more);
        rest = rest.substr(0, more);
        if (rest.empty()) {
            wants_serving_ = true;
        } else if (const auto serving = read_serving(rest, range)) {
            block().serving = label_.serving = serving;
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
    bool described = false;
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
        block().columns.push_back(columns_.back());
        described = true;
        at = end - 1;
    }
    // "Two capsules contain".
    const auto last = folded.rfind(' ');
    bool range = false;
    if (!described && last != std::string::npos &&
        among(folded.substr(last + 1), {"contain", "provide", "enthalten"}) &&
        read_serving(folded.substr(0, last), range)) {
        columns_.push_back(folded.substr(0, last));
        block().columns.push_back(columns_.back());
    }
    if (columns_.empty()) {
        std::vector<std::string> cells;
        for (const auto& cell : split(source.text, '\t')) {
            if (read_serving(cell, range)) cells.push_back(folded_text(cell));
        }
        if (cells.size() > 1) block().columns = columns_ = cells;
    }
    return true;
}

void LabelReader::take_rows(const TextLine& source, const std::string& text) {
    Row row = read_row(text, style_);
    row.line.line = row.last_line = source.line;
    row.indent = source.indent;
    row.bullet = source.bullet;
    row.text = text;
    rows_.push_back(std::move(row));
}

/// Whether the line is more of the row above it: its form, or what is in it.
bool LabelReader::continues(std::size_t at, std::string_view folded) const {
    if (rows_.empty() || at == 0 || rows_.back().last_line != sources_[at - 1].line || rows_.back().columns.empty() ||
        rows_.back().columns.front().amounts.empty() || !rows_.back().parts.empty())
        return false;
    if (form_word(folded) > 0 || providing(folded) > 0) return true;
    return words_in(folded).size() < 6 && first_word(folded, {"not", "no", "see", "for", "per", "each", "new"}) == 0;
}

void LabelReader::join(const TextLine& source, const std::string& text) {
    Row& last = rows_.back();
    Row row = read_row(last.text + " " + text, style_);
    row.line.line = last.line.line;
    row.last_line = source.line;
    row.indent = last.indent;
    row.bullet = last.bullet;
    row.text = last.text + " " + text;
    last = std::move(row);
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
    // "Each capsule contains: magnesium 100 mg", also without the colon.
    auto colon = source.text.find(": ");
    for (const std::string_view word : {" contains ", " provides ", " enth\u00E4lt ", " enthalten ", " contient "}) {
        if (colon == std::string::npos && contains(source.text, word)) colon = source.text.find(word) + word.size() - 1;
    }
    if (colon != std::string::npos && kind == unread &&
        contains_any(folded_text(source.text.substr(0, colon)),
            {"contain", "provides", "enth\u00E4lt", "enthalten", "per ", "pro ", "je "})) {
        TextLine start = source;
        start.text = source.text.substr(0, colon);
        if (take_heading(start, folded_text(start.text))) {
            section_.reset();
            for (const auto& each : rows_in(trim(std::string_view{source.text}.substr(colon + 1)), style_))
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
    const auto pieces = rows_in(source.text, style_);
    const std::size_t words = words_in(pieces.size() > 1 && !section_ ? pieces.front() : row.line.name).size();
    const bool sentence = words > 14 || (source.text.ends_with('.') && !amount && words > 3);
    if (section_ && (!amount || sentence || row.line.name.empty() || words > 8)) return remark(*section_, source);
    section_.reset();
    if (source.marked && (!amount || sentence)) return remark(footnote, source);
    if (sentence) return remark(unread, source);
    // Brackets on a line of their own: "Vitamin B12", then "(as cyanocobalamin)".
    const bool in_brackets = !row.line.name.empty() && without_brackets(row.line.name).empty();
    if (in_brackets && !rows_.empty() && rows_.back().columns.empty()) {
        rows_.back().line.name += " " + row.line.name;
        rows_.back().columns = std::move(row.columns);
        return;
    }
    if (in_brackets) {
        const std::vector<std::string> insides = brackets_of(row.line.name);
        if (insides.empty()) return remark(unread, source);
        const std::string inside = folded_text(insides.front());
        if (const LabelRemark::Kind inner = kind_of(inside); inner != unread) return remark(inner, source);
        if (continues(at, inside)) return join(source, source.text);
        return remark(unread, source);
    }
    // "from 2,000 mg magnesium citrate", "as zinc gluconate".
    if (const std::size_t form = first_word(folded, {"from", "as", "aus", "als"});
        form > 0 && continues(at, folded) &&
        (!amount || amount_at(trim(std::string_view{folded}.substr(form)), style_.numbers)))
        return join(source, "(" + source.text + ")");
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
    for (const auto& each : pieces) take_rows(source, each);
}

void LabelReader::choose_column() {
    std::size_t most = 1;
    for (const Row& row : rows_) most = std::max(most, row.columns.size());
    std::size_t chosen = 0;
    const auto described = [&](std::size_t column) { return serving_described(columns_[column]); };
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
            if (serving && is_usual(*serving)) found = i;
        }
        for (std::size_t i = 0; i < most && !found; ++i) {
            const auto serving = described(i);
            if (serving && !is_weighed(*serving)) found = i;
        }
        chosen = found.value_or(0);
    }
    if (most > 1) {
        label_.notes.push_back("amounts are listed for " + std::to_string(most) + " servings; using " +
                               (told ? "those per " + columns_[chosen] : std::string{"the first"}));
    }
    if (!label_.serving && !columns_.empty()) {
        const auto serving = described(std::min(chosen, columns_.size() - 1));
        if (serving && !is_weighed(*serving)) label_.serving = serving;
        if (label_.serving && is_usual(*label_.serving)) label_.serving = Serving{label_.serving->count, "serving"};
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
    if (auto chosen = choose_block(blocks_, rows_, label_)) columns_ = std::move(*chosen);
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

}  // namespace epsom
