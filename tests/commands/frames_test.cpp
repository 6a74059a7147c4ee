// What a screen that is kept up to date is drawn for, in a process of its own.

#include <sys/wait.h>
#include <unistd.h>

#include <poll.h>
#include <csignal>

#include "commands/command_line.hpp"
#include "system/frames.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// Whether a picture was drawn within ten seconds.
bool is_drawn(int pipe) {
    pollfd waiting{pipe, POLLIN, 0};
    char drawn = 0;
    return poll(&waiting, 1, 10'000) == 1 && read(pipe, &drawn, 1) == 1;
}

}  // namespace

TEST_CASE("a picture is drawn at once, when the data file changes, when its log does, and when the window does") {
    for (const int end : {SIGINT, SIGTERM, SIGHUP}) {
        const TemporaryDirectory directory;
        const fs::path file = directory / "epsom.db";
        write_file(file, "one");
        std::array<int, 2> ends{};
        REQUIRE(pipe(ends.data()) == 0);
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            each_frame(file, [&ends](const Frame&) { std::ignore = write(ends[1], "x", 1); });
            _exit(0);  // it came back: what was there before could be restored
        }
        CHECK(is_drawn(ends[0]));
        write_file(file, "another");
        CHECK(is_drawn(ends[0]));
        write_file(directory / "epsom.db-wal", "more");
        CHECK(is_drawn(ends[0]));
        kill(child, SIGWINCH);
        CHECK(is_drawn(ends[0]));
        kill(child, end);
        int status = -1;
        CHECK(waitpid(child, &status, 0) == child);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
        close(ends[0]);
        close(ends[1]);
    }
}
