#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <istream>
#include <memory>
#include <streambuf>

#include "program/cli.hpp"
#include "system/frames.hpp"
#include "system/zone_name.hpp"

namespace {

using epsom::seconds;

/// The system's zone, or that of TZ; libc knows the rules.
seconds offset_at(epsom::Instant instant) {
    const std::time_t time = instant.time_since_epoch().count();
    std::tm local{};
    if (localtime_r(&time, &local) == nullptr) return seconds{0};
    return seconds{local.tm_gmtoff};
}

/// Whether `path` is a readable zone file. The C library treats everything else as UTC.
bool holds_a_zone(const std::filesystem::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return false;
    std::string bytes;
    struct stat status {};
    constexpr std::size_t most = std::size_t{1} << 20;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && static_cast<std::size_t>(status.st_size) <= most) {
        bytes.resize(static_cast<std::size_t>(status.st_size));
        const auto size = read(file, bytes.data(), bytes.size());
        bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    }
    close(file);
    return epsom::is_zone_file(bytes);
}

/// Whether the C library finds the zone of $TZ, or the system's own. A system without one uses UTC.
bool zone_is_known() {
    const char* tz = std::getenv("TZ");
    if (tz == nullptr) {
        struct stat status {};
        return lstat("/etc/localtime", &status) != 0 || holds_a_zone("/etc/localtime");
    }
    const char* directory = std::getenv("TZDIR");
    return epsom::says_a_zone(tz, [directory](std::string_view name) {
        const std::filesystem::path zones{directory == nullptr ? "/usr/share/zoneinfo" : directory};
        return holds_a_zone(zones / name);
    });
}

/// Standard output, written at once for most commands and after the data file is closed, so that a list in a pager does
/// not block logging. A failure is kept until it can be reported.
class StandardOutput {
public:
    void print(std::string_view text) {
        if (waiting_.size() + text.size() > most_) flush();
        // A long answer that grew by doubling would take, and touch for the first time, as much memory again.
        if (waiting_.size() + text.size() > short_) waiting_.reserve(most_);
        waiting_ += text;
    }
    void flush() {
        drain();
        if (failure_ != 0)
            throw epsom::MachineError{"cannot write to standard output: " + std::string{std::strerror(failure_)}};
    }
    void drain() {
        for (std::string_view rest = waiting_; !rest.empty() && failure_ == 0;) {
            const auto written = write(STDOUT_FILENO, rest.data(), rest.size());
            if (written >= 0) rest.remove_prefix(static_cast<std::size_t>(written));
            else if (errno != EINTR) failure_ = errno;
        }
        waiting_.clear();
    }

private:
    static constexpr std::size_t short_ = 1U << 12, most_ = 1U << 18;
    std::string waiting_;
    int failure_ = 0;
};

/// Standard input as a stream that says why a read failed, which the library's own does not.
class StandardInput : std::streambuf {
public:
    /// A read that fails throws MachineError, and is not taken for the end.
    StandardInput() { stream_.exceptions(std::ios_base::badbit); }
    std::istream& stream() { return stream_; }

private:
    int_type underflow() override {
        ssize_t count = 0;
        while ((count = read(STDIN_FILENO, buffer_.data(), buffer_.size())) < 0 && errno == EINTR) {}
        if (count < 0) throw epsom::MachineError{"cannot read standard input: " + std::string{std::strerror(errno)}};
        if (count == 0) return traits_type::eof();
        setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
        return traits_type::to_int_type(buffer_.front());
    }
    std::array<char, 1U << 16> buffer_;
    std::istream stream_{this};
};

/// Opens /dev/null for each closed standard stream: otherwise the next file opened would get its number, and what is
/// printed.
void hold_standard_streams() {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (fcntl(stream, F_GETFD) < 0)
            open("/dev/null", O_RDONLY);  // takes the lowest number; writing to it still fails
    }
}

/// Prevents core dumps, which would contain what people take. To Linux a limit of 1 also means none for a crash
/// reporter.
void leave_no_core() {
    rlimit core{};
    if (getrlimit(RLIMIT_CORE, &core) != 0) return;
    core.rlim_cur = std::min<rlim_t>(1, core.rlim_max);
    setrlimit(RLIMIT_CORE, &core);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_DFL);  // systemd starts programs with it ignored; `| head` must still end quietly
    umask(S_IRWXG | S_IRWXO);       // files are private
    hold_standard_streams();
    leave_no_core();
    StandardOutput output;
    epsom::Surroundings world;
    world.environment = [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value == nullptr ? std::nullopt : std::optional<std::string>{value};
    };
    world.out = [&](std::string_view text) { output.print(text); };
    world.err = [&](std::string_view text) {
        output.drain();  // what was printed before a warning also appears before it
        std::fwrite(text.data(), 1, text.size(), stderr);
    };
    world.flush = [&] { output.flush(); };
    std::unique_ptr<StandardInput> input;
    world.in = [&input]() -> std::istream& {
        if (!input) input = std::make_unique<StandardInput>();
        return input->stream();
    };
    world.in_is_file = [] {
        struct stat status {};
        return fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode);
    };
    world.now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
    world.zone_is_known = zone_is_known();
    world.zone = world.zone_is_known ? epsom::Zone{offset_at} : epsom::Zone::fixed(seconds{0});
    world.out_is_terminal = isatty(STDOUT_FILENO) == 1;
    world.err_is_terminal = isatty(STDERR_FILENO) == 1;
    world.columns = epsom::terminal_columns();
    world.each_frame = epsom::each_frame;

    const std::vector<std::string> arguments{argv + (argc > 0 ? 1 : 0), argv + argc};
    return static_cast<int>(epsom::run(arguments, world));
}
