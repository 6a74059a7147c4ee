#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <cassert>

#include "change_impl.hpp"
#include "columns.hpp"
#include "day_sums.hpp"
#include "epsom/text/text.hpp"
#include "uuid_column.hpp"

namespace epsom {

using store::bind_uuid;
using store::column;
using store::guarded;
using store::Image;
using store::WriteTransaction;

namespace {

template <class T> void bind_maybe(SQLite::Statement& statement, int place, const std::optional<T>& value) {
    if (value) statement.bind(place, column(*value));
}

constexpr const char* keep_row = "INSERT INTO change_row(change, place, kind, uuid, image) VALUES (?1, ?2, ?3, ?4, ?5)";

/// The id of the row that was inserted last. RETURNING makes SQLite keep a table of results for every row, and is
/// slower.
std::int64_t last_id(const SQLite::Database& db) { return db.getLastInsertRowid(); }

/// Uuids fall anywhere in their index: 4 MB of pages at hand, in place of 2, hold that of a hundred thousand entries.
void enlarge_cache(SQLite::Database& db) { db.exec("PRAGMA cache_size = -4000"); }

}  // namespace

Change::Impl::Impl(const Store::Impl& store, Instant instant, Kind kind)
    : db{store.db},
      statements{store.statements},
      records{store.statements, store.day_sums},
      own{store.own},
      notice{store.notice},
      transaction{db},
      now{instant},
      counters{db, now},
      stamp{counters.next_stamp()},
      imported{kind == Kind::imported} {}

bool Change::Impl::finds(const char* sql, const std::string& uuid) {
    auto query = statements.use(sql);
    bind_uuid(*query, 1, uuid);
    return query->executeStep();
}

bool Change::Impl::was_removed(const std::string& uuid) {
    if (!any_removed) any_removed = db.execAndGet("SELECT EXISTS (SELECT 1 FROM tombstone)").getInt() != 0;
    return *any_removed && finds("SELECT 1 FROM tombstone WHERE uuid = ?1", uuid);
}

void Change::Impl::begin() {
    if (id != 0) return;
    if (imported) enlarge_cache(db);
    SQLite::Statement newest{db, "SELECT id, undone FROM change ORDER BY id DESC LIMIT 1"};
    if (!newest.executeStep()) {
        id = 1;
        return;
    }
    id = newest.getColumn(0).getInt64() + 1;
    if (newest.getColumn(1).getInt() == 0) return;
    // Changes that were taken back are the newest ones: only they are looked at, however many there are before them.
    newest.reset();
    id = db.execAndGet("SELECT coalesce((SELECT id FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1), 0) + 1")
             .getInt64();
    for (const char* forget : {"DELETE FROM change_row WHERE change >= ?1", "DELETE FROM change WHERE id >= ?1"}) {
        SQLite::Statement statement{db, forget};
        statement.bind(1, id);
        statement.exec();
    }
}

void Change::Impl::keep(RecordKind kind, const std::string& uuid) {
    if (!touched.insert(uuid).second) return;
    keep_image(kind, uuid, has_added(kind, uuid) ? Image{} : store::image_of(records, kind, uuid));
}

void Change::Impl::keep_image(RecordKind kind, const std::string& uuid, const Image& image) {
    begin();
    auto row = statements.use(keep_row);
    SQLite::bind(*row, id, ++places, column(kind));
    bind_uuid(*row, 4, uuid);
    if (image) row->bindNoCopy(5, *image);
    row->exec();
}

void Change::Impl::note_added(RecordKind kind, std::int64_t number) {
    begin();
    if (!added.empty() && added.back().kind == kind && added.back().last + 1 == number) added.back().last = number;
    else added.push_back({kind, number, number});
}

bool Change::Impl::has_added(RecordKind kind, const std::string& uuid) {
    if (added.empty() || (kind != RecordKind::intake && kind != RecordKind::food)) return false;
    auto query = statements.use(kind == RecordKind::intake ? std::string_view{"SELECT id FROM intake WHERE uuid = ?1"}
                                                           : "SELECT id FROM food WHERE uuid = ?1");
    bind_uuid(*query, 1, uuid);
    const std::int64_t number = query->executeStep() ? query->getColumn(0).getInt64() : 0;
    return std::ranges::any_of(
        added, [&](const Run& run) { return run.kind == kind && run.first <= number && number <= run.last; });
}

void Change::Impl::finish(const std::string& title) {
    for (const Run& run : added) {
        auto row = statements.use(keep_row);
        SQLite::bind(*row, id, ++places, column(run.kind), run.first, std::to_string(run.last));
        row->exec();
    }
    SQLite::Statement change{db, "INSERT INTO change(id, at, title, undone, imported) VALUES (?1, ?2, ?3, 0, ?4)"};
    SQLite::bind(change, id, column(now), title, imported ? 1 : 0);
    change.exec();
    records.day_sums.renew_changed();
    counters.save();
}

void Change::Impl::make_room(RecordKind kind, std::string& uuid) {
    if (uuid.empty()) {
        uuid = store::random_uuid();
        touched.insert(uuid);
        keep_image(kind, uuid, {});
        return;
    }
    keep(kind, uuid);
    store::remove_live(records, kind, uuid);
    store::unbury(records, uuid);
}

void Change::Impl::remove(RecordKind kind, const std::string& uuid) {
    keep(kind, uuid);
    store::remove_live(records, kind, uuid);
    store::bury(records, kind, uuid, stamp);
    any_removed = true;
}

void Change::Impl::insert(Intake& intake, std::int64_t as_of) {
    [[maybe_unused]] const bool is_new = insert_once(intake, as_of);
    assert(is_new);
}

bool Change::Impl::insert_once(Intake& intake, std::int64_t as_of) {
    if (intake.recorded == 0) intake.recorded = as_of;
    auto row = statements.use(
        "INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, servings, quantity, unit, source, "
        "route, note, dose,"
        " recorded, value, onset, origin, edition, detail)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) ON "
        "CONFLICT(uuid) DO NOTHING");
    const std::int64_t number = intake.id != 0 ? intake.id : counters.last_intake() + 1;
    row->bind(1, number);
    bind_uuid(*row, 2, intake.uuid);
    if (as_of != intake.recorded) row->bind(3, as_of);
    row->bind(4, column(intake.moment.at));
    row->bind(5, column(intake.moment.offset));
    row->bind(6, column(intake.day));
    row->bindNoCopy(7, intake.what);
    row->bind(8, column(intake.kind));
    row->bind(9, column(intake.servings));
    bind_maybe(*row, 10, intake.quantity);
    row->bindNoCopy(11, intake.unit);
    row->bind(12, column(intake.source));
    row->bind(13, column(intake.route));
    row->bindNoCopy(14, intake.note);
    if (!intake.dose.empty()) bind_uuid(*row, 15, intake.dose);
    row->bind(16, intake.recorded);
    if (intake.value) row->bind(17, *intake.value);
    if (intake.onset) row->bind(18, std::int64_t{intake.onset->count()});
    row->bind(19, intake.origin);
    row->bind(20, int{intake.edition});
    row->bindNoCopy(21, intake.detail);
    if (row->exec() == 0) return false;
    intake.id = number;
    counters.see_intake(number);
    store::DaySums* const sums =
        intake.contents.empty() ? nullptr : records.day_sums.enter(column(intake.day), intake.source, intake.route);
    for (Content& content : intake.contents) {
        const std::int64_t nutrient = number_of(content.nutrient);
        content.nutrient = own.at(nutrient);  // as it is called in this file
        auto part = statements.use(
            "INSERT INTO content(intake, nutrient, amount, compound, basis) VALUES (?1, ?2, ?3, ?4, ?5)");
        part->bind(1, intake.id);
        part->bind(2, nutrient);
        bind_maybe(*part, 3, content.amount);
        part->bindNoCopy(4, content.compound);
        part->bind(5, column(content.basis));
        part->exec();
        if (sums != nullptr) store::add(*sums, nutrient, intake.source, intake.route, content.amount, content.compound);
    }
    return true;
}

void Change::Impl::insert(Dose& dose, std::int64_t as_of) {
    if (dose.stock && dose.counted == 0) dose.counted = as_of;
    auto row = statements.use(
        "INSERT INTO dose(id, uuid, stamp, name, serving, unit, source, route, substance, note, plan, most, "
        "most_window, gap,"
        " stock, counted, created_at, created_offset, edition, sets, low, expires, contents)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
        "?22, ?23)");
    if (dose.id != 0) row->bind(1, dose.id);
    bind_uuid(*row, 2, dose.uuid);
    row->bind(3, as_of);
    row->bind(4, dose.name);
    row->bind(5, column(dose.serving.count));
    row->bind(6, dose.serving.unit);
    row->bind(7, column(dose.source));
    row->bind(8, column(dose.route));
    row->bind(9, dose.substance);
    row->bind(10, dose.note);
    row->bind(11, spell(dose.plan));
    bind_maybe(*row, 12, dose.limits.most);
    row->bind(13, std::int64_t{dose.limits.window.count()});
    row->bind(14, std::int64_t{dose.limits.gap.count()});
    bind_maybe(*row, 15, dose.stock);
    row->bind(16, dose.counted);
    row->bind(17, column(dose.created.at));
    row->bind(18, column(dose.created.offset));
    row->bind(19, int{dose.edition});
    row->bind(20, joined(dose.sets, "\n"));
    if (dose.low) row->bind(21, std::int64_t{dose.low->count()});
    bind_maybe(*row, 22, dose.expires);
    row->bind(23, json_of(dose.contents));
    row->exec();
    dose.id = last_id(db);
}

std::string Change::Impl::json_of(std::vector<Content>& contents) {
    std::string json;
    auto array = statements.use("SELECT json_array(?1, ?2, ?3, ?4)");
    for (Content& content : contents) {
        const std::int64_t number = number_of(content.nutrient);
        content.nutrient = own.at(number);  // as it is called in this file
        array->reset();
        array->clearBindings();
        array->bind(1, number);
        bind_maybe(*array, 2, content.amount);
        array->bind(3, content.compound);
        array->bind(4, column(content.basis));
        array->executeStep();
        json += (json.empty() ? "" : ",") + array->getColumn(0).getString();
    }
    return "[" + json + "]";
}

void Change::Impl::insert(const Skip& skip, std::int64_t as_of) {
    auto row =
        statements.use("INSERT INTO skip(uuid, stamp, dose, day, time, note, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    bind_uuid(*row, 1, skip.uuid);
    row->bind(2, as_of);
    bind_uuid(*row, 3, skip.dose);
    row->bind(4, column(skip.day));
    row->bind(5, std::int64_t{skip.time.count()});
    row->bind(6, skip.note);
    bind_maybe(*row, 7, skip.at);
    row->exec();
}

void Change::Impl::insert(const std::string& uuid, const Stage& stage, std::int64_t as_of) {
    auto row = statements.use("INSERT INTO stage(uuid, stamp, stage, from_day, until_day) VALUES (?1, ?2, ?3, ?4, ?5)");
    bind_uuid(*row, 1, uuid);
    row->bind(2, as_of);
    row->bind(3, column(stage.stage));
    row->bind(4, column(stage.from));
    bind_maybe(*row, 5, stage.until);
    row->exec();
}

void Change::Impl::insert(const std::string& key, const Setting& setting, std::int64_t as_of) {
    auto row = statements.use("INSERT INTO setting(key, stamp, value) VALUES (?1, ?2, ?3)");
    SQLite::bind(*row, key, as_of, setting.value);
    row->exec();
}

std::int64_t Change::Impl::insert(const std::string& uuid, const StoredFood& food, std::int64_t as_of) {
    std::string amounts;
    for (const auto& [nutrient, amount] : food.per_100g) {
        amounts += amounts.empty() ? "[" : ",[";
        amounts += std::to_string(number_of(nutrient)) + "," + std::to_string(column(amount)) + "]";
    }
    auto row =
        statements.use("INSERT INTO food(uuid, stamp, key, name, source, amounts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    bind_uuid(*row, 1, uuid);
    row->bind(2, as_of);
    row->bind(3, name_key(food.name));
    row->bind(4, food.name);
    row->bind(5, food.source);
    row->bind(6, "[" + amounts + "]");
    row->exec();
    return last_id(db);
}

void Change::Impl::insert(const std::string& uuid, const CompleteDay& complete, std::int64_t as_of) {
    auto row = statements.use("INSERT INTO complete_day(uuid, stamp, day, source) VALUES (?1, ?2, ?3, ?4)");
    SQLite::bind(*row, uuid, as_of, column(complete.day), column(complete.source));
    row->exec();
}

void Change::Impl::insert(
    const std::string& uuid, const OwnIngredient& ingredient, std::int64_t as_of, std::int64_t number) {
    auto row =
        statements.use("INSERT INTO ingredient(id, uuid, stamp, key, name, unit) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    row->bind(1, number != 0 ? number : counters.next_ingredient());
    bind_uuid(*row, 2, uuid);
    row->bind(3, as_of);
    row->bind(4, ingredient.key);
    row->bind(5, ingredient.label);
    row->bind(6, ingredient.unit);
    row->exec();
    own.forget();
}

std::int64_t Change::Impl::number_of(Nutrient nutrient) {
    if (const auto known = own.number_of(nutrient)) return *known;
    // The uuid comes from the name, so that devices which add the same ingredient agree; where that one was renamed,
    // another is drawn.
    const OwnIngredient& ingredient = own_value(nutrient);
    std::string uuid = ingredient.uuid.empty() ? "ingredient " + ingredient.key : ingredient.uuid;
    if (store::is_live(store::image_of(records, RecordKind::ingredient, uuid))) uuid = store::random_uuid();
    keep(RecordKind::ingredient, uuid);
    store::unbury(records, uuid);
    insert(uuid, ingredient, stamp);
    return last_id(db);
}

Change::Change(Store& store, Instant now, Kind kind)
    : impl_{guarded([&] { return std::make_unique<Impl>(*store.impl_, now, kind); })} {}
Change::~Change() {
    // What was not committed is not in the file.
    impl_->own.forget();
    impl_->records.day_sums.forget_changes();
}

bool Change::empty() const { return impl_->id == 0; }

void Change::put(Intake& intake) {
    guarded([&] {
        const bool is_new = intake.uuid.empty();
        if (is_new) intake.uuid = store::random_uuid();
        else impl_->make_room(RecordKind::intake, intake.uuid);
        impl_->insert(intake, impl_->stamp);
        if (is_new) impl_->note_added(RecordKind::intake, intake.id);
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
        while (query.executeStep()) same.push_back(store::uuid_in(query.getColumn(0)));
        for (std::size_t i = 1; i < same.size(); ++i) impl_->remove(RecordKind::stage, same[i]);
        if (!same.empty()) uuid = same.front();
        impl_->make_room(RecordKind::stage, uuid);
        impl_->insert(uuid, stage, impl_->counters.next_stamp());
    });
}

void Change::remove_stages() {
    guarded([&] {
        std::vector<std::string> uuids;
        SQLite::Statement query{impl_->db, "SELECT uuid FROM stage ORDER BY from_day, stamp"};
        while (query.executeStep()) uuids.push_back(store::uuid_in(query.getColumn(0)));
        for (const auto& uuid : uuids) impl_->remove(RecordKind::stage, uuid);
    });
}

void Change::commit(const std::string& title) {
    guarded([&] {
        if (empty()) return;
        impl_->finish(title);
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

constexpr const char* spell_out_entries =
    "INSERT INTO change_row(change, place, kind, uuid)"
    " SELECT ?1, (SELECT max(place) FROM change_row WHERE change = ?1) + row_number() OVER (), ?2, uuid FROM intake"
    " WHERE id BETWEEN ?3 AND ?4 AND uuid NOT IN (SELECT uuid FROM change_row WHERE change = ?1)";
constexpr const char* spell_out_foods =
    "INSERT INTO change_row(change, place, kind, uuid)"
    " SELECT ?1, (SELECT max(place) FROM change_row WHERE change = ?1) + row_number() OVER (), ?2, uuid FROM food"
    " WHERE id BETWEEN ?3 AND ?4 AND uuid NOT IN (SELECT uuid FROM change_row WHERE change = ?1)";

/// Gives each record that a change added, and that is known by its number alone, a row with its uuid: there was none
/// before. A record that the change touched again has its row.
void spell_out_added(SQLite::Database& db, const ChangeTitle& change, std::int64_t last_intake) {
    struct Run {
        std::int64_t place, kind, first, last;
    };
    std::vector<Run> added;
    SQLite::Statement runs{db,
        "SELECT place, kind, uuid, CAST(image AS INTEGER) FROM change_row"
        " WHERE change = ?1 AND typeof(uuid) = 'integer'"};
    runs.bind(1, change.id);
    while (runs.executeStep()) {
        added.push_back({runs.getColumn(0).getInt64(), runs.getColumn(1).getInt64(), runs.getColumn(2).getInt64(),
            runs.getColumn(3).getInt64()});
    }
    for (const Run& run : added) {
        const bool are_entries = run.kind == column(RecordKind::intake);
        const std::int64_t highest = are_entries ? last_intake : db.execAndGet("SELECT max(id) FROM food").getInt64();
        if (run.last < run.first || run.last > highest) throw store::damage();
        SQLite::Statement rows{db, are_entries ? spell_out_entries : spell_out_foods};
        SQLite::bind(rows, change.id, run.kind, run.first, run.last);
        rows.exec();
        SQLite::Statement spelled_out{db, "DELETE FROM change_row WHERE change = ?1 AND place = ?2"};
        SQLite::bind(spelled_out, change.id, run.place);
        spelled_out.exec();
    }
}

/// Exchanges the images that a change keeps with the present ones, so that redoing it is the same exchange once more.
/// What was exchanged gets a new stamp: to other devices, taking back is an edit like any other. Only an import is
/// taken back to the letter, as if it had never been, so that the same file can be imported again. Each record's stamp
/// is its own: life stages that began together stand in the order of their stamps.
void exchange(const store::Records& records, const ChangeTitle& change, Instant now) {
    SQLite::Database& db = records.statements.database();
    if (change.imported) enlarge_cache(db);
    store::Counters counters{db, now};
    spell_out_added(db, change, counters.last_intake());
    SQLite::Statement next{
        db, "SELECT place, kind, uuid, image FROM change_row WHERE change = ?1 AND place > ?2 ORDER BY place LIMIT 1"};
    SQLite::Statement keep{db, "UPDATE change_row SET image = ?3 WHERE change = ?1 AND place = ?2"};
    // One after the other: all images of an import of many years would be a lot of memory.
    for (std::int64_t place = 0;;) {
        next.reset();
        SQLite::bind(next, change.id, place);
        if (!next.executeStep()) break;
        place = next.getColumn(0).getInt64();
        const auto kind = store::enum_in<RecordKind>(next.getColumn(1));
        const std::string uuid = store::uuid_in(next.getColumn(2));
        const Image image = next.getColumn(3).isNull() ? Image{} : Image{next.getColumn(3).getString()};
        next.reset();
        const Image present = store::image_of(records, kind, uuid);
        store::restore(records, kind, uuid, image);
        if (!change.imported) store::restamp(records, kind, uuid, image, counters.next_stamp());
        keep.reset();
        keep.clearBindings();
        keep.bind(1, change.id);
        keep.bind(2, place);
        if (present) keep.bind(3, *present);
        keep.exec();
    }
    records.day_sums.renew_changed();
    counters.save();
}

std::optional<ChangeTitle> take(
    const store::Records& records, const std::function<void()>& notice, Instant now, const char* which, bool undone) {
    return guarded([&]() -> std::optional<ChangeTitle> {
        SQLite::Database& db = records.statements.database();
        WriteTransaction transaction{db};
        const auto change = title(db, which);
        if (!change) return std::nullopt;
        exchange(records, *change, now);
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
    return take({impl_->statements, impl_->day_sums}, impl_->notice, now, latest_done, true);
}
std::optional<ChangeTitle> Store::redo(Instant now) {
    impl_->own.forget();
    return take({impl_->statements, impl_->day_sums}, impl_->notice, now, first_undone, false);
}

}  // namespace epsom
