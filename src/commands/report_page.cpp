#include "report_page.hpp"

#include <algorithm>
#include <map>

#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/adequacy.hpp"
#include "session/coin_runs.hpp"
#include "session/doses.hpp"
#include "session/food_notice.hpp"
#include "session/intake_query.hpp"
#include "session/labs.hpp"
#include "session/nights.hpp"
#include "session/spacing.hpp"

namespace epsom {
namespace {

using std::chrono::days;

/// How far back spacing is looked at.
constexpr days spacing_looked_at{92};
/// Most bars that can be told apart on paper; most bars drawn on request, the days of a year.
constexpr int bars_on_paper = 106;
constexpr int most_bars_on_a_page = 366;
/// Most nights in a picture.
constexpr int most_nights = 366;
/// Most lines for what was taken.
constexpr std::size_t most_lines = 25;
/// Columns for a note and a name.
constexpr std::size_t note_width = 100;
constexpr std::size_t name_width = 60;

std::string shortened(std::string_view text, std::size_t width) {
    const std::string shown = printable(text);
    return fitted(shown, std::min(display_width(shown), width), false);
}

/// Widens `holds` by what another entry held.
void widen(std::vector<Held>& holds, const Content& content) {
    const auto same = std::ranges::find_if(holds,
        [&](const Held& held) { return held.nutrient == content.nutrient && held.compound == content.compound; });
    if (same == holds.end()) {
        holds.push_back({content.nutrient, content.compound, content.amount, content.amount});
    } else if (content.amount && same->least) {
        same->least = std::min(*same->least, *content.amount);
        same->most = std::max(*same->most, *content.amount);
    } else {
        same->least = same->most = std::nullopt;
    }
}

/// A substance that the tables do not know is a medicine; a mineral that is one too stays a supplement.
bool is_medicine(const std::string& substance) {
    if (substance.empty()) return false;
    const Substance* known = tables::find_substance(substance);
    return known == nullptr || known->type == SubstanceType::drug || known->type == SubstanceType::injected_drug;
}

TakenLine line_of(const Dose& dose, const VisitAsked& asked, const Store& store, const Clock& clock) {
    TakenLine line{.name = shortened(dose.name, name_width),
        .note = shortened(dose.note, note_width),
        .per = spell(dose.serving),
        .substance = dose.substance,
        .medicine = is_medicine(dose.substance),
        .route = dose.route};
    for (const Content& content : dose.contents) widen(line.holds, content);
    line.plan = describe_plan(dose, asked.range.to);
    line.since = std::chrono::floor<days>(dose.created.local());
    if (!dose.plan.schedules.empty()) {
        line.since = dose.plan.schedules.front().from;
        line.kept = adherence(dose.plan, asked.range, watch(store, dose, asked.range).history(), clock);
        if (dose.plan.paused_on(asked.range.to)) line.plan += ", paused";
    }
    return line;
}

/// The entries of the period: doses by their uuid, others by their name.
class Entries {
public:
    Entries(const Store& store, const std::vector<Dose>& doses, const VisitAsked& asked, const Clock& clock) {
        for (const Dose& dose : doses) {
            places_.emplace(dose.uuid, lines_.size());
            lines_.push_back(line_of(dose, asked, store, clock));
        }
        for (const Dose& dose : doses)
            planned_.push_back(schedule_on(dose.plan, asked.range.to) != nullptr && !dose.plan.schedules.empty());
    }

    void add(const Intake& intake) {
        if (is_diary(intake.kind)) return;
        if (const auto dose = places_.find(intake.dose); !intake.dose.empty() && dose != places_.end()) {
            ++lines_[dose->second].entries;
            return;
        }
        if (intake.source == Source::food) return;
        const auto [place, is_new] = places_.emplace(
            "entry " + name_key(intake.what) + (intake.route == Route::topical ? " topical" : ""), lines_.size());
        if (is_new)
            lines_.push_back({.name = shortened(intake.what, name_width),
                .per = intake.contents.empty() ? "" : "each time",
                .medicine = intake.kind == Taken::substance && is_medicine(intake.what),
                .route = intake.route,
                .since = intake.day});
        TakenLine& line = lines_[place->second];
        ++line.entries;
        for (const Content& content : intake.contents) widen(line.holds, content);
    }

    /// Doses first, then the others, the more frequent before the less.
    [[nodiscard]] std::vector<TakenLine> taken() const {
        std::vector<TakenLine> taken;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const TakenLine& line = lines_[i];
            if (line.entries > 0 || (line.kept && line.kept->due() > 0) || (i < planned_.size() && planned_[i]))
                taken.push_back(line);
        }
        std::ranges::stable_sort(taken, [](const TakenLine& a, const TakenLine& b) {
            return a.plan.empty() != b.plan.empty() ? b.plan.empty() : a.plan.empty() && a.entries > b.entries;
        });
        return taken;
    }

private:
    std::vector<TakenLine> lines_;
    std::vector<bool> planned_;  // of the doses, which are the first lines
    std::map<std::string, std::size_t> places_;
};

VisitNights nights_of(const Store& store, DayRange asked, const Clock& clock) {
    const DayRange looked_at{std::max(asked.from, asked.to - days{most_nights - 1}), asked.to};
    VisitNights nights;
    NightLog log = read_nights(store, nights.evening, nights.nutrient, looked_at);
    add_drawn_without(log, store, clock);
    nights.range = nights_begun(looked_at, log, store, clock);
    const auto names = log.names(nights.range);
    SymptomQuestion question{.range = nights.range, .outcomes = {}, .kinds = {}, .since = {}, .from = {}};
    for (const auto& name : names) question.outcomes.push_back({name});
    std::vector<RunReport> runs;
    if (!names.empty()) runs = runs_within(looked_at, store, nights.evening, question.outcomes.front(), clock);
    question.by_lot = std::ranges::any_of(runs, &RunReport::decides);
    nights.report = symptom_report(log, question);
    nights.report.runs = std::move(runs);
    for (SymptomNights& symptom : nights.report.symptoms)
        symptom.outcome.name = shortened(symptom.outcome.name, name_width);
    for (SymptomComparison& comparison : nights.report.comparisons)
        comparison.outcome.name = shortened(comparison.outcome.name, name_width);
    nights.doses = log.nights("", nights.range);
    nights.sleep = log.sleep(nights.range);
    nights.factors = log.factors(nights.range);
    for (FactorNights& factor : nights.factors) factor.name = shortened(factor.name, name_width);
    return nights;
}

/// What the profile's conditions mean for what was taken, in the words of the sources.
void add_conditions(std::vector<CautionText>& cautions, const Profile& profile, const std::vector<bool>& concerned) {
    for (std::size_t i = 0; i < profile.conditions.size(); ++i) {
        const Condition* condition = tables::find_condition(profile.conditions[i]);
        if (condition == nullptr || !concerned[i]) continue;
        const std::string nutrient{info(condition->nutrient).key};
        cautions.push_back({std::string{condition->name} + " is in the profile, and " + nutrient + " was taken.",
            (condition->upper_level_applies ? "" : "The published upper level does not apply. ") +
                ("\u201c" + std::string{condition->fact} + "\u201d (") + std::string{condition->source} + ")."});
    }
}

/// What no gap settles between a medicine and something else that were both taken, in the words of the sources.
void add_standing(std::vector<CautionText>& cautions, std::span<const TakenThing> taken, const RuleBook& book) {
    std::vector<const Interaction*> said;
    for (std::size_t i = 0; i < taken.size(); ++i) {
        for (const Caution& caution : standing_cautions(taken[i], taken.subspan(i + 1), book)) {
            if (std::ranges::find(said, caution.rule) != said.end()) continue;
            said.push_back(caution.rule);
            cautions.push_back({taken[i].name + " and " + caution.other.name + " were both taken.",
                "\u201c" + std::string{caution.rule->fact} + "\u201d (" + std::string{caution.rule->source} + ")."});
        }
    }
}

/// Each pair that was closer together than a rule recommends: how often, and the last time in full.
void add_spacing(std::vector<CautionText>& cautions, const Store& store, const SpacingView& view, DayRange range) {
    struct Collision {
        int times = 0;
        Day day{};
        std::string last;
    };
    std::map<std::pair<std::string, std::string>, Collision> collisions;
    std::vector<TakenThing> things;
    const days reach = reach_of(store.user_rules());
    const Day from = std::max(range.from, range.to - spacing_looked_at + days{1});
    store.for_each_intake({from - reach, range.to}, [&](const Intake& intake) {
        if (!is_diary(intake.kind)) things.push_back(view.thing(intake));
    });
    const RuleBook book = view.book();
    for (std::size_t i = 0, near = 0; i < things.size(); ++i) {
        while (things[i].at.at - things[near].at.at > reach) ++near;
        const Day day = std::chrono::floor<days>(things[i].at.local());
        if (day < from) continue;
        for (const Conflict& conflict : conflicts(things[i], std::span{things}.subspan(near, i - near), book)) {
            Collision& collision = collisions[std::minmax(things[i].name, conflict.other.name)];
            ++collision.times;
            collision.day = day;
            collision.last = explain(things[i], conflict);
        }
    }
    for (const UserRule& rule : store.user_rules()) {
        if (!rule.ignores()) continue;
        cautions.push_back({"Spacing rules for " + rule.first + " and " + rule.second + " are ignored.",
            "The pair is not checked, by the user's choice."});
    }
    for (const auto& [names, collision] : collisions) {
        const std::string times = collision.times == 1 ? "once" : std::to_string(collision.times) + " times";
        cautions.push_back({names.first + " and " + names.second + " were taken closer together than recommended, " +
                                times + (from > range.from ? " since " + spell_day(from) : "") + ".",
            "Last on " + spell_day(collision.day) + ": " + collision.last + "."});
    }
}

Visit gather(const Store& store, const Profile& profile, const VisitAsked& asked, const Clock& clock) {
    Visit visit{.range = asked.range,
        .span = asked.span,
        .made = clock.moment(),
        .authority = asked.authority,
        .profile = profile};
    std::map<Nutrient, std::vector<ReportRow>> rows;
    const IntakeQuery query{store, profile, *asked.authority, asked.range, asked.wanted, clock.today(), {}};
    const auto summaries = query.run({asked.span}, [&](const ReportRow& row) { rows[row.nutrient].push_back(row); });
    for (const ReportSummary& summary : summaries)
        visit.courses.push_back({std::move(rows[summary.nutrient]), summary});
    if (may_be_complete(summaries)) {
        visit.adequacy = read_adequacy(store, profile, *asked.authority, asked.range, asked.wanted, clock.today());
    }

    const SpacingView view{store, clock};
    Entries entries{store, view.doses(), asked, clock};
    std::vector<bool> concerned(profile.conditions.size());
    std::map<std::string, TakenThing> products;
    store.for_each_intake(asked.range, [&](const Intake& intake) {
        entries.add(intake);
        if (!is_diary(intake.kind)) products.try_emplace(intake.what, view.thing(intake));
        for (std::size_t i = 0; i < concerned.size(); ++i) {
            const Condition* condition = tables::find_condition(profile.conditions[i]);
            concerned[i] = concerned[i] || (condition != nullptr && concerns(*condition, intake));
        }
    });
    visit.taken = entries.taken();
    if (visit.taken.size() > most_lines) {
        visit.taken_left_out = static_cast<int>(visit.taken.size() - most_lines);
        visit.taken.resize(most_lines);
    }
    visit.nights = nights_of(store, asked.range, clock);
    visit.labs = labs_in(store, asked.range);
    add_conditions(visit.cautions, profile, concerned);
    std::vector<TakenThing> taken;
    for (auto& [name, thing] : products) taken.push_back(std::move(thing));
    add_standing(visit.cautions, taken, view.book());
    add_spacing(visit.cautions, store, view, asked.range);
    return visit;
}

}  // namespace

Span span_of_page(DayRange range) { return finest_span(range, bars_on_paper); }

ExitCode report_page(Context& context, Store& store, const Profile& profile, const VisitAsked& asked, Format format,
    const Write& write) {
    const int bars = rows_of(asked.range, asked.span);
    if (format != Format::md && bars > most_bars_on_a_page) {
        return context.refuse(
            {std::to_string(bars) + " rows exceed the page limit of " + std::to_string(most_bars_on_a_page),
                "choose a shorter period, or leave out --by"});
    }
    const Visit visit = gather(store, profile, asked, context.clock());
    std::vector<ReportSummary> summaries;
    for (const NutrientCourse& course : visit.courses) summaries.push_back(course.summary);
    say_that_food_is_partial(context, store, summaries);
    write(info(format).page(visit));
    return ExitCode::ok;
}

}  // namespace epsom
