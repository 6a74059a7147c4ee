#include "epsom/domain/settings.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace epsom;

namespace {

std::optional<Nutrient> no_own(std::string_view) { return std::nullopt; }

SettingSources sources() {
    SettingSources all;
    all.today = *parse_iso_day("2026-11-20");
    all.nutrient = [](std::string_view name) -> Result<Nutrient> {
        if (const auto found = find_nutrient(name)) return *found;
        return Error{"no nutrient"};
    };
    all.authority = [](std::string_view) -> Result<std::string_view> { return std::string_view{"EFSA"}; };
    all.condition = [](std::string_view) -> Result<std::string_view> { return std::string_view{"kidney-disease"}; };
    return all;
}

/// What `profile set` keeps of one setting: `diet.magnesium 250000000`.
std::string kept(std::string_view key, std::string_view typed) {
    const auto setting = find_setting(key)->parse(typed, sources());
    return setting ? setting->key + " " + setting->value : setting.error().message;
}

}  // namespace

TEST_CASE("what is typed is kept as the database has it") {
    CHECK(kept("name", "  Zoë from 5b ") == "name Zoë from 5b");
    CHECK(kept("born", " 1980-05-17 ") == "born 1980-05-17");
    CHECK(kept("sex", "Female") == "sex female");
    CHECK(kept("weight", "24.5 kg") == "weight 24500000000000");
    CHECK(kept("phytate", "very-high") == "phytate very-high");
    CHECK(kept("day-start", "4am") == "day-start 240");
    CHECK(kept("food-log", "COMPLETE") == "food-log complete");
    CHECK(kept("diet", "magnesium=250mg") == "diet.magnesium 250000000");
    CHECK(kept("condition", "kidney disease") == "condition.kidney-disease yes");
}

TEST_CASE("what is kept may be imported and reads as what was typed") {
    const std::vector<std::pair<std::string_view, std::string_view>> typed{{"name", "Anna"}, {"born", "1980-05-17"},
        {"sex", "male"}, {"weight", "70"}, {"phytate", "low"}, {"reference", "efsa"}, {"day-start", "04:00"},
        {"diet", "zinc=9mg"}, {"food-log", "complete"}, {"target", "magnesium=400mg"}, {"upper", "iron=40mg"},
        {"condition", "kidney"}};
    Profile profile;
    for (const auto& [key, text] : typed) {
        const std::string_view name = key;  // which doctest may take into a lambda
        CAPTURE(name);
        const auto setting = find_setting(name)->parse(text, sources());
        REQUIRE(setting);
        CHECK(is_possible_setting(setting->key, setting->value));
        CHECK(apply_setting(profile, setting->key, setting->value, no_own));
    }
    CHECK(profile.name == "Anna");
    CHECK(profile.person.born == parse_iso_day("1980-05-17"));
    CHECK(profile.person.sex == Sex::male);
    CHECK(profile.person.weight == Mass::from_nanograms(70'000 * ng_per_g));
    CHECK(profile.person.phytate == Phytate::low);
    CHECK(profile.authority == "EFSA");
    CHECK(profile.day_start == minutes{240});
    CHECK(profile.usual_diet.of(*find_nutrient("zinc")) == Mass::from_nanograms(9 * ng_per_mg));
    CHECK(profile.food_log == FoodLog::complete);
    CHECK(profile.target.of(Nutrient::magnesium) == Mass::from_nanograms(400 * ng_per_mg));
    CHECK(profile.upper.of(*find_nutrient("iron")) == Mass::from_nanograms(40 * ng_per_mg));
    CHECK(profile.conditions == std::vector<std::string>{"kidney-disease"});
}

TEST_CASE("a value that cannot be read is told, one of a key that a newer epsom made is left alone") {
    Profile profile;
    CHECK_FALSE(apply_setting(profile, "born", "yesterday", no_own));
    CHECK_FALSE(apply_setting(profile, "weight", "70 kg", no_own));
    CHECK_FALSE(apply_setting(profile, "diet.magnesium", "much", no_own));
    for (const std::string& name : {std::string{}, std::string{" Anna"}, std::string{"a\nb"}, std::string{"\xff"},
             std::string{"-"}, std::string(61, 'a')}) {
        CAPTURE(name);
        CHECK_FALSE(is_possible_setting("name", name));
        CHECK_FALSE(apply_setting(profile, "name", name, no_own));
    }
    CHECK(is_possible_setting("name", std::string(60, 'a')));
    CHECK_FALSE(is_possible_setting("sex", "other"));
    CHECK_FALSE(is_possible_setting("day-start", "720"));
    CHECK_FALSE(is_possible_setting("diet.magnesium", "-1"));
    for (const std::string_view key : {"height", "born.time", "diet", "diet.unobtainium", "rule.calm.melatonin"}) {
        CAPTURE(key);
        CHECK(apply_setting(profile, key, "much", no_own));
    }
    CHECK(is_possible_setting("height", "180"));
    CHECK(is_possible_setting("anchor.breakfast", "07:30;sat,sun=09:00"));
    CHECK_FALSE(is_possible_setting("anchor.breakfast", "half past seven"));
    CHECK_FALSE(apply_setting(profile, "anchor.breakfast", "450", no_own));
}

TEST_CASE("an ingredient of one's own is found by whoever knows them") {
    Profile profile;
    const auto own = [](std::string_view name) {
        return name == "cocoa" ? std::optional{Nutrient::magnesium} : std::nullopt;
    };
    CHECK(apply_setting(profile, "target.cocoa", "5000", own));
    CHECK(profile.target.of(Nutrient::magnesium) == Mass::from_nanograms(5000));
}

TEST_CASE("anchors are in the order of a day") {
    Profile profile;
    for (const auto& [key, value] : {std::pair{"anchor.dinner", "18:30"}, {"anchor.lunch", "12:30"},
             {"anchor.breakfast", "07:30;sat,sun=09:00"}, {"anchor.apero", "18:30"}}) {
        CHECK(apply_setting(profile, key, value, no_own));
    }
    std::string names;
    for (const Anchor& anchor : profile.anchors) names += anchor.name + " ";
    CHECK(names == "breakfast lunch apero dinner ");
}
