#include "notify.hpp"

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "epsom/domain/text.hpp"

extern char** environ;

namespace epsom {

std::optional<std::string> notify(std::span<const Finding> findings, const std::function<std::optional<std::string>(const char*)>& environment) {
    std::string body;
    bool alert = false;
    for (const Finding& finding : findings) {
        alert = alert || finding.severity == Severity::alert;
        std::string line = printable(finding.subject) + ": " + printable(finding.message);
        // The notification may hold markup.
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
    std::vector<std::string> words{"notify-send", "--app-name=epsom", std::string{"--urgency="} + (alert ? "critical" : "normal"), "--", "epsom", body};
    std::vector<char*> arguments, surroundings;
    for (auto& word : words) arguments.push_back(word.data());
    for (auto& variable : variables) surroundings.push_back(variable.data());
    arguments.push_back(nullptr);
    surroundings.push_back(nullptr);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, "notify-send", nullptr, nullptr, arguments.data(), surroundings.data());
    if (failed != 0) return "notify-send could not be started: " + std::string{std::strerror(failed)};
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return "notify-send failed; is a desktop session running?";
    return std::nullopt;
}

}  // namespace epsom
