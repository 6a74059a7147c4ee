#include "log_lab.hpp"

#include <algorithm>

#include "epsom/render/text.hpp"
#include "epsom/text/text.hpp"
#include "session/arguments.hpp"
#include "session/labs.hpp"

namespace epsom {
namespace {

void declare_lab(Options& options, std::vector<std::string>& words, LabOptions& typed) {
    options.operands("NAME AMOUNT[UNIT] [DAY]", words)
        .offer({Offer::lab})
        .value("--range", typed.range, "LOW..HIGH", "The laboratory's own range, such as 15..150 or ..150")
        .value("--note", typed.note, "TEXT", "Attach a note");
}

/// The entries of the same value and day, as one would tell them apart.
std::string listed_values(const std::vector<Intake>& labs) {
    std::vector<std::string> parts;
    for (const Intake& lab : labs) parts.push_back(printable(spell_lab(lab)) + " (#" + std::to_string(lab.id) + ")");
    return joined(parts, ", ");
}

/// A name like this one, where the name is new: a slip of the finger would begin a series of its own.
std::string like_another(const std::string& name, const Store& store) {
    if (find_lab(name) != nullptr) return {};
    const auto logged = lab_names(store);
    std::vector<std::string_view> names{logged.begin(), logged.end()};
    for (const KnownLab& known : known_labs()) names.push_back(known.name);
    const auto same = [&name](std::string_view other) { return name_key(other) == name_key(name); };
    return std::ranges::any_of(names, same) ? "" : did_you_mean(name, names);
}

}  // namespace

void LogLab::options(Options& options) {
    declare_lab(options, words_, typed_);
    options.examples(
        "  epsom log lab ferritin 45ng/mL 2026-11-03 --range 15..150\n"
        "  epsom log lab 'vitamin d' 62 nmol/L yesterday\n"
        "  epsom log lab ferritin '<10ng/mL'\n"
        "  epsom log lab TSH 2.1mIU/L --range 0.4..4\n");
}

ExitCode LogLab::run(Context& context) {
    Store store = context.open_draft();
    auto lab = make_lab(words_, typed_, context.clock());
    if (!lab) return context.refuse(lab.error());
    const std::string meant = like_another(lab->what, store);
    const auto others = labs_in(store, {lab->day, lab->day}, lab->what);
    context.begin(store);
    Change change{store, context.clock().now};
    change.put(*lab);
    const std::string when = when_in_words(*lab, context.clock().zone);
    change.commit("log " + in_short(*lab) + ", " + when);
    if (!context.quiet())
        context.print("Logged " + in_words(*lab) + ", " + when + " (#" + std::to_string(lab->id) + ")\n");
    if (!others.empty()) context.warn("also logged that day: " + printable(lab->what) + " " + listed_values(others));
    if (!meant.empty()) context.warn(in_quotes(lab->what) + " is a new name; " + meant);
    return ExitCode::ok;
}

Result<Intake> read_lab_line(const std::vector<std::string>& words, const Clock& clock) {
    std::vector<std::string> operands;
    LabOptions typed;
    Options options;
    declare_lab(options, operands, typed);
    return read_operands(options, std::span{words}.subspan(1)).and_then([&](const auto& rest) {
        return make_lab(rest, typed, clock);
    });
}

void lab_edit_options(Options& options, LabEditAsked& asked) {
    options.value("--range", asked.range, "LOW..HIGH", "Correct range, or none (blood values only)")
        .value("--day", asked.day, "DAY", "Correct day of the blood draw (blood values only)");
}

std::optional<Error> apply(const LabEditAsked& asked, const std::optional<std::string>& amount, bool at, bool diary,
    Intake& entry, const Clock& clock) {
    const std::string number = std::to_string(entry.id);
    if (entry.kind != Taken::lab) {
        if (!asked.any()) return std::nullopt;
        return Error{std::string{asked.range ? "--range" : "--day"} + " applies only to blood values; #" + number +
                         " is " + in_quotes(in_short(entry)),
            "leave it out"};
    }
    if (at) {
        return Error{"#" + number + " is dated by its blood draw and has no time",
            "epsom log edit " + number + " --day " + spell_day(entry.day)};
    }
    if (diary) {
        return Error{"#" + number + " is a blood value and has no score, onset or night",
            "epsom log edit " + number + " --day " + spell_day(entry.day)};
    }
    return apply(LabEdit{amount, asked.range, asked.day}, entry, clock);
}

}  // namespace epsom
