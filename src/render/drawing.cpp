#include "drawing.hpp"

#include <algorithm>
#include <utility>

#include "epsom/domain/time/calendar_names.hpp"

namespace epsom::drawing {
namespace {

/// Bars of half a line's height and cells of three quarters leave air between the lines. What may be more is dotted.
constexpr Glyphs unicode{"▄", "▂", "▁", "│", "┃", "✓", "▼", "▲", "?", "–", "·", "≥", "▶", "·", "•",
    {"▁", "▂", "▃", "▅", "▆"}, {"?", "⣀", "⣤", "⣶", "▆"}};
/// What nearly all of Debian's console fonts have (console-setup 1.221): no parts of a block but ░ and ▒, no heavy
/// lines.
constexpr Glyphs console{"■", "▒", "░", "│", "║", "+", "▼", "▲", "?", "-", "·", "≥", "▶", "·", "•",
    {"0", ".", "o", "O", "█"}, {"?", "░", "▒", "■", "█"}};
constexpr Glyphs plain{"#", "=", ".", "|", "]", "+", "v", "!", "?", "-", ",", ">=", ">", "_", "x",
    {"0", ".", "o", "O", "#"}, {"?", "-", "=", "+", "#"}};

constexpr std::array<std::string_view, 5> step_words{"none", "1-33%", "34-66%", "67-99%", "met"};
constexpr std::array step_inks{Ink::quiet, Ink::step_1, Ink::step_2, Ink::step_3, Ink::step_4};

std::size_t step_of(const DayCell& day) {
    return day.percent >= 100 ? 4 : day.percent == 0 ? 0 : 1 + static_cast<std::size_t>(day.percent - 1) / 33;
}

/// Whether no line may end between the two: an amount and its unit, a weekday and its date, a day and its amount.
bool belong_together(std::string_view word, std::string_view next) {
    constexpr std::array<std::string_view, 4> units{"mg", "mcg", "g", "IU"};
    const bool is_date = word.find('-') != std::string_view::npos && is_digit(word.back());
    if (is_date && next.size() > 1 && next.front() == '(' && is_digit(next[1])) return true;
    if (is_digit(word.back()))
        return std::ranges::find(units, next.substr(0, next.find_first_of(",;.:)"))) != units.end();
    return is_digit(next.front()) && std::ranges::find(short_weekday_names, word) != short_weekday_names.end();
}

std::vector<std::string> words_to_wrap(std::string_view text) {
    std::vector<std::string> words;
    for (auto& word : words_of(text)) {
        if (!words.empty() && belong_together(words.back(), word)) words.back() += " " + word;
        else words.push_back(std::move(word));
    }
    return words;
}

}  // namespace

const Glyphs& glyphs(const Terminal& terminal) {
    switch (terminal.charset) {
        case Charset::ascii: return plain;
        case Charset::console: return console;
        case Charset::unicode: break;
    }
    return unicode;
}

void Painter::add(Ink ink, std::string_view text, std::size_t times) {
    if (ink != ink_) close();
    ink_ = ink;
    for (; times > 0; --times) run_ += text;
}

void Painter::close() {
    done_ += colored(terminal_, ink_, run_);
    run_.clear();
}

std::string Painter::take() {
    close();
    ink_ = Ink::plain;
    return std::exchange(done_, {});
}

std::size_t visible_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t escape = 0; (escape = text.find('\x1b')) != std::string_view::npos;
         text.remove_prefix(text.find('m', escape) + 1)) {
        width += display_width(text.substr(0, escape));
    }
    return width + display_width(text);
}

std::string colored_lines(const Terminal& terminal, Ink ink, std::string_view lines) {
    std::string out;
    for (std::size_t end = 0; (end = lines.find('\n')) != std::string_view::npos; lines.remove_prefix(end + 1))
        out += colored(terminal, ink, lines.substr(0, end)) + "\n";
    return out;
}

std::string right(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(width > used ? width - used : 0, ' ') + std::string{text};
}

std::string without_trailing_blanks(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::size_t page_width(const Terminal& terminal, int most) {
    return static_cast<std::size_t>(std::clamp(terminal.width, 40, most));
}

Mark mark_of(const ReportRow& row) {
    if (row.days_logged == 0) return Mark::none;
    if (row.over_upper.value_or(false) || row.days_over_upper > 0) return Mark::above;
    if (row.status == Status::below) return Mark::below;
    if (row.status == Status::unknown) return Mark::unknown;
    return row.status == Status::met ? Mark::met : Mark::no_target;
}

Look look_of(const Terminal& terminal, Mark mark) {
    const Glyphs& g = glyphs(terminal);
    switch (mark) {
        case Mark::above: return {g.above, Ink::above};
        case Mark::below: return {g.below, Ink::below};
        case Mark::unknown: return {g.unknown, Ink::unknown};
        case Mark::met: return {g.met, Ink::met};
        case Mark::no_target:
        case Mark::none: break;
    }
    return {" "};
}

Look look_of(const Terminal& terminal, const DayCell& day) {
    const Glyphs& g = glyphs(terminal);
    const Look look = look_of(terminal, day.mark);
    if (day.mark == Mark::none) return {g.silent, Ink::quiet};
    if (day.mark == Mark::above) return look;
    if (day.percent < 0) return {g.no_target, Ink::met};
    const std::size_t step = step_of(day);
    return {(day.mark == Mark::unknown ? g.bound : g.known)[step], step_inks[step]};
}

std::string cell_legend(const Terminal& terminal, std::span<const DayCell> days, std::size_t width, bool names_above) {
    const Glyphs& g = glyphs(terminal);
    const auto any = [&](auto is) { return std::ranges::any_of(days, is); };
    std::string legend;
    const auto item = [&](Ink ink, std::string_view glyph, std::string_view words) {
        return formatted("{} {}", colored(terminal, ink, glyph), words);
    };
    const auto scale = [&](std::string_view what, const std::array<std::string_view, 5>& steps) {
        std::vector<std::string> items{formatted("{}:", what)};
        for (std::size_t i = 0; i < steps.size(); ++i) items.push_back(item(step_inks[i], steps[i], step_words[i]));
        legend += flowed(items, width);
    };
    if (any([](const DayCell& day) {
            return day.percent >= 0 && (day.mark == Mark::met || day.mark == Mark::below);
        })) {
        scale("of target", g.known);
    }
    if (any([](const DayCell& day) { return day.mark == Mark::unknown; })) {
        scale("of target (minimum)", g.bound);
    }
    std::vector<std::string> others;
    if (names_above && any([](const DayCell& day) { return day.mark == Mark::above; })) {
        others.push_back(item(Ink::above, g.above, "above upper level"));
    }
    if (any([](const DayCell& day) { return day.mark == Mark::none; })) {
        others.push_back(item(Ink::quiet, g.silent, "no entries"));
    }
    if (any([](const DayCell& day) { return day.mark == Mark::no_target; })) {
        others.push_back(item(Ink::met, g.no_target, "logged, no target"));
    }
    return legend + (others.empty() ? "" : flowed(others, width));
}

std::string percent_of(const Mean& mean, Mass target) {
    if (target == Mass{}) return "";
    const std::int64_t part = mean.sum.nanograms() / mean.days * 100;
    return part / target.nanograms() > 999 ? ">999%" : spell_decimal(part, target.nanograms(), 0) + "%";
}

std::string label_of(const ReportRow& row) {
    const std::string period = spell_span(row.range.from, row.span);
    return row.span == Span::day ? formatted("{} {}", spell_weekday(row.range.from), period) : period;
}

std::size_t bytes_within(std::string_view text, std::size_t width) {
    std::size_t end = 0;
    for (std::size_t next = 1; end < text.size(); next = end + 1) {
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
        if (end > 0 && display_width(text.substr(0, next)) > width) break;
        end = next;
    }
    return end;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent, std::size_t used) {
    std::string out;
    std::string line;
    std::size_t column = used;
    bool fresh = true;  // the line has only its indent
    const auto next_line = [&] {
        out += line + "\n";
        line = std::string(indent, ' ');
        column = indent;
        fresh = true;
    };
    for (const auto& whole : words_to_wrap(text)) {
        std::string_view word = whole;
        if (!fresh && column + 1 + display_width(word) > width) next_line();
        while (fresh && column + display_width(word) > width) {
            const std::size_t end = bytes_within(word, width - column);
            if (end == word.size()) break;
            line += word.substr(0, end);
            word.remove_prefix(end);
            next_line();
        }
        line += (fresh ? "" : " ") + std::string{word};
        column += (fresh ? 0 : 1) + display_width(word);
        fresh = false;
    }
    return out + line + "\n";
}

std::string flowed(const std::vector<std::string>& items, std::size_t width) {
    constexpr std::size_t indent = 2;
    std::string out;
    std::size_t column = 0;
    for (const auto& item : items) {
        const std::size_t columns = visible_width(item);
        if (column > 0 && column + 2 + columns > width) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > 0) {
            out += "  ";
            column += 2;
        }
        if (column + columns > width) {
            const std::string lines = wrapped(item, width, indent, column);
            out += std::string_view{lines}.substr(0, lines.size() - 1);
            column = width;
        } else {
            out += item;
            column += columns;
        }
    }
    return out + "\n";
}

std::string marked(const Terminal& terminal, Mark mark, std::string_view text, std::size_t width) {
    const Look look = look_of(terminal, mark);
    return colored(terminal, look.ink, look.glyph) + " " + wrapped(text, width, 2, 2);
}

std::string answer(const Terminal& terminal, std::string_view title, std::span<const std::string> sentences,
    const std::vector<std::string>& facts) {
    const std::size_t width = page_width(terminal), used = display_width(title) + 2;
    const std::size_t indent = std::min(used, width / 3);
    std::string out = colored(terminal, Ink::heading, title);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        out += std::string(i == 0 ? 2 : indent, ' ') + wrapped(sentences[i], width, indent, i == 0 ? used : indent);
    }
    if (sentences.empty()) out += '\n';
    return out + colored_lines(terminal, Ink::quiet, flowed(facts, width));
}

std::string closing(const Terminal& terminal, std::span<const std::string> actions, const Sources& sources,
    std::span<const std::string> values) {
    const std::size_t width = page_width(terminal);
    std::string out;
    for (const std::string& line : actions) out += wrapped(line, width, 2);
    std::string quiet;
    if (sources.listed) {
        for (const std::string& value : values) quiet += wrapped(value, width, 2);
    } else if (!sources.command.empty()) {
        quiet = wrapped("Sources: " + sources.command, width, 2);
    }
    out += colored_lines(terminal, Ink::quiet, quiet);
    return out.empty() ? out : "\n" + out;
}

std::string logged_words(const ReportSummary& summary) {
    return formatted("{} of {} logged", summary.days_logged, days(summary.days));
}

std::vector<std::string> mark_words(const Terminal& terminal, std::span<const Mark> marks, std::string_view level) {
    std::vector<std::string> items;
    for (const auto& [mark, words] : {std::pair{Mark::met, std::string{"met"}}, {Mark::below, "below"},
             {Mark::above, "above " + std::string{level}}, {Mark::unknown, "not known"}}) {
        if (std::ranges::find(marks, mark) == marks.end()) continue;
        const Look look = look_of(terminal, mark);
        items.push_back(colored(terminal, look.ink, look.glyph) + " " + words);
    }
    return items;
}

std::string nothing_logged(
    const Terminal& terminal, std::string_view title, DayRange range, const ReportSummary& summary) {
    const std::vector<std::string> sentences{"no entries in this period"};
    return answer(terminal, title, sentences, {spell_range(range), logged_words(summary)});
}

std::string listed(const std::vector<std::string>& parts, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < parts.size() && i < most; ++i) text += (i > 0 ? ", " : "") + parts[i];
    if (parts.size() > most) text += formatted(" and {} more", parts.size() - most);
    return text;
}

std::string spell_sleep(minutes length) {
    const auto hours = length.count() / 60, rest = length.count() % 60;
    return (hours > 0 ? formatted("{}h", hours) : "") + (rest > 0 || hours == 0 ? formatted("{}m", rest) : "");
}

std::string days(int count) { return count == 1 ? "1 day" : formatted("{} days", count); }

std::string above_reduction(const Applied& reduction, Nutrient nutrient) {
    return formatted("above {} ({}, not an upper level)", spell(reduction.value, nutrient), spell(reduction.kind));
}

std::string applied_words(const Applied& applied, Nutrient nutrient) {
    const std::string_view terms = terms_words(applied);
    return formatted(
        "{} ({}{}{})", spell(applied.value, nutrient), spell(applied.kind), terms.empty() ? "" : ", ", terms);
}

std::string values_over(std::span<const ReportRow> rows, std::optional<Applied> References::*role) {
    std::string text, last;
    for (const ReportRow& row : rows) {
        const std::optional<Applied>& applied = row.references.*role;
        if (!applied) continue;
        std::string value = spell(applied->value, row.nutrient);
        if (value == last) continue;
        text += (text.empty() ? "" : ", then ") + value;
        last = std::move(value);
    }
    return text;
}

std::string sentence(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

}  // namespace epsom::drawing
