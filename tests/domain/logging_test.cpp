#include "epsom/domain/logging.hpp"

#include <algorithm>
#include <array>
#include <random>

#include <doctest/doctest.h>

#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "zones.hpp"

using namespace epsom;

namespace {

constexpr std::array<std::string_view, 9> names{"glycinate", "citrate", "citrate-nonahydrate", "oxide", "magnesium",
    "iron", "almonds", "milk of magnesia", "folic-acid"};
std::vector<std::string_view> suggestable() { return {names.begin(), names.end()}; }
bool is_name(std::string_view word) {
    return std::ranges::any_of(names, [&](std::string_view name) { return name_key(name) == name_key(word); });
}

/// `2 x glycinate, 200 mg, at 90m ago`: what the words were taken for.
std::string told(std::string_view line) {
    const auto words = words_of(line);
    return epsom::test::answer(read_log_words(words, is_name, suggestable), [](const LogWords& read) {
        std::string text = read.count ? spell(*read.count) + " x " + read.what : read.what;
        if (read.amount) {
            if (const auto* mass = std::get_if<Mass>(&*read.amount)) text += ", " + spell(*mass);
            if (const auto* units = std::get_if<Units>(&*read.amount))
                text += ", " + spell(units->count) + " " + units->unit;
            if (const auto* units = std::get_if<InternationalUnits>(&*read.amount))
                text += ", " + spell(units->count) + " IU";
        }
        if (read.moment) text += ", at " + read.moment->text;
        return text;
    });
}

const Compound* compound(std::string_view name) {
    const Compound* const found = tables::find_compound(name);
    REQUIRE(found != nullptr);
    return found;
}
const Food* food(std::string_view name) {
    const Food* const found = tables::find_food(name);
    REQUIRE(found != nullptr);
    return found;
}

Result<Intake> logged(
    const Thing& thing, std::string_view amount, const LogOptions& options = {}, std::optional<Count> count = {}) {
    std::optional<Amount> typed;
    if (!amount.empty()) typed = *parse_amount(amount);
    return make_intake(thing, count, typed, options);
}
Intake intake(
    const Thing& thing, std::string_view amount, const LogOptions& options = {}, std::optional<Count> count = {}) {
    const auto made = logged(thing, amount, options, count);
    REQUIRE_MESSAGE(made, made.error().message);
    return *made;
}
std::string refusal(
    const Thing& thing, std::string_view amount, const LogOptions& options = {}, std::optional<Count> count = {}) {
    return epsom::test::answer(
        logged(thing, amount, options, count), [](const Intake&) { return std::string{"accepted"}; });
}
std::int64_t ng(const Intake& made, Nutrient nutrient) {
    const auto found = std::ranges::find(made.contents, nutrient, &Content::nutrient);
    REQUIRE(found != made.contents.end());
    REQUIRE(found->amount.has_value());
    return found->amount->nanograms();
}
std::string changed(const Intake& made, std::string_view amount) {
    return epsom::test::answer(
        with_amount(made, *parse_amount(amount)), [](const Intake&) { return std::string{"accepted"}; });
}

/// Two capsules of a multivitamin.
Intake multivitamin() {
    return {.what = "multi",
        .kind = Taken::dose,
        .servings = Count{2},
        .unit = "capsules",
        .contents = {{Nutrient::magnesium, 100_mg, "oxide", Basis::label}, {Nutrient::iron, 14_mg, "", Basis::label}}};
}

}  // namespace

// --- telling the words apart
// ----------------------------------------------------------------------------------------------

TEST_CASE("a log line is a thing, an amount, a count and a moment") {
    CHECK(told("glycinate 200mg") == "glycinate, 200 mg");
    CHECK(told("2x glycinate 200mg 90m ago") == "2 x glycinate, 200 mg, at 90m ago");
    CHECK(told("glycinate 200 mg yesterday 21:30") == "glycinate, 200 mg, at yesterday 21:30");
    CHECK(told("almonds 30g 2026-11-19 21:30") == "almonds, 30 g, at 2026-11-19 21:30");
    CHECK(told("iron 2 capsules") == "iron, 2 capsules");
    CHECK(told("magnesium 1000 IU") == "magnesium, 1000 IU");
    CHECK(told("glycinate") == "glycinate");
}

TEST_CASE("the words of a log line may come in any order") {
    std::vector<std::string> parts{"2x", "glycinate", "200 mg", "yesterday 21:30"};
    std::ranges::sort(parts);
    do {
        std::string line;
        for (const auto& part : parts) line += part + " ";
        REQUIRE(told(line) == "2 x glycinate, 200 mg, at yesterday 21:30");
    } while (std::ranges::next_permutation(parts).found);
}

TEST_CASE("one quoted word may hold several") {
    const std::array<std::string, 2> words{"glycinate 200mg", "90m ago"};
    const auto read = read_log_words(words, is_name, suggestable);
    REQUIRE(read);
    CHECK(read->what == "glycinate");
    CHECK(read->moment->text == "90m ago");
}

TEST_CASE("the longest name wins") {
    CHECK(told("citrate nonahydrate 200mg") == "citrate nonahydrate, 200 mg");
    CHECK(told("milk of magnesia 400mg") == "milk of magnesia, 400 mg");
    CHECK(told("200mg Milk-of-Magnesia") == "Milk-of-Magnesia, 200 mg");
}

TEST_CASE("a number before a name is a count, before a unit an amount") {
    CHECK(told("2 almonds") == "2 x almonds");
    CHECK(told("x2 almonds 30g") == "2 x almonds, 30 g");
    CHECK(told("0.5x almonds") == "0.5 x almonds");
    CHECK(told("almonds 2 21:30") == "2 x almonds, at 21:30");
    CHECK(told("almonds 2 servings 21:30") == "almonds, 2 servings, at 21:30");
    CHECK(told("2 almonds 30 g") == "2 x almonds, 30 g");
}

TEST_CASE("a bare number beside a part of the day may be its hour, and is not taken for a count") {
    CHECK(told("almonds 30g 7 this morning") ==
          "'7 this morning' could be a time or a count | use 'at 7 this morning' or '7x this morning'");
    CHECK(told("9 last night almonds 30g") ==
          "'9 last night' could be a time or a count | use 'at 9 last night' or '9x last night'");
    CHECK(told("almonds 30g 8 yesterday evening") ==
          "'8 yesterday evening' could be a time or a count | use 'at 8 yesterday evening' or '8x yesterday evening'");
    CHECK(
        told("almonds 30g 8 tonight") == "'8 tonight' could be a time or a count | use 'at 8 tonight' or '8x tonight'");
    CHECK(told("almonds 30g last night 9") ==
          "'last night 9' could be a time or a count | use 'last night at 9' or 'last night 9x'");
    CHECK(told("almonds 30g at 7 this morning") == "almonds, 30 g, at at 7 this morning");
    CHECK(told("almonds 30g 7x this morning") == "7 x almonds, 30 g, at this morning");
    // Directly before the name it is a count, and 13:00 is in no morning.
    CHECK(told("last night 2 almonds 30g") == "2 x almonds, 30 g, at last night");
    CHECK(told("almonds 30g 13 this morning") == "13 x almonds, 30 g, at this morning");
    CHECK(told("almonds 2 servings this morning") == "almonds, 2 servings, at this morning");
    CHECK(told("almonds last night 2 servings") == "almonds, 2 servings, at last night");
}

TEST_CASE("each part of a log line comes once") {
    CHECK(told("glycinate 200mg 300mg") == "two amounts given: '300mg' is the second | log them separately");
    CHECK(told("glycinate 200 mg 300 mg") == "two amounts given: '300 mg' is the second | log them separately");
    CHECK(told("2x 3x glycinate 200mg") == "two counts given: '3x' is the second | log them separately");
    CHECK(told("glycinate 21:30 yesterday 22:00") == "two times given: '22:00' is the second | log them separately");
    CHECK(told("glycinate citrate 200mg") ==
          "'glycinate' and 'citrate' cannot be one entry | log them separately, or name a compound with --as");
}

TEST_CASE("without a thing nothing was said") {
    CHECK(told("") == "nothing to log | epsom log glycinate 200mg");
    CHECK(told("200mg") == "nothing to log | epsom log glycinate 200mg");
    CHECK(told("2x 200mg 21:30") == "nothing to log | epsom log glycinate 200mg");
}

TEST_CASE("an unknown name gets the nearest known ones") {
    CHECK(told("glicinate 200mg") == "unknown name 'glicinate' | did you mean 'glycinate'?");
    CHECK(told("magnesium glicinate 200mg") == "unknown name 'magnesium glicinate' | did you mean 'glycinate'?");
    CHECK(told("mlk of magnesia 200mg") == "unknown name 'mlk of magnesia' | did you mean 'milk of magnesia'?");
    CHECK(told("frobnicate 200mg") ==
          "unknown name 'frobnicate' | to search: epsom dose find frobnicate; to define it: epsom dose add --help");
}

TEST_CASE("of a wrong word beside a known name the word is named") {
    CHECK(told("glycinate perhaps 200mg") ==
          "unexpected argument 'perhaps' | give a name, an amount and a time: epsom log glycinate 200mg 21:30");
    CHECK(told("glycinate 200 mgs") == "unknown unit 'mgs' in '200 mgs' | did you mean 'mg'?");
    CHECK(told("glycinate 200mgs") == "unknown unit 'mgs' in '200mgs' | did you mean 'mg'?");
}

TEST_CASE("an amount that is none is refused for its own reason") {
    CHECK(told("glycinate -200mg") == "'-200mg' has a sign | use 200mg");
    CHECK(told("glycinate 1,5mg") == "'1,5mg' has a comma | use 1.5mg");
    CHECK(told("glycinate 1e3mg") == "'1e3mg' has an exponent | use plain digits, such as 1000mg");
    CHECK(told("glycinate nanmg").starts_with("'nanmg' is not a number"));
    CHECK(told("glycinate 0mg").starts_with("'0mg' is zero"));
    CHECK(told("0x glycinate 200mg").starts_with("'0x' is zero"));
    CHECK(told("glycinate 200 .5mg").starts_with("'.5mg' has no digit before the point"));
}

TEST_CASE("a moment that is none is refused as a moment") {
    CHECK(told("glycinate 200mg 25:00") == "'25:00' is not a time of day | use 21:30 or 9pm");
    CHECK(told("glycinate 200mg 13pm") == "'13pm' is not a time of day | use 21:30 or 9pm");
    CHECK(told("glycinate 200mg 13 pm") == "'13 pm' is not a time of day | use 21:30 or 9pm");
    CHECK(told("glycinate 200mg 2026-02-30") == "'2026-02-30' is not a calendar date | use a date such as 2026-11-20");
    CHECK(told("glycinate 200mg 2026-13-01 08:00") ==
          "'2026-13-01' is not a calendar date | use a date such as 2026-11-20");
    CHECK(told("glycinate 200mg 2026-11-19T25:00") ==
          "'2026-11-19T25:00' is not a valid time | use '2026-11-19 21:30' or 2026-11-19T21:30");
    CHECK(told("glycinate 200mg a few hours ago") ==
          "glycinate, 200 mg, at a few hours ago");  // refused once the clock is known
    CHECK(told("glycinate 200mg 1h 30m ago") == "ambiguous duration in '1h 30m ago' | use '1h30m ago'");
    CHECK(told("2x glycinate 200mg at 9:30 pm") == "2 x glycinate, 200 mg, at at 9:30 pm");
}

TEST_CASE("reading any words ends in an entry or a reason with a remedy") {
    constexpr std::array<std::string_view, 24> pieces{"glycinate", "citrate", "milk", "of", "magnesia", "2x", "2",
        "200mg", "mg", "1,5", "-5", "21:30", "yesterday", "ago", "90m", "pm", "2026-02-30", "now", "xyz", "\xFF", "--",
        "0", "1e3mg", "nan"};
    std::mt19937 random{8};
    for (int trial = 0; trial < 5000; ++trial) {
        std::string line;
        for (auto length = random() % 7; length > 0; --length)
            line += std::string{pieces[random() % pieces.size()]} + " ";
        const auto words = words_of(line);
        const auto read = read_log_words(words, is_name, suggestable);
        if (read) {
            REQUIRE(is_name(read->what));
        } else {
            INFO(line);
            REQUIRE_FALSE(read.error().message.empty());
            REQUIRE_FALSE(read.error().hint.empty());
        }
    }
}

// --- what is put on file
// --------------------------------------------------------------------------------------------------

TEST_CASE("a compound's amount is the elemental one, as labels state it") {
    const Intake made = intake(compound("glycinate"), "200mg");
    CHECK(made.what == "glycinate");
    CHECK(made.kind == Taken::compound);
    CHECK(made.source == Source::supplement);
    CHECK(made.route == Route::oral);
    CHECK(made.contents == std::vector<Content>{{Nutrient::magnesium, 200_mg, "glycinate", Basis::label}});
    CHECK_FALSE(made.quantity.has_value());
}

TEST_CASE("a count multiplies the amount") {
    const Intake made = intake(compound("glycinate"), "200mg", {}, Count{2});
    CHECK(ng(made, Nutrient::magnesium) == 400'000'000);
    CHECK(made.servings == Count{2});
    CHECK(ng(intake(compound("glycinate"), "0.000001mg", {}, Count{3}), Nutrient::magnesium) == 3);
    CHECK(ng(intake(compound("glycinate"), "333mg", {}, Count::from_thousandths(500)), Nutrient::magnesium) ==
          166'500'000);
}

TEST_CASE("with --compound the elemental share follows from the formula") {
    const Intake oxide = intake(compound("oxide"), "500mg", {.compound = true});
    CHECK(ng(oxide, Nutrient::magnesium) == 301'520'941);  // 500 mg x 24.305 / 40.304
    CHECK(oxide.quantity == 500_mg);
    CHECK(oxide.contents[0].basis == Basis::formula);
    CHECK(ng(intake(compound("citrate"), "2g", {.compound = true}), Nutrient::magnesium) ==
          323'267'119);  // 3 x 24.305 / 451.113
    CHECK(ng(intake(compound("glycinate"), "1g", {.compound = true}), Nutrient::magnesium) ==
          140'961'473);  // 24.305 / 172.423
}

TEST_CASE("a count multiplies before the formula, so that nothing is rounded twice") {
    const Intake three = intake(compound("oxide"), "500mg", {.compound = true}, Count{3});
    CHECK(ng(three, Nutrient::magnesium) == 904'562'823);  // 904 562 822.55, rounded once
    CHECK(three.quantity == 1500_mg);
}

TEST_CASE("a mixture has no formula, and says what the label must tell") {
    CHECK(refusal(compound("bisglycinate-buffered"), "1g", {.compound = true}) ==
          "--compound needs a formula, and bisglycinate-buffered (Magnesium bisglycinate, buffered (with MgO)) has none"
          " | log the elemental magnesium on the label, without --compound");
}

TEST_CASE("every mixture refuses --compound, everything with a formula takes it") {
    for (const Compound& each : tables::compounds()) {
        const bool taken = logged(&each, "1g", {.compound = true}).has_value();
        CHECK(taken == share_of(each).has_value());
        CHECK(logged(&each, "1mg").has_value());
    }
}

TEST_CASE("a nutrient may be logged as one of its compounds") {
    const Intake made = intake(Nutrient::magnesium, "200mg", {.as = compound("citrate")});
    CHECK(made.what == "magnesium");
    CHECK(made.kind == Taken::nutrient);
    CHECK(made.contents[0].compound == "citrate");
    CHECK(ng(intake(Nutrient::magnesium, "2g", {.compound = true, .as = compound("citrate")}), Nutrient::magnesium) ==
          323'267'119);
}

TEST_CASE("options that contradict the thing are refused") {
    CHECK(refusal(compound("glycinate"), "200mg", {.as = compound("oxide")}) ==
          "--as does not apply to glycinate: it is already a compound | leave out --as, or log magnesium --as"
          " COMPOUND");
    CHECK(refusal(Nutrient::iron, "20mg", {.as = compound("oxide")}) ==
          "oxide is a compound of magnesium, not of iron | name a compound of iron");
    CHECK(refusal(Nutrient::magnesium, "200mg", {.compound = true}) ==
          "--compound needs a compound | name it: epsom log citrate 2g --compound; or add --as citrate");
    CHECK(refusal(Nutrient::vitamin_d, "25ug", {.compound = true}) ==
          "--compound does not apply to vitamin-d: it is not a mineral salt | leave it out");
    CHECK(refusal(Nutrient::folate, "400ug", {.compound = true, .folic_acid = true}) ==
          "--compound does not apply to folate: it is not a mineral salt | leave it out");
    CHECK(refusal(Nutrient::iron, "20mg", {.folic_acid = true}) ==
          "folic-acid is a form of folate, not of iron | log folate --as folic-acid");
    CHECK(
        refusal(food("almonds"), "30g", {.compound = true}).starts_with("--compound and --as do not apply to a food"));
    CHECK(refusal(food("almonds"), "30g", {.as = compound("oxide")})
              .starts_with("--compound and --as do not apply to a food"));
}

TEST_CASE("an amount is needed, and has to be a mass") {
    CHECK(refusal(compound("glycinate"), "") ==
          "missing amount for glycinate | give the elemental amount on the label, such as 200mg");
    CHECK(refusal(compound("glycinate"), "", {}, Count{200}) ==
          "'200' has no unit | give the elemental amount with its unit, such as 200mg");
    CHECK(refusal(compound("glycinate"), "2 capsules") ==
          "cannot convert '2 capsules' of glycinate to a mass | use the amount on the label, such as 200mg");
    CHECK(refusal(compound("glycinate"), "1000IU") == "IU has no fixed mass for magnesium | use mg, as on the label");
}

TEST_CASE("vitamin D may be logged in international units") {
    CHECK(ng(intake(Nutrient::vitamin_d, "1000IU"), Nutrient::vitamin_d) == 25'000);
    CHECK(ng(intake(Nutrient::vitamin_d, "1000IU", {}, Count{2}), Nutrient::vitamin_d) == 50'000);
}

TEST_CASE("a kilogram is the most, counts included") {
    CHECK(refusal(compound("glycinate"), "600g", {}, Count{2}) ==
          "the total amount is more than 1 kg | check the count and the amount");
    CHECK(refusal(food("almonds"), "600g", {}, Count{2}) ==
          "the total amount is more than 1 kg | check the count and the amount");
    CHECK(refusal(food("almonds"), "1000 servings") ==
          "the total amount is more than 1 kg | check the count and the amount");
    CHECK(refusal(food("almonds"), "1000 servings", {}, largest_count) ==
          "the total amount is more than 1 kg | check the count and the amount");
    CHECK(refusal(food("almonds"), "0.001 servings", {}, Count::from_thousandths(1)) ==
          "the amount is below 1 ng | check the count and the amount");
    CHECK(refusal(food("almonds"), "0.000000001g", {}, Count::from_thousandths(1)) ==
          "the amount is below 1 ng | check the count and the amount");
    CHECK(refusal(compound("glycinate"), "0.000001mg", {}, Count::from_thousandths(1)) ==
          "the amount is below 1 ng | check the count and the amount");
}

TEST_CASE("folic acid counts 1.7 times its mass, and its mass is kept") {
    const Intake made = intake(Nutrient::folate, "400ug", {.folic_acid = true});
    CHECK(ng(made, Nutrient::folate) == 680'000);
    CHECK(made.quantity == 400_ug);
    CHECK(made.contents[0].compound == "folic-acid");
    CHECK(ng(intake(Nutrient::folate, "400ug"), Nutrient::folate) == 400'000);  // as a label in DFE states it
}

TEST_CASE("what is meant for the skin is topical, and so is what anyone says to be") {
    CHECK(intake(compound("chloride-topical"), "150mg").route == Route::topical);
    CHECK(intake(compound("glycinate"), "150mg", {.topical = true}).route == Route::topical);
    CHECK(intake(food("almonds"), "30g", {.topical = true}).route == Route::topical);
}

TEST_CASE("a food's weight gives every nutrient that its table knows") {
    const Intake made = intake(food("almonds"), "30g");
    CHECK(made.kind == Taken::food);
    CHECK(made.source == Source::food);
    CHECK(made.quantity == 30_g);
    CHECK(std::ranges::count_if(
              made.contents, [](const Content& content) { return !info(content.nutrient).is_part(); }) == 31);
    CHECK(ng(made, Nutrient::niacin) == ng(made, Nutrient::niacin_from_tryptophan) + 1'085'400);
    CHECK(ng(made, Nutrient::magnesium) == 81'000'000);  // 270 mg per 100 g
    CHECK(ng(made, Nutrient::iron) == 1'113'000);
    CHECK(ng(made, Nutrient::folate) == 13'200);
    for (const Content& content : made.contents) CHECK(content.basis == Basis::table);
}

TEST_CASE("what a food table does not know stays unknown") {
    const Intake made = intake(food("chia-seeds"), "10g");
    CHECK(std::ranges::find(made.contents, Nutrient::folate, &Content::nutrient) == made.contents.end());
}

TEST_CASE("a food may be counted in servings") {
    CHECK(intake(food("almonds"), "1 serving").quantity == Mass::from_nanograms(28'400 * ng_per_mg));
    CHECK(intake(food("almonds"), "2 servings").quantity == Mass::from_nanograms(56'800 * ng_per_mg));
    CHECK(intake(food("almonds"), "", {}, Count::from_thousandths(500)).quantity ==
          Mass::from_nanograms(14'200 * ng_per_mg));
    CHECK(intake(food("almonds"), "2 servings", {}, Count{2}).servings == Count{4});
    CHECK(intake(food("almonds"), "30g", {}, Count{2}).quantity == 60_g);
}

TEST_CASE("a food's amount is needed, in a measure that it has") {
    CHECK(refusal(food("almonds"), "") ==
          "missing amount for almonds | give its weight, such as 30g or '1 serving' (1 oz (23 whole kernels), 28.4 g)");
    CHECK(refusal(food("almonds"), "2 cups")
              .starts_with("unknown unit 'cups' for almonds | give its weight, such as 30g"));
    CHECK(refusal(food("almonds"), "100IU").starts_with("'100IU' is not a mass"));
}

TEST_CASE("an amount said to be food says nothing of the other nutrients") {
    const Intake made = intake(Nutrient::magnesium, "90mg", {.food = true});
    CHECK(made.source == Source::food);
    REQUIRE(made.contents.size() == 1);
    CHECK(ng(made, Nutrient::magnesium) == 90'000'000);
}

TEST_CASE("a note is kept as it is") {
    CHECK(intake(compound("glycinate"), "200mg", {.note = "with food, =1+1"}).note == "with food, =1+1");
}

// --- changing the amount
// ----------------------------------------------------------------------------------------------------

TEST_CASE("a label's amount is restated") {
    const Intake made = intake(compound("glycinate"), "200mg", {}, Count{2});
    const auto corrected = with_amount(made, *parse_amount("300mg"));
    REQUIRE(corrected);
    CHECK(ng(*corrected, Nutrient::magnesium) == 300'000'000);
    CHECK(corrected->servings == Count{1});
    CHECK(corrected->contents[0].compound == "glycinate");
}

TEST_CASE("what was weighed is restated, and what followed from it in proportion") {
    const auto oxide = with_amount(intake(compound("oxide"), "500mg", {.compound = true}), *parse_amount("1g"));
    REQUIRE(oxide);
    CHECK(oxide->quantity == 1_g);
    CHECK(ng(*oxide, Nutrient::magnesium) == 603'041'882);
    const auto almonds = with_amount(intake(food("almonds"), "30g"), *parse_amount("60g"));
    REQUIRE(almonds);
    CHECK(ng(*almonds, Nutrient::magnesium) == 162'000'000);
    CHECK(ng(*almonds, Nutrient::iron) == 2'226'000);
    const auto folic = with_amount(intake(Nutrient::folate, "400ug", {.folic_acid = true}), *parse_amount("800ug"));
    REQUIRE(folic);
    CHECK(ng(*folic, Nutrient::folate) == 1'360'000);
}

TEST_CASE("servings scale everything that is in them") {
    const auto one = with_amount(multivitamin(), *parse_amount("1 serving"));
    REQUIRE(one);
    CHECK(one->servings == Count{1});
    CHECK(ng(*one, Nutrient::magnesium) == 50'000'000);
    CHECK(ng(*one, Nutrient::iron) == 7'000'000);
}

TEST_CASE("a mass of a dose with one nutrient is so many servings, whose contents stay as they were logged") {
    Intake calm{.what = "calm", .kind = Taken::dose, .contents = {{Nutrient::magnesium, 100_mg, "", Basis::label}}};
    const auto three = with_amount(calm, *parse_amount("300mg"));
    REQUIRE(three);
    CHECK(three->servings == Count{3});
    CHECK(ng(*three, Nutrient::magnesium) == 300'000'000);
    const auto two = with_amount(*three, *parse_amount("2 servings"));
    REQUIRE(two);
    CHECK(ng(*two, Nutrient::magnesium) == 200'000'000);
    const auto part = with_amount(*three, *parse_amount("150mg"));
    REQUIRE(part);
    CHECK(part->servings == Count::from_thousandths(1500));
    CHECK(changed(calm, "101g") == "the amount is more than 1000 servings | check the number and the unit");
    calm.contents.front() = {Nutrient::vitamin_d, 25_ug, "", Basis::label};
    const auto units = with_amount(calm, *parse_amount("2000IU"));
    REQUIRE(units);
    CHECK(units->servings == Count{2});
}

TEST_CASE("a changed amount is a kilogram at most") {
    Intake dose = multivitamin();
    dose.contents[0].amount = 900_g;
    dose.servings = Count{1};
    CHECK(changed(dose, "2 servings") == "the total amount is more than 1 kg | check the count and the amount");
    CHECK(changed(dose, "1 serving") == "accepted");
}

TEST_CASE("what an amount cannot mean is refused") {
    CHECK(changed(intake(compound("glycinate"), "200mg"), "2 capsules") ==
          "cannot convert '2 capsules' of glycinate to a mass | use the amount on the label, such as 200mg");
    CHECK(changed(intake(compound("glycinate"), "200mg"), "1000IU") ==
          "IU has no fixed mass for magnesium | use mg, as on the label");
    CHECK(changed(multivitamin(), "100mg") ==
          "a mass is ambiguous: this entry has several nutrients | give servings, such as '2 servings'");
}

TEST_CASE("a medicine is logged with or without an amount, and holds no nutrient") {
    const Thing levothyroxine{tables::find_substance("l-thyroxine")};
    const auto plain = make_intake(levothyroxine, {}, {}, {});
    REQUIRE(plain);
    CHECK(*plain == Intake{.what = "levothyroxine", .kind = Taken::substance});
    CHECK(
        intake(levothyroxine, "75mcg") == Intake{.what = "levothyroxine", .kind = Taken::substance, .quantity = 75_ug});
    CHECK(intake(levothyroxine, "75mcg", {}, Count{2}).quantity == 150_ug);
    CHECK(intake(levothyroxine, "2 tablets") ==
          Intake{.what = "levothyroxine", .kind = Taken::substance, .servings = Count{2}, .unit = "tablets"});
    CHECK(refusal(levothyroxine, "100IU") ==
          "cannot convert IU of levothyroxine to a mass | use the mass on the label, such as 75mcg");
    CHECK(refusal(levothyroxine, "75mcg", {.compound = true}) ==
          "--compound and --as do not apply to levothyroxine: it is not a nutrient | leave them out");
    CHECK(refusal(levothyroxine, "75mcg", {.food = true}) == "levothyroxine is not a food | leave out --food");
}

TEST_CASE("an antacid is a mineral, and how much it holds is unknown rather than nothing") {
    const Intake antacid = intake(Thing{tables::find_substance("magnesium antacid")}, "1 tablet");
    CHECK(antacid.contents == std::vector<Content>{{Nutrient::magnesium, std::nullopt, "", Basis::label}});
}

TEST_CASE("a medicine's amount may be edited, and stated where none was") {
    const Intake plain{.what = "levothyroxine", .kind = Taken::substance};
    CHECK(with_amount(plain, *parse_amount("50mcg"))->quantity == 50_ug);
    const auto tablets =
        with_amount(intake(Thing{tables::find_substance("levothyroxine")}, "75mcg"), *parse_amount("2 tablets"));
    REQUIRE(tablets);
    CHECK(
        *tablets == Intake{.what = "levothyroxine", .kind = Taken::substance, .servings = Count{2}, .unit = "tablets"});
}

TEST_CASE("a date that the calendar lacks, or that is not read, is named as one") {
    const auto refused = [](std::vector<std::string> words) {
        const auto read = read_log_words(words, is_name, suggestable);
        return read ? std::string{"read"} : read.error().message;
    };
    CHECK(refused({"glycinate", "200mg", "31.11.2026"}) == "'31.11.2026' is not a calendar date");
    CHECK(refused({"glycinate", "200mg", "13/13/2026", "9:00"}) == "'13/13/2026' is not a calendar date");
    CHECK(refused({"glycinate", "200mg", "30", "feb"}) == "'30 feb' is not a calendar date");
    CHECK(refused({"glycinate", "200mg", "Sept", "31", "9:00"}) == "'Sept 31' is not a calendar date");
    CHECK(refused({"glycinate", "200mg", "20-11-2026", "9:00"}) == "unsupported date format '20-11-2026'");
    CHECK(refused({"glycinate", "200mg", "19.11.2026", "9:00"}) == "read");
    CHECK(refused({"glycinate", "1.5mg"}) == "read");
}

TEST_CASE("an entry that was taken for food becomes a supplement, and the other way round") {
    Intake food{.id = 7, .what = "Calm", .kind = Taken::food, .quantity = Mass::from_nanograms(2'000'000'000)};
    food.source = Source::food;
    food.contents = {{Nutrient::magnesium, 200_mg, "", Basis::table}, {Nutrient::iron, std::nullopt, "", Basis::table}};
    const auto supplement = as_source(food, Source::supplement);
    REQUIRE(supplement);
    CHECK(supplement->kind == Taken::dose);
    CHECK(supplement->source == Source::supplement);
    CHECK(supplement->contents == std::vector<Content>{{Nutrient::magnesium, 200_mg, "", Basis::label}});
    CHECK(supplement->quantity == food.quantity);
    CHECK(as_source(*supplement, Source::supplement).error().message == "#7 is a supplement already");

    auto again = as_source(*supplement, Source::food);
    REQUIRE(again);
    food.contents.pop_back();
    CHECK(*again == food);

    Intake counted = *supplement;
    counted.servings = Count{2};
    counted.unit = "capsules";
    CHECK(as_source(counted, Source::food)->note == "2 capsules");
    CHECK(as_source(counted, Source::food)->servings == Count{1});
    counted.note = "late";
    CHECK(as_source(counted, Source::food)->note == "late");

    Intake stated{.id = 8, .what = "magnesium", .kind = Taken::nutrient};
    stated.contents = {{Nutrient::magnesium, 200_mg, "", Basis::label}};
    CHECK(as_source(stated, Source::food)->kind == Taken::nutrient);
    CHECK(as_source(stated, Source::food)->source == Source::food);

    food.contents = {{Nutrient::magnesium, std::nullopt, "", Basis::table}};
    CHECK(as_source(food, Source::supplement).error().message == "#7 has no known amounts");
    CHECK(as_source({.id = 9, .kind = Taken::symptom}, Source::food).error().message ==
          "#9 is a diary entry, neither food nor a supplement");
    CHECK(as_source({.id = 9, .kind = Taken::substance}, Source::food).error().message ==
          "#9 is a medicine, neither food nor a supplement");
}
