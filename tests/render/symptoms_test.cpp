#include "epsom/render/symptoms.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "epsom/text/text.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Intake score(Day night, int tenths, std::string_view name = "rls") {
    return {.moment = {Instant{night.time_since_epoch()} + 31h, 0s},
        .day = night,
        .what = std::string{name},
        .kind = Taken::symptom,
        .value = tenths};
}

Intake supplement(Day date, Mass amount, std::chrono::hours at) {
    Intake intake{.moment = {Instant{date.time_since_epoch()} + at, 0s},
        .day = date,
        .what = "glycinate",
        .kind = Taken::compound};
    intake.contents = {{Nutrient::magnesium, amount, "glycinate", Basis::label}};
    return intake;
}

/// Scores 0, 0.5, 1 … and one of four evenings in turn: enough, less, none, unknown; every sixth score is missing.
NightLog some_nights(Day from, int count) {
    NightLog log{{}, Nutrient::magnesium};
    for (int i = 0; i < count; ++i) {
        const Day date = from + days{i};
        if (i % 6 != 5) log.add(score(date, i * 5 % 105));
        if (i % 4 != 3) log.add(supplement(date, i % 4 == 0 ? 300_mg : 100_mg, i % 4 == 2 ? 8h : 21h));
    }
    return log;
}

std::string page(const NightLog& log, DayRange range, const Terminal& terminal,
    std::vector<std::string> names = {"rls"}, std::vector<Mass> at_least = {300_mg}) {
    SymptomQuestion question{.range = range, .outcomes = {}, .kinds = {}, .since = {}, .from = {}};
    for (auto& name : names) question.outcomes.push_back({std::move(name)});
    for (const Mass amount : at_least) question.kinds.emplace_back(amount);
    return symptoms_page(terminal, symptom_report(log, question), log);
}

/// The lines that begin with `label`.
std::string lines_of(const std::string& text, std::string_view label) {
    std::string found;
    for (const auto& line : split(text, '\n')) {
        if (line.starts_with(label)) found += line + "\n";
    }
    return found;
}

const Day wednesday = day("2025-12-31");

}  // namespace

TEST_CASE("the strip has a column for each night, weeks from Monday on") {
    const auto log = some_nights(wednesday, 24);
    const auto text = page(log, {wednesday, wednesday + days{23}}, {.charset = Charset::ascii});
    CHECK(lines_of(text, "     ") == "        12-29   01-05   01-12   01-19\n");
    CHECK(lines_of(text, "rls  ") == "rls       01122 .34455. 67788.9 **01.\n");
}

TEST_CASE("the strip in blocks and in plain characters tells the same") {
    const auto log = some_nights(wednesday, 26);
    const DayRange range{wednesday, wednesday + days{25}};
    const auto plain = page(log, range, {.charset = Charset::ascii});
    const auto blocks = page(log, range, {});
    CHECK(lines_of(plain, "dose  ") == "dose      #o-?# o-?#o-? #o-?#o- ?#o-?#o\n");
    CHECK(lines_of(blocks, "dose  ") == "dose      █▄–?█ ▄–?█▄–? █▄–?█▄– ?█▄–?█▄\n");
    CHECK(lines_of(blocks, "rls  ") == "rls       ▁▂▂▂▃ ·▄▄▄▅▅· ▆▆▆▇▇·█ ██▁▂·▂▃\n");
}

TEST_CASE("the strip wraps by whole weeks, and no line is wider than the screen") {
    const auto log = some_nights(wednesday, 365);
    for (const int width : {60, 80, 120}) {
        for (const bool ascii : {false, true}) {
            const auto text = page(log, {wednesday, wednesday + days{364}},
                {.charset = ascii ? Charset::ascii : Charset::unicode, .width = width});
            for (const auto& line : split(text, '\n'))
                CHECK_MESSAGE(display_width(line) <= static_cast<std::size_t>(width), line);
            const auto strips = split(lines_of(text, "dose  "), '\n').size() - 1;
            CHECK(strips == (width == 60 ? 9 : width == 80 ? 6 : 4));
        }
    }
}

TEST_CASE("colour changes nothing but colour") {
    const auto log = some_nights(wednesday, 40);
    const DayRange range{wednesday, wednesday + days{39}};
    std::string colored = page(log, range, {.colors = Colors::sixteen});
    CHECK(colored.find("\x1b[32m") == std::string::npos);
    for (const auto& line : split(colored, '\n'))
        CHECK((line.find('\x1b') == std::string::npos || line.substr(line.rfind('\x1b')).starts_with("\x1b[0m")));
    CHECK(colored.find("\x1b[31m") == std::string::npos);
    for (auto at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b'))
        colored.erase(at, colored.find('m', at) - at + 1);
    CHECK(colored == page(log, range, {}));
}

TEST_CASE("the page says what was left out and why, for each symptom") {
    auto log = some_nights(wednesday, 12);
    log.add(score(wednesday, 30, "cramps"));
    const auto text = page(log, {wednesday, wednesday + days{11}}, {.width = 120}, {"rls", "cramps"}, {100_mg, 300_mg});
    CHECK(
        text.find("rls: excluded: 2 nights not rated; 2 nights with unknown evening dose (no entries that day, or an\n"
                  "  amount missing)") != std::string::npos);
    CHECK(text.find("cramps: excluded: 11 nights not rated") != std::string::npos);
    CHECK(text.find("cramps: mean 3.0 of 10 over 1 night, above 0 on 7.0 nights a week") != std::string::npos);
    CHECK(text.find("Too few nights to compare: 3 with at least 300 mg, 5 without.") != std::string::npos);
}

TEST_CASE("without a score the page says how to begin, or which symptoms there are") {
    const DayRange range{wednesday, wednesday + days{6}};
    NightLog log{{}, Nutrient::magnesium};
    CHECK(page(log, range, {}) ==
          "Nights  no ratings of rls in this period\n2025-12-31..2026-01-06\n\n"
          "To rate last night from 0 (none) to 10 (worst imaginable): epsom log symptom 6\n");
    log.add(score(wednesday, 30, "cramps"));
    CHECK(page(log, range, {}) ==
          "Nights  no ratings of rls in this period\n2025-12-31..2026-01-06\n\n"
          "Rated in this period: cramps. To show one: --name 'cramps'\n");
}

TEST_CASE("without an evening dose there is nothing to compare") {
    NightLog log{{}, Nutrient::magnesium};
    log.add(score(wednesday, 30));
    const auto text = page(log, {wednesday, wednesday}, {}, {"rls"}, {});
    CHECK(text.find("No evening dose of magnesium (17:00 to 03:00) in this period, so nothing to\n  compare.\n") !=
          std::string::npos);
    CHECK(text.find("magnesium: █ some, – none, ? unknown") != std::string::npos);
}

TEST_CASE("csv has a row for each night, with what was beside it") {
    NightLog log{{}, Nutrient::magnesium};
    auto restless = score(wednesday, 65);
    restless.onset = 23h + 10min;
    restless.note = "=flight";
    log.add(restless);
    log.add(supplement(wednesday, 301521_ug, 21h));
    log.add({.moment = {Instant{wednesday.time_since_epoch()} + 15h, 0s},
        .day = wednesday,
        .what = "caffeine",
        .kind = Taken::factor,
        .servings = Count{2},
        .unit = "cups"});
    log.add({.moment = {Instant{wednesday.time_since_epoch()} + 16h, 0s},
        .day = wednesday,
        .what = "exercise",
        .kind = Taken::factor,
        .value = 90});
    log.add({.day = wednesday, .what = "sleep", .kind = Taken::sleep, .value = 390});
    log.add(score(wednesday + days{1}, 0));
    std::string out;
    const SymptomQuestion question{
        .range = {wednesday, wednesday + days{2}}, .outcomes = {{"rls"}}, .kinds = {}, .since = {}, .from = {}};
    const auto report = symptom_report(log, question);
    write_symptoms(
        report, log, Format::csv, "2026-01-03T09:00:00+01:00", [&out](std::string_view text) { out += text; });
    CHECK(out ==
          "night,name,score,dose,unit,onset,sleep,factors,left_out,note,sleep_quality,sleep_latency,wakings\n"
          "2025-12-31,rls,6.5,301.521,mg,23:10,390,caffeine 2 cups; exercise 1h30m,,'=flight,,,\n"
          "2026-01-01,rls,0,,mg,,,,dose_unknown,,,,\n"
          "2026-01-02,rls,,,mg,,,,no_score,,,,\n");
}

TEST_CASE("real numbers have nine significant digits and no negative zero") {
    const auto spelled = [](double number) {
        std::string out;
        append_plain(out, Value::real(number));
        return out;
    };
    CHECK(spelled(-2.5588235294) == "-2.55882353");
    CHECK(spelled(98.127e-6) == "9.8127e-05");
    CHECK(spelled(-0.0) == "0");
    CHECK(spelled(3) == "3");
    std::string out;
    const std::vector<Value> list{Value::real(-3.6), Value{}, "a\"b"};
    append_json(out, {{"list", list}});
    CHECK(out == R"({"list":[-3.6,null,"a\"b"]})");
}

TEST_CASE("names and notes cannot reach the terminal raw") {
    NightLog log{{}, Nutrient::magnesium};
    log.add(score(wednesday, 30, "a\x1b[2Jb"));
    CHECK(page(log, {wednesday, wednesday}, {}, {"a\x1b[2Jb"}).find('\x1b') == std::string::npos);
}
