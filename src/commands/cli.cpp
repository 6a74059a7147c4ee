#include "cli.hpp"

#include <algorithm>
#include <array>

#include "command.hpp"
#include "completion.hpp"
#include "epsom/domain/text.hpp"
#include "help.hpp"

namespace epsom {
namespace {

constexpr std::string_view version_line = "epsom " EPSOM_VERSION "\n";

const CommandEntry* find_command(std::string_view path) {
    const auto entry = std::ranges::find(registry(), path, &CommandEntry::path);
    return entry == registry().end() ? nullptr : &*entry;
}

Error unknown_command(const std::string& word) {
    std::vector<std::string_view> names;
    for (const auto& entry : registry()) {
        if (entry.path.find(' ') == std::string_view::npos) names.push_back(entry.path);
    }
    names.push_back("help");
    std::string hint = did_you_mean(word, names);
    if (hint.empty()) hint = "'epsom --help' lists the commands";
    return {"unknown command " + in_quotes(word), hint};
}

/// A word behind a command that takes none: perhaps a subcommand, misspelled.
Error unwanted_word(const CommandEntry& entry, const std::string& word) {
    const std::string path{entry.path};
    std::vector<std::string_view> names;
    for (const auto& other : registry()) {
        if (other.path.starts_with(path + " ")) names.push_back(other.path.substr(path.size() + 1));
    }
    const std::string near = did_you_mean(word, names);
    return {"'" + path + "' takes no words, but " + in_quotes(word) + " was typed", near.empty() ? "'epsom " + path + " --help' shows how it is used" : near};
}

/// A command with its options read; `operands` are what is left.
struct Chosen {
    const CommandEntry* entry = nullptr;
    std::unique_ptr<Command> command;
    Options options;
    std::vector<std::string> operands;
};

class Program {
public:
    Program(std::span<const std::string> arguments, const Surroundings& surroundings)
        : arguments_{arguments.begin(), arguments.end()}, surroundings_{surroundings} {}

    ExitCode run();

private:
    /// `epsom help log list` is `epsom log list --help`.
    void read_help_command();
    Result<Chosen> choose();
    Result<Chosen> read(const CommandEntry& entry, const std::vector<std::string>& arguments);
    /// Where the command's word stands: the first that is neither an option nor one's value; past the end without one.
    [[nodiscard]] std::size_t command_word() const;
    ExitCode without_command();
    ExitCode refuse(const Error& error) const;
    Result<Context> context() const;

    std::vector<std::string> arguments_;
    const Surroundings& surroundings_;
    GlobalOptions globals_;
};

ExitCode Program::refuse(const Error& error) const {
    surroundings_.err(error_line("error", error.message));
    if (!error.hint.empty()) surroundings_.err(error_line("hint", error.hint));
    return ExitCode::usage;
}

std::size_t Program::command_word() const {
    for (std::size_t i = 0; i < arguments_.size(); ++i) {
        const std::string& word = arguments_[i];
        if (word.size() < 2 || word.front() != '-') return i;
        if (word == "--db" || word == "--color") ++i;
    }
    return arguments_.size();
}

void Program::read_help_command() {
    const std::size_t at = command_word();
    if (at == arguments_.size() || arguments_[at] != "help") return;
    arguments_.erase(arguments_.begin() + static_cast<std::ptrdiff_t>(at));
    arguments_.emplace_back("--help");
}

Result<Chosen> Program::read(const CommandEntry& entry, const std::vector<std::string>& arguments) {
    Chosen chosen;
    chosen.entry = &entry;
    chosen.command = entry.make();
    chosen.command->options(chosen.options);
    globals_ = {};
    declare(chosen.options, globals_);
    auto operands = read_arguments(chosen.options, arguments);
    if (!operands) {
        Error error = operands.error();
        if (error.hint.empty()) error.hint = "'epsom " + std::string{entry.path} + " --help' lists the options";
        return error;
    }
    chosen.operands = std::move(*operands);
    return chosen;
}

Result<Chosen> Program::choose() {
    const std::size_t at = command_word();
    const CommandEntry* entry = find_command(arguments_[at]);
    if (entry == nullptr) return unknown_command(arguments_[at]);
    std::vector<std::string> rest = arguments_;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
    // Further words next to the first decide which options there are; elsewhere they are the first operands.
    while (at < rest.size()) {
        const auto* nested = find_command(std::string{entry->path} + " " + rest[at]);
        if (nested == nullptr) break;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
        entry = nested;
    }
    for (;;) {
        auto chosen = read(*entry, rest);
        if (!chosen || chosen->operands.empty() || std::ranges::find(rest, "--") != rest.end()) return chosen;
        const auto* nested = find_command(std::string{entry->path} + " " + chosen->operands.front());
        if (nested == nullptr) return chosen;
        rest.erase(std::ranges::find(rest, chosen->operands.front()));
        entry = nested;
    }
}

ExitCode Program::without_command() {
    Options options;
    declare(options, globals_);
    const auto operands = read_arguments(options, arguments_);
    if (!operands) {
        Error error = operands.error();
        if (error.hint.empty()) error.hint = "'epsom --help' lists the options";
        return refuse(error);
    }
    if (globals_.version) {
        surroundings_.out(version_line);
        return ExitCode::ok;
    }
    if (globals_.help) {
        surroundings_.out(overview(options));
        return ExitCode::ok;
    }
    surroundings_.err("epsom keeps track of the supplements you take.\n"
                      "  epsom profile set --born 1980-05-17 --sex female   so that targets fit you\n"
                      "  epsom log glycinate 200mg                          what you took, just now\n"
                      "  epsom report                                       the last seven days\n"
                      "  epsom undo                                         takes the last change back\n"
                      "  epsom --help                                       everything else\n");
    return ExitCode::usage;
}

Result<Context> Program::context() const {
    constexpr std::array<std::string_view, 3> choices{"auto", "always", "never"};
    if (std::ranges::find(choices, globals_.color) == choices.end()) {
        return Error{"--color " + in_quotes(globals_.color) + " is not known", "write auto, always or never"};
    }
    Clock clock{surroundings_.now, surroundings_.zone, minutes{0}};
    if (const auto now = surroundings_.environment("EPSOM_NOW"); now && !now->empty()) {
        const auto instant = parse_instant(*now, clock.zone);
        if (!instant) return Error{"EPSOM_NOW: " + instant.error().message, instant.error().hint};
        clock.now = *instant;
    }
    if (!surroundings_.zone_is_known) {
        const auto named = surroundings_.environment("TZ");
        surroundings_.err(error_line("warning", (named ? "no time zone is called " + in_quotes(*named) + ", or its file cannot be read" : "the machine's time zone, /etc/localtime, cannot be read") +
                                                    ": times are in UTC"));
        surroundings_.err(error_line("hint", std::string{"set TZ to a name such as Europe/Berlin"} + (named ? ", or unset it to use the machine's own" : ", or mend that file")));
    }
    auto file = data_file(globals_, surroundings_);
    if (!file) return Error{"there is no place for the data file: HOME is not set", "set EPSOM_DB, or name a file with --db"};
    return Context{surroundings_, globals_, std::move(clock), std::move(*file)};
}

ExitCode Program::run() {
    read_help_command();
    if (command_word() == arguments_.size()) return without_command();
    auto chosen = choose();
    if (!chosen) return refuse(chosen.error());
    if (globals_.version) {
        surroundings_.out(version_line);
        return ExitCode::ok;
    }
    if (globals_.help) {
        surroundings_.out(help_for(*chosen->entry, chosen->options));
        return ExitCode::ok;
    }
    if (auto* target = chosen->options.operand_target()) {
        *target = std::move(chosen->operands);
    } else if (!chosen->operands.empty()) {
        return refuse(unwanted_word(*chosen->entry, chosen->operands.front()));
    }
    auto world = context();
    if (!world) return refuse(world.error());
    try {
        const ExitCode code = chosen->command->run(*world);
        surroundings_.flush();
        return code;
    } catch (const std::exception& error) {
        if (!world->changed()) throw;
        // Status 3 alone would read as if nothing had happened, and the user would do it again.
        throw MachineError{error.what(), "the change is on file all the same; there is no need to repeat it"};
    }
}

}  // namespace

void declare(Options& options, GlobalOptions& globals) {
    options.globals()
        .value("--db", globals.db, "FILE", "The data file [$EPSOM_DB]")
        .value("--color", globals.color, "WHEN", "auto, always or never")
        .flag("--ascii", globals.ascii, "Draw with plain characters")
        .flag("-q,--quiet", globals.quiet, "No confirmation on standard output")
        .flag("-h,--help", globals.help, "Show this help")
        .flag("-V,--version", globals.version, "Show the version");
}

std::optional<std::filesystem::path> data_file(const GlobalOptions& globals, const Surroundings& surroundings) {
    const auto from = [&](const char* name) {
        const auto value = surroundings.environment(name);
        return value && !value->empty() ? value : std::nullopt;
    };
    if (globals.db) return *globals.db;
    if (const auto given = from("EPSOM_DB")) return *given;
    if (const auto data = from("XDG_DATA_HOME"); data && data->front() == '/') return std::filesystem::path{*data} / "epsom" / "epsom.db";
    if (const auto home = from("HOME")) return std::filesystem::path{*home} / ".local" / "share" / "epsom" / "epsom.db";
    return std::nullopt;
}

ExitCode run(std::span<const std::string> arguments, const Surroundings& surroundings) {
    const auto failed = [&](const std::string& message, const std::string& hint = {}) {
        surroundings.err(error_line("error", message));
        if (!hint.empty()) surroundings.err(error_line("hint", hint));
        return ExitCode::failure;
    };
    const auto answer = [&] {
        if (!arguments.empty() && arguments[0] == "__complete") return complete(arguments.subspan(1), surroundings);
        if (arguments.size() == 1 && arguments[0] == "--version") {
            surroundings.out(version_line);
            return ExitCode::ok;
        }
        return Program{arguments, surroundings}.run();
    };
    try {
        const ExitCode code = answer();
        surroundings.flush();
        return code;
    } catch (const MachineError& error) {
        return failed(error.what(), error.hint());
    } catch (const std::bad_alloc&) {
        return failed("there is not enough memory");
    } catch (const std::exception& error) {
        return failed(error.what());
    }
}

}  // namespace epsom
