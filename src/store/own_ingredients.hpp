#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/nutrient.hpp"

namespace epsom::store {

/// What the `nutrient` columns of a database hold: ids of the table, and from `first_own` on numbers of the table
/// `ingredient`.
inline constexpr std::int64_t first_own = 0x8000;

/// The user's own ingredients of one database. They are read when the first is asked for: most databases have none.
class OwnIngredients {
public:
    explicit OwnIngredients(SQLite::Database& db) : db_{db} {}
    /// What `number`, the value of such a column, stands for. Throws MachineError where a newer epsom gave it, or it is
    /// damage.
    [[nodiscard]] Nutrient at(std::int64_t number);
    /// The number of an ingredient: that of the table, or of the one on file with its uuid or else its key; empty where
    /// it is not on file.
    [[nodiscard]] std::optional<std::int64_t> number_of(Nutrient nutrient);
    /// The one on file that is called so, by key or label.
    [[nodiscard]] std::optional<Nutrient> named(std::string_view name);
    /// All of them, in the order in which they came.
    [[nodiscard]] std::vector<Nutrient> all();
    /// After a change: what is on file is read anew.
    void forget() { is_read_ = false; }

private:
    struct Row {
        std::int64_t number;
        OwnIngredient ingredient;
        Nutrient nutrient;
    };
    const std::vector<Row>& rows();

    SQLite::Database& db_;
    std::vector<Row> rows_;
    bool is_read_ = false;
};

}  // namespace epsom::store
