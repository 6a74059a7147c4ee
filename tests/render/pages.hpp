#pragma once

#include <random>

#include "../nutrients.hpp"
#include "epsom/render/intake_pages.hpp"
#include "store/store_fixture.hpp"

/// Pages made from days.
namespace epsom::test {

inline const Authority& us_ca() { return *tables::find_authority("US_CA"); }

inline Profile woman() {
    Profile profile;
    profile.person.born = day("1995-10-25");
    profile.person.sex = Sex::female;
    return profile;
}

/// With the days of each row, where it has several.
inline std::string page(const Profile& profile, const Terminal& terminal, DayRange range, Span span,
    const std::vector<DayLedger>& ledgers, Nutrient nutrient = Nutrient::magnesium) {
    IntakePage made{terminal, range, "US_CA"};
    IntakeReport report{
        profile, us_ca(), nutrient, range, span, range.to, [&made](const ReportRow& row) { made.add(row); }};
    IntakeReport by_day{profile, us_ca(), nutrient, range, Span::day, range.to, [&](const ReportRow& row) {
                            if (span == Span::week || span == Span::month) made.add_day(row);
                        }};
    for (const DayLedger& ledger : ledgers) {
        report.add(ledger);
        by_day.add(ledger);
    }
    by_day.finish();
    return made.finish(report.finish());
}
/// The nights are those of `symptom`, where there are any.
inline std::string calendar(const Profile& profile, const Terminal& terminal, DayRange range,
    const std::vector<DayLedger>& ledgers, std::string symptom = {}, std::vector<Night> nights = {}) {
    CalendarPage made{terminal, range, "US_CA"};
    if (!nights.empty()) made.add_nights(std::move(symptom), std::move(nights));
    IntakeReport report{profile, us_ca(), Nutrient::magnesium, range, Span::day, range.to,
        [&made](const ReportRow& row) { made.add(row); }};
    for (const DayLedger& ledger : ledgers) report.add(ledger);
    return made.finish(report.finish());
}
inline std::string overview(const Profile& profile, const Terminal& terminal, DayRange range,
    const std::vector<DayLedger>& ledgers, Span span = Span::day) {
    OverviewPage made{terminal, range, "US_CA"};
    std::vector<ReportSummary> summaries;
    for (const Nutrient nutrient : some_nutrients) {
        IntakeReport report{
            profile, us_ca(), nutrient, range, span, range.to, [&made](const ReportRow& row) { made.add(row); }};
        for (const DayLedger& ledger : ledgers) report.add(ledger);
        summaries.push_back(report.finish());
    }
    return made.finish(summaries);
}

/// `step` is what amounts are multiples of; a nutrient counted in micrograms takes a small one.
inline std::vector<DayLedger> some_days(std::mt19937& random, DayRange range, std::int64_t step = 777'777) {
    std::vector<DayLedger> ledgers;
    for (Day on = range.from; on <= range.to; on += days{1}) {
        if (random() % 4 == 0) continue;
        DayLedger ledger{.day = on, .logged = true, .food_logged = random() % 2 == 0, .lacks_value = random() % 8 == 0};
        ledger.food_complete = ledger.food_logged;
        ledger.supplement =
            Mass::from_nanograms(static_cast<std::int64_t>(random() % 900) * step * (random() % 20 == 0 ? 10 : 1));
        if (ledger.food_logged) ledger.food = Mass::from_nanograms(static_cast<std::int64_t>(random() % 500) * step);
        if (random() % 10 == 0) ledger.topical = 150_mg;
        ledgers.push_back(ledger);
    }
    return ledgers;
}

inline std::string without_colors(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        if (text.front() == '\x1b') {
            text.remove_prefix(std::min(text.find('m') + 1, text.size()));
        } else {
            plain += text.front();
            text.remove_prefix(1);
        }
    }
    return plain;
}

}  // namespace epsom::test
