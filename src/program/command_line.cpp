#include "command_line.hpp"

#include <array>
#include <utility>

namespace epsom {
namespace {

constexpr std::array color_choices{
    Choice{"auto", "only on a terminal"}, Choice{"always", "also into pipes"}, Choice{"never", "no colour"}};

const CommandEntry* subcommand(const CommandEntry* entry, const std::string& word) {
    return find_command(entry == nullptr ? word : std::string{entry->path} + " " + word);
}

/// The place of the first word that is neither an option nor its value; the end without one. An option that is not
/// among `options` counts as one without a value.
std::size_t first_operand(std::span<const std::string> words, const Options& options) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].size() < 2 || words[i].front() != '-') return i;
        const auto* option = options.find(words[i]);
        if (option != nullptr && option->takes_next()) ++i;
    }
    return words.size();
}

void read(CommandLine& line, std::span<const std::string> words, GlobalOptions& globals) {
    line.command = line.entry == nullptr ? nullptr : line.entry->make();
    line.options = {};
    globals = {};
    if (line.command) line.command->options(line.options);
    declare(line.options, globals);
    line.arguments = read_arguments(line.options, words);
}

}  // namespace

void declare(Options& options, GlobalOptions& globals) {
    constexpr std::string_view of_db = "Database file [$EPSOM_DB]";
    options.globals();
    if (auto* files = options.files()) {
        const auto add = [files, &globals](const std::string& file) {
            if (!globals.db) globals.db = file;
            files->push_back(file);
        };
        options.each("--db", add, "FILE", of_db);
    } else {
        options.value("--db", globals.db, "FILE", of_db);
    }
    options.value("--color", globals.color, "WHEN", "Use colour: auto, always or never (default: auto)")
        .words(color_choices)
        .flag("--ascii", globals.ascii, "Use ASCII characters only")
        .flag("-q,--quiet", globals.quiet, "Suppress confirmation messages")
        .flag("-h,--help", globals.help, "Show this help")
        .flag("-V,--version", globals.version, "Show the version");
}

CommandLine read_command_line(std::span<const std::string> words, GlobalOptions& globals) {
    CommandLine line;
    declare(line.options, globals);
    line.at = first_operand(words, line.options);
    std::vector<std::string> rest{words.begin(), words.end()};
    while (line.at < rest.size()) {
        const auto* nested = subcommand(line.entry, rest[line.at]);
        if (nested == nullptr) break;
        line.entry = nested;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(line.at));
    }
    if (line.entry == nullptr && line.at < words.size()) return line;
    for (;;) {
        read(line, rest, globals);
        if (line.entry == nullptr) return line;
        const bool takes_operands = line.options.operands().target != nullptr;
        if (line.at < rest.size() && !rest[line.at].starts_with('-') && !takes_operands)
            line.misspelled = rest[line.at];
        if (line.arguments.refusal || line.arguments.operands.empty() || line.arguments.options_over) return line;
        const auto* nested = subcommand(line.entry, line.arguments.operands.front());
        if (nested == nullptr) return line;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(first_operand(rest, line.options)));
        line.entry = nested;
        line.misspelled.clear();
    }
}

}  // namespace epsom
