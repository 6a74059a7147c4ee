#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>

#include "epsom/store/store.hpp"

namespace epsom {

namespace store {

/// Reading is no change of the store, though SQLite wants its handles.
struct Connection {
    Connection(const std::string& file, int flags, int lock_wait_ms) : db{file, flags, lock_wait_ms} {}
    mutable SQLite::Database db;
    /// Questions that may be asked many times, each prepared once: of every day that is read, of every name that is typed.
    mutable std::optional<SQLite::Statement> contents_of_day, food_named;
};

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

template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const SQLite::Exception&) {
        rethrow_as_machine_error();
    }
}

}  // namespace store

struct Store::Impl : store::Connection {
    explicit Impl(const std::string& file, int flags, int lock_wait_ms = 5000) : Connection{file, flags, lock_wait_ms} {}
    std::function<void()> notice = [] {};
};

}  // namespace epsom
