// Entries of the log, with their contents.

#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>

#include "change_impl.hpp"
#include "columns.hpp"
#include "epsom/store/store.hpp"
#include "impl.hpp"
#include "uuid_column.hpp"

namespace epsom {

using store::column;
using store::day_in;
using store::enum_in;
using store::guarded;
using store::instant_in;
using store::maybe_mass_in;
using store::minutes_in;
using store::offset_in;

namespace {

constexpr const char* intake_columns =
    "SELECT id, uuid, at, utc_offset, day, what, kind, dose, servings, quantity, unit, source, route, "
    "note, recorded, value, onset, origin,"
    " edition, detail FROM intake ";

constexpr const char* in_days = "WHERE day BETWEEN ?1 AND ?2 ORDER BY ";

Intake intake_in(SQLite::Statement& row) {
    Intake intake;
    intake.id = row.getColumn(0).getInt64();
    intake.uuid = store::uuid_in(row.getColumn(1));
    intake.moment = {instant_in(row.getColumn(2)), offset_in(row.getColumn(3))};
    intake.day = day_in(row.getColumn(4));
    intake.what = row.getColumn(5).getString();
    intake.kind = enum_in<Taken>(row.getColumn(6));
    if (!row.getColumn(7).isNull()) intake.dose = store::uuid_in(row.getColumn(7));
    intake.servings = Count::from_thousandths(row.getColumn(8).getInt64());
    intake.quantity = maybe_mass_in(row.getColumn(9));
    intake.unit = row.getColumn(10).getString();
    intake.source = enum_in<Source>(row.getColumn(11));
    intake.route = enum_in<Route>(row.getColumn(12));
    intake.note = row.getColumn(13).getString();
    intake.recorded = row.getColumn(14).getInt64();
    if (!row.getColumn(15).isNull()) intake.value = row.getColumn(15).getInt64();
    intake.origin = row.getColumn(17).getInt64();
    if (!row.getColumn(16).isNull()) intake.onset = minutes_in(row.getColumn(16));
    intake.edition = store::edition_in(row.getColumn(18));
    intake.detail = row.getColumn(19).getString();
    return intake;
}

void read_contents(store::Statements& statements, store::OwnIngredients& own, Intake& intake) {
    auto row = statements.use("SELECT nutrient, amount, compound, basis FROM content WHERE intake = ?1");
    row->bind(1, intake.id);
    while (row->executeStep()) {
        intake.contents.push_back({own.at(row->getColumn(0).getInt64()), maybe_mass_in(row->getColumn(1)),
            row->getColumn(2).getString(), enum_in<Basis>(row->getColumn(3))});
    }
    std::ranges::sort(intake.contents, listed_before, &Content::nutrient);
}

std::optional<Intake> one_intake(
    store::Statements& statements, store::OwnIngredients& own, const std::string& condition, std::int64_t value) {
    SQLite::Statement query{statements.database(), intake_columns + condition};
    query.bind(1, value);
    if (!query.executeStep()) return std::nullopt;
    Intake intake = intake_in(query);
    read_contents(statements, own, intake);
    return intake;
}

}  // namespace

bool Change::Impl::holds(const std::string& uuid, const Intake& intake) {
    static const std::string entry_of = std::string{intake_columns} + "WHERE uuid = ?1";
    std::optional<Intake> stored;
    {
        auto row = statements.use(entry_of);
        store::bind_uuid(*row, 1, uuid);
        if (!row->executeStep()) return false;
        stored = intake_in(*row);
    }
    read_contents(statements, own, *stored);
    // Its number may be another here.
    const auto number = [](const Intake& entry) { return entry.origin != 0 ? entry.origin : entry.id; };
    if (number(*stored) != number(intake)) return false;
    Intake given = intake;
    given.uuid = uuid;
    given.id = stored->id;
    given.origin = stored->origin;
    return given == *stored;
}

void Store::for_each_intake(DayRange range, const std::function<void(const Intake&)>& each) const {
    static const std::string by_number = std::string{intake_columns} + in_days + "day, at, id";
    in_order(range, by_number, each);
}

void Store::for_each_name(Day day, const EachName& each) const {
    guarded([&] {
        auto query =
            impl_->statements.use("SELECT id, uuid, at, what FROM intake WHERE day = ?1 AND kind < ?2 ORDER BY at, id");
        SQLite::bind(*query, column(day), column(Taken::symptom));
        while (query->executeStep()) {
            each(query->getColumn(0).getInt64(), store::uuid_in(query->getColumn(1)), instant_in(query->getColumn(2)),
                query->getColumn(3).getString());
        }
    });
}

void Store::for_each_in_diary(Taken kind, DayRange range, const std::function<void(const Intake&)>& each) const {
    guarded([&] {
        // The kind is in the text: an index of one kind alone is not looked at for a kind that is bound.
        SQLite::Statement query{impl_->db, std::string{intake_columns} + "WHERE day BETWEEN ?1 AND ?2 AND kind = " +
                                               std::to_string(column(kind)) + " ORDER BY day, at, id"};
        SQLite::bind(query, column(range.from), column(range.to));
        while (query.executeStep()) each(intake_in(query));
    });
}

void Store::for_each_by_uuid(const std::function<void(const Intake&)>& each) const {
    static const std::string by_uuid = std::string{intake_columns} + in_days + "day, at, uuid";
    in_order({Day{std::chrono::days{-store::most_days}}, Day{std::chrono::days{store::most_days}}}, by_uuid, each);
}

void Store::in_order(DayRange range, const std::string& sql, const std::function<void(const Intake&)>& each) const {
    guarded([&] {
        auto query = impl_->statements.use(sql);
        SQLite::bind(*query, column(range.from), column(range.to));
        while (query->executeStep()) {
            Intake intake = intake_in(*query);
            read_contents(impl_->statements, impl_->own, intake);
            each(intake);
        }
    });
}

std::optional<Intake> Store::intake(std::int64_t id) const {
    return guarded([&] { return one_intake(impl_->statements, impl_->own, "WHERE id = ?1", id); });
}

std::optional<Intake> Store::latest(std::int64_t place) const {
    return guarded([&] {
        return one_intake(
            impl_->statements, impl_->own, "ORDER BY recorded DESC, id DESC LIMIT 1 OFFSET ?1 - 1", place);
    });
}

bool Store::has_earlier(std::string_view what, std::int64_t id) const {
    return guarded([&] {
        SQLite::Statement query{
            impl_->db, "SELECT 1 FROM intake WHERE what = ?1 AND id < ?2 AND kind < ?3 ORDER BY id DESC LIMIT 1"};
        SQLite::bind(query, std::string{what}, id, column(Taken::symptom));
        return query.executeStep();
    });
}

bool Store::has_labs() const {
    return guarded([&] {
        static_assert(column(Taken::lab) == 8);  // not bound, so that their own index is looked at
        SQLite::Statement query{impl_->db, "SELECT 1 FROM intake WHERE kind = 8 LIMIT 1"};
        return query.executeStep();
    });
}

std::vector<std::string> Store::diary_names(Taken kind) const {
    return guarded([&] {
        SQLite::Statement query{
            impl_->db, "SELECT what FROM intake WHERE kind = ?1 GROUP BY what ORDER BY count(*) DESC, what LIMIT 50"};
        SQLite::bind(query, column(kind));
        std::vector<std::string> names;
        while (query.executeStep()) names.push_back(query.getColumn(0).getString());
        return names;
    });
}

std::vector<Intake> Store::latest_of_each(std::int64_t id) const {
    return guarded([&] {
        SQLite::Statement query{impl_->db,
            std::string{intake_columns} +
                "WHERE id IN (SELECT max(id) FROM intake WHERE id < ?1 AND kind < ?2 GROUP BY what) ORDER BY id"};
        SQLite::bind(query, id, column(Taken::symptom));
        std::vector<Intake> latest;
        while (query.executeStep()) {
            latest.push_back(intake_in(query));
            read_contents(impl_->statements, impl_->own, latest.back());
        }
        return latest;
    });
}

}  // namespace epsom
