// The screen of a day, whatever there is to show and however small the terminal is.

#include "epsom/render/today.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "epsom/render/schedule.hpp"
#include "epsom/text/text.hpp"
#include "pages.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

int up_to(std::mt19937& random, int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); }

std::string some_name(std::mt19937& random) {
    static const std::vector<std::string> names{"calm", "Vitamin D3 5000 IU", "ö", "日本のサプリメント", "a\x1b[31mb",
        std::string(60, 'w'), "levothyroxine", "\u202Ereversed", "😀😀"};
    return names[static_cast<std::size_t>(up_to(random, static_cast<int>(names.size()) - 1))];
}

constexpr Instant midnight{std::chrono::sys_days{std::chrono::year{2026} / 11 / 20}};

Today some_today(std::mt19937& random) {
    Today today;
    if (up_to(random, 2) == 0) today.name = some_name(random);
    today.day = day("2026-11-20");
    today.begins = midnight + std::chrono::hours{up_to(random, 6)};
    const auto some_moment = [&] { return Moment{today.begins + minutes{up_to(random, 24 * 60 + 300) - 120}, {}}; };
    today.now = {today.begins + minutes{up_to(random, 24 * 60 - 1)}, {}};
    for (int n = up_to(random, 5); n > 0; --n) {
        NextSlot next;
        next.dose = some_name(random);
        next.portion = "2 capsules";
        next.slot.at = some_moment();
        next.state = n > 1 ? SlotState::due : SlotState::open;
        if (up_to(random, 2) == 0) next.wait_until = some_moment();
        today.next.push_back(next);
    }
    for (int n = up_to(random, 4); n > 0; --n) {
        AsNeededNow dose{.dose = some_name(random), .limits = {}, .next = {}, .at = some_moment()};
        if (up_to(random, 1) == 0) dose.limits = {.most = Count{3}, .window = minutes{24 * 60}, .gap = {}};
        if (up_to(random, 1) == 0) dose.next.limit = LimitKind::gap;
        today.as_needed.push_back(dose);
    }
    for (int n = up_to(random, 30); n > 0; --n) {
        Lane lane{.name = some_name(random), .points = {}, .closed = {}};
        for (int points = 1 + up_to(random, 4); points > 0; --points)
            lane.points.push_back({some_moment(), static_cast<SlotState>(up_to(random, 5)), "30 g"});
        const Instant from = today.now.at;
        if (up_to(random, 1) == 0) lane.closed.push_back({from, from + minutes{1 + up_to(random, 600)}});
        today.lanes.push_back(lane);
    }
    const int followed = up_to(random, 37);
    for (const auto& nutrient : known_nutrients()) {
        if (static_cast<int>(today.followed.size()) >= followed) break;
        DayLedger ledger{.day = today.day, .logged = up_to(random, 3) > 0};
        ledger.add(Source::supplement, Mass::from_nanograms(up_to(random, 900) * ng_per_mg), LimitForm::unsaid);
        ledger.add(Source::food, Mass::from_nanograms(up_to(random, 900) * ng_per_mg), LimitForm::unsaid);
        today.followed.push_back(report_day(woman(), us_ca(), nutrient.id, ledger, today.day));
    }
    for (int n = up_to(random, 12); n > 0; --n) {
        const auto& code = finding_codes[static_cast<std::size_t>(up_to(random, finding_codes.size() - 1))];
        today.findings.push_back(make_finding(code, some_name(random),
            "levo and multi 1 h 1 min apart; recommended gap 4 h after something with a long name", "2026-11-20", "x"));
    }
    if (up_to(random, 1) == 0) {
        today.symptom = some_name(random);
        for (int n = 6; n >= 0; --n) {
            Night night{.date = today.day - std::chrono::days{n + 1}, .score = {}, .dose = {}};
            if (up_to(random, 3) > 0) night.score = Score::from_tenths(5 * up_to(random, 20));
            today.nights.push_back(night);
        }
    }
    return today;
}

std::size_t lines_in(const std::string& page) { return static_cast<std::size_t>(std::ranges::count(page, '\n')); }

}  // namespace

TEST_CASE("today is one screen, on every screen") {
    std::mt19937 random{20261130};
    for (int trial = 0; trial < 600; ++trial) {
        const Today today = some_today(random);
        Terminal terminal{.charset = static_cast<Charset>(trial % 3), .width = 40 + trial % 121};
        const std::string plain = today_page(terminal, today);
        CAPTURE(plain);
        REQUIRE(lines_in(plain) <= 23);
        REQUIRE(plain.find("\n\n\n") == std::string::npos);
        for (const auto& line : split(plain, '\n')) {
            REQUIRE(display_width(line) <= static_cast<std::size_t>(terminal.width));
            REQUIRE((line.empty() || line.back() != ' '));
            REQUIRE(printable(line) == line);
        }
        terminal.colors = trial % 2 == 0 ? Colors::many : Colors::sixteen;
        terminal.background = static_cast<Background>(trial % 3);
        REQUIRE(without_colors(today_page(terminal, today)) == plain);
    }
}

TEST_CASE("the words about what is possible name another day, and how much of the maximum counts") {
    const Moment now{midnight + std::chrono::hours{10}, {}};
    AsNeededNow dose{.dose = "ibuprofen",
        .limits = {.most = Count{3}, .window = minutes{24 * 60}, .gap = {}},
        .next = {},
        .at = now};
    dose.next.in_window = Count{1};
    CHECK(in_words(dose, now) == "possible now, 1 of 3 in 24h");
    dose.next.limit = LimitKind::most;
    dose.at = Moment{now.at + std::chrono::hours{2}, {}};
    CHECK(in_words(dose, now) == "next possible 12:00, 1 of 3 in 24h");
    dose.at = Moment{now.at + std::chrono::hours{20}, {}};
    CHECK(in_words(dose, now) == "next possible tomorrow 06:00, 1 of 3 in 24h");
    dose.at = Moment{now.at + std::chrono::hours{7 * 24}, {}};
    dose.limits = {.most = {}, .window = {}, .gap = minutes{7 * 24 * 60}};
    CHECK(in_words(dose, now) == "next possible Fri 2026-11-27 10:00");
    dose.next.limit = LimitKind::too_much;
    dose.at.reset();
    CHECK(in_words(dose, now) == "one serving is above the limit");
}

TEST_CASE("what is due and what is wrong is never pushed out by the picture") {
    std::mt19937 random{3};
    for (int trial = 0; trial < 200; ++trial) {
        const Today today = some_today(random);
        const std::string page = today_page({.width = 80}, today);
        CAPTURE(page);
        if (today.next.empty()) REQUIRE(page.find("nothing scheduled") != std::string::npos);
        else REQUIRE(page.find(" due ") != std::string::npos);
        if (!today.findings.empty()) REQUIRE((page.find("recommended gap") != std::string::npos));
        if (today.lanes.empty()) REQUIRE(page.find("nothing taken yet") != std::string::npos);
    }
}

TEST_CASE("the days of a plan fit every screen that shows them") {
    std::mt19937 random{5};
    for (int width = 40; width <= 150; ++width) {
        const Terminal terminal{.charset = static_cast<Charset>(width % 3), .width = width};
        std::vector<PlannedDay> days;
        const auto most = static_cast<int>(plan_strip_days(terminal).count());
        CHECK((most > 0) == (width >= 60));
        for (int i = 0; i < most; ++i) {
            const DayKind kind = up_to(random, 4) == 0 ? DayKind::paused : DayKind::planned;
            days.push_back({day("2026-11-20") + std::chrono::days{i}, kind,
                kind == DayKind::paused ? Count{0} : Count::from_thousandths(500 * up_to(random, 8))});
        }
        const std::string strip = plan_strip(terminal, Dose{.name = "calm"}, days);
        CAPTURE(strip);
        for (const auto& line : split(strip, '\n')) {
            REQUIRE(display_width(line) <= static_cast<std::size_t>(width));
            REQUIRE((line.empty() || line.back() != ' '));
        }
    }
    CHECK(plan_strip({}, Dose{}, {}).empty());
}
