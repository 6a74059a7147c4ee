// A damaged data file is never shown as right: whatever happens to its bytes, what is read is what was written, or a
// MachineError.
#include <SQLiteCpp/SQLiteCpp.h>

#include <doctest/doctest.h>

#include <set>

#include "epsom/exchange/records.hpp"
#include "full_store.hpp"
#include "paths.hpp"
#include "store/page_checksum.hpp"
#include "store/page_sum.hpp"
#include "store/schema.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// The same file each time, and at once.
void fill(const fs::path& file) {
    static const std::string bytes = [] {
        const TemporaryDirectory directory;
        {
            Store store = Store::open(directory / "epsom.db", Store::Access::write);
            test::fill(store);
        }
        // Without pages that are free, what happens to which is no damage.
        SQLite::Database{(directory / "epsom.db").string(), SQLite::OPEN_READWRITE, 0, store::checked_files()}.exec(
            "VACUUM");
        return bytes_of(directory / "epsom.db");
    }();
    write_file(file, bytes);
}

std::string everything(const fs::path& file) { return test::everything(Store::open(file, Store::Access::read)); }

enum class Answer { right, refused, wrong };

class Damage {
public:
    Damage() {
        fill(file_);
        bytes_ = bytes_of(file_);
        right_ = everything(file_);
    }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

    /// What reading everything gives where these are the bytes of the file.
    Answer read(std::string_view bytes) {
        put(bytes);
        ++tried_;
        try {
            const bool right = everything(file_) == right_;
            ++(right ? harmless_ : wrong_);
            return right ? Answer::right : Answer::wrong;
        } catch (const MachineError&) {
            ++refused_;
            return Answer::refused;
        }
    }
    /// Whether `check database` finds something, or cannot even open what it is given.
    bool found(std::string_view bytes) {
        put(bytes);
        try {
            const bool any = !Store::open(file_, Store::Access::inspect).faults().empty();
            if (any) ++found_;
            return any;
        } catch (const MachineError&) {
            ++found_;
            return true;
        }
    }
    void report(const std::string& what) const {
        MESSAGE(what << ": " << tried_ << " tried, " << refused_ << " noticed on reading, " << found_
                     << " by check database, " << harmless_ << " harmless, " << wrong_ << " wrong");
    }

private:
    void put(std::string_view bytes) {
        fs::remove(file_.string() + "-journal");
        write_file(file_, bytes);
    }
    TemporaryDirectory directory_;
    fs::path file_ = directory_ / "epsom.db";
    std::string bytes_, right_;
    int tried_ = 0, refused_ = 0, found_ = 0, harmless_ = 0, wrong_ = 0;
};

/// The records that can be saved of a file, as lines of an export.
std::pair<std::set<std::string>, Store::Saved> salvaged(const fs::path& file) {
    std::set<std::string> lines;
    const auto saved =
        Store::salvage(file, [&lines](const Stored& record) { lines.insert(exchange::export_line(record)); });
    return {lines, saved};
}

std::string sentence(const std::function<void()>& work) {
    try {
        work();
    } catch (const MachineError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("no flipped bit of a data file goes unnoticed") {
    Damage damage;
    std::string bytes = damage.bytes();
    const std::size_t step = all() ? 1 : 997;
    for (std::size_t at = 0; at < bytes.size(); at += at < 100 && step > 1 ? 3 : step) {
        const auto flip = [&](int bit) {
            bytes[at] = static_cast<char>(bytes[at] ^ 1 << bit);
            CAPTURE(at);
            CAPTURE(bit);
            CHECK(damage.read(bytes) != Answer::wrong);
            CHECK(damage.found(bytes));
            bytes[at] = damage.bytes()[at];
        };
        // Each byte loses one bit, and each of the head and of some others every one.
        if (at < 100 || at % 97 == 0) {
            for (int bit = 0; bit < 8; ++bit) flip(bit);
        } else {
            flip(static_cast<int>(at % 8));
        }
    }
    damage.report("flips");
}

TEST_CASE("a data file that is cut short, or that another follows, is noticed or right") {
    Damage damage;
    const std::string& bytes = damage.bytes();
    const std::size_t step = all() ? 100 : 7100;
    for (std::size_t size = step; size < bytes.size(); size += step) {
        CAPTURE(size);
        CHECK(damage.read(bytes.substr(0, size)) != Answer::wrong);
        CHECK(damage.found(bytes.substr(0, size)));
    }
    for (std::size_t size = 4096; size < bytes.size(); size += all() ? 4096 : 8 * 4096) {
        CAPTURE(size);
        CHECK(damage.read(bytes.substr(0, size)) != Answer::wrong);
        CHECK(damage.found(bytes.substr(0, size)));
    }
    damage.report("cuts");
    for (const std::size_t more : {1U, 511U, 4096U, 10'000U})
        CHECK(damage.read(bytes + std::string(more, 'x')) == Answer::right);
}

TEST_CASE("pages that are zero, garbage, those of another place or older ones are noticed or right") {
    Damage damage;
    const std::string& bytes = damage.bytes();
    std::mt19937 random{20261126};
    const std::size_t pages = bytes.size() / 4096;
    for (std::size_t page = 0; page < pages; page += all() ? 1 : 5) {
        for (const std::size_t size : {std::size_t{512}, std::size_t{4096}}) {
            std::string zero = bytes, garbage = bytes, moved = bytes;
            zero.replace(page * 4096, size, std::string(size, '\0'));
            for (std::size_t i = 0; i < size; ++i) garbage[page * 4096 + i] = static_cast<char>(random());
            moved.replace(page * 4096, size, bytes.substr((page + 3) % pages * 4096, size));
            for (const std::string& now : {zero, garbage, moved}) {
                if (now == bytes) continue;
                CAPTURE(page);
                CHECK(damage.read(now) != Answer::wrong);
                CHECK(damage.found(now));
            }
        }
    }
    damage.report("pages");
}

TEST_CASE("a page in the place of another is no page of the file, however much they are alike") {
    Damage damage;
    std::string bytes = damage.bytes();
    for (std::size_t page = 1; page < bytes.size() / 4096; ++page)
        bytes.replace(page * 4096, 4096, damage.bytes().substr(4096, 4096));
    const TemporaryDirectory directory;
    write_file(directory / "epsom.db", bytes);
    const auto pages = std::to_string(bytes.size() / 4096);
    CHECK(Store::open(directory / "epsom.db", Store::Access::inspect)
              .faults()
              .at(0)
              .starts_with(
                  std::to_string(bytes.size() / 4096 - 2) + " of its " + pages + " pages are damaged (pages 3, 4"));
}

TEST_CASE("what is no data file at all is refused") {
    Damage damage;
    std::mt19937 random{5};
    for (int trial = 0; trial < 20; ++trial) {
        std::string garbage(1 + random() % 20'000, '\0');
        for (char& c : garbage) c = static_cast<char>(random());
        CHECK(damage.read(garbage) == Answer::refused);
        if (garbage.size() > 200)
            CHECK(damage.read(damage.bytes().substr(0, 100) + garbage.substr(100)) == Answer::refused);
    }
    CHECK(damage.read("Bought magnesium today.\n") == Answer::refused);
    CHECK(damage.read("S") == Answer::refused);
}

TEST_CASE("what another program wrote consistently is taken over with one warning, and carries checksums again") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    for (const char* sql :
        {"UPDATE content SET amount = amount + 1 WHERE nutrient = 0", "VACUUM", "PRAGMA page_size = 8192; VACUUM",
            "CREATE INDEX extra ON intake (note)", "PRAGMA journal_mode = WAL; UPDATE intake SET note = 'edited'"}) {
        for (const auto access : {Store::Access::read, Store::Access::write, Store::Access::inspect}) {
            CAPTURE(sql);
            fs::remove(file);
            fill(file);
            SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(sql);
            {
                const Store store = Store::open(file, access);
                REQUIRE(store.warnings().size() == 1);
                CHECK(store.warnings()[0].starts_with("another program changed the database ("));
                CHECK(store.warnings()[0].ends_with("epsom checked the changes and accepted them"));
            }
            CHECK(Store::open(file, Store::Access::read).warnings().empty());
            CHECK(Store::open(file, Store::Access::inspect).faults().empty());
            CHECK(!fs::exists(file.string() + "-wal"));
            std::string bytes = bytes_of(file);
            bytes[bytes.size() / 2] ^= 1;
            write_file(file, bytes);
            CHECK(!Store::open(file, Store::Access::inspect).faults().empty());
        }
    }
}

TEST_CASE("what another program wrote against epsom's rules is refused, and what is wrong is named") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    struct Case {
        const char* sql;
        const char* wrong;
    };
    for (const auto& [sql, wrong] : {Case{"DROP TABLE skip", "its table 'skip' differs from the schema of epsom"},
             Case{"ALTER TABLE intake ADD COLUMN mood TEXT", "its table 'intake' differs from the schema of epsom"},
             Case{"UPDATE dose SET plan = 'zz'", "a record has an unknown value"},
             Case{"CREATE TRIGGER t AFTER INSERT ON intake BEGIN SELECT 1; END", "unexpected trigger t"}}) {
        fs::remove(file);
        fill(file);
        SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(sql);
        const std::string bytes = bytes_of(file);
        CHECK(sentence([&] { everything(file); })
                  .starts_with(std::string{"another program changed the database,"
                                           " which is now inconsistent: "} +
                               wrong));
        CHECK(Store::open(file, Store::Access::inspect).faults().at(0).starts_with(wrong));
        CHECK(bytes_of(file) == bytes);
    }
}

TEST_CASE("one flipped byte in each page is never another program's, and nearly always all of the file can be saved") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    fill(file);
    const std::set<std::string> all = salvaged(file).first;
    const std::string right = bytes_of(file);
    int tried = 0, whole = 0;
    for (std::size_t at = 24; at < right.size(); at += at < 100 ? 1 : 4096 - 37) {
        std::string bytes = right;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        write_file(file, bytes);
        CAPTURE(at);
        std::vector<std::string> warnings;
        const std::string said = sentence([&] { warnings = Store::open(file, Store::Access::read).warnings(); });
        CHECK(warnings.empty());
        CHECK(said.find("another program changed") == std::string::npos);
        write_file(file, bytes);
        tried += at < 100 ? 0 : 1;
        try {
            const auto [saved, of] = salvaged(file);
            CHECK((saved == all || !of.lost.empty()));
            whole += at < 100 || !of.lost.empty() ? 0 : 1;
        } catch (const MachineError&) {
            CHECK(at < 4096);  // where the file says whose it is, and where its tables are
        }
        CHECK(bytes_of(file) == bytes);
    }
    MESSAGE(whole << " of " << tried << " saved as a whole");
    CHECK(whole >= tried * 4 / 5);
}

TEST_CASE("what is saved of a file with lost pages was in it or has unknown amounts, and what is lost is named") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    fill(file);
    const std::set<std::string> all = salvaged(file).first;
    const std::string right = bytes_of(file);
    int nothing = 0, less = 0;
    for (std::size_t at = 0; at < right.size(); at += 4096) {
        CAPTURE(at / 4096);
        write_file(file, std::string{right}.replace(at, 4096, std::string(4096, '\0')));
        try {
            const auto [saved, of] = salvaged(file);
            std::size_t same = 0;
            for (const std::string& line : saved) {
                if (all.contains(line)) ++same;
                else
                    CHECK((line.find("\"amount\":null") != std::string::npos ||
                           line.find("\"ng_per_100g\":{}") != std::string::npos));
            }
            CHECK((same == all.size() || !of.lost.empty()));
            less += same < all.size() ? 1 : 0;
        } catch (const MachineError&) {
            ++nothing;
        }
    }
    CHECK(less > 3);
    CHECK(nothing <= 3);  // the pages that say where the tables are
}

TEST_CASE("a file of 0.1.0, without a mark of who wrote it, is taken over from another program or refused as damaged") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_second_schema(file);
    std::string right = bytes_of(file);
    right.replace(96, 4, std::string{"\x00\x2e\x76\x19", 4});  // 3.45.1
    store::seal(reinterpret_cast<unsigned char*>(right.data()), 4096, 0);
    for (const auto access : {Store::Access::read, Store::Access::write, Store::Access::inspect}) {
        write_file(file, right);
        CHECK(Store::open(file, access).warnings().empty());
        write_file(file, right);
        SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("UPDATE intake SET note = 'edited'");
        {
            const Store store = Store::open(file, access);
            CHECK(store.warnings().size() == 1);
            CHECK(store.faults().empty());
        }
        CHECK(Store::open(file, access).warnings().empty());
        write_file(file, right);
        SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("UPDATE content SET amount = -1");
        if (access == Store::Access::inspect)
            CHECK(Store::open(file, access).faults().at(0).starts_with("impossible amounts"));
        else
            CHECK(sentence([&] { (void)Store::open(file, access); })
                      .starts_with("another program changed the database,"
                                   " which is now inconsistent: impossible"
                                   " amounts"));
    }
    // A flipped byte is nobody's writing.
    write_file(file, right);
    const auto all = salvaged(file).first;
    for (std::size_t at = 30; at < right.size(); at += at < 100 ? 1 : 1021) {
        std::string bytes = right;
        bytes[at] ^= 4;
        write_file(file, bytes);
        CAPTURE(at);
        std::vector<std::string> warnings;
        const std::string said = sentence([&] { warnings = Store::open(file, Store::Access::read).warnings(); });
        CHECK(warnings.empty());
        CHECK(said.find("another program changed") == std::string::npos);
        write_file(file, bytes);
        try {
            const auto [saved, of] = salvaged(file);
            CHECK((saved == all || !of.lost.empty()));
        } catch (const MachineError&) {
            CHECK(at < 4096);
        }
    }
}

TEST_CASE("the marks of others are believed over their pages") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    fill(file);
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("PRAGMA user_version = 77");
    for (const auto access : {Store::Access::read, Store::Access::write, Store::Access::inspect}) {
        CHECK(sentence([&] { (void)Store::open(file, access); }) ==
              "the database was written by a newer epsom (schema 77, this version knows " +
                  std::to_string(store::newest_schema()) + ")");
    }
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("PRAGMA application_id = 1234");
    for (const auto access : {Store::Access::read, Store::Access::write, Store::Access::inspect}) {
        CHECK(sentence([&] { (void)Store::open(file, access); }) == "the database belongs to another program");
    }
}

TEST_CASE("what epsom does not write is found, though its pages are whole") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    struct Case {
        const char* damage;
        const char* found;
    };
    for (const auto& [damage, found] : {
             Case{"PRAGMA foreign_keys = OFF; DELETE FROM intake WHERE id = 1", "rows that belong to no record: "},
             Case{"UPDATE intake SET day = day - 1 WHERE id = 1", "days whose totals differ from their entries: "},
             Case{"UPDATE content SET amount = amount + 1 WHERE intake = 1",
                 "days whose totals differ from their entries: 1"},
             Case{"DELETE FROM day_sum WHERE day = (SELECT day FROM intake WHERE id = 1)",
                 "days whose totals differ from their entries: 1"},
             Case{"DELETE FROM change WHERE id = 1", "rows that belong to no record: "},
             Case{"UPDATE change_row SET image = 0 WHERE typeof(uuid) = 'integer'",
                 "records that undo could not restore: "},
             Case{"UPDATE intake SET kind = 10 WHERE id = 1", "rows of an unknown kind: 1"},
             Case{"UPDATE content SET amount = -1 WHERE amount IS NOT NULL", "impossible amounts: "},
             Case{"UPDATE content SET amount = 9223372036854775807 WHERE amount IS NOT NULL", "impossible amounts: "},
             Case{"INSERT OR REPLACE INTO tombstone SELECT uuid, 2, 1 FROM intake WHERE id = 3",
                 "records both present and deleted: 1"},
             Case{"UPDATE clock SET stamp = 1", "changes later than the database clock: "},
             Case{"UPDATE change_row SET image = '[1, 2' WHERE image IS NOT NULL",
                 "records that undo could not restore: "},
             Case{"UPDATE change_row SET image = '[\"x\", 2]' WHERE image IS NOT NULL",
                 "records that undo could not restore: "},
         }) {
        fs::remove(file);
        fill(file);
        SQLite::Database{file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()}.exec(damage);
        const auto faults = Store::open(file, Store::Access::inspect).faults();
        const std::string_view done{damage};  // clang 14 hands no part of a structured binding on
        CAPTURE(done);
        REQUIRE(!faults.empty());
        CHECK(faults[0].starts_with(found));
    }
    fs::remove(file);
    fill(file);
    CHECK(Store::open(file, Store::Access::inspect).faults() == std::vector<std::string>{});
}

TEST_CASE("undo of what cannot be brought back says so in one sentence, and changes nothing") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    for (const char* image : {"", "[", "[x, 1]", "999999999999999999999", "{}"}) {
        fs::remove(file);
        fill(file);
        SQLite::Database db{file.string(), SQLite::OPEN_READWRITE, 0, store::checked_files()};
        SQLite::Statement set{
            db, "UPDATE change_row SET image = ?1 WHERE change = (SELECT max(id) FROM change WHERE undone = 0)"};
        set.bind(1, image);
        set.exec();
        const std::string before = everything(file);
        CAPTURE(image);
        CHECK(sentence([&] { Store::open(file, Store::Access::write).undo(utc("2026-11-20T22:00")); }) ==
              "the database is damaged");
        CHECK(everything(file) == before);
    }
}

TEST_CASE("a backup is whole and carries checksums, and works when it is copied over the data file") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    const fs::path backup = directory / "backup.db";
    fill(file);
    const std::string right = everything(file);
    Store::open(file, Store::Access::read).back_up(backup);
    CHECK(everything(backup) == right);
    SQLite::Database db{backup.string(), SQLite::OPEN_READONLY, 0, store::checked_files()};
    db.execAndGet("SELECT count(*) FROM intake");
    CHECK(store::carries_checksums(db) == true);
    CHECK(store::damaged_pages(db).pages.empty());
    std::string bytes = bytes_of(file);
    bytes[bytes.size() - 100] ^= 1;
    write_file(file, bytes);
    CHECK(!Store::open(file, Store::Access::inspect).faults().empty());
    fs::copy_file(backup, file, fs::copy_options::overwrite_existing);
    CHECK(everything(file) == right);
    CHECK(Store::open(file, Store::Access::inspect).faults().empty());
    logged(*std::make_unique<Store>(Store::open(file, Store::Access::write)), glycinate("100mg", "2026-10-20 08:00"));
}

TEST_CASE("a backup of a large file that is damaged is not made") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    {
        Store store = Store::open(file, Store::Access::write);
        log_all(store, std::vector(12000, almonds("30g", "2026-10-20 08:00")));
    }
    std::string bytes = bytes_of(file);
    REQUIRE(bytes.size() > 2 * 2'048'000);  // more than SQLite keeps in memory, so that pages are written out of order
    const fs::path backup = directory / "backup.db";
    Store::open(file, Store::Access::read).back_up(backup);
    CHECK(Store::open(backup, Store::Access::inspect).faults().empty());
    bytes[bytes.size() / 2] ^= 64;
    write_file(file, bytes);
    fs::remove(backup);
    CHECK(sentence([&] { Store::open(file, Store::Access::read).back_up(backup); }) == "the database is damaged");
}

// --- files of before there were checksums --------------------------------------------------------------------------

namespace {

void write_first_schema(const fs::path& file) {
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(
        bytes_of(test::data_path("schema_1.sql")));
}
bool has_checksums(const fs::path& file) { return bytes_of(file).at(20) == 8; }

}  // namespace

TEST_CASE("a file without checksums gets them when it is first opened") {
    const TemporaryDirectory directory;
    for (const auto access : {Store::Access::read, Store::Access::write}) {
        const fs::path file = directory / "epsom.db";
        fs::remove(file);
        write_first_schema(file);
        CHECK_FALSE(has_checksums(file));
        (void)Store::open(file, access);
        CHECK(has_checksums(file));
        CHECK(Store::open(file, Store::Access::inspect).faults().empty());
        CHECK(Store::open(file, Store::Access::write).undo(utc("2026-11-20T21:00"))->title ==
              "log remove #4 glycinate 100 mg");
    }
}

TEST_CASE("peeking at a file without checksums reads it and leaves it as it is") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_first_schema(file);
    const std::string bytes = bytes_of(file);
    CHECK(Store::open(file, Store::Access::peek).doses().size() == 1);
    CHECK(bytes_of(file) == bytes);
}

TEST_CASE("a file without checksums that another reads stays as it is for now") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_first_schema(file);
    const std::string bytes = bytes_of(file);
    SQLite::Database other{file.string(), SQLite::OPEN_READONLY};
    SQLite::Statement reading{other, "SELECT * FROM intake"};
    REQUIRE(reading.executeStep());
    CHECK(Store::open(file, Store::Access::read).doses().size() == 1);
    CHECK(bytes_of(file) == bytes);
}

TEST_CASE("a file without checksums that is damaged already does not get any") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_first_schema(file);
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE "
        "name = 'skip') WHERE name = 'food'");
    const std::string bytes = bytes_of(file);
    CHECK(sentence([&] { (void)Store::open(file, Store::Access::write); }) == "the database is damaged");
    CHECK(bytes_of(file) == bytes);
    CHECK(!Store::open(file, Store::Access::inspect).faults().empty());
}

TEST_CASE("a large file without checksums gets them whole") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    write_first_schema(file);
    {
        SQLite::Database db{file.string(), SQLite::OPEN_READWRITE};
        db.exec(
            "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            " INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, servings, unit, source, route, "
            "note, recorded, origin)"
            " SELECT i, 'uuid of ' || i, i, i, 0, 0, 'oxide', 0, 1000, '', 0, 0, hex(zeroblob(100)), i, 0 FROM n");
    }
    REQUIRE(fs::file_size(file) > 4'000'000);
    const Store store = Store::open(file, Store::Access::write);
    CHECK(Store::open(file, Store::Access::inspect).faults().empty());
    CHECK(store.intake(20000).has_value());
}

TEST_CASE("a SQLite file in which there is nothing becomes a data file with checksums") {
    const TemporaryDirectory directory;
    const fs::path file = directory / "epsom.db";
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(
        "PRAGMA user_version = 1; PRAGMA user_version = 0");
    REQUIRE(fs::file_size(file) == 4096);
    {
        Store store = Store::open(file, Store::Access::write);
        logged(store, glycinate("100mg", "2026-10-20 08:00"));
    }
    CHECK(has_checksums(file));
    CHECK(Store::open(file, Store::Access::read).latest(1).has_value());
}
