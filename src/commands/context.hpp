#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/moment.hpp"
#include "epsom/render/record.hpp"
#include "epsom/render/text.hpp"
#include "epsom/store/store.hpp"
#include "missing_file.hpp"

namespace epsom {

/// 0 done; 1 `check` found something; 2 what was typed cannot be done; 3 a file or the machine failed.
enum class ExitCode { ok = 0, found = 1, usage = 2, failure = 3 };

/// The process's surroundings, handed in by main() and by tests.
struct Surroundings {
    std::function<std::optional<std::string>(const char*)> environment;  // empty: not set
    Write out;                 // standard output. May throw MachineError, as flush does
    Write err;                 // standard error
    std::function<void()> flush = [] {};  // what was printed leaves the program. Throws MachineError when it could not
    std::function<std::istream&()> in;  // standard input, which few commands read
    std::function<bool()> in_is_file = [] { return false; };  // no pipe or terminal, at which a read may wait
    Instant now{};
    Zone zone = Zone::fixed(seconds{0});
    bool zone_is_known = true;   // false where $TZ or the machine says none that can be read, and `zone` is UTC for want of better
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::optional<int> columns;  // of the terminal
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
    Context(Surroundings surroundings, const GlobalOptions& globals, Clock clock, DataFile data_file, std::vector<std::string> arguments);

    [[nodiscard]] const Clock& clock() const { return clock_; }
    [[nodiscard]] const Terminal& terminal() const { return terminal_; }
    [[nodiscard]] bool quiet() const { return quiet_; }
    [[nodiscard]] std::istream& in() const { return surroundings_.in(); }
    [[nodiscard]] bool in_is_file() const { return surroundings_.in_is_file(); }
    [[nodiscard]] const std::filesystem::path& data_file() const { return data_file_.path; }
    /// Cells of csv and tsv go into a pipe as they are; on a terminal, what it would obey is shown as printable() has it.
    [[nodiscard]] Write out(Format format = Format::text) const;
    [[nodiscard]] std::optional<std::string> environment(const char* name) const { return surroundings_.environment(name); }

    void print(std::string_view text) const { surroundings_.out(text); }
    /// Throws MachineError when what was printed so far cannot be written.
    void flush() const { surroundings_.flush(); }
    void error(std::string_view message) const;
    void warn(std::string_view message) const;
    void hint(std::string_view message) const;
    /// On a terminal: replaces the line that says how far a long task is; empty clears it.
    [[nodiscard]] bool shows_progress() const { return surroundings_.err_is_terminal && !quiet_; }
    void progress(std::string_view text) const { surroundings_.err("\r\x1b[K" + std::string{text}); }
    /// Says why and how to mend it, and answers with the status to return.
    ExitCode refuse(const Error& error) const;

    /// The line that was typed with another word in the place of `word`, for a hint; empty where no hint can offer it.
    [[nodiscard]] std::string retyped(std::string_view word, std::string_view replacement) const;

    /// The same with several words in the place of one.
    [[nodiscard]] std::string retyped(std::string_view word, const std::vector<std::string>& replacement) const;
    /// Throws MachineError when the data file was named and is not there; so does open() for reading.
    void require_data_file() const { require(data_file_); }
    /// Opens the data file and takes over the profile's day start. From then on the context stays where it is. Throws MachineError when a
    /// file that was named is not there and is only to be read.
    [[nodiscard]] Store open(Store::Access access);
    /// To change what is on file: like reading where there is no file, which none is made for.
    [[nodiscard]] Store open_existing();
    /// To add to what is on file, and for what may still be refused: without a file an empty store, until begin() makes the file.
    [[nodiscard]] Store open_draft();
    void begin(Store& draft);
    /// As it was when open() read it.
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
    bool quiet_;
    bool changed_ = false;
    bool drafting_ = false;
};

/// `epsom: error: …`, with control characters made harmless.
std::string error_line(std::string_view kind, std::string_view message);

}  // namespace epsom
