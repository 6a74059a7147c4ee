#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/mass.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/time/period.hpp"
#include "statements.hpp"

// What the contents of a day add up to. Reports of many years read one row a day, `day_sum`, in place of every content
// of every entry. A row is written in the transaction that changes its day, from the contents themselves, and says
// nothing that they do not: where it was made by other tables than today's, the contents are added up instead.
namespace epsom::store {

/// Of one nutrient, in entries of one source and route and in forms that limits do not tell apart.
struct Sum {
    std::int64_t nutrient;  // as contents name it
    Source source;
    Route route;
    LimitForm form;
    Mass amount;
    std::int64_t contents;  // that were added up
    std::int64_t unknown;   // of them, those without an amount
    friend bool operator==(const Sum&, const Sum&) = default;
};

struct DaySums {
    std::vector<Sum> sums;   // in the order of their members
    std::int64_t foods = 0;  // taken by mouth, each with a content or more
    friend bool operator==(const DaySums&, const DaySums&) = default;
};

/// Adds what one content brings.
void add(DaySums& sums, std::int64_t nutrient, Source source, Route route, const std::optional<Mass>& amount,
    std::string_view compound);

/// The bytes of a row, and back; false where they were made by other tables or are damaged.
[[nodiscard]] std::string pack(const DaySums& sums);
[[nodiscard]] bool unpack(std::string_view bytes, DaySums& sums);

/// The rows of one connection.
class DaySumTable {
public:
    explicit DaySumTable(Statements& db) : db_{&db} {}
    /// Calls `each` with the days of `range` on which something was taken, in order. Rows of days that changed are
    /// renewed first.
    void for_each(DayRange range, const std::function<void(Day day, const DaySums& sums)>& each);
    /// Contents of a day, given as columns have it, change.
    void note_change(std::int64_t day) { changed_.insert(day); }
    /// A new entry, whose row is there, has contents: what they are to be added to. An import goes from day to day, and
    /// need not read again what it has just written. Null where the day has other entries, and is read in the end.
    [[nodiscard]] DaySums* enter(std::int64_t day, Source source, Route route);
    /// The change was given up: what it entered and changed is as before.
    void forget_changes() {
        entering_.reset();
        changed_.clear();
    }
    void renew_changed();
    void renew_all();
    /// How many days have a row that says something else than their contents, or lack it.
    [[nodiscard]] std::int64_t wrong();

private:
    void write(std::int64_t day, const DaySums& sums);

    Statements* db_;
    std::set<std::int64_t> changed_;
    std::optional<std::int64_t> entering_;  // the day of the latest new entry, where all its entries are new
    DaySums entered_;                       // of that day
};

/// Lets this connection add up contents, as another program may have changed them.
void distrust_day_sums(SQLite::Database& db);

}  // namespace epsom::store
