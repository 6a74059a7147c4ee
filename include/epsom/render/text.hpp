#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/render/fields.hpp"

namespace epsom {

/// What the reader's screen can show.
struct Terminal {
    bool ascii = false;
    bool color = false;
    int width = 80;
};

/// A state shown in the first column and by colour, never by colour alone.
enum class Mark { fine, low, unknown, over, none };

/// The intake report as a page: what needs attention first, then a bar for each row, then the whole in a sentence.
class IntakePage {
public:
    IntakePage(const Terminal& terminal, DayRange range, std::string_view authority) : terminal_{terminal}, range_{range}, authority_{authority} {}
    /// `explanation` lines stand below the row.
    void add(const ReportRow& row, std::vector<std::string> explanation = {});
    [[nodiscard]] std::string finish(const ReportSummary& summary) const;

private:
    struct Line { ReportRow row; std::vector<std::string> explanation; };
    Terminal terminal_;
    DayRange range_;
    std::string authority_;
    std::vector<Line> lines_;
};

/// Several nutrients on one page, a line each: the mean against the target, the days as a strip.
class OverviewPage {
public:
    OverviewPage(const Terminal& terminal, DayRange range, std::string_view authority) : terminal_{terminal}, range_{range}, authority_{authority} {}
    void add(const ReportRow& row, std::vector<std::string> explanation = {});
    [[nodiscard]] std::string finish(std::span<const ReportSummary> summaries) const;

private:
    struct Line { ReportRow row; std::vector<std::string> explanation; };
    Terminal terminal_;
    DayRange range_;
    std::string authority_;
    std::vector<Line> lines_;
};

/// `2026-11-20 21:30  glycinate  200 mg magnesium  (#12)`, a line each; a sentence when there are none.
std::string entries_page(const Terminal& terminal, std::span<const Intake> intakes, DayRange range);
/// One entry in words: `oxide 301.5 mg magnesium (500 mg by formula), Mon 2026-10-19 21:30`.
std::string in_words(const Intake& intake);
/// `glycinate 200 mg`, `almonds 30 g`: what, how much.
std::string in_short(const Intake& intake);
/// When it was: `2026-10-19 21:30`; of what belongs to a night: `night of 2026-10-19`.
std::string when_in_words(const Intake& intake);
/// The day so far, as `log` answers: `Magnesium today: 400 mg; target 310 mg (RDA) met; …`.
std::string day_line(const Terminal& terminal, const ReportRow& row, Day today);

std::string breakdown_page(const Terminal& terminal, DayRange range, Nutrient nutrient, Grouping by, std::span<const BreakdownRow> rows);

/// Taken of taken and missed, with the interval that so few slots leave.
std::string adherence_page(const Terminal& terminal, DayRange range, std::span<const AdherenceRow> rows);

/// What each authority says, a block each, with sources.
std::string reference_page(const Terminal& terminal, std::span<const ReferenceRow> rows, Day on, bool explain);

/// Which row a reference value is: `RDA 320 mg: sex female, 31 up to 51 years; IOM 1997 …`.
std::string explain_reference(const Applied& applied, Nutrient nutrient);
/// How one entry's part of a nutrient came about: `301.521 mg from oxide at 21:30 (#6): by formula, 500 mg x 24.305 / 40.304 of MgO`.
std::string explain_content(const Intake& intake, const Content& content, const Compound* compound);

/// `at least 200 mg` as a short text: `≥200 mg`.
std::string spell_bound(const Terminal& terminal, const Mean& mean, Nutrient nutrient, bool at_least);

}  // namespace epsom
