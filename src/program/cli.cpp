#include "cli.hpp"

#include <algorithm>
#include <array>

#include "command_line.hpp"
#include "commands/today.hpp"
#include "completion.hpp"
#include "epsom/text/text.hpp"
#include "help.hpp"
#include "meant.hpp"
#include "session/screen.hpp"
#include "session/typed_line.hpp"

namespace epsom {
namespace {

constexpr std::string_view version_line = "epsom " EPSOM_VERSION "\n";

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
    const bool alone = word == arguments.back();
    if (hint.empty() && path == "dose" && alone) hint = typed_line(std::vector<std::string>{"dose", "show", word});
    const std::string message = names.empty()
                                    ? "unexpected argument " + in_quotes(word) + "; 'epsom " + path + "' takes none"
                                    : "unknown command " + in_quotes(path + " " + word);
    return {message, usable_hint(hint, "see 'epsom " + path + " --help'")};
}

class Program {
public:
    explicit Program(const Surroundings& surroundings) : surroundings_{surroundings} {}

    ExitCode run(std::span<const std::string> arguments);
    /// Says what the machine failed at.
    ExitCode fail(const std::string& message, const std::string& hint = {}) const;

private:
    /// `epsom help log list` is `epsom log list --help`.
    CommandLine read_line();
    /// Why the line cannot be run, with a line that can.
    [[nodiscard]] std::optional<Error> refusal(const CommandLine& line) const;
    [[nodiscard]] ExitCode without_command(const CommandLine& line) const;
    /// Today, or before the first entry how to begin.
    [[nodiscard]] ExitCode today_or_first_steps() const;
    void tell(MessageKind kind, std::string_view message) const {
        surroundings_.err(message_for(surroundings_, globals_.color, kind, message));
    }
    [[nodiscard]] ExitCode refuse(const Error& error) const;
    /// Of `path`, or of epsom itself where that is empty.
    [[nodiscard]] Error unknown_option(std::string_view path, const std::string& typed) const;
    [[nodiscard]] Result<Context> context() const;

    const Surroundings& surroundings_;
    std::vector<std::string> arguments_;
    GlobalOptions globals_;
};

ExitCode Program::fail(const std::string& message, const std::string& hint) const {
    tell(MessageKind::error, message);
    if (!hint.empty()) tell(MessageKind::hint, hint);
    return ExitCode::failure;
}

CommandLine Program::read_line() {
    CommandLine line = read_command_line(arguments_, globals_);
    if (line.entry != nullptr || line.at == arguments_.size() || arguments_[line.at] != "help") return line;
    arguments_.erase(arguments_.begin() + static_cast<std::ptrdiff_t>(line.at));
    arguments_.emplace_back("--help");
    return read_command_line(arguments_, globals_);
}

ExitCode Program::refuse(const Error& error) const {
    tell(MessageKind::error, error.message);
    if (!error.hint.empty()) tell(MessageKind::hint, error.hint);
    return ExitCode::usage;
}

Error Program::unknown_option(std::string_view path, const std::string& typed) const {
    std::string meant = option_meant(path, arguments_, typed);
    if (path.empty() && meant.empty()) {
        // epsom alone is 'epsom today', whose options it does not have.
        std::vector<std::string> today{"today"};
        today.insert(today.end(), arguments_.begin(), arguments_.end());
        GlobalOptions ignored;
        const Arguments read = read_command_line(today, ignored).arguments;
        if (!read.refusal && read.operands.empty()) meant = typed_line(today);
    }
    return {"unknown option " + in_quotes(typed), usable_hint(meant, "'epsom --help' lists all global options")};
}

std::optional<Error> Program::refusal(const CommandLine& line) const {
    const Arguments& read = line.arguments;
    if (line.entry == nullptr && line.at < arguments_.size()) {
        const std::string before = line.at == 0 ? "" : arguments_[line.at - 1];
        const std::string typed = before.substr(0, before.find('='));
        if (looks_like_option(typed) && line.options.find(typed) == nullptr) return unknown_option("", typed);
        return unknown_command(arguments_, line.at);
    }
    if (line.entry == nullptr) {
        if (!read.unknown.empty()) return unknown_option("", read.unknown.front());
        if (read.refusal) return Error{read.refusal->message, "'epsom --help' lists all global options"};
        if (!read.operands.empty()) {
            const auto at = std::ranges::find(arguments_, read.operands.front()) - arguments_.begin();
            return unknown_command(arguments_, static_cast<std::size_t>(at));
        }
        return std::nullopt;
    }
    if (read.refusal) {
        // "dose schedul calm --at 21:00": the misspelled name is reported before an option that only another command
        // has.
        if (!line.misspelled.empty()) return unexpected_argument(*line.entry, line.misspelled, arguments_);
        Error error = *read.refusal;
        for (const std::string& typed : read.unknown) {
            const auto meant = option_meant(line.entry->path, arguments_, typed);
            if (!meant.empty()) error = {"unknown option " + in_quotes(typed), meant};
        }
        error.hint = usable_hint(error.hint, "'epsom " + std::string{line.entry->path} + " --help' lists all options");
        return error;
    }
    if (has_typographic_quotes(read.operands)) {
        const std::string meant = straight_quotes(arguments_);
        return Error{
            "typographic quotes do not work in a shell", meant.empty() ? "straight quotes work: 'evening mag'" : meant};
    }
    return std::nullopt;
}

ExitCode Program::without_command(const CommandLine& line) const {
    if (globals_.version) {
        surroundings_.out(version_line);
        return ExitCode::ok;
    }
    if (globals_.help) {
        surroundings_.out(overview(line.options, help_width(screen_width(surroundings_))));
        return ExitCode::ok;
    }
    return today_or_first_steps();
}

ExitCode Program::today_or_first_steps() const {
    auto world = context();
    if (!world) return refuse(world.error());
    if (globals_.db) world->require_data_file();
    if (const auto shown = show_today_if_begun(*world)) return *shown;
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

ExitCode Program::run(std::span<const std::string> arguments) {
    arguments_.assign(arguments.begin(), arguments.end());
    CommandLine line = read_line();
    if (const auto error = refusal(line)) return refuse(*error);
    if (line.entry == nullptr) return without_command(line);
    if (globals_.version) {
        surroundings_.out(version_line);
        return ExitCode::ok;
    }
    if (globals_.help) {
        surroundings_.out(help_for(*line.entry, line.options, help_width(screen_width(surroundings_))));
        return ExitCode::ok;
    }
    auto& operands = line.arguments.operands;
    // "log rm 3" is a subcommand of another program; a dose called "rm" is logged with more than an entry's number, or
    // after "--".
    const auto is_number = [](const std::string& word) {
        return !word.empty() && (word.front() == '@' || is_digit(word.front()));
    };
    if (line.entry->path == "log" && !line.arguments.options_over && !operands.empty() &&
        std::all_of(operands.begin() + 1, operands.end(), is_number)) {
        if (const auto meant = subcommand_meant("log", arguments_, operands.front()); !meant.empty())
            return refuse({"unknown command " + in_quotes("log " + operands.front()), meant});
    }
    if (auto* target = line.options.operands().target) *target = std::move(operands);
    else if (!operands.empty()) return refuse(unexpected_argument(*line.entry, operands.front(), arguments_));
    auto world = context();
    if (!world) return refuse(world.error());
    try {
        const ExitCode code = line.command->run(*world);
        surroundings_.flush();
        return code;
    } catch (const std::exception& error) {
        if (!world->changed()) throw;
        // Status 3 alone means that nothing was saved, and the user would repeat the change.
        throw MachineError{error.what(), "the change was saved; do not repeat it"};
    }
}

}  // namespace

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
    Program program{surroundings};
    const auto answer = [&] {
        if (!arguments.empty() && arguments[0] == "__complete") return complete(arguments.subspan(1), surroundings);
        if (arguments.size() == 1 && arguments[0] == "--version") {
            surroundings.out(version_line);
            return ExitCode::ok;
        }
        return program.run(arguments);
    };
    try {
        const ExitCode code = answer();
        surroundings.flush();
        return code;
    } catch (const MachineError& error) {
        return program.fail(error.what(), error.hint());
    } catch (const std::bad_alloc&) {
        return program.fail("out of memory");
    } catch (const std::exception& error) {
        return program.fail(error.what());
    }
}

}  // namespace epsom
