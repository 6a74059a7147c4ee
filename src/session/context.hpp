#pragma once

// session: what commands stand on: the context of a run, options, names, and what several of them read or say.
// It stands on all rooms below. Here the store, the tables and the domain meet: it fetches, the domain decides.
// Never here: a subcommand, its summary, its examples.

#include <filesystem>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/time/moment.hpp"
#include "epsom/render/format.hpp"
#include "epsom/render/message.hpp"
#include "epsom/render/text.hpp"
#include "epsom/store/store.hpp"
#include "missing_file.hpp"
#include "system/frames.hpp"

namespace epsom {

/// 0 done; 1 `check` found something; 2 what was typed cannot be done; 3 a file or the machine failed.
enum class ExitCode { ok = 0, found = 1, usage = 2, failure = 3 };

/// The process's surroundings, handed in by main() and by tests.
struct Surroundings {
    std::function<std::optional<std::string>(const char*)> environment;  // empty: not set
    Write out;                            // standard output. May throw MachineError, as flush does
    Write err;                            // standard error
    std::function<void()> flush = [] {};  // what was printed leaves the program. Throws MachineError when it could not
    std::function<std::istream&()> in;    // standard input, which few commands read
    std::function<bool()> in_is_file = [] { return false; };  // no pipe or terminal, at which a read may wait
    Instant now{};
    Zone zone = Zone::fixed(seconds{0});
    bool zone_is_known = true;  // false: $TZ or the machine names no readable zone, and `zone` is UTC
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::optional<int> columns;  // of the terminal, whichever of the two it is
    /// As each_frame() of the system.
    std::function<void(const std::filesystem::path& data_file, const std::function<void(const Frame&)>& draw)>
        each_frame = {};
};

/// What every command takes.
struct GlobalOptions {
    std::optional<std::string> db;
    std::string color = "auto";
    bool ascii = false;
    bool quiet = false;
    bool help = false;
    bool version = false;
};

/// What a command may use of the world.
class Context {
public:
    Context(Surroundings surroundings, const GlobalOptions& globals, Clock clock, DataFile data_file,
        std::vector<std::string> arguments);

    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] const Terminal& terminal() const { return terminal_; }
    [[nodiscard]] bool quiet() const { return quiet_; }
    [[nodiscard]] std::istream& in() const { return surroundings_.in(); }
    [[nodiscard]] bool in_is_file() const { return surroundings_.in_is_file(); }
    [[nodiscard]] const std::filesystem::path& data_file() const { return data_file_.path; }
    /// Cells of csv and tsv go into a pipe as they are; on a terminal, what it would obey is shown as printable() has
    /// it.
    [[nodiscard]] Write out(Format format = Format::text) const;
    [[nodiscard]] std::optional<std::string> environment(const char* name) const {
        return surroundings_.environment(name);
    }

    [[nodiscard]] bool out_is_terminal() const { return surroundings_.out_is_terminal; }
    /// Calls `draw` with what is left of the terminal's rows, each time with the present as it is then, until the
    /// process is told to end. $EPSOM_NOW holds all the time.
    void each_frame(const std::function<void(std::optional<int> rows)>& draw);

    void print(std::string_view text) const { surroundings_.out(text); }
    /// Throws MachineError when what was printed so far cannot be written.
    void flush() const { surroundings_.flush(); }
    void error(std::string_view message) const;
    void warn(std::string_view message) const;
    void hint(std::string_view message) const;
    /// On a terminal: replaces the line that says how far a long task is; empty clears it.
    [[nodiscard]] bool shows_progress() const { return surroundings_.err_is_terminal && !quiet_; }
    void progress(std::string_view text) const { surroundings_.err("\r\x1b[K" + std::string{text}); }
    /// Reports the error with its hint and returns the exit status.
    ExitCode refuse(const Error& error) const;

    /// The line as typed with `word` replaced, for a hint; empty where no hint can offer it.
    [[nodiscard]] std::string retyped(std::string_view word, std::string_view replacement) const;
    /// `word` replaced by several words.
    [[nodiscard]] std::string retyped(std::string_view word, const std::vector<std::string>& replacement) const;
    /// The line as typed with `option` at its end; empty where no hint can offer it.
    [[nodiscard]] std::string retyped_with(std::string_view option) const;
    /// The same surroundings with another data file, which --db named; nothing of it is read yet.
    [[nodiscard]] Context with_file(const std::string& file) const;
    /// Throws MachineError when the data file was named and is not there; so does open() for reading.
    void require_data_file() const { require(data_file_); }
    /// Opens the data file and applies the profile's day start. The context must not be moved afterwards. Throws
    /// MachineError when a named file is missing and is only to be read.
    [[nodiscard]] Store open(Store::Access access);
    /// Opens the data file to change entries in it. A missing file is not created.
    [[nodiscard]] Store open_existing();
    /// Opens the data file to add to it. Where there is none, the store is in memory until begin() creates the file.
    [[nodiscard]] Store open_draft();
    void begin(Store& draft);
    /// The profile, as it was when open() read it.
    [[nodiscard]] const Profile& profile() const { return profile_; }
    /// Whether a store that open() gave has been changed.
    [[nodiscard]] bool changed() const { return changed_; }

private:
    Surroundings surroundings_;
    Clock clock_;
    Profile profile_;
    DataFile data_file_;
    std::vector<std::string> arguments_;  // as they were typed
    Terminal terminal_;
    std::string color_;  // the value of --color
    bool quiet_;
    bool changed_ = false;
    bool drafting_ = false;
};

/// A line for standard error: plain into a pipe, wrapped and coloured on a terminal. `color` is the value of --color.
std::string message_for(
    const Surroundings& surroundings, std::string_view color, MessageKind kind, std::string_view message);

}  // namespace epsom
