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

void read_contents(SQLite::Statement& row, store::OwnIngredients& own, std::vector<Content>& contents) {
    while (row.executeStep()) {
        contents.push_back({own.at(row.getColumn(0).getInt64()), maybe_mass_in(row.getColumn(1)),
            row.getColumn(2).getString(), enum_in<Basis>(row.getColumn(3))});
    }
    std::ranges::sort(contents, listed_before, &Content::nutrient);
}

/// The contents of one entry after the other.
class Contents {
public:
    Contents(SQLite::Database& db, store::OwnIngredients& own)
        : own_{own}, query_{db, "SELECT nutrient, amount, compound, basis FROM content WHERE intake = ?1"} {}
    void fill(Intake& intake) {
        query_.reset();
        query_.bind(1, intake.id);
        read_contents(query_, own_, intake.contents);
    }

private:
    store::OwnIngredients& own_;
    SQLite::Statement query_;
};

std::optional<Intake> one_intake(
    SQLite::Database& db, store::OwnIngredients& own, const std::string& condition, std::int64_t value) {
    SQLite::Statement query{db, intake_columns + condition};
    query.bind(1, value);
    if (!query.executeStep()) return std::nullopt;
    Intake intake = intake_in(query);
    Contents{db, own}.fill(intake);
    return intake;
}

}  // namespace

bool Change::Impl::holds(const std::string& uuid, const Intake& intake) {
    static const std::string entry_of = std::string{intake_columns} + "WHERE uuid = ?1";
    SQLite::Statement& row = records.prepared(entry_of);
    store::bind_uuid(row, 1, uuid);
    std::optional<Intake> stored;
    if (row.executeStep()) stored = intake_in(row);
    row.reset();
    if (!stored) return false;
    SQLite::Statement& part =
        records.prepared("SELECT nutrient, amount, compound, basis FROM content WHERE intake = ?1");
    part.bind(1, stored->id);
    read_contents(part, own, stored->contents);
    part.reset();
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
    in_order(range, "day, at, id", each);
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

void Store::in_order(DayRange range, const char* order, const std::function<void(const Intake&)>& each) const {
    guarded([&] {
        SQLite::Statement query{
            impl_->db, std::string{intake_columns} + "WHERE day BETWEEN ?1 AND ?2 ORDER BY " + order};
        SQLite::bind(query, column(range.from), column(range.to));
        Contents contents{impl_->db, impl_->own};
        while (query.executeStep()) {
            Intake intake = intake_in(query);
            contents.fill(intake);
            each(intake);
        }
    });
}

std::optional<Intake> Store::intake(std::int64_t id) const {
    return guarded([&] { return one_intake(impl_->db, impl_->own, "WHERE id = ?1", id); });
}

std::optional<Intake> Store::latest(std::int64_t place) const {
    return guarded([&] {
        return one_intake(impl_->db, impl_->own, "ORDER BY recorded DESC, id DESC LIMIT 1 OFFSET ?1 - 1", place);
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
        Contents contents{impl_->db, impl_->own};
        std::vector<Intake> latest;
        while (query.executeStep()) {
            latest.push_back(intake_in(query));
            contents.fill(latest.back());
        }
        return latest;
    });
}

}  // namespace epsom
