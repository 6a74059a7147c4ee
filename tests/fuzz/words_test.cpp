// The parsers and writers of text on a few thousand damaged words, with a fixed seed. The fuzz targets do the same
// without end.

#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "fuzz/targets.hpp"
#include "temporary.hpp"

using namespace epsom::test;

namespace {

/// One to four changes: a byte replaced, cut out or doubled, or what parsers stumble over put in.
std::string damaged(std::string text, std::mt19937& random) {
    static const std::array<std::string, 22> stumbles{"-", "+", ".", ",", "x", "e9", "0", "00000",
        "99999999999999999999", " ", "\n", "\t", "\r", std::string(1, '\0'), "\xC2\xB5", "\xB5", "\xE2\x80\xAE",
        "\x1B[2J", "..", "9999", "\"", "="};
    for (std::size_t changes = 1 + random() % 4; changes > 0; --changes) {
        const std::size_t at = random() % (text.size() + 1);
        switch (random() % 4) {
            case 0: text.insert(at, stumbles[random() % stumbles.size()]); break;
            case 1: text.erase(at, 1 + random() % 3); break;
            case 2: text.insert(at, text.substr(at, 1 + random() % 5)); break;
            default:
                if (at < text.size()) text[at] = static_cast<char>(random() & 0xFF);
        }
    }
    return text;
}

/// An export, a line each; the head first.
const std::
    vector<std::string>
        device{
            R"({"type":"epsom","schema":"epsom/export/1"})",
            R"({"type":"setting","key":"born","stamp":9,"value":"1980-05-17"})",
            R"({"type":"setting","key":"rule.calm.iron","stamp":9,"value":"calm\tiron\t120"})",
            R"({"type":"setting","key":"diet.magnesium","stamp":9,"value":"250000000"})",
            R"({"type":"stage","uuid":"95f7ce30","stamp":2,"stage":"pregnant","from":"2026-01-01","until":null})",
            R"({"type":"dose","uuid":"c9b1c16f","stamp":3,"name":"calm","serving":2,"serving_unit":"capsules","source":"supplement","route":"oral","substance":null,"note":"hello","plan":"at 08:00,21:00 from 2026-11-01","max":"3/24h","gap_minutes":240,"stock":60,"counted":3,"created":"2026-11-20T21:00:00+01:00","contents":[{"nutrient":"magnesium","compound":"glycinate","basis":"label","ng":200000000}]})",
            R"({"type":"entry","uuid":"00e9071e","stamp":6,"id":3,"at":"2026-11-19T21:00:00+01:00","day":"2026-11-19","what":"rls","kind":"symptom","servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":null,"serving_unit":null,"dose":null,"value":60,"onset":"23:30","recorded":6,"contents":[]})",
            R"({"type":"entry","uuid":"299703cd","stamp":4,"id":1,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"calm","kind":"dose","servings":1,"source":"supplement","route":"oral","note":"x","quantity_ng":null,"serving_unit":"capsules","dose":"c9b1c16f","value":null,"onset":null,"recorded":4,"contents":[{"nutrient":"magnesium","compound":"glycinate","basis":"label","ng":200000000}]})",
            R"({"type":"skip","uuid":"77a1","stamp":8,"dose":"c9b1c16f","day":"2026-11-20","time":"08:00","note":null})",
            R"({"type":"food","uuid":"usda-fdc-1","stamp":8,"name":"Oats","source":"USDA","ng_per_100g":{"magnesium":138000000,"iron":null}})",
            R"({"type":"tombstone","uuid":"6eff88ff","stamp":11,"of":"entry"})",
            R"({"type":"stage","uuid":"95f7ce31","stamp":4,"stage":"lactating","from":"2026-10-01","until":"2027-04-01"})",
            R"({"type":"entry","uuid":"a12","stamp":12,"id":12,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"oxide","kind":"compound","servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":500000000,"serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":12,"contents":[{"nutrient":"magnesium","compound":"oxide","basis":"formula","ng":301520941}]})",
            R"({"type":"entry","uuid":"a13","stamp":13,"id":13,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"magnesium","kind":"nutrient","servings":1,"source":"supplement","route":"topical","note":null,"quantity_ng":null,"serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":13,"contents":[{"nutrient":"magnesium","compound":null,"basis":"label","ng":100000000}]})",
            R"({"type":"entry","uuid":"a14","stamp":14,"id":14,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"almonds","kind":"food","servings":1,"source":"food","route":"oral","note":null,"quantity_ng":30000000000,"serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":14,"contents":[{"nutrient":"magnesium","compound":null,"basis":"table","ng":81000000},{"nutrient":"vitamin-d","compound":null,"basis":"label","ng":null}]})",
            R"({"type":"entry","uuid":"a15","stamp":15,"id":15,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"levothyroxine","kind":"substance","servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":75000,"serving_unit":null,"dose":null,"value":null,"onset":null,"recorded":15,"contents":[]})",
            R"({"type":"entry","uuid":"a16","stamp":16,"id":16,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"sleep","kind":"sleep","servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":null,"serving_unit":null,"dose":null,"value":420,"onset":null,"recorded":16,"contents":[]})",
            R"({"type":"entry","uuid":"a17","stamp":17,"id":17,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"coffee","kind":"factor","servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":null,"serving_unit":"cups","dose":null,"value":null,"onset":null,"recorded":17,"contents":[]})",
            R"({"type":"entry","uuid":"a18","stamp":18,"id":18,"at":"2026-11-20T20:00:00+01:00","day":"2026-11-20","what":"ferritin","kind":"lab","servings":1,"source":"supplement","route":"oral","note":null,"quantity_ng":null,"detail":"<45 in 15..150","serving_unit":"ng/mL","dose":null,"value":null,"onset":null,"recorded":18,"contents":[]})",
        };
/// The head and some of the lines behind it, as a file.
std::string export_of(std::initializer_list<std::size_t> lines) {
    std::string text = device.front() + "\n";
    for (const std::size_t line : lines) text += device[line] + "\n";
    return text;
}

void damage(
    const std::vector<std::string>& seeds, std::string_view name, void (*target)(std::string_view), int trials = 500) {
    CHECK(wrote_seeds(name, seeds) == (std::getenv("EPSOM_FUZZ_SEEDS") != nullptr));
    std::mt19937 random{20261126};  // fixed seed: a failure can be repeated
    for (const auto& seed : seeds) {
        CHECK_NOTHROW(target(seed));
        for (int trial = 0; trial < trials; ++trial) {
            const std::string text = damaged(seed, random);
            INFO(text);
            REQUIRE_NOTHROW(target(text));
        }
    }
}

}  // namespace

bool epsom::test::wrote_seeds(std::string_view target, const std::vector<std::string>& seeds) {
    const char* directory = std::getenv("EPSOM_FUZZ_SEEDS");
    if (directory == nullptr) return false;
    const fs::path folder = fs::path{directory} / target;
    fs::create_directories(folder);
    for (std::size_t i = 0; i < seeds.size(); ++i) write_file(folder / std::to_string(i), seeds[i]);
    const auto written = std::distance(fs::directory_iterator{folder}, fs::directory_iterator{});
    return static_cast<std::size_t>(written) >= seeds.size();
}

TEST_CASE("damaged amounts are read within bounds, or refused with a sentence") {
    damage({"200mg", "0.2 g", "25\xC2\xB5g", "1000IU", "2 capsules", "0.5x", "x2", "999.999999999g", "0.000001mg"},
        "amount", fuzz_amount);
}
TEST_CASE("damaged moments are read back as the same, or refused with a sentence") {
    damage({"21:30", "9pm", "yesterday 21:30", "mon 01:30", "2026-11-19 21:30", "2026-11-19T21:30:00+01:00",
               "1h30m ago", "1w2d", "now", "2026-10-25 02:30"},
        "moment", fuzz_moment);
}
TEST_CASE("damaged periods are read back as the same, or refused with a sentence") {
    damage({"week", "last-month", "7d", "6m", "2026", "2026-10", "2026-W42", "2026-q3", "2026-10-05",
               "2026-10-05..2026-11", "2020..", "0001..9999", "all"},
        "period", fuzz_period);
}
TEST_CASE("damaged schedules are read back as the same, or refused with a sentence") {
    damage({"at 08:00x2,21:00 on mon,wed from 2026-11-20; pause 2026-12-01..", "at 08:00 from 2026-10-01", "08:00x2",
               "08:00-22:00", "mon-fri", "1,15,last", "2d", "21d/7d", "8h", "3/24h"},
        "plan", fuzz_plan);
}
TEST_CASE("whatever a name holds, tables for machines give it back and nothing runs it") {
    damage({"", "calm", "=1+1", "-x", "@x", "a,b", "a\"b", "two\nlines", "tab\there", "\\n", "|pipe|", "\r",
               "\xE5\xA4\x9C"},
        "tables", fuzz_tables);
}
TEST_CASE("whatever words say what was taken, how much and when, they make an entry or a refusal with a sentence") {
    damage({" glycinate\n200mg\n90m\nago",
               "\x04"
               "2x\ncalm\n21:30",
               "\x10"
               "200 mg\nmagnesium\nyesterday 08:00",
               "\x02"
               "folate\n400mcg",
               "\x01"
               "oxide\n500mg",
               "\x08"
               "almonds\n30g",
               " levothyroxine\n75mcg\n07:00", " 1000IU\nvitamin-d\nnow"},
        "log_words", fuzz_log_words);
}
TEST_CASE("whatever is typed behind log is done or refused with a sentence, and what is refused changes nothing") {
    damage({"glycinate\n200mg\n90m\nago", "2x\ncalm\n21:30", "200mg\nmagnesium\n--as\ncitrate\n--note\nwith water",
               "--due", "skip\ncalm", "edit\n@1\n--amount\n250mg", "remove\n1",
               "lab\nferritin\n45ng/mL\n2026-11-03\n--range\n15..150", "list\nall"},
        "log_command", fuzz_log_command, 40);
}
TEST_CASE("whatever is typed so far, completion answers with values and descriptions, or with nothing") {
    damage({"log\nca", "log\n--note=x\ngly", "report\n--nutrient=mag", "dose\nadd\nx\n--contains\nmagnesium:ci",
               "dose\nadd\nx\n--on\nmon,", "log\nedit\n@", "report\n2026-10..", "log\nfood:al"},
        "completion", fuzz_completion, 40);
}
TEST_CASE("damaged lines of an export are refused, or say the same when they are written again") {
    damage(device, "records", fuzz_records, 100);
}
TEST_CASE("whatever another device's export holds, what was imported can be read by every command") {
    damage({export_of({1, 3, 4, 5, 7}), export_of({2, 5, 6, 8, 9, 10}), export_of({11, 12, 13, 14, 15, 16, 17})},
        "merge", fuzz_merge, 8);
}
TEST_CASE("a damaged data file is read, or fails with a sentence") {
    damage({"", std::string("\0\x02\xFF", 3), std::string("\x10\x20\x01\x30\x40\x80", 6)}, "store_file",
        fuzz_store_file, 40);
}
namespace {

const std::vector<std::string> shown{"calm", std::string("calm\0with water", 15), "=1+1", "<b>&\"'", "50% of 1;2,3\\n",
    std::string("a\0line\r\nBEGIN:VEVENT", 20), "\x1B[2J\x7F\xC2\x9B", "\xE2\x80\xAE\xE2\x81\xA6",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC",
    "a very long name that no calendar line has the room to hold in one piece, \xE5\xA4\x9C\xE5\xA4\x9C\xE5\xA4\x9C"};

}  // namespace

TEST_CASE("whatever a name or a note holds, every page is text") { damage(shown, "pages", fuzz_pages, 40); }
TEST_CASE("whatever a name or a note holds, a table has a line a row and an export a line a record") {
    damage(shown, "rows", fuzz_rows, 40);
}
TEST_CASE("whatever a name or a note holds, a calendar and a crontab keep their form") {
    damage(shown, "calendar", fuzz_calendar, 40);
}
TEST_CASE("whatever a name or a note holds, what is taken to a visit is made of the same parts") {
    damage(shown, "visit", fuzz_visit, 40);
}
