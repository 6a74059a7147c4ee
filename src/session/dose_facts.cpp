#include "dose_facts.hpp"

#include "coin_runs.hpp"
#include "doses.hpp"
#include "epsom/domain/plan/stock.hpp"
#include "epsom/domain/today.hpp"
#include "epsom/render/today.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

std::string in_words(const PlanEnd& end) {
    const std::string last = "last day " + spell_day(end.last);
    if (end.over) return "finished, " + last;
    return std::to_string(end.left) + (end.left == 1 ? " dose" : " doses") + " left, " + last;
}

std::string contents_in_words(const Dose& dose) {
    std::string text;
    for (const Content& content : dose.contents) {
        if (!text.empty()) text += ", ";
        text += content.amount ? spell(*content.amount, content.nutrient) : "an unknown amount of";
        text += " " + std::string{info(content.nutrient).key};
        if (!content.compound.empty())
            text += " as " + content.compound + (content.basis == Basis::formula ? " (by formula)" : "");
    }
    if (!dose.substance.empty())
        text +=
            (text.empty() ? "" : ", ") + dose.substance + (tables::is_supplement(dose.substance) ? "" : " (medicine)");
    return text;
}

DoseFacts::DoseFacts(const Store& store, const Dose& of, const Clock& clock)
    : dose{of},
      watched{watch(store, of, clock.now)},
      schedule{describe_plan(of, clock.today())},
      paused{of.plan.paused_on(clock.today())} {
    if (const auto slot = next_slot(dose.plan, watched.history(), clock)) {
        next = slot->slot;
        next_text = spell_moment(next->at);
        next_state = slot->state;
    }
    end = end_of(dose.plan, watched.history(), clock);
    for (const PlanChange& change : changes_after(dose.plan, clock.today()))
        ahead.push_back(spell_day(change.day) + " " + change.what);
    left = watched.left();
    if (left) {
        if (const auto day = run_out_day(dose, *left, watched.history(), clock)) run_out = spell_day(*day);
    }
}

namespace {

Value or_null(std::string_view text) { return text.empty() ? Value{} : Value{text}; }

}  // namespace

Record dose_record(const DoseFacts& facts, const Content* content) {
    const Dose& dose = facts.dose;
    Record record{{"name", dose.name}};
    if (content != nullptr) {
        record.push_back({"nutrient", info(content->nutrient).key});
        record.push_back({"amount",
            content->amount ? Value::fraction(content->amount->nanograms(), info(content->nutrient).unit_steps)
                            : Value{}});
        record.push_back({"unit", info(content->nutrient).unit});
        record.push_back({"compound", or_null(content->compound)});
    } else {
        for (const std::string_view key : {"nutrient", "amount", "unit", "compound"}) record.push_back({key, Value{}});
    }
    record.push_back({"serving", Value::fraction(dose.serving.count.thousandths(), 1000)});
    record.push_back({"serving_unit", dose.serving.unit});
    record.push_back({"source", spell(dose.source)});
    record.push_back({"route", spell(dose.route)});
    record.push_back({"substance", or_null(dose.substance)});
    record.push_back({"schedule", facts.schedule});
    record.push_back({"next", or_null(facts.next_text)});
    record.push_back({"paused", facts.paused});
    record.push_back({"stock", facts.left ? Value::fraction(facts.left->thousandths(), 1000) : Value{}});
    record.push_back({"run_out", or_null(facts.run_out)});
    record.push_back({"note", or_null(dose.note)});
    record.push_back({"uuid", dose.uuid});
    record.push_back({"sets", dose.sets.empty() ? Value{} : Value{joined(dose.sets, ", ")}});
    record.push_back({"low_days", dose.low ? Value{std::int64_t{dose.low->count()}} : Value{}});
    record.push_back({"expires", dose.expires ? Value{spell_day(*dose.expires)} : Value{}});
    record.push_back({"ahead", facts.ahead.empty() ? Value{} : Value{joined(facts.ahead, "; ")}});
    record.push_back({"last_day", facts.end ? Value{spell_day(facts.end->last)} : Value{}});
    record.push_back({"doses_left", facts.end ? Value{static_cast<std::int64_t>(facts.end->left)} : Value{}});
    return record;
}

std::vector<Record> content_records(const Dose& dose) {
    std::vector<Record> records;
    for (const Content& content : dose.contents) {
        records.push_back({{"nutrient", info(content.nutrient).key},
            {"amount", content.amount ? Value::fraction(content.amount->nanograms(), info(content.nutrient).unit_steps)
                                      : Value{}},
            {"unit", info(content.nutrient).unit}, {"compound", or_null(content.compound)},
            {"basis", spell(content.basis)}});
    }
    return records;
}

std::string dose_card(const Store& store, const Dose& dose, const Context& context) {
    const DoseFacts facts{store, dose, context.clock()};
    std::string out;
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) out += beside("  " + std::string{name}, 12, printable(value), context.terminal());
    };
    line("contains", contents_in_words(dose) + (dose.contents.empty() ? "" : " in " + spell(dose.serving)));
    line("schedule", facts.schedule);
    for (std::size_t i = 0; i < facts.ahead.size(); ++i) line(i == 0 ? "then" : "", facts.ahead[i]);
    if (facts.end) line("course", in_words(*facts.end));
    const auto runs = coin_runs(dose.plan, context.clock());
    const Day today = context.clock().today();
    const bool shown =
        !runs.empty() && !runs.back().ended && (today <= runs.back().last || schedule_on(dose.plan, today) == nullptr);
    if (shown) line("run", run_in_words(runs.back(), dose.plan, context.clock()));
    if (dose.route == Route::topical) line("route", "topical (not counted in totals)");
    if (dose.source == Source::food) line("source", "food");
    if (facts.paused) {
        for (const Pause& pause : dose.plan.pauses) {
            if (pause.contains(context.clock().today()))
                line("paused",
                    "from " + spell_day(pause.from) + (pause.until ? " until " + spell_day(*pause.until) : ""));
        }
    }
    if (facts.next) {
        const Day date = std::chrono::floor<std::chrono::days>(facts.next->at.local());
        line(facts.next_state == SlotState::due ? "due since" : "next",
            std::string{spell_weekday(date)} + " " + spell_day(date) + " " + spell_time(facts.next->at.local()) + ": " +
                spell_portion(dose, facts.next->servings));
    }
    if (facts.left) {
        line("supply",
            spell_units(*facts.left, dose.serving.unit) + (facts.run_out.empty() ? "" : ", runs out " + facts.run_out));
    }
    if (dose.expires) line("expires", spell_day(*dose.expires));
    if (dose.low) line("low", "reported " + spell_duration(*dose.low) + " before it runs out or expires");
    if (const auto possible = as_needed_now(facts.watched, context.clock())) {
        const std::string reason = why(possible->next, dose.limits);
        line("as needed", in_words(*possible, context.clock().moment()) + (reason.empty() ? "" : ": " + reason));
    } else if (dose.limits.any() && !facts.paused) {
        const NextPossible next = next_possible(dose.limits, facts.watched.intakes, context.clock().now);
        if (next.limit != LimitKind::none && next.at) {
            const LocalTime local = context.clock().zone.at(*next.at).local();
            line("earliest", spell_day(std::chrono::floor<std::chrono::days>(local)) + " " + spell_time(local) + ": " +
                                 why(next, dose.limits));
        }
    }
    line("sets", joined(dose.sets, ", "));
    line("note", dose.note);
    return out;
}

}  // namespace epsom
