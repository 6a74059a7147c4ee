// paired RUNS LABEL GOAL -- COMMAND... -- FLOOR...: runs the two in turn and prints the ratio of their medians, with the peak
// memory of the first. Whole processes, warm; their output goes nowhere.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

extern char** environ;

namespace {

struct Run {
    double milliseconds;
    long kilobytes;
};

Run run(std::vector<char*> command) {
    command.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const auto start = std::chrono::steady_clock::now();
    pid_t child = 0;
    if (posix_spawnp(&child, command[0], &actions, nullptr, command.data(), environ) != 0) {
        std::fprintf(stderr, "paired: %s cannot be started\n", command[0]);
        std::exit(2);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) {
        std::fprintf(stderr, "paired: %s failed\n", command[0]);
        std::exit(2);
    }
    return {took.count(), usage.ru_maxrss};
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    const auto separator = [&](int from) {
        while (from < argc && std::strcmp(argv[from], "--") != 0) ++from;
        return from;
    };
    const int first = separator(1);
    const int second = separator(first + 1);
    if (first != 4 || second >= argc) {
        std::fprintf(stderr, "usage: paired RUNS LABEL GOAL -- COMMAND... -- FLOOR...\n");
        return 2;
    }
    const std::vector<char*> command{argv + first + 1, argv + second};
    const std::vector<char*> floor{argv + second + 1, argv + argc};
    const int runs = std::atoi(argv[1]);
    std::vector<double> ours, theirs;
    long memory = 0;
    for (int i = -3; i < runs; ++i) {
        const Run a = run(command);
        const Run b = run(floor);
        if (i < 0) continue;  // warm-up
        ours.push_back(a.milliseconds);
        theirs.push_back(b.milliseconds);
        memory = std::max(memory, a.kilobytes);
    }
    std::printf("%-34s %8.2f ms %8.2f ms   x %4.2f  (goal %s)  %5.1f MB\n", argv[2], median(ours), median(theirs), median(ours) / median(theirs),
                argv[3], static_cast<double>(memory) / 1024.0);
    return 0;
}
