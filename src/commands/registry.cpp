#include <array>

#include "command.hpp"
#include "log.hpp"
#include "log_edit.hpp"
#include "profile.hpp"
#include "report.hpp"
#include "undo.hpp"

namespace epsom {
namespace {

template <class Subcommand>
constexpr CommandEntry entry(std::string_view path, std::string_view summary) {
    return {path, summary, []() -> std::unique_ptr<Command> { return std::make_unique<Subcommand>(); }};
}

constexpr std::array commands{
    entry<Log>("log", "Record what you took"),
    entry<LogList>("log list", "List entries"),
    entry<LogEdit>("log edit", "Change an entry"),
    entry<LogRemove>("log remove", "Remove entries"),
    entry<Report>("report", "Set each day against the reference intakes"),
    entry<ProfileShow>("profile", "Show or change what targets depend on"),
    entry<ProfileSet>("profile set", "Set birth date, sex, authority, day start, usual diet, own targets"),
    entry<ProfileUnset>("profile unset", "Forget settings"),
    entry<ProfileStage>("profile stage", "Record a pregnancy or lactation with its days"),
    entry<Undo>("undo", "Take back the last change"),
    entry<Redo>("redo", "Bring back what undo took back"),
};

}  // namespace

std::span<const CommandEntry> registry() { return commands; }

}  // namespace epsom
