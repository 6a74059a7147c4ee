#include "epsom/domain/nights/diary.hpp"

#include <doctest/doctest.h>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/text.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Clock friday_morning = clock_at("2026-11-20T08:00");

using Make = Result<Intake> (*)(std::span<const std::string>, const DiaryOptions&, const Clock&);

/// What comes of it, or why nothing does.
std::string made(
    Make make, std::string_view words, const DiaryOptions& options = {}, const Clock& clock = friday_morning) {
    return answer(make(words_of(words), options, clock), [](const Intake& entry) {
        std::string text = entry.what + " " + spell_day(entry.day);
        if (entry.value) text += " value " + std::to_string(*entry.value);
        if (entry.onset) text += " onset " + spell_time_of_day(*entry.onset);
        if (entry.quantity) text += " mass " + spell(*entry.quantity);
        if (!entry.detail.empty()) text += " number " + entry.detail;
        if (!entry.unit.empty()) text += " " + spell(entry.servings) + " " + entry.unit;
        return text + (entry.kind == Taken::factor ? " at " + spell_time(entry.moment.local()) : "");
    });
}

}  // namespace

TEST_CASE("before 18:00 last night is meant, from then on tonight") {
    CHECK(spell_day(night_at(clock_at("2026-11-20T08:00").moment().local())) == "2026-11-19");
    CHECK(spell_day(night_at(clock_at("2026-11-20T17:59:59").moment().local())) == "2026-11-19");
    CHECK(spell_day(night_at(clock_at("2026-11-20T18:00").moment().local())) == "2026-11-20");
    CHECK(spell_day(night_at(clock_at("2026-11-21T01:30").moment().local())) == "2026-11-20");
}

TEST_CASE("a night is named as one speaks of it") {
    CHECK(spell_night(day("2026-11-19"), friday_morning) == "last night, Thu 2026-11-19");
    CHECK(spell_night(day("2026-11-07"), friday_morning) == "the night of Sat 2026-11-07");
    CHECK(spell_night(day("2026-11-20"), friday_morning) == "the night of Fri 2026-11-20");
    CHECK(spell_night(day("2026-11-20"), clock_at("2026-11-20T23:00")) == "tonight, Fri 2026-11-20");
    CHECK(spell_night(day("2026-11-19"), clock_at("2026-11-20T23:00")) == "last night, Thu 2026-11-19");
}

TEST_CASE("a score is read with its night, name and onset") {
    CHECK(made(make_symptom, "6") == "rls 2026-11-19 value 60");
    CHECK(made(make_symptom, "6.5", {.onset = "23:10"}) == "rls 2026-11-19 value 65 onset 23:10");
    CHECK(made(make_symptom, "0", {.name = "leg  cramps", .night = "2026-11-02"}) == "leg cramps 2026-11-02 value 0");
    CHECK(made(make_symptom, "10", {.night = "today"}) == "rls 2026-11-20 value 100");
    CHECK(made(make_symptom, "cramps 4", {.night = "today"}) ==
          made(make_symptom, "4", {.name = "cramps", .night = "today"}));
    CHECK(made(make_symptom, "leg cramps 4") == made(make_symptom, "4", {.name = "leg cramps"}));
    CHECK(made(make_symptom, "morning cramps 4") == made(make_symptom, "4", {.name = "morning cramps"}));
}

TEST_CASE("what is no score, no name or no night is refused with a remedy") {
    const std::string choose = " | choose another name, such as 'cramps'";
    CHECK(made(make_symptom, "") ==
          "missing score | give a score from 0 (none) to 10 (worst imaginable): epsom log symptom 6");
    CHECK(made(make_symptom, "11") ==
          "'11' is not a score from 0 to 10 | give a score such as 6 or 6.5, from 0 (none) to 10 (worst imaginable)");
    CHECK(made(make_symptom, "4 cramps") ==
          "unexpected argument 'cramps' | for another symptom: epsom log symptom 4 --name cramps");
    CHECK(made(make_symptom, "cramps 4", {.name = "rls"}).starts_with("unexpected argument 'cramps' | "));
    CHECK(
        made(make_symptom, "yesterday 4") == "unexpected argument 'yesterday' | epsom log symptom 4 --night yesterday");
    const Clock evening = clock_at("2026-11-20T19:00");
    CHECK(made(make_symptom, "6 last night", {}, evening) ==
          "unexpected argument 'last night' | epsom log symptom 6 --night 2026-11-19");
    CHECK(made(make_symptom, "7 this morning", {}, evening) ==
          "unexpected argument 'this morning' | epsom log symptom 7 --night 2026-11-19");
    CHECK(made(make_symptom, "cramps 7 yesterday", {}, evening) ==
          "unexpected argument 'cramps yesterday' | epsom log symptom 7 --name cramps --night yesterday");
    CHECK(made(make_symptom, "leg cramps last night 7", {}, evening) ==
          "unexpected argument 'leg cramps last night' | epsom log symptom 7 --name 'leg cramps' --night 2026-11-19");
    CHECK(made(make_symptom, "7 yesterday", {.night = "2026-11-18"}, evening) ==
          "unexpected argument 'yesterday' | leave it out, or --night");
    for (const char* words :
        {"last night 4", "cramps yesterday 4", "cramps last night 4", "night 4", "all 4", "4 rls 5"})
        CHECK(made(make_symptom, words).find(" | ") != std::string::npos);
    CHECK(made(make_symptom, "4 5 6") ==
          "a night takes one score, not '4 5 6' | give a score from 0 (none) to 10 (worst imaginable): epsom log"
          " symptom 6");
    CHECK(made(make_symptom, "6", {.name = "list"}) == "'list' is a reserved word" + choose);
    CHECK(made(make_symptom, "6",
              {.name = "a\x07"
                       "b"}) == "'a?b' has characters that a terminal cannot show" + choose);
    CHECK(made(make_symptom, "6", {.name = " "}) == "empty name" + choose);
    CHECK(made(make_symptom, "6", {.onset = "25:00"}) == "'25:00' is not a time of day | use 04:00, 21:30 or 9pm");
    CHECK(made(make_symptom, "6", {.night = "2026-11-21"}) ==
          "the night of '2026-11-21' is in the future | use 'today' or an earlier date");
    CHECK(made(make_symptom, "6", {.night = "soon"}) ==
          "'soon' is not a night | give the date of its evening, such as 2026-11-20 or yesterday");
    CHECK(made(make_symptom, "6", {.note = "\xff"}) == "the note is not valid UTF-8 | use UTF-8 text");
}

TEST_CASE("sleep is a duration up to a day, none included") {
    CHECK(made(make_sleep, "6h30m") == "sleep 2026-11-19 value 390");
    CHECK(made(make_sleep, "6h 30m", {.night = "2026-11-18"}) == "sleep 2026-11-18 value 390");
    CHECK(made(make_sleep, "0h") == "sleep 2026-11-19 value 0");
    CHECK(made(make_sleep, "24h") == "sleep 2026-11-19 value 1440");
    CHECK(
        made(make_sleep, "24h1m") == "'24h1m' is more than a day | give the time slept, such as 6h30m or 22:30-06:15");
    CHECK(made(make_sleep, "long") == "'long' is not a duration | give the time slept, such as 6h30m or 22:30-06:15");
    CHECK(made(make_sleep, "") == "missing time slept | give the time slept, such as 6h30m or 22:30-06:15");
}

TEST_CASE("a factor has an amount or none, and a moment or now") {
    CHECK(made(make_factor, "caffeine") == "caffeine 2026-11-20 at 08:00");
    CHECK(made(make_factor, "caffeine 2 cups yesterday 15:00") == "caffeine 2026-11-19 2 cups at 15:00");
    CHECK(made(make_factor, "exercise 30m 2h ago") == "exercise 2026-11-20 value 30 at 06:00");
    CHECK(made(make_factor, "exercise 30m ago") == "exercise 2026-11-20 at 07:30");
    CHECK(made(make_factor, "alcohol 20g 2026-11-19 22:00") == "alcohol 2026-11-19 mass 20 g at 22:00");
    CHECK(made(make_factor, "late meal") == "late meal 2026-11-20 at 08:00");
    CHECK(made(make_factor, "caffeine", {.at = "07:00"}) == "caffeine 2026-11-20 at 07:00");
}

TEST_CASE("a factor without a name, or with two of anything, is refused") {
    CHECK(made(make_factor, "30m") == "missing factor name | epsom log factor caffeine 2 cups 15:00");
    CHECK(made(make_factor, "caffeine 2 cups 30m") == "two amounts given: '30m' is the second | log them separately");
    CHECK(made(make_factor, "caffeine 07:00", {.at = "07:00"}) ==
          "two times given: '07:00' and --at '07:00' | leave one of them out");
    CHECK(made(make_factor, "caffeine -2mg").starts_with("'-2mg' has a sign"));
    CHECK(made(make_factor, "caffeine 2026-11-21 08:00").find("in the future") != std::string::npos);
}

TEST_CASE("last night's score is missed from ten in the morning on") {
    const auto found = [](std::string_view now, const std::vector<Intake>& diary, minutes by = 10h) {
        const auto all = symptom_findings(diary, clock_at(now), by);
        return all.empty() ? std::string{} : all.front().subject + ": " + all.front().message;
    };
    const auto scored = [](std::string_view night, std::string_view name) {
        return Intake{.day = day(night), .what = std::string{name}, .kind = Taken::symptom, .value = 40};
    };
    CHECK(found("2026-11-20T09:59", {}) == "");
    CHECK(found("2026-11-20T10:00", {}) ==
          "rls: no score for last night, Thu 2026-11-19; to add it (0 to 10): epsom log symptom SCORE"
          " --night 2026-11-19");
    CHECK(found("2026-11-20T08:00", {}, 7h) != "");
    CHECK(found("2026-11-20T10:00", {scored("2026-11-19", "rls")}) == "");
    CHECK(found("2026-11-20T23:00",
              {scored("2026-11-18", "cramps"), scored("2026-11-20", "cramps"), scored("2026-11-17", "rls")}) ==
          "cramps: no score for last night, Thu 2026-11-19; to add it (0 to 10): epsom log symptom SCORE --name"
          " 'cramps' --night 2026-11-19");
}

TEST_CASE("an onset that has not come yet is refused") {
    CHECK(made(make_symptom, "5", {.onset = "07:30"}) == "rls 2026-11-19 value 50 onset 07:30");
    CHECK(made(make_symptom, "5", {.onset = "08:30"}) ==
          "the onset 08:30 of last night, Thu 2026-11-19 is after now | correct --onset, or the night: --night "
          "2026-11-18");
    CHECK(made(make_symptom, "5", {.onset = "23:10"}, clock_at("2026-11-20T22:00")) ==
          "the onset 23:10 of tonight, Fri 2026-11-20 is after now | correct --onset, or the night: --night "
          "2026-11-19");
}

TEST_CASE("a number beside a part of the day may be its hour, so that no factor takes it as an amount") {
    CHECK(made(make_factor, "stress 7 this morning") ==
          "'7 this morning' could be a time or an amount | "
          "use 'at 7 this morning', or give the time with --at 'this morning'");
    CHECK(made(make_factor, "caffeine last night 9") ==
          "'last night 9' could be a time or an amount | "
          "use 'last night at 9', or give the time with --at 'last night'");
    CHECK(made(make_factor, "stress 7", {.at = "this morning"}) == "stress 2026-11-20 number 7 at 08:00");
    const std::array<std::string, 2> quoted{"caffeine", "at 7 this morning"};
    const auto early = make_factor(quoted, {}, friday_morning);
    REQUIRE(early);
    CHECK(early->what == "caffeine");
    CHECK(made(make_factor, "caffeine at 7 this morning") == "caffeine 2026-11-20 at 07:00");
    CHECK(made(make_factor, "caffeine 2 cups this morning") == "caffeine 2026-11-20 2 cups at 08:00");
    CHECK(made(make_factor, "caffeine 13 this morning") == "caffeine 2026-11-20 number 13 at 08:00");
}

TEST_CASE("an amount in words is not taken for part of a factor's name") {
    CHECK(made(make_factor, "caffeine none") ==
          "'caffeine none' says that there was no caffeine | epsom log factor caffeine 0");
    CHECK(made(make_factor, "no caffeine") ==
          "'no caffeine' says that there was no caffeine | epsom log factor caffeine 0");
    CHECK(made(make_factor, "late meal none 15:00") ==
          "'late meal none' says that there was no late meal | epsom log factor 'late meal' 0");
    CHECK(made(make_factor, "stress high") ==
          "'high' is not an amount of a factor | use a number, or log it without one: epsom log factor stress");
    const std::array<std::string, 1> quoted{"no screens"};
    const auto named = make_factor(quoted, {}, friday_morning);
    REQUIRE(named);
    CHECK(named->what == "no screens");
    CHECK(made(make_factor, "high heat 07:00") == "high heat 2026-11-20 at 07:00");
}

TEST_CASE("a factor may have a number alone: a rating, a count, or none") {
    CHECK(made(make_factor, "stress 7") == "stress 2026-11-20 number 7 at 08:00");
    CHECK(made(make_factor, "nicotine 3 yesterday 21:00") == "nicotine 2026-11-19 number 3 at 21:00");
    CHECK(made(make_factor, "caffeine 0") == "caffeine 2026-11-20 number 0 at 08:00");
    CHECK(made(make_factor, "water 500ml") == "water 2026-11-20 500 ml at 08:00");
    CHECK(made(make_factor, "stress 7 8").starts_with("two amounts given"));
}

TEST_CASE("what 'log sleep' keeps is no symptom") {
    CHECK(made(make_symptom, "5", {.name = "Sleep Quality"}) ==
          "'Sleep Quality' is kept by 'log sleep' | epsom log sleep --quality 5");
}
