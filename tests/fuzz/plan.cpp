#include "epsom/domain/plan/schedule.hpp"

#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

template <class Parsed, class Spell> void check_read_back(const Parsed& parsed, Spell again) {
    if (parsed) {
        require(again(*parsed), "what was spelled is read back as the same");
    } else {
        require(!parsed.error().message.empty() && parsed.error().message == printable(parsed.error().message),
            "a refusal is a sentence");
    }
}

}  // namespace

EPSOM_FUZZ_TARGET(plan) {
    static const Clock clock = clock_at("2026-11-20T12:00", berlin(), 4h);
    const auto plan = parse_plan(bytes);
    check_read_back(plan, [](const Plan& read) { return *parse_plan(spell(read)) == read; });
    if (plan) {
        Instant last{Instant::min()};
        for (const Slot& slot : slots_between(*plan, {day("2026-10-20"), day("2026-11-20")}, clock)) {
            require(slot.at.at >= last, "slots are in order");
            last = slot.at.at;
        }
    }
    check_read_back(parse_slot_time(bytes), [](const SlotTime& read) { return *parse_slot_time(spell(read)) == read; });
    check_read_back(parse_window(bytes), [](const DayWindow& read) { return *parse_window(spell(read)) == read; });
    check_read_back(
        parse_on(bytes), [](const Rule& read) { return read == Rule{Daily{}} || *parse_on(spell(read)) == read; });
    check_read_back(parse_every(bytes),
        [](const Rule& read) { return read == Rule{Daily{}} || *parse_every(spell(read)) == read; });
    check_read_back(parse_cycle(bytes), [](const Rule& read) { return *parse_cycle(spell(read)) == read; });
    check_read_back(
        parse_interval(bytes), [](const Interval& read) { return *parse_interval(spell(Rule{read})) == read; });
    check_read_back(parse_max(bytes), [](const Limits& read) { return *parse_max(spell_max(read)) == read; });
}
