#include "frames.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <string>

namespace epsom {
namespace {

std::atomic<bool> ended = false, resized = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void end(int) { ended = true; }
void resize(int) { resized = true; }

/// Takes the signals that end a process, and that of a new size, for as long as it lives.
class Signals {
public:
    Signals() {
        ended = resized = false;
        for (std::size_t i = 0; i < ending.size(); ++i) take(ending[i], end, before_[i]);
        take(SIGWINCH, resize, before_.back());
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;
    ~Signals() {
        for (std::size_t i = 0; i < ending.size(); ++i) sigaction(ending[i], &before_[i], nullptr);
        sigaction(SIGWINCH, &before_.back(), nullptr);
    }

private:
    static constexpr std::array ending{SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    static void take(int signal, void (*handler)(int), struct sigaction& before) {
        struct sigaction action {};
        action.sa_handler = handler;
        sigaction(signal, &action, &before);
    }
    std::array<struct sigaction, ending.size() + 1> before_{};
};

/// What tells one state of a file from another: which file it is, its size and its last change.
struct FileState {
    ino_t file = 0;
    off_t size = 0;
    std::int64_t changed = 0;  // nanoseconds
    friend bool operator==(const FileState&, const FileState&) = default;
};

FileState state_of(const std::filesystem::path& path) {
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) return {};
#ifdef __APPLE__
    const timespec changed = status.st_mtimespec;
#else
    const timespec changed = status.st_mtim;
#endif
    constexpr std::int64_t second = 1'000'000'000;
    return {status.st_ino, status.st_size, changed.tv_sec * second + changed.tv_nsec};
}

/// The data file, and the log beside it that SQLite writes to first.
std::array<FileState, 2> states_of(const std::filesystem::path& data_file) {
    return {state_of(data_file), state_of(data_file.native() + "-wal")};
}

std::optional<winsize> terminal_size() {
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
        winsize size{};
        if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size;
    }
    return std::nullopt;
}

}  // namespace

std::optional<int> terminal_columns() {
    const auto size = terminal_size();
    return size ? std::optional<int>{size->ws_col} : std::nullopt;
}

std::optional<int> terminal_rows() {
    const auto size = terminal_size();
    return size && size->ws_row != 0 ? std::optional<int>{size->ws_row} : std::nullopt;
}

void each_frame(const std::filesystem::path& data_file, const std::function<void(const Frame&)>& draw) {
    using namespace std::chrono;
    constexpr milliseconds look_again{500};
    const Signals signals;
    while (!ended) {
        const auto now = system_clock::now();
        const auto before = states_of(data_file);
        resized = false;
        draw({floor<seconds>(now), terminal_columns(), terminal_rows()});
        const auto next_minute = floor<minutes>(now) + minutes{1};
        while (!ended && !resized && system_clock::now() < next_minute && states_of(data_file) == before)
            poll(nullptr, 0, static_cast<int>(look_again.count()));
    }
}

}  // namespace epsom
