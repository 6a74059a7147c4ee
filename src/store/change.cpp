// One mechanism takes back every change. A record (a setting, a stage, an intake with its contents) is, at any time, in one
// of three states, and its image is that state as JSON:
//     null                never heard of
//     123                 removed, with the stamp of its end: a tombstone
//     [456, …]            on file: its stamp, then its columns, in the order of `records` below
// A change keeps the image that each record had before its first touch. Undoing it exchanges these images with the present
// ones, so that redoing it is the same exchange once more. What was exchanged gets a new stamp: to other devices, taking
// back is an edit like any other.

#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sys/random.h>

#include <array>
#include <set>

#include "columns.hpp"
#include "impl.hpp"

namespace epsom {

using store::column;
using store::guarded;

namespace {

enum class Record : std::uint8_t { setting, stage, intake };

struct RecordSql {
    const char* image;   // ?1 the uuid; one row when it is on file
    const char* remove;  // ?1 the uuid; several statements, separated by ';'
    const char* insert;  // ?1 the uuid, ?2 the image; likewise
    const char* stamp;   // ?1 the uuid, ?2 the new stamp
};

constexpr std::array records{
    RecordSql{"SELECT json_array(stamp, value) FROM setting WHERE key = ?1",
              "DELETE FROM setting WHERE key = ?1",
              "INSERT INTO setting(key, stamp, value) VALUES (?1, ?2 ->> 0, ?2 ->> 1)",
              "UPDATE setting SET stamp = ?2 WHERE key = ?1"},
    RecordSql{"SELECT json_array(stamp, stage, from_day, until_day) FROM stage WHERE uuid = ?1",
              "DELETE FROM stage WHERE uuid = ?1",
              "INSERT INTO stage(uuid, stamp, stage, from_day, until_day) VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2, ?2 ->> 3)",
              "UPDATE stage SET stamp = ?2 WHERE uuid = ?1"},
    RecordSql{"SELECT json_array(stamp, id, at, utc_offset, day, what, kind, servings, quantity, unit, source, route, note,"
              " (SELECT json_group_array(json_array(nutrient, amount, compound, basis)) FROM content"
              "  WHERE content.intake = intake.id)) FROM intake WHERE uuid = ?1",
              "DELETE FROM content WHERE intake = (SELECT id FROM intake WHERE uuid = ?1);"
              "DELETE FROM intake WHERE uuid = ?1",
              "INSERT INTO intake(uuid, stamp, id, at, utc_offset, day, what, kind, servings, quantity, unit, source, route, note)"
              " VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, ?2 ->> 4, ?2 ->> 5, ?2 ->> 6, ?2 ->> 7, ?2 ->> 8, ?2 ->> 9,"
              "  ?2 ->> 10, ?2 ->> 11, ?2 ->> 12);"
              "INSERT INTO content(day, nutrient, source, route, intake, amount, compound, basis)"
              " SELECT ?2 ->> 4, value ->> 0, ?2 ->> 10, ?2 ->> 11, ?2 ->> 1, value ->> 1, value ->> 2, value ->> 3"
              " FROM json_each(?2, '$[13]')",
              "UPDATE intake SET stamp = ?2 WHERE uuid = ?1"},
};

const RecordSql& sql(Record record) { return records[static_cast<std::size_t>(record)]; }

using Image = std::optional<std::string>;

/// Runs each statement of `text`; ?1 is the uuid, ?2, where a statement has it, the value.
template <class Value>
void run(SQLite::Database& db, std::string_view text, const std::string& uuid, const Value& value) {
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        SQLite::Statement statement{db, std::string{text.substr(0, end)}};
        statement.bind(1, uuid);
        if (statement.getBindParameterCount() > 1) statement.bind(2, value);
        statement.exec();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

Image image_of(SQLite::Database& db, Record record, const std::string& uuid) {
    SQLite::Statement live{db, sql(record).image};
    live.bind(1, uuid);
    if (live.executeStep()) return live.getColumn(0).getString();
    SQLite::Statement gone{db, "SELECT stamp FROM tombstone WHERE uuid = ?1"};
    gone.bind(1, uuid);
    if (gone.executeStep()) return gone.getColumn(0).getString();
    return std::nullopt;
}

void bury(SQLite::Database& db, Record record, const std::string& uuid, std::int64_t stamp) {
    SQLite::Statement statement{db, "INSERT OR REPLACE INTO tombstone(uuid, kind, stamp) VALUES (?1, ?2, ?3)"};
    SQLite::bind(statement, uuid, column(record), stamp);
    statement.exec();
}

void unbury(SQLite::Database& db, const std::string& uuid) {
    SQLite::Statement statement{db, "DELETE FROM tombstone WHERE uuid = ?1"};
    statement.bind(1, uuid);
    statement.exec();
}

void remove_live(SQLite::Database& db, Record record, const std::string& uuid) { run(db, sql(record).remove, uuid, std::int64_t{0}); }

/// Brings a record back to the state of `image`, as an edit that happens now. A record that was never heard of
/// becomes a tombstone, because another device may have heard of it since.
void restore(SQLite::Database& db, Record record, const std::string& uuid, const Image& image, std::int64_t stamp) {
    remove_live(db, record, uuid);
    if (image && image->front() == '[') {
        run(db, sql(record).insert, uuid, *image);
        run(db, sql(record).stamp, uuid, stamp);
        unbury(db, uuid);
    } else {
        bury(db, record, uuid, stamp);
    }
}

std::string random_uuid() {
    std::array<unsigned char, 16> bytes{};
    if (getentropy(bytes.data(), bytes.size()) != 0) throw MachineError{"the system gives no random numbers"};
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);  // version 4
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 0x0F];
    }
    return text;
}

/// A stamp later than every other that this file has seen, even when the machine's clock jumps back.
std::int64_t next_stamp(SQLite::Database& db, Instant now) {
    SQLite::Statement advance{db, "UPDATE clock SET stamp = max(stamp + 1, ?1) RETURNING stamp"};
    advance.bind(1, column(now) * std::int64_t{1'000'000});
    advance.executeStep();
    return advance.getColumn(0).getInt64();
}

std::optional<ChangeTitle> title(SQLite::Database& db, const char* query) {
    SQLite::Statement statement{db, query};
    if (!statement.executeStep()) return std::nullopt;
    return ChangeTitle{statement.getColumn(0).getInt64(), statement.getColumn(1).getString(), store::instant_in(statement.getColumn(2))};
}

constexpr const char* latest_done = "SELECT id, title, at FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1";
constexpr const char* first_undone =
    "SELECT id, title, at FROM change WHERE undone = 1"
    " AND id > coalesce((SELECT id FROM change WHERE undone = 0 ORDER BY id DESC LIMIT 1), 0) ORDER BY id LIMIT 1";

/// Exchanges the kept images of change `id` with the present ones.
void exchange(SQLite::Database& db, std::int64_t id, std::int64_t stamp) {
    SQLite::Statement rows{db, "SELECT place, kind, uuid, image FROM change_row WHERE change = ?1"};
    SQLite::Statement keep{db, "UPDATE change_row SET image = ?3 WHERE change = ?1 AND place = ?2"};
    struct Row { std::int64_t place; Record record; std::string uuid; Image image; };
    std::vector<Row> touched;
    rows.bind(1, id);
    while (rows.executeStep()) {
        touched.push_back({rows.getColumn(0).getInt64(), store::enum_in<Record>(rows.getColumn(1)), rows.getColumn(2).getString(),
                           rows.getColumn(3).isNull() ? Image{} : Image{rows.getColumn(3).getString()}});
    }
    for (const Row& row : touched) {
        const Image present = image_of(db, row.record, row.uuid);
        restore(db, row.record, row.uuid, row.image, stamp);
        keep.reset();
        keep.clearBindings();
        keep.bind(1, id);
        keep.bind(2, row.place);
        if (present) keep.bind(3, *present);
        keep.exec();
    }
}

}  // namespace

struct Change::Impl {
    Impl(SQLite::Database& database, Instant instant)
        : db{database}, transaction{db, SQLite::TransactionBehavior::IMMEDIATE}, now{instant}, stamp{next_stamp(db, now)} {}

    /// Keeps how the record was before this change touched it first.
    void keep(Record record, const std::string& uuid, bool is_new) {
        if (!is_new && !touched.insert(uuid).second) return;
        if (is_new) touched.insert(uuid);
        if (id == 0) begin();
        SQLite::Statement statement{db, "INSERT INTO change_row(change, place, kind, uuid, image) VALUES (?1, ?2, ?3, ?4, ?5)"};
        const Image image = is_new ? Image{} : image_of(db, record, uuid);
        statement.bind(1, id);
        statement.bind(2, ++places);
        statement.bind(3, column(record));
        statement.bind(4, uuid);
        if (image) statement.bind(5, *image);
        statement.exec();
    }

    /// A new change ends what could have been redone.
    void begin() {
        db.exec("DELETE FROM change_row WHERE change IN (SELECT id FROM change WHERE undone = 1);"
                "DELETE FROM change WHERE undone = 1");
        SQLite::Statement statement{db, "INSERT INTO change(at, title) VALUES (?1, '') RETURNING id"};
        statement.bind(1, column(now));
        statement.executeStep();
        id = statement.getColumn(0).getInt64();
    }

    void insert(Intake& intake) {
        SQLite::Statement row{db,
                              "INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, servings, quantity, unit, source, route, note)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING id"};
        if (intake.id != 0) row.bind(1, intake.id);
        row.bind(2, intake.uuid);
        row.bind(3, stamp);
        row.bind(4, column(intake.moment.at));
        row.bind(5, column(intake.moment.offset));
        row.bind(6, column(intake.day));
        row.bind(7, intake.what);
        row.bind(8, column(intake.kind));
        row.bind(9, column(intake.servings));
        if (intake.quantity) row.bind(10, column(*intake.quantity));
        row.bind(11, intake.unit);
        row.bind(12, column(intake.source));
        row.bind(13, column(intake.route));
        row.bind(14, intake.note);
        row.executeStep();
        intake.id = row.getColumn(0).getInt64();
        SQLite::Statement part{db,
                               "INSERT INTO content(day, nutrient, source, route, intake, amount, compound, basis)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"};
        for (const Content& content : intake.contents) {
            part.reset();
            part.clearBindings();
            part.bind(1, column(intake.day));
            part.bind(2, column(content.nutrient));
            part.bind(3, column(intake.source));
            part.bind(4, column(intake.route));
            part.bind(5, intake.id);
            if (content.amount) part.bind(6, column(*content.amount));
            part.bind(7, content.compound);
            part.bind(8, column(content.basis));
            part.exec();
        }
    }

    SQLite::Database& db;
    SQLite::Transaction transaction;  // rolls back unless it was committed
    Instant now;
    std::int64_t stamp;
    std::int64_t id = 0;
    std::int64_t places = 0;
    std::set<std::string> touched;
};

Change::Change(Store& store, Instant now)
    : impl_{guarded([&] { return std::make_unique<Impl>(store.impl_->db, now); })} {}
Change::~Change() = default;

bool Change::empty() const { return impl_->id == 0; }

void Change::put(Intake& intake) {
    guarded([&] {
        const bool is_new = intake.uuid.empty();
        if (is_new) intake.uuid = random_uuid();
        impl_->keep(Record::intake, intake.uuid, is_new);
        if (!is_new) remove_live(impl_->db, Record::intake, intake.uuid);
        impl_->insert(intake);
    });
}

void Change::remove(const Intake& intake) {
    guarded([&] {
        impl_->keep(Record::intake, intake.uuid, false);
        remove_live(impl_->db, Record::intake, intake.uuid);
        bury(impl_->db, Record::intake, intake.uuid, impl_->stamp);
    });
}

void Change::set(std::string_view key, const std::optional<std::string>& value) {
    guarded([&] {
        const std::string name{key};
        const Image before = image_of(impl_->db, Record::setting, name);
        if (!value && (!before || before->front() != '[')) return;
        impl_->keep(Record::setting, name, false);
        remove_live(impl_->db, Record::setting, name);
        if (!value) {
            bury(impl_->db, Record::setting, name, impl_->stamp);
            return;
        }
        SQLite::Statement statement{impl_->db, "INSERT INTO setting(key, stamp, value) VALUES (?1, ?2, ?3)"};
        SQLite::bind(statement, name, impl_->stamp, *value);
        statement.exec();
        unbury(impl_->db, name);
    });
}

void Change::add_stage(const Stage& stage) {
    guarded([&] {
        const std::string uuid = random_uuid();
        impl_->keep(Record::stage, uuid, true);
        SQLite::Statement statement{impl_->db, "INSERT INTO stage(uuid, stamp, stage, from_day, until_day) VALUES (?1, ?2, ?3, ?4, ?5)"};
        statement.bind(1, uuid);
        statement.bind(2, impl_->stamp);
        statement.bind(3, column(stage.stage));
        statement.bind(4, column(stage.from));
        if (stage.until) statement.bind(5, column(*stage.until));
        statement.exec();
    });
}

void Change::remove_stages() {
    guarded([&] {
        std::vector<std::string> uuids;
        SQLite::Statement query{impl_->db, "SELECT uuid FROM stage"};
        while (query.executeStep()) uuids.push_back(query.getColumn(0).getString());
        for (const auto& uuid : uuids) {
            impl_->keep(Record::stage, uuid, false);
            remove_live(impl_->db, Record::stage, uuid);
            bury(impl_->db, Record::stage, uuid, impl_->stamp);
        }
    });
}

void Change::commit(const std::string& title) {
    guarded([&] {
        if (empty()) return;
        SQLite::Statement statement{impl_->db, "UPDATE change SET title = ?2 WHERE id = ?1"};
        SQLite::bind(statement, impl_->id, title);
        statement.exec();
        impl_->transaction.commit();
    });
}

std::optional<ChangeTitle> Store::undoable() const {
    return guarded([&] { return title(impl_->db, latest_done); });
}

std::optional<ChangeTitle> Store::redoable() const {
    return guarded([&] { return title(impl_->db, first_undone); });
}

namespace {

std::optional<ChangeTitle> take(SQLite::Database& db, Instant now, const char* which, bool undone) {
    return guarded([&]() -> std::optional<ChangeTitle> {
        SQLite::Transaction transaction{db, SQLite::TransactionBehavior::IMMEDIATE};
        const auto change = title(db, which);
        if (!change) return std::nullopt;
        exchange(db, change->id, next_stamp(db, now));
        SQLite::Statement mark{db, "UPDATE change SET undone = ?2 WHERE id = ?1"};
        SQLite::bind(mark, change->id, undone ? 1 : 0);
        mark.exec();
        transaction.commit();
        return change;
    });
}

}  // namespace

std::optional<ChangeTitle> Store::undo(Instant now) { return take(impl_->db, now, latest_done, true); }
std::optional<ChangeTitle> Store::redo(Instant now) { return take(impl_->db, now, first_undone, false); }

}  // namespace epsom
