#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "epsom/domain/complete.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/person.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/plan/dose.hpp"

namespace epsom {

/// What an export contains, what devices exchange, and what undo restores whole. The order never changes: databases
/// contain it.
enum class RecordKind : std::uint8_t { setting, stage, intake, dose, skip, food, complete, ingredient };

/// Of the profile, in the text form of the database: `born` 1980-05-17, `diet.magnesium` in nanograms.
struct Setting {
    std::string value;
    friend bool operator==(const Setting&, const Setting&) = default;
};

/// A food of an imported table.
struct StoredFood {
    std::string name;
    std::string source;
    Amounts per_100g;  // folate in DFE; what it does not list is unknown
    friend bool operator==(const StoredFood&, const StoredFood&) = default;
};

/// A record was removed, and its stamp says when.
struct Tombstone {
    friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

/// One record as it is on file. `uuid` is the same on every device (a setting's is its key, a complete day's its
/// record_key()); `stamp` is that of its last change, microseconds since 1970, by which the newer of two versions is
/// known.
struct Stored {
    RecordKind kind = RecordKind::intake;
    std::string uuid;
    std::int64_t stamp = 0;
    std::variant<Tombstone, Setting, Stage, Intake, Dose, Skip, StoredFood, CompleteDay, OwnIngredient> content;
    [[nodiscard]] bool removed() const { return std::holds_alternative<Tombstone>(content); }
};

/// What became of a record that came from elsewhere.
enum class Merged : std::uint8_t { added, updated, removed, known };

}  // namespace epsom
