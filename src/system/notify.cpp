#include "notify.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <vector>

#include "child.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::chrono::seconds patience{4};

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
    std::vector<std::string> variables = environment_of_process();
    if (!environment("DBUS_SESSION_BUS_ADDRESS")) {
        const std::string bus = "/run/user/" + std::to_string(getuid()) + "/bus";
        struct stat status {};
        if (stat(bus.c_str(), &status) == 0) variables.push_back("DBUS_SESSION_BUS_ADDRESS=unix:path=" + bus);
    }
    const Ending ending =
        run_program({"notify-send", "--app-name=epsom", std::string{"--urgency="} + (alert ? "critical" : "normal"),
                        "--", "epsom", body},
            variables, patience, Late::kill);
    if (ending.not_started != 0) return "cannot start notify-send: " + std::string{std::strerror(ending.not_started)};
    if (!ending.in_time) return "notify-send timed out after " + std::to_string(patience.count()) + " s";
    if (!ending.well()) return "notify-send failed; is a desktop session running?";
    return std::nullopt;
}

}  // namespace epsom
