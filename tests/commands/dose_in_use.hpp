#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command_line.hpp"
#include "epsom/text/text.hpp"

namespace epsom::test {

/// The lines that only `before` has, each after "- ", then those that only `after` has, each after "+ ".
inline std::string difference(std::string_view before, std::string_view after) {
    const auto old_lines = split(before, '\n');
    const auto new_lines = split(after, '\n');
    const auto only = [](const auto& lines, const auto& others, const std::string& mark) {
        std::string text;
        for (const auto& line : lines) {
            if (std::ranges::find(others, line) == others.end()) text += mark + line + "\n";
        }
        return text;
    };
    return only(old_lines, new_lines, "- ") + only(new_lines, old_lines, "+ ");
}

/// A line that is refused, and the two sentences of the answer.
struct Refused {
    std::string line, error, hint;
};
inline std::string refused(const std::string& error, const std::string& hint) {
    return "epsom: error: " + error + "\n" + (hint.empty() ? "" : "epsom: hint: " + hint + "\n");
}

/// A woman of 31 at 20:00 on Friday 2026-11-20. `calm` is scheduled at 08:00 and 21:00 since Monday: 3 of 9 doses are
/// logged.
class DoseInUse : public CommandLine {
public:
    DoseInUse() {
        at("2026-11-16T07:00");
        as_woman();
        ok("dose add calm --contains magnesium:glycinate=200mg --serving '2 capsules' --at 08:00 --at 21:00"
           " --stock 60 --note 'with water'");
        at("2026-11-19T22:00");
        ok("log -", "calm 2026-11-16 21:00\ncalm 2026-11-17 08:05\ncalm 2026-11-18 21:00\n");
        at("2026-11-20T20:00");
    }
    void at(std::string_view local) { now = *parse_instant(local, zone); }

    /// What `dose show` and the answers to changes have; the days to come, as the last lines, are of `dose show` alone.
    std::string card(const std::string& name = "calm") {
        const std::string shown = ok("dose show '" + name + "'");
        return shown.substr(0, shown.find("  days "));
    }
    /// The JSON of `dose show`, a line for each field but the uuid and for each content.
    std::string fields(const std::string& name = "calm") {
        const auto shown = nlohmann::ordered_json::parse(ok("dose show '" + name + "' --format json"));
        std::string text;
        for (const auto& [key, value] : shown.items()) {
            if (key == "contents") {
                for (const auto& content : value) text += "content " + content.dump() + "\n";
            } else if (key != "uuid") {
                text += key + " " + value.dump() + "\n";
            }
        }
        return text;
    }
    std::string adherence() { return ok("report adherence --explain"); }
    std::string found(std::string_view line = "check all --lead 2h") {
        const Answer answer = (*this)(line);
        CHECK(answer.err == "");
        CHECK(answer.status == (answer.out.empty() ? 0 : 1));
        return answer.out;
    }
    /// What a change of a dose leaves as it is: the entries and their totals.
    std::string log() { return ok("report entries all --format csv") + ok("report all --nutrient all --format csv"); }
    /// Everything that a change of a dose may concern.
    std::string everything() { return ok("dose list --format ndjson") + adherence() + found() + log(); }

    /// Types `line`, such as `dose edit calm --food`. Returns the first line of its answer, its warnings, and how `dose
    /// show` in text and JSON, `check` and `report adherence` differ from before. Checks that the log is the same, and
    /// that undo and redo lead back and forth.
    std::string effect(const std::string& line, const std::string& after = "calm") {
        CAPTURE(line);
        const std::string first_state = everything();
        const std::string first_log = log();
        const std::vector first{card(), fields(), found(), adherence()};
        const Answer answer = (*this)(line);
        CHECK(answer.status == 0);
        const std::string next_state = everything();
        const std::vector next{card(after), fields(after), found(), adherence()};
        CHECK(log() == first_log);
        const auto end_of_line = answer.out.find('\n') + 1;
        CHECK(answer.out.substr(end_of_line) == next.front().substr(next.front().find('\n') + 1));
        std::string text = answer.out.substr(0, end_of_line) + answer.err;
        for (std::size_t i = 0; i < first.size(); ++i) text += difference(first[i], next[i]);
        const auto words = shell_split(line);
        const std::string title = words[0] + " " + words[1] + " " + words[2] + "\n";
        CHECK(ok("undo") == "Undone: " + title);
        CHECK(everything() == first_state);
        CHECK(ok("redo") == "Redone: " + title);
        CHECK(everything() == next_state);
        return text;
    }
    /// Types `line`, and checks that it is refused and changes nothing. Returns what is written to standard error.
    std::string refusal(const std::string& line) {
        const std::string before = everything();
        const Answer answer = (*this)(line);
        CHECK(answer.status == 2);
        CHECK(answer.out == "");
        CHECK(everything() == before);
        return answer.err;
    }
};

}  // namespace epsom::test
