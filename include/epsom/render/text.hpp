#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/render/format.hpp"
#include "epsom/render/terminal.hpp"

namespace epsom {

/// `2026-11-20 21:30  glycinate  200 mg magnesium  (#12)`, a line each; a sentence when there are none.
/// Times of another zone than `zone` stand with their offset from UTC.
std::string entries_page(const Terminal& terminal, std::span<const Intake> intakes, DayRange range, const Zone& zone);
/// One entry in words: `oxide 301.5 mg magnesium (500 mg by formula), Mon 2026-10-19 21:30`.
std::string in_words(const Intake& intake);
/// `glycinate 200 mg`, `almonds 30 g`: what, how much.
std::string in_short(const Intake& intake);
/// The time of its day, as the wall clock showed it: `21:30`, in another zone than `zone` `21:30 +01:00`.
std::string time_in_words(const Moment& moment, const Zone& zone);
/// When it was: `2026-10-19 21:30`; of what belongs to a night: `night of 2026-10-19`.
std::string when_in_words(const Intake& intake, const Zone& zone);
/// The day so far, as `log` answers: `Magnesium today  400 of 310 mg (RDA), met`, and the upper level on a second line.
/// Its parts, without the nutrient's name: `at least 281 of 320 mg (RDA)`, `supplements 200 of 350 mg (UL)`.
std::vector<std::string> day_parts(const ReportRow& row);
std::string day_line(const Terminal& terminal, const ReportRow& row, Day today);

std::string breakdown_page(
    const Terminal& terminal, DayRange range, Nutrient nutrient, Grouping by, std::span<const BreakdownRow> rows);

/// Taken / (taken + missed), with its 95% confidence interval.
std::string adherence_page(const Terminal& terminal, DayRange range, std::span<const AdherenceRow> rows);

/// What each authority says, a block each, with sources.
std::string reference_page(const Terminal& terminal, std::span<const ReferenceRow> rows, Day on, bool explain);
/// `epsom has no values of EFSA for thiamin; US_CA and UK have some: epsom report reference thiamin --reference all`.
std::string unpublished_line(const Terminal& terminal, std::string_view authority, std::span<const Nutrient> lacking,
    std::span<const std::string_view> others);

/// Which row a reference value is: `RDA 320 mg: female, 31 to 50 years, all sources; IOM 1997 …`.
std::string explain_reference(const Applied& applied, Nutrient nutrient);
/// How one entry's part of a nutrient came about: `301.521 mg from oxide at 21:30 (#6): by formula, 500 mg x 24.305
/// / 40.304 of MgO`.
std::string explain_content(const Intake& intake, const Content& content, const Compound* compound);

/// Lines below a page that say how its numbers came about, under a title; empty when there are none.
std::string explanation(const Terminal& terminal, std::string_view title, std::span<const std::string> lines);

/// The lines above a report in words that say whose it is; empty without a name, and in formats whose pages have it in
/// their titles or that are read by programs.
std::string name_above(const Terminal& terminal, Format format, std::string_view name);
/// `name`, and from `column` on `text`, in lines that the terminal has room for. A long name has lines of its own.
std::string beside(const std::string& name, std::size_t column, const std::string& text, const Terminal& terminal);

/// `at least 200 mg` as a short text: `≥200 mg`.
std::string spell_bound(const Terminal& terminal, const Mean& mean, Nutrient nutrient, bool at_least);

}  // namespace epsom
