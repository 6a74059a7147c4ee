#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <string>

#include "epsom/store/store.hpp"

namespace epsom {

struct Store::Impl {
    Impl(const std::string& file, int flags, int lock_wait_ms = 5000) : db{file, flags, lock_wait_ms} {}
    /// Reading is no change of the store, though SQLite wants its handle.
    mutable SQLite::Database db;
    std::function<void()> notice = [] {};
};

namespace store {

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
}  // namespace epsom
