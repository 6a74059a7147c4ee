#pragma once

// domain: what the program is about, as values and pure functions. Headers of this folder are for all its subjects.
// It stands on text. What it needs to know (the date, the tables, what was logged) is handed in.
// Never here: a file, the clock, the environment, SQL, a format, a stream.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/equivalents.hpp"
#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// `supplement` covers medicines that contain the nutrient.
enum class Source : std::uint8_t { supplement, food };
/// Where a number comes from: what the label (or the user) says, a compound's formula, a food table.
enum class Basis : std::uint8_t { label, formula, table };
/// What kind of thing was taken; the last four are of the diary, which is kept with the intakes.
enum class Taken : std::uint8_t { compound, nutrient, food, dose, substance, symptom, sleep, factor, lab, note };

inline constexpr std::array every_source{Source::supplement, Source::food};
inline constexpr std::array every_route{Route::oral, Route::topical};

[[nodiscard]] constexpr std::string_view spell(Source source) { return source == Source::food ? "food" : "supplement"; }
[[nodiscard]] constexpr std::string_view spell(Route route) { return route == Route::topical ? "topical" : "oral"; }
[[nodiscard]] constexpr std::string_view spell(Basis basis) {
    return basis == Basis::label ? "label" : basis == Basis::formula ? "formula" : "table";
}
[[nodiscard]] constexpr std::string_view spell(Taken kind) {
    switch (kind) {
        case Taken::compound: return "compound";
        case Taken::nutrient: return "nutrient";
        case Taken::food: return "food";
        case Taken::dose: return "dose";
        case Taken::substance: return "substance";
        case Taken::symptom: return "symptom";
        case Taken::sleep: return "sleep";
        case Taken::factor: return "factor";
        case Taken::lab: return "lab";
        case Taken::note: break;
    }
    return "note";
}

/// One nutrient of an intake: the elemental amount; folate in dietary folate equivalents (DFE).
struct Content {
    Nutrient nutrient = Nutrient::magnesium;
    std::optional<Mass> amount;  // empty: the source has no value, so the day's total is a lower bound
    std::string compound;        // the compound's key; "folic-acid" for folate that is; may be empty
    Basis basis = Basis::label;
    friend bool operator==(const Content&, const Content&) = default;
};

/// Whether it is of the diary: no intake, and in no sum.
[[nodiscard]] constexpr bool is_diary(Taken kind) { return kind >= Taken::symptom; }
/// Whether it is about a whole night, and has no moment of its own.
[[nodiscard]] constexpr bool is_of_night(Taken kind) { return kind == Taken::symptom || kind == Taken::sleep; }

/// Something taken, or an entry of the diary, as it was when it was logged: later changes of doses, tables or zone do
/// not touch it.
struct Intake {
    std::int64_t id = 0;  // the entry's number, given by the store
    std::string uuid;     // the same on every device, given by the store
    Moment moment;
    Day day{};         // by the day start of then; of a symptom or sleep: the evening on which its night began
    std::string what;  // "glycinate", "almonds", "calm"
    Taken kind = Taken::nutrient;
    Count servings;
    std::optional<Mass> quantity;       // what was weighed: the food, or the whole compound
    std::string dose;                   // the uuid of the dose that it is one of; else empty
    std::string unit;                   // of a dose: "capsules"; of a factor: "cups"; of a lab: "ng/mL"; else empty
    std::optional<std::int64_t> value;  // of a symptom: its score in tenths; of sleep, or of a factor that lasted:
                                        // minutes (of sleep empty when unknown); of a dose that was logged in its
                                        // units: how many, in thousandths
    std::optional<minutes> onset;       // of a symptom: when in the night it began, after midnight
    Source source = Source::supplement;
    Route route = Route::oral;
    std::string note;
    /// Of a blood value: as typed, `45 in 15..150`; of sleep: `quality 7 latency 20m wakings 2 from 22:30 until 06:15`;
    /// of a factor: a number without a unit, `7`; else empty.
    std::string detail;
    std::vector<Content> contents;  // in the order of the nutrients, each once
    std::int64_t recorded = 0;      // the stamp of its first recording, which edits keep; given by the store
    std::int64_t origin = 0;        // its number where it was recorded, when another entry has that number here; else 0
    std::uint8_t edition = newest_edition;  // of the list of ingredients: of one that came later the entry says nothing
    friend bool operator==(const Intake&, const Intake&) = default;
};

/// The units of a dose as they were typed; empty where it was servings, or a mass.
[[nodiscard]] constexpr std::optional<Count> units_typed(Taken kind, std::optional<std::int64_t> value) {
    return kind == Taken::dose && value ? std::optional{Count::from_thousandths(*value)} : std::nullopt;
}

inline constexpr std::string_view folic_acid_key = "folic-acid";

}  // namespace epsom
