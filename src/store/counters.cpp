#include "counters.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>

#include "columns.hpp"

namespace epsom::store {

Counters::Counters(SQLite::Database& db, Instant now) : db_{db}, now_{now} {
    SQLite::Statement last{db, "SELECT stamp, intake, ingredient FROM clock"};
    if (!last.executeStep()) throw damage();
    stamp_ = last.getColumn(0).getInt64();
    intake_ = last.getColumn(1).getInt64();
    ingredient_ = last.getColumn(2).getInt64();
}

std::int64_t Counters::next_stamp() { return stamp_ = std::max(stamp_ + 1, column(now_) * std::int64_t{1'000'000}); }

void Counters::see_stamp(std::int64_t stamp) { stamp_ = std::max(stamp_, stamp); }

void Counters::see_intake(std::int64_t id) { intake_ = std::max(intake_, id); }

void Counters::save() {
    SQLite::Statement set{db_, "UPDATE clock SET stamp = ?1, intake = ?2, ingredient = ?3"};
    SQLite::bind(set, stamp_, intake_, ingredient_);
    set.exec();
}

}  // namespace epsom::store
