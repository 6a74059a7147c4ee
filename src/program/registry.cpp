#include "registry.hpp"

#include <array>

#include "commands/check.hpp"
#include "commands/check_next.hpp"
#include "commands/dose.hpp"
#include "commands/dose_change.hpp"
#include "commands/dose_elemental.hpp"
#include "commands/dose_find.hpp"
#include "commands/dose_ingredient.hpp"
#include "commands/dose_list.hpp"
#include "commands/dose_rule.hpp"
#include "commands/dose_set.hpp"
#include "commands/dose_show.hpp"
#include "commands/export.hpp"
#include "commands/import.hpp"
#include "commands/log.hpp"
#include "commands/log_complete.hpp"
#include "commands/log_diary.hpp"
#include "commands/log_edit.hpp"
#include "commands/log_lab.hpp"
#include "commands/log_list.hpp"
#include "commands/log_note.hpp"
#include "commands/log_remove.hpp"
#include "commands/log_skip.hpp"
#include "commands/profile.hpp"
#include "commands/report.hpp"
#include "commands/schema.hpp"
#include "commands/today.hpp"
#include "commands/undo.hpp"

namespace epsom {
namespace {

template <class Subcommand> constexpr CommandEntry entry(std::string_view path, std::string_view summary) {
    return {path, summary, []() -> std::unique_ptr<Command> { return std::make_unique<Subcommand>(); }};
}

constexpr std::array every_command{
    entry<Log>("log", "Log a supplement, medicine or food"),
    entry<LogList>("log list", "List entries"),
    entry<LogEdit>("log edit", "Change an entry"),
    entry<LogRemove>("log remove", "Remove entries"),
    entry<LogSkip>("log skip", "Mark a scheduled dose as skipped"),
    entry<LogComplete>("log complete", "Declare that all food or supplements of a day are logged"),
    entry<LogSymptom>("log symptom", "Rate a night from 0 to 10 (personal scale, not a validated one)"),
    entry<LogSleep>("log sleep", "Log hours of sleep"),
    entry<LogFactor>("log factor", "Log what may affect a night: caffeine, alcohol, exercise"),
    entry<LogNote>("log note", "Log a note in the diary"),
    entry<LogLab>("log lab", "Log a blood value with the laboratory's range"),
    entry<DoseList>("dose", "Define what you take: contents, schedule, supply"),
    entry<DoseAdd>("dose add", "Add a dose"),
    entry<DoseList>("dose list", "List doses; export a calendar or crontab"),
    entry<DoseShow>("dose show", "Show a dose"),
    entry<DoseEdit>("dose edit", "Change a dose's contents or limits"),
    entry<DoseRename>("dose rename", "Rename a dose"),
    entry<DoseSchedule>("dose schedule", "Change a dose's schedule"),
    entry<DosePause>("dose pause", "Pause a dose"),
    entry<DoseResume>("dose resume", "Resume a paused dose"),
    entry<DoseStock>("dose stock", "Set, refill or check the supply"),
    entry<DoseSet>("dose set", "Group doses that are logged together"),
    entry<DoseRefill>("dose refill", "Add a new bottle to the supply"),
    entry<DoseRemove>("dose remove", "Remove a dose and keep its history"),
    entry<DoseFind>("dose find", "Search doses, compounds, nutrients and foods"),
    entry<DoseRuleList>("dose rule", "Manage spacing rules for medicines and minerals"),
    entry<DoseRuleList>("dose rule list", "List your own rules, or the published rules for a name"),
    entry<DoseRuleAdd>("dose rule add", "Add a spacing rule"),
    entry<DoseRuleIgnore>("dose rule ignore", "Ignore all rules for a pair of products"),
    entry<DoseRuleRemove>("dose rule remove", "Remove one of your spacing rules"),
    entry<DoseIngredientList>("dose ingredient", "Manage ingredients of your own"),
    entry<DoseIngredientList>("dose ingredient list", "List ingredients of your own"),
    entry<DoseIngredientRename>("dose ingredient rename", "Rename an ingredient of your own"),
    entry<DoseElemental>("dose elemental", "Convert a compound to its elemental amount"),
    entry<Report>("report", "Compare intake with reference values"),
    entry<Check>("check", "Report what is due, missed, above the UL or running out"),
    entry<CheckNext>("check next", "Show the earliest time for the next dose, and why"),
    entry<TodayScreen>("today", "Show today on one screen"),
    entry<ProfileShow>("profile", "Show or change your profile"),
    entry<ProfileSet>("profile set", "Set birth date, sex, authority, day start, usual diet, personal targets"),
    entry<ProfileUnset>("profile unset", "Clear settings"),
    entry<ProfileStage>("profile stage", "Record dates of pregnancy or lactation"),
    entry<Import>("import", "Import data from other apps and devices"),
    entry<Export>("export", "Export or back up your data"),
    entry<Schema>("schema", "Print the JSON Schema of an output"),
    entry<Undo>("undo", "Undo the last change"),
    entry<Redo>("redo", "Redo the last undone change"),
};

}  // namespace

std::span<const CommandEntry> registry() { return every_command; }

const CommandEntry* find_command(std::string_view path) {
    const auto* const entry = std::ranges::find(every_command, path, &CommandEntry::path);
    return entry == every_command.end() ? nullptr : &*entry;
}

}  // namespace epsom
