// The parsers and writers of text on a few thousand damaged words, with a fixed seed. The fuzz targets do the same without end.

#include <array>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "fuzz/targets.hpp"

using namespace epsom::test;

namespace {

/// One to four changes: a byte replaced, cut out or doubled, or what parsers stumble over put in.
std::string damaged(std::string text, std::mt19937& random) {
    static const std::array<std::string, 22> stumbles{"-", "+", ".", ",", "x", "e9", "0", "00000", "99999999999999999999", " ", "\n", "\t", "\r", std::string(1, '\0'), "\xC2\xB5", "\xB5", "\xE2\x80\xAE", "\x1B[2J", "..", "9999", "\"", "="};
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

void damage(const std::vector<std::string>& seeds, void (*target)(std::string_view), int trials = 500) {
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

TEST_CASE("damaged amounts are read within bounds, or refused with a sentence") {
    damage({"200mg", "0.2 g", "25\xC2\xB5g", "1000IU", "2 capsules", "0.5x", "x2", "999.999999999g", "0.000001mg"}, fuzz_amount);
}
TEST_CASE("damaged moments are read back as the same, or refused with a sentence") {
    damage({"21:30", "9pm", "yesterday 21:30", "mon 01:30", "2026-11-19 21:30", "2026-11-19T21:30:00+01:00", "1h30m ago", "1w2d", "now", "2026-10-25 02:30"}, fuzz_moment);
}
TEST_CASE("damaged periods are read back as the same, or refused with a sentence") {
    damage({"week", "last-month", "7d", "6m", "2026", "2026-10", "2026-W42", "2026-q3", "2026-10-05", "2026-10-05..2026-11", "2020..", "0001..9999", "all"}, fuzz_period);
}
TEST_CASE("damaged schedules are read back as the same, or refused with a sentence") {
    damage({"at 08:00x2,21:00 on mon,wed from 2026-11-20; pause 2026-12-01..", "at 08:00 from 2026-10-01", "08:00x2", "08:00-22:00", "mon-fri", "1,15,last", "2d", "21d/7d", "8h", "3/24h"}, fuzz_plan);
}
TEST_CASE("whatever a name holds, tables for machines give it back and nothing runs it") {
    damage({"", "calm", "=1+1", "-x", "@x", "a,b", "a\"b", "two\nlines", "tab\there", "\\n", "|pipe|", "\r", "\xE5\xA4\x9C"}, fuzz_tables);
}
TEST_CASE("whatever is typed behind log is done or refused with a sentence, and what is refused changes nothing") {
    damage({"glycinate\n200mg\n90m\nago", "2x\ncalm\n21:30", "200mg\nmagnesium\n--as\ncitrate\n--note\nwith water", "--due", "skip\ncalm", "edit\n@1\n--amount\n250mg", "remove\n1", "list\nall"}, fuzz_log_words, 40);
}
TEST_CASE("whatever is typed so far, completion answers with values and descriptions, or with nothing") {
    damage({"log\nca", "log\n--note=x\ngly", "report\n--nutrient=mag", "dose\nadd\nx\n--contains\nmagnesium:ci", "dose\nadd\nx\n--on\nmon,", "log\nedit\n@", "report\n2026-10..", "log\nfood:al"}, fuzz_completion, 40);
}
