#include "epsom/domain/time/moment.hpp"

#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

EPSOM_FUZZ_TARGET(moment) {
    static const Clock clocks[]{clock_at("2026-11-21T01:30", berlin(), 4h), clock_at("2026-04-05T01:45", lord_howe())};
    const Zone& here = clocks[0].zone;
    for (const Clock& clock : clocks) {
        const auto moment = parse_moment(bytes, clock);
        if (moment) {
            require(moment->at <= clock.now, "a moment is not after now");
            require(
                *parse_moment(spell_moment(*moment), clock) == *moment, "a spelled moment is read back as the same");
        } else {
            require(!moment.error().message.empty() && moment.error().message == printable(moment.error().message),
                "a refusal is a sentence");
        }
        if (const auto on = parse_day(bytes, clock.today()))
            require(parse_iso_day(spell_day(*on)) == *on, "a spelled day is read back as the same");
    }
    if (const auto duration = parse_duration(bytes))
        require(*parse_duration(spell_duration(*duration)) == *duration, "a spelled duration is read back as the same");
    if (const auto time = parse_time_of_day(bytes))
        require(*parse_time_of_day(spell_time_of_day(*time)) == *time, "a spelled time is read back as the same");
    if (const auto instant = parse_instant(bytes, here))
        require(*parse_instant(spell_moment({*instant, 0s}), here) == *instant,
            "a spelled instant is read back as the same");
}
