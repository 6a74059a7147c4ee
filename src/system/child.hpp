#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace epsom {

/// What becomes of a program that has not ended in time, and of what it prints: it is killed, and prints where epsom
/// does; or it is left alone, and prints nowhere.
enum class Late { kill, leave };

struct Ending {
    int not_started = 0;  // errno
    bool in_time = false;
    int status = 0;  // of the exit, where it ended in time; -1 where a signal ended it
    [[nodiscard]] bool well() const { return not_started == 0 && in_time && status == 0; }
};

/// Starts the program `words.front()`, found in $PATH, and waits `patience` at most. `variables` are all that it has of
/// an environment.
Ending run_program(
    std::vector<std::string> words, std::vector<std::string> variables, std::chrono::seconds patience, Late late);
/// The environment of this process: `NAME=value`.
std::vector<std::string> environment_of_process();

}  // namespace epsom
