#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iostream>

#include "commands/cli.hpp"

namespace {

using epsom::seconds;

/// The machine's zone, as TZ says; libc knows the rules.
seconds offset_at(epsom::Instant instant) {
    const std::time_t time = instant.time_since_epoch().count();
    std::tm local{};
    if (localtime_r(&time, &local) == nullptr) return seconds{0};
    return seconds{local.tm_gmtoff};
}

std::optional<int> terminal_columns() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
    return size.ws_col;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_DFL);  // systemd and others start programs with it ignored; `| head` still ends them quietly
    umask(S_IRWXG | S_IRWXO);  // what people take is nobody else's business
    std::string output;        // one write for most commands
    bool broken = false;
    const auto flush = [&] {
        for (std::string_view rest = output; !rest.empty() && !broken;) {
            const auto written = write(STDOUT_FILENO, rest.data(), rest.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) broken = true;
            else rest.remove_prefix(static_cast<std::size_t>(written));
        }
        output.clear();
    };
    epsom::Surroundings world;
    world.environment = [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value == nullptr ? std::nullopt : std::optional<std::string>{value};
    };
    world.out = [&](std::string_view text) {
        output += text;
        if (output.size() > (1U << 16)) flush();
    };
    world.err = [&](std::string_view text) {
        flush();  // what was printed before a warning also appears before it
        std::fwrite(text.data(), 1, text.size(), stderr);
    };
    world.in = &std::cin;
    world.now = std::chrono::floor<seconds>(std::chrono::system_clock::now());
    world.zone = epsom::Zone{offset_at};
    world.out_is_terminal = isatty(STDOUT_FILENO) == 1;
    world.err_is_terminal = isatty(STDERR_FILENO) == 1;
    world.columns = terminal_columns();

    const std::vector<std::string> arguments{argv + (argc > 0 ? 1 : 0), argv + argc};
    auto code = epsom::run(arguments, world);
    flush();
    if (broken) {
        std::fprintf(stderr, "epsom: error: the output could not be written: %s\n", std::strerror(errno));
        code = epsom::ExitCode::failure;
    }
    return static_cast<int>(code);
}
