#include "profile.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/plan/anchor.hpp"
#include "epsom/domain/settings.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/domain/time/day_meant.hpp"
#include "epsom/render/format.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "session/file_format.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

/// What `profile unset` clears besides the settings.
constexpr std::string_view life_stages = "stage";
constexpr std::array stage_choices{
    Choice{spell(LifeStage::pregnant), "pregnancy"}, Choice{spell(LifeStage::lactating), "lactation"}};
constexpr std::array sex_choices{
    Choice{spell(Sex::female), "reference values for women"}, Choice{spell(Sex::male), "reference values for men"}};
constexpr std::array food_log_choices{Choice{spell(FoodLog::complete), "all food is logged"},
    Choice{spell(FoodLog::partial), "some food may not be logged"}};
constexpr std::array phytate_choices{Choice{spell(Phytate::low), "about 300 mg a day"},
    Choice{spell(Phytate::moderate), "about 600 mg a day"}, Choice{spell(Phytate::high), "about 900 mg a day"},
    Choice{spell(Phytate::very_high), "about 1200 mg a day"}};

/// What 'profile unset' takes.
Choices settings_and_stages() {
    static const std::vector<Choice> choices = [] {
        std::vector<Choice> all;
        for (const SettingInfo& setting : profile_settings()) all.push_back({setting.key, setting.about});
        all.push_back({life_stages, "life stages"});
        return all;
    }();
    return choices;
}

/// The tables and the data file, as far as a typed setting may name what is in them.
SettingSources sources_for(const Context& context, const Store& store) {
    SettingSources sources;
    sources.today = context.clock().today();
    sources.nutrient = [&store](std::string_view name) { return read_nutrient(name, store); };
    sources.authority = [](std::string_view name) -> Result<std::string_view> {
        const auto authority = find_authority(name);
        if (!authority) return authority.error();
        return (*authority)->key;
    };
    sources.condition = [](std::string_view name) -> Result<std::string_view> {
        if (const Condition* condition = tables::find_condition(name)) return condition->key;
        const auto names = choices_of(tables::conditions(), &Condition::key);
        std::string known = "use one of";
        for (const std::string_view key : names) known.append(" ").append(key);
        return unknown("condition", name, names, known);
    };
    return sources;
}

/// Where a birth date was typed that can be read in one way only, the hint is the line with that date.
Error with_line(Error error, const SettingInfo& setting, const std::string& typed, const Context& context) {
    if (setting.key != "born" || parse_iso_day(trim(typed))) return error;
    const auto days = days_meant(typed);
    const std::string line = days.size() == 1 ? context.retyped(typed, spell_day(days[0])) : std::string{};
    if (!line.empty()) error.hint = line;
    return error;
}

/// A setting that was typed twice: one of the two would be dropped.
std::optional<Error> typed_twice(const std::vector<KeptSetting>& settings) {
    for (std::size_t i = 0; i < settings.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (settings[i].key != settings[j].key) continue;
            const auto dot = settings[i].key.find('.');
            return Error{
                "--" + settings[i].key.substr(0, dot) + " is given twice for " + settings[i].key.substr(dot + 1),
                "keep one of them"};
        }
    }
    return std::nullopt;
}

/// The nutrients with a usual diet, a target or an upper level in the profile, in their order.
std::set<Nutrient> nutrients_set(const Profile& profile) {
    std::set<Nutrient> found;
    for (const SettingInfo& setting : profile_settings()) {
        if (setting.amounts == nullptr) continue;
        for (const auto& [nutrient, amount] : profile.*setting.amounts) found.insert(nutrient);
    }
    return found;
}

/// `anchor breakfast lunch` as `anchor.breakfast anchor.lunch`: words behind `anchor` that are no settings name
/// anchors.
std::vector<std::string> settings_named(const std::vector<std::string>& typed) {
    constexpr std::string_view anchor = "anchor";
    std::vector<std::string> names;
    bool of_anchor = false;
    for (const std::string& word : typed) {
        const std::string name = lower(word);
        const std::string group = name.substr(0, name.find('.'));
        if (of_anchor && find_setting(group) == nullptr && group != life_stages) {
            if (names.back() == anchor) names.pop_back();
            names.push_back(std::string{anchor} + "." + name);
        } else {
            of_anchor = name == anchor;
            names.push_back(name);
        }
    }
    return names;
}

std::string stage_in_words(const Stage& stage) {
    return std::string{spell(stage.stage)} + " from " + spell_day(stage.from) +
           (stage.until ? " until " + spell_day(*stage.until) : "");
}

std::string stage_line(const Stage& stage, const std::string& until) {
    return "epsom profile stage " + std::string{spell(stage.stage)} + " --from " + spell_day(stage.from) + " --until " +
           until;
}

/// Which of the two ends the day before the other begins. A stage within another leaves only to begin again.
std::string overlap_hint(const Stage& stage, const Stage& other) {
    const std::chrono::days one{1};
    if (other.from < stage.from) return "end the earlier one first: " + stage_line(other, spell_day(stage.from - one));
    if (stage.from < other.from) return stage_line(stage, spell_day(other.from - one));
    return "to remove every stage: epsom profile unset stage";
}

std::string age_in_words(int months) {
    if (months < 24) return std::to_string(months) + (months == 1 ? " month" : " months");
    return std::to_string(months / 12) + " years";
}

std::string keys_of(std::span<const Nutrient> nutrients, std::string_view between) {
    std::vector<std::string> keys;
    for (const Nutrient nutrient : nutrients) keys.emplace_back(info(nutrient).key);
    return joined(keys, between);
}

void show_text(const Context& context, const Profile& profile) {
    const Person& person = profile.person;
    const Day today = context.clock().today();
    std::string out;
    const auto line = [&](std::string_view name, const std::string& value) {
        out += beside(std::string{name}, 14, value, context.terminal());
    };
    const std::string unknown = "not set";
    if (!profile.name.empty()) line("name", printable(profile.name));
    line("born", person.born
                     ? spell_day(*person.born) + " (" + age_in_words(completed_months(*person.born, today)) + ")"
                     : unknown);
    line("sex", person.sex ? std::string{spell(*person.sex)} : unknown);
    if (person.weight) line("weight", spell_decimal(person.weight->nanograms(), 1000 * ng_per_g, 3) + " kg");
    for (const Stage& stage : person.stages) {
        line("stage", stage_in_words(stage));
    }
    line("reference", profile.authority + ", " + std::string{authority_of(profile).name});
    line("day start", spell_time_of_day(profile.day_start));
    if (profile.food_log) line("food log", std::string{spell(*profile.food_log)});
    if (person.phytate) line("phytate", std::string{spell(*person.phytate)} + " in the diet, for zinc");
    if (!profile.follow.empty()) line("follow", keys_of(profile.follow, ", "));
    for (const auto& condition : profile.conditions) line("condition", printable(condition));
    for (const Anchor& anchor : profile.anchors) line("anchor", printable(anchor.name) + " " + describe_times(anchor));
    for (const Nutrient nutrient : nutrients_set(profile)) {
        for (const SettingInfo& setting : profile_settings()) {
            const auto value = setting.amounts == nullptr ? std::nullopt : (profile.*setting.amounts).of(nutrient);
            if (!value) continue;
            const bool usual = setting.key == "diet";
            line(usual ? setting.about : setting.key,
                spell(*value, nutrient) + " " + std::string{info(nutrient).key} + (usual ? "" : " (personal)"));
        }
    }
    context.print(out);
    if (!person.born || !person.sex) {
        context.hint(std::string{"targets depend on birth date and sex: epsom profile set"} +
                     (person.born ? "" : " --born 1980-05-17") + (person.sex ? "" : " --sex female"));
    }
}

void show_json(const Context& context, const Profile& profile) {
    const Person& person = profile.person;
    const auto day = [](const std::optional<Day>& known) { return known ? Value{spell_day(*known)} : Value{}; };
    std::vector<Record> stages, amounts;
    for (const Stage& stage : person.stages) {
        stages.push_back({{"stage", spell(stage.stage)}, {"from", spell_day(stage.from)}, {"until", day(stage.until)}});
    }
    for (const Nutrient nutrient : nutrients_set(profile)) {
        Record record{{"nutrient", info(nutrient).key}, {"unit", info(nutrient).unit}};
        for (const SettingInfo& setting : profile_settings()) {
            if (setting.amounts == nullptr) continue;
            const auto value = (profile.*setting.amounts).of(nutrient);
            record.push_back(
                {setting.key, value ? Value::fraction(value->nanograms(), info(nutrient).unit_steps) : Value{}});
        }
        amounts.push_back(std::move(record));
    }
    constexpr std::array<std::string_view, 7> weekday_keys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::vector<Record> anchors;
    for (const Anchor& anchor : profile.anchors) {
        Record& record = anchors.emplace_back(Record{{"name", anchor.name}});
        for (std::size_t i = 0; i < anchor.times.size(); ++i) {
            const auto& time = anchor.times[i];
            record.push_back({weekday_keys[i], time ? Value{spell_time_of_day(*time)} : Value{}});
        }
    }
    std::string out;
    append_json(
        out, {{"schema", "epsom/profile/1"}, {"name", profile.name.empty() ? Value{} : Value{profile.name}},
                 {"born", day(person.born)}, {"sex", person.sex ? Value{spell(*person.sex)} : Value{}},
                 {"weight_kg", person.weight ? Value::fraction(person.weight->nanograms(), 1000 * ng_per_g) : Value{}},
                 {"reference", profile.authority}, {"day_start", spell_time_of_day(profile.day_start)},
                 {"food_log", spell(profile.food_log.value_or(FoodLog::partial))}, {"stages", stages},
                 {"nutrients", amounts}, {"phytate", spell(person.phytate.value_or(Phytate::moderate))},
                 {"follow", keys_of(profile.followed(), ",")}, {"anchors", anchors}});
    context.print(out + "\n");
}

/// The doses whose times change with the meals, already changed. Error: a dose is taken with a meal that is gone.
Result<std::vector<Dose>> moved_doses(const Context& context, const Store& store) {
    std::vector<Dose> moved;
    const auto before = context.profile().anchors;
    const auto after = store.profile().anchors;
    if (before == after) return moved;
    for (Dose& dose : store.doses()) {
        auto plan = with_meals(dose.plan, before, after, context.clock());
        if (!plan) {
            return Error{in_quotes(dose.name) + " is taken with a meal: " + plan.error().message,
                "give it times of its own first: epsom dose schedule " + printable(dose.name) + " --at 08:00"};
        }
        if (*plan == dose.plan) continue;
        dose.plan = std::move(*plan);
        moved.push_back(std::move(dose));
    }
    return moved;
}

/// Writes what a command changed: each change of the profile passes here.
ExitCode save(Context& context, const Store& store, Change& change, const std::string& title) {
    const auto moved = moved_doses(context, store);
    if (!moved) return context.refuse(moved.error());
    for (Dose dose : *moved) change.put(dose);
    change.commit(title);
    if (context.quiet()) return ExitCode::ok;
    show_text(context, store.profile());
    for (const Dose& dose : *moved)
        context.print(printable(dose.name) + ": " + describe_plan(dose, context.clock().today()) + "\n");
    return ExitCode::ok;
}

}  // namespace

void ProfileShow::options(Options& options) {
    options.value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples("  epsom profile\n  epsom profile set --born 1980-05-17 --sex female\n  epsom profile unset diet\n");
}

ExitCode ProfileShow::run(Context& context) {
    const auto format = text_or_json("profile", format_);
    if (!format) return context.refuse(format.error());
    const Store store = context.open(Store::Access::read);
    if (*format == Format::json) {
        show_json(context, context.profile());
    } else {
        show_text(context, context.profile());
    }
    return ExitCode::ok;
}

void ProfileSet::options(Options& options) {
    options.group("You", {"--name", "--born", "--sex", "--weight", "--phytate", "--condition"});
    options.group("Targets", {"--reference", "--follow", "--target", "--upper"});
    options.group("Food and days", {"--diet", "--food-log", "--day-start", "--anchor"});
    options.value("--name", name_, "NAME", "Name of the person, for reports and 'check' of several databases")
        .value("--born", born_, "DAY", "Birth date, such as 1980-05-17; targets depend on the age on each day")
        .value("--sex", sex_, "SEX", "female or male (selects the reference table)")
        .words(sex_choices)
        .value("--weight", weight_, "KG", "Body weight, such as 24kg, for limits per kilogram")
        .value("--reference", reference_, "AUTHORITY",
            "Reference authority: US_CA (default), EFSA, UK, AU_NZ, NORDIC, DACH, WHO_FAO, JAPAN, CHINA or INDIA")
        .value("--follow", follow_, "NUTRIENTS",
            "Nutrients that 'check target' compares with their targets (default: magnesium)")
        .value("--phytate", phytate_, "LEVEL",
            "Phytate in your diet, for zinc: low, moderate (default), high or very-high")
        .words(phytate_choices)
        .value("--day-start", day_start_, "TIME",
            "Start of the day, such as 04:00; a dose at 01:30 then counts for the day before")
        .values("--diet", diet_, "NUTRIENT=AMOUNT",
            "Usual daily amount from food, for days without all food logged: magnesium=250mg")
        .value("--food-log", food_log_, "HOW", "Whether you log all your food: complete or partial (default: partial)")
        .words(food_log_choices)
        .values(
            "--target", target_, "NUTRIENT=AMOUNT", "Personal target, set with a clinician; replaces the authority's")
        .values("--upper", upper_, "NUTRIENT=AMOUNT",
            "Personal upper level, set with a clinician; replaces the authority's")
        .values("--condition", condition_, "CONDITION",
            "Condition with a caution for magnesium or iron, such as kidney-disease")
        .values("--anchor", anchor_, "NAME=TIME",
            "Time of a meal, such as breakfast=07:30; breakfast:sat,sun=09:00 on these days")
        .examples(
            "  epsom profile set --born 1980-05-17 --sex female\n"
            "  epsom profile set --name Anna\n"
            "  epsom profile set --reference EFSA --day-start 04:00\n"
            "  epsom profile set --diet magnesium=250mg --target magnesium=400mg\n"
            "  epsom profile set --food-log complete\n"
            "  epsom profile set --follow magnesium,iron\n"
            "  epsom profile set --anchor breakfast=07:30\n"
            "  epsom profile set --anchor breakfast:sat,sun=09:00\n");
}

ExitCode ProfileSet::run(Context& context) {
    const auto one = [](const std::optional<std::string>& typed) {
        return typed ? std::span{&*typed, 1} : std::span<const std::string>{};
    };
    struct Typed {
        std::string_view key;
        std::span<const std::string> texts;
    };
    // What is followed has a target, perhaps one that is typed with it, or one of the authority that is.
    const std::array every_typed{Typed{"name", one(name_)}, Typed{"born", one(born_)}, Typed{"sex", one(sex_)},
        Typed{"weight", one(weight_)}, Typed{"reference", one(reference_)}, Typed{"day-start", one(day_start_)},
        Typed{"food-log", one(food_log_)}, Typed{"phytate", one(phytate_)}, Typed{"diet", diet_},
        Typed{"target", target_}, Typed{"upper", upper_}, Typed{"follow", one(follow_)},
        Typed{"condition", condition_}};
    assert(every_typed.size() + 1 == profile_settings().size());
    std::vector<KeptSetting> settings;
    Store store = context.open_draft();
    SettingSources sources = sources_for(context, store);
    sources.reference = [&]() -> const Authority& {
        const Authority& usual = authority_of(context.profile());
        return reference_ ? **find_authority(*reference_) : usual;
    };
    sources.has_own_target = [&](Nutrient nutrient) {
        const std::string own = "target." + std::string{info(nutrient).key};
        return context.profile().target.of(nutrient) ||
               std::ranges::find(settings, own, &KeptSetting::key) != settings.end();
    };
    for (const Typed& typed : every_typed) {
        const SettingInfo& setting = *find_setting(typed.key);
        for (const std::string& text : typed.texts) {
            auto kept = setting.parse(text, sources);
            if (!kept) return context.refuse(with_line(kept.error(), setting, text, context));
            settings.push_back(std::move(*kept));
        }
    }
    const auto anchors = read_anchors(anchor_, context.profile().anchors);
    if (!anchors) return context.refuse(anchors.error());
    for (const Anchor& anchor : *anchors) {
        if (find_setting(anchor.name) != nullptr || anchor.name == life_stages)
            return context.refuse(
                {in_quotes(anchor.name) + " is a setting", "choose another name, such as 'breakfast'"});
        settings.push_back({"anchor." + anchor.name, spell_times(anchor)});
    }
    if (settings.empty()) return context.refuse({"nothing to set", "epsom profile set --born 1980-05-17 --sex female"});
    if (const auto error = typed_twice(settings)) return context.refuse(*error);
    const bool male = std::ranges::any_of(
        settings, [](const KeptSetting& each) { return each.key == "sex" && each.value == spell(Sex::male); });
    if (const auto& stages = context.profile().person.stages; male && !stages.empty()) {
        return context.refuse({"life stages require sex female; the profile says " + stage_in_words(stages.front()),
            "to remove every stage: epsom profile unset stage"});
    }

    context.begin(store);
    Change change{store, context.clock().now};
    std::string title = "profile set";
    for (const KeptSetting& setting : settings) {
        change.set(setting.key, setting.value);
        title += " " + setting.key;
    }
    return save(context, store, change, title);
}

void ProfileUnset::options(Options& options) {
    options.operands("NAME...", names_, settings_and_stages(), true)
        .examples(
            "  epsom profile unset sex\n  epsom profile unset diet\n  epsom profile unset target.magnesium\n"
            "  epsom profile unset anchor breakfast\n");
}

ExitCode ProfileUnset::run(Context& context) {
    auto known = choices_of(profile_settings(), &SettingInfo::key);
    known.push_back(life_stages);
    std::string use_one = "use one of";
    for (const std::string_view name : known) use_one.append(" ").append(name);
    if (names_.empty()) {
        return context.refuse({"missing NAME", use_one});
    }
    Store store = context.open_existing();
    Change change{store, context.clock().now};
    std::string title = "profile unset";
    const auto names = settings_named(names_);
    for (const auto& name : names) {
        const auto dot = name.find('.');
        const std::string group = name.substr(0, dot);
        const SettingInfo* setting = find_setting(group);
        const bool by_nutrient = setting != nullptr && setting->of == SettingOf::nutrient;
        const bool is_anchor = setting != nullptr && setting->of == SettingOf::anchor;
        if ((setting == nullptr && group != life_stages) || (dot != std::string::npos && !by_nutrient && !is_anchor))
            return context.refuse({"unknown setting " + in_quotes(name), hint_for(group, known, use_one)});
        if (std::ranges::count(names, name) > 1)
            return context.refuse({in_quotes(name) + " is given twice", "epsom profile unset " + name});
        title += " " + name;
        if (setting == nullptr) {
            change.remove_stages();
        } else if (setting->of == SettingOf::condition) {
            for (const auto& condition : store.profile().conditions) change.set(group + "." + condition, std::nullopt);
        } else if (is_anchor) {
            const auto& anchors = context.profile().anchors;
            const std::string_view one = dot == std::string::npos ? "" : std::string_view{name}.substr(dot + 1);
            if (dot != std::string::npos && !anchors.empty() && find_anchor(anchors, one) == nullptr)
                return context.refuse(unknown("anchor", one, choices_of(anchors, &Anchor::name)));
            for (const Anchor& anchor : anchors) {
                if (dot == std::string::npos || name_key(anchor.name) == name_key(one))
                    change.set("anchor." + anchor.name, std::nullopt);
            }
        } else if (!by_nutrient) {
            change.set(name, std::nullopt);
        } else if (dot == std::string::npos) {
            for (const Nutrient nutrient : nutrients_set(store.profile()))
                change.set(group + "." + std::string{info(nutrient).key}, std::nullopt);
        } else {
            const auto nutrient = read_nutrient(std::string_view{name}.substr(dot + 1), store);
            if (!nutrient) return context.refuse(nutrient.error());
            change.set(group + "." + std::string{info(*nutrient).key}, std::nullopt);
        }
    }
    if (change.empty()) {
        return context.refuse({names.size() == 1 ? in_quotes(names.front()) + " is not set" : "none of these is set",
            "'epsom profile' shows the settings"});
    }
    return save(context, store, change, title);
}

void ProfileStage::options(Options& options) {
    options.operands("pregnant|lactating", stage_, stage_choices)
        .value("--from", from_, "DAY", "First day")
        .value("--until", until_, "DAY", "Last day, once known")
        .examples(
            "  epsom profile stage pregnant --from 2026-03-01\n"
            "  epsom profile stage pregnant --from 2026-03-01 --until 2026-11-28\n");
}

ExitCode ProfileStage::run(Context& context) {
    const std::string name = stage_.size() == 1 ? lower(stage_.front()) : "";
    if (name != "pregnant" && name != "lactating") {
        constexpr std::string_view usual = "epsom profile stage pregnant --from 2026-03-01";
        if (stage_.empty()) return context.refuse({"missing life stage", std::string{usual}});
        return context.refuse(
            unknown("life stage", joined(stage_), std::array<std::string_view, 2>{"pregnant", "lactating"}, usual));
    }
    Store store = context.open_draft();
    const Day today = context.clock().today();
    const Person& person = context.profile().person;
    if (!from_) {
        const auto open = std::ranges::find_if(
            person.stages, [&name](const Stage& known) { return spell(known.stage) == name && !known.until; });
        return context.refuse(
            {"missing --from", open == person.stages.end() ? "epsom profile stage " + name + " --from 2026-03-01"
                                                           : stage_line(*open, printable(until_.value_or("today")))});
    }
    const auto from = parse_day(*from_, today);
    if (!from) return context.refuse(from.error());
    Stage stage{name == "pregnant" ? LifeStage::pregnant : LifeStage::lactating, *from, std::nullopt};
    if (until_) {
        const auto until = parse_day(*until_, today);
        if (!until) return context.refuse(until.error());
        if (*until < *from)
            return context.refuse(
                {"the stage ends on " + spell_day(*until) + ", before it starts on " + spell_day(*from),
                    stage_line({stage.stage, *until, {}}, spell_day(*from))});
        stage.until = *until;
    }
    if (person.sex == Sex::male) {
        return context.refuse(
            {"life stages require sex female; the profile says male", "to change it: epsom profile set --sex female"});
    }
    if (std::ranges::find(person.stages, stage) != person.stages.end()) {
        return context.refuse({stage_in_words(stage) + " is already recorded", "'epsom profile' shows it"});
    }
    if (const Stage* other = overlapping(person.stages, stage)) {
        return context.refuse(
            {stage_in_words(stage) + " overlaps " + stage_in_words(*other), overlap_hint(stage, *other)});
    }
    context.begin(store);
    Change change{store, context.clock().now};
    change.add_stage(stage);
    return save(context, store, change,
        "profile stage " + name + " from " + spell_day(*from) +
            (stage.until ? " until " + spell_day(*stage.until) : ""));
}

}  // namespace epsom
