#pragma once

#include <set>
#include <string>
#include <vector>

#include "counters.hpp"
#include "epsom/store/store.hpp"
#include "impl.hpp"
#include "records.hpp"

namespace epsom {

struct Change::Impl {
    Impl(const Store::Impl& store, Instant instant, Kind kind);

    /// Keeps how the record was before this change touched it first.
    void keep(RecordKind kind, const std::string& uuid);
    /// Keeps that an entry or a food with this number was not there before: those with numbers in a row take one row.
    void note_added(RecordKind kind, std::int64_t number);
    /// Writes the change itself, and what follows from it.
    void finish(const std::string& title);
    /// Keeps `image`, how a record was before. For a record that this change touches only once.
    void keep_image(RecordKind kind, const std::string& uuid, const store::Image& image);
    /// Removes the record `uuid` before another takes its place; a new record gets its uuid.
    void make_room(RecordKind kind, std::string& uuid);
    /// Leaves a tombstone.
    void remove(RecordKind kind, const std::string& uuid);

    /// Store a record that exists nowhere else, with stamp `as_of`.
    void insert(Intake& intake, std::int64_t as_of);
    /// Stores an entry unless there is one with its uuid; whether it was stored.
    [[nodiscard]] bool insert_once(Intake& intake, std::int64_t as_of);
    /// Whether the entry `uuid` is on file and says the same, wherever it was numbered.
    [[nodiscard]] bool holds(const std::string& uuid, const Intake& intake);
    void insert(Dose& dose, std::int64_t as_of);
    void insert(const Skip& skip, std::int64_t as_of);
    void insert(const std::string& uuid, const Stage& stage, std::int64_t as_of);
    void insert(const std::string& key, const Setting& setting, std::int64_t as_of);
    /// The number of the food.
    std::int64_t insert(const std::string& uuid, const StoredFood& food, std::int64_t as_of);
    void insert(const std::string& uuid, const CompleteDay& complete, std::int64_t as_of);
    void insert(const std::string& uuid, const OwnIngredient& ingredient, std::int64_t as_of, std::int64_t number = 0);
    /// The number that contents name `nutrient` by. One of the user's own that is not on file yet is put there.
    [[nodiscard]] std::int64_t number_of(Nutrient nutrient);

    SQLite::Database& db;
    store::Statements& statements;
    store::Records records;
    store::OwnIngredients& own;
    const std::function<void()>& notice;
    store::WriteTransaction transaction;
    Instant now;
    store::Counters counters;
    std::int64_t stamp;
    bool imported;
    std::int64_t id = 0;
    std::int64_t places = 0;
    std::set<std::string> touched;  // but for what was added
    struct Run {
        RecordKind kind;
        std::int64_t first, last;
    };
    std::vector<Run> added;

    /// Whether `sql`, a question about a uuid, has an answer.
    bool finds(const char* sql, const std::string& uuid);
    [[nodiscard]] bool was_removed(const std::string& uuid);
    std::optional<bool> any_removed;  // most files have no tombstone

private:
    /// Numbers the change, once. A new change ends what could have been redone.
    void begin();
    [[nodiscard]] bool has_added(RecordKind kind, const std::string& uuid);
    /// As `dose.contents` has them, which get their names as they are called here.
    [[nodiscard]] std::string json_of(std::vector<Content>& contents);
};

}  // namespace epsom
