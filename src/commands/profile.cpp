#include "profile.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/domain/time/day_meant.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/file_format.hpp"
#include "session/reference.hpp"

namespace epsom {
namespace {

/// A setting as the store keeps it, and as the undo list names it.
struct NewSetting {
    std::string key;
    std::string value;
};

/// `magnesium=250mg`; where a food folate amount is meant, in DFE.
Result<NutrientAmount> read_nutrient_amount(std::string_view option, const std::string& text, const Store& store) {
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
        return Error{"missing amount in " + std::string{option} + " " + in_quotes(text),
            "add the amount, such as magnesium=250mg"};
    }
    const auto nutrient = read_nutrient(std::string_view{text}.substr(0, equals), store);
    if (!nutrient) return nutrient.error();
    const auto amount = parse_quantity(text.substr(equals + 1), *nutrient);
    if (!amount) return amount.error();
    return NutrientAmount{*nutrient, *amount};
}

/// The line that names a birth date as epsom reads it; both readings where there are two.
std::string born_hint(const Context& context, const std::string& text) {
    const auto days = days_meant(text);
    if (days.empty()) return "use the full date, such as 1980-05-17";
    if (days.size() == 2) return "use " + spell_day(days[0]) + " or " + spell_day(days[1]);
    const std::string line = context.retyped(text, spell_day(days[0]));
    return line.empty() ? "use " + spell_day(days[0]) : line;
}

Result<Day> read_born(const std::string& text, const Context& context) {
    const Day today = context.clock().today();
    const auto day = parse_iso_day(trim(text));
    if (!day) return Error{"invalid birth date " + in_quotes(text), born_hint(context, text)};
    if (*day > today) {
        return Error{
            "birth date " + in_quotes(text) + " is in the future", "use the date of birth, such as 1980-05-17"};
    }
    if (completed_months(*day, today) > 130 * 12) {
        return Error{"birth date " + in_quotes(text) + " is more than 130 years ago",
            "use the date of birth, such as 1980-05-17"};
    }
    return *day;
}

Result<std::string_view> read_sex(const std::string& text) {
    constexpr std::array<std::string_view, 6> of_women{"female", "f", "w", "woman", "girl", "fem"};
    constexpr std::array<std::string_view, 5> of_men{"male", "m", "man", "boy", "masc"};
    const std::string word = lower(trim(text));
    for (const Sex sex : {Sex::female, Sex::male}) {
        if (word == spell(sex)) return spell(sex);
    }
    const bool woman = std::ranges::find(of_women, word) != of_women.end();
    const bool man = std::ranges::find(of_men, word) != of_men.end();
    const std::string near = woman ? "did you mean 'female'?"
                             : man ? "did you mean 'male'?"
                                   : did_you_mean(word, std::array<std::string_view, 2>{"female", "male"});
    return Error{
        "unknown sex " + in_quotes(text), near.empty() ? "use female or male (selects the reference table)" : near};
}

/// A setting that was typed twice: one of the two would be dropped.
std::optional<Error> typed_twice(const std::vector<NewSetting>& settings) {
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

struct Setting {
    std::string_view name;
    std::optional<Mass> (*value)(const Profile&, Nutrient);
};
constexpr std::array per_nutrient{
    Setting{"diet", [](const Profile& profile, Nutrient nutrient) { return profile.usual_diet.of(nutrient); }},
    Setting{"target", [](const Profile& profile, Nutrient nutrient) { return profile.target.of(nutrient); }},
    Setting{"upper", [](const Profile& profile, Nutrient nutrient) { return profile.upper.of(nutrient); }},
};

/// Those with a usual diet, a target or an upper level in the profile, in their order.
std::set<Nutrient> nutrients_set(const Profile& profile) {
    std::set<Nutrient> found;
    for (const Amounts* amounts : {&profile.usual_diet, &profile.target, &profile.upper}) {
        for (const auto& [nutrient, amount] : *amounts) found.insert(nutrient);
    }
    return found;
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
    if (months < 24) return std::to_string(months) + " months";
    return std::to_string(months / 12) + " years";
}

std::string keys_of(std::span<const Nutrient> nutrients, std::string_view between) {
    std::vector<std::string> keys;
    for (const Nutrient nutrient : nutrients) keys.emplace_back(info(nutrient).key);
    return joined(keys, between);
}

/// `magnesium,iron` as it is kept. Error: what has neither a published nor a personal target could not be checked.
Result<std::string> read_follow(const std::string& text, const Store& store, const Authority& authority,
    const std::function<bool(Nutrient)>& has_target) {
    std::vector<Nutrient> followed;
    for (const std::string& part : split(text, ',')) {
        const auto nutrient = read_nutrient(trim(part), store);
        if (!nutrient) return nutrient.error();
        const std::string key{info(*nutrient).key};
        if (std::ranges::find(followed, *nutrient) != followed.end())
            return Error{key + " is named twice", "keep one of them"};
        const bool published = std::ranges::any_of(
            authority.rows_of(*nutrient), [](const ReferenceValue& row) { return role_of(row.kind) == Role::target; });
        if (!published && !has_target(*nutrient)) {
            return Error{"there is no target of " + std::string{authority.key} + " for " + key,
                "set your own: epsom profile set --target " + key + "=AMOUNT --follow " + key};
        }
        followed.push_back(*nutrient);
    }
    return keys_of(followed, ",");
}

void show_text(const Context& context, const Profile& profile) {
    const Person& person = profile.person;
    const Day today = context.clock().today();
    std::string out;
    const auto line = [&](std::string_view name, const std::string& value) {
        out += beside(std::string{name}, 14, value, context.terminal());
    };
    const std::string unknown = "not set";
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
    for (const Nutrient nutrient : nutrients_set(profile)) {
        for (const Setting& group : per_nutrient) {
            if (const auto value = group.value(profile, nutrient)) {
                line(group.name == "diet" ? "usual diet" : group.name, spell(*value, nutrient) + " " +
                                                                           std::string{info(nutrient).key} +
                                                                           (group.name == "diet" ? "" : " (personal)"));
            }
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
    const auto text = [](const std::optional<Day>& day) { return day ? spell_day(*day) : std::string{}; };
    const auto maybe = [](const std::string& value) { return value.empty() ? Value{} : Value{value}; };
    const std::string born = text(person.born);
    const std::string day_start = spell_time_of_day(profile.day_start);
    const std::string follow = keys_of(profile.followed(), ",");
    std::vector<std::string> days;
    days.reserve(2 * person.stages.size());
    std::vector<Record> stages, amounts;
    for (const Stage& stage : person.stages) {
        const std::string& from = days.emplace_back(spell_day(stage.from));
        const std::string& until = days.emplace_back(text(stage.until));
        stages.push_back({{"stage", spell(stage.stage)}, {"from", from}, {"until", maybe(until)}});
    }
    for (const Nutrient nutrient : nutrients_set(profile)) {
        Record record{{"nutrient", info(nutrient).key}, {"unit", info(nutrient).unit}};
        for (const Setting& group : per_nutrient) {
            const auto value = group.value(profile, nutrient);
            record.push_back(
                {group.name, value ? Value::fraction(value->nanograms(), info(nutrient).unit_steps) : Value{}});
        }
        amounts.push_back(std::move(record));
    }
    std::string out;
    append_json(
        out, {{"schema", "epsom/profile/1"}, {"born", maybe(born)},
                 {"sex", person.sex ? Value{spell(*person.sex)} : Value{}},
                 {"weight_kg", person.weight ? Value::fraction(person.weight->nanograms(), 1000 * ng_per_g) : Value{}},
                 {"reference", profile.authority}, {"day_start", day_start},
                 {"food_log", spell(profile.food_log.value_or(FoodLog::partial))}, {"stages", stages},
                 {"nutrients", amounts}, {"phytate", spell(person.phytate.value_or(Phytate::moderate))},
                 {"follow", follow}});
    context.print(out + "\n");
}

}  // namespace

void ProfileShow::options(Options& options) {
    options.value("--format", format_, "FORMAT", "text or json (default: text)")
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
    options.group("You", {"--born", "--sex", "--weight", "--phytate", "--condition"});
    options.group("Targets", {"--reference", "--follow", "--target", "--upper"});
    options.group("Food and days", {"--diet", "--food-log", "--day-start"});
    options.value("--born", born_, "DAY", "Birth date, such as 1980-05-17; targets depend on the age on each day")
        .value("--sex", sex_, "SEX", "female or male (selects the reference table)")
        .value("--weight", weight_, "KG", "Body weight, such as 24kg, for limits per kilogram")
        .value("--reference", reference_, "AUTHORITY",
            "Reference authority: US_CA (default), EFSA, UK, AU_NZ, NORDIC, DACH, WHO_FAO, JAPAN, CHINA or INDIA")
        .value("--follow", follow_, "NUTRIENTS",
            "Nutrients that 'check target' compares with their targets (default: magnesium)")
        .value("--phytate", phytate_, "LEVEL",
            "Phytate in your diet, for zinc: low, moderate (default), high or very-high")
        .value("--day-start", day_start_, "TIME",
            "Start of the day, such as 04:00; a dose at 01:30 then counts for the day before")
        .values("--diet", diet_, "NUTRIENT=AMOUNT",
            "Usual daily amount from food, for days without all food logged: magnesium=250mg")
        .value("--food-log", food_log_, "HOW", "Whether you log all your food: complete or partial (default: partial)")
        .values(
            "--target", target_, "NUTRIENT=AMOUNT", "Personal target, set with a clinician; replaces the authority's")
        .values("--upper", upper_, "NUTRIENT=AMOUNT",
            "Personal upper level, set with a clinician; replaces the authority's")
        .values("--condition", condition_, "CONDITION",
            "Condition with a caution for magnesium or iron, such as kidney-disease")
        .examples(
            "  epsom profile set --born 1980-05-17 --sex female\n"
            "  epsom profile set --reference EFSA --day-start 04:00\n"
            "  epsom profile set --diet magnesium=250mg --target magnesium=400mg\n"
            "  epsom profile set --food-log complete\n"
            "  epsom profile set --follow magnesium,iron\n");
}

ExitCode ProfileSet::run(Context& context) {
    std::vector<NewSetting> settings;
    Store store = context.open_draft();
    if (born_) {
        const auto day = read_born(*born_, context);
        if (!day) return context.refuse(day.error());
        settings.push_back({"born", spell_day(*day)});
    }
    if (sex_) {
        const auto sex = read_sex(*sex_);
        if (!sex) return context.refuse(sex.error());
        settings.push_back({"sex", std::string{*sex}});
    }
    if (weight_) {
        std::string text = lower(trim(*weight_));
        if (text.ends_with("kg")) text = std::string{trim(std::string_view{text}.substr(0, text.size() - 2))};
        // A kilogram is read as if it were a gram, then multiplied: amounts of more than 1 kg are refused elsewhere.
        const auto grams = parse_mass(text + "g");
        if (!grams || *grams < 1_g || *grams > 500_g) {
            return context.refuse({"invalid body weight " + in_quotes(*weight_), "use kilograms, such as 24kg"});
        }
        settings.push_back({"weight", std::to_string(grams->nanograms() * 1000)});
    }
    if (reference_) {
        const auto authority = find_authority(*reference_);
        if (!authority) return context.refuse(authority.error());
        settings.push_back({"reference", std::string{(*authority)->key}});
    }
    if (day_start_) {
        const auto time = parse_time_of_day(*day_start_);
        if (!time) return context.refuse(time.error());
        if (*time >= std::chrono::hours{12}) {
            return context.refuse(
                {in_quotes(*day_start_) + " is too late for a day start", "use a time before 12:00, such as 04:00"});
        }
        settings.push_back({"day-start", std::to_string(time->count())});
    }
    if (food_log_) {
        const std::string log = lower(trim(*food_log_));
        if (std::ranges::find(every_food_log, log, [](FoodLog known) { return spell(known); }) ==
            every_food_log.end()) {
            const std::string near = did_you_mean(log, std::array<std::string_view, 2>{"complete", "partial"});
            return context.refuse(
                {"unknown food log " + in_quotes(*food_log_), near.empty() ? "use complete or partial" : near});
        }
        settings.push_back({"food-log", log});
    }
    if (phytate_) {
        const std::string level = lower(trim(*phytate_));
        if (std::ranges::find(every_phytate, level, [](Phytate phytate) { return spell(phytate); }) ==
            every_phytate.end()) {
            const std::string near =
                did_you_mean(level, std::array<std::string_view, 4>{"low", "moderate", "high", "very-high"});
            return context.refuse({"unknown phytate level " + in_quotes(*phytate_),
                near.empty() ? "use low, moderate, high or very-high" : near});
        }
        settings.push_back({"phytate", level});
    }
    const std::array<std::pair<std::string_view, const std::vector<std::string>*>, 3> groups{
        {{"diet", &diet_}, {"target", &target_}, {"upper", &upper_}}};
    for (const auto& [name, values] : groups) {
        for (const auto& text : *values) {
            const auto amount = read_nutrient_amount("--" + std::string{name}, text, store);
            if (!amount) return context.refuse(amount.error());
            settings.push_back({std::string{name} + "." + std::string{info(amount->nutrient).key},
                std::to_string(amount->amount.nanograms())});
        }
    }
    if (follow_) {
        const Authority* authority = &authority_of(context.profile());
        if (reference_) authority = *find_authority(*reference_);
        const auto has_target = [&](Nutrient nutrient) {
            const std::string own = "target." + std::string{info(nutrient).key};
            return context.profile().target.of(nutrient) ||
                   std::ranges::find(settings, own, &NewSetting::key) != settings.end();
        };
        const auto follow = read_follow(*follow_, store, *authority, has_target);
        if (!follow) return context.refuse(follow.error());
        settings.push_back({"follow", *follow});
    }
    for (const auto& text : condition_) {
        const Condition* condition = tables::find_condition(text);
        if (condition == nullptr) {
            std::vector<std::string_view> names;
            std::string known;
            for (const Condition& other : tables::conditions()) {
                names.push_back(other.key);
                known += (known.empty() ? "" : " ") + std::string{other.key};
            }
            const std::string near = did_you_mean(text, names);
            return context.refuse(
                {"unknown condition " + in_quotes(text), near.empty() ? "use one of " + known : near});
        }
        settings.push_back({"condition." + std::string{condition->key}, "yes"});
    }
    if (settings.empty()) return context.refuse({"nothing to set", "epsom profile set --born 1980-05-17 --sex female"});
    if (const auto error = typed_twice(settings)) return context.refuse(*error);

    context.begin(store);
    Change change{store, context.clock().now};
    std::string title = "profile set";
    for (const NewSetting& setting : settings) {
        change.set(setting.key, setting.value);
        title += " " + setting.key;
    }
    change.commit(title);
    if (!context.quiet()) show_text(context, store.profile());
    return ExitCode::ok;
}

void ProfileUnset::options(Options& options) {
    options.operands("NAME...", names_)
        .examples("  epsom profile unset sex\n  epsom profile unset diet\n  epsom profile unset target.magnesium\n");
}

ExitCode ProfileUnset::run(Context& context) {
    constexpr std::array<std::string_view, 13> known{"born", "sex", "weight", "phytate", "reference", "follow",
        "day-start", "diet", "food-log", "target", "upper", "condition", "stage"};
    std::string use_one = "use one of";
    for (const std::string_view name : known) use_one += " " + std::string{name};
    if (names_.empty()) {
        return context.refuse({"missing NAME", use_one});
    }
    Store store = context.open_existing();
    Change change{store, context.clock().now};
    std::string title = "profile unset";
    for (const auto& typed : names_) {
        const std::string name = lower(typed);
        const auto dot = name.find('.');
        const std::string group = name.substr(0, dot);
        const bool by_nutrient = group == "diet" || group == "target" || group == "upper";
        if (std::ranges::find(known, group) == known.end() || (dot != std::string::npos && !by_nutrient)) {
            const std::string near = did_you_mean(group, known);
            return context.refuse({"unknown setting " + in_quotes(typed), near.empty() ? use_one : near});
        }
        if (std::ranges::count(names_, name, [](const std::string& other) { return lower(other); }) > 1) {
            return context.refuse({in_quotes(typed) + " is given twice", "epsom profile unset " + name});
        }
        title += " " + name;
        if (group == "stage") {
            change.remove_stages();
        } else if (group == "condition") {
            for (const auto& condition : store.profile().conditions) change.set("condition." + condition, std::nullopt);
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
        return context.refuse({names_.size() == 1 ? in_quotes(names_.front()) + " is not set" : "none of these is set",
            "'epsom profile' shows the settings"});
    }
    change.commit(title);
    if (!context.quiet()) show_text(context, store.profile());
    return ExitCode::ok;
}

void ProfileStage::options(Options& options) {
    options.operands("pregnant|lactating", stage_)
        .value("--from", from_, "DAY", "First day")
        .value("--until", until_, "DAY", "Last day, once known")
        .examples(
            "  epsom profile stage pregnant --from 2026-03-01\n"
            "  epsom profile stage pregnant --from 2026-03-01 --until 2026-11-28\n");
}

ExitCode ProfileStage::run(Context& context) {
    const std::string name = stage_.size() == 1 ? lower(stage_.front()) : "";
    if (name != "pregnant" && name != "lactating") {
        const std::string near =
            stage_.empty() ? ""
                           : did_you_mean(joined(stage_), std::array<std::string_view, 2>{"pregnant", "lactating"});
        return context.refuse(
            {stage_.empty() ? "missing life stage" : "unknown life stage " + in_quotes(joined(stage_)),
                near.empty() ? "epsom profile stage pregnant --from 2026-03-01" : near});
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
    change.commit("profile stage " + name + " from " + spell_day(*from) +
                  (stage.until ? " until " + spell_day(*stage.until) : ""));
    if (!context.quiet()) show_text(context, store.profile());
    return ExitCode::ok;
}

}  // namespace epsom
