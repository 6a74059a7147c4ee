#include "day_chart.hpp"

#include <algorithm>

#include "formatted.hpp"
#include "markup.hpp"

namespace epsom::day_chart {
namespace {

constexpr std::size_t fewest_slots = 7;
constexpr double narrowest_plot = 300;  // pixels, on a phone
constexpr double tick_character = 6.2;  // pixels
constexpr int line_height = 12, below_text = 4;

/// As short as a picture needs: `12.3`.
std::string number(double value) {
    std::string text = formatted("{:.1f}", value);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

/// Where the middle of a row is, in percent of the width.
double middle_of(std::size_t row, std::size_t slots) {
    return 100 * (static_cast<double>(row) + 0.5) / static_cast<double>(slots);
}

}  // namespace

std::size_t slots_of(std::size_t rows) { return std::max(rows, fewest_slots); }

std::string area(const std::vector<int>& heights, int base) {
    std::string drawn;
    int before = 0;
    std::size_t done = 0;
    for (std::size_t i = 0; i <= heights.size(); ++i) {
        const int height = i == heights.size() ? 0 : heights[i];
        if (height == before) continue;
        drawn +=
            drawn.empty() ? formatted("M{} {}v{}", i, base, -height) : formatted("h{}v{}", i - done, before - height);
        before = height;
        done = i;
    }
    return drawn;
}

std::string along(const std::vector<bool>& marked, int y) {
    std::string drawn;
    std::size_t at = 0;
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (!marked[i]) continue;
        std::size_t end = i;
        while (end < marked.size() && marked[end]) ++end;
        drawn += drawn.empty() ? formatted("M{} {}", i, y) : formatted("m{} 0", i - at);
        drawn += formatted("h{}", end - i);
        at = i = end;
    }
    return drawn;
}

std::string path(std::string_view kind, std::string_view drawn) {
    return drawn.empty() ? "" : formatted("<path class=\"{}\" d=\"{}\"/>", kind, drawn);
}

std::string cut(std::size_t slots, int height) {
    // The first dash begins half a gap before zero, so that the others lie across the borders of rows.
    constexpr std::size_t narrow = 45, too_narrow = 120;
    if (slots > too_narrow) return {};
    return formatted("<path class=\"{}\" d=\"M-.{}5 {}H{}\" stroke-width=\"{}\"/>", slots > narrow ? "c" : "c w",
        slots > narrow ? "0" : "1", height / 2, slots, height);
}

std::string text_at(double percent, int y, std::string_view attributes, std::string_view text) {
    return formatted("<text x=\"{}%\" y=\"{}\"{}>{}</text>", number(percent), y, attributes, escaped(text));
}

Axis axis(std::span<const Day> rows, Span span, int y) {
    const bool daily = span == Span::day;
    const std::size_t slots = slots_of(rows.size());
    Axis names;
    const auto finished = [&](int last_line) {
        names.svg = formatted("<g class=\"a\">{}</g>", names.svg);
        names.height = last_line + below_text;
        return names;
    };
    if (daily && rows.size() <= fewest_slots) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            names.svg += text_at(middle_of(i, slots), y, "", spell_weekday(rows[i])) +
                         text_at(middle_of(i, slots), y + line_height, "", spell_day(rows[i]).substr(5));
        }
        return finished(y + line_height);
    }
    const auto name = [&](Day row) { return daily ? spell_day(row).substr(5) : spell_span(row, span); };
    const double wide = static_cast<double>(name(rows.front()).size()) * tick_character + 10;
    const auto fit = static_cast<std::size_t>(narrowest_plot / wide);
    const std::size_t group = daily ? 7 : 1;
    names.step = (slots + fit * group - 1) / (fit * group) * group;
    while (
        daily && names.first + 1 < rows.size() && span_around(rows[names.first], Span::week).from != rows[names.first])
        ++names.first;  // weeks begin on Monday
    const double least = 100 * wide / 2 / narrowest_plot;
    for (std::size_t i = names.first; i < rows.size(); i += names.step) {
        const double middle = middle_of(i, slots);
        if (least <= middle && middle <= 100 - least) names.svg += text_at(middle, y, "", name(rows[i]));
    }
    return finished(y);
}

}  // namespace epsom::day_chart
