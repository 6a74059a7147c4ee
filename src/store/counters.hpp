#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "epsom/domain/time/moment.hpp"

namespace epsom::store {

/// What a change counts on from, the table `clock`: the last stamp and the highest numbers that were ever given. It is
/// read when a change begins and written with it.
class Counters {
public:
    Counters(SQLite::Database& db, Instant now);
    /// A stamp later than every other that this file has seen, even when the machine's clock jumps back.
    [[nodiscard]] std::int64_t next_stamp();
    /// The stamp of another device's change: the next one here will be later.
    void see_stamp(std::int64_t stamp);
    /// The highest number that an entry ever had.
    [[nodiscard]] std::int64_t last_intake() const { return intake_; }
    void see_intake(std::int64_t id);
    [[nodiscard]] std::int64_t next_ingredient() { return ++ingredient_; }
    void save();

private:
    SQLite::Database& db_;
    Instant now_;
    std::int64_t stamp_ = 0, intake_ = 0, ingredient_ = 0;
};

}  // namespace epsom::store
