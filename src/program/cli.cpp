#include "cli.hpp"

#include <algorithm>
#include <array>

#include "completion.hpp"
#include "epsom/text/text.hpp"
#include "help.hpp"
#include "meant.hpp"
#include "registry.hpp"
#include "session/typed_line.hpp"

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
    return {"unknown command " + in_quotes(word), usable_hint(hint, "'epsom --help' lists all commands")};
}

/// Whether `word` is a global option, or the value of one.
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

/// An argument after a command that takes none: perhaps a misspelled subcommand.
Error unexpected_argument(const CommandEntry& entry, const std::string& word, std::span<const std::string> arguments) {
    const std::string path{entry.path};
    std::vector<std::string_view> names;
    for (const auto& other : registry()) {
        if (other.path.starts_with(path + " ")) names.push_back(other.path.substr(path.size() + 1));
    }
    std::string hint = subcommand_meant(path, arguments, word);
    const auto near = nearest(word, names);
    if (hint.empty() && !near.empty()) hint = typed_line(arguments, word, near.front());
    if (hint.empty() && path == "dose") hint = typed_line(std::vector<std::string>{"dose", "show", word});
    const std::string message = names.empty()
                                    ? "unexpected argument " + in_quotes(word) + "; 'epsom " + path + "' takes none"
                                    : "unknown command " + in_quotes(path + " " + word);
    return {message, usable_hint(hint, "see 'epsom " + path + " --help'")};
}

/// The last value of --color, for errors that arrive after the options are gone.
std::string color_typed(std::span<const std::string> arguments) {
    constexpr std::string_view glued = "--color=";
    std::string color = "auto";
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        if (arguments[i].starts_with(glued)) color = arguments[i].substr(glued.size());
        if (arguments[i] == "--color" && i + 1 < arguments.size()) color = arguments[i + 1];
    }
    return color;
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
    /// The index of the command's name: of the first argument that is neither an option nor its value; the end without
    /// one.
    [[nodiscard]] std::size_t command_word() const;
    ExitCode without_command();
    void tell(MessageKind kind, std::string_view message) const {
        surroundings_.err(message_for(surroundings_, globals_.color, kind, message));
    }
    ExitCode refuse(const Error& error) const;
    /// Of `path`, or of epsom itself where that is empty.
    [[nodiscard]] Error unknown_option(std::string_view path, const std::string& word) const;
    Result<Context> context() const;

    std::vector<std::string> arguments_;
    const Surroundings& surroundings_;
    GlobalOptions globals_;
};

ExitCode Program::refuse(const Error& error) const {
    tell(MessageKind::error, error.message);
    if (!error.hint.empty()) tell(MessageKind::hint, error.hint);
    return ExitCode::usage;
}

Error Program::unknown_option(std::string_view path, const std::string& word) const {
    const std::string typed = word.substr(0, word.find('='));
    const std::string meant = option_meant(path, arguments_, typed);
    return {"unknown option " + in_quotes(typed), usable_hint(meant, "'epsom --help' lists all global options")};
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
            const auto line = option_meant(entry.path, arguments_, word);
            if (!line.empty()) error = {"unknown option " + in_quotes(word), line};
        }
        error.hint = usable_hint(error.hint, "'epsom " + std::string{entry.path} + " --help' lists all options");
        return error;
    }
    if (has_typographic_quotes(*operands)) {
        const std::string line = straight_quotes(arguments_);
        return Error{
            "typographic quotes do not work in a shell", line.empty() ? "straight quotes work: 'evening mag'" : line};
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
    // Arguments next to the first may name a subcommand, which decides the options; elsewhere they are operands.
    while (at < rest.size()) {
        const auto* nested = find_command(std::string{entry->path} + " " + rest[at]);
        if (nested == nullptr) break;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
        entry = nested;
    }
    for (;;) {
        auto chosen = read(*entry, rest);
        // "dose schedul calm --at 21:00": the misspelled name is reported before an option that only another command
        // has.
        const bool misspelled = !chosen && at < rest.size() && !rest[at].starts_with('-') && !takes_operands(*entry);
        if (misspelled) return unexpected_argument(*entry, rest[at], arguments_);
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
        if (!unknown.empty()) return refuse(unknown_option("", unknown.front()));
        return refuse(
            {operands.error().message, usable_hint(operands.error().hint, "'epsom --help' lists all global options")});
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
        surroundings_.out(overview(options, help_width(screen_width(surroundings_))));
        return ExitCode::ok;
    }
    surroundings_.err(
        "epsom: track the supplements you take\n"
        "  epsom profile set --born 1980-05-17 --sex female   set your age and sex for targets\n"
        "  epsom log glycinate 200mg                          log a dose taken now\n"
        "  epsom report                                       show the last 7 days\n"
        "  epsom undo                                         undo the last change\n"
        "  epsom --help                                       list all commands\n");
    return ExitCode::usage;
}

Result<Context> Program::context() const {
    constexpr std::array<std::string_view, 3> choices{"auto", "always", "never"};
    if (std::ranges::find(choices, globals_.color) == choices.end()) {
        return Error{"unknown --color " + in_quotes(globals_.color), "use auto, always or never"};
    }
    Clock clock{surroundings_.now, surroundings_.zone, minutes{0}};
    if (const auto now = surroundings_.environment("EPSOM_NOW"); now && !now->empty()) {
        const auto instant = parse_instant(*now, clock.zone);
        if (!instant) return Error{"EPSOM_NOW: " + instant.error().message, instant.error().hint};
        clock.now = *instant;
    }
    if (!surroundings_.zone_is_known) {
        const auto named = surroundings_.environment("TZ");
        tell(MessageKind::warning, (named ? "unknown or unreadable time zone " + in_quotes(*named)
                                          : "cannot read the system time zone, /etc/localtime") +
                                       "; using UTC");
        tell(MessageKind::hint, std::string{"set TZ to a name such as Europe/Berlin"} +
                                    (named ? ", or unset it to use the system time zone" : ", or repair that file"));
    }
    auto file = data_file(globals_, surroundings_);
    if (!file) return Error{"cannot locate the database: HOME is not set", "set EPSOM_DB, or name a file with --db"};
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
        surroundings_.out(help_for(*chosen->entry, chosen->options, help_width(screen_width(surroundings_))));
        return ExitCode::ok;
    }
    // "log rm 3" is a subcommand of another program; a dose called "rm" is logged with more than an entry's number, or
    // after "--".
    const auto is_number = [](const std::string& word) {
        return !word.empty() && (word.front() == '@' || is_digit(word.front()));
    };
    const bool forced = std::ranges::find(arguments_, "--") != arguments_.end();
    const auto& operands = chosen->operands;
    if (chosen->entry->path == "log" && !forced && !operands.empty() &&
        std::all_of(operands.begin() + 1, operands.end(), is_number)) {
        if (const auto line = subcommand_meant("log", arguments_, chosen->operands.front()); !line.empty()) {
            return refuse({"unknown command " + in_quotes("log " + chosen->operands.front()), line});
        }
    }
    if (auto* target = chosen->options.operand_target()) {
        *target = std::move(chosen->operands);
    } else if (!chosen->operands.empty()) {
        return refuse(unexpected_argument(*chosen->entry, chosen->operands.front(), arguments_));
    }
    auto world = context();
    if (!world) return refuse(world.error());
    try {
        const ExitCode code = chosen->command->run(*world);
        surroundings_.flush();
        return code;
    } catch (const std::exception& error) {
        if (!world->changed()) throw;
        // Status 3 alone means that nothing was saved, and the user would repeat the change.
        throw MachineError{error.what(), "the change was saved; do not repeat it"};
    }
}

}  // namespace

void declare(Options& options, GlobalOptions& globals) {
    options.globals()
        .value("--db", globals.db, "FILE", "Database file [$EPSOM_DB]")
        .value("--color", globals.color, "WHEN", "Use colour: auto, always or never (default: auto)")
        .flag("--ascii", globals.ascii, "Use ASCII characters only")
        .flag("-q,--quiet", globals.quiet, "Suppress confirmation messages")
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
    if (const auto data = from("XDG_DATA_HOME"); data && data->front() == '/')
        return DataFile{std::filesystem::path{*data} / "epsom" / "epsom.db"};
    if (const auto home = from("HOME"))
        return DataFile{std::filesystem::path{*home} / ".local" / "share" / "epsom" / "epsom.db"};
    return std::nullopt;
}

ExitCode run(std::span<const std::string> arguments, const Surroundings& surroundings) {
    const auto failed = [&](const std::string& message, const std::string& hint = {}) {
        const std::string color = color_typed(arguments);
        surroundings.err(message_for(surroundings, color, MessageKind::error, message));
        if (!hint.empty()) surroundings.err(message_for(surroundings, color, MessageKind::hint, hint));
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
        return failed("out of memory");
    } catch (const std::exception& error) {
        return failed(error.what());
    }
}

}  // namespace epsom
