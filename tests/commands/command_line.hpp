#pragma once

// tests: a folder for each room, a file for each subject; stories of the whole program are in golden/.
// A test's name is a sentence of the manual. Time, zone and streams are handed in, so that no test depends on the day.
// Never here: the network, the real home directory, today's date, a part of a text where the whole is known.

#include <map>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "program/cli.hpp"
#include "temporary.hpp"
#include "zones.hpp"

namespace epsom::test {

/// What a command line was answered with.
struct Answer {
    int status = 0;
    std::string out;
    std::string err;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// Words as a shell splits them: single quotes join, and '' is an empty word.
inline std::vector<std::string> shell_split(std::string_view line) {
    std::vector<std::string> words;
    bool open = false;
    bool quoted = false;
    for (const char c : line) {
        if (c == '\'') {
            quoted = !quoted;
            if (!open) words.emplace_back();
            open = true;
        } else if (c == ' ' && !quoted) {
            open = false;
        } else {
            if (!open) words.emplace_back();
            open = true;
            words.back() += c;
        }
    }
    return words;
}

/// A user in Berlin at 22:00 on Friday 2026-11-20, with an empty home and a UTF-8 locale. Everything can be changed.
class CommandLine {
public:
    CommandLine() {
        environment["HOME"] = home.path().string();
        environment["LANG"] = "C.UTF-8";
    }

    /// `log glycinate 200mg`: what is typed after the program's name.
    Answer operator()(std::string_view line, std::string_view input = "") { return run(shell_split(line), input); }
    Answer run(const std::vector<std::string>& arguments, std::string_view input = "") {
        Answer answer;
        std::istringstream in{std::string{input}};
        Surroundings world;
        world.environment = [this](const char* name) -> std::optional<std::string> {
            const auto found = environment.find(name);
            return found == environment.end() ? std::nullopt : std::optional{found->second};
        };
        world.out = [&answer](std::string_view text) { answer.out += text; };
        world.err = [&answer](std::string_view text) { answer.err += text; };
        world.in = [&in]() -> std::istream& { return in; };
        world.now = now;
        world.zone = zone;
        world.zone_is_known = zone_is_known;
        world.out_is_terminal = terminal;
        world.err_is_terminal = err_terminal;
        world.columns = columns;
        world.each_frame = [this](const fs::path&, const std::function<void(const Frame&)>& draw) {
            for (const Frame& frame : frames) draw(frame);
        };
        answer.status = static_cast<int>(epsom::run(arguments, world));
        return answer;
    }

    /// The same, where it has to work: the answer on standard output.
    std::string ok(std::string_view line, std::string_view input = "") {
        const Answer answer = (*this)(line, input);
        REQUIRE_MESSAGE(answer.status == 0, line << ": " << answer.err);
        return answer.out;
    }
    /// A woman of 31 years, whose target is 320 mg and whose upper level is 350 mg from supplements.
    CommandLine& as_woman() {
        ok("profile set --born 1995-10-25 --sex female");
        return *this;
    }

    [[nodiscard]] fs::path file() const { return home.path() / ".local" / "share" / "epsom" / "epsom.db"; }

    TemporaryDirectory home;
    std::map<std::string, std::string> environment;
    Zone zone = berlin();
    bool zone_is_known = true;
    Instant now = *parse_instant("2026-11-20T22:00", zone);
    bool terminal = false;      // standard output
    bool err_terminal = false;  // standard error
    std::optional<int> columns;
    std::vector<Frame> frames;  // what a picture that is kept up to date is drawn for
};

/// The home is the current directory while this lives, so that files are named without a path.
class CommandLineAtHome : public CommandLine {
public:
    CommandLineAtHome() { fs::current_path(home.path()); }
    ~CommandLineAtHome() { fs::current_path(before_); }
    CommandLineAtHome(const CommandLineAtHome&) = delete;
    CommandLineAtHome& operator=(const CommandLineAtHome&) = delete;

    /// What is on standard output and error, and the exit status where it is not 0.
    std::string said(std::string_view line, std::string_view input = "") {
        const Answer answer = (*this)(line, input);
        return answer.out + answer.err + (answer.status == 0 ? "" : "exit " + std::to_string(answer.status) + "\n");
    }

private:
    fs::path before_ = fs::current_path();
};

}  // namespace epsom::test
