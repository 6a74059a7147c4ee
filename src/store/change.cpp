#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <cassert>

#include "change_impl.hpp"
#include "columns.hpp"
#include "epsom/text/text.hpp"

namespace epsom {

using store::column;
using store::guarded;
using store::Image;
using store::WriteTransaction;

namespace {

/// A stamp later than every other that this file has seen, even when the machine's clock jumps back.
std::int64_t next_stamp(SQLite::Database& db, Instant now) {
    SQLite::Statement last{db, "SELECT stamp FROM clock"};
    last.executeStep();
    const std::int64_t stamp = std::max(last.getColumn(0).getInt64() + 1, column(now) * std::int64_t{1'000'000});
    last.reset();
    SQLite::Statement advance{db, "UPDATE clock SET stamp = ?1"};
    advance.bind(1, stamp);
    advance.exec();
    return stamp;
}

template <class T> void bind_maybe(SQLite::Statement& statement, int place, const std::optional<T>& value) {
    if (value) statement.bind(place, column(*value));
}

/// The id of the row that was inserted last. RETURNING makes SQLite keep a table of results for every row, and is
/// slower.
std::int64_t last_id(const SQLite::Database& db) { return db.getLastInsertRowid(); }

/// Uuids fall anywhere in their index: 8 MB of pages at hand, in place of 2, make a large import a fifth shorter.
void enlarge_cache(SQLite::Database& db) { db.exec("PRAGMA cache_size = -8000"); }

/// Changes that were taken back are the newest ones: only they are looked at, however many there are before them.
void forget_undone(SQLite::Database& db) {
    SQLite::Statement newest{db, "SELECT undone FROM change ORDER BY id DESC LIMIT 1"};
    if (!newest.executeStep() || newest.getColumn(0).getInt() == 0) return;
    newest.reset();
    db.exec(
        "DELETE FROM change_row WHERE change > coalesce((SELECT id FROM change WHERE undone = 0 ORDER BY id DESC "
        "LIMIT 1), 0);"
        "DELETE FROM change WHERE id > coalesce((SELECT id FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1), 0)");
}

}  // namespace

Change::Impl::Impl(SQLite::Database& database, store::OwnIngredients& own_ingredients,
    const std::function<void()>& changed, Instant instant, Kind kind)
    : db{database},
      own{own_ingredients},
      notice{changed},
      transaction{db},
      now{instant},
      stamp{next_stamp(db, now)},
      imported{kind == Kind::imported} {}

SQLite::Statement& Change::Impl::prepared(std::optional<SQLite::Statement>& statement, const char* sql) {
    if (!statement) {
        statement.emplace(db, sql);
    } else {
        statement->reset();
        statement->clearBindings();
    }
    return *statement;
}

bool Change::Impl::finds(std::optional<SQLite::Statement>& statement, const char* sql, const std::string& uuid) {
    auto& query = prepared(statement, sql);
    query.bind(1, uuid);
    const bool found = query.executeStep();
    query.reset();
    return found;
}

void Change::Impl::begin() {
    forget_undone(db);
    if (imported) enlarge_cache(db);
    SQLite::Statement statement{db, "INSERT INTO change(at, title, imported) VALUES (?1, '', ?2)"};
    SQLite::bind(statement, column(now), imported ? 1 : 0);
    statement.exec();
    id = last_id(db);
}

void Change::Impl::keep(RecordKind kind, const std::string& uuid, bool is_new) {
    if (touched.insert(uuid).second) keep_image(kind, uuid, is_new ? Image{} : store::image_of(records, kind, uuid));
}

void Change::Impl::keep_image(RecordKind kind, const std::string& uuid, const Image& image) {
    if (id == 0) begin();
    auto& row = prepared(keep_, "INSERT INTO change_row(change, place, kind, uuid, image) VALUES (?1, ?2, ?3, ?4, ?5)");
    row.bind(1, id);
    row.bind(2, ++places);
    row.bind(3, column(kind));
    row.bindNoCopy(4, uuid);
    if (image) row.bindNoCopy(5, *image);
    row.exec();
}

void Change::Impl::make_room(RecordKind kind, std::string& uuid) {
    const bool is_new = uuid.empty();
    if (is_new) uuid = store::random_uuid();
    keep(kind, uuid, is_new);
    if (is_new) return;
    store::remove_live(records, kind, uuid);
    store::unbury(records, uuid);
}

void Change::Impl::remove(RecordKind kind, const std::string& uuid) {
    keep(kind, uuid, false);
    store::remove_live(records, kind, uuid);
    store::bury(records, kind, uuid, stamp);
}

void Change::Impl::insert(Intake& intake, std::int64_t as_of) {
    [[maybe_unused]] const bool is_new = insert_once(intake, as_of);
    assert(is_new);
}

bool Change::Impl::insert_once(Intake& intake, std::int64_t as_of) {
    if (intake.recorded == 0) intake.recorded = as_of;
    auto& row = prepared(intake_,
        "INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, servings, quantity, unit, source, "
        "route, note, dose,"
        " recorded, value, onset, origin, edition, detail)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) ON "
        "CONFLICT(uuid) DO NOTHING");
    if (intake.id != 0) row.bind(1, intake.id);
    row.bindNoCopy(2, intake.uuid);
    row.bind(3, as_of);
    row.bind(4, column(intake.moment.at));
    row.bind(5, column(intake.moment.offset));
    row.bind(6, column(intake.day));
    row.bindNoCopy(7, intake.what);
    row.bind(8, column(intake.kind));
    row.bind(9, column(intake.servings));
    bind_maybe(row, 10, intake.quantity);
    row.bindNoCopy(11, intake.unit);
    row.bind(12, column(intake.source));
    row.bind(13, column(intake.route));
    row.bindNoCopy(14, intake.note);
    if (!intake.dose.empty()) row.bindNoCopy(15, intake.dose);
    row.bind(16, intake.recorded);
    if (intake.value) row.bind(17, *intake.value);
    if (intake.onset) row.bind(18, std::int64_t{intake.onset->count()});
    row.bind(19, intake.origin);
    row.bind(20, int{intake.edition});
    row.bindNoCopy(21, intake.detail);
    if (row.exec() == 0) return false;
    intake.id = last_id(db);
    for (Content& content : intake.contents) {
        const std::int64_t number = number_of(content.nutrient);
        content.nutrient = own.at(number);  // as it is called on file
        auto& part = prepared(content_,
            "INSERT INTO content(day, nutrient, source, route, intake, amount, compound, basis)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        part.bind(1, column(intake.day));
        part.bind(2, number);
        part.bind(3, column(intake.source));
        part.bind(4, column(intake.route));
        part.bind(5, intake.id);
        bind_maybe(part, 6, content.amount);
        part.bindNoCopy(7, content.compound);
        part.bind(8, column(content.basis));
        part.exec();
    }
    return true;
}

void Change::Impl::insert(Dose& dose, std::int64_t as_of) {
    if (dose.stock && dose.counted == 0) dose.counted = as_of;
    auto& row = prepared(dose_,
        "INSERT INTO dose(id, uuid, stamp, name, serving, unit, source, route, substance, note, plan, most, "
        "most_window, gap,"
        " stock, counted, created_at, created_offset, edition, sets, low, expires)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
        "?22)");
    if (dose.id != 0) row.bind(1, dose.id);
    row.bind(2, dose.uuid);
    row.bind(3, as_of);
    row.bind(4, dose.name);
    row.bind(5, column(dose.serving.count));
    row.bind(6, dose.serving.unit);
    row.bind(7, column(dose.source));
    row.bind(8, column(dose.route));
    row.bind(9, dose.substance);
    row.bind(10, dose.note);
    row.bind(11, spell(dose.plan));
    bind_maybe(row, 12, dose.limits.most);
    row.bind(13, std::int64_t{dose.limits.window.count()});
    row.bind(14, std::int64_t{dose.limits.gap.count()});
    bind_maybe(row, 15, dose.stock);
    row.bind(16, dose.counted);
    row.bind(17, column(dose.created.at));
    row.bind(18, column(dose.created.offset));
    row.bind(19, int{dose.edition});
    row.bind(20, joined(dose.sets, "\n"));
    if (dose.low) row.bind(21, std::int64_t{dose.low->count()});
    bind_maybe(row, 22, dose.expires);
    row.exec();
    dose.id = last_id(db);
    for (Content& content : dose.contents) {
        const std::int64_t number = number_of(content.nutrient);
        content.nutrient = own.at(number);  // as it is called on file
        auto& part = prepared(dose_content_,
            "INSERT INTO dose_content(dose, nutrient, amount, compound, basis) VALUES (?1, ?2, ?3, ?4, ?5)");
        part.bind(1, dose.id);
        part.bind(2, number);
        bind_maybe(part, 3, content.amount);
        part.bind(4, content.compound);
        part.bind(5, column(content.basis));
        part.exec();
    }
}

void Change::Impl::insert(const Skip& skip, std::int64_t as_of) {
    auto& row =
        prepared(skip_, "INSERT INTO skip(uuid, stamp, dose, day, time, note, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    SQLite::bind(row, skip.uuid, as_of, skip.dose, column(skip.day), std::int64_t{skip.time.count()}, skip.note);
    bind_maybe(row, 7, skip.at);
    row.exec();
}

void Change::Impl::insert(const std::string& uuid, const Stage& stage, std::int64_t as_of) {
    auto& row =
        prepared(stage_, "INSERT INTO stage(uuid, stamp, stage, from_day, until_day) VALUES (?1, ?2, ?3, ?4, ?5)");
    row.bind(1, uuid);
    row.bind(2, as_of);
    row.bind(3, column(stage.stage));
    row.bind(4, column(stage.from));
    bind_maybe(row, 5, stage.until);
    row.exec();
}

void Change::Impl::insert(const std::string& key, const Setting& setting, std::int64_t as_of) {
    auto& row = prepared(setting_, "INSERT INTO setting(key, stamp, value) VALUES (?1, ?2, ?3)");
    SQLite::bind(row, key, as_of, setting.value);
    row.exec();
}

void Change::Impl::insert(const std::string& uuid, const StoredFood& food, std::int64_t as_of) {
    auto& row = prepared(food_, "INSERT INTO food(uuid, stamp, key, name, source) VALUES (?1, ?2, ?3, ?4, ?5)");
    row.bind(1, uuid);
    row.bind(2, as_of);
    row.bind(3, name_key(food.name));
    row.bind(4, food.name);
    row.bind(5, food.source);
    row.exec();
    const std::int64_t number = last_id(db);
    for (const auto& [nutrient, amount] : food.per_100g) {
        auto& part = prepared(food_amount_, "INSERT INTO food_amount(food, nutrient, amount) VALUES (?1, ?2, ?3)");
        SQLite::bind(part, number, number_of(nutrient), column(amount));
        part.exec();
    }
}

void Change::Impl::insert(const std::string& uuid, const CompleteDay& complete, std::int64_t as_of) {
    auto& row = prepared(complete_, "INSERT INTO complete_day(uuid, stamp, day, source) VALUES (?1, ?2, ?3, ?4)");
    SQLite::bind(row, uuid, as_of, column(complete.day), column(complete.source));
    row.exec();
}

void Change::Impl::insert(
    const std::string& uuid, const OwnIngredient& ingredient, std::int64_t as_of, std::int64_t number) {
    auto& row = prepared(
        ingredient_, "INSERT INTO ingredient(id, uuid, stamp, key, name, unit) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    if (number != 0) row.bind(1, number);
    row.bind(2, uuid);
    row.bind(3, as_of);
    row.bind(4, ingredient.key);
    row.bind(5, ingredient.label);
    row.bind(6, ingredient.unit);
    row.exec();
    own.forget();
}

std::int64_t Change::Impl::number_of(Nutrient nutrient) {
    if (const auto known = own.number_of(nutrient)) return *known;
    // The uuid comes from the name, so that devices which add the same ingredient agree; where that one was renamed,
    // another is drawn.
    const OwnIngredient& ingredient = own_value(nutrient);
    std::string uuid = ingredient.uuid.empty() ? "ingredient " + ingredient.key : ingredient.uuid;
    if (store::is_live(store::image_of(records, RecordKind::ingredient, uuid))) uuid = store::random_uuid();
    keep(RecordKind::ingredient, uuid, false);
    store::unbury(records, uuid);
    insert(uuid, ingredient, stamp);
    return last_id(db);
}

Change::Change(Store& store, Instant now, Kind kind)
    : impl_{guarded(
          [&] { return std::make_unique<Impl>(store.impl_->db, store.impl_->own, store.impl_->notice, now, kind); })} {}
Change::~Change() {
    impl_->own.forget();  // nothing that was not committed is on file
}

bool Change::empty() const { return impl_->id == 0; }

void Change::put(Intake& intake) {
    guarded([&] {
        impl_->make_room(RecordKind::intake, intake.uuid);
        impl_->insert(intake, impl_->stamp);
    });
}

void Change::put(Dose& dose) {
    guarded([&] {
        impl_->make_room(RecordKind::dose, dose.uuid);
        impl_->insert(dose, impl_->stamp);
    });
}

void Change::put(Skip& skip) {
    guarded([&] {
        impl_->make_room(RecordKind::skip, skip.uuid);
        impl_->insert(skip, impl_->stamp);
    });
}

void Change::put(const CompleteDay& complete) {
    guarded([&] {
        std::string uuid = record_key(complete);
        impl_->make_room(RecordKind::complete, uuid);
        impl_->insert(uuid, complete, impl_->stamp);
    });
}

void Change::rename(Nutrient own, const std::string& key, const std::string& label) {
    guarded([&] {
        OwnIngredient ingredient = own_value(own);
        const auto number = impl_->own.number_of(own);
        assert(number && !ingredient.uuid.empty());
        impl_->make_room(RecordKind::ingredient, ingredient.uuid);
        ingredient.key = key;
        ingredient.label = label;
        impl_->insert(ingredient.uuid, ingredient, impl_->stamp, *number);
    });
}

void Change::remove(const CompleteDay& complete) {
    guarded([&] { impl_->remove(RecordKind::complete, record_key(complete)); });
}

void Change::remove(const Intake& intake) {
    guarded([&] { impl_->remove(RecordKind::intake, intake.uuid); });
}

void Change::remove(const Dose& dose) {
    guarded([&] { impl_->remove(RecordKind::dose, dose.uuid); });
}

void Change::set(std::string_view key, const std::optional<std::string>& value) {
    guarded([&] {
        std::string name{key};
        if (value) {
            impl_->make_room(RecordKind::setting, name);
            impl_->insert(name, Setting{*value}, impl_->stamp);
        } else if (store::is_live(store::image_of(impl_->records, RecordKind::setting, name))) {
            impl_->remove(RecordKind::setting, name);
        }
    });
}

void Change::set_rule(const UserRule& rule, bool keep) {
    set(kept_key(rule), keep ? std::optional{spell_kept(rule)} : std::nullopt);
}

void Change::add_stage(const Stage& stage) {
    guarded([&] {
        std::string uuid;
        SQLite::Statement query{
            impl_->db, "SELECT uuid FROM stage WHERE stage = ?1 AND from_day = ?2 ORDER BY stamp DESC"};
        SQLite::bind(query, column(stage.stage), column(stage.from));
        std::vector<std::string> same;  // several, where two devices were merged
        while (query.executeStep()) same.push_back(query.getColumn(0).getString());
        for (std::size_t i = 1; i < same.size(); ++i) impl_->remove(RecordKind::stage, same[i]);
        if (!same.empty()) uuid = same.front();
        impl_->make_room(RecordKind::stage, uuid);
        impl_->insert(uuid, stage, next_stamp(impl_->db, impl_->now));
    });
}

void Change::remove_stages() {
    guarded([&] {
        std::vector<std::string> uuids;
        SQLite::Statement query{impl_->db, "SELECT uuid FROM stage ORDER BY from_day, stamp"};
        while (query.executeStep()) uuids.push_back(query.getColumn(0).getString());
        for (const auto& uuid : uuids) impl_->remove(RecordKind::stage, uuid);
    });
}

void Change::commit(const std::string& title) {
    guarded([&] {
        if (empty()) return;
        SQLite::Statement statement{impl_->db, "UPDATE change SET title = ?2 WHERE id = ?1"};
        SQLite::bind(statement, impl_->id, title);
        statement.exec();
        impl_->transaction.commit(
            [&](SQLite::Database& file) {
                SQLite::Statement row{
                    file, "SELECT 1 FROM change, clock WHERE id = ?1 AND at = ?2 AND title = ?3 AND stamp >= ?4"};
                SQLite::bind(row, impl_->id, column(impl_->now), title, impl_->stamp);
                return row.executeStep();
            },
            impl_->notice);
        impl_->notice();
    });
}

// --- taking back --------------------------------------------------------------------------------------------------

namespace {

constexpr const char* latest_done =
    "SELECT id, title, at, imported FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1";
constexpr const char* first_undone =
    "SELECT id, title, at, imported FROM change WHERE undone = 1"
    " AND id > coalesce((SELECT id FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1), 0) ORDER BY id LIMIT 1";

std::optional<ChangeTitle> title(SQLite::Database& db, const char* query) {
    SQLite::Statement statement{db, query};
    if (!statement.executeStep()) return std::nullopt;
    return ChangeTitle{statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
        store::instant_in(statement.getColumn(2)), statement.getColumn(3).getInt() != 0};
}

/// Exchanges the images that a change keeps with the present ones, so that redoing it is the same exchange once more.
/// What was exchanged gets a new stamp: to other devices, taking back is an edit like any other. Only an import is
/// taken back to the letter, as if it had never been, so that the same file can be imported again. Each record's stamp
/// is its own: life stages that began together stand in the order of their stamps.
void exchange(SQLite::Database& db, const ChangeTitle& change, Instant now) {
    if (change.imported) enlarge_cache(db);
    const store::Statements records{db};
    SQLite::Statement next{
        db, "SELECT place, kind, uuid, image FROM change_row WHERE change = ?1 AND place > ?2 ORDER BY place LIMIT 1"};
    SQLite::Statement keep{db, "UPDATE change_row SET image = ?3 WHERE change = ?1 AND place = ?2"};
    // One after the other: all images of an import of many years would be a lot of memory.
    for (std::int64_t place = 0;;) {
        next.reset();
        SQLite::bind(next, change.id, place);
        if (!next.executeStep()) return;
        place = next.getColumn(0).getInt64();
        const auto kind = store::enum_in<RecordKind>(next.getColumn(1));
        const std::string uuid = next.getColumn(2).getString();
        const Image image = next.getColumn(3).isNull() ? Image{} : Image{next.getColumn(3).getString()};
        next.reset();
        const Image present = store::image_of(records, kind, uuid);
        store::restore(records, kind, uuid, image);
        if (!change.imported) store::restamp(records, kind, uuid, image, next_stamp(db, now));
        keep.reset();
        keep.clearBindings();
        keep.bind(1, change.id);
        keep.bind(2, place);
        if (present) keep.bind(3, *present);
        keep.exec();
    }
}

std::optional<ChangeTitle> take(
    SQLite::Database& db, const std::function<void()>& notice, Instant now, const char* which, bool undone) {
    return guarded([&]() -> std::optional<ChangeTitle> {
        WriteTransaction transaction{db};
        const auto change = title(db, which);
        if (!change) return std::nullopt;
        exchange(db, *change, now);
        SQLite::Statement mark{db, "UPDATE change SET undone = ?2 WHERE id = ?1"};
        SQLite::bind(mark, change->id, undone ? 1 : 0);
        mark.exec();
        transaction.commit(
            [&](SQLite::Database& file) {
                SQLite::Statement row{file, "SELECT 1 FROM change WHERE id = ?1 AND undone = ?2"};
                SQLite::bind(row, change->id, undone ? 1 : 0);
                return row.executeStep();
            },
            notice);
        notice();
        return change;
    });
}

}  // namespace

std::optional<ChangeTitle> Store::undoable() const {
    return guarded([&] { return title(impl_->db, latest_done); });
}

std::optional<ChangeTitle> Store::redoable() const {
    return guarded([&] { return title(impl_->db, first_undone); });
}

std::optional<ChangeTitle> Store::undo(Instant now) {
    impl_->own.forget();
    return take(impl_->db, impl_->notice, now, latest_done, true);
}
std::optional<ChangeTitle> Store::redo(Instant now) {
    impl_->own.forget();
    return take(impl_->db, impl_->notice, now, first_undone, false);
}

}  // namespace epsom
