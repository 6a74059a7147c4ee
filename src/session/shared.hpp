#pragma once

#include <optional>
#include <string>
#include <vector>

#include "command.hpp"
#include "epsom/domain/check.hpp"
#include "epsom/domain/time/period.hpp"

/// What several commands read or say in the same way.
namespace epsom {

/// A period's days; `all` starts with the first entry.
Result<DayRange> read_range(const std::string& text, const Context& context, const Store& store);
/// Days for a list of entries. `all` ends with the last entry, which a wrong clock may have dated after today.
Result<DayRange> read_entry_range(const std::string& text, const Context& context, const Store& store);

/// `12` (an entry's number) or `@1` (the one logged last). Errors: no such entry, not a number.
Result<Intake> find_entry(const std::string& text, const Store& store);

/// The authority of that name. The error's hint has the nearest names.
Result<const Authority*> find_authority(std::string_view name);
/// The profile's authority, which was checked when it was set.
const Authority& authority_of(const Profile& profile);

/// The nutrient of that name. The error's hint has the nearest names.
Result<Nutrient> read_nutrient(std::string_view name, const Store& store);
/// A form of `nutrient` by any of its names: 'citrate', and of zinc 'gluconate' as well as 'zinc-gluconate'.
Result<const Compound*> read_form(std::optional<Nutrient> nutrient, std::string_view name);
/// The keys of the other authorities that have values for a nutrient: "US_CA UK".
[[nodiscard]] std::string published_by_others(const Authority& authority, Nutrient nutrient);
/// For which of `wanted` an authority has no values, and who has; empty when it has some for all.
[[nodiscard]] std::string unpublished_note(
    const Terminal& terminal, const Authority& authority, std::span<const Nutrient> wanted);
/// What `--nutrient` asks for, group by group, each once: names with commas between them, among them `all` (what was
/// taken in `range`), `minerals` and `vitamins` (those of them), `supplements` (what supplements brought), and
/// `published` (all that the authority has a value for). Never none: magnesium, then.
Result<std::vector<Nutrient>> read_nutrients(
    const std::string& text, const Store& store, const Authority& authority, DayRange range);

/// The name of a new dose. Quotes or the prefix `dose:` say that it is meant, whatever else it could be read as.
Result<std::string> new_dose_name(std::span<const std::string> words, std::span<const std::string> others);

[[nodiscard]] DoseIntake as_dose_intake(const Intake& intake);

/// A dose with its history, as far as it matters at `moment`.
WatchedDose watch(const Store& store, const Dose& dose, Instant moment);

/// A dose with its history, as far as the adherence of `range` needs it.
WatchedDose watch(const Store& store, const Dose& dose, DayRange range);

/// The format for a command that supports text and json only; `command` is its name.
Result<Format> text_or_json(std::string_view command, std::string_view typed);

}  // namespace epsom
