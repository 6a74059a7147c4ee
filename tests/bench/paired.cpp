// paired RUNS LABEL GOAL -- COMMAND... -- FLOOR...: runs the two in turn and prints the medians of their wall times,
// the ratio of these, the ratio of the processor times, and the peak memory of the first. Without a FLOOR (and GOAL "")
// the first alone. Whole processes, warm; their output goes nowhere. On a busy machine the processor times tell more.
//
// `{}` in an argument becomes the number of the run, from 1: `log calm {}d ago` logs on days that are all as full as
// the file has them, and not on one that gets fuller.

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
#include <string>
#include <vector>

extern char** environ;

namespace {

using Command = std::vector<char*>;

std::string in_run(std::string argument, int number) {
    const auto place = argument.find("{}");
    return place == std::string::npos ? argument : argument.replace(place, 2, std::to_string(number));
}

/// Milliseconds of each run, and the peak of all.
struct Timings {
    std::vector<double> wall, processor;
    long kilobytes = 0;
};

void run(const Command& words, int number, Timings& timings) {
    std::vector<std::string> arguments;
    for (const char* word : words) arguments.push_back(in_run(word, number));
    std::vector<char*> command;
    for (std::string& argument : arguments) command.push_back(argument.data());
    command.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
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
    const auto milliseconds = [](const timeval& time) {
        return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
    };
    timings.wall.push_back(took.count());
    timings.processor.push_back(milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime));
    timings.kilobytes = std::max(timings.kilobytes, usage.ru_maxrss);
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    const auto separator = [&](int from) {
        while (from < argc && std::strcmp(argv[from], "--") != 0) ++from;
        return std::min(from, argc);
    };
    const int first = separator(1);
    const int second = separator(first + 1);
    if (first != 4 || second < first + 2 || second == argc - 1) {
        std::fprintf(stderr, "usage: paired RUNS LABEL GOAL -- COMMAND... [-- FLOOR...]\n");
        return 2;
    }
    const Command command{argv + first + 1, argv + second};
    const Command floor{argv + std::min(second + 1, argc), argv + argc};
    const int runs = std::atoi(argv[1]);
    Timings warm, ours, theirs;
    const int warming = runs > 3 ? 3 : 0;
    for (int i = 1; i <= warming + runs; ++i) {
        run(command, i, i <= warming ? warm : ours);
        if (!floor.empty()) run(floor, i, i <= warming ? warm : theirs);
    }
    const double megabytes = static_cast<double>(ours.kilobytes) / 1024.0;
    if (floor.empty()) {
        std::printf("%-38s %9.2f ms %35s %6.1f MB\n", argv[2], median(ours.wall), "", megabytes);
    } else {
        const std::string goal = *argv[3] == '\0' ? "" : std::string{"("} + argv[3] + ")";
        std::printf("%-38s %9.2f ms %9.2f ms %6.2f %-6s %6.2f %6.1f MB\n", argv[2], median(ours.wall),
            median(theirs.wall), median(ours.wall) / median(theirs.wall), goal.c_str(),
            median(ours.processor) / median(theirs.processor), megabytes);
    }
    return 0;
}
