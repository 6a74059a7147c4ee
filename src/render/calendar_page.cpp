#include <algorithm>
#include <chrono>
#include <cmath>

#include "drawing.hpp"
#include "epsom/domain/time/calendar_names.hpp"
#include "score_glyphs.hpp"

namespace epsom {

using namespace drawing;
using std::chrono::year_month_day;

namespace {

constexpr std::size_t weekdays = 7, shortest_label = 5, longest_label = 10;
constexpr std::size_t widest_block = 54;  // weeks that a leap year can touch

year_month_day date_of(Day day) { return year_month_day{std::chrono::local_days{day}}; }

std::size_t weeks_of(DayRange frame) {
    return static_cast<std::size_t>((monday_of(frame.to) - monday_of(frame.from)).count()) / weekdays + 1;
}

/// The half of its year that `day` lies in.
DayRange half_around(Day day) {
    using namespace std::chrono;
    const year_month_day date = date_of(day);
    const bool first = date.month() <= June;
    return {Day{local_days{date.year() / (first ? January : July) / 1}},
        Day{local_days{date.year() / (first ? June : December) / last}}};
}

/// Calendar years or half years, which align below each other.
std::vector<DayRange> frames_of(DayRange range, bool halves) {
    std::vector<DayRange> frames;
    for (Day from = range.from; from <= range.to; from = frames.back().to + std::chrono::days{1})
        frames.push_back(halves ? half_around(from) : span_around(from, Span::year));
    return frames;
}

/// The month that begins at `day`, or the year where it is the first of the block or a January.
std::string month_name(Day day, bool first) {
    const year_month_day date = date_of(day);
    const std::string year = formatted("{:04}", static_cast<int>(date.year()));
    if (!first && date.month() == std::chrono::January) return year;
    return std::string{short_name(month_names[static_cast<unsigned>(date.month()) - 1])};
}

}  // namespace

void CalendarPage::add(const ReportRow& day) {
    words_.add(day);
    days_.push_back(day_cell(day));
}

void CalendarPage::add_nights(std::string name, std::vector<Night> nights) {
    symptom_ = std::move(name);
    nights_ = std::move(nights);
}

CalendarPage::Block CalendarPage::block_of(DayRange frame, Style style) {
    Block block;
    const auto end_of = [&](Day day) {
        const Day sunday = span_around(day, Span::week).to;
        return std::min({sunday, frame.to, style.by_month ? span_around(day, Span::month).to : sunday});
    };
    for (Day from = frame.from; from <= frame.to;) {
        const Day to = end_of(from);
        // A column is headed by the month that begins in it.
        const Day month = span_around(to, Span::month).from;
        const bool begins = block.columns.empty() || month >= from;
        if (begins) block.months.emplace_back(block.columns.size(), month_name(to, block.columns.empty()));
        block.columns.push_back(
            {{from, to}, begins && style.by_month && !block.columns.empty() ? style.cell_width : 0});
        from = to + std::chrono::days{1};
    }
    block.year = formatted("{:04}", static_cast<int>(date_of(frame.from).year()));
    block.cell_width = style.cell_width;
    return block;
}

std::size_t CalendarPage::label_width() const {
    return nights_.empty() ? shortest_label
                           : std::clamp(display_width(printable(symptom_)) + 1, shortest_label, longest_label);
}

std::size_t CalendarPage::width_of(const Block& block) {
    std::size_t width = block.columns.size() * block.cell_width - (block.cell_width - 1);
    for (const Column& column : block.columns) width += column.gap;
    return width;
}

std::vector<CalendarPage::Block> CalendarPage::blocks(std::size_t room) const {
    struct Way {
        std::vector<DayRange> frames;
        Style style;
    };
    const bool whole = weeks_of(range_) <= widest_block;
    std::vector<Way> ways;
    if (whole) ways = {{{range_}, {true, 2}}, {{range_}, {true, 1}}, {{range_}, {false, 1}}};
    const auto years = frames_of(range_, false), halves = frames_of(range_, true);
    for (const Way& way : {Way{years, {true, 1}}, {years, {false, 1}}, {halves, {true, 1}}, {halves, {false, 1}}})
        ways.push_back(way);
    std::vector<Block> blocks;
    for (const Way& way : ways) {
        blocks.clear();
        for (const DayRange& frame : way.frames) blocks.push_back(block_of(frame, way.style));
        if (std::ranges::all_of(blocks, [&](const Block& block) { return width_of(block) <= room; })) break;
    }
    return blocks;
}

std::string CalendarPage::nights_row(const Block& block) const {
    Painter row{terminal_};
    for (const Column& column : block.columns) {
        row.blanks(column.gap);
        std::vector<Night> nights;
        bool inside = false;
        for (const Night& night : nights_) {
            if (!column.days.contains(night.date)) continue;
            inside = true;
            nights.push_back(night);
        }
        const auto mean = symptom_summary(nights).mean;
        const auto score =
            mean ? std::optional{Score::from_tenths(static_cast<int>(std::lround(*mean * 10)))} : std::nullopt;
        if (inside) row.add(score ? Ink::plain : Ink::quiet, score_glyph(terminal_, score));
        else row.blanks(1);
        row.blanks(block.cell_width - 1);
    }
    return without_trailing_blanks(row.take());
}

std::string CalendarPage::drawn(const Block& block, std::size_t label) const {
    std::string months = block.year;
    std::size_t at = 0, column = label;
    for (std::size_t i = 0; i < block.columns.size(); ++i) {
        column += block.columns[i].gap;
        if (at < block.months.size() && block.months[at].first == i) {
            if (column >= months.size() + 1)
                months += std::string(column - months.size(), ' ') + block.months[at].second;
            ++at;
        }
        column += block.cell_width;
    }
    std::string out = colored(terminal_, Ink::heading, months) + "\n";
    if (!nights_.empty()) {
        const std::string name = cell(terminal_, printable(symptom_), label - 1);
        out += without_trailing_blanks(colored(terminal_, Ink::quiet, name) + " " + nights_row(block)) + "\n";
    }
    Painter row{terminal_};
    for (std::size_t weekday = 0; weekday < weekdays; ++weekday) {
        row.add(Ink::quiet, short_weekday_names[weekday]);
        row.blanks(label - short_weekday_names[weekday].size());
        for (const Column& one : block.columns) {
            row.blanks(one.gap);
            const Day day = monday_of(one.days.from) + std::chrono::days{static_cast<int>(weekday)};
            if (one.days.contains(day) && range_.contains(day)) {
                const Look look = look_of(terminal_, days_[static_cast<std::size_t>((day - range_.from).count())]);
                row.add(look.ink, look.glyph);
            } else {
                row.blanks(1);
            }
            row.blanks(block.cell_width - 1);
        }
        out += without_trailing_blanks(row.take()) + "\n";
    }
    return out;
}

std::string CalendarPage::calendar() const {
    const std::size_t room = chart_width(terminal_);
    std::size_t label = label_width();
    std::vector<Block> parts = blocks(room - label);
    // A long name is cut rather than a year.
    if (const std::vector<Block> others = blocks(room - shortest_label); others.size() < parts.size()) {
        parts = others;
        label = shortest_label;
    }
    std::string out;
    for (const Block& part : parts) out += drawn(part, label) + "\n";
    return out;
}

std::string CalendarPage::legend() const {
    const std::size_t width = page_width(terminal_);
    std::string out = cell_legend(terminal_, days_, width);
    if (!nights_.empty()) {
        out +=
            wrapped(formatted("{}: mean rating of a column's nights, {}", printable(symptom_), score_words(terminal_)),
                width, 2);
    }
    return out;
}

std::string CalendarPage::finish(const ReportSummary& summary) const {
    const std::string_view title = info(summary.nutrient).label;
    if (summary.days_logged == 0) return nothing_logged(terminal_, title, range_, summary);
    std::string out = answer(terminal_, title, words_.answer(summary), IntakeWords::facts(range_, summary));
    out += words_.attention(summary) + "\n" + calendar() + legend();
    std::vector<std::string> actions = words_.completing(summary);
    actions.emplace_back("One line per day: --by day. Averages: --by week, --by month.");
    return out + closing(terminal_, actions, sources_, words_.sources());
}

}  // namespace epsom
