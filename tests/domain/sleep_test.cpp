#include "epsom/domain/nights/sleep.hpp"

#include <doctest/doctest.h>

#include <random>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/text/text.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Clock in_berlin = clock_at("2026-10-25T12:00", berlin());

std::string slept(std::string_view words, const DiaryOptions& options = {}, const Clock& clock = in_berlin) {
    return answer(make_sleep(words_of(words), options, clock), [](const Intake& entry) {
        return (entry.value ? std::to_string(*entry.value) : "unknown") +
               (entry.detail.empty() ? "" : " | " + entry.detail);
    });
}

Intake sleep_entry(std::optional<std::int64_t> value, const SleepDetails& details) {
    Intake entry{.what = "sleep", .kind = Taken::sleep, .value = value};
    entry.detail = spell(details);
    return entry;
}

}  // namespace

TEST_CASE("details of sleep are read back as they were spelled") {
    std::mt19937 random{20261130};
    const auto maybe = [&random](auto value) { return random() % 2 == 0 ? std::optional{value} : std::nullopt; };
    for (int trial = 0; trial < 500; ++trial) {
        SleepDetails details{.quality = maybe(Score::from_tenths(5 * static_cast<int>(random() % 21))),
            .latency = maybe(minutes{static_cast<int>(random() % 200)}),
            .wakings = maybe(static_cast<int>(random() % 100)),
            .from = maybe(minutes{static_cast<int>(random() % 1440)}),
            .until = {}};
        if (details.from) details.until = minutes{static_cast<int>(random() % 1440)};
        const auto read = parse_sleep_details(spell(details));
        REQUIRE_MESSAGE(read, spell(details));
        REQUIRE(*read == details);
    }
    for (const auto* text : {"quality", "quality 11", "wakings -1", "wakings 100", "latency 25h", "snoring 3", "7"})
        CHECK_FALSE(parse_sleep_details(text));
}

TEST_CASE("sleep between two times is what passed between them, over a clock change too") {
    // Clocks went back at 03:00 on 2026-10-25.
    CHECK(slept("22:30-06:15") == "525 | from 22:30 until 06:15");
    CHECK(slept("22:30-06:15", {.night = "2026-10-23"}) == "465 | from 22:30 until 06:15");
    CHECK(slept("10:30pm - 6:15am", {.night = "2026-10-23"}) == "465 | from 22:30 until 06:15");
    CHECK(slept("00:30-06:15", {.night = "2026-10-23"}) == "345 | from 00:30 until 06:15");
    CHECK(slept("13:00-14:30", {.night = "2026-10-23"}) == "90 | from 13:00 until 14:30");
    const Clock spring = clock_at("2026-03-29T12:00", berlin());
    CHECK(slept("22:30-06:15", {}, spring) == "405 | from 22:30 until 06:15");
}

TEST_CASE("sleep that cannot have been is refused") {
    CHECK(slept("08:00-23:00") ==
          "the sleep ends before it begins: 08:00-23:00 | times before noon are of the morning after; to give a "
          "length: epsom log sleep 6h30m");
    CHECK(slept("22:30-06:15", {}, clock_at("2026-10-23T05:00", berlin())) ==
          "the sleep ends after now: last night, Thu 2026-10-22, until 06:15 | for another night, add --night "
          "2026-10-21");
    CHECK(slept("") == "missing time slept | give the time slept, such as 6h30m or 22:30-06:15");
    CHECK(slept("7h", {.quality = "11"}) ==
          "'11' is not a quality from 0 to 10 | from 0 (the worst) to 10 (the best), such as 7 or 6.5");
    CHECK(slept("7h", {.latency = "soon"}) == "'soon' is not a time to fall asleep | use a duration such as 20m");
    CHECK(slept("7h", {.wakings = "2.5"}) == "'2.5' is not how often one woke up | use a whole number such as 2");
    CHECK(slept("", {.latency = "0m", .wakings = "0"}) == "unknown | latency 0m wakings 0");
}

TEST_CASE("what is said later of a night is added, and takes the place of what was said before") {
    const Intake first = sleep_entry(525, {.quality = {}, .latency = {}, .wakings = {}, .from = 22h, .until = 6h});
    const Intake quality =
        sleep_entry({}, {.quality = Score::from_tenths(70), .latency = {}, .wakings = {}, .from = {}, .until = {}});
    const Intake both = with_earlier_sleep(quality, first);
    CHECK(both.value == 525);
    CHECK(both.detail == "quality 7 from 22:00 until 06:00");
    CHECK(keeps_sleep(both, first));
    const Intake shorter = with_earlier_sleep(sleep_entry(360, {}), both);
    CHECK(shorter.value == 360);
    CHECK(shorter.detail == "quality 7");  // the times were of the other length
    CHECK_FALSE(keeps_sleep(shorter, both));
}
