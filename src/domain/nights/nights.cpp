#include "epsom/domain/nights/nights.hpp"

#include <algorithm>
#include <functional>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/nights/diary.hpp"
#include "epsom/domain/nights/sleep.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

using std::chrono::days;

Result<Evening> parse_evening(std::string_view text) {
    constexpr std::string_view how = "use 17:00..03:00";
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) return Error{in_quotes(text) + " is not a time range", std::string{how}};
    const auto from = parse_time_of_day(text.substr(0, dots));
    const auto to = parse_time_of_day(text.substr(dots + 2));
    if (!from || !to) return Error{(from ? to : from).error().message, std::string{how}};
    if (*from == *to) return Error{in_quotes(text) + " starts and ends at the same time", std::string{how}};
    return Evening{*from, *to};
}

std::string spell(const Evening& evening) {
    return spell_time_of_day(evening.from) + ".." + spell_time_of_day(evening.to);
}

std::optional<Day> evening_of(const Evening& evening, LocalTime local) {
    const Day date = std::chrono::floor<days>(local);
    const auto time = std::chrono::floor<minutes>(local - date);
    if (evening.from < evening.to)
        return evening.from <= time && time <= evening.to ? std::optional{date} : std::nullopt;
    if (time >= evening.from) return date;
    if (time <= evening.to) return date - days{1};
    return std::nullopt;
}

std::optional<Mass> NightFacts::dose() const {
    if ((!recorded && !left_to_lot) || unknown_amount) return std::nullopt;
    Mass sum;
    for (const Mass one : intakes) sum += one;
    return sum;
}

DoseNights dose_nights(std::span<const Night> nights, Mass at_least) {
    DoseNights counts;
    for (const Night& night : nights)
        ++(!night.dose                ? counts.unknown
            : *night.dose == Mass{}   ? counts.none
            : *night.dose >= at_least ? counts.enough
                                      : counts.less);
    return counts;
}

namespace {

std::optional<int> value_of(const NightOutcome& outcome, const NightFacts& facts) {
    if (outcome.kind == OutcomeKind::symptom) {
        const auto score = facts.scores.find(name_key(outcome.name));
        return score == facts.scores.end() ? std::nullopt : std::optional{score_of(score->second).tenths()};
    }
    if (!facts.sleep) return std::nullopt;
    const SleepDetails details = details_of(*facts.sleep);
    const auto in_steps = [&](int count) { return count * outcome.scale().steps; };
    switch (outcome.kind) {
        case OutcomeKind::sleep_quality:
            return details.quality ? std::optional{details.quality->tenths()} : std::nullopt;
        case OutcomeKind::sleep_latency:
            return details.latency ? std::optional{static_cast<int>(details.latency->count())} : std::nullopt;
        case OutcomeKind::wakings: return details.wakings ? std::optional{in_steps(*details.wakings)} : std::nullopt;
        case OutcomeKind::sleep_time:
        case OutcomeKind::symptom: break;
    }
    return facts.sleep->value ? std::optional{static_cast<int>(*facts.sleep->value)} : std::nullopt;
}

/// Whether an entry counts as the factor being present. Where a minimum was given, its number must reach that.
bool enough(const AskedFactor& factor, const Intake& entry) {
    const auto number = number_of(entry);
    if (!factor.at_least) return number != Count{0};
    return number && *number >= *factor.at_least;
}

/// Whether the factor was there on the night of `date`; empty when nobody knows.
std::optional<bool> there(const AskedFactor& factor, const NightFacts& facts, Day date) {
    bool rated = false;
    for (const Intake& entry : facts.factors) {
        const bool late_enough = !factor.after || entry.moment.local() - date >= *factor.after;
        if (name_key(entry.what) != name_key(factor.name) || !late_enough) continue;
        if (enough(factor, entry)) return true;
        rated = rated || number_of(entry);
    }
    // A rating that nobody gave is not a low one.
    const bool known = factor.at_least ? rated : facts.factors_known();
    return known ? std::optional{false} : std::nullopt;
}

}  // namespace

void NightLog::add(const Intake& intake) {
    const auto keep_later = [&intake](Intake& kept) {
        if (later(intake, kept)) kept = intake;
    };
    if (intake.kind == Taken::symptom) {
        const auto [place, is_new] = facts_[intake.day].scores.try_emplace(name_key(intake.what), intake);
        if (!is_new) keep_later(place->second);
        return;
    }
    if (intake.kind == Taken::sleep) {
        NightFacts& facts = facts_[intake.day];
        facts.sleeps.push_back(intake);
        std::ranges::sort(facts.sleeps, later);
        facts.sleep = facts.sleeps.front();
        for (const Intake& earlier : facts.sleeps) facts.sleep = with_earlier_sleep(*facts.sleep, earlier);
        return;
    }
    if (intake.kind == Taken::lab || intake.kind == Taken::note) return;
    const auto evening = evening_of(evening_, intake.moment.local());
    NightFacts& facts = facts_[evening.value_or(intake.day)];
    if (is_diary(intake.kind)) {
        facts.factors.push_back(intake);
        return;
    }
    facts.recorded = true;
    if (!evening || intake.source != Source::supplement || intake.route != Route::oral) return;
    const auto content = std::ranges::find(intake.contents, nutrient_, &Content::nutrient);
    if (content == intake.contents.end()) return;
    if (!content->amount) facts.unknown_amount = true;
    else if (*content->amount > Mass{}) facts.intakes.push_back(*content->amount);
}

Result<AskedFactor> parse_asked_factor(std::string_view text) {
    constexpr std::string_view word = " after ";
    AskedFactor factor;
    if (const auto at = text.rfind(word); at != std::string_view::npos) {
        // "walk after dinner" is a name.
        if (const auto time = parse_time_of_day(text.substr(at + word.size()))) {
            factor.after = *time;
            text = text.substr(0, at);
        }
    }
    if (const auto blank = text.rfind(' '); blank != std::string_view::npos) {
        const auto number = parse_count(text.substr(blank + 1));
        if (number && is_plain_number(text.substr(blank + 1)) && *number > Count{0}) {
            factor.at_least = *number;
            text = text.substr(0, blank);
        }
    }
    factor.name = text;
    const auto name = check_diary_name(factor.name);
    if (!name) return name.error();
    factor.name = *name;
    return factor;
}

std::string spell(const AskedFactor& factor) {
    return factor.name + (factor.at_least ? " of " + spell(*factor.at_least) + " or more" : "") +
           (factor.after ? " after " + spell_time_of_day(*factor.after) : "");
}

const NightFacts* NightLog::on(Day date) const {
    const auto found = facts_.find(date);
    return found == facts_.end() ? nullptr : &found->second;
}

std::vector<Night> NightLog::nights(std::string_view name, DayRange range) const {
    const std::string key = name_key(name);
    std::vector<Night> all;
    for (Day date = range.from; date <= range.to; date += days{1}) {
        Night night{date, {}, {}};
        if (const NightFacts* facts = on(date)) {
            night.dose = facts->dose();
            if (const auto score = facts->scores.find(key); score != facts->scores.end())
                night.score = score_of(score->second);
        }
        all.push_back(night);
    }
    return all;
}

SleepNights NightLog::sleep(DayRange range) const {
    SleepNights sleep;
    minutes slept{0};
    for (Day date = range.from; date <= range.to; date += days{1}) {
        const NightFacts* facts = on(date);
        auto& night = sleep.nights.emplace_back();
        if (facts == nullptr || !facts->sleep || !facts->sleep->value) continue;
        night = minutes{*facts->sleep->value};
        slept += *night;
        ++sleep.logged;
    }
    if (sleep.logged > 0) sleep.mean = (slept + minutes{sleep.logged / 2}) / sleep.logged;
    return sleep;
}

std::vector<std::optional<int>> NightLog::values(const NightOutcome& outcome, DayRange range) const {
    std::vector<std::optional<int>> all;
    for (Day date = range.from; date <= range.to; date += days{1}) {
        const NightFacts* facts = on(date);
        all.push_back(facts == nullptr ? std::nullopt : value_of(outcome, *facts));
    }
    return all;
}

std::vector<ComparedNight> NightLog::told_apart(
    const NightOutcome& outcome, const NightKind& kind, DayRange range) const {
    std::vector<ComparedNight> all;
    for (Day date = range.from; date <= range.to; date += days{1}) {
        ComparedNight night{date, {}, {}};
        if (const NightFacts* facts = on(date)) {
            night.value = value_of(outcome, *facts);
            if (const auto* factor = std::get_if<AskedFactor>(&kind)) night.with = there(*factor, *facts, date);
            else if (const auto dose = facts->dose()) night.with = *dose >= std::get<Mass>(kind);
        }
        all.push_back(night);
    }
    return all;
}

std::vector<FactorNights> NightLog::factors(DayRange range) const {
    std::map<std::string, FactorNights> known;
    for (auto facts = facts_.lower_bound(range.from); facts != facts_.end() && facts->first <= range.to; ++facts) {
        const auto place = static_cast<std::size_t>((facts->first - range.from).count());
        for (const Intake& entry : facts->second.factors) {
            if (number_of(entry) == Count{0}) continue;
            FactorNights& factor = known[name_key(entry.what)];
            if (factor.there.empty()) {
                factor.name = entry.what;
                factor.there.resize(static_cast<std::size_t>(range.days()));
            }
            if (!factor.there[place]) ++factor.nights;
            factor.there[place] = true;
        }
    }
    std::vector<FactorNights> sorted;
    for (auto& [key, factor] : known) sorted.push_back(std::move(factor));
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &FactorNights::nights);
    return sorted;
}

std::vector<std::string> NightLog::names(DayRange range) const {
    struct Known {
        std::string name;
        int nights = 0;
    };
    std::map<std::string, Known> known;
    for (auto facts = facts_.lower_bound(range.from); facts != facts_.end() && facts->first <= range.to; ++facts) {
        for (const auto& [key, score] : facts->second.scores) {
            known[key].name = score.what;
            ++known[key].nights;
        }
    }
    std::vector<Known> sorted;
    for (auto& [key, one] : known) sorted.push_back(std::move(one));
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &Known::nights);
    std::vector<std::string> names;
    for (auto& one : sorted) names.push_back(std::move(one.name));
    return names;
}

std::optional<Mass> NightLog::usual_dose(DayRange range) const {
    std::map<Mass, int> times;
    for (auto facts = facts_.lower_bound(range.from); facts != facts_.end() && facts->first <= range.to; ++facts) {
        for (const Mass amount : facts->second.intakes) ++times[amount];
    }
    std::optional<Mass> usual;
    for (const auto& [amount, count] : times) {
        if (!usual || count >= times[*usual]) usual = amount;
    }
    return usual;
}

}  // namespace epsom
