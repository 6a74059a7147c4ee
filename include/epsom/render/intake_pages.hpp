#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/report.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// What a report says of one nutrient in words, around whatever it draws. Gathered row by row, so that a long report
/// takes no more memory than a short one.
class IntakeWords {
public:
    IntakeWords(const Terminal& terminal, std::string_view authority) : terminal_{terminal}, authority_{authority} {}
    void add(const ReportRow& row);

    /// What needs attention, a marked line each, worst first.
    [[nodiscard]] std::string attention(const ReportSummary& summary) const;
    /// The days on which an upper level was passed, and the level; empty when none was.
    [[nodiscard]] std::string over(const ReportSummary& summary) const;
    /// The number of days on which a form that nobody stated may have passed the upper level; empty when none.
    [[nodiscard]] std::string may_be_over(const ReportSummary& summary) const;
    /// A sentence, with a blank before it: on how many days the level was passed above which eating less lowers a risk;
    /// empty when none.
    [[nodiscard]] std::string over_reduction(const ReportSummary& summary) const;
    /// What the profile lacks for a target or an upper level, and how it is set; empty when nothing is lacking.
    [[nodiscard]] std::string needs() const;
    /// `310 mg`, or `310 mg, then 320 mg`; empty when none applied.
    [[nodiscard]] std::string targets() const;
    /// `350 mg (supplements only)`; empty when none applied.
    [[nodiscard]] std::string uppers() const;
    [[nodiscard]] bool has_usual_diet() const { return usual_diet_; }
    /// How a day with some food becomes a complete one, of the last row with such a day; empty without one.
    [[nodiscard]] std::string completing() const;
    /// The summary, how to complete the totals, and the sources of the reference values.
    [[nodiscard]] std::string closing(const ReportSummary& summary) const;

private:
    void note_references(const ReportRow& row);
    [[nodiscard]] std::string sentences(const ReportSummary& summary) const;

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

/// The intake report as a page: what needs attention first, then a bar for each row, then the whole in a sentence.
class IntakePage {
public:
    IntakePage(const Terminal& terminal, DayRange range, std::string_view authority)
        : terminal_{terminal}, range_{range}, words_{terminal, authority} {}
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
    /// Columns of the page, in characters; none of a part that is left out.
    struct Layout {
        std::size_t label = 0, total = 0, bar = 0, strip = 0;
    };
    [[nodiscard]] Layout layout() const;
    [[nodiscard]] Mass axis() const;
    [[nodiscard]] std::string header(const Layout& layout) const;
    [[nodiscard]] std::string line(const Line& line, const Layout& layout, Mass axis) const;
    [[nodiscard]] std::string strip(const ReportRow& row) const;
    [[nodiscard]] std::string legend(const Layout& layout) const;

    Terminal terminal_;
    DayRange range_;
    IntakeWords words_;
    std::vector<Line> lines_;
    std::vector<DayCell> days_;
};

/// The days of a long period as a calendar: a column a week, a row a weekday, a character a day.
class CalendarPage {
public:
    CalendarPage(const Terminal& terminal, DayRange range, std::string_view authority)
        : terminal_{terminal}, range_{range}, words_{terminal, authority} {}
    /// All days of the period, in order.
    void add(const ReportRow& day);
    [[nodiscard]] std::string finish(const ReportSummary& summary) const;

private:
    [[nodiscard]] std::string calendar() const;
    [[nodiscard]] std::string block(DayRange frame, std::size_t cell_width) const;
    [[nodiscard]] std::string legend() const;

    Terminal terminal_;
    DayRange range_;
    IntakeWords words_;
    std::vector<DayCell> days_;
};
/// How many days a page of bars has at most; a calendar shows more.
inline constexpr int most_bars = 62;

/// Several nutrients on one page, one per line: the average, the target, and the rows of the report as a strip.
class OverviewPage {
public:
    OverviewPage(const Terminal& terminal, DayRange range, std::string_view authority)
        : terminal_{terminal}, range_{range}, authority_{authority} {}
    void add(const ReportRow& row, std::vector<std::string> explanation = {});
    [[nodiscard]] std::string finish(std::span<const ReportSummary> summaries) const;

private:
    struct Line {
        ReportRow row;
        std::vector<std::string> explanation;
    };
    /// Columns of the page, in characters; none of a part that is left out.
    struct Layout {
        std::size_t label = 0, mean = 0, target = 0, met = 0, bar = 0, strip = 0;
    };
    struct Part {
        ReportSummary summary;
        IntakeWords words;
        std::vector<const Line*> lines;
    };
    [[nodiscard]] std::vector<Part> parts(std::span<const ReportSummary> summaries) const;
    [[nodiscard]] Layout layout(std::span<const Part> parts) const;
    [[nodiscard]] std::string header(const Layout& layout, const Part& part) const;
    [[nodiscard]] std::string line(const Part& part, const Layout& layout) const;
    [[nodiscard]] std::string attention(std::span<const Part> parts) const;
    [[nodiscard]] std::string legend(const Layout& layout, std::span<const Part> parts) const;
    [[nodiscard]] std::string closing(std::span<const Part> parts) const;

    Terminal terminal_;
    DayRange range_;
    std::string authority_;
    std::vector<Line> lines_;
};
/// "Zinc is in 2 products: calm, multi", for below a page.
std::string products_line(const Terminal& terminal, Nutrient nutrient, std::span<const std::string> names);

/// Default row length of an overview, chosen to keep the strip short.
Span overview_span(DayRange range);

}  // namespace epsom
