#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <string>

#include "session/context.hpp"

namespace epsom {

/// The signal that asked the import to stop; 0 for none.
[[nodiscard]] int interrupted_by();
/// Asks the import to stop, so that it can roll back what it did.
void stop_soon(int signal);
/// Ends the process at once, while there is nothing to roll back: a read that waits for input cannot be stopped.
void stop_now(int signal);

/// Lets a handler take the signals that would end the process, while it lives.
class CatchInterrupt {
public:
    explicit CatchInterrupt(void (*handler)(int));
    CatchInterrupt(const CatchInterrupt&) = delete;
    CatchInterrupt& operator=(const CatchInterrupt&) = delete;
    ~CatchInterrupt();

private:
    static constexpr std::array endings{SIGHUP, SIGINT, SIGTERM};
    std::array<void (*)(int), endings.size()> before_{};
};

/// Thrown where the import is asked to stop.
struct Interrupted {};

/// How far a long task is: `importing [#####     ] 45 %, 12,345 records, 8,000 a second`; without the bar where nobody
/// knows how long it is (`size` 0).
struct Pace {
    std::uint64_t size = 0, passed = 0;  // bytes
    std::size_t records = 0;
    std::chrono::milliseconds since{};
    bool ascii = false;
};
std::string spell(const Pace& pace);

/// Says how far the import is: on a terminal, after half a second.
class Progress {
public:
    explicit Progress(const Context& context) : context_{context} {}
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();
    /// A file of `size` bytes follows; 0 where that is not known.
    void begin(std::uint64_t size);
    /// So many more bytes of it were read.
    void passed(std::size_t bytes) { pace_.passed += bytes; }
    /// `count` records were taken. Throws Interrupted.
    void at(std::size_t count);
    void reading(std::size_t bytes);

private:
    [[nodiscard]] bool is_time() const;
    void say(const std::string& text);

    const Context& context_;
    Pace pace_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point next_ = start_ + std::chrono::milliseconds{500};
};

}  // namespace epsom
