#include "help.hpp"

#include <algorithm>

namespace epsom {
namespace {

constexpr std::size_t width = 80;

/// `left` in a column of its own, `right` beside it, wrapped.
void row(std::string& out, const std::string& left, std::string_view right) {
    constexpr std::size_t column = 28;
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

/// The words after "Usage: epsom", wrapped at blanks and behind '|', and indented below the program's name.
std::string usage(std::string_view words) {
    constexpr std::size_t indent = std::string_view{"Usage: epsom "}.size();
    std::string out;
    std::string line = "Usage: epsom ";
    while (!words.empty()) {
        const auto end = std::min(words.find_first_of(" |"), words.size() - 1) + 1;
        const auto piece = words.substr(0, end);
        const auto visible = piece.back() == ' ' ? end - 1 : end;
        if (line.size() + visible > width && line.size() > indent) {
            out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
            line.assign(indent, ' ');
        }
        line += piece;
        words.remove_prefix(end);
    }
    return out + line + "\n\n";
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
    std::string out = usage("COMMAND [WORD...] [OPTION...]") +
                      "Track the supplements you take, and see each day against the reference intakes.\n\nCommands:\n";
    for (const auto& entry : registry()) {
        if (entry.path.find(' ') == std::string_view::npos) row(out, std::string{entry.path}, entry.summary);
    }
    list_options(out, globals, true);
    out += "\n'epsom help COMMAND' shows how each is used; see also 'man epsom'.\n";
    return out;
}

std::string help_for(const CommandEntry& entry, const Options& options) {
    const std::string path{entry.path};
    const std::string operands{options.operand_synopsis()};
    std::string out = usage(path + " " + (operands.empty() ? "" : operands + " ") + "[OPTION...]") + std::string{entry.summary} + ".\n";
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
