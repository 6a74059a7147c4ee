#pragma once

#include <string>
#include <vector>

#include "epsom/render/visit.hpp"

/// What the page for a visit says, in plain text: html and md only lay it out.
namespace epsom::visit_words {

/// How urgent a sentence is, most urgent first.
enum class Urgency { over, caution, below, unknown, none };
/// `▲`, `?`: sign before the sentence.
std::string_view sign(Urgency urgency);
struct Notice {
    Urgency urgency;
    std::string lead;    // a complete sentence
    std::string detail;  // may be empty
};
/// Whether there is nothing to compare: no supplement with nutrients and no food.
bool nothing_logged(const Visit& visit);
/// What needs attention, most urgent first; where nothing does, one sentence says so.
std::vector<Notice> notices(const Visit& visit);
/// The period in one to three sentences, as one would say it: upper levels, targets, doses.
std::string answer(const Visit& visit);

/// `2026-08-23 to 2026-11-20`.
std::string dates(DayRange range);
/// `2026-08-23 to 2026-11-20: 90 days, 58 with entries`.
std::string period(const Visit& visit);
/// Meaning of one row of the days: `one week (average of days with entries)`.
std::string row_meaning(Span span);
std::string_view row_name(Span span);  // `week`
/// `Mon 2026-10-19`, `2026-W43`.
std::string row_label(const ReportRow& row);

struct Fact {
    std::string name, value;
};
/// Who it is about, as far as that was given.
std::vector<Fact> person(const Visit& visit);

/// A dose, with an empty text where there is nothing to say. `kind` is `Medicine`, or empty.
struct TakenWords {
    std::string name, kind, remark, holds, plan, kept, kept_remark, since, since_remark;
};
TakenWords taken(const TakenLine& line);

/// A nutrient set against its reference values.
struct Compared {
    std::string name;
    std::string mean, parts;           // `≥ 236 mg`; `supplements 180 mg, food 56 mg`
    std::string target, met;           // `320 mg RDA`; `met on 12 of 58 days`
    std::string upper, counted, over;  // `350 mg UL`; `supplements only: 180 mg`; `above on 3 days`
    std::string reduction;             // `above 2,300 mg (CDRR, not an upper level) on 3 days`
};
Compared compared(const NutrientCourse& course);
/// What of the mean comes from where: `supplements 180 mg, food 56 mg`; `from food` where it is all from there.
std::string parts_of(const NutrientCourse& course);
/// All of it in a sentence, as the text alternative of a picture.
std::string in_a_sentence(const NutrientCourse& course);
/// A row's total as a cell of the days: `≥320 ▲`; a dash when nothing was logged.
std::string cell(const ReportRow& row);

/// `6 of 7 nights rated, mean 4.2 of 10 (range 2 to 7), above 0 on 5.8 nights a week`.
std::string in_a_sentence(const SymptomNights& symptom);

/// Limitations of the numbers.
std::vector<std::string> unknowns(const Visit& visit);

/// Where a reference value is published.
struct PublishedValue {
    std::string nutrient, value, text;
};
std::vector<PublishedValue> sources(const Visit& visit);
/// A publication and the values that come from it, each with whom it is for: `Zinc: RDA 8 mg, female, 31 to 50 years`.
struct Publication {
    std::string title;
    std::vector<std::string> values;
};
/// The same as sources(), in the order in which the publications first occur.
std::vector<Publication> publications(const Visit& visit);
/// How the table of what is taken is read.
std::string taken_legend(const Visit& visit);
/// What the page is, and what it is not.
std::string_view closing();

}  // namespace epsom::visit_words
