#include "commands/zone_name.hpp"

#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("a zone is a file's name, rules, or UTC") {
    const auto only_berlin = [](std::string_view name) { return name == "Europe/Berlin"; };
    for (const auto* tz : {"Europe/Berlin", ":Europe/Berlin", "", "UTC", "GMT", "CET-1CEST", "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30", "UTC0"}) {
        CHECK_MESSAGE(says_a_zone(tz, only_berlin), tz);
    }
    for (const auto* tz : {"Europe/Berlim", "Berlin", ":Nowhere/Bad", "CET", "CE-1", "<+03", "CET-", "5"}) CHECK_MESSAGE(!says_a_zone(tz, only_berlin), tz);
}

TEST_CASE("a zone that is not known is said, once, and the command does its work in UTC") {
    CommandLine epsom;
    epsom.environment["TZ"] = "Europe/Berlim";
    epsom.zone_is_known = false;
    const Answer answer = epsom("log -q glycinate 200mg");
    CHECK(answer.status == 0);
    CHECK(answer.err == "epsom: warning: no time zone is called 'Europe/Berlim': times are in UTC\n"
                        "epsom: hint: set TZ to a name such as Europe/Berlin, or unset it to use the machine's own\n");
    CHECK(epsom.run({"__complete", "log", "gly"}).err == "");
    CHECK(epsom("log --help").err == "");
}
