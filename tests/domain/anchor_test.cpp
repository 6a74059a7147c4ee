#include "epsom/domain/plan/anchor.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace epsom;

namespace {

using AnchorList = std::vector<Anchor>;

AnchorList anchored(const std::vector<std::string>& typed, const AnchorList& known = {}) {
    auto anchors = read_anchors(typed, known);
    REQUIRE(anchors);
    return *anchors;
}

std::string error_of(const std::vector<std::string>& typed, const AnchorList& known = {}) {
    const auto anchors = read_anchors(typed, known);
    return anchors ? "none" : anchors.error().message + " | " + anchors.error().hint;
}

/// Of one anchor: `07:30; Sat, Sun 09:00`.
std::string times_of(const std::vector<std::string>& typed, const AnchorList& known = {}) {
    const auto anchors = anchored(typed, known);
    REQUIRE(anchors.size() == 1);
    return describe_times(anchors.front());
}

}  // namespace

TEST_CASE("a time holds on every day, and what names its days on these alone, whichever comes first") {
    CHECK(times_of({"breakfast=07:30"}) == "07:30");
    CHECK(times_of({"breakfast=7:30am", "breakfast:sat,sun=09:00"}) == "07:30; Sat, Sun 09:00");
    CHECK(times_of({"breakfast:sat,sun=09:00", "Breakfast = 07:30"}) == "07:30; Sat, Sun 09:00");
    CHECK(times_of({"breakfast:sat-mon=9am"}) == "Mon, Sat, Sun 09:00");
    CHECK(times_of({"breakfast:mon-sun=9am"}) == "09:00");
    CHECK(times_of({"breakfast:mon-thu=07:00", "breakfast:fri-sun=09:00"}) == "07:00; Fri, Sat, Sun 09:00");
    CHECK(times_of({"breakfast:mon=07:00", "breakfast:tue-sun=09:00"}) == "09:00; Mon 07:00");
    CHECK(times_of({"frühstück=08:00"}) == "08:00");
}

TEST_CASE("days that are not named keep their time") {
    const auto known = anchored({"breakfast=07:30", "breakfast:sat,sun=09:00", "lunch=12:30"});
    CHECK(times_of({"breakfast:sun=10:00"}, known) == "07:30; Sat 09:00; Sun 10:00");
    CHECK(times_of({"breakfast=08:00"}, known) == "08:00");
    CHECK(times_of({"lunch:sun=none"}, known) == "Mon, Tue, Wed, Thu, Fri, Sat 12:30");
    CHECK(anchored({"breakfast:sun=10:00"}, known).front().name == "breakfast");
}

TEST_CASE("an anchor is found in any case, and its time by the weekday") {
    const auto known = anchored({"breakfast=07:30", "breakfast:sat,sun=09:00", "lunch:mon=12:30"});
    REQUIRE(find_anchor(known, "BREAKFAST") != nullptr);
    CHECK(find_anchor(known, "dinner") == nullptr);
    const Anchor& breakfast = *find_anchor(known, "breakfast");
    CHECK(breakfast.on(*parse_iso_day("2026-11-20")) == minutes{7 * 60 + 30});  // a Friday
    CHECK(breakfast.on(*parse_iso_day("2026-11-21")) == minutes{9 * 60});
    CHECK(breakfast.on(*parse_iso_day("2026-11-22")) == minutes{9 * 60});
    CHECK(find_anchor(known, "lunch")->on(*parse_iso_day("2026-11-23")) == minutes{12 * 60 + 30});
    CHECK_FALSE(find_anchor(known, "lunch")->on(*parse_iso_day("2026-11-22")));
}

TEST_CASE("what cannot be an anchor is refused, with what may be meant") {
    CHECK(error_of({"breakfast"}) == "missing time in --anchor 'breakfast' | add the time, such as breakfast=07:30");
    CHECK(error_of({"breakfast 07:30"}) == "missing time in --anchor 'breakfast 07:30' | use breakfast=07:30");
    CHECK(error_of({"breakfast:7:30"}) == "missing time in --anchor 'breakfast:7:30' | use breakfast=07:30");
    CHECK(error_of({"07:30=breakfast"}) == "'07:30=breakfast' has the time before the name | use breakfast=07:30");
    CHECK(error_of({"=07:30"}) == "empty anchor name | choose another name, such as 'breakfast'");
    CHECK(
        error_of({"morning=07:30"}) == "'morning' would be read as a time | choose another name, such as 'breakfast'");
    CHECK(error_of({"sat=07:30"}) == "'sat' would be read as a time | choose another name, such as 'breakfast'");
    CHECK(error_of({"200mg=07:30"}).ends_with(" | choose another name, such as 'breakfast'"));
    CHECK(error_of({"log=07:30"}) == "'log' is a reserved word | choose another name, such as 'breakfast'");
    CHECK(error_of({"-x=07:30"}) == "'-x' looks like an option | choose another name, such as 'breakfast'");
    CHECK(error_of({"after work=18:00"}) ==
          "'after work' has characters that an anchor name cannot have | use after-work");
    CHECK(error_of({"a+b=18:00"}) ==
          "'a+b' has characters that an anchor name cannot have | use letters, digits and '-'");
    CHECK(error_of({"breakfast=25:00"}) == "'25:00' is not a time of day | use 04:00, 21:30 or 9pm");
    CHECK(error_of({"breakfast=7"}).find("'7' is not a time of day") == 0);
    CHECK(error_of({"breakfast:sat="}).find("'' is not a time of day") == 0);
    CHECK(error_of({"breakfast:1,15=09:00"}) == "'1,15' is not a list of weekdays | use weekdays such as sat,sun");
    CHECK(error_of({"breakfast:satt=09:00"}) == "'satt' is not a weekday | did you mean 'sat'?");
    CHECK(error_of({"breakfast:=09:00"}).find("has an empty item") != std::string::npos);
}

TEST_CASE("a day that is given twice, and an anchor without any day, are refused") {
    CHECK(error_of({"lunch=12:00", "LUNCH=13:00"}) == "--anchor is given twice for lunch | keep one of them");
    CHECK(error_of({"lunch:sat,sun=12:00", "lunch:sun=13:00"}) ==
          "--anchor is given twice for lunch on Sun | keep one of them");
    CHECK(error_of({"lunch=12:00", "lunch:sun=13:00"}) == "none");
    CHECK(error_of({"lunch=none"}) == "'lunch' would have no time on any day | add the time, such as breakfast=07:30");
    CHECK(error_of({"lunch:sun=none"}, anchored({"lunch:sun=12:00"})) ==
          "'lunch' would have no time on any day | epsom profile unset anchor.lunch");
}

TEST_CASE("what is kept reads back as the same times, and nothing else is read") {
    std::mt19937 random{20261120};
    for (int trial = 0; trial < 500; ++trial) {
        Anchor anchor{"meal"};
        for (auto& time : anchor.times) {
            if (random() % 4 != 0) time = minutes{7 * 60 + 30 * static_cast<int>(random() % 4)};
        }
        const std::string kept = spell_times(anchor);
        const auto read = kept_anchor("meal", kept);
        if (kept.empty()) CHECK_FALSE(read);
        else REQUIRE(read == anchor);
    }
    CHECK(spell_times(*kept_anchor("breakfast", "07:30;sat,sun=09:00")) == "07:30;sat,sun=09:00");
    for (const std::string_view other : {"", ";", "7:30", "07:30;", "07:30; sat=09:00", "sat,sun=09:00;07:30", "450",
             "07:30;sun,sat=09:00", "07:30;sat=none", "mon-sun=07:30", "07:30;sat=07:30", "24:00"}) {
        CAPTURE(other);
        CHECK_FALSE(kept_anchor("breakfast", other));
    }
}
