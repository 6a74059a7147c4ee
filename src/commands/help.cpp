#include "help.hpp"

#include <algorithm>

namespace epsom {
namespace {

/// `left` in a column of its own, `right` beside it, wrapped at 80 columns.
void row(std::string& out, const std::string& left, std::string_view right) {
    constexpr std::size_t column = 28;
    constexpr std::size_t width = 80;
    std::string line = "  " + left;
    if (line.size() + 2 > column) {
        out += line + "\n";
        line.clear();
    }
    line.resize(column, ' ');
    while (!right.empty()) {
        const auto end = std::min(right.find(' '), right.size());
        if (line.size() + end > width && line.size() > column) {
            out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
            line.assign(column, ' ');
        }
        line += std::string{right.substr(0, end)} + " ";
        right.remove_prefix(std::min(end + 1, right.size()));
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

std::string label(const Options::Option& option) {
    const auto comma = option.names.find(',');
    std::string text = comma == std::string_view::npos ? "    " : std::string{option.names.substr(0, comma)} + ", ";
    text += option.long_name();
    if (option.bare) return text + "[=" + std::string{option.value} + "]";
    if (!option.value.empty()) text += " " + std::string{option.value};
    return text;
}

void list_options(std::string& out, const Options& options, bool global) {
    const auto wanted = [global](const Options::Option& option) { return option.global == global; };
    if (std::ranges::none_of(options.all(), wanted)) return;
    out += global ? "\nGlobal options:\n" : "\nOptions:\n";
    for (const auto& option : options.all()) {
        if (wanted(option)) row(out, label(option), option.help);
    }
}

}  // namespace

std::string overview(const Options& globals) {
    std::string out = "Usage: epsom COMMAND [WORD...] [OPTION...]\n\n"
                      "Track the supplements you take, and see each day against the reference intakes.\n\nCommands:\n";
    for (const auto& entry : registry()) {
        if (entry.path.find(' ') == std::string_view::npos) row(out, std::string{entry.path}, entry.summary);
    }
    list_options(out, globals, true);
    out += "\nSee 'epsom COMMAND --help' and 'man epsom'.\n";
    return out;
}

std::string help_for(const CommandEntry& entry, const Options& options) {
    const std::string path{entry.path};
    std::string out = "Usage: epsom " + path;
    if (!options.operand_synopsis().empty()) out += " " + std::string{options.operand_synopsis()};
    out += " [OPTION...]\n\n" + std::string{entry.summary} + ".\n";
    std::string subcommands;
    for (const auto& other : registry()) {
        if (other.path.starts_with(path + " ")) row(subcommands, std::string{other.path}, other.summary);
    }
    if (!subcommands.empty()) out += "\nCommands:\n" + subcommands;
    list_options(out, options, false);
    list_options(out, options, true);
    if (!options.example_text().empty()) out += "\nExamples:\n" + std::string{options.example_text()};
    return out;
}

}  // namespace epsom
