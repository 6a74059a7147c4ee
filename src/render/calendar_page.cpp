#include <algorithm>
#include <chrono>

#include "drawing.hpp"
#include "epsom/domain/time/calendar_names.hpp"

namespace epsom {

using namespace drawing;
using std::chrono::year_month_day;

namespace {

constexpr std::size_t label_width = 5, weekdays = 7;
constexpr std::size_t widest_block = 54;  // weeks that a leap year can touch
constexpr int widest_page = 120;

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

/// The whole range where its weeks fit on one line, else calendar years, else half years, which align below each other.
std::vector<DayRange> frames_of(DayRange range, std::size_t weeks) {
    const std::size_t fit = std::min(weeks, widest_block);
    if (weeks_of(range) <= fit) return {range};
    std::vector<DayRange> frames;
    for (Day from = range.from; from <= range.to; from = frames.back().to + std::chrono::days{1}) {
        frames.push_back(fit >= widest_block ? span_around(from, Span::year) : half_around(from));
    }
    return frames;
}

/// The months above their first week, as far as there is room; a January in the middle is its year.
std::string month_line(DayRange frame, std::size_t cell_width) {
    const Day first = monday_of(frame.from);
    const auto year = date_of(frame.from).year();
    std::string line = formatted("{:04}", static_cast<int>(year));
    for (Day day = frame.from; day <= frame.to; day = span_around(day, Span::month).to + std::chrono::days{1}) {
        const year_month_day date = date_of(day);
        const auto week = static_cast<std::size_t>((monday_of(day) - first).count()) / weekdays;
        const std::size_t column = label_width + week * cell_width;
        if (column < line.size() + 1) continue;
        line += std::string(column - line.size(), ' ');
        const bool new_year = date.month() == std::chrono::January && date.year() != year;
        line += new_year ? formatted("{:04}", static_cast<int>(date.year()))
                         : std::string{short_name(month_names[static_cast<unsigned>(date.month()) - 1])};
    }
    return line;
}

}  // namespace

void CalendarPage::add(const ReportRow& day) {
    words_.add(day);
    days_.push_back(day_cell(day));
}

std::string CalendarPage::block(DayRange frame, std::size_t cell_width) const {
    const std::size_t weeks = weeks_of(frame);
    const Day first = monday_of(frame.from);
    const Day from = std::max(frame.from, range_.from), to = std::min(frame.to, range_.to);
    std::string out = colored(terminal_, Ink::heading, month_line(frame, cell_width)) + "\n";
    Painter row{terminal_};
    for (std::size_t weekday = 0; weekday < weekdays; ++weekday) {
        row.add(Ink::quiet, short_weekday_names[weekday]);
        row.blanks(label_width - short_weekday_names[weekday].size());
        for (std::size_t week = 0; week < weeks; ++week) {
            const Day day = first + std::chrono::days{static_cast<int>(week * weekdays + weekday)};
            if (day < from || to < day) {
                row.blanks(cell_width);
                continue;
            }
            const Look look = look_of(terminal_, days_[static_cast<std::size_t>((day - range_.from).count())]);
            row.add(look.ink, look.glyph);
            row.blanks(cell_width - 1);
        }
        out += without_trailing_blanks(row.take()) + "\n";
    }
    return out;
}

std::string CalendarPage::calendar() const {
    const std::size_t room = page_width(terminal_, widest_page) - label_width;
    const std::vector<DayRange> frames = frames_of(range_, room);
    std::size_t weeks = 0;
    for (const DayRange& frame : frames) weeks = std::max(weeks, weeks_of(frame));
    std::string out;
    for (const DayRange& frame : frames) out += block(frame, 2 * weeks <= room ? 2 : 1) + "\n";
    return out;
}

std::string CalendarPage::legend() const {
    const std::size_t width = page_width(terminal_);
    std::string out = cell_legend(terminal_, days_, width);
    std::vector<std::string> levels;
    if (const std::string targets = words_.targets(); !targets.empty()) levels.push_back("target " + targets);
    if (const std::string uppers = words_.uppers(); !uppers.empty()) levels.push_back("upper level " + uppers);
    return out + (levels.empty() ? "" : flowed(levels, width));
}

std::string CalendarPage::finish(const ReportSummary& summary) const {
    std::string out = heading(terminal_, info(summary.nutrient).label, range_, summary);
    const std::size_t width = page_width(terminal_);
    if (summary.days_logged == 0) return out + nothing_logged(width);
    const std::string attention = words_.attention(summary);
    out += attention + (attention.empty() ? "" : "\n");
    out += calendar() + legend() + "\n" + words_.closing(summary);
    return out + wrapped("One line per day: --by day. Averages: --by week, --by month.", width, 2);
}

}  // namespace epsom
