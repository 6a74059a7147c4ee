// What MedTimer's events mean. It has no field for a strength: the name or the amount contains it, if anything.

#include <algorithm>

#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "medtimer.hpp"

namespace epsom::exchange {

std::string_view without_cycle(std::string_view name) {
    name = trim(name);
    const auto open = name.rfind(" (");
    if (open == std::string_view::npos || !name.ends_with(')')) return name;
    const std::string_view inside = name.substr(open + 2, name.size() - open - 3);
    const auto slash = inside.find('/');
    const auto is_number = [](std::string_view text) {
        return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, is_digit);
    };
    if (slash == std::string_view::npos || !is_number(inside.substr(0, slash)) || !is_number(inside.substr(slash + 1)))
        return name;
    return trim(name.substr(0, open));
}

std::string Events::called(std::string_view name) {
    const std::string plain = with_plain_blanks(name);
    if (medicines_.contains(name_key(plain)) || out_.names.find(plain).dose != nullptr) return plain;
    return std::string{without_cycle(plain)};
}

Result<bool> Events::fill(const TakenEvent& event, Intake& intake) {
    const NameBook::Found named = out_.names.find(event.name);
    const bool unknown = has_no_number(event.amount);
    const auto take_dose = [&](std::optional<Count> servings, std::optional<Amount> taken) -> Result<bool> {
        auto made = make_intake(*named.dose, servings, taken, Count{1}, {});
        if (!made) return made.error();
        made->moment = intake.moment;
        made->day = intake.day;
        intake = std::move(*made);
        return true;
    };
    if (named.dose != nullptr && unknown) {
        ++without_number_[event.name];
        auto taken = take_dose(Count{1}, std::nullopt);
        for (Content& content : intake.contents) content.amount.reset();
        return taken;
    }
    if (named.dose != nullptr && named.dose->contents.empty()) {
        const auto amount = read_medicine_amount(event.amount, Nutrient::magnesium);
        if (amount && amount->nothing) return false;
        const bool counts = amount && !amount->mass && named.dose->serving.count == Count{1};
        return take_dose(counts ? amount->count : Count{1}, std::nullopt);
    }
    if (named.dose != nullptr) {
        // The user has said what it contains.
        const auto amount = read_medicine_amount(event.amount, named.dose->contents.front().nutrient);
        if (!amount) return amount.error();
        if (amount->nothing) return false;
        const Serving& serving = named.dose->serving;
        if (!amount->mass && amount->unit.empty() && serving.count != Count{1}) {
            return Error{in_quotes(event.amount) + " could be servings or " + serving.unit,
                "use '" + spell(amount->count) + " " + serving.unit + "'"};
        }
        // A medicine of the file whose pieces have no name is counted in them, whatever an event calls them.
        const bool in_pieces = serving == Serving{} && medicines_.contains(name_key(event.name));
        const bool own_unit = amount->unit.empty() || in_pieces;
        return take_dose(std::nullopt, amount->mass
                                           ? Amount{*amount->mass}
                                           : Amount{Units{amount->count, own_unit ? serving.unit : amount->unit}});
    }
    const auto medicine = read_medicine(event.name, out_.names);
    if (!medicine) return medicine.error();
    if (!medicine->nutrient) {
        const auto amount = read_medicine_amount(event.amount, Nutrient::magnesium);
        if (amount && amount->nothing) return false;
        ++without_nutrients_[event.name];
        return true;
    }
    if (unknown) {
        ++without_number_[event.name];
        put_contents(*medicine, std::nullopt, intake);
        return true;
    }
    const auto amount = read_medicine_amount(event.amount, *medicine->nutrient);
    if (!amount) return amount.error();
    if (amount->nothing) return false;
    const NutrientInfo& nutrient = info(*medicine->nutrient);
    const auto total = mass_of(*amount, *medicine);
    // A herb without a strength was taken all the same.
    if (!total && nutrient.is_nutrient()) {
        return Error{"unknown amount of " + std::string{nutrient.key} + " in " + in_quotes(event.amount) + " of " +
                         in_quotes(event.name),
            "put the strength in " + std::string{program_} +
                "'s name or dosage, such as '200 mg', or add a dose of this name"};
    }
    if (total > largest_mass)
        return Error{
            in_quotes(event.amount) + " of " + in_quotes(event.name) + " is more than 1 kg", "check the amount"};
    intake.servings = amount->count;
    intake.unit = amount->unit;
    put_contents(*medicine, total, intake);
    return true;
}

void Events::take(TakenEvent event) {
    const auto placed =
        event.offset ? out_.timeline.place(Moment{event.at, *event.offset}) : out_.timeline.place(event.at);
    if (!placed) return out_.refuse(event.line, event.column, placed.error());
    const std::string as_written = event.name;
    event.name = called(event.name);
    if (event.name.empty()) return out_.refuse(event.line, event.column, {"missing medicine name"});
    ImportedEntry entry{.origin = std::string{program_}, .line = event.line};
    entry.intake.moment = placed->moment;
    entry.intake.day = placed->day;
    entry.intake.what = event.name;
    entry.intake.kind = Taken::dose;
    const auto taken = fill(event, entry.intake);
    if (!taken) return out_.refuse(event.line, event.column, taken.error());
    const bool zero =
        std::ranges::any_of(entry.intake.contents, [](const Content& content) { return content.amount == Mass{}; });
    if (!*taken || zero) {
        out_.leave_out_zero();
        return;
    }
    entry.intake.note = std::move(event.note);
    const std::string identity =
        std::to_string(event.at.time_since_epoch().count()) + "\n" + as_written + "\n" + event.amount;
    out_.entry(std::move(entry), identity);
}

void Events::name(const Names& names, std::string_view how) {
    if (names.empty()) return;
    std::size_t events = 0;
    std::string list;
    for (const auto& [name, count] : names) {
        constexpr std::size_t longest = 200;
        if (list.size() < longest) list += (events > 0 ? ", " : "") + in_quotes(name);
        events += count;
    }
    out_.note(Delivery::counted(events, "dose", "doses") + " imported " + std::string{how} + ": " + list);
}

void Events::end() {
    if (kept_ > 0)
        out_.note(Delivery::counted(kept_, "skipped reminder is", "skipped reminders are") + " imported as skipped");
    out_.leave_out(skipped_, "skipped reminder", "skipped reminders",
        medicines_.empty() ? ": the file has no schedules"
        : skipped_ == 1    ? ": no schedule has it"
                           : ": no schedule has them");
    out_.leave_out(unanswered_, "reminder", "reminders", ": not marked 'taken'");
    name(without_number_, "with an unknown amount, as theirs has no number");
    name(without_nutrients_, "without amounts, as the name contains no tracked nutrient");
}

}  // namespace epsom::exchange
