#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>

#include "epsom/store/store.hpp"
#include "page_checksum.hpp"

namespace epsom {

namespace store {

inline constexpr int lock_wait = 5000;  // for another program, in milliseconds

}  // namespace store

struct Store::Impl {
    Impl(const std::string& file, int flags, int lock_wait_ms = store::lock_wait) : db{file, flags, lock_wait_ms, store::checked_files()} {}
    /// Reading is no change of the store, though SQLite wants its handle.
    mutable SQLite::Database db;
    std::function<void()> notice = [] {};
    /// Prepared once, as it is asked of every name that is typed.
    mutable std::optional<SQLite::Statement> food_named;
};

namespace store {

/// What is written together, from the lock to the commit; without one nothing was written. A store that was opened for writing has begun it
/// already, so that nobody else writes between what it reads and what it writes.
class WriteTransaction {
public:
    explicit WriteTransaction(SQLite::Database& db);
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    ~WriteTransaction();
    void commit();

private:
    SQLite::Database& db_;
    bool over_ = false;
};

/// Calls `work` and turns SQLite's exceptions into sentences.
template <class Work>
auto guarded(Work&& work) -> decltype(work());
[[noreturn]] void rethrow_as_machine_error();
/// Whether SQLite met what is not as it was written.
bool is_damage(const SQLite::Exception& error);

template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception&) {
        rethrow_as_machine_error();
    }
}

}  // namespace store

}  // namespace epsom
