#include "notify.hpp"

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <vector>

#include "epsom/text/text.hpp"

extern char** environ;

namespace epsom {
namespace {

constexpr std::chrono::seconds patience{4};

/// The exit status; empty when the child timed out and was killed.
std::optional<int> status_of(pid_t child) {
    const auto end = std::chrono::steady_clock::now() + patience;
    int status = 0;
    for (auto pause = std::chrono::milliseconds{1}; std::chrono::steady_clock::now() < end;
         pause = std::min(2 * pause, std::chrono::milliseconds{50})) {
        if (waitpid(child, &status, WNOHANG) == child) return status;
        std::this_thread::sleep_for(pause);
    }
    kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return std::nullopt;
}

}  // namespace

std::optional<std::string> notify(
    std::span<const Finding> findings, const std::function<std::optional<std::string>(const char*)>& environment) {
    std::string body;
    bool alert = false;
    for (const Finding& finding : findings) {
        alert = alert || finding.severity == Severity::alert;
        std::string line = printable(finding.subject) + ": " + printable(finding.message);
        // The notification is read as markup.
        for (std::size_t at = 0; (at = line.find_first_of("&<>", at)) != std::string::npos;) {
            const std::string_view escaped = line[at] == '&' ? "&amp;" : line[at] == '<' ? "&lt;" : "&gt;";
            line.replace(at, 1, escaped);
            at += escaped.size();
        }
        body += (body.empty() ? "" : "\n") + line;
    }
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);
    if (!environment("DBUS_SESSION_BUS_ADDRESS")) {
        const std::string bus = "/run/user/" + std::to_string(getuid()) + "/bus";
        struct stat status {};
        if (stat(bus.c_str(), &status) == 0) variables.push_back("DBUS_SESSION_BUS_ADDRESS=unix:path=" + bus);
    }
    std::vector<std::string> words{"notify-send", "--app-name=epsom",
        std::string{"--urgency="} + (alert ? "critical" : "normal"), "--", "epsom", body};
    std::vector<char*> arguments, surroundings;
    for (auto& word : words) arguments.push_back(word.data());
    for (auto& variable : variables) surroundings.push_back(variable.data());
    arguments.push_back(nullptr);
    surroundings.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, "notify-send", nullptr, nullptr, arguments.data(), surroundings.data());
    if (failed != 0) return "cannot start notify-send: " + std::string{std::strerror(failed)};
    const auto status = status_of(child);
    if (!status) return "notify-send timed out after " + std::to_string(patience.count()) + " s";
    if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0) return "notify-send failed; is a desktop session running?";
    return std::nullopt;
}

}  // namespace epsom
