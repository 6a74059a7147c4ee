#include "system/zone_name.hpp"

#include "command_line.hpp"

using namespace epsom;
using namespace epsom::test;

TEST_CASE("a zone is a file's name, rules, or UTC") {
    const auto only_berlin = [](std::string_view name) { return name == "Europe/Berlin"; };
    for (const auto* tz :
        {"Europe/Berlin", ":Europe/Berlin", "", "UTC", "GMT", "CET-1CEST", "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30",
            "UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "NZST-12NZDT,M9.5.0,M4.1.0/3", "<-03>3<-02>,M3.5.0/-2,M10.5.0/-1",
            "IST-1GMT0,M10.5.0,M3.5.0/1", "QQQ-5:45:10", "AAA3BBB,J60/2:30,300", "EST+5EDT4,0/0,J365/23"}) {
        CHECK_MESSAGE(says_a_zone(tz, only_berlin), tz);
    }
    for (const auto* tz : {"Europe/Berlim", "Berlin", ":Nowhere/Bad", "CET", "CE-1", "<+03", "CET-", "5",
             "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M13.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
             "CET-1CEST,M3.5.0,M10.5.0,", "CET-1CE", "CET-25", "CET-1:60", "<>-1", "CET-1CEST;M3.5.0;M10.5.0",
             "CET-1CEST,J0,J300", "CET-1 CEST"}) {
        CHECK_MESSAGE(!says_a_zone(tz, only_berlin), tz);
    }
}

TEST_CASE("the file of a zone is whole, or it is none") {
    // Version 1: one change to its second type of two, and four letters of names.
    const auto file = [](char type) {
        std::string bytes = "TZif" + std::string(16, '\0');
        for (const char count : {'\0', '\0', '\0', '\1', '\2', '\10'}) bytes += std::string(3, '\0') + count;
        return bytes + std::string(4, '\0') + type + std::string(12, '\0') + std::string{"CET\0CES\0", 8};
    };
    const std::string whole = file(1);
    CHECK(is_zone_file(whole));
    CHECK_FALSE(is_zone_file(file(2)));  // a type that is not there
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(is_zone_file(std::string_view{whole}.substr(0, size)));
    // Version 2: the same again with long times, and rules for what comes after.
    std::string newer = whole;
    newer[4] = '2';
    std::string second = newer;
    second.insert(44, 4, '\0');
    newer += second + "\nCET-1CEST,M3.5.0,M10.5.0/3\n";
    CHECK(is_zone_file(newer));
    for (std::size_t size = 0; size < newer.size(); ++size)
        CHECK_FALSE(is_zone_file(std::string_view{newer}.substr(0, size)));
    CHECK_FALSE(is_zone_file("Europe/Berlin\n"));
}

TEST_CASE("a zone that is not known is said, once, and the command does its work in UTC") {
    CommandLine epsom;
    epsom.environment["TZ"] = "Europe/Berlim";
    epsom.zone_is_known = false;
    const Answer answer = epsom("log -q glycinate 200mg");
    CHECK(answer.status == 0);
    CHECK(answer.err ==
          "epsom: warning: unknown or unreadable time zone 'Europe/Berlim'; using UTC\n"
          "epsom: hint: set TZ to a name such as Europe/Berlin, or unset it to use the system time zone\n");
    CHECK(epsom.run({"__complete", "log", "gly"}).err == "");
    CHECK(epsom("log --help").err == "");
    epsom.environment.erase("TZ");
    CHECK(epsom("log -q oxide 100mg").err ==
          "epsom: warning: cannot read the system time zone, /etc/localtime; using UTC\n"
          "epsom: hint: set TZ to a name such as Europe/Berlin, or repair that file\n");
}
