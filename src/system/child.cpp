#include "child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <optional>
#include <thread>

extern char** environ;

namespace epsom {
namespace {

/// Empty when the child did not end in time.
std::optional<int> status_of(pid_t child, std::chrono::seconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    int status = 0;
    for (auto pause = std::chrono::milliseconds{1}; std::chrono::steady_clock::now() < end;
         pause = std::min(2 * pause, std::chrono::milliseconds{50})) {
        if (waitpid(child, &status, WNOHANG) == child) return status;
        std::this_thread::sleep_for(pause);
    }
    return std::nullopt;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

}  // namespace

Ending run_program(
    std::vector<std::string> words, std::vector<std::string> variables, std::chrono::seconds patience, Late late) {
    posix_spawn_file_actions_t silence;
    posix_spawn_file_actions_init(&silence);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&silence, stream, "/dev/null", O_RDWR, 0);
    pid_t child = 0;
    Ending ending;
    ending.not_started = posix_spawnp(&child, words.front().c_str(), late == Late::leave ? &silence : nullptr, nullptr,
        pointers_to(words).data(), pointers_to(variables).data());
    posix_spawn_file_actions_destroy(&silence);
    if (ending.not_started != 0) return ending;
    auto status = status_of(child, patience);
    ending.in_time = status.has_value();
    if (status) {
        ending.status = WIFEXITED(*status) ? WEXITSTATUS(*status) : -1;
    } else if (late == Late::kill) {
        kill(child, SIGKILL);
        int ignored = 0;
        while (waitpid(child, &ignored, 0) < 0 && errno == EINTR) {}
    }
    return ending;
}

std::vector<std::string> environment_of_process() {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
    return variables;
}

}  // namespace epsom
