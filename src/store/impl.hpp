#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>

#include "day_sums.hpp"
#include "epsom/store/store.hpp"
#include "own_ingredients.hpp"
#include "page_checksum.hpp"
#include "statements.hpp"
#include "uuid_column.hpp"

namespace epsom {

namespace store {

inline constexpr int lock_wait = 5000;  // for another program, in milliseconds

}  // namespace store

struct Store::Impl {
    Impl(const std::string& file, int flags, int lock_wait_ms = store::lock_wait)
        : db{file, flags, lock_wait_ms, store::checked_files()} {
        store::add_uuid_functions(db);
    }
    /// Mutable, since SQLite wants its handle to read.
    mutable SQLite::Database db;
    /// Mutable, since they are prepared when they are first used.
    mutable store::Statements statements{db};
    mutable store::DaySumTable day_sums{statements};
    /// Mutable, since ingredients are read when they are first needed.
    mutable store::OwnIngredients own{db};
    std::function<void()> notice = [] {};
    std::vector<std::string> warnings;
};

namespace store {

/// All that a command asks is asked of one moment, and a command that will write keeps others from writing meanwhile.
/// (To SQLite each question by itself is ten more system calls.)
void begin(SQLite::Database& db, Store::Access access);

/// Nothing that a data file says may run code, damage is looked for, and what people take is nowhere but in the data
/// file: what is sorted stays in memory, and what is deleted is overwritten.
void defend(SQLite::Database& db);

/// What is wrong with the content of a file whose pages can be read: a sentence each.
std::vector<std::string> content_faults(SQLite::Database& db);

/// What is written together, from the lock to the commit; without one nothing was written. A store that was opened for
/// writing has begun it already, so that nobody else writes between what it reads and what it writes.
class WriteTransaction {
public:
    explicit WriteTransaction(SQLite::Database& db);
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    ~WriteTransaction();
    /// After an error the file itself tells whether the change is there: `is_there` looks for it. Throws MachineError
    /// that says so, after `saved` where it is.
    using IsThere = std::function<bool(SQLite::Database&)>;
    void commit(
        const IsThere& is_there, const std::function<void()>& saved = [] {});

private:
    SQLite::Database& db_;
    bool over_ = false;
};

/// Calls `work` and turns SQLite's exceptions into sentences.
template <class Work> auto guarded(Work&& work) -> decltype(work());
[[noreturn]] void rethrow_as_machine_error();
/// Whether it only keeps one from writing: who reads goes on with the file as it is.
bool is_harmless(const SQLite::Exception& error);
/// Whether SQLite met what is not as it was written.
bool is_damage(const SQLite::Exception& error);

template <class Work> auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception&) {
        rethrow_as_machine_error();
    }
}

}  // namespace store

}  // namespace epsom
