#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/schedule.hpp"

namespace epsom {

/// What a label calls one serving: `2 capsules`, `5 g`, `1 serving`.
struct Serving {
    Count count{1};
    std::string unit = "serving";  // as typed
    friend bool operator==(const Serving&, const Serving&) = default;
};

/// No supply is reported longer before it runs out.
inline constexpr std::chrono::days longest_low{3660};

/// A named thing that the user takes.
struct Dose {
    std::int64_t id = 0;  // given by the store
    std::string uuid;     // given by the store; the same on every device
    std::string name;
    std::vector<Content> contents;  // per serving, in the order of the nutrients, each once; none in a medicine
    Serving serving;
    Source source = Source::supplement;
    Route route = Route::oral;
    std::string substance;  // of a medicine, else empty
    std::string note;
    Plan plan;
    Limits limits;
    std::optional<Count> stock;     // in units, not servings, as it was counted; empty while nobody counts
    std::int64_t counted = 0;       // the stamp of the count: what is recorded after it is taken from the stock; 0: now
    std::vector<std::string> sets;  // names of the sets that it belongs to, in the order of their name_key()
    std::optional<std::chrono::days> low;  // its own time before it runs out, or expires, at which that is reported
    std::optional<Day> expires;            // the last day on which the supply may be used
    Moment created;
    std::uint8_t edition = newest_edition;  // of the list of ingredients that `contents` answers for
    friend bool operator==(const Dose&, const Dose&) = default;
};

/// The name as it is kept, its blanks tidied. Refused: commands' own words, what the grammar reads as something else
/// (an option, an amount, a count, a moment, a period, an entry, a kind), what a terminal cannot show, more than 60
/// characters, and names of `others` (all doses but the one that is renamed). A product's name that is
/// imported may have a number in it; a forced one may be read as anything else.
enum class Naming : std::uint8_t { usual, imported, forced };
Result<std::string> check_dose_name(
    std::string_view name, std::span<const std::string> others = {}, Naming naming = Naming::usual);

/// By its name, as name_key() compares; null where there is none.
[[nodiscard]] const Dose* find_dose(std::span<const Dose> doses, std::string_view name);

/// What is wrong with the dose as a whole; empty when nothing is. It contains nutrients, each once, or is a medicine.
std::optional<Error> flaw(const Dose& dose);

/// `2 capsules`, `1 tablet`, `5 g`, `capsule`.
Result<Serving> parse_serving(std::string_view text);
/// `2 capsules`.
std::string spell(const Serving& serving);

/// Whether both mean the same unit: case and the English plural do not matter.
bool same_unit(std::string_view a, std::string_view b);
/// `1 capsule`, `0.5 capsules`, `2 boxes`: the plural of the units we know, others as they were typed.
std::string spell_units(Count count, std::string_view unit);

/// When it is taken as of `day`, with its limits: `daily at 21:00`, `as needed, at most 3/24h`. After the last day, as
/// it was then.
std::string describe_plan(const Dose& dose, Day day);

/// `servings` in the dose's own units: half a serving of 2 capsules is 1 capsule. Rounded half up to a thousandth.
Count units_of(const Dose& dose, Count servings);

/// What was taken: how many servings, and what is in them.
struct Portion {
    Count servings;
    std::vector<Content> contents;
    friend bool operator==(const Portion&, const Portion&) = default;
};
Portion portion(const Dose& dose, Count servings);
/// `1 capsule`, `2 servings`, or a mass: of the dose itself where its serving is one (`5 g`), else of its only
/// nutrient, kept exactly. Errors: another unit, a mass where several nutrients or none could be meant, IU of anything
/// but vitamin D.
Result<Portion> portion(const Dose& dose, const Amount& amount);

}  // namespace epsom
