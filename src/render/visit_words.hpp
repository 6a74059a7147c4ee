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
/// Summary sentences; never empty.
std::vector<Notice> notices(const Visit& visit);

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

/// A dose, with an empty text where there is nothing to say.
struct TakenWords {
    std::string name, remark, holds, plan, kept, kept_remark, since, since_remark;
};
TakenWords taken(const TakenLine& line);

/// A nutrient set against its reference values.
struct Compared {
    std::string name;
    std::string mean, parts;           // `≥ 236 mg`; `supplements 180 mg, food 56 mg`
    std::string target, met;           // `320 mg RDA`; `met on 12 of 58 days`
    std::string upper, counted, over;  // `350 mg UL`; `supplements only: 180 mg`; `above on 3 days`
};
Compared compared(const NutrientCourse& course);
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
/// How the tables of what is taken and of the nutrients are read.
std::string taken_legend(const Visit& visit);
std::string_view compared_legend();
/// What the page is, and what it is not.
std::string_view closing();

}  // namespace epsom::visit_words
