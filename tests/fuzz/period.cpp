#include "epsom/domain/time/period.hpp"

#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

EPSOM_FUZZ_TARGET(period) {
    static const Day today = day("2026-11-20");
    const auto period = parse_period(bytes, today);
    if (!period)
        return require(!period.error().message.empty() && period.error().message == printable(period.error().message),
            "a refusal is a sentence");
    require(period->to <= today, "days after today are left out");
    if (!period->from) return;
    require(*period->from <= period->to, "a period has a day");
    require(*parse_period(spell_range({*period->from, period->to}), today) == *period,
        "a spelled period is read back as the same");
}
