#include "epsom/store/store.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>

#include "columns.hpp"
#include "epsom/domain/settings.hpp"
#include "epsom/text/text.hpp"
#include "impl.hpp"
#include "schema.hpp"

namespace epsom {

namespace fs = std::filesystem;
using store::column;
using store::day_in;
using store::enum_in;
using store::guarded;
using store::instant_in;
using store::mass_in;
using store::maybe_mass_in;
using store::minutes_in;
using store::offset_in;

namespace store {

MachineError damage() {
    return MachineError{"the database is damaged", std::string{damage_remedy} + "; details: epsom check database"};
}

namespace {

MachineError not_a_database() {
    return MachineError{"the file is not an epsom database", "choose another file with --db or EPSOM_DB"};
}

}  // namespace

bool is_harmless(const SQLite::Exception& error) {
    constexpr std::array harmless{SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_BUSY, SQLITE_FULL};
    return std::ranges::find(harmless, error.getErrorCode() & 0xFF) != harmless.end();
}

bool is_damage(const SQLite::Exception& error) {
    return (error.getErrorCode() & 0xFF) == SQLITE_CORRUPT || error.getErrorCode() == SQLITE_IOERR_DATA ||
           error.getExtendedErrorCode() == SQLITE_IOERR_DATA ||
           std::string_view{error.what()} == "malformed JSON";  // an image for undo
}

void rethrow_as_machine_error() {
    try {
        throw;
    } catch (const SQLite::Exception& error) {
        switch (error.getErrorCode() & 0xFF) {
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                throw MachineError{
                    "the database has been locked by another program for over 5 s", "close that program and try again"};
            case SQLITE_FULL:
                throw MachineError{"the disk is full; nothing was changed", "free some space and try again"};
            case SQLITE_READONLY:
                throw MachineError{
                    "the database cannot be written", "check the permissions of the file and its directory"};
            case SQLITE_CANTOPEN:
                throw MachineError{
                    "the database cannot be opened", "check that the path exists and can be read and written"};
            case SQLITE_NOTADB: throw not_a_database();
            case SQLITE_CORRUPT: throw damage();
            case SQLITE_IOERR:
                if (is_damage(error)) throw damage();
                throw MachineError{"the database cannot be read or written: the disk reports an error"};
            case SQLITE_CONSTRAINT: throw MachineError{"the database is inconsistent", damage().hint()};
            default:
                if (is_damage(error)) throw damage();
                throw MachineError{std::string{"the database cannot be used: "} + error.what()};
        }
    }
}

namespace {

void end_reading(SQLite::Database& db) {
    if (sqlite3_get_autocommit(db.getHandle()) == 0) db.exec("COMMIT");
}

void begin_writing(SQLite::Database& db) {
    // Rollback journal, and its removal synced as well: what was confirmed survives a power cut.
    db.exec("PRAGMA synchronous = EXTRA; BEGIN IMMEDIATE");
}

}  // namespace

void begin(SQLite::Database& db, Store::Access access) {
    if (access == Store::Access::write) begin_writing(db);
    else db.exec("BEGIN");
}

void defend(SQLite::Database& db) {
    sqlite3* handle = db.getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    // Else damage that is met while the tables' names are read is an error of the disk.
    sqlite3_extended_result_codes(handle, 1);
    // What is freed is overwritten, which also gives each page its checksum.
    db.exec("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON");
}

WriteTransaction::WriteTransaction(SQLite::Database& db) : db_{db} {
    if (sqlite3_txn_state(db.getHandle(), nullptr) == SQLITE_TXN_WRITE) return;
    end_reading(db);  // what was read may be old by the time that the lock is there
    begin_writing(db);
}

WriteTransaction::~WriteTransaction() {
    if (!over_) db_.tryExec("ROLLBACK");
}

namespace {

/// Whether the file is as after the commit, when that met an error: false too where a journal will bring it back to
/// what it was before. Empty when the file cannot be asked. It is read by itself and without locks, which the
/// connection that failed may still hold.
std::optional<bool> look_into_file(const std::string& file, const WriteTransaction::IsThere& is_there) {
    std::array<char, 8> head{};
    std::ifstream{file + "-journal", std::ios::binary}.read(head.data(), head.size());
    if (std::string_view{head.data(), head.size()} == "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7") return false;
    try {
        std::string name = "file:";
        for (const char c : file)
            name += std::string_view{"?#%"}.find(c) == std::string_view::npos ? std::string{c}
                    : c == '?'                                                ? "%3f"
                    : c == '#'                                                ? "%23"
                                                                              : "%25";
        SQLite::Database alone{name + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI, 0, checked_files()};
        return is_there(alone);
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace

void WriteTransaction::commit(const IsThere& is_there, const std::function<void()>& saved) {
    try {
        db_.exec("COMMIT");
        over_ = true;
    } catch (const SQLite::Exception& failure) {
        db_.tryExec("ROLLBACK");  // of no effect where the change is in the file
        over_ = true;
        const auto there = look_into_file(db_.getFilename(), is_there);
        if (there == true) {
            saved();
            // The journal is gone, which is what makes a change so; only the directory could not be synced.
            if (failure.getExtendedErrorCode() == SQLITE_IOERR_DIR_FSYNC) {
                throw MachineError{"the disk reports an error: the change was saved, but a power failure may undo it",
                    "check the disk, and make a backup on another one"};
            }
            throw MachineError{"the disk reports an error, but the change was saved",
                "check the disk; there is no need to repeat the change"};
        }
        if (!there) {
            throw MachineError{"the disk reports an error; the change may not be saved",
                "check with 'epsom log list' before you repeat it"};
        }
        try {
            rethrow_as_machine_error();
        } catch (const MachineError& error) {
            const std::string message = error.what();
            throw MachineError{
                message.ends_with("nothing was changed") ? message : message + "; nothing was changed", error.hint()};
        }
    }
}

}  // namespace store

namespace {

/// A data file is read in some thirty pages of memory. To be given all of them in one call takes a tenth of the time
/// that a fault for each takes. Where a system cannot do that, nothing changes.
void ask_for_memory() {
#ifdef MADV_POPULATE_WRITE
    constexpr std::uintptr_t page = 4096,
                             size = 31 * page;  // less than what malloc would give back to the system at once
    void* const block = std::malloc(size);
    if (block == nullptr) return;
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(block) + page - 1) / page * page;
    madvise(reinterpret_cast<void*>(first), size - page, MADV_POPULATE_WRITE);
    std::free(block);
#endif
}

/// This program has one thread and asks for no memory statistics: SQLite then locks nothing of its own, which is a
/// tenth of its work. It takes memory for the pages that it reads, not for twenty at once in each cache, of which a
/// command uses half.
void configure_sqlite() {
    [[maybe_unused]] static const bool once = [] {
        sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0);
        ask_for_memory();
        return true;
    }();
}

/// A power cut forgets a new name unless its directory is synced; where a file system cannot do that, nothing is lost
/// by trying.
void sync_directory(const fs::path& directory) {
    const int descriptor = ::open(directory.empty() ? "." : directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// Makes `directory` and what it stands in, each private by the process's umask (077) and there after a power cut.
/// SQLite does the same for the files in it.
void make_directories(const fs::path& directory) {
    std::error_code error;
    if (directory.empty() || fs::is_directory(directory, error)) return;
    make_directories(directory.parent_path());
    if (!fs::create_directory(directory, error) && error) {
        throw MachineError{"cannot create the directory '" + directory.string() + "': " + error.message(),
            "choose another file with --db or EPSOM_DB"};
    }
    sync_directory(directory.parent_path());
}

/// What the path of the database points to: a file, or nothing yet. Throws MachineError when it is something else, at
/// which SQLite would wait for ever, or cannot be told.
fs::file_status status_of(const fs::path& file) {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (fs::is_regular_file(status) || status.type() == fs::file_type::not_found) return status;
    const std::string why = status.type() == fs::file_type::none ? error.message()
                            : fs::is_directory(status)           ? "it is a directory"
                                                                 : "it is a device or a pipe, not a file";
    throw MachineError{"the database cannot be opened: " + why,
        "check the path and its permissions, or choose another file with --db or EPSOM_DB"};
}

}  // namespace

Store::Store(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

void Store::when_changed(std::function<void()> notice) { impl_->notice = std::move(notice); }

Store Store::in_memory() {
    configure_sqlite();
    return guarded([] {
        auto impl = std::make_unique<Impl>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        store::defend(impl->db);
        store::upgrade(impl->db, true);
        return Store{std::move(impl)};
    });
}

Store Store::open(const fs::path& file, Access access) {
    std::error_code error;
    const auto status = status_of(file);
    if (access != Access::write) {
        if (!fs::exists(status) || fs::file_size(file, error) == 0) return in_memory();
    } else if (!fs::exists(status)) {
        make_directories(file.parent_path());
    }
    // SQLite takes a file of one byte for an empty one.
    if (fs::exists(status) && fs::file_size(file, error) == 1) throw store::not_a_database();
    configure_sqlite();
    return guarded([&] {
        if (access == Access::peek) {
            auto impl = std::make_unique<Impl>(file.string(), SQLite::OPEN_READONLY, 0);
            store::defend(impl->db);
            store::begin(impl->db, access);
            if (store::has_log(impl->db) || !store::is_readable(impl->db)) {
                throw MachineError{"the database has another schema"};
            }
            store::lend_todays_tables(impl->db);
            return Store{std::move(impl)};
        }
        // A reader opens for writing too, so that it can roll back what a power cut left half done.
        const int create = access == Access::write ? SQLite::OPEN_CREATE : 0;
        auto impl = std::make_unique<Impl>(file.string(), SQLite::OPEN_READWRITE | create);
        if (access == Access::inspect) store::refuse_others(store::marks_in(file));
        bool of_another = false;
        try {
            store::defend(impl->db);
            if (access == Access::write) store::want_checksums(impl->db);
            store::begin(impl->db, access);
            of_another = store::has_log(impl->db) && store::written_by_another(impl->db);
            if (!of_another && !store::is_newest(impl->db)) {
                of_another = store::lacks_checksums(impl->db) && store::written_by_another(impl->db);
                if (!of_another && access != Access::inspect) {
                    impl->db.exec("ROLLBACK");
                    store::upgrade(impl->db, access == Access::write);
                    store::begin(impl->db, access);
                    if (access != Access::write) store::lend_todays_tables(impl->db);
                }
            }
            if (access == Access::inspect) store::lend_todays_tables(impl->db);
        } catch (const SQLite::Exception& failure) {
            // What is no file of ours, or a newer one, need not carry the checksums that it seems to.
            store::refuse_others(store::marks_in(file));
            of_another = store::is_damage(failure) && store::written_by_another(impl->db);
            if (!of_another && (access != Access::inspect || !store::is_damage(failure))) throw;
        }
        Store store{std::move(impl)};
        if (of_another) store.take_over(access);
        return store;
    });
}

Profile Store::profile() const {
    return guarded([&] {
        Profile profile;
        const FindOwn find_own = [this](std::string_view name) { return impl_->own.named(name); };
        SQLite::Statement settings{impl_->db, "SELECT key, value FROM setting"};
        while (settings.executeStep()) {
            if (!apply_setting(profile, settings.getColumn(0).getString(), settings.getColumn(1).getString(), find_own))
                throw store::damage();
        }
        SQLite::Statement stages{
            impl_->db, "SELECT stage, from_day, until_day FROM stage ORDER BY from_day, stage, stamp"};
        while (stages.executeStep()) {
            profile.person.stages.push_back({enum_in<LifeStage>(stages.getColumn(0)), day_in(stages.getColumn(1)),
                stages.getColumn(2).isNull() ? std::nullopt : std::optional{day_in(stages.getColumn(2))}});
        }
        return profile;
    });
}

std::vector<Nutrient> Store::own_ingredients() const {
    return guarded([&] { return impl_->own.all(); });
}

std::optional<Nutrient> Store::own_ingredient_named(std::string_view name) const {
    return guarded([&] { return impl_->own.named(name); });
}

}  // namespace epsom
