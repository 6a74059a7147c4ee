#include "records.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sys/random.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "columns.hpp"
#include "epsom/store/store.hpp"
#include "uuid_column.hpp"

namespace epsom::store {

using Record = RecordKind;

namespace {

struct RecordSql {
    const char* image;   // ?1 the uuid; one row when the record is on file
    const char* remove;  // ?1 the uuid; several statements, separated by ';'
    const char* insert;  // ?1 the uuid, ?2 the image; several statements, separated by ';'
    const char* stamp;   // ?1 the uuid, ?2 the new stamp
};

constexpr std::array records{
    RecordSql{"SELECT json_array(stamp, value) FROM setting WHERE key = ?1", "DELETE FROM setting WHERE key = ?1",
        "INSERT INTO setting(key, stamp, value) VALUES (?1, ?2 ->> 0, ?2 ->> 1)",
        "UPDATE setting SET stamp = ?2 WHERE key = ?1"},
    RecordSql{"SELECT json_array(stamp, stage, from_day, until_day) FROM stage WHERE uuid = ?1",
        "DELETE FROM stage WHERE uuid = ?1",
        "INSERT INTO stage(uuid, stamp, stage, from_day, until_day) VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2, ?2 ->> "
        "3)",
        "UPDATE stage SET stamp = ?2 WHERE uuid = ?1"},
    RecordSql{
        "SELECT json_array(coalesce(stamp, recorded), id, at, utc_offset, day, what, kind, uuid_text(dose), servings, "
        "quantity, unit, source, route, note, recorded,"
        " value, onset, origin, (SELECT json_group_array(json_array(nutrient, amount, compound, basis)) FROM content"
        "  WHERE content.intake = intake.id), edition, detail) FROM intake WHERE uuid = ?1",
        "DELETE FROM content WHERE intake = (SELECT id FROM intake WHERE uuid = ?1);"
        "DELETE FROM intake WHERE uuid = ?1",
        "INSERT INTO intake(uuid, stamp, id, at, utc_offset, day, what, kind, dose, servings, quantity, unit, source, "
        "route, note, recorded,"
        "  value, onset, origin, edition, detail)"
        " VALUES (?1, nullif(?2 ->> 0, ?2 ->> 14), ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, ?2 ->> 4, ?2 ->> 5, ?2 ->> 6,"
        "  uuid_key(?2 ->> 7), ?2 ->> 8, ?2 ->> 9, ?2 ->> 10, ?2 ->> 11, ?2 ->> 12, ?2 ->> 13, ?2 ->> 14, ?2 ->> 15,"
        "  ?2 ->> 16, ?2 ->> 17, coalesce(?2 ->> 19, 1), coalesce(?2 ->> 20, ''));"
        "INSERT INTO content(intake, nutrient, amount, compound, basis)"
        " SELECT ?2 ->> 1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?2, '$[18]')",
        "UPDATE intake SET stamp = nullif(?2, recorded) WHERE uuid = ?1"},
    RecordSql{
        "SELECT json_array(stamp, id, name, serving, unit, source, route, substance, note, plan, most, most_window, "
        "gap, stock,"
        " counted, created_at, created_offset, json(contents), edition, sets, low, expires) FROM dose WHERE uuid = ?1",
        "DELETE FROM dose WHERE uuid = ?1",
        "INSERT INTO dose(uuid, stamp, id, name, serving, unit, source, route, substance, note, plan, most, "
        "most_window, gap, stock,"
        "  counted, created_at, created_offset, contents, edition, sets, low, expires)"
        " VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, ?2 ->> 4, ?2 ->> 5, ?2 ->> 6, ?2 ->> 7, ?2 ->> 8, ?2 "
        "->> 9,"
        "  ?2 ->> 10, ?2 ->> 11, ?2 ->> 12, ?2 ->> 13, ?2 ->> 14, ?2 ->> 15, ?2 ->> 16, ?2 -> 17,"
        "  coalesce(?2 ->> 18, 1), coalesce(?2 ->> 19, ''), ?2 ->> 20, ?2 ->> 21)",
        "UPDATE dose SET stamp = ?2 WHERE uuid = ?1"},
    RecordSql{"SELECT json_array(stamp, uuid_text(dose), day, time, note, at) FROM skip WHERE uuid = ?1",
        "DELETE FROM skip WHERE uuid = ?1",
        "INSERT INTO skip(uuid, stamp, dose, day, time, note, at)"
        " VALUES (?1, ?2 ->> 0, uuid_key(?2 ->> 1), ?2 ->> 2, ?2 ->> 3, ?2 ->> 4, ?2 ->> 5)",
        "UPDATE skip SET stamp = ?2 WHERE uuid = ?1"},
    RecordSql{"SELECT json_array(stamp, key, name, source, json(amounts)) FROM food WHERE uuid = ?1",
        "DELETE FROM food WHERE uuid = ?1",
        "INSERT INTO food(uuid, stamp, key, name, source, amounts)"
        " VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, ?2 -> 4)",
        "UPDATE food SET stamp = ?2 WHERE uuid = ?1"},
    RecordSql{"SELECT json_array(stamp, day, source) FROM complete_day WHERE uuid = ?1",
        "DELETE FROM complete_day WHERE uuid = ?1",
        "INSERT INTO complete_day(uuid, stamp, day, source) VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2)",
        "UPDATE complete_day SET stamp = ?2 WHERE uuid = ?1"},
    RecordSql{"SELECT json_array(stamp, id, key, name, unit) FROM ingredient WHERE uuid = ?1",
        "DELETE FROM ingredient WHERE uuid = ?1",
        "INSERT INTO ingredient(uuid, stamp, id, key, name, unit) VALUES (?1, ?2 ->> 0, ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, "
        "?2 ->> 4)",
        "UPDATE ingredient SET stamp = ?2 WHERE uuid = ?1"},
};

const RecordSql& sql(Record record) { return records[static_cast<std::size_t>(record)]; }

/// Throws MachineError where there is none, as in a damaged file.
std::int64_t number_at(const std::string& text, std::size_t place) {
    std::int64_t number = 0;
    if (std::from_chars(text.data() + std::min(place, text.size()), text.data() + text.size(), number).ec !=
        std::errc{})
        throw damage();
    return number;
}

/// The answer, of one column at most, or none.
Image answer_of(const Records& db, std::string_view text, const std::string& uuid) {
    auto statement = db.statements.use(text);
    bind_uuid(*statement, 1, uuid);
    return statement->executeStep() ? Image{statement->getColumn(0).getString()} : Image{};
}

/// Runs each statement of `text`; ?1 is the uuid, ?2, where a statement has it, the value.
template <class Value> void run(const Records& db, std::string_view text, const std::string& uuid, const Value& value) {
    while (!text.empty()) {
        const auto end = std::min(text.find(';'), text.size());
        auto statement = db.statements.use(text.substr(0, end));
        bind_uuid(*statement, 1, uuid);
        if (statement->getBindParameterCount() > 1) statement->bind(2, value);
        statement->exec();
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

std::int64_t stamp_of(const Image& image) {
    if (!image) return 0;
    return number_at(*image, is_live(image) ? 1 : 0);
}

std::int64_t id_in(const std::string& image) { return number_at(image, image.find(',') + 1); }

Image image_of(const Records& db, Record record, const std::string& uuid) {
    auto live = answer_of(db, sql(record).image, uuid);
    return live ? live : answer_of(db, "SELECT stamp FROM tombstone WHERE uuid = ?1", uuid);
}

void bury(const Records& db, Record record, const std::string& uuid, std::int64_t stamp) {
    auto statement = db.statements.use("INSERT OR REPLACE INTO tombstone(uuid, kind, stamp) VALUES (?1, ?2, ?3)");
    bind_uuid(*statement, 1, uuid);
    statement->bind(2, column(record));
    statement->bind(3, stamp);
    statement->exec();
}

void unbury(const Records& db, const std::string& uuid) {
    run(db, "DELETE FROM tombstone WHERE uuid = ?1", uuid, std::int64_t{0});
}

namespace {

/// The sums of the entry's day are no longer what they were.
void note_day(const Records& db, Record record, const std::string& uuid) {
    if (record != Record::intake) return;
    auto day = db.statements.use("SELECT day FROM intake WHERE uuid = ?1");
    bind_uuid(*day, 1, uuid);
    if (day->executeStep()) db.day_sums.note_change(day->getColumn(0).getInt64());
}

}  // namespace

void remove_live(const Records& db, Record record, const std::string& uuid) {
    note_day(db, record, uuid);
    run(db, sql(record).remove, uuid, std::int64_t{0});
}

void restore(const Records& db, Record record, const std::string& uuid, const Image& image) {
    remove_live(db, record, uuid);
    unbury(db, uuid);
    if (is_live(image)) {
        run(db, sql(record).insert, uuid, *image);
        note_day(db, record, uuid);
    } else if (image) {
        bury(db, record, uuid, stamp_of(image));
    }
}

void restamp(const Records& db, Record record, const std::string& uuid, const Image& image, std::int64_t stamp) {
    if (is_live(image)) {
        run(db, sql(record).stamp, uuid, stamp);
    } else {
        bury(db, record, uuid, stamp);
    }
}

std::string random_uuid() {
    std::array<unsigned char, 16> bytes{};
    if (getentropy(bytes.data(), bytes.size()) != 0) throw MachineError{"no random numbers available from the system"};
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

}  // namespace epsom::store
