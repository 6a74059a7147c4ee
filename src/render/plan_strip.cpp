#include <algorithm>
#include <map>

#include "drawing.hpp"
#include "epsom/render/schedule.hpp"

namespace epsom {

using namespace drawing;

namespace {

constexpr std::string_view title = "  days";
constexpr std::size_t week_days = 7, week_columns = week_days + 1, indent = 12;  // as the other lines of a card have it

/// Of the largest amount of all days: a quarter, half, three quarters, all.
Look look_of_servings(const Terminal& terminal, Count servings, Count most) {
    const Glyphs& g = glyphs(terminal);
    if (servings == Count{0}) return {g.silent, Ink::quiet};
    const auto step = (servings.thousandths() * 4 + most.thousandths() - 1) / most.thousandths();
    return {g.known[static_cast<std::size_t>(std::clamp<std::int64_t>(step, 1, 4))], Ink::supplement};
}

std::size_t weeks_within(const Terminal& terminal) {
    const std::size_t width = page_width(terminal);
    return width < bars_from || width < indent + week_columns ? 0 : (width - indent + 1) / week_columns;
}

}  // namespace

std::chrono::days plan_strip_days(const Terminal& terminal) {
    // The first week may have begun before today.
    const auto weeks = static_cast<int>(weeks_within(terminal));
    return std::chrono::days{std::max(0, (weeks - 1) * static_cast<int>(week_days) + 1)};
}

std::string plan_strip(const Terminal& terminal, const Dose& dose, std::span<const PlannedDay> days) {
    if (days.empty()) return {};
    Count most{0};
    for (const PlannedDay& day : days) most = std::max(most, day.servings);
    if (most == Count{0}) return {};
    const Day monday = monday_of(days.front().day);
    std::string dates{cell(terminal, title, indent)};
    Painter cells{terminal};
    cells.blanks(indent);
    bool none = false, paused = false;
    std::map<Count, Look> amounts;
    for (const PlannedDay& day : days) {
        const auto since = static_cast<std::size_t>((day.day - monday).count());
        const bool new_week = since % week_days == 0;
        const std::size_t column = indent + since + since / week_days;
        if (&day == &days.front()) cells.blanks(column - indent);
        else if (new_week) cells.blanks(1);
        if ((new_week || &day == &days.front()) && (dates.size() < column || &day == &days.front())) {
            dates += std::string(column - dates.size(), ' ');
            dates += spell_day(day.day).substr(5);
        }
        const bool is_paused = day.kind == DayKind::paused;
        const Look look =
            is_paused ? Look{glyphs(terminal).dash, Ink::quiet} : look_of_servings(terminal, day.servings, most);
        cells.add(look.ink, look.glyph);
        paused = paused || is_paused;
        none = none || (!is_paused && day.servings == Count{0});
        if (day.servings > Count{0}) amounts.insert_or_assign(day.servings, look);
    }
    std::vector<std::string> legend;
    for (auto amount = amounts.rbegin(); amount != amounts.rend(); ++amount) {
        legend.push_back(formatted("{} {}", colored(terminal, amount->second.ink, amount->second.glyph),
            printable(spell_units(units_of(dose, amount->first), dose.serving.unit))));
    }
    if (paused) legend.push_back(formatted("{} paused", glyphs(terminal).dash));
    if (none) legend.push_back(formatted("{} none", glyphs(terminal).silent));
    std::string explained;
    for (const std::string& line : split(flowed(legend, page_width(terminal) - indent), '\n')) {
        if (!line.empty()) explained += std::string(indent, ' ') + line + "\n";
    }
    return colored(terminal, Ink::quiet, dates) + "\n" + without_trailing_blanks(cells.take()) + "\n" + explained;
}

}  // namespace epsom
