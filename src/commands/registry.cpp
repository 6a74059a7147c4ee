#include <array>

#include "check.hpp"
#include "command.hpp"
#include "diary.hpp"
#include "dose.hpp"
#include "dose_change.hpp"
#include "dose_list.hpp"
#include "export.hpp"
#include "import.hpp"
#include "log.hpp"
#include "log_complete.hpp"
#include "log_edit.hpp"
#include "log_skip.hpp"
#include "profile.hpp"
#include "report.hpp"
#include "spacing.hpp"
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
    entry<LogSkip>("log skip", "Mark a scheduled dose as skipped"),
    entry<LogComplete>("log complete", "Declare that all food or supplements of a day are logged"),
    entry<LogSymptom>("log symptom", "Score a night 0 to 10: a personal diary number, not a validated severity scale"),
    entry<LogSleep>("log sleep", "Write down how long you slept"),
    entry<LogFactor>("log factor", "Write down what may matter for a night: caffeine, alcohol, exercise"),
    entry<DoseList>("dose", "Say what is taken, how much, when"),
    entry<DoseAdd>("dose add", "Add a dose"),
    entry<DoseList>("dose list", "List doses, also as calendar or crontab"),
    entry<DoseShow>("dose show", "Show a dose"),
    entry<DoseEdit>("dose edit", "Change what a dose holds"),
    entry<DoseRename>("dose rename", "Give a dose another name"),
    entry<DoseSchedule>("dose schedule", "Say when a dose is taken from now on"),
    entry<DosePause>("dose pause", "Stop a dose for a while"),
    entry<DoseResume>("dose resume", "Take up a paused dose again"),
    entry<DoseStock>("dose stock", "Count what is left, or ask whether it is enough"),
    entry<DoseRemove>("dose remove", "Remove a dose; its history stays"),
    entry<DoseFind>("dose find", "Search everything that can be logged"),
    entry<DoseRuleList>("dose rule", "Rules that keep medicines and minerals apart"),
    entry<DoseRuleList>("dose rule list", "List your own rules, or all that is known about a name"),
    entry<DoseRuleAdd>("dose rule add", "Keep two things apart by a rule of your own"),
    entry<DoseRuleIgnore>("dose rule ignore", "Ignore all rules for a pair of products"),
    entry<DoseRuleRemove>("dose rule remove", "Remove a rule of your own"),
    entry<DoseElemental>("dose elemental", "Work out the mineral in an amount of a compound"),
    entry<Report>("report", "Set each day against the reference intakes"),
    entry<Check>("check", "Say what is due, missed, too much or running out; silent when all is well"),
    entry<CheckNext>("check next", "Say when a dose is next fine, and why not before"),
    entry<ProfileShow>("profile", "Show or change what targets depend on"),
    entry<ProfileSet>("profile set", "Set birth date, sex, authority, day start, usual diet, own targets"),
    entry<ProfileUnset>("profile unset", "Forget settings"),
    entry<ProfileStage>("profile stage", "Record a pregnancy or lactation with its days"),
    entry<Import>("import", "Bring in other programs' files and other devices' exports"),
    entry<Export>("export", "Write everything out, or back it up"),
    entry<Undo>("undo", "Take back the last change"),
    entry<Redo>("redo", "Bring back what undo took back"),
};

}  // namespace

std::span<const CommandEntry> registry() { return commands; }

}  // namespace epsom
