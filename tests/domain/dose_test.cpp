#include "epsom/domain/plan/dose.hpp"

#include <array>
#include <random>

#include <doctest/doctest.h>

#include "epsom/domain/plan/dose_name.hpp"

using namespace epsom;

namespace {

std::string refusal(std::string_view name, std::span<const std::string> others = {}) {
    const auto checked = check_dose_name(name, others);
    return checked ? "accepted as " + *checked : checked.error().message;
}

Content content(Nutrient nutrient, Mass amount, std::string compound = "") {
    return {nutrient, amount, std::move(compound), Basis::label};
}

/// 2 capsules with 400 mg of magnesium.
Dose calm() {
    Dose dose;
    dose.name = "calm";
    dose.contents = {content(Nutrient::magnesium, 400_mg, "glycinate")};
    dose.serving = {Count{2}, "capsules"};
    return dose;
}
Dose levothyroxine() {
    Dose dose;
    dose.name = "levothyroxine";
    dose.substance = "levothyroxine";
    dose.serving = {Count{1}, "tablet"};
    return dose;
}
Count thousandths(std::int64_t n) { return Count::from_thousandths(n); }

std::string refused(const Dose& dose, std::string_view amount) {
    const auto parsed = parse_amount(amount);
    REQUIRE(parsed);
    const auto taken = portion(dose, *parsed);
    return taken ? "accepted" : taken.error().message;
}
Portion taken(const Dose& dose, std::string_view amount) { return *portion(dose, *parse_amount(amount)); }

}  // namespace

TEST_CASE("a dose may have any name that is one") {
    for (const auto name : {"calm", "evening-mag", "levothyroxine", "magnesium", "Now-Foods-Mag", "vitamin d", "B12",
             "omega-3", "Träumerle", "夜", "calm:night", "a", "mag+", "skip-day"}) {
        CHECK(refusal(name) == "accepted as " + std::string{name});
    }
}

TEST_CASE("blanks around and within a name are tidied") {
    CHECK(*check_dose_name("  evening   mag ") == "evening mag");
}

TEST_CASE("a command's own word is no name, however it is written") {
    for (const auto name : {"log", "dose", "report", "check", "profile", "undo", "redo", "import", "export", "list",
             "edit", "remove", "add", "show", "rename", "schedule", "pause", "resume", "stock", "find", "elemental",
             "skip", "rule", "symptom", "sleep", "factor", "set", "unset", "stage", "next", "due", "missed", "spacing",
             "all", "today", "yesterday", "now", "week", "last-week", "help", "UNDO", "un-do", "Last Month"}) {
        CHECK(refusal(name) == "'" + std::string{name} + "' is a reserved word");
    }
}

TEST_CASE("a product may be called by a number and a word") {
    CHECK(*check_dose_name("5-HTP") == "5-HTP");
    CHECK(*check_dose_name("Vitamin-D3") == "Vitamin-D3");
}

TEST_CASE("a name that the grammar reads as something else is refused") {
    CHECK(refusal("--calm") == "'--calm' looks like an option");
    CHECK(refusal("-") == "'-' looks like an option");
    CHECK(refusal("@1") == "'@1' looks like an entry such as @1");
    CHECK(refusal("200mg") == "'200mg' would be read as an amount or a time");
    CHECK(refusal("7d") == "'7d' would be read as an amount or a time");
    CHECK(refusal("2x") == "'2x' would be read as a count");
    CHECK(refusal("x2") == "'x2' would be read as a count");
    CHECK(refusal("12") == "'12' would be read as a count");
    CHECK(refusal("21:30") == "'21:30' would be read as a time");
    CHECK(refusal("9pm") == "'9pm' would be read as a time");
    CHECK(refusal("mon") == "'mon' would be read as a time");
    CHECK(refusal("2026-11-20") == "'2026-11-20' would be read as a time");
    CHECK(refusal("2026-w42") == "'2026-w42' would be read as an amount or a time");
    CHECK(refusal("today..today") == "'today..today' would be read as a period");
    CHECK(refusal("mg") == "'mg' is a unit");
    CHECK(refusal("IU") == "'IU' is a unit");
    CHECK(refusal("Capsules") == "'Capsules' is a unit");
    CHECK(refusal("food:oats") == "'food:oats' starts with 'food:', a reserved prefix");
    CHECK(refusal("Dose:calm") == "'Dose:calm' starts with 'Dose:', a reserved prefix");
}

TEST_CASE("a name is refused for one of its words, and told how to join them") {
    CHECK(refusal("omega 3") == "'3' in 'omega 3' would be read as a count");
    CHECK(check_dose_name("omega 3").error().hint == "put the name in quotes: \"omega 3\"");
    CHECK(refusal("calm 21:30") == "'21:30' in 'calm 21:30' would be read as a time");
    CHECK(refusal("now foods mag") == "'now' in 'now foods mag' would be read as a time");
    CHECK(check_dose_name("now foods mag").error().hint == "put the name in quotes: \"now foods mag\"");
    CHECK(refusal("long ago") == "'ago' in 'long ago' would be read as a time");
    CHECK(check_dose_name("2x calm").error().hint == "put the name in quotes: \"2x calm\"");
}

TEST_CASE("a name that is empty, too long or not to be shown is refused") {
    for (const auto name : {"", "   ", "_", " _ "}) CHECK(refusal(name) == "empty dose name");
    CHECK(refusal(std::string(60, 'a')) == "accepted as " + std::string(60, 'a'));
    CHECK(refusal(std::string(61, 'a')).ends_with("' is longer than 60 characters"));
    std::string umlauts;
    for (int i = 0; i < 60; ++i) umlauts += "ä";
    CHECK(refusal(umlauts) == "accepted as " + umlauts);
    for (const std::string_view name : {"ca\x1b[31mlm", "\x07", "ca\xFFlm", "calm\xE2\x80\xAE"}) {
        CHECK(refusal(name).ends_with(" has characters that a terminal cannot show"));
    }
    CHECK(refusal(std::string_view{"ca\0lm", 5}).ends_with(" has characters that a terminal cannot show"));
}

TEST_CASE("a name is taken whatever its case, blanks and dashes") {
    const std::array<std::string, 2> others{"evening-mag", "calm"};
    CHECK(refusal("Evening Mag", others) == "dose 'evening-mag' already exists");
    CHECK(refusal("calmer", others) == "accepted as calmer");
}

TEST_CASE("every refused name comes with a remedy") {
    for (const auto name : {"undo", "-x", "", "2x", "food:oats", "mg", "omega 3", "today..today"})
        CHECK(!check_dose_name(name).error().hint.empty());
}

TEST_CASE("no text whatever breaks the check of names") {
    std::mt19937 random{11};
    std::uniform_int_distribution<int> byte{0, 255};
    int names = 0, servings = 0;
    for (int trial = 0; trial < 20'000; ++trial) {
        std::string text;
        for (int n = byte(random) % 20; n > 0; --n)
            text += static_cast<char>(trial % 2 == 0 ? byte(random) : ' ' + byte(random) % 95);
        const auto name = check_dose_name(text);
        if (name) REQUIRE(*check_dose_name(*name) == *name);
        names += name ? 1 : 0;
        if (const auto serving = parse_serving(text)) {
            ++servings;
            const auto again = parse_serving(spell(*serving));
            REQUIRE(again);
            REQUIRE(again->count == serving->count);
            REQUIRE(same_unit(again->unit, serving->unit));
        }
    }
    CHECK(names > 1'000);
    CHECK(servings > 100);
}

TEST_CASE("a dose contains nutrients or is a medicine") {
    CHECK(!flaw(calm()));
    CHECK(!flaw(levothyroxine()));
    auto dose = calm();
    dose.substance = "levothyroxine";
    CHECK(flaw(dose)->message == "'calm' is a medicine ('levothyroxine') and cannot contain nutrients");
    dose.substance.clear();
    dose.contents.push_back(dose.contents.front());
    CHECK(flaw(dose)->message == "'calm' contains magnesium twice");
    dose.contents.clear();
    CHECK(flaw(dose)->message == "missing contents of 'calm'");
}

TEST_CASE("a serving is so many of the label's units") {
    CHECK(*parse_serving("2 capsules") == Serving{Count{2}, "capsules"});
    CHECK(*parse_serving("two capsules") == Serving{Count{2}, "capsules"});
    CHECK(*parse_serving("Twelve drops") == Serving{Count{12}, "drops"});
    CHECK(*parse_serving("a tablet") == Serving{Count{1}, "tablet"});
    CHECK(*parse_serving("soft gels") == Serving{Count{1}, "soft gels"});
    CHECK(!parse_serving("half a tablet"));
    CHECK(*parse_serving("5g") == Serving{Count{5}, "g"});
    CHECK(*parse_serving("0.5 tablet") == Serving{thousandths(500), "tablet"});
    CHECK(*parse_serving("capsule") == Serving{Count{1}, "capsule"});
    CHECK(*parse_serving("10 ml") == Serving{Count{10}, "ml"});
    CHECK(spell(Serving{Count{2}, "capsule"}) == "2 capsules");
    for (const auto text : {"", "2", "0 capsules", "-2 capsules", "2,5 g", "2..5 g", "1/2 tablet", "2 x2", "5 IU",
             "2 \x1b", "1001 drops"}) {
        CHECK(parse_serving(text).error().message.ends_with(" is not a serving"));
    }
}

TEST_CASE("singular and plural are the same unit") {
    CHECK(same_unit("capsule", "Capsules"));
    CHECK(same_unit("gummy", "gummies"));
    CHECK(same_unit("patches", "patch"));
    CHECK(same_unit("Messlöffel", "messlöffel"));
    CHECK(same_unit("wafer", "wafers"));
    CHECK(!same_unit("capsule", "tablet"));
    CHECK(!same_unit("g", "gs"));
    CHECK(spell_units(Count{1}, "capsules") == "1 capsule");
    CHECK(spell_units(thousandths(500), "capsule") == "0.5 capsules");
    CHECK(spell_units(Count{3}, "gummy") == "3 gummies");
    CHECK(spell_units(Count{3}, "Messlöffel") == "3 Messlöffel");
}

TEST_CASE("half a serving of two capsules is one capsule") {
    CHECK(units_of(calm(), Count{1}) == Count{2});
    CHECK(units_of(calm(), thousandths(500)) == Count{1});
    CHECK(units_of(calm(), thousandths(250)) == thousandths(500));
    CHECK(taken(calm(), "1 capsule") == Portion{thousandths(500), {content(Nutrient::magnesium, 200_mg, "glycinate")}});
    CHECK(taken(calm(), "3 CAPSULES").servings == thousandths(1500));
    CHECK(taken(calm(), "2 servings").contents.front().amount == 800_mg);
    CHECK(portion(calm(), thousandths(1500)).contents.front().amount == 600_mg);
}

TEST_CASE("a third of a serving is a whole capsule, and its contents are exact") {
    auto dose = calm();
    dose.serving.count = Count{3};
    const Portion third = taken(dose, "1 capsule");
    CHECK(third.servings == thousandths(333));
    CHECK(third.contents.front().amount == Mass::from_nanograms(133'333'333));
    CHECK(units_of(dose, third.servings) == Count{1});
    CHECK(units_of(dose, thousandths(667)) == Count{2});
    CHECK(units_of(dose, thousandths(167)) == thousandths(500));
    CHECK(units_of(dose, thousandths(300)) == thousandths(900));
}

TEST_CASE("units taken and units that leave the stock are the same") {
    for (int per_serving = 1; per_serving <= 30; ++per_serving) {
        auto dose = calm();
        dose.serving.count = Count{per_serving};
        for (int units = 1; units <= 60; ++units) {
            const auto part = portion(dose, Units{Count{units}, "capsules"});
            REQUIRE(part);
            REQUIRE(units_of(dose, part->servings) == Count{units});
        }
    }
}

TEST_CASE("a mass is that of the only nutrient, kept exactly") {
    CHECK(taken(calm(), "200mg") == Portion{thousandths(500), {content(Nutrient::magnesium, 200_mg, "glycinate")}});
    CHECK(taken(calm(), "133mg").contents.front().amount == 133_mg);
    CHECK(taken(calm(), "133mg").servings == thousandths(333));
    auto sun = calm();
    sun.contents = {content(Nutrient::vitamin_d, 25_ug)};
    CHECK(taken(sun, "2000IU").servings == Count{2});
}

TEST_CASE("a mass of what is served by weight is that of the powder") {
    auto powder = calm();
    powder.serving = {Count{5}, "g"};
    CHECK(taken(powder, "10g").servings == Count{2});
    CHECK(taken(powder, "2500mg").contents.front().amount == 200_mg);
}

TEST_CASE("an amount that could mean several things or nothing is refused") {
    auto both = calm();
    both.contents.push_back(content(Nutrient::calcium, 100_mg));
    CHECK(refused(both, "200mg") == "'200 mg' could mean any nutrient in 'calm'");
    CHECK(refused(levothyroxine(), "100mcg") == "cannot use '100 mcg' for 'levothyroxine': it contains no nutrient");
    CHECK(refused(calm(), "2 tablets") == "'calm' is counted in capsules, not in 'tablets'");
    CHECK(refused(calm(), "400IU") == "IU has no fixed mass for magnesium");
    CHECK(refused(calm(), "900g") == "'900 g' is more than 1000 servings");
    auto unknown = calm();
    unknown.contents.front().amount.reset();
    CHECK(refused(unknown, "200mg") == "cannot use '200 mg' for 'calm': its amount per serving is not known");
    CHECK(taken(unknown, "1 capsule").contents.front().amount == std::nullopt);
}

TEST_CASE("a medicine is taken in its units") {
    CHECK(taken(levothyroxine(), "1 tablet") == Portion{Count{1}, {}});
    CHECK(taken(levothyroxine(), "0.5 tablets").servings == thousandths(500));
}

TEST_CASE("the name of an imported product is kept, numbers and all") {
    for (const std::string name : {"Melatonin 5 mg", "B-12 5000 mcg", "Men 50+", "5-HTP", "Vitamin D3 1000 IU",
             "Now Foods Zinc", "Mega 4 Multi", "One Daily 2x", "L-5-MTHF"}) {
        const auto imported = imported_dose_name(name);
        CAPTURE(name);
        REQUIRE(imported.has_value());
        CHECK(*imported == name);
    }
    CHECK(*imported_dose_name("200mg") == "200mg-dose");
    CHECK(*imported_dose_name("Zinc today") == "Zinc-today");
    CHECK(*imported_dose_name("log") == "log-dose");
    CHECK(*imported_dose_name("--Zinc 10 mg") == "Zinc 10 mg");
    CHECK(*imported_dose_name("Magnesium Glycinate, 100% Chelated, TRAACS, Non-GMO, Vegan, and more") ==
          "Magnesium Glycinate, 100% Chelated, TRAACS, Non-GMO, Vegan");
    CHECK(shortened_name("zinc - (with", 6) == "zinc");
    CHECK(shortened_name("\xC3\xA4\xC3\xA4\xC3\xA4", 2) == "\xC3\xA4\xC3\xA4");
    CHECK(shortened_name("zinc,") == "zinc,");
}
