#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context.hpp"
#include "epsom/domain/time/period.hpp"

namespace epsom {

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
/// The line that an authority has no values for some of `wanted`, and who has; empty when it has some for all.
[[nodiscard]] std::string unpublished_note(
    const Terminal& terminal, const Authority& authority, std::span<const Nutrient> wanted);
/// What `--nutrient` asks for, group by group, each once: names with commas between them, among them `all` (what was
/// taken in `range`), `minerals` and `vitamins` (those of them), `supplements` (what supplements brought), and
/// `published` (all that the authority has a value for). Never none: magnesium, then.
Result<std::vector<Nutrient>> read_nutrients(
    const std::string& text, const Store& store, const Authority& authority, DayRange range);

}  // namespace epsom
