#include <algorithm>
#include <map>
#include <vector>

#include "epsom/render/schedule.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// A job is one line; to cron a bare percent sign ends the command, and what follows is its input.
std::string for_cron(std::string_view command) {
    std::string result;
    for (const char c : command) {
        if (c == '%') result += '\\';
        result += c == '\n' || c == '\r' || c == '\0' ? ' ' : c;
    }
    return result;
}

bool is_over(const Plan& plan, std::size_t index, Day today) {
    const Schedule& schedule = plan.schedules[index];
    const bool replaced = index + 1 < plan.schedules.size() && plan.schedules[index + 1].from <= today;
    return replaced || (schedule.until && *schedule.until < today);
}

/// Names that share a line, each once.
using NameList = std::vector<std::string>;

void add(NameList& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

std::string in_line(const NameList& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + printable(name);
    return text;
}

}  // namespace

std::vector<std::string> not_known_ahead(std::span<const Dose> doses, const Clock& clock) {
    NameList names;
    for (const auto& dose : doses) {
        for (std::size_t i = 0; i < dose.plan.schedules.size(); ++i) {
            if (follows_log(dose.plan.schedules[i].rule) && !is_over(dose.plan, i, clock.today()))
                add(names, dose.name);
        }
    }
    return names;
}

std::string crontab(
    std::span<const Dose> doses, const Clock& clock, std::string_view command, std::string_view program) {
    std::map<minutes, NameList> at;
    const NameList after_intakes = not_known_ahead(doses, clock);
    for (const auto& dose : doses) {
        for (std::size_t i = 0; i < dose.plan.schedules.size(); ++i) {
            if (is_over(dose.plan, i, clock.today())) continue;
            const Schedule& schedule = dose.plan.schedules[i];
            if (follows_log(schedule.rule)) continue;
            for (const auto& slot : schedule.times) add(at[slot.time], dose.name);
        }
    }

    std::string text =
        "# Reminders for epsom doses. Each line runs every day. It prints nothing while nothing is due, so cron sends "
        "no mail.\n"
        "# After a change of schedule, replace these lines: " +
        printable(program) +
        " dose list --format crontab\n"
        "# m h dom mon dow command\n";
    const std::string run = " * * * " + for_cron(command) + "\n";
    for (const auto& [time, names] : at) {
        text += "# " + in_line(names) + "\n";
        text += std::to_string(time.count() % 60) + " " + std::to_string(time.count() / 60) + run;
    }
    if (!after_intakes.empty()) {
        text += "# " + in_line(after_intakes) +
                ": due at times that depend on the log; checked every 5 minutes\n*/5 *" + run;
    }
    if (at.empty() && after_intakes.empty()) text += "# no dose has a scheduled time\n";
    return text;
}

}  // namespace epsom
