#include "command_line.hpp"
#include "epsom/domain/plan/coin.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// The part of an answer from `begin` to the end of its line.
std::string line_from(const std::string& text, std::string_view begin) {
    const auto at = text.find(begin);
    return at == std::string::npos ? "" : text.substr(at, text.find('\n', at) - at);
}

class ByLot : public CommandLine {
public:
    ByLot() {
        at("2026-11-20T18:00");
        ok("dose add calm --contains magnesium=200mg --at 21:00");
    }
    void at(std::string_view moment) { now = *parse_instant(moment, zone); }
    nlohmann::json run() { return nlohmann::json::parse(ok("dose show calm --format json"))["run"]; }
    std::string error(std::string_view line) {
        const Answer answer = (*this)(line);
        CHECK(answer.status == 2);
        return answer.err;
    }
    /// Twenty evenings and mornings; `taken` is asked for each night, and `rating` too.
    template <class Taken, class Rating> void live(Day first, int nights, Taken taken, Rating rating) {
        for (int i = 0; i < nights; ++i) {
            const Day day = first + days{i};
            at(spell_day(day) + "T21:05");
            if (taken(i)) ok("log calm");
            at(spell_day(day + days{1}) + "T08:00");
            ok("log symptom " + std::to_string(rating(i)));
        }
    }
};

}  // namespace

TEST_CASE("a draw is stored with the dose, undone and redone") {
    ByLot epsom;
    epsom.ok("dose schedule calm --coin --pairs --nights 20 --seed 42");
    const auto drawn = epsom.run();
    CHECK(drawn == nlohmann::json{{"from", "2026-11-20"}, {"to", "2026-12-09"}, {"drawn", draw_nights(20, true, 42)},
                       {"pairs", true}, {"seed", 42}, {"ended", nullptr}, {"paused", nullptr}});
    epsom.ok("undo");
    CHECK(epsom.run().is_null());
    epsom.ok("redo");
    CHECK(epsom.run() == drawn);
}

TEST_CASE("without --seed each draw is another, and the answer has the seed that repeats it") {
    ByLot epsom;
    epsom.ok("dose schedule calm --coin");
    const auto first = epsom.run();
    epsom.ok("undo");
    epsom.ok("dose schedule calm --coin");
    const auto second = epsom.run();
    CHECK(first["seed"] != second["seed"]);
    epsom.ok("undo");
    const std::string answer = epsom.ok("dose schedule calm --coin --seed " + first["seed"].dump());
    CHECK(epsom.run() == first);
    CHECK(answer.find(first["seed"].dump() + ")") != std::string::npos);
}

TEST_CASE("a run travels between devices, and stays whole where both have one") {
    ByLot laptop, phone;
    laptop.ok("dose schedule calm --coin --seed 1");
    phone.ok("import -", laptop.ok("export"));
    phone.ok("dose remove calm");  // its own dose of that name
    phone.ok("undo");
    CommandLine tablet;
    tablet.now = laptop.now;
    tablet.ok("import -", laptop.ok("export"));
    CHECK(nlohmann::json::parse(tablet.ok("dose show calm --format json"))["run"] == laptop.run());
    CHECK(tablet.ok("export") == laptop.ok("export"));

    // Both go on: one logs, the other ends the run and draws another one.
    tablet.ok("log calm");
    laptop.now += 1h;
    laptop.ok("dose schedule calm --at 22:00");
    laptop.ok("dose schedule calm --coin --seed 2");
    tablet.ok("import -", laptop.ok("export"));
    laptop.ok("import -", tablet.ok("export"));
    CHECK(tablet.ok("export") == laptop.ok("export"));
    CHECK(laptop.run()["seed"] == 2);
    CHECK(laptop.run()["drawn"] == draw_nights(56, false, 2));
}

TEST_CASE("what a run needs is asked for, and what it cannot be is refused") {
    ByLot epsom;
    CHECK(epsom.error("dose schedule calm --coin --from 2026-11-19")
              .starts_with(
                  "epsom: error: '2026-11-19' (--from) is in the past, and nights that are over cannot be drawn\n"));
    epsom.ok("dose add morning --contains zinc=10mg --at 08:00 --at 20:00x2");
    CHECK(epsom.error("dose schedule morning --coin") ==
          "epsom: error: 'morning' has 2 scheduled times, and --coin takes one\n"
          "epsom: hint: add one, such as --at 20:00x2\n");
    epsom.ok("dose add rescue --contains magnesium=50mg");
    CHECK(epsom.error("dose schedule rescue --coin") ==
          "epsom: error: 'rescue' has no scheduled time of day\n"
          "epsom: hint: add one, such as --at 21:00\n");
    CHECK(epsom.error("dose schedule rescue --coin --at 08:00,21:00") ==
          "epsom: error: --coin takes one time of day, not 2\nepsom: hint: keep one --at\n");
    epsom.ok("dose add thyroid --substance levothyroxine --at 07:00");
    CHECK(epsom.error("dose schedule thyroid --coin") ==
          "epsom: error: 'thyroid' is kept as a medicine, and medicines are never taken by lot\n"
          "epsom: hint: 'man epsom-chance' says why\n");
    epsom.ok("dose pause calm 3d");
    CHECK(epsom.error("dose schedule calm --coin") ==
          "epsom: error: 'calm' is paused from 2026-11-20 until 2026-11-22, within the run\n"
          "epsom: hint: resume it first: epsom dose resume calm; or use --from 2026-11-23\n");
    epsom.ok("dose schedule calm --coin --from 2026-11-23");
    CHECK(epsom.error("dose edit calm --substance melatonin") ==
          "epsom: error: 'calm' has a run by lot, and medicines are never taken by lot\n"
          "epsom: hint: to end it early: epsom dose schedule calm --at 21:00\n");
    CHECK(epsom.error("dose schedule calm --coin") ==
          "epsom: error: 'calm' already has a run by lot, through 2027-01-17: drawing again would spoil it\n"
          "epsom: hint: to end it early: epsom dose schedule calm --at 21:00\n");
    epsom.ok("dose schedule calm --at 21:00");
    epsom.ok("dose schedule calm --coin --from 2026-12-01");
}

TEST_CASE("time, servings and grace period of the present schedule are kept") {
    ByLot epsom;
    epsom.ok("dose schedule calm --at 21:30x2 --grace 3h");
    epsom.ok("dose schedule calm --coin --seed 5");
    CHECK(line_from(epsom.ok("export"), "at 21:30x2 coin ").find(" grace 3h ") != std::string::npos);
    epsom.ok("undo");
    epsom.ok("dose schedule calm --coin --seed 5 --at 20:00");
    CHECK(line_from(epsom.ok("export"), "at 20:00 coin ").find("grace") == std::string::npos);
}

TEST_CASE("a run never begins with an evening that is decided") {
    ByLot epsom;
    epsom.at("2026-11-20T21:30");
    epsom.ok("dose schedule calm --coin");
    CHECK(epsom.run()["from"] == "2026-11-21");
    epsom.ok("undo");
    epsom.at("2026-11-20T20:50");
    epsom.ok("log calm");
    CHECK(epsom.error("dose schedule calm --coin --from today") ==
          "epsom: error: 'today' (--from) cannot be drawn: 'calm' was already taken on that day\n"
          "epsom: hint: use 2026-11-21\n");
    epsom.ok("dose schedule calm --coin");
    CHECK(epsom.run()["from"] == "2026-11-21");
}

TEST_CASE("a pause or another schedule says what becomes of the run") {
    ByLot epsom;
    epsom.ok("dose schedule calm --coin --nights 20 --seed 42");
    epsom.at("2026-11-24T12:00");
    CHECK(epsom.ok("dose pause calm")
              .ends_with("The pause interrupts the run by lot, so no test is made. To revert: epsom undo\n"));
    CHECK(epsom.ok("dose resume calm").find("interrupt") == std::string::npos);
    CHECK(epsom.run()["paused"].is_null());
    CHECK(epsom.ok("dose schedule calm --at 21:00 --from 2026-12-01")
              .ends_with("The run by lot ends early, after 11 of 20 nights, so no test is made.\n"));
    CHECK(epsom.run()["ended"] == "2026-12-01");
    epsom.ok("undo");
    epsom.at("2026-12-10T12:00");
    CHECK(epsom.ok("dose schedule calm --at 21:00").find("run") == std::string::npos);
}

TEST_CASE("a dose on an evening without it is logged, and said") {
    ByLot epsom;
    epsom.ok("dose schedule calm --coin --nights 20 --seed 42");
    const std::string drawn = draw_nights(20, false, 42);
    for (int i = 0; i < 20; ++i) {
        const std::string day = spell_day(Day{std::chrono::year{2026} / 11 / 20} + days{i});
        epsom.at(day + "T21:05");
        const bool with = drawn[static_cast<std::size_t>(i)] == '1';
        CAPTURE(day);
        CHECK((epsom("check due").status == 1) == with);
        const Answer answer = epsom("log calm");
        CHECK((answer.err.find("by the draw, " + day + " is a night without calm") == std::string::npos) == with);
    }
}

TEST_CASE("the test waits for the end, takes the nights as drawn, and shows them as taken") {
    ByLot epsom;
    epsom.ok("dose schedule calm --coin --nights 20 --seed 42");
    const std::string drawn = draw_nights(20, false, 42);
    const auto with = [&](int i) { return drawn[static_cast<std::size_t>(i)] == '1'; };
    const Day first{std::chrono::year{2026} / 11 / 20};
    // On the third evening the draw was not followed.
    epsom.live(
        first, 19, [&](int i) { return with(i) != (i == 2); }, [&](int i) { return with(i) ? 3 : 5; });
    const auto coin = [&] { return nlohmann::json::parse(epsom.ok("report symptoms --format json"))["coin"]; };
    CHECK(coin()[0]["status"] == "under_way");
    CHECK(coin()[0]["p"].is_null());
    CHECK(coin()[0]["mean_with"].is_null());
    CHECK(epsom.ok("report symptoms").find("usual") == std::string::npos);
    epsom.live(first + days{19}, 1, with, [](int) { return 5; });
    const auto over = coin();
    REQUIRE(over.size() == 1);
    CHECK(over[0]["status"] == "ok");
    CHECK(over[0]["followed"] == 19);
    CHECK(over[0]["rated_with"] == 10);
    CHECK(over[0]["difference"].get<double>() < -1.5);
    CHECK(over[0]["as_taken"]["with"] != over[0]["rated_with"]);
    // Whatever the period, all nights of the run count; where it has none, there is no run.
    const auto part = nlohmann::json::parse(epsom.ok("report symptoms 2026-11-25..2026-11-28 --format json"))["coin"];
    CHECK(part == over);
    CHECK(nlohmann::json::parse(epsom.ok("report symptoms 2026-11-01..2026-11-19 --format json"))["coin"].empty());
}

TEST_CASE("after midnight a dose belongs to the evening before, wherever the day starts") {
    for (const bool late_start : {false, true}) {
        CAPTURE(late_start);
        ByLot epsom;
        if (late_start) epsom.ok("profile set --day-start 04:00");
        epsom.ok("dose schedule calm --coin --nights 20 --seed 42 --at 00:30");
        const auto run = epsom.run();
        const std::string drawn = run["drawn"];
        const Day first = *parse_iso_day(run["from"].get<std::string>());
        CHECK(spell_day(first) == (late_start ? "2026-11-20" : "2026-11-21"));
        for (int i = 0; i < 20; ++i) {
            const Day date = first + days{late_start ? i + 1 : i};  // of the night's early hours
            epsom.at(spell_day(date) + "T00:35");
            const bool with = drawn[static_cast<std::size_t>(i)] == '1';
            if (with) epsom.ok("log calm");
            epsom.at(spell_day(date) + "T08:00");
            epsom.ok(with ? "log symptom 2" : "log symptom 6");
        }
        epsom.at("2026-12-12T12:00");
        const auto coin = nlohmann::json::parse(epsom.ok("report symptoms --format json"))["coin"];
        REQUIRE(coin.size() == 1);
        CHECK(coin[0]["difference"] == -4);
        CHECK(coin[0]["followed"] == 20);
        CHECK(coin[0]["as_taken"]["difference"] == -4);
    }
}
