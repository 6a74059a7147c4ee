#include <algorithm>
#include <iterator>

#include "epsom/render/fields.hpp"
#include "epsom/render/today.hpp"

namespace epsom {
namespace {

Record record_of(const NextSlot& next) {
    return {{"dose", next.dose}, {"due", spell_moment(next.slot.at)}, {"state", spell(next.state)},
        {"portion", next.portion}, {"wait_until", next.wait_until ? Value{spell_moment(*next.wait_until)} : Value{}}};
}

Record record_of(const Lane& lane, const Moment& now) {
    std::vector<Record> points, closed;
    for (const LanePoint& point : lane.points)
        points.push_back({{"at", spell_moment(point.at)}, {"state", spell(point.state)}, {"portion", point.portion}});
    const auto spelled = [&](Instant at) { return spell_moment(Moment{at, now.offset}); };
    for (const TimeSpan& span : lane.closed)
        closed.push_back({{"from", spelled(span.from)}, {"until", spelled(span.until)}});
    return {{"name", lane.name}, {"points", points}, {"too_near", closed}};
}

}  // namespace

Record as_needed_fields(const std::optional<AsNeededNow>& dose) {
    const bool has_most = dose && dose->limits.most;
    const auto number = [](Count count) { return Value::fraction(count.thousandths(), 1000); };
    return {{"next_possible", dose && dose->at ? Value{spell_moment(*dose->at)} : Value{}},
        {"in_window", has_most ? number(dose->next.in_window) : Value{}},
        {"most", has_most ? number(*dose->limits.most) : Value{}},
        {"window", has_most ? Value{spell_window(dose->limits.window)} : Value{}}};
}

Record today_record(const Today& today) {
    std::vector<Record> next, as_needed, without, lanes, entries, rows, findings, nights;
    for (const NextSlot& slot : today.next) next.push_back(record_of(slot));
    for (const AsNeededNow& dose : today.as_needed) {
        Record& record = as_needed.emplace_back(Record{{"dose", dose.dose}});
        std::ranges::move(as_needed_fields(dose), std::back_inserter(record));
    }
    for (const LeftToLot& left : today.without)
        without.push_back({{"dose", left.dose}, {"night", left.night}, {"nights", left.nights}});
    for (const Lane& lane : today.lanes) lanes.push_back(record_of(lane, today.now));
    for (const Intake& intake : today.entries) entries.push_back(nested_entry(intake));
    const std::string day = spell_day(today.day);
    for (const ReportRow& row : today.followed) {
        const IntakeFields fields = intake_fields(row, day);
        rows.emplace_back(fields.begin(), fields.end());
    }
    for (const Finding& finding : today.findings) findings.push_back(finding_record(finding));
    for (const Night& night : today.nights) {
        nights.push_back({{"night", spell_day(night.date)}, {"symptom", today.symptom},
            {"rating", night.score ? Value::fraction(night.score->tenths(), 10) : Value{}}});
    }
    return {{"schema", "epsom/today/1"}, {"generated_at", spell_moment(today.now)}, {"day", day},
        {"profile.name", today.name.empty() ? Value{} : Value{today.name}}, {"next", next}, {"as_needed", as_needed},
        {"timeline", lanes}, {"entries", entries}, {"rows", rows}, {"findings", findings}, {"nights", nights},
        {"without", without}};
}

}  // namespace epsom
