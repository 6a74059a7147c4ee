#include <algorithm>

#include "epsom/render/schedule.hpp"
#include "epsom/text/text.hpp"
#include "fuzz/shown.hpp"
#include "fuzz/target.hpp"
#include "raw.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

Dose dose(const Shown& shown) {
    const auto& [name, note] = shown;
    Dose dose{.uuid = "5f1c", .name = name};
    dose.contents = {{Nutrient::magnesium, 200_mg, name, Basis::label}};
    dose.serving = {Count{2}, name};
    dose.note = note;
    dose.substance = name;
    dose.plan = *parse_plan("at 08:00x2,21:00 on mon,wed from 2026-11-01");
    dose.created = evening().moment();
    return dose;
}

/// RFC 5545: lines of at most 75 octets that end in CR LF, and text with its commas, semicolons and backslashes
/// escaped.
void check_calendar(const Dose& dose) {
    const std::string calendar = ics(std::span{&dose, 1}, evening());
    require(raw_in(calendar, "\r").empty() && calendar.ends_with("END:VCALENDAR\r\n"), "a calendar is text");
    std::string whole;
    for (std::string_view rest = calendar; !rest.empty();) {
        const auto end = rest.find("\r\n");
        require(end != std::string_view::npos && end <= 75, "a line has at most 75 octets and ends");
        const std::string_view line = rest.substr(0, end);
        require(line.find_first_of("\r\n") == std::string_view::npos, "lines end in CR LF alone");
        if (line.starts_with(' ')) whole += line.substr(1);
        else (whole += whole.empty() ? "" : "\n") += line;
        rest.remove_prefix(end + 2);
    }
    std::size_t begun = 0;
    for (const auto& line : split(whole, '\n')) {
        const auto colon = line.find(':');
        require(colon != std::string::npos && std::ranges::all_of(line.substr(0, colon),
                                                  [](char c) { return (c >= 'A' && c <= 'Z') || c == '-'; }),
            "a line is a property");
        if (line == "BEGIN:VEVENT") ++begun;
        if (!line.starts_with("SUMMARY:") && !line.starts_with("DESCRIPTION:")) continue;
        for (std::size_t i = colon + 1; i < line.size(); ++i) {
            if (line[i] == '\\') {
                require(++i < line.size() && std::string_view{"\\;,n"}.find(line[i]) != std::string_view::npos,
                    "an escape is one of four");
            } else {
                require(line[i] != ';' && line[i] != ',', "what separates is escaped");
            }
        }
    }
    require(begun == 2, "an event for each time");
}

/// cron(5): comments and lines of six fields; what was typed is in comments alone.
void check_crontab(const Dose& dose, const std::string& command) {
    const std::string lines = crontab(std::span{&dose, 1}, evening(), "epsom check");
    require(raw_in(lines).empty(), "a crontab is text");
    std::size_t jobs = 0;
    for (const auto& line : split(lines, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        require(
            line == "0 8 * * * epsom check" || line == "0 21 * * * epsom check", "a name changes no line that runs");
        ++jobs;
    }
    require(jobs == 2, "a line for each time");
    for (const auto& line : split(crontab(std::span{&dose, 1}, evening(), command), '\n')) {
        for (std::size_t i = 0; i < line.size(); ++i)
            require(line.starts_with('#') || line[i] != '%' || line[i - 1] == '\\', "a percent sign is escaped");
    }
}

}  // namespace

/// Whatever a name and a note hold, a calendar and a crontab keep their form.
EPSOM_FUZZ_TARGET(calendar) {
    const Shown shown{bytes};
    check_calendar(dose(shown));
    check_crontab(dose(shown), shown.note);
}
