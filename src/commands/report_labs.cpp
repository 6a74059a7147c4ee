#include "report_labs.hpp"

#include <algorithm>

#include "epsom/render/labs.hpp"
#include "epsom/text/text.hpp"
#include "session/labs.hpp"
#include "session/periods.hpp"

namespace epsom {
namespace {

/// The name as the log or the program spells it; empty where neither knows it.
std::string known_name(const std::string& typed, std::span<const std::string> logged) {
    if (const KnownLab* known = find_lab(typed)) return std::string{known->name};
    const auto same = [&typed](const std::string& name) { return name_key(name) == name_key(typed); };
    const auto found = std::ranges::find_if(logged, same);
    return found == logged.end() ? "" : *found;
}

/// `ferritin, eGFR and 3 more`
std::string names_in(std::span<const Intake> labs) {
    std::vector<std::string> names;
    for (const Intake& lab : labs) {
        if (std::ranges::find(names, lab.what) == names.end()) names.push_back(lab.what);
    }
    constexpr std::size_t most = 3;
    const std::size_t more = names.size() > most ? names.size() - most : 0;
    names.resize(names.size() - more);
    return printable(joined(names, ", ")) + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

}  // namespace

Result<LabsAsked> read_labs_words(const std::vector<std::string>& words, const Context& context, const Store& store) {
    if (words.empty() || read_entry_range(joined(words), context, store)) return LabsAsked{"", words};
    const auto logged = lab_names(store);
    for (std::size_t size = words.size(); size > 0; --size) {
        const std::string name = known_name(joined(std::span{words}.first(size)), logged);
        if (!name.empty()) return LabsAsked{name, {words.begin() + static_cast<std::ptrdiff_t>(size), words.end()}};
    }
    std::vector<std::string_view> names{logged.begin(), logged.end()};
    for (const KnownLab& known : known_labs()) names.push_back(known.name);
    const std::string meant = did_you_mean(words.front(), names);
    return Error{in_quotes(joined(words)) + " is neither a blood value in the log nor a period",
        meant.empty() ? "for all of them: epsom report labs" : meant};
}

ExitCode report_labs(const Context& context, const Store& store, const std::string& name,
    const std::optional<std::string>& unit, DayRange range, Format format, const Write& write) {
    LabReport report{range, name, unit.value_or(""), {}};
    const auto labs = labs_in(store, range, name);
    if (unit) {
        if (trim(*unit).empty()) return context.refuse({"empty unit", "epsom report labs ferritin --unit mcg/L"});
        const auto others = [&](const Intake& lab) { return name_key(lab.what) != name_key(labs.front().what); };
        if (name.empty() && std::ranges::any_of(labs, others)) {
            return context.refuse({"--unit requires one blood value; this report has " + names_in(labs),
                context.retyped("labs", {"labs", labs.front().what})});
        }
        const std::string value = !name.empty() || labs.empty() ? name : labs.front().what;
        if (const auto error = refuse_unit(value, *unit)) return context.refuse(*error);
        if (const KnownLab* known = find_lab(value)) report.unit = find_unit(*known, *unit)->name;
    }
    for (const Intake& lab : labs) {
        LabRow& row = report.rows.emplace_back(LabRow{lab, {}});
        if (!unit) continue;
        const auto converted = convert(lab, report.unit);
        if (!converted) return context.refuse(converted.error());
        row.converted = *converted;
    }
    if (format == Format::text) {
        write(labs_page(context.terminal(), report));
        return ExitCode::ok;
    }
    const auto writer = record_writer(format, write);
    writer->begin({{"schema", "epsom/report-labs/1"}, {"generated_at", spell_moment(context.clock().moment())},
                      {"from", spell_day(range.from)}, {"to", spell_day(range.to)}},
        lab_columns());
    for (const LabRow& row : report.rows) writer->row(lab_record(row, report.unit));
    writer->end({});
    return ExitCode::ok;
}

}  // namespace epsom
