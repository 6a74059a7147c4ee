// What lies between two days: amounts by nutrient, and which days are complete.

#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>

#include "columns.hpp"
#include "epsom/store/store.hpp"
#include "impl.hpp"
#include "ledger_query.h"

namespace epsom {

using store::column;
using store::day_in;
using store::enum_in;
using store::guarded;
using store::maybe_mass_in;

namespace {

/// The foods of a day, of which each has a row for what it knows something of. Rows come ingredient by ingredient, and
/// of each in the order of the entries.
class FoodRows {
public:
    void add(std::int64_t nutrient, std::int64_t entry) {
        if (nutrient != nutrient_) place_ = 0;
        nutrient_ = nutrient;
        while (place_ < entries_.size() && entries_[place_] < entry) ++place_;
        if (place_ == entries_.size() || entries_[place_] != entry) {
            entries_.insert(entries_.begin() + static_cast<std::ptrdiff_t>(place_), entry);
        }
        ++place_;
    }
    [[nodiscard]] std::size_t count() const { return entries_.size(); }
    void clear() {
        entries_.clear();
        nutrient_ = -1;
    }

private:
    std::vector<std::int64_t> entries_;  // ascending
    std::int64_t nutrient_ = -1;
    std::size_t place_ = 0;  // among the entries, behind the one that came last
};

/// Days on which a dose was taken whose label was entered before `edition` of the list of ingredients, in order.
std::vector<Day> days_with_older_labels(SQLite::Database& db, DayRange range, std::uint8_t edition) {
    SQLite::Statement query{db,
        "SELECT DISTINCT day FROM intake WHERE day BETWEEN ?1 AND ?2 AND edition < ?3 AND kind = ?4 AND source = 0 "
        "AND route = 0"
        " ORDER BY day"};
    SQLite::bind(query, column(range.from), column(range.to), int{edition}, column(Taken::dose));
    std::vector<Day> days;
    while (query.executeStep()) days.push_back(day_in(query.getColumn(0)));
    return days;
}

}  // namespace

void Store::for_each_day(
    DayRange range, std::span<const Nutrient> wanted, const std::function<void(Day, const DayLedgers&)>& each) const {
    guarded([&] {
        SQLite::Statement query{impl_->db, EPSOM_LEDGER_QUERY};
        SQLite::bind(query, column(range.from), column(range.to));
        const auto declared = complete_days(range);
        auto next_declared = declared.begin();
        DayLedgers ledgers{wanted};
        std::vector<std::size_t> food_rows(ledgers.size());
        std::vector<Day> older;
        if (std::ranges::any_of(
                wanted, [](Nutrient nutrient) { return info(nutrient).is_nutrient() && info(nutrient).edition > 1; })) {
            older = days_with_older_labels(impl_->db, range, newest_edition);
        }
        std::optional<Day> day;
        FoodRows foods;
        const auto hand_out = [&](Day on) {
            bool food_complete = false;
            for (; next_declared != declared.end() && next_declared->day == on; ++next_declared) {
                food_complete = food_complete || next_declared->source == Source::food;
            }
            const bool has_older = std::ranges::binary_search(older, on);
            for (std::size_t i = 0; i < ledgers.size(); ++i) {
                DayLedger& ledger = ledgers[i];
                const NutrientInfo& nutrient = info(ledgers.nutrient(i));
                ledger.day = on;
                ledger.logged = true;
                ledger.food_logged = foods.count() > 0;
                ledger.food_complete = food_complete;
                // A food that says nothing of a nutrient does not hold none of it; nor does a label that could not name
                // it.
                const bool unsaid = food_rows[i] < foods.count() || (has_older && nutrient.edition > 1);
                ledger.lacks_value = ledger.lacks_value || (nutrient.is_nutrient() && unsaid);
            }
            each(on, ledgers);
            ledgers.clear();
            std::ranges::fill(food_rows, 0);
            foods.clear();
        };
        const auto hand_out_silent = [&](Day before) {
            while (next_declared != declared.end() && next_declared->day < before) hand_out(next_declared->day);
        };
        if (!query.executeStep()) return hand_out_silent(range.to + std::chrono::days{1});
        // A column reads the query's present row. One set of columns serves all rows: making a set for each row takes
        // as long as reading it.
        const SQLite::Column day_column = query.getColumn(0), nutrient_column = query.getColumn(1),
                             source_column = query.getColumn(2), route_column = query.getColumn(3),
                             amount_column = query.getColumn(4), compound_column = query.getColumn(5),
                             entry_column = query.getColumn(6);
        std::int64_t last_number = -1;
        Nutrient nutrient{};
        bool is_part = false;
        std::optional<std::size_t> place;
        do {
            const Day next = day_in(day_column);
            if (day != next) {
                if (day) hand_out(*day);
                hand_out_silent(next);
            }
            day = next;
            const std::int64_t number = nutrient_column.getInt64();
            const auto source = enum_in<Source>(source_column);
            const auto route = enum_in<Route>(route_column);
            const bool is_food = source == Source::food && route == Route::oral;
            if (is_food) foods.add(number, entry_column.getInt64());
            if (number != last_number) {
                last_number = number;
                nutrient = impl_->own.at(number);
                is_part = info(nutrient).is_part();
                place = ledgers.place_of(info(nutrient).part_of);
            }
            if (!place) continue;
            DayLedger& ledger = ledgers[*place];
            const auto amount = maybe_mass_in(amount_column);
            if (is_part) {
                if (is_food) ledger.add_part(amount);
                continue;
            }
            if (is_food) ++food_rows[*place];
            if (route == Route::topical) {
                ledger.topical += amount.value_or(Mass{});
                continue;
            }
            if (!amount) {
                ledger.lacks_value = true;
                continue;
            }
            ledger.add(source, *amount,
                has_limit_forms(nutrient) ? limit_form(compound_column.getString()) : LimitForm::unsaid);
        } while (query.executeStep());
        hand_out(*day);
        hand_out_silent(range.to + std::chrono::days{1});
    });
}

DayLedgers Store::ledgers_on(Day day, std::span<const Nutrient> wanted) const {
    DayLedgers result{wanted};
    for (std::size_t i = 0; i < result.size(); ++i) result[i].day = day;
    for_each_day({day, day}, wanted, [&result](Day, const DayLedgers& ledgers) { result = ledgers; });
    return result;
}

std::vector<Nutrient> Store::taken_in(DayRange range, std::optional<Source> source) const {
    return guarded([&] {
        std::vector<Nutrient> taken;
        SQLite::Statement query{impl_->db,
            "SELECT DISTINCT nutrient FROM content WHERE day BETWEEN ?1 AND ?2 AND source BETWEEN ?3 AND ?4"};
        SQLite::bind(query, column(range.from), column(range.to), column(source.value_or(Source::supplement)),
            column(source.value_or(Source::food)));
        while (query.executeStep()) {
            const Nutrient nutrient = impl_->own.at(query.getColumn(0).getInt64());
            if (!info(nutrient).is_part()) taken.push_back(nutrient);
        }
        std::ranges::sort(taken);
        return taken;
    });
}

std::map<Nutrient, std::vector<std::string>> Store::shared_by_products(DayRange range) const {
    return guarded([&] {
        std::map<Nutrient, std::vector<std::string>> products;
        SQLite::Statement query{impl_->db,
            "SELECT DISTINCT nutrient, what FROM content JOIN intake ON intake.id = content.intake"
            " WHERE content.day BETWEEN ?1 AND ?2 AND content.source = 0 AND content.route = 0 AND amount IS NOT 0"
            " ORDER BY nutrient, what"};
        SQLite::bind(query, column(range.from), column(range.to));
        while (query.executeStep())
            products[impl_->own.at(query.getColumn(0).getInt64())].push_back(query.getColumn(1).getString());
        std::erase_if(products, [](const auto& each) { return each.second.size() < 2; });
        return products;
    });
}

std::vector<BreakdownRow> Store::breakdown(DayRange range, Nutrient nutrient, Grouping by) const {
    return guarded([&] {
        const char* group = by == Grouping::source ? "CASE content.source WHEN 0 THEN 'supplement' ELSE 'food' END"
                            : by == Grouping::what
                                ? "what"
                                : "format('%02d', ((at + utc_offset) % 86400 + 86400) % 86400 / 3600)";
        SQLite::Statement query{impl_->db,
            std::string{"SELECT "} + group +
                " AS grouped, sum(amount), count(*) FROM content JOIN intake ON intake.id = content.intake"
                " WHERE content.day BETWEEN ?1 AND ?2 AND nutrient = ?3 AND content.route = 0 AND amount IS NOT 0"
                " GROUP BY grouped ORDER BY " +
                (by == Grouping::hour ? "grouped" : "sum(amount) DESC, grouped")};
        SQLite::bind(query, column(range.from), column(range.to), impl_->own.number_of(nutrient).value_or(-1));
        std::vector<BreakdownRow> rows;
        while (query.executeStep())
            rows.push_back({query.getColumn(0).getString(), Mass::from_nanograms(query.getColumn(1).getInt64()),
                query.getColumn(2).getInt64()});
        return rows;
    });
}

std::vector<CompleteDay> Store::complete_days(DayRange range) const {
    return guarded([&] {
        std::vector<CompleteDay> days;
        SQLite::Statement query{
            impl_->db, "SELECT day, source FROM complete_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, source"};
        SQLite::bind(query, column(range.from), column(range.to));
        while (query.executeStep()) days.push_back({day_in(query.getColumn(0)), enum_in<Source>(query.getColumn(1))});
        return days;
    });
}

std::optional<Day> Store::first_day() const {
    return guarded([&]() -> std::optional<Day> {
        SQLite::Statement query{impl_->db,
            "SELECT min(day) FROM (SELECT min(day) AS day FROM intake UNION ALL SELECT min(day) FROM complete_day)"};
        query.executeStep();
        if (query.getColumn(0).isNull()) return std::nullopt;
        return day_in(query.getColumn(0));
    });
}

std::optional<Day> Store::last_day() const {
    return guarded([&]() -> std::optional<Day> {
        SQLite::Statement query{impl_->db, "SELECT max(day) FROM intake"};
        query.executeStep();
        if (query.getColumn(0).isNull()) return std::nullopt;
        return day_in(query.getColumn(0));
    });
}

std::string Store::ledger_query_plan() const {
    SQLite::Statement query{impl_->db, "EXPLAIN QUERY PLAN " EPSOM_LEDGER_QUERY};
    SQLite::bind(query, 0, 0);
    std::string plan;
    while (query.executeStep()) plan += query.getColumn(3).getString() + "\n";
    return plan;
}

}  // namespace epsom
