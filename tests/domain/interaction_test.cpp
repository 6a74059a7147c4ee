#include <algorithm>

#include "interaction_fixture.hpp"

using namespace epsom;
using namespace epsom::test;
using namespace epsom::test::taken;

TEST_CASE("levothyroxine and magnesium are kept 4 h apart, whichever comes first") {
    CHECK(too_near(magnesium("10:59"), medicine("levothyroxine", "07:00")));
    CHECK_FALSE(too_near(magnesium("11:00"), medicine("levothyroxine", "07:00")));
    CHECK(too_near(magnesium("03:01"), medicine("levothyroxine", "07:00")));
    CHECK_FALSE(too_near(magnesium("03:00"), medicine("levothyroxine", "07:00")));
}

TEST_CASE("ciprofloxacin goes 2 h before or 6 h after magnesium") {
    CHECK(too_near(medicine("ciprofloxacin", "06:01"), magnesium("08:00")));
    CHECK_FALSE(too_near(medicine("ciprofloxacin", "06:00"), magnesium("08:00")));
    CHECK(too_near(medicine("ciprofloxacin", "13:59"), magnesium("08:00")));
    CHECK_FALSE(too_near(medicine("ciprofloxacin", "14:00"), magnesium("08:00")));
    CHECK(too_near(magnesium("08:00"), medicine("ciprofloxacin", "13:59")));
    CHECK_FALSE(too_near(magnesium("08:00"), medicine("ciprofloxacin", "06:00")));
}

TEST_CASE("moxifloxacin goes 4 h before or 8 h after magnesium and iron") {
    for (const auto& other : {magnesium("12:00"), iron("12:00")}) {
        CHECK(too_near(medicine("moxifloxacin", "08:01"), other));
        CHECK_FALSE(too_near(medicine("moxifloxacin", "08:00"), other));
        CHECK(too_near(medicine("moxifloxacin", "19:59"), other));
        CHECK_FALSE(too_near(medicine("moxifloxacin", "20:00"), other));
    }
}

TEST_CASE("labels' figures hold on both sides, to the minute") {
    struct Figure {
        std::string_view subject;
        Nutrient nutrient;
        int before, after;
    };  // hours; 0: no source gives any
    for (const Figure& figure :
        {Figure{"ciprofloxacin", Nutrient::calcium, 2, 6}, Figure{"levofloxacin", Nutrient::magnesium, 2, 2},
            Figure{"levofloxacin", Nutrient::iron, 2, 2}, Figure{"bictegravir", Nutrient::magnesium, 2, 6},
            Figure{"cefdinir", Nutrient::iron, 2, 2}, Figure{"delafloxacin", Nutrient::zinc, 2, 6},
            Figure{"dasatinib", Nutrient::magnesium, 2, 2}, Figure{"rosuvastatin", Nutrient::magnesium, 2, 2},
            Figure{"mycophenolate", Nutrient::magnesium, 3, 3}, Figure{"mycophenolate", Nutrient::iron, 0, 0},
            Figure{"levodopa", Nutrient::iron, 0, 0}, Figure{"captopril", Nutrient::iron, 0, 0},
            Figure{"raltegravir", Nutrient::magnesium, 0, 0}, Figure{"bictegravir", Nutrient::calcium, 0, 0}}) {
        CAPTURE(figure.subject);
        TakenThing thing = medicine(figure.subject, "12:00");
        const TakenThing other = mineral(figure.nutrient, "12:00");
        for (const int sign : {-1, 1}) {
            const int hours = sign < 0 ? figure.before : figure.after;
            thing.at.at = other.at.at + sign * minutes{60 * hours};
            CHECK_FALSE(too_near(thing, other));
            if (hours == 0) continue;
            thing.at.at -= sign * minutes{1};
            CHECK(too_near(thing, other));
        }
    }
}

TEST_CASE("doxycycline has the rules of its class, and the longest of them warns") {
    const auto before = conflicts_of(medicine("doxycycline", "08:00"), magnesium("11:00"));
    REQUIRE(before.size() == 1);
    CHECK(before.front().asked == Gap{4h, 4h});
    CHECK(gaps(before.front()) == Lines{"4 h", "2-3 h", "2 h"});
    const auto after = conflicts_of(medicine("doxycycline", "13:59"), magnesium("08:00"));
    REQUIRE(after.size() == 1);
    CHECK(after.front().asked == Gap{4h, 6h});
    CHECK(gaps(after.front()) == Lines{"4-6 h", "2-3 h", "2 h"});
    CHECK(too_near(medicine("doxycycline", "08:00"), iron("10:30")));
    CHECK(too_near(medicine("doxycycline", "08:00"), calcium("10:30")));
}

TEST_CASE("alendronate and magnesium show 30 min, 2 h and 3 to 4 h, of which 4 h warn") {
    const auto found = conflicts_of(magnesium("11:30"), medicine("alendronate", "08:00"));
    REQUIRE(found.size() == 1);
    CHECK(found.front().asked == Gap{3h, 4h});
    CHECK(gaps(found.front()) == Lines{"3-4 h", "2 h", "30 min"});
    CHECK_FALSE(too_near(magnesium("12:00"), medicine("alendronate", "08:00")));
}

TEST_CASE("a rule for one order says nothing of the other") {
    CHECK(too_near(calcium("08:29"), medicine("alendronate", "08:00")));
    CHECK_FALSE(too_near(calcium("08:30"), medicine("alendronate", "08:00")));
    CHECK_FALSE(too_near(calcium("07:59"), medicine("alendronate", "08:00")));
    CHECK(too_near(calcium("08:00"), medicine("alendronate", "08:00")));
    CHECK(too_near(medicine("gabapentin", "09:59"), magnesium("08:00")));
    CHECK_FALSE(too_near(medicine("gabapentin", "10:00"), magnesium("08:00")));
    CHECK_FALSE(too_near(medicine("gabapentin", "07:59"), magnesium("08:00")));
}

TEST_CASE("a quinolone without hours of its own has those of the class") {
    const auto asked = [](std::string_view name) {
        return conflicts_of(medicine(name, "09:00"), magnesium("08:00")).front().asked;
    };
    CHECK(asked("norfloxacin") == Gap{4h, 6h});
    CHECK(asked("quinolone") == Gap{4h, 6h});
    CHECK(asked("levofloxacin") == Gap{2h, 2h});
    CHECK(gaps(conflicts_of(medicine("gemifloxacin", "09:00"), magnesium("08:00")).front()) == Lines{"3 h"});
}

TEST_CASE("the hours of a class stand beside those of its member where the source is about all") {
    CHECK(gaps(conflicts_of(medicine("ciprofloxacin", "09:00"), iron("08:00")).front()) == Lines{"6 h", "2 h"});
    CHECK(gaps(conflicts_of(medicine("dolutegravir/rilpivirine", "07:00"), magnesium("08:00")).front()) ==
          Lines{"4 h", "2 h"});
    CHECK(too_near(medicine("dolutegravir/rilpivirine", "09:00"), calcium("08:00")));
}

TEST_CASE("where sources differ the stricter one warns, and both are shown") {
    CHECK(gaps(conflicts_of(iron("08:00"), medicine("levothyroxine", "07:00")).front()) == Lines{"4 h", "2 h"});
    for (const auto& other : {magnesium("08:00"), iron("08:00"), calcium("08:00")})
        CHECK(gaps(conflicts_of(medicine("eltrombopag", "07:00"), other).front()) == Lines{"4 h", "2 h"});
    CHECK(gaps(conflicts_of(iron("08:00"), magnesium("09:00")).front()) == Lines{"3-4 h", "2 h"});
}

TEST_CASE("any other medicine by mouth is kept 2 to 3 h from magnesium, and from magnesium alone") {
    const auto found = conflicts_of(medicine("metformin", "08:00"), magnesium("10:30"));
    REQUIRE(found.size() == 1);
    CHECK(gaps(found.front()) == Lines{"2-3 h", "2 h"});
    CHECK_FALSE(too_near(medicine("metformin", "08:00"), magnesium("11:00")));
    CHECK_FALSE(too_near(medicine("metformin", "08:00"), iron("08:30")));
    CHECK_FALSE(too_near(medicine("metformin", "08:00"), calcium("08:30")));
}

TEST_CASE("the rule for any medicine stands back where another one gives hours, even for one order") {
    CHECK_FALSE(too_near(medicine("gabapentin", "07:59"), magnesium("08:00")));
    CHECK_FALSE(too_near(medicine("gemifloxacin", "06:00"), magnesium("08:00")));
    CHECK_FALSE(too_near(medicine("edetate", "06:59"), magnesium("08:00")));
}

TEST_CASE("a rule without hours does not keep the one for any medicine back") {
    CHECK(too_near(medicine("furosemide", "08:00"), magnesium("10:00")));
    CHECK(too_near(medicine("digoxin", "08:00"), magnesium("10:00")));
    CHECK(too_near(medicine("amiloride", "08:00"), magnesium("10:00")));
}

TEST_CASE("what is not taken by mouth, or is no medicine, has no default hours") {
    CHECK_FALSE(too_near(medicine("cisplatin"), magnesium()));
    CHECK_FALSE(too_near(medicine("cetuximab"), magnesium()));
    CHECK_FALSE(too_near(medicine("zinc"), magnesium()));
    CHECK_FALSE(too_near(medicine("vitamin-c"), magnesium()));
    CHECK(too_near(medicine("erlotinib"), magnesium()));
}

TEST_CASE("what no spacing is enough for is a caution, and no hours are given for it") {
    for (const auto name : {"raltegravir", "ulipristal", "nilotinib"}) {
        CHECK_FALSE(too_near(medicine(name), magnesium()));
        const auto other = medicine(name);
        const auto found = cautions(magnesium("20:00"), std::span{&other, 1}, book());
        REQUIRE(found.size() == 1);
        CHECK(severity_of(*found.front().rule) == Severity::alert);
    }
}

TEST_CASE("cautions are rules without hours, to be avoided first, and no lasting effects") {
    const std::vector<TakenThing> others{medicine("digoxin", "07:00"), medicine("furosemide", "06:00"),
        medicine("raltegravir", "09:00"), calcium("08:00")};
    Lines found;
    for (const Caution& caution : cautions(magnesium("12:00"), others, book())) found.push_back(caution.other.name);
    CHECK(found == Lines{"raltegravir", "digoxin", "calcium"});
    const TakenThing wort = mineral(*find_nutrient("st-johns-wort"));
    for (const auto name :
        {"oral contraceptive", "ciclosporin", "digoxin", "dolutegravir", "phenytoin", "simvastatin"}) {
        const TakenThing other = medicine(name);
        const auto of_wort = cautions(wort, std::span{&other, 1}, book());
        REQUIRE_MESSAGE(of_wort.size() == 1, name);
        CHECK(severity_of(*of_wort.front().rule) == Severity::alert);
    }
}

TEST_CASE("iron and magnesium are 4 h, calcium and iron 2 h apart") {
    CHECK(too_near(iron("11:59"), magnesium("08:00")));
    CHECK_FALSE(too_near(iron("12:00"), magnesium("08:00")));
    CHECK(too_near(calcium("09:59"), iron("08:00")));
    CHECK_FALSE(too_near(calcium("10:00"), iron("08:00")));
    CHECK_FALSE(too_near(calcium(), magnesium()));
}

TEST_CASE("zinc is kept 2 h from iron and from copper, and fiber 2 h after it") {
    const auto holding = [](std::string_view name, std::string_view nutrient, std::string_view time) {
        return TakenThing{.name = std::string{name}, .nutrients = {*find_nutrient(nutrient)}, .at = when(time)};
    };
    const TakenThing zinc = holding("lozenge", "zinc", "08:00");
    for (const auto other : {"iron", "copper"}) {
        CHECK(too_near(zinc, holding("tablet", other, "09:59")));
        CHECK_FALSE(too_near(zinc, holding("tablet", other, "10:00")));
        CHECK(too_near(zinc, holding("tablet", other, "06:01")));
        CHECK_FALSE(too_near(zinc, holding("tablet", other, "06:00")));
    }
    CHECK(too_near(zinc, holding("bran", "fiber", "09:59")));
    CHECK_FALSE(too_near(zinc, holding("bran", "fiber", "10:00")));
    CHECK_FALSE(too_near(zinc, holding("bran", "fiber", "07:59")));
    CHECK(severity_of(conflicts_of(zinc, holding("tablet", "copper", "09:00")).front()) == Severity::warning);
    CHECK_FALSE(too_near(zinc, magnesium("08:10")));
    CHECK_FALSE(too_near(medicine("zinc in high doses", "08:00"), holding("tablet", "copper", "08:10")));
}

TEST_CASE("a quinolone is kept from a multivitamin with zinc as its label says") {
    const TakenThing multi{.name = "multi", .nutrients = {Nutrient::vitamin_c, Nutrient::zinc}, .at = when("08:00")};
    struct Label {
        std::string_view medicine, last_before, first_after;
    };
    const Label labels[] = {{"ciprofloxacin", "06:00", "14:00"}, {"levofloxacin", "06:00", "10:00"},
        {"moxifloxacin", "04:00", "16:00"}, {"delafloxacin", "06:00", "14:00"}};
    for (const auto& [medicine_name, last_before, first_after] : labels) {
        const auto name = medicine_name;  // clang 14 captures no structured binding
        CAPTURE(name);
        CHECK_FALSE(too_near(medicine(name, last_before), multi));
        CHECK_FALSE(too_near(medicine(name, first_after), multi));
        TakenThing late = medicine(name, last_before);
        late.at.at += 1min;
        CHECK(too_near(late, multi));
        TakenThing early = medicine(name, first_after);
        early.at.at -= 1min;
        CHECK(too_near(early, multi));
        CHECK(severity_of(conflicts_of(early, multi).front()) == Severity::alert);
    }
}

TEST_CASE("psyllium is kept half an hour to an hour from any medicine by mouth, and from nothing else") {
    const TakenThing psyllium = mineral(*find_nutrient("ispaghula husk"), "08:00");
    for (const auto name : {"levothyroxine", "metformin", "mysterin"}) {
        const auto found = conflicts_of(medicine(name, "08:59"), psyllium);
        REQUIRE_MESSAGE(found.size() == 1, name);
        CHECK(gaps(found.front()) == Lines{"30 min to 1 h"});
        CHECK_FALSE(too_near(medicine(name, "09:00"), psyllium));
        CHECK(too_near(medicine(name, "07:01"), psyllium));
    }
    CHECK_FALSE(too_near(medicine("cisplatin"), psyllium));
    CHECK_FALSE(too_near(magnesium(), psyllium));
    TakenThing by_name = medicine("psyllium", "08:00");
    by_name.nutrients = psyllium.nutrients;
    CHECK_FALSE(too_near(by_name, magnesium()));
    CHECK(too_near(by_name, medicine("metformin")));
}

TEST_CASE("fluoride is kept from magnesium as the compound, as the medicine and in a product") {
    const Dose drops{.name = "drops",
        .contents = {{.nutrient = *find_nutrient("fluoride"), .amount = 1_mg, .compound = "sodium-fluoride"}}};
    CHECK(too_near(thing_of(drops, when("10:59")), magnesium("08:00")));
    CHECK_FALSE(too_near(thing_of(drops, when("11:00")), magnesium("08:00")));
    CHECK(too_near(medicine("sodium fluoride", "10:59"), magnesium("08:00")));
    CHECK(severity_of(conflicts_of(medicine("sodium fluoride"), magnesium()).front()) == Severity::alert);
}

TEST_CASE("minerals of one product are not set against each other") {
    TakenThing multi{.name = "multi", .nutrients = {Nutrient::magnesium, Nutrient::iron}, .at = when("08:00")};
    TakenThing again = multi;
    again.at = when("08:30");
    CHECK_FALSE(too_near(multi, again));
    CHECK(conflicts_of(multi, magnesium("09:00")).front().rules.size() == 2);
    again.name = "another multi";
    CHECK(conflicts_of(multi, again).front().rules.size() == 2);
}

TEST_CASE("a food's minerals trigger no rule for supplements") {
    CHECK_FALSE(too_near(food("spinach", "08:00", {Nutrient::magnesium, Nutrient::iron}), medicine("levothyroxine")));
    CHECK_FALSE(too_near(food("milk-whole", "08:00", {Nutrient::calcium}), medicine("ciprofloxacin")));
    CHECK_FALSE(too_near(food("spinach", "08:00", {Nutrient::iron}), magnesium()));
}

TEST_CASE("coffee is kept an hour before and three hours after iron, tea an hour after it") {
    CHECK(too_near(food("coffee-brewed", "10:59"), iron("08:00")));
    CHECK_FALSE(too_near(food("coffee-brewed", "11:00"), iron("08:00")));
    CHECK(too_near(food("espresso", "07:01"), iron("08:00")));
    CHECK_FALSE(too_near(food("espresso", "07:00"), iron("08:00")));
    CHECK(too_near(food("tea-green-brewed", "08:59"), iron("08:00")));
    CHECK_FALSE(too_near(food("tea-green-brewed", "09:00"), iron("08:00")));
    CHECK_FALSE(too_near(food("tea-green-brewed", "07:59"), iron("08:00")));
    CHECK_FALSE(too_near(food("coffee-brewed", "08:30"), food("spinach", "08:00", {Nutrient::iron})));
    CHECK_FALSE(too_near(food("coffee-brewed", "08:30"), magnesium("08:00")));
}

TEST_CASE("nothing topical is near anything") {
    TakenThing spray = magnesium();
    spray.route = Route::topical;
    CHECK_FALSE(too_near(spray, medicine("levothyroxine")));
    TakenThing patch = medicine("metformin");
    patch.route = Route::topical;
    CHECK_FALSE(too_near(patch, magnesium()));
}

TEST_CASE("times are compared as clocks show them, to the minute") {
    TakenThing pill = medicine("levothyroxine", "07:00");
    pill.at.at += 50s;
    CHECK_FALSE(too_near(magnesium("11:00"), pill));
    TakenThing capsule = magnesium("10:59");
    capsule.at.at += 59s;
    CHECK(too_near(capsule, medicine("levothyroxine", "07:00")));
}

TEST_CASE("at the same minute the order that asks for more counts") {
    const auto found = conflicts_of(medicine("ciprofloxacin"), magnesium());
    REQUIRE(found.size() == 1);
    CHECK(found.front().asked == Gap{6h, 6h});
    CHECK_FALSE(found.front().first);
}

TEST_CASE("the user's own rule holds in both orders, beside the table's, and does not shorten them") {
    const std::vector<UserRule> own{
        *make_user_rule("levothyroxine", "magnesium", "5h"), *make_user_rule("metformin", "calm", "30m")};
    const RuleBook with = tables::rule_book(own);
    const auto found = conflicts_of(magnesium("11:30"), medicine("L-Thyroxine", "07:00"), with);
    REQUIRE(found.size() == 1);
    CHECK(gaps(found.front()) == Lines{"5 h", "4 h"});
    CHECK(too_near(medicine("levothyroxine", "12:00"), magnesium("07:01"), with));
    const std::vector<UserRule> shorter{*make_user_rule("levothyroxine", "magnesium", "1h")};
    CHECK(conflicts_of(magnesium("10:00"), medicine("levothyroxine", "07:00"), tables::rule_book(shorter))
              .front()
              .asked == Gap{4h, 4h});
}

TEST_CASE("the user's own rule may name a dose, a medicine, a class, a nutrient or a food") {
    const auto holds = [](std::string_view first, std::string_view second, const TakenThing& a, const TakenThing& b) {
        const std::vector<UserRule> own{*make_user_rule(first, second, "20h")};
        return too_near(a, b, tables::rule_book(own));
    };
    TakenThing calm = magnesium("23:00");
    calm.name = "Evening calm";
    CHECK(holds("evening-calm", "metformin", calm, medicine("metformin", "08:00")));
    CHECK(holds("quinolones", "magnesium", calm, medicine("ofloxacin", "04:00")));
    CHECK(holds("iron", "calcium", iron("08:00"), calcium("23:00")));
    CHECK(holds("coffee", "levothyroxine", food("coffee-brewed", "08:00"), medicine("levothyroxine", "23:00")));
    CHECK(holds("spinach", "levothyroxine", food("spinach", "08:00"), medicine("levothyroxine", "23:00")));
    CHECK_FALSE(holds("magnesium", "levothyroxine", food("spinach", "08:00", {Nutrient::magnesium}),
        medicine("levothyroxine", "23:00")));
    CHECK_FALSE(holds("quinolones", "magnesium", calm, medicine("doxycycline", "04:00")));
}

TEST_CASE("the user's own rule is two names and at most a week") {
    CHECK(*make_user_rule(" levothyroxine ", "magnesium", "4h") == UserRule{"levothyroxine", "magnesium", 4h});
    CHECK(make_user_rule("calm", "metformin", "1h30m")->gap == 90min);
    CHECK(make_user_rule("calm", "", "4h").error().message == "a rule needs two names");
    CHECK(make_user_rule(" - ", "calm", "4h").error().message == "a rule needs two names");
    CHECK(make_user_rule("Calm", "calm", "4h").error().message == "'Calm' is named twice");
    CHECK(make_user_rule("calm", "metformin", "8d").error().message == "'8d' is more than a week");
    CHECK_FALSE(make_user_rule("calm", "metformin", "soon"));
    CHECK_FALSE(make_user_rule("calm", "metformin", "0h"));
}

TEST_CASE("two rules of the user's are about the same pair in any order and spelling") {
    CHECK(same_pair({"levothyroxine", "magnesium", 4h}, {"Magnesium", "Levo-thyroxine", 2h}));
    CHECK_FALSE(same_pair({"levothyroxine", "magnesium", 4h}, {"levothyroxine", "iron", 4h}));
}

TEST_CASE("a label's hours are an alert, others a warning, and what has no hours is information") {
    const auto severity = [](const TakenThing& a, const TakenThing& b) {
        return severity_of(conflicts_of(a, b).front());
    };
    CHECK(severity(medicine("levothyroxine"), magnesium()) == Severity::alert);
    CHECK(severity(medicine("itraconazole"), magnesium()) == Severity::alert);
    CHECK(severity(medicine("phenytoin"), magnesium()) == Severity::warning);
    CHECK(severity(medicine("metformin"), magnesium()) == Severity::warning);
    CHECK(severity(iron(), magnesium()) == Severity::warning);
    CHECK(severity(food("coffee", "08:10"), iron("08:00")) == Severity::warning);
    for (const Interaction& rule : tables::interactions())
        CHECK((severity_of(rule) == Severity::info) == (!rule.spacing.any() && !rule.avoid));
}

TEST_CASE("a rule whose hours are kept makes no conflict worse") {
    // The 30 min and 2 h of verified and secondary sources are kept here; what is not kept is the SmPC's 4 h.
    CHECK(severity_of(conflicts_of(magnesium("11:00"), medicine("alendronate", "08:00")).front()) == Severity::alert);
    const std::vector<UserRule> own{*make_user_rule("levothyroxine", "magnesium", "6h")};
    CHECK(severity_of(
              conflicts_of(magnesium("12:00"), medicine("levothyroxine", "07:00"), tables::rule_book(own)).front()) ==
          Severity::warning);
}

TEST_CASE("lasting effects are those of the user's medicines on one mineral") {
    const std::vector<std::string> substances{"Furosemide", "omeprazole", "levothyroxine", "vitamin-c"};
    const auto magnesium_rules = lasting_effects(Nutrient::magnesium, substances, book());
    REQUIRE(magnesium_rules.size() == 2);
    CHECK(magnesium_rules[0]->subjects == "loop-diuretics");
    CHECK(magnesium_rules[1]->subjects == "proton-pump-inhibitors");
    REQUIRE(lasting_effects(Nutrient::iron, substances, book()).size() == 1);
    CHECK(lasting_effects(Nutrient::iron, substances, book()).front()->subjects == "vitamin-c");
    const std::vector<std::string> caffeine{"caffeine"};
    REQUIRE(lasting_effects(Nutrient::magnesium, caffeine, book()).size() == 1);
    const std::vector<std::string> fluvoxamine{"fluvoxamine"};
    CHECK(lasting_effects(*find_nutrient("melatonin"), fluvoxamine, book()).size() == 1);
    CHECK(lasting_effects(Nutrient::calcium, substances, book()).empty());
    CHECK(lasting_effects(Nutrient::magnesium, {}, book()).empty());
}

TEST_CASE("a condition is a caution when the mineral is taken as a supplement by mouth") {
    const Condition& kidneys = *tables::find_condition("kidney-disease");
    Intake intake{
        .what = "citrate", .contents = {{.nutrient = Nutrient::magnesium, .amount = 100_mg, .compound = "citrate"}}};
    CHECK(concerns(kidneys, intake));
    intake.contents.front().amount = std::nullopt;
    CHECK(concerns(kidneys, intake));
    intake.contents.front().amount = Mass{};
    CHECK_FALSE(concerns(kidneys, intake));
    intake.contents.front() = {.nutrient = Nutrient::iron, .amount = 14_mg};
    CHECK_FALSE(concerns(kidneys, intake));
    intake.contents.front() = {.nutrient = Nutrient::magnesium, .amount = 100_mg};
    intake.route = Route::topical;
    CHECK_FALSE(concerns(kidneys, intake));
    intake.route = Route::oral;
    intake.source = Source::food;
    CHECK_FALSE(concerns(kidneys, intake));
}

TEST_CASE("a condition may be about one form alone") {
    const Condition& phosphate = *tables::find_condition("hyperphosphataemia");
    Intake intake{.contents = {{.nutrient = Nutrient::magnesium, .amount = 100_mg, .compound = "citrate"}}};
    CHECK_FALSE(concerns(phosphate, intake));
    intake.contents.front().compound = "glycerophosphate";
    CHECK(concerns(phosphate, intake));
}

TEST_CASE("an intake and a dose are seen with what they hold") {
    const Intake intake{.moment = when("08:00"),
        .what = "calm",
        .source = Source::supplement,
        .contents = {
            {.nutrient = Nutrient::magnesium, .amount = std::nullopt}, {.nutrient = Nutrient::iron, .amount = Mass{}}}};
    CHECK(thing_of(intake) == TakenThing{.name = "calm", .nutrients = {Nutrient::magnesium}, .at = when("08:00")});
    const Intake pill{.moment = when("08:00"), .what = "levothyroxine", .kind = Taken::substance};
    CHECK(thing_of(pill) == medicine("levothyroxine"));
    const Intake of_dose{.moment = when("08:00"), .what = "morning pill", .kind = Taken::dose};
    CHECK(thing_of(of_dose, "levothyroxine").substance == "levothyroxine");
    const TakenThing planned = thing_of(dose_of("calm", {}, {Nutrient::magnesium}), when("21:00"));
    CHECK(planned ==
          TakenThing{.name = "calm", .nutrients = {Nutrient::magnesium}, .at = when("21:00"), .planned = true});
}

TEST_CASE("a rule that the database kept is the same rule, and what a newer epsom kept is none") {
    for (const UserRule& rule :
        {*make_user_rule("Levothyroxine", "magnesium", "4h"), *make_ignored_pair("calm", "Zinc 2")}) {
        CAPTURE(rule.first);
        CHECK(parse_kept_rule(spell_kept(rule)) == rule);
    }
    CHECK(spell_kept(*make_user_rule("Levothyroxine", "magnesium", "4h")) == "Levothyroxine\tmagnesium\t240");
    CHECK(kept_key(*make_user_rule("zinc", "Evening Mag", "4h")) == "rule.eveningmag.zinc");
    CHECK(parse_kept_rule("calm\tzinc\t240\tdays") == std::nullopt);
}
