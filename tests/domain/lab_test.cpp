#include "epsom/domain/labs/lab.hpp"

#include <doctest/doctest.h>

#include <random>

#include "epsom/text/text.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Clock noon_of_labs = clock_at("2026-11-20T12:00");

std::vector<std::string> lab_words(std::string_view line) {
    auto words = split(line, ' ');
    std::erase(words, "");
    return words;
}
/// `2026-11-03 ferritin | 45 in 15..150 | ng/mL`, or what the line is refused with.
std::string read_lab(std::string_view line, std::optional<std::string> range = {}) {
    const auto lab = make_lab(lab_words(line), {.range = std::move(range), .note = ""}, noon_of_labs);
    if (!lab) return lab.error().message + " -> " + lab.error().hint;
    return spell_day(lab->day) + " " + lab->what + " | " + lab->detail + " | " + lab->unit;
}
std::string converted(std::string_view name, std::string_view number, std::string_view from, std::string_view to) {
    const KnownLab* known = find_lab(name);
    REQUIRE(known != nullptr);
    const auto read = parse_lab_detail(number);
    REQUIRE(read);
    const auto result = convert(*known, read->number, from, to);
    return result ? spell(*result) : result.error().message;
}

}  // namespace

TEST_CASE("a blood value is kept as it was typed, under the name that the program has for it") {
    CHECK(read_lab("ferritin 45ng/mL 2026-11-03", "15..150") == "2026-11-03 ferritin | 45 in 15..150 | ng/mL");
    CHECK(read_lab("Serum Ferritin 45.0 µg/l yesterday") == "2026-11-19 ferritin | 45.0 | µg/l");
    CHECK(read_lab("vitamin d 62 nmol/L") == "2026-11-20 25-OH vitamin D | 62 | nmol/L");
    CHECK(read_lab("25-OH-D 25ng/mL") == "2026-11-20 25-OH vitamin D | 25 | ng/mL");
    CHECK(read_lab("vitamin b 12 400 pg/mL") == "2026-11-20 vitamin B12 | 400 | pg/mL");
    CHECK(read_lab("egfr 72 mL/min/1.73m2") == "2026-11-20 eGFR | 72 | mL/min/1.73m2");
    CHECK(read_lab("eGFR >90 mL/min/1.73 m²") == "2026-11-20 eGFR | >90 | mL/min/1.73 m²");
    CHECK(read_lab("tsat 18%") == "2026-11-20 transferrin saturation | 18 | %");
    CHECK(read_lab("ferritin < 10 ng/mL") == "2026-11-20 ferritin | <10 | ng/mL");
    CHECK(read_lab("ferritin >=2000ng/mL", "..150") == "2026-11-20 ferritin | >=2000 in ..150 | ng/mL");
    CHECK(read_lab("TSH 2.1mIU/L", "0.4 .. 4") == "2026-11-20 TSH | 2.1 in 0.4..4 | mIU/L");
    CHECK(read_lab("CA 19-9 35 U/mL") == "2026-11-20 CA 19-9 | 35 | U/mL");
    CHECK(read_lab("platelets 250 10^9/L today") == "2026-11-20 platelets | 250 | 10^9/L");
    CHECK(read_lab("INR 2.5") == "2026-11-20 INR | 2.5 | ");
    CHECK(read_lab("antibody 0 U/mL") == "2026-11-20 antibody | 0 | U/mL");
}

TEST_CASE("a blood value that could be misread is refused with what is missing") {
    CHECK(read_lab("ferritin 45") ==
          "'45' has no unit; ferritin is given in ng/mL, mcg/L -> "
          "add the unit that the laboratory printed, such as 45ng/mL");
    CHECK(read_lab("tsat 18") ==
          "'18' has no unit; transferrin saturation is given in % -> "
          "add the unit that the laboratory printed, such as 18%");
    CHECK(read_lab("ferritin 45mg") == "'mg' is not a unit of ferritin -> use ng/mL, mcg/L");
    CHECK(read_lab("ferritin 45nmol/L") == "'nmol/L' is not a unit of ferritin -> use ng/mL, mcg/L");
    CHECK(read_lab("ferritin -5ng/mL") == "'-5ng/mL' has a sign -> use 5ng/mL");
    CHECK(read_lab("ferritin 45,5ng/mL") == "'45,5ng/mL' has a comma -> use 45.5ng/mL");
    CHECK(read_lab("ferritin .5ng/mL") == "'.5ng/mL' has no digit before the point -> use 0.5ng/mL");
    CHECK(read_lab("ferritin 1e9ng/mL") == "'1e9ng/mL' has an exponent -> use plain digits, such as 1000ng/mL");
    CHECK(read_lab("ferritin 1000000000ng/mL") ==
          "'1000000000' is more than 999,999,999 -> check the number and the unit");
    CHECK(read_lab("ferritin 1.2345678ng/mL") == "'1.2345678' has more than 6 decimals -> round it to 6 decimals");
    CHECK(read_lab("ferritin 1.2.3ng/mL") ==
          "'1.2.3ng/mL' is not a number with a unit -> give one number with its unit: epsom log lab ferritin 45ng/mL");
    CHECK(
        read_lab("ferritin") == "missing value of 'ferritin' -> give it with its unit: epsom log lab ferritin 45ng/mL");
    CHECK(read_lab("ferritin high") ==
          "'high' is not a number with a unit -> give one number with its unit: epsom log "
          "lab ferritin 45ng/mL");
    CHECK(read_lab("") == "missing name of the blood value -> epsom log lab ferritin 45ng/mL");
    CHECK(read_lab("45 ferritin") ==
          "missing name of the blood value before '45' -> name first: epsom log lab ferritin 45ng/mL");
    CHECK(read_lab("TSH 2.1 50") ==
          "'50' is not a unit -> give one number with its unit: epsom log lab ferritin 45ng/mL");
    const std::string remark = " -> log each value by itself; a remark goes into --note TEXT";
    CHECK(read_lab("ferritin 45ng/mL fasting") == "unexpected argument 'fasting'" + remark);
    CHECK(read_lab("TSH 2.1mIU/L 3mIU/L") == "unexpected argument '3mIU/L'" + remark);
}

TEST_CASE("the day of a blood draw is a day, and no later than today") {
    const std::string how = " -> give the day of the blood draw, such as 2026-11-03 or yesterday";
    CHECK(read_lab("ferritin 45ng/mL 08:00") == "'08:00' is not a day" + how);
    CHECK(read_lab("ferritin 45ng/mL 3.11.2026") == "'3.11.2026' is not a day" + how);
    CHECK(read_lab("ferritin 45ng/mL 2026-11-31") == "'2026-11-31' is not a day" + how);
    const std::string past = " is in the future -> give the day of the blood draw, today or earlier";
    CHECK(read_lab("ferritin 45ng/mL 2026-11-21") == "'2026-11-21'" + past);
    CHECK(read_lab("ferritin 45ng/mL tomorrow") == "'tomorrow'" + past);
}

TEST_CASE("the laboratory's range has one end or two, in order") {
    const auto range = [](std::string_view text) {
        const auto read = parse_lab_range(text);
        return read ? in_words(*read) : read.error().message + " -> " + read.error().hint;
    };
    CHECK(range("15..150") == "15 to 150");
    CHECK(range("..150") == "up to 150");
    CHECK(range("30..") == "from 30");
    CHECK(range("0.40..4.0") == "0.40 to 4.0");
    CHECK(range("5..5") == "5 to 5");
    CHECK(range("150..15") == "'150..15' ends below its start -> did you mean '15..150'?");
    CHECK(range("4.01..4") == "'4.01..4' ends below its start -> did you mean '4..4.01'?");
    CHECK(range("15-150") == "'15-150' is not a range -> did you mean '15..150'?");
    for (const char* wrong : {"", "..", "15", "15..150ng/mL", "low..high", "-5..5", "1..2..3"}) {
        CAPTURE(wrong);
        CHECK(range(wrong).find("is not a range -> give the laboratory's range as LOW..HIGH without a unit") !=
              std::string::npos);
    }
}

TEST_CASE("units are read alike in any case, with blanks and with every sign for micro") {
    const KnownLab* iron = find_lab("Serum iron");
    REQUIRE(iron != nullptr);
    for (const char* unit : {"mcg/dL", "ug/dl", "µg/dL", "μg / dL", "MCG/DL"}) {
        CAPTURE(unit);
        CHECK(find_unit(*iron, unit) == &iron->units.front());
    }
    CHECK(find_unit(*iron, "mg/dL") == nullptr);
    CHECK(find_unit(*iron, "") == nullptr);
}

TEST_CASE("every known blood value is found by its names, and no name means two") {
    std::vector<std::string> keys;
    for (const KnownLab& lab : known_labs()) {
        auto names = split(lab.aliases, ',');
        names.emplace_back(lab.name);
        for (const auto& name : names) {
            CAPTURE(name);
            CHECK(find_lab(name) == &lab);
            keys.push_back(name_key(name));
        }
    }
    std::ranges::sort(keys);
    CHECK(std::ranges::adjacent_find(keys) == keys.end());
    CHECK(find_lab("TSH") == nullptr);
}

TEST_CASE("pairs of units are converted by the published factors, both ways") {
    CHECK(converted("ferritin", "45", "ng/mL", "ug/L") == "45");
    CHECK(converted("ferritin", "45.50", "mcg/L", "ng/mL") == "45.5");
    CHECK(converted("magnesium", "1", "mmol/L", "mg/dL") == "2.4305");
    CHECK(converted("magnesium", "1.0000", "mmol/L", "mg/dL") == "2.4305");
    CHECK(converted("magnesium", "2.4305", "mg/dL", "mmol/L") == "1");
    CHECK(converted("magnesium", "1.7", "mEq/L", "mmol/L") == "0.85");
    CHECK(converted("magnesium", "0.85", "mmol/L", "mEq/L") == "1.7");
    CHECK(converted("magnesium RBC", "5.2", "mg/dL", "mmol/L") == "2.1395");
    CHECK(converted("vitamin d", "25", "ng/mL", "nmol/L") == "62.4");
    CHECK(converted("vitamin d", "62", "nmol/L", "ng/mL") == "24.84");
    CHECK(converted("vitamin d", "2.496", "nmol/L", "ng/mL") == "1");
    CHECK(converted("iron", "100", "mcg/dL", "umol/L") == "17.907");
    CHECK(converted("iron", "17.907", "umol/L", "mcg/dL") == "100");
    CHECK(converted("vitamin b12", "400", "pg/mL", "pmol/L") == "295.12");
    CHECK(converted("vitamin b12", "295.12", "pmol/L", "ng/L") == "400");
    CHECK(converted("folate", "10", "ng/mL", "nmol/L") == "22.655");
    CHECK(converted("folate", "22.655", "nmol/L", "mcg/L") == "10");
    CHECK(converted("hemoglobin", "13.5", "g/dL", "g/L") == "135");
    CHECK(converted("hemoglobin", "135", "g/L", "g/dL") == "13.5");
    CHECK(converted("ferritin", "0", "ng/mL", "mcg/L") == "0");
}

TEST_CASE("a conversion rounds half up to the typed digits, at least five, and never before the point") {
    CHECK(converted("vitamin d", "1", "ng/mL", "nmol/L") == "2.496");
    CHECK(converted("vitamin d", "1.23456", "ng/mL", "nmol/L") == "3.08146");
    CHECK(converted("hemoglobin", "123456", "g/dL", "g/L") == "1234560");
    CHECK(converted("iron", "12345", "umol/L", "mcg/dL") == "68941");
    CHECK(converted("magnesium", "0.001", "mmol/L", "mg/dL") == "0.0024305");
}

TEST_CASE("no conversion is guessed") {
    CHECK(converted("haemoglobin", "8.4", "mmol/L", "g/dL") ==
          "no conversion between 'mmol/L' and 'g/dL' is known for haemoglobin");
    CHECK(converted("haemoglobin", "8.4", "mmol/L", "mmol/l") == "8.4");
    CHECK(converted("ferritin", "45", "ng/mL", "pmol/L") ==
          "no conversion between 'ng/mL' and 'pmol/L' is known for ferritin");
    const auto tsh = make_lab(lab_words("TSH 2.1mIU/L"), {}, noon_of_labs);
    REQUIRE(tsh);
    CHECK(convert(*tsh, "miu/l")->digits == 21);
    CHECK(convert(*tsh, "mU/L").error().message == "no conversion between 'mIU/L' and 'mU/L' is known for TSH");
}

TEST_CASE("any value converted to another unit and back is the one that was typed, but for rounding once each way") {
    std::mt19937 random{20261103};
    for (int trial = 0; trial < 20'000; ++trial) {
        const KnownLab& lab = known_labs()[random() % known_labs().size()];
        const LabUnit& from = lab.units[random() % lab.units.size()];
        const LabUnit& to = lab.units[random() % lab.units.size()];
        if (from.denominator == 0 || to.denominator == 0) continue;
        const LabNumber typed{
            static_cast<std::int64_t>(1'000'000 + random() % 999'000'000), static_cast<int>(random() % 7)};
        const auto there = convert(lab, typed, from.name, to.name);
        REQUIRE(there);
        // With nine digits, as the zeros at its end were dropped.
        LabNumber padded = *there;
        while (padded.digits < 100'000'000 && padded.decimals < 9) padded = {padded.digits * 10, padded.decimals + 1};
        const auto back = convert(lab, padded, to.name, from.name);
        REQUIRE(back);
        const double apart = static_cast<double>(back->digits) / static_cast<double>(scale_of(*back)) /
                                 (static_cast<double>(typed.digits) / static_cast<double>(scale_of(typed))) -
                             1;
        CAPTURE(lab.name);
        CAPTURE(spell(typed));
        CAPTURE(spell(*there));
        CAPTURE(spell(*back));
        REQUIRE(std::abs(apart) < 1e-6);
    }
}

TEST_CASE("what a detail says is read back as it was written") {
    std::mt19937 random{20261104};
    const auto number = [&random] {
        return LabNumber{static_cast<std::int64_t>(random() % 1'000'000), static_cast<int>(random() % 7)};
    };
    constexpr std::array<std::string_view, 5> comparators{"", "<", "<=", ">", ">="};
    for (int trial = 0; trial < 5'000; ++trial) {
        LabResult result{comparators[random() % comparators.size()], number(), {}};
        if (random() % 2 == 0) {
            LabRange range{number(), {}};
            if (random() % 2 == 0) range.high = LabNumber{range.low->digits + 1, range.low->decimals};
            if (random() % 3 == 0 && range.high) range.low.reset();
            result.range = range;
        }
        const auto read = parse_lab_detail(spell(result));
        CAPTURE(spell(result));
        REQUIRE(read);
        REQUIRE(*read == result);
    }
    for (const char* wrong : {"", "x", "45 in", "45 in ", "45 in 5", "45 in 9..3", "45  in 3..9", "<", "4,5", "-1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_lab_detail(wrong));
    }
}

TEST_CASE("an edit changes what it names and keeps the rest") {
    Intake lab = *make_lab(lab_words("ferritin 45ng/mL"), {.range = "15..150", .note = ""}, noon_of_labs);
    CHECK_FALSE(apply({.amount = "<10 mcg/L", .range = {}, .day = {}}, lab, noon_of_labs));
    CHECK(lab.detail == "<10 in 15..150");
    CHECK(lab.unit == "mcg/L");
    CHECK_FALSE(apply({.amount = {}, .range = "..120", .day = "2026-11-03"}, lab, noon_of_labs));
    CHECK(lab.detail == "<10 in ..120");
    CHECK(spell_day(lab.day) == "2026-11-03");
    CHECK_FALSE(apply({.amount = {}, .range = "none", .day = {}}, lab, noon_of_labs));
    CHECK(lab.detail == "<10");
    CHECK(apply({.amount = "45", .range = {}, .day = {}}, lab, noon_of_labs)->message ==
          "'45' has no unit; ferritin is given in ng/mL, mcg/L");
    CHECK(apply({.amount = {}, .range = {}, .day = "2026-12-01"}, lab, noon_of_labs)->message ==
          "'2026-12-01' is in the future");
    CHECK(apply({.amount = {}, .range = {}, .day = "soon"}, lab, noon_of_labs)->message == "'soon' is not a day");
    Intake tsh = *make_lab(lab_words("TSH 2.1mIU/L"), {}, noon_of_labs);
    CHECK(apply({.amount = "2.4", .range = {}, .day = {}}, tsh, noon_of_labs)->hint == "use 2.4mIU/L");
}

TEST_CASE("a blood value in a line has its day and its range") {
    const Intake lab =
        *make_lab(lab_words("ferritin 45ng/mL 2026-11-03"), {.range = "15..150", .note = ""}, noon_of_labs);
    CHECK(in_a_line(lab) == "ferritin 45 ng/mL on 2026-11-03 (range 15 to 150)");
    CHECK(in_a_line(*make_lab(lab_words("INR >8"), {}, noon_of_labs)) == "INR >8 on 2026-11-20");
}
