#include <algorithm>

#include <doctest/doctest.h>

#include "epsom/domain/time/moment.hpp"
#include "epsom/text/text.hpp"
#include "paths.hpp"
#include "tsv.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

std::string local(const Moment& moment) {
    return spell_day(std::chrono::floor<std::chrono::days>(moment.local())) + " " + spell_time(moment.local());
}

/// What a hint offers to type.
std::vector<std::string> offered(const std::string& hint) {
    std::vector<std::string> found;
    const auto parts = split(hint, '\'');
    for (std::size_t i = 1; i < parts.size(); i += 2) found.push_back(parts[i]);
    return found;
}

}  // namespace

TEST_CASE("each time that people say is read as what it means, or refused with a hint that works when typed") {
    const auto rows = read_tsv(data_path("spoken_times.tsv"));
    CHECK(rows.size() >= 60);
    for (const auto& row : rows) {
        const auto field = [&](const char* name) { return row.find(name)->second; };
        const Clock clock = clock_at(field("now"), berlin(), *parse_time_of_day(field("day_start")));
        const OwnTimes own = [times = field("own")](Day) {
            std::vector<minutes> found;
            for (const auto& time : split(times, ',')) {
                if (!time.empty()) found.push_back(*parse_time_of_day(time));
            }
            return found;
        };
        const std::string typed = field("typed");
        CAPTURE(field("now"));
        CAPTURE(typed);
        const auto moment = parse_moment(typed, clock, own);
        CHECK((moment ? local(*moment) : "refused") == field("meant"));
        if (moment) {
            CHECK(moment->at <= clock.now);
            continue;
        }
        CAPTURE(moment.error().message);
        CAPTURE(moment.error().hint);
        const auto hints = offered(moment.error().hint);
        CHECK_FALSE(hints.empty());
        for (const auto& hint : hints) CHECK_MESSAGE(parse_moment(hint, clock, own).has_value(), hint);
    }
}

TEST_CASE("the moment takes every word that belongs to it, and no more") {
    const auto used = [](std::string_view text) {
        const auto match = match_moment(words_of(text));
        return match ? match->used : 0;
    };
    CHECK(used("9:30 pm calm") == 2);
    CHECK(used("last night at 11pm calm") == 4);
    CHECK(used("2 hours ago calm") == 3);
    CHECK(used("2 calm 90 minutes ago") == 0);
    CHECK(used("200mg calm 2h ago") == 0);
    CHECK(used("at calm") == 0);
    CHECK(used("half calm") == 0);
    CHECK(used("1/2 calm") == 0);
}
