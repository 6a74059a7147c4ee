// What lies between two days: amounts by nutrient, and which days are complete.

#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <set>

#include "columns.hpp"
#include "day_sums.hpp"
#include "epsom/store/store.hpp"
#include "impl.hpp"

namespace epsom {

using store::column;
using store::day_in;
using store::enum_in;
using store::guarded;
using store::maybe_mass_in;

namespace {

/// Days on which a dose was taken whose label was entered before `edition` of the list of ingredients, in order.
std::vector<Day> days_with_older_labels(SQLite::Database& db, DayRange range, std::uint8_t edition) {
    // A plus keeps SQLite from trying a condition with each index, which takes longer than the query.
    SQLite::Statement query{db,
        "SELECT DISTINCT day FROM intake WHERE day BETWEEN ?1 AND ?2 AND +edition < ?3 AND +kind = ?4 AND +source = 0"
        " AND +route = 0 ORDER BY day"};
    SQLite::bind(query, column(range.from), column(range.to), int{edition}, column(Taken::dose));
    std::vector<Day> days;
    while (query.executeStep()) days.push_back(day_in(query.getColumn(0)));
    return days;
}

/// Of dates with four digits the first.
constexpr Day first_with_date{std::chrono::local_days{std::chrono::year{0} / 1 / 1}};

bool is_eaten(const store::Sum& sum) { return sum.source == Source::food && sum.route == Route::oral; }

void add(DayLedger& ledger, const store::Sum& sum) {
    if (sum.route == Route::topical) {
        ledger.topical += sum.amount;
        return;
    }
    ledger.lacks_value = ledger.lacks_value || sum.unknown > 0;
    ledger.add(sum.source, sum.amount, sum.form, sum.contents - sum.unknown);
}

void add_part(DayLedger& ledger, const store::Sum& sum) {
    ledger.lacks_value = ledger.lacks_value || sum.unknown > 0;
    ledger.add_part(sum.amount, sum.contents - sum.unknown);
}

}  // namespace

void Store::for_each_day(
    DayRange range, std::span<const Nutrient> wanted, const std::function<void(Day, const DayLedgers&)>& each) const {
    guarded([&] {
        const auto declared = complete_days(range);
        auto next_declared = declared.begin();
        DayLedgers ledgers{wanted};
        std::vector<std::int64_t> foods_with(ledgers.size());
        std::vector<Day> older;
        if (std::ranges::any_of(wanted,
                [](Nutrient nutrient) { return info(nutrient).in_food_tables() && info(nutrient).edition > 1; })) {
            older = days_with_older_labels(impl_->db, range, newest_edition);
        }
        const auto hand_out = [&](Day on, std::int64_t foods) {
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
                ledger.food_logged = foods > 0;
                ledger.food_complete = food_complete;
                // A food that says nothing of a nutrient does not hold none of it; nor does a label that could not name
                // it.
                const bool unsaid = foods_with[i] < foods || (has_older && nutrient.edition > 1);
                ledger.lacks_value = ledger.lacks_value || (nutrient.in_food_tables() && unsaid);
            }
            each(on, ledgers);
            ledgers.clear();
            std::ranges::fill(foods_with, 0);
        };
        const auto hand_out_silent = [&](Day before) {
            while (next_declared != declared.end() && next_declared->day < before) hand_out(next_declared->day, 0);
        };
        impl_->day_sums.for_each(range, [&](Day day, const store::DaySums& sums) {
            hand_out_silent(day);
            for (const store::Sum& sum : sums.sums) {
                const NutrientInfo& about = info(impl_->own.at(sum.nutrient));
                const auto place = ledgers.place_of(about.part_of);
                if (!place) continue;
                if (about.is_part()) {
                    if (is_eaten(sum)) add_part(ledgers[*place], sum);
                } else {
                    add(ledgers[*place], sum);
                    if (is_eaten(sum)) foods_with[*place] += sum.contents;
                }
            }
            hand_out(day, sums.foods);
        });
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
        std::set<std::int64_t> numbers;
        impl_->day_sums.for_each(range, [&](Day, const store::DaySums& sums) {
            for (const store::Sum& sum : sums.sums) {
                if (!source || sum.source == *source) numbers.insert(sum.nutrient);
            }
        });
        std::vector<Nutrient> taken;
        for (const std::int64_t number : numbers) {
            const Nutrient nutrient = impl_->own.at(number);
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
            "SELECT DISTINCT nutrient, what FROM intake CROSS JOIN content ON content.intake = intake.id"
            " WHERE day BETWEEN ?1 AND ?2 AND source = 0 AND route = 0 AND amount IS NOT 0"
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
        const char* group = by == Grouping::source ? "CASE source WHEN 0 THEN 'supplement' ELSE 'food' END"
                            : by == Grouping::what
                                ? "what"
                                : "format('%02d', ((at + utc_offset) % 86400 + 86400) % 86400 / 3600)";
        SQLite::Statement query{impl_->db,
            std::string{"SELECT "} + group +
                " AS grouped, sum(amount), count(*) FROM intake CROSS JOIN content ON content.intake = intake.id"
                " WHERE day BETWEEN ?1 AND ?2 AND nutrient = ?3 AND route = 0 AND amount IS NOT 0"
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
        // Their keys begin with their dates, as far as those have four digits: few are looked at.
        SQLite::Statement query{impl_->db,
            "SELECT day, source FROM complete_day WHERE day BETWEEN ?1 AND ?2 AND uuid >= ?3 ORDER BY day, source"};
        SQLite::bind(
            query, column(range.from), column(range.to), range.from < first_with_date ? "" : spell_day(range.from));
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

}  // namespace epsom
