#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "epsom/domain/nights/symptom.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// Where the reference values of a page come from: listed on it, or named by the command that lists them, where there
/// is one.
struct Sources {
    bool listed = false;
    std::string command;
};

/// What a report says of one nutrient in words, around whatever it draws. Gathered row by row, so that a long report
/// takes no more memory than a short one.
class IntakeWords {
public:
    IntakeWords(const Terminal& terminal, std::string_view authority) : terminal_{terminal}, authority_{authority} {}
    void add(const ReportRow& row);

    /// The answer, a sentence for each value that the period is compared with.
    [[nodiscard]] std::vector<std::string> answer(const ReportSummary& summary) const;
    /// What the answer is about: the period, and how much of it is known.
    [[nodiscard]] static std::vector<std::string> facts(DayRange range, const ReportSummary& summary);
    /// The days above and below, a marked line each, worst first, and what the profile lacks.
    [[nodiscard]] std::string attention(const ReportSummary& summary) const;
    /// What would complete the totals, a command each.
    [[nodiscard]] std::vector<std::string> completing(const ReportSummary& summary) const;
    /// The reference values with their sources, a line each.
    [[nodiscard]] const std::vector<std::string>& sources() const { return sources_; }

    /// The days on which an upper level was passed, and the level; empty when none was.
    [[nodiscard]] std::string over(const ReportSummary& summary) const;
    /// The number of days on which a form that nobody stated may have passed the upper level; empty when none.
    [[nodiscard]] std::string may_be_over(const ReportSummary& summary) const;
    /// On how many days the level was passed above which eating less lowers a risk; empty when none.
    [[nodiscard]] std::string over_reduction(const ReportSummary& summary) const;
    /// What the profile lacks for a target or an upper level, and how it is set; empty when nothing is lacking.
    [[nodiscard]] std::string needs() const;
    /// `310 mg`, or `310 mg, then 320 mg`; empty when none applied.
    [[nodiscard]] std::string targets() const;
    /// `350 mg`; empty when none applied.
    [[nodiscard]] std::string uppers() const;
    /// What the last row is compared with.
    [[nodiscard]] const References& last() const { return last_; }
    [[nodiscard]] bool has_usual_diet() const { return usual_diet_; }
    /// How a day with some food becomes a complete one, of the last row with such a day; empty without one.
    [[nodiscard]] std::string completing_food() const;

private:
    void note_references(const ReportRow& row);
    [[nodiscard]] std::string target_sentence(const ReportSummary& summary) const;
    [[nodiscard]] std::string upper_sentence(const ReportSummary& summary) const;

    Terminal terminal_;
    std::string authority_;
    std::vector<std::string> over_, below_;  // the first few, as labels
    int rows_over_ = 0, rows_below_ = 0;
    std::string level_;                // the upper level that was passed first
    std::optional<DayRange> partial_;  // of the last row that has some food and no more
    std::vector<std::string> targets_, uppers_, sources_;
    References last_;
    bool usual_diet_ = false;
    bool days_ = true;  // the rows are days
};

/// A day as one character tells it.
struct DayCell {
    Mark mark = Mark::none;
    /// The share of the target; negative without one. 100 and more when it is met, and 1 at least of any amount.
    int percent = -1;
    friend bool operator==(const DayCell&, const DayCell&) = default;
};
DayCell day_cell(const ReportRow& row);

/// The intake report as a page: the answer, what needs attention, then a bar for each row, then what may be done.
class IntakePage {
public:
    IntakePage(const Terminal& terminal, DayRange range, std::string_view authority, Sources sources = {})
        : terminal_{terminal}, range_{range}, words_{terminal, authority}, sources_{std::move(sources)} {}
    /// `explanation` lines stand below the row.
    void add(const ReportRow& row, std::vector<std::string> explanation = {});
    /// The days of a report whose rows are longer: each row shows its own as a strip. All of them in order, or none.
    void add_day(const ReportRow& day) { days_.push_back(day_cell(day)); }
    [[nodiscard]] std::string finish(const ReportSummary& summary) const;

private:
    struct Line {
        ReportRow row;
        std::vector<std::string> explanation;
    };
    /// Columns of the page, in characters; none of a part that is left out. `limited` is what an upper level counts,
    /// where that is not the total: `track` cells of a bar up to the level, or a number without a track.
    struct Layout {
        std::size_t label = 0, total = 0, bar = 0, limited = 0, track = 0, strip = 0;
        [[nodiscard]] std::size_t bar_from() const;
        [[nodiscard]] std::size_t limited_from() const;
        [[nodiscard]] std::size_t strip_from() const;
    };
    [[nodiscard]] Layout layout() const;
    [[nodiscard]] Mass axis() const;
    [[nodiscard]] bool has_limited_column() const;
    [[nodiscard]] std::string header(const Layout& layout, Mass axis) const;
    [[nodiscard]] std::string line(const Line& line, const Layout& layout, Mass axis) const;
    [[nodiscard]] std::string limited(const ReportRow& row, const Layout& layout) const;
    [[nodiscard]] std::string strip(const ReportRow& row) const;

    Terminal terminal_;
    DayRange range_;
    IntakeWords words_;
    Sources sources_;
    std::vector<Line> lines_;
    std::vector<DayCell> days_;
};

/// The days of a long period as a calendar: a row a weekday, a character a day, a column a week; a week in which a
/// month ends has two columns where there is room for it.
class CalendarPage {
public:
    CalendarPage(const Terminal& terminal, DayRange range, std::string_view authority, Sources sources = {})
        : terminal_{terminal}, range_{range}, words_{terminal, authority}, sources_{std::move(sources)} {}
    /// All days of the period, in order.
    void add(const ReportRow& day);
    /// The rated nights of the symptom `name`, one a day of the period in order: a row above the days.
    void add_nights(std::string name, std::vector<Night> nights);
    [[nodiscard]] std::string finish(const ReportSummary& summary) const;

private:
    /// What of a week is drawn in one column, and the blanks before it.
    struct Column {
        DayRange days;
        std::size_t gap = 0;
    };
    /// A part of the period whose weeks stand beside each other; a month is named above the column that it begins in.
    struct Block {
        std::vector<Column> columns;
        std::vector<std::pair<std::size_t, std::string>> months;
        std::string year;
        std::size_t cell_width = 1;
    };
    struct Style {
        bool by_month = false;  // a column for each month of a week, and a gap between months
        std::size_t cell_width = 1;
    };
    [[nodiscard]] static Block block_of(DayRange frame, Style style);
    [[nodiscard]] static std::size_t width_of(const Block& block);
    /// The best of the ways to lay the period out in `room` columns.
    [[nodiscard]] std::vector<Block> blocks(std::size_t room) const;
    [[nodiscard]] std::string calendar() const;
    [[nodiscard]] std::string drawn(const Block& block, std::size_t label) const;
    [[nodiscard]] std::string nights_row(const Block& block) const;
    [[nodiscard]] std::string legend() const;
    [[nodiscard]] std::size_t label_width() const;

    Terminal terminal_;
    DayRange range_;
    IntakeWords words_;
    Sources sources_;
    std::vector<DayCell> days_;
    std::string symptom_;
    std::vector<Night> nights_;
};
/// How many days a page of bars has at most; a calendar shows more.
inline constexpr int most_bars = 62;

/// Several nutrients on one page, one per line: the average, the target, and the rows of the report as a strip.
class OverviewPage {
public:
    OverviewPage(const Terminal& terminal, DayRange range, std::string_view authority, Sources sources = {})
        : terminal_{terminal}, range_{range}, authority_{authority}, sources_{std::move(sources)} {}
    void add(const ReportRow& row, std::vector<std::string> explanation = {});
    [[nodiscard]] std::string finish(std::span<const ReportSummary> summaries) const;

private:
    struct Line {
        ReportRow row;
        std::vector<std::string> explanation;
    };
    /// Columns of the page, in characters; none of a part that is left out.
    struct Layout {
        std::size_t label = 0, mean = 0, target = 0, percent = 0, met = 0, bar = 0, strip = 0;
        [[nodiscard]] std::size_t numbers() const { return 2 + label + mean + target + percent + met; }
    };
    struct Part {
        ReportSummary summary;
        IntakeWords words;
        std::vector<const Line*> lines;
    };
    [[nodiscard]] std::vector<Part> parts(std::span<const ReportSummary> summaries) const;
    [[nodiscard]] Layout layout(std::span<const Part> parts) const;
    [[nodiscard]] std::string header(const Layout& layout, std::span<const Part> parts) const;
    [[nodiscard]] std::string line(const Part& part, const Layout& layout) const;
    [[nodiscard]] std::vector<std::string> sentences(std::span<const Part> parts) const;
    [[nodiscard]] std::vector<std::string> facts(std::span<const Part> parts) const;
    [[nodiscard]] std::string attention(std::span<const Part> parts) const;
    [[nodiscard]] std::string strip_legend() const;
    [[nodiscard]] static std::vector<std::string> completing(std::span<const Part> parts);

    Terminal terminal_;
    DayRange range_;
    std::string authority_;
    Sources sources_;
    std::vector<Line> lines_;
};
/// "Zinc is in 2 products: calm, multi", for below a page.
std::string products_line(const Terminal& terminal, Nutrient nutrient, std::span<const std::string> names);

/// Default row length of an overview, chosen to keep the strip short.
Span overview_span(DayRange range);

}  // namespace epsom
