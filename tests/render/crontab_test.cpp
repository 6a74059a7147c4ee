#include "epsom/render/schedule.hpp"

#include "domain/schedule_fixture.hpp"
#include "render/outside.hpp"

namespace epsom {
namespace {

using namespace epsom::test;

Dose dose(std::string name, Plan plan) {
    Dose made;
    made.name = std::move(name);
    made.plan = std::move(plan);
    return made;
}

constexpr std::string_view head =
    "# Reminders for epsom doses. Each line runs every day. It prints nothing while nothing is due, so cron sends no "
    "mail.\n"
    "# After a change of schedule, replace these lines: epsom dose list --format crontab\n"
    "# m h dom mon dow command\n";

std::string below_head(std::span<const Dose> doses, const Clock& clock = clock_at("2026-11-20T12:00"),
    std::string_view command = "remind") {
    const std::string text = crontab(doses, clock, command);
    REQUIRE(text.starts_with(head));
    return text.substr(head.size());
}
std::string below_head(const Plan& plan) { return below_head(std::vector{dose("calm", plan)}); }

TEST_CASE("a run by lot has one line while it lasts: what it runs is silent on nights without the dose") {
    const Plan plan = plan_of(made({.at = {"21:00"}, .nights = "20", .seed = "42", .coin = true}));
    const std::vector doses{dose("calm", plan)};
    CHECK(below_head(doses, clock_at("2026-11-25T12:00")) == "# calm\n0 21 * * * remind\n");
    CHECK(below_head(doses, clock_at("2026-12-10T12:00")) == "# no dose has a scheduled time\n");
    // The sixth night has none, the seventh has one.
    CHECK(standing(plan, {}, clock_at("2026-11-25T21:05")).empty());
    CHECK(standing(plan, {}, clock_at("2026-11-26T21:05")).size() == 1);
}

TEST_CASE("a crontab has one line for each time of day, whatever the days") {
    Schedule weekly = made({.at = {"21:00,00:05"}, .on = "mon,wed"});
    Schedule cycle = made({.at = {"08:00x2"}, .cycle = "21d/7d"});
    const std::vector doses{dose("calm", plan_of(weekly)), dose("zinc", plan_of(cycle)),
        dose("fish oil", plan_of(daily("2026-11-20", {8h, 21h})))};
    const std::string text = crontab(doses, clock_at("2026-11-20T12:00"), "epsom check due --once");
    CHECK(
        text ==
        R"(# Reminders for epsom doses. Each line runs every day. It prints nothing while nothing is due, so cron sends no mail.
# After a change of schedule, replace these lines: epsom dose list --format crontab
# m h dom mon dow command
# calm
5 0 * * * epsom check due --once
# zinc, fish oil
0 8 * * * epsom check due --once
# calm, fish oil
0 21 * * * epsom check due --once
)");
}

TEST_CASE("a crontab keeps the times of what is paused or still to come, and drops what is over") {
    Plan plan = plan_of(daily("2026-12-24", {9h}));
    plan.pauses.push_back({day("2026-01-01")});
    CHECK(below_head(plan) == "# calm\n0 9 * * * remind\n");

    Schedule ended = daily("2026-01-01", {8h});
    ended.until = day("2026-11-20");
    CHECK(below_head(plan_of(ended)) == "# calm\n0 8 * * * remind\n");
    ended.until = day("2026-11-19");
    CHECK(below_head(plan_of(ended)) == "# no dose has a scheduled time\n");

    CHECK(below_head(Plan{{daily("2026-01-01", {8h}), daily("2026-11-20", {9h})}}) == "# calm\n0 9 * * * remind\n");
    CHECK(below_head(Plan{{daily("2026-01-01", {8h}), daily("2026-11-21", {9h})}}) ==
          "# calm\n0 8 * * * remind\n# calm\n0 9 * * * remind\n");
    CHECK(
        below_head(Plan{{daily("2026-01-01", {8h}), made({.as_needed = true})}}) == "# no dose has a scheduled time\n");
}

TEST_CASE("today is the user's day in a crontab") {
    Schedule ended = daily("2026-01-01", {1h});
    ended.until = day("2026-11-19");
    const std::vector doses{dose("calm", plan_of(ended))};
    CHECK(below_head(doses, clock_at("2026-11-20T00:30", berlin(), 4h)) == "# calm\n0 1 * * * remind\n");
    CHECK(below_head(doses, clock_at("2026-11-20T04:00", berlin(), 4h)) == "# no dose has a scheduled time\n");
}

TEST_CASE("cron looks every five minutes for an interval, and never for what is taken as needed") {
    CHECK(below_head(plan_of(made({.interval = "8h"}))) ==
          "# calm: due at times that depend on the log; checked every 5 minutes\n*/5 * * * * remind\n");
    CHECK(below_head(plan_of(made({.as_needed = true}))) == "# no dose has a scheduled time\n");
    CHECK(below_head(Plan{}) == "# no dose has a scheduled time\n");
    CHECK(below_head(std::vector<Dose>{}) == "# no dose has a scheduled time\n");
}

TEST_CASE("nothing in a name or a command becomes a crontab line of its own") {
    const std::vector doses{
        dose("a\n* * * * * rm -rf ~\r\x1b[2J\u202E\xff% b", plan_of(daily("2026-11-20", {8h, 8h + 1min})))};
    CHECK(below_head(doses, clock_at("2026-11-20T12:00"), "echo 100%\n0 0 * * * x") ==
          "# a?* * * * * rm -rf ~??[2J?\uFFFD% b\n"
          "0 8 * * * echo 100\\% 0 0 * * * x\n"
          "# a?* * * * * rm -rf ~??[2J?\uFFFD% b\n"
          "1 8 * * * echo 100\\% 0 0 * * * x\n");
}

TEST_CASE("a dose stands once in the comment of a line that it needs twice") {
    CHECK(below_head(Plan{{daily("2026-01-01", {8h}), daily("2026-11-21", {8h})}}) == "# calm\n0 8 * * * remind\n");
}

/// Empty where the installed crontab cannot try a file without installing it.
std::string verdict_of_cron(const std::string& lines) {
    const TemporaryFile file{lines};
    return output_of(
        "crontab -h 2>&1 | grep -q 'dry run' && { crontab -n " + file.argument() + " 2>&1; echo \"status $?\"; }");
}

TEST_CASE("cron accepts the crontab") {
    if (verdict_of_cron(std::string{head}).empty()) {
        MESSAGE("skipped: there is no 'crontab' here that can try a file");
        return;
    }
    std::mt19937 random{20261120};
    std::vector doses{dose("naïve 日本語 = \"x\" %\n\x01", plan_of(daily("2026-11-20", {0min, 23h + 59min}))),
        dose("A=b", plan_of(made({.interval = "8h"})))};
    for (int i = 0; i < 20; ++i)
        doses.push_back(dose("dose " + std::to_string(i), some_plan(random, day("2026-11-20"))));
    CHECK(verdict_of_cron(crontab(doses, clock_at("2026-11-20T12:00"), "epsom check due --once --format '100%'"))
              .ends_with("status 0\n"));
    CHECK(verdict_of_cron(std::string{head} + "0 24 * * * remind\n").ends_with("status 1\n"));
}

}  // namespace
}  // namespace epsom
