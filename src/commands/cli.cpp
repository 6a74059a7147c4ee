#include "cli.hpp"

#include <algorithm>
#include <array>

#include "command.hpp"
#include "completion.hpp"
#include "epsom/domain/text.hpp"
#include "help.hpp"
#include "meant.hpp"
#include "typed_line.hpp"

namespace epsom {
namespace {

constexpr std::string_view version_line = "epsom " EPSOM_VERSION "\n";

const CommandEntry* find_command(std::string_view path) {
    const auto entry = std::ranges::find(registry(), path, &CommandEntry::path);
    return entry == registry().end() ? nullptr : &*entry;
}

Error unknown_command(std::span<const std::string> arguments, std::size_t at) {
    const std::string& word = arguments[at];
    std::vector<std::string_view> names;
    for (const auto& entry : registry()) {
        if (entry.path.find(' ') == std::string_view::npos) names.push_back(entry.path);
    }
    names.push_back("help");
    std::string hint = command_meant(arguments, at);
    if (hint.empty()) hint = did_you_mean(word, names);
    return {"unknown command " + in_quotes(word), usable_hint(hint, "'epsom --help' lists the commands")};
}

/// Whether `word` is an option that every command takes, or the value of one.
bool is_global(const std::string& word) {
    GlobalOptions globals;
    Options options;
    declare(options, globals);
    return !word.starts_with('-') || unknown_options(options, std::vector{word}).empty();
}

bool takes_operands(const CommandEntry& entry) {
    const auto command = entry.make();
    Options options;
    command->options(options);
    return options.operand_target() != nullptr;
}

/// A word behind a command that takes none: perhaps a subcommand, misspelled.
Error unwanted_word(const CommandEntry& entry, const std::string& word, std::span<const std::string> arguments) {
    const std::string path{entry.path};
    std::vector<std::string_view> names;
    for (const auto& other : registry()) {
        if (other.path.starts_with(path + " ")) names.push_back(other.path.substr(path.size() + 1));
    }
    std::string hint = subcommand_meant(path, arguments, word);
    const auto near = nearest(word, names);
    if (hint.empty() && !near.empty()) hint = typed_line(arguments, word, near.front());
    if (hint.empty() && path == "dose") hint = typed_line(std::vector<std::string>{"dose", "show", word});
    const std::string message = names.empty() ? "'" + path + "' takes no words, but " + in_quotes(word) + " was typed"
                                              : "unknown command " + in_quotes(path + " " + word);
    return {message, usable_hint(hint, "'epsom " + path + " --help' shows how it is used")};
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
    /// Of `path`, or of epsom itself where that is empty.
    [[nodiscard]] Error unknown_option(std::string_view path, const std::string& word) const;
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

Error Program::unknown_option(std::string_view path, const std::string& word) const {
    const std::string typed = word.substr(0, word.find('='));
    return {"unknown option " + in_quotes(typed), usable_hint(option_meant(path, arguments_, typed), "'epsom --help' lists the options")};
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
        for (const std::string& word : unknown_options(chosen.options, arguments)) {
            if (auto line = option_meant(entry.path, arguments_, word); !line.empty()) error = {"unknown option " + in_quotes(word), line};
        }
        error.hint = usable_hint(error.hint, "'epsom " + std::string{entry.path} + " --help' lists the options");
        return error;
    }
    if (has_typographic_quotes(*operands)) {
        const std::string line = straight_quotes(arguments_);
        return Error{"a shell does not read typographic quotes", line.empty() ? "use straight quotes, as in 'evening mag'" : line};
    }
    chosen.operands = std::move(*operands);
    return chosen;
}

Result<Chosen> Program::choose() {
    const std::size_t at = command_word();
    const CommandEntry* entry = find_command(arguments_[at]);
    if (entry == nullptr) {
        if (at > 0 && !is_global(arguments_[at - 1])) return unknown_option("", arguments_[at - 1]);
        return unknown_command(arguments_, at);
    }
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
        // "dose schedul calm --at 21:00": the word that is wrong comes before an option that only another command has.
        if (!chosen && at < rest.size() && !rest[at].starts_with('-') && !takes_operands(*entry)) return unwanted_word(*entry, rest[at], arguments_);
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
        const auto unknown = unknown_options(options, arguments_);
        return refuse(unknown.empty() ? Error{operands.error().message, usable_hint(operands.error().hint, "'epsom --help' lists the options")}
                                      : unknown_option("", unknown.front()));
    }
    if (!operands->empty()) {
        const auto at = std::ranges::find(arguments_, operands->front()) - arguments_.begin();
        return refuse(unknown_command(arguments_, static_cast<std::size_t>(at)));
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
    return Context{surroundings_, globals_, std::move(clock), std::move(*file), arguments_};
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
    // "log rm 3"; a dose may be called so, but nothing else is said of one than its entry's number.
    const auto is_number = [](const std::string& word) { return !word.empty() && (word.front() == '@' || is_digit(word.front())); };
    const bool forced = std::ranges::find(arguments_, "--") != arguments_.end();
    if (chosen->entry->path == "log" && !forced && !chosen->operands.empty() && std::all_of(chosen->operands.begin() + 1, chosen->operands.end(), is_number)) {
        if (const auto line = subcommand_meant("log", arguments_, chosen->operands.front()); !line.empty()) {
            return refuse({"unknown command " + in_quotes("log " + chosen->operands.front()), line});
        }
    }
    if (auto* target = chosen->options.operand_target()) {
        *target = std::move(chosen->operands);
    } else if (!chosen->operands.empty()) {
        return refuse(unwanted_word(*chosen->entry, chosen->operands.front(), arguments_));
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

std::optional<DataFile> data_file(const GlobalOptions& globals, const Surroundings& surroundings) {
    const auto from = [&](const char* name) {
        const auto value = surroundings.environment(name);
        return value && !value->empty() ? value : std::nullopt;
    };
    if (globals.db) return DataFile{*globals.db, DataFile::Named::by_option};
    if (const auto given = from("EPSOM_DB")) return DataFile{*given, DataFile::Named::by_environment};
    if (const auto data = from("XDG_DATA_HOME"); data && data->front() == '/') return DataFile{std::filesystem::path{*data} / "epsom" / "epsom.db"};
    if (const auto home = from("HOME")) return DataFile{std::filesystem::path{*home} / ".local" / "share" / "epsom" / "epsom.db"};
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
