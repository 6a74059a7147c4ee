#include "epsom/domain/nights/nights.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Intake supplement(std::string_view when, std::optional<Mass> amount, Nutrient nutrient = Nutrient::magnesium) {
    const Clock clock = clock_at(when);
    Intake intake{.moment = clock.moment(), .day = clock.today(), .what = "glycinate", .kind = Taken::compound};
    intake.contents = {{nutrient, amount, "glycinate", Basis::label}};
    return intake;
}

Intake score(std::string_view night, int tenths, std::string_view said, std::string_view name = "rls") {
    return {.uuid = std::string{said},
        .moment = clock_at(said).moment(),
        .day = day(night),
        .what = std::string{name},
        .kind = Taken::symptom,
        .value = tenths};
}

Night night(const NightLog& log, std::string_view date, std::string_view name = "rls") {
    return log.nights(name, {day(date), day(date)}).front();
}

/// About three nights.
SymptomQuestion question(std::vector<NightOutcome> outcomes, std::vector<NightKind> kinds = {}) {
    return {.range = {day("2026-01-05"), day("2026-01-07")},
        .outcomes = std::move(outcomes),
        .kinds = std::move(kinds),
        .since = {},
        .from = {}};
}

NightLog log_of(const std::vector<Intake>& intakes, Evening evening = {}, Nutrient nutrient = Nutrient::magnesium) {
    NightLog log{evening, nutrient};
    for (const auto& intake : intakes) log.add(intake);
    return log;
}

}  // namespace

TEST_CASE("an evening is written as two times of day") {
    const auto spelled = [](std::string_view text) {
        return answer(parse_evening(text), [](const Evening& evening) { return spell(evening); });
    };
    CHECK(spelled("17:00..03:00") == "17:00..03:00");
    CHECK(spelled("8pm..23:30") == "20:00..23:30");
    CHECK(spelled("17:00") == "'17:00' is not a time range | use 17:00..03:00");
    CHECK(spelled("17:00..25:00") == "'25:00' is not a time of day | use 17:00..03:00");
    CHECK(spelled("17..x") == "'17' is not a time of day | use 17:00..03:00");
    CHECK(spelled("17:00..17:00") == "'17:00..17:00' starts and ends at the same time | use 17:00..03:00");
}

TEST_CASE("an evening goes on past midnight, both its ends included") {
    const auto of = [](std::string_view local, Evening evening = {}) {
        const auto date = evening_of(evening, clock_at(local).moment().local());
        return date ? spell_day(*date) : "none";
    };
    CHECK(of("2026-01-05T16:59") == "none");
    CHECK(of("2026-01-05T17:00") == "2026-01-05");
    CHECK(of("2026-01-06T00:00") == "2026-01-05");
    CHECK(of("2026-01-06T03:00:59") == "2026-01-05");
    CHECK(of("2026-01-06T03:01") == "none");
    CHECK(of("2026-01-05T23:00", {20h, 23h}) == "2026-01-05");
    CHECK(of("2026-01-05T23:01", {20h, 23h}) == "none");
    CHECK(of("2026-01-01T01:00") == "2025-12-31");
}

TEST_CASE("a dose is the sum of the evening's oral supplements") {
    auto food = supplement("2026-01-05T19:00", 80_mg);
    food.source = Source::food;
    auto cream = supplement("2026-01-05T19:00", 80_mg);
    cream.route = Route::topical;
    const auto log = log_of({supplement("2026-01-05T08:00", 50_mg), supplement("2026-01-05T19:00", 100_mg),
        supplement("2026-01-06T01:30", 200_mg), supplement("2026-01-05T20:00", 9_mg, Nutrient::iron), food, cream});
    CHECK(night(log, "2026-01-05").dose == 300_mg);
    CHECK_MESSAGE(!night(log, "2026-01-06").dose, "what was taken past midnight says nothing about the next day");
    const auto wide =
        log_of({supplement("2026-01-05T08:00", 50_mg), supplement("2026-01-05T19:00", 100_mg)}, {6h, 23h});
    CHECK(night(wide, "2026-01-05").dose == 150_mg);
    CHECK(
        night(log_of({supplement("2026-01-05T20:00", 9_mg, Nutrient::iron)}, {}, Nutrient::iron), "2026-01-05").dose ==
        9_mg);
}

TEST_CASE("nothing on file is unknown, anything on file makes it none") {
    CHECK_FALSE(night(log_of({}), "2026-01-05").dose);
    CHECK_FALSE(night(log_of({score("2026-01-05", 40, "2026-01-06T08:00")}), "2026-01-05").dose);
    CHECK(night(log_of({supplement("2026-01-05T08:00", 300_mg)}), "2026-01-05").dose == Mass{});
    auto medicine = supplement("2026-01-05T08:00", 1_mg);
    medicine.contents.clear();
    CHECK(night(log_of({medicine}), "2026-01-05").dose == Mass{});
    NightLog skipped{{}, Nutrient::magnesium};
    skipped.add_recorded(day("2026-01-05"));
    CHECK(night(skipped, "2026-01-05").dose == Mass{});
}

TEST_CASE("a supplement of the evening without a known amount makes the dose unknown") {
    CHECK_FALSE(night(
        log_of({supplement("2026-01-05T19:00", 300_mg), supplement("2026-01-05T20:00", std::nullopt)}), "2026-01-05")
                    .dose);
    CHECK(night(log_of({supplement("2026-01-05T19:00", 300_mg), supplement("2026-01-05T09:00", std::nullopt)}),
              "2026-01-05")
              .dose == 300_mg);
}

TEST_CASE("a blood value is of no night, and no factor") {
    const Intake lab{.moment = clock_at("2026-01-05T19:00").moment(),
        .day = day("2026-01-05"),
        .what = "ferritin",
        .kind = Taken::lab};
    CHECK(log_of({lab}).on(day("2026-01-05")) == nullptr);
}

TEST_CASE("factors and sleep make no day a recorded one") {
    Intake factor{.moment = clock_at("2026-01-05T19:00").moment(),
        .day = day("2026-01-05"),
        .what = "caffeine",
        .kind = Taken::factor};
    Intake sleep{.moment = clock_at("2026-01-06T09:00").moment(),
        .day = day("2026-01-05"),
        .what = "sleep",
        .kind = Taken::sleep,
        .value = 400};
    const auto log = log_of({factor, sleep});
    CHECK_FALSE(night(log, "2026-01-05").dose);
    REQUIRE(log.on(day("2026-01-05")) != nullptr);
    CHECK(log.on(day("2026-01-05"))->factors.size() == 1);
    CHECK(log.on(day("2026-01-05"))->sleep->value == 400);
    CHECK(log.on(day("2026-01-06")) == nullptr);
}

TEST_CASE("of two scores of one night the one that was said later counts, in any order") {
    const auto first = score("2026-01-05", 40, "2026-01-06T08:00");
    const auto second = score("2026-01-05", 65, "2026-01-06T12:00", "RLS");
    CHECK(night(log_of({first, second}), "2026-01-05").score->tenths() == 65);
    CHECK(night(log_of({second, first}), "2026-01-05").score->tenths() == 65);
    CHECK_FALSE(night(log_of({first, second}), "2026-01-05", "cramps").score);
}

TEST_CASE("symptoms are listed by how many nights they were scored on") {
    const auto log =
        log_of({score("2026-01-05", 40, "2026-01-06T08:00", "cramps"), score("2026-01-05", 40, "2026-01-06T08:01"),
            score("2026-01-06", 0, "2026-01-07T08:00"), score("2026-01-08", 0, "2026-01-09T08:00", "headache")});
    CHECK(log.names({day("2026-01-05"), day("2026-01-08")}) == std::vector<std::string>{"rls", "cramps", "headache"});
    CHECK(log.names({day("2026-01-07"), day("2026-01-08")}) == std::vector<std::string>{"headache"});
}

TEST_CASE("the usual dose is the most frequent amount taken at once, of equals the larger") {
    const DayRange range{day("2026-01-05"), day("2026-01-08")};
    CHECK_FALSE(log_of({}).usual_dose(range));
    CHECK(log_of({supplement("2026-01-05T19:00", 200_mg), supplement("2026-01-05T21:00", 200_mg),
                     supplement("2026-01-06T19:00", 400_mg)})
              .usual_dose(range) == 200_mg);
    CHECK(log_of({supplement("2026-01-05T19:00", 200_mg), supplement("2026-01-06T19:00", 400_mg)}).usual_dose(range) ==
          400_mg);
    CHECK(log_of({supplement("2026-01-05T19:00", 200_mg), supplement("2026-01-06T08:00", 400_mg),
                     supplement("2026-01-07T08:00", 400_mg)})
              .usual_dose(range) == 200_mg);
}

TEST_CASE("every name is compared at every amount, and each counts as a comparison") {
    auto log = log_of({supplement("2026-01-05T19:00", 200_mg), score("2026-01-05", 40, "2026-01-06T08:00"),
        score("2026-01-06", 10, "2026-01-07T08:00")});
    const auto report = symptom_report(log, question({{"rls"}, {"cramps"}}, {100_mg, 200_mg}));
    REQUIRE(report.comparisons.size() == 4);
    CHECK(report.comparisons[1].outcome.name == "rls");
    CHECK(*report.comparisons[1].at_least() == 200_mg);
    CHECK(report.comparisons[0].result.usable == 1);
    CHECK(report.symptoms[0].no_score == 1);
    CHECK(report.symptoms[0].dose_unknown == 1);
    CHECK(report.symptoms[1].no_score == 3);
    CHECK_FALSE(report.usual);
    CHECK_FALSE(report.before_after);
    const auto usual = symptom_report(log, question({{"rls"}}));
    CHECK(usual.usual);
    REQUIRE(usual.comparisons.size() == 1);
    CHECK(*usual.comparisons[0].at_least() == 200_mg);
    CHECK(symptom_report(log_of({}), question({{"rls"}})).comparisons.empty());
}

TEST_CASE("the order in which things were logged never changes the nights") {
    std::mt19937 random{20260105};  // fixed seed: a failure can be repeated
    std::vector<Intake> all;
    for (int i = 0; i < 60; ++i) {
        const Day date = day("2026-01-05") + days{static_cast<int>(random() % 12)};
        const std::string at = spell_day(date) + "T" + spell_time_of_day(minutes{static_cast<int>(random() % 1440)});
        if (random() % 2 == 0)
            all.push_back(supplement(at,
                random() % 7 == 0
                    ? std::nullopt
                    : std::optional{Mass::from_nanograms(static_cast<std::int64_t>(random() % 3) * 100 * ng_per_mg)}));
        else
            all.push_back(
                score(spell_day(date), static_cast<int>(random() % 21) * 5, at + ":" + std::to_string(10 + i % 50)));
    }
    const auto spelled = [&] {
        std::string text;
        const auto log = log_of(all);
        for (const Night& one : log.nights("rls", {day("2026-01-01"), day("2026-01-20")})) {
            text += (one.score ? spell(*one.score) : "-") + "/" +
                    (one.dose ? std::to_string(one.dose->nanograms()) : "?") + " ";
        }
        return text;
    };
    const std::string before = spelled();
    for (int trial = 0; trial < 200; ++trial) {
        std::ranges::shuffle(all, random);
        REQUIRE(spelled() == before);
    }
}

TEST_CASE("sleep is one entry a night, its mean over the nights with one, to the minute") {
    const auto slept = [](std::string_view night, int minutes_long) {
        return Intake{.moment = clock_at("2026-01-08T08:00").moment(),
            .day = day(night),
            .what = "sleep",
            .kind = Taken::sleep,
            .value = minutes_long};
    };
    const auto sleep =
        log_of({slept("2026-01-05", 400), slept("2026-01-07", 421)}).sleep({day("2026-01-05"), day("2026-01-07")});
    CHECK(sleep.nights == std::vector<std::optional<minutes>>{minutes{400}, std::nullopt, minutes{421}});
    CHECK(sleep.logged == 2);
    CHECK(sleep.mean == minutes{411});
    CHECK(!log_of({}).sleep({day("2026-01-05"), day("2026-01-05")}).mean);
}

TEST_CASE("a factor is there or not on each night, the most frequent factor first") {
    const auto factor = [](std::string_view when, std::string_view what) {
        const Clock clock = clock_at(when);
        return Intake{.moment = clock.moment(), .day = clock.today(), .what = std::string{what}, .kind = Taken::factor};
    };
    const auto factors = log_of({factor("2026-01-05T15:00", "alcohol"), factor("2026-01-05T15:00", "Caffeine"),
                                    factor("2026-01-07T09:00", "caffeine"), factor("2026-01-07T16:00", "caffeine"),
                                    factor("2026-01-09T16:00", "caffeine")})
                             .factors({day("2026-01-05"), day("2026-01-07")});
    REQUIRE(factors.size() == 2);
    CHECK(factors[0].name == "Caffeine");
    CHECK(factors[0].there == std::vector<bool>{true, false, true});
    CHECK(factors[0].nights == 2);
    CHECK(factors[1].name == "alcohol");
    CHECK(factors[1].nights == 1);
}

TEST_CASE("nights are counted by their dose: enough, less, none, and unknown, which is not none") {
    const std::vector<Night> nights{{day("2026-01-05"), {}, 240_mg}, {day("2026-01-06"), {}, 300_mg},
        {day("2026-01-07"), {}, 100_mg}, {day("2026-01-08"), {}, Mass{}}, {day("2026-01-09"), {}, {}}};
    CHECK(dose_nights(nights, 240_mg) == DoseNights{.enough = 2, .less = 1, .none = 1, .unknown = 1});
}

namespace {

Intake factor(std::string_view when, std::string_view name, std::string_view number = {}) {
    Intake entry{.moment = clock_at(when).moment(), .day = clock_at(when).today(), .what = std::string{name}};
    entry.kind = Taken::factor;
    entry.detail = number;
    return entry;
}

/// `y` there, `n` not there, `?` nobody knows: one letter a night from 2026-01-05 to 2026-01-08.
std::string there(const NightLog& log, const AskedFactor& asked) {
    std::string letters;
    for (const auto& night : log.told_apart({"rls"}, asked, {day("2026-01-05"), day("2026-01-08")}))
        letters += !night.with ? '?' : *night.with ? 'y' : 'n';
    return letters;
}

}  // namespace

TEST_CASE("a night is without a factor only where anything else of its day was logged") {
    auto log = log_of({factor("2026-01-05T09:00", "Caffeine"), supplement("2026-01-06T08:00", 100_mg),
        score("2026-01-07", 30, "2026-01-08T08:00")});
    CHECK(there(log, {"caffeine"}) == "yn??");  // a rating says nothing of the day
    log.add(factor("2026-01-07T12:00", "walk"));
    log.add_food_complete(day("2026-01-08"));
    CHECK(there(log, {"caffeine"}) == "ynnn");
    log.add(factor("2026-01-06T15:00", "caffeine", "0"));
    CHECK(there(log, {"caffeine"}) == "ynnn");  // said to be none
    CHECK(log.factors({day("2026-01-05"), day("2026-01-08")}).front().nights == 1);
}

TEST_CASE("a factor counts from a time on, and past midnight for the evening before") {
    const auto log = log_of({factor("2026-01-05T13:59", "caffeine"), factor("2026-01-06T14:00", "caffeine"),
        factor("2026-01-08T01:30", "caffeine"), supplement("2026-01-08T08:00", 100_mg)});
    CHECK(there(log, {"caffeine"}) == "yyyn");
    CHECK(there(log, {"caffeine", minutes{14h}}) == "nyyn");
}

TEST_CASE("a factor with a rating counts from a rating on; one that was not given is unknown") {
    const auto log = log_of({factor("2026-01-05T20:00", "stress", "7"), factor("2026-01-06T20:00", "stress", "3"),
        supplement("2026-01-07T08:00", 100_mg), factor("2026-01-08T20:00", "stress")});
    CHECK(there(log, {"stress", {}, Count{6}}) == "yn??");
    CHECK(there(log, {"stress"}) == "yyny");
}

TEST_CASE("a factor is asked for by name, with a time and a rating") {
    const auto read = [](std::string_view text) {
        return answer(parse_asked_factor(text), [](const AskedFactor& asked) { return spell(asked); });
    };
    CHECK(read("caffeine") == "caffeine");
    CHECK(read("evening walk after 7pm") == "evening walk after 19:00");
    CHECK(read("walk after dinner") == "walk after dinner");
    CHECK(read("stress 6") == "stress of 6 or more");
    CHECK(read("stress 6 after 18:00") == "stress of 6 or more after 18:00");
    CHECK(read(" after 18:00").starts_with("empty name"));
}

TEST_CASE("factors come as they were asked for, then the others; the first comparison keeps its p") {
    std::vector<Intake> all;
    std::mt19937 random{7};
    for (int i = 0; i < 56; ++i) {
        const Day date = day("2026-01-05") + days{i};
        const std::string on = spell_day(date);
        all.push_back(supplement(on + "T08:00", 100_mg));
        const bool caffeine = random() % 2 == 0;
        if (caffeine) all.push_back(factor(on + "T15:00", "caffeine"));
        if (random() % 3 == 0) all.push_back(factor(on + "T19:00", "walk"));
        all.push_back(score(on, static_cast<int>(caffeine ? 40 : 20) + 5 * static_cast<int>(random() % 4),
            spell_day(date + days{1}) + "T08:00"));
    }
    SymptomQuestion asked = question({{"rls"}}, {AskedFactor{"walk"}, AskedFactor{"caffeine"}, 50_mg});
    asked.range = {day("2026-01-05"), day("2026-03-01")};
    const auto report = symptom_report(log_of(all), asked);
    REQUIRE(report.factors.size() == 2);
    CHECK(report.factors[0].factor.name == "walk");
    CHECK(report.factors[1].nights == report.comparisons[1].result.n_with);
    CHECK(report.comparisons[0].result.p_holm == report.comparisons[0].result.p);
    CHECK(report.comparisons[1].result.verdict == SymptomVerdict::higher_with);
    CHECK(report.comparisons[2].result.status == ComparisonStatus::too_few_nights);  // all nights are without
    CHECK(*report.factors[1].p_holm == *report.comparisons[1].result.p);             // the only other one that has a p
}

TEST_CASE("how one slept is an outcome in steps of its own") {
    Intake slept{.moment = clock_at("2026-01-06T08:00").moment(), .day = day("2026-01-05"), .what = "sleep"};
    slept.kind = Taken::sleep;
    slept.value = 400;
    slept.detail = "quality 6.5 latency 20m wakings 2";
    const auto log = log_of({slept});
    const DayRange range{day("2026-01-05"), day("2026-01-06")};
    using Values = std::vector<std::optional<int>>;
    CHECK(log.values({"sleep", OutcomeKind::sleep_time}, range) == Values{400, {}});
    CHECK(log.values({"sleep quality", OutcomeKind::sleep_quality}, range) == Values{65, {}});
    CHECK(log.values({"sleep latency", OutcomeKind::sleep_latency}, range) == Values{20, {}});
    CHECK(log.values({"wakings", OutcomeKind::wakings}, range) == Values{20, {}});
}

TEST_CASE("what two devices say of one night's sleep is put together, in any order") {
    const auto said = [](std::string_view when, std::optional<std::int64_t> value, std::string_view detail) {
        Intake sleep{.uuid = std::string{when}, .moment = clock_at(when).moment(), .day = day("2026-01-05")};
        sleep.kind = Taken::sleep;
        sleep.value = value;
        sleep.detail = detail;
        return sleep;
    };
    std::vector<Intake> all{said("2026-01-06T07:00", 400, "quality 3"), said("2026-01-06T08:00", {}, "quality 7"),
        said("2026-01-06T09:00", {}, "wakings 1")};
    std::ranges::sort(all, {}, &Intake::uuid);
    do {
        const NightLog log = log_of(all);
        REQUIRE(log.on(day("2026-01-05"))->sleep->value == 400);
        REQUIRE(log.on(day("2026-01-05"))->sleep->detail == "quality 7 wakings 1");
    } while (std::ranges::next_permutation(all, {}, &Intake::uuid).found);
}
