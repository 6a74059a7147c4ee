#include "drawing.hpp"

namespace epsom::drawing {
namespace {

constexpr Glyphs unicode{"█", "▒", "░", "│", "┃", "▲", "▼", "?", "–", "·", "≥", "▶", {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}, "·"};
constexpr Glyphs plain{"#", "=", ".", "|", "]", "!", "v", "?", "-", ",", ">=", ">", {".", ":", "-", "=", "+", "*", "#", "@"}, "_"};

}  // namespace

const Glyphs& glyphs(const Terminal& terminal) { return terminal.ascii ? plain : unicode; }

std::string colored(const Terminal& terminal, std::string_view code, std::string_view text) {
    return terminal.color && !text.empty() && !code.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string{text};
}

std::string right(std::string_view text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(width > used ? width - used : 0, ' ') + std::string{text};
}

std::string without_trailing_blanks(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

Mark mark_of(const ReportRow& row) {
    if (row.days_logged == 0) return Mark::none;
    if (row.over_upper.value_or(false) || row.days_over_upper > 0) return Mark::over;
    if (row.status == Status::below) return Mark::low;
    if (row.status == Status::unknown) return Mark::unknown;
    return Mark::fine;
}

Look look_of(const Terminal& terminal, Mark mark) {
    const Glyphs& g = glyphs(terminal);
    switch (mark) {
        case Mark::over: return {g.over, color_over};
        case Mark::low: return {g.low, color_low};
        case Mark::unknown: return {g.unknown, color_unknown};
        case Mark::fine:
        case Mark::none: break;
    }
    return {" ", ""};
}

std::string label_of(const ReportRow& row) {
    const std::string period = spell_span(row.range.from, row.span);
    return row.span == Span::day ? fmt::format("{} {}", spell_weekday(row.range.from), period) : period;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    std::string out;
    std::string line;
    for (const auto& word : words_of(text)) {
        if (!line.empty() && display_width(line) + 1 + display_width(word) > width) {
            out += line + "\n";
            line = std::string(indent, ' ') + word;
        } else {
            line += (line.empty() ? "" : " ") + word;
        }
    }
    return out + line + "\n";
}

std::string listed(const std::vector<std::string>& parts, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < parts.size() && i < most; ++i) text += (i > 0 ? ", " : "") + parts[i];
    if (parts.size() > most) text += fmt::format(" and {} more", parts.size() - most);
    return text;
}

std::string days(int count) { return count == 1 ? "1 day" : fmt::format("{} days", count); }

std::string scope_words(Scope scope) { return scope == Scope::supplemental ? "supplements alone" : "all sources"; }

std::string applied_words(const Applied& applied, Nutrient nutrient) {
    return fmt::format("{} ({})", spell(applied.value, nutrient), spell(applied.kind));
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
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

}  // namespace epsom::drawing
