// Help fits the screen: in groups, folded at any width from 40 columns, never wider than 80.

#include <algorithm>
#include <set>

#include "command_line.hpp"
#include "epsom/text/text.hpp"
#include "program/registry.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

std::vector<std::string> pages_of_help() {
    std::vector<std::string> lines{"--help"};
    for (const auto& entry : registry()) lines.push_back(std::string{entry.path} + " --help");
    return lines;
}

/// Whether a line is as short as it can be: one word after its indent and the name before it, with the backslash that
/// continues it.
bool is_one_word(std::string_view line) {
    std::string_view text = trim(line);
    if (text.ends_with(" \\")) text.remove_suffix(2);
    return text.find(' ') == std::string_view::npos;
}

std::string without_blanks(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\\'; });
    return text;
}

}  // namespace

TEST_CASE("no line of help is wider than the screen") {
    CommandLine epsom;
    for (const std::size_t width : {40U, 41U, 59U, 60U, 61U, 72U, 79U, 80U}) {
        epsom.environment["COLUMNS"] = std::to_string(width);
        for (const auto& page : pages_of_help()) {
            for (const auto& line : split(epsom.ok(page), '\n')) {
                CHECK_MESSAGE(
                    (display_width(line) <= width || is_one_word(line)), width << ": " << page << ": " << line);
            }
        }
    }
}

TEST_CASE("help on a wide screen is 80 columns wide, on a narrow one 40, and on a terminal as wide as that") {
    CommandLine epsom;
    const std::string usual = epsom.ok("dose add --help");
    epsom.environment["COLUMNS"] = "200";
    CHECK(epsom.ok("dose add --help") == usual);
    epsom.environment["COLUMNS"] = "40";
    const std::string narrow = epsom.ok("dose add --help");
    CHECK(narrow != usual);
    epsom.environment["COLUMNS"] = "5";
    CHECK(epsom.ok("dose add --help") == narrow);
    epsom.terminal = true;
    epsom.columns = 40;
    CHECK(epsom.ok("dose add --help") == narrow);
}

TEST_CASE("help says the same at every width") {
    CommandLine epsom;
    for (const auto& page : pages_of_help()) {
        epsom.environment["COLUMNS"] = "80";
        const std::string wide = without_blanks(epsom.ok(page));
        epsom.environment["COLUMNS"] = "40";
        CHECK(without_blanks(epsom.ok(page)) == wide);
    }
}

TEST_CASE("an example that is folded is still one line for a shell") {
    CommandLine epsom;
    epsom.environment["COLUMNS"] = "40";
    std::string text = epsom.ok("dose add --help");
    text = text.substr(text.find("\nExamples:"));
    for (std::size_t at = 0; (at = text.find("\\\n      ", at)) != std::string::npos;) text.erase(at, 8);
    CHECK(text.find(
              "\n  epsom dose add calm --contains magnesium:glycinate=200mg --serving '2 capsules' --at 21:00 --stock "
              "60\n") != std::string::npos);
}

TEST_CASE("each option of a command is in help once, in its group or after the groups") {
    CommandLine epsom;
    for (const auto& entry : registry()) {
        CAPTURE(entry.path);
        const auto command = entry.make();
        Options options;
        command->options(options);
        const std::string page = epsom.ok(std::string{entry.path} + " --help");
        const std::string help = page.substr(0, page.find("\nExamples:"));
        std::set<std::string_view> grouped;
        for (const auto& group : options.groups()) {
            CHECK(help.find("\n" + std::string{group.title} + ":\n") != std::string::npos);
            for (const auto name : group.names) {
                CHECK_MESSAGE(grouped.insert(name).second, name);
                CHECK_MESSAGE(std::ranges::any_of(
                                  options.all(), [name](const auto& option) { return option.long_name() == name; }),
                    name);
            }
        }
        for (const auto& option : options.all()) {
            const std::string name{option.long_name()};
            const auto labels = std::ranges::count_if(split(help, '\n'), [&name](const std::string& line) {
                return line == "      " + name || line.starts_with("      " + name + " ") ||
                       line.starts_with("      " + name + "[");
            });
            CHECK_MESSAGE(labels == 1, name);
        }
    }
}

TEST_CASE("global options are in the program's help only, and each command's help says so in its last line") {
    CommandLine epsom;
    CHECK(epsom.ok("--help").find("\nGlobal options:\n      --db FILE") != std::string::npos);
    for (const auto& entry : registry()) {
        const std::string help = epsom.ok(std::string{entry.path} + " --help");
        CHECK(help.ends_with("\n\nGlobal options: epsom --help\n"));
        CHECK(help.find("--quiet") == std::string::npos);
    }
}
