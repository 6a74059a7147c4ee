#include "open_file.hpp"

#include <cerrno>
#include <cstring>

#include "child.hpp"

namespace epsom {
namespace {

#ifdef __APPLE__
constexpr const char* opener = "open";
#else
constexpr const char* opener = "xdg-open";
#endif

}  // namespace

std::optional<std::string> open_file(const std::filesystem::path& file) {
    // An absolute path is never taken for an option.
    const Ending ending = run_program({opener, std::filesystem::absolute(file).string()}, environment_of_process(),
        std::chrono::seconds{4}, Late::leave);
    const std::string program{opener};
    if (ending.not_started == ENOENT) return program + " is not installed";
    if (ending.not_started != 0) return "cannot start " + program + ": " + std::strerror(ending.not_started);
    // Some browsers stay in the foreground.
    if (ending.in_time && ending.status != 0) return program + " failed; is a desktop session running?";
    return std::nullopt;
}

}  // namespace epsom
