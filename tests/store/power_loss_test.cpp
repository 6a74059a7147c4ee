// What a power cut leaves of the data file: with each write and sync of each kind of change as the last one, whatever
// of the unsynced writes survives, the file then holds the state before the change or the one after it; the one after
// it once that was confirmed.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstring>
#include <new>

#include <doctest/doctest.h>

#include "epsom/text/text.hpp"
#include "full_store.hpp"
#include "paths.hpp"
#include "temporary.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// A disk in memory that tells what is written from what is synced, and that a power cut stops.
class Disk {
public:
    struct Write {
        std::size_t at;
        std::string bytes;
        bool cut = false;  // the file then ends at `at`
    };
    struct File {
        std::string written, synced;
        std::vector<Write> unsynced;
    };
    using Names = std::map<std::string, std::shared_ptr<File>>;

    Names names, synced_names;  // a new name, or the end of one, outlasts a cut once its directory was synced
    int steps = 0;              // what a power cut could prevent
    int cut_after = -1;
    bool off = false;

    /// Whether the power is still on; what happens now may be the last that does.
    bool step() {
        if (off) return false;
        if (++steps == cut_after) off = true;
        return true;
    }
    void sync_names() { synced_names = names; }
    void write(File& file, Write write) {
        apply(file.written, write);
        file.unsynced.push_back(std::move(write));
    }
    static void sync(File& file) {
        file.synced = file.written;
        file.unsynced.clear();
    }

    enum class Survivors { none, all, some, sectors };
    /// What is found when the power is back.
    [[nodiscard]] Disk after_cut(Survivors survivors, std::mt19937& random) const {
        const auto lucky = [&] {
            return survivors == Survivors::all || (survivors != Survivors::none && random() % 2 == 0);
        };
        Disk found;
        Names every = synced_names;
        every.insert(names.begin(), names.end());
        for (const auto& [name, ignored] : every) {
            const auto now = names.find(name);
            const auto then = synced_names.find(name);
            const bool changed = now == names.end() || then == synced_names.end() || now->second != then->second;
            const auto& place = changed && lucky() ? now : then;
            if (place == names.end() || place == synced_names.end()) continue;
            auto file = std::make_shared<File>();
            file->synced = place->second->synced;
            for (const Write& write : place->second->unsynced) {
                if (survivors != Survivors::sectors || write.cut) {
                    if (lucky()) apply(file->synced, write);
                    continue;
                }
                for (std::size_t done = 0; done < write.bytes.size();) {
                    const std::size_t size = std::min(512 - (write.at + done) % 512, write.bytes.size() - done);
                    if (lucky()) apply(file->synced, {write.at + done, write.bytes.substr(done, size)});
                    done += size;
                }
            }
            file->written = file->synced;
            found.names[name] = file;
        }
        found.sync_names();
        return found;
    }

private:
    static void apply(std::string& bytes, const Write& write) {
        if (write.cut || bytes.size() < write.at + write.bytes.size())
            bytes.resize(write.at + write.bytes.size(), '\0');
        bytes.replace(write.at, write.bytes.size(), write.bytes);
    }
};

// --- SQLite's view of it -------------------------------------------------------------------------------------------

Disk disk;
sqlite3_vfs* machine = nullptr;  // for the time, and for files without a name

struct Handle {
    sqlite3_file as_seen;
    std::shared_ptr<Disk::File> file;
};
Disk::File& in(sqlite3_file* handle) { return *reinterpret_cast<Handle*>(handle)->file; }
int alive() { return disk.off ? SQLITE_IOERR : SQLITE_OK; }

const sqlite3_io_methods methods{
    .iVersion = 1,
    .xClose =
        [](sqlite3_file* handle) {
            reinterpret_cast<Handle*>(handle)->file.~shared_ptr();
            return SQLITE_OK;
        },
    .xRead =
        [](sqlite3_file* handle, void* buffer, int amount, sqlite3_int64 offset) {
            if (disk.off) return SQLITE_IOERR_READ;
            const std::string& bytes = in(handle).written;
            const auto at = std::min(static_cast<std::size_t>(offset), bytes.size());
            const auto size = std::min(static_cast<std::size_t>(amount), bytes.size() - at);
            std::memset(buffer, 0, static_cast<std::size_t>(amount));
            std::memcpy(buffer, bytes.data() + at, size);
            return size == static_cast<std::size_t>(amount) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
        },
    .xWrite =
        [](sqlite3_file* handle, const void* buffer, int amount, sqlite3_int64 offset) {
            if (!disk.step()) return SQLITE_IOERR_WRITE;
            disk.write(in(handle), {static_cast<std::size_t>(offset), std::string{static_cast<const char*>(buffer),
                                                                          static_cast<std::size_t>(amount)}});
            return alive();
        },
    .xTruncate =
        [](sqlite3_file* handle, sqlite3_int64 size) {
            if (!disk.step()) return SQLITE_IOERR_TRUNCATE;
            disk.write(in(handle), {static_cast<std::size_t>(size), "", true});
            return alive();
        },
    .xSync =
        [](sqlite3_file* handle, int) {
            if (!disk.step() || disk.off) return SQLITE_IOERR_FSYNC;  // the cut comes before it is done
            disk.sync(in(handle));
            disk.sync_names();
            return SQLITE_OK;
        },
    .xFileSize =
        [](sqlite3_file* handle, sqlite3_int64* size) {
            *size = static_cast<sqlite3_int64>(in(handle).written.size());
            return SQLITE_OK;
        },
    .xLock = [](sqlite3_file*, int) { return SQLITE_OK; },
    .xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; },
    .xCheckReservedLock = [](sqlite3_file*, int* held) { return *held = 0, SQLITE_OK; },
    .xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; },
    .xSectorSize = [](sqlite3_file*) { return 4096; },
    .xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; },
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open(sqlite3_vfs*, const char* name, sqlite3_file* handle, int flags, int* flags_out) {
    if (name == nullptr) return machine->xOpen(machine, name, handle, flags, flags_out);
    handle->pMethods = nullptr;
    auto found = disk.names.find(name);
    if (found == disk.names.end()) {
        if ((flags & SQLITE_OPEN_CREATE) == 0 || !disk.step()) return SQLITE_CANTOPEN;
        found = disk.names.emplace(name, std::make_shared<Disk::File>()).first;
    }
    new (&reinterpret_cast<Handle*>(handle)->file) std::shared_ptr<Disk::File>{found->second};
    handle->pMethods = &methods;
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
}
int remove(sqlite3_vfs*, const char* name, int sync_directory) {
    if (!disk.step()) return SQLITE_IOERR_DELETE;
    if (disk.names.erase(name) == 0) return SQLITE_IOERR_DELETE_NOENT;
    if (disk.off) return SQLITE_IOERR_DELETE;
    if (sync_directory == 0) return SQLITE_OK;
    if (!disk.step() || disk.off) return SQLITE_IOERR_DIR_FSYNC;
    disk.sync_names();
    return SQLITE_OK;
}

const fs::path file = fs::temp_directory_path() / ("epsom-on-the-disk-" + std::to_string(getpid()) + ".db");

/// While it lives, SQLite's default files are those of `disk`.
class OnDisk {
public:
    OnDisk() {
        (void)Store::in_memory();  // SQLite is set up
        machine = sqlite3_vfs_find(nullptr);
        vfs_ = *machine;
        vfs_.iVersion = 2;
        vfs_.szOsFile = std::max(machine->szOsFile, static_cast<int>(sizeof(Handle)));
        vfs_.pNext = nullptr;
        vfs_.zName = "disk";
        vfs_.xOpen = open;
        vfs_.xDelete = remove;
        vfs_.xAccess = [](sqlite3_vfs*, const char* name, int, int* there) {
            return *there = disk.names.contains(name) ? 1 : 0, SQLITE_OK;
        };
        vfs_.xFullPathname = [](sqlite3_vfs*, const char* name, int size, char* out) {
            return sqlite3_snprintf(size, out, "%s", name), SQLITE_OK;
        };
        sqlite3_vfs_register(&vfs_, 1);
        write_file(file, "Something stands here, so that a reader takes it for more than nothing.\n");
    }
    OnDisk(const OnDisk&) = delete;
    OnDisk& operator=(const OnDisk&) = delete;
    ~OnDisk() {
        sqlite3_vfs_register(machine, 1);
        sqlite3_vfs_unregister(&vfs_);
        disk = {};
        fs::remove(file);
    }

private:
    sqlite3_vfs vfs_{};
};

// --- what is done and what is found --------------------------------------------------------------------------------

Store opened() { return Store::open(file, Store::Access::write); }

/// All of it in an order and with names that do not depend on random identities.
std::string found(const Store& store) {
    std::string text = everything(store);
    constexpr std::string_view form = "8-4-4-4-12";
    std::vector<std::string> lines;
    for (auto line : split(text, '\n')) {
        for (std::size_t at = 0; at + 36 <= line.size(); ++at) {
            if (line[at + 8] == '-' && line[at + 13] == '-' && line[at + 18] == '-' && line[at + 23] == '-')
                line.replace(at, 36, form);
        }
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines);
    text.clear();
    for (const auto& line : lines) text += line + "\n";
    return text;
}

struct Tried {
    int cuts = 0, before = 0, after = 0;
};

/// Cuts the power after each step of `work`, which begins at `start`, and once when all of it is done.
Tried cut_everywhere(const Disk& start, const std::function<void()>& work, std::mt19937& random, int every) {
    const auto state = [] { return found(opened()); };
    disk = start.after_cut(Disk::Survivors::all, random);
    const std::string before = disk.names.empty() ? found(Store::in_memory()) : state();
    disk = start.after_cut(Disk::Survivors::all, random);
    work();
    const int steps = disk.steps;
    const std::string after = state();
    Tried tried;
    std::vector<int> cuts{steps + 1};
    for (int cut = 1 + static_cast<int>(random() % static_cast<unsigned>(every)); cut <= steps; cut += every)
        cuts.push_back(cut);
    for (const int cut : cuts) {
        disk = start.after_cut(Disk::Survivors::all, random);
        disk.cut_after = cut;
        bool confirmed = false;
        try {
            work();
            confirmed = true;
        } catch (const MachineError&) {}
        const Disk left = disk;
        for (const auto survivors : {Disk::Survivors::none, Disk::Survivors::all, Disk::Survivors::some,
                 Disk::Survivors::sectors, Disk::Survivors::sectors}) {
            disk = left.after_cut(survivors, random);
            ++tried.cuts;
            CAPTURE(cut);
            CAPTURE(static_cast<int>(survivors));
            std::string now;
            try {
                const Store store = opened();
                now = found(store);
                const auto faults = store.faults();
                CHECK_MESSAGE(faults.empty(), (faults.empty() ? "" : faults.front()));
            } catch (const MachineError& error) {
                now = error.what();
            }
            if (tried.cuts % 5 == 0 && !disk.names.empty()) {
                const std::string copy = file.string() + "-copy";
                Store::open(file, Store::Access::read).back_up(copy);
                CHECK(found(Store::open(copy, Store::Access::write)) == now);
            }
            if (now == before && !confirmed) ++tried.before;
            else if (now == after) ++tried.after;
            else CHECK_MESSAGE(false, (confirmed ? "confirmed, but: " : "neither before nor after: "), now);
        }
    }
    return tried;
}

}  // namespace

TEST_CASE("a power cut at any moment of any change leaves the state before or the one after, and what was confirmed") {
    const OnDisk on_disk;
    std::mt19937 random{20261126};
    {
        Store store = opened();
        fill(store);
    }
    disk.sync_names();
    for (const auto& [name, its] : disk.names) Disk::sync(*its);
    const Disk start = disk;
    const Instant now = utc("2026-11-21T08:00");
    const auto change = [&](const std::function<void(Store&, Change&)>& work) {
        return [=] {
            Store store = opened();
            Change made{store, now};
            work(store, made);
            made.commit("a change");
        };
    };
    struct Kind {
        const char* what;
        std::function<void()> work;
    };
    const std::vector<Kind> kinds{
        {"log", change([](Store&, Change& made) {
             Intake intake = glycinate("100mg", "2026-10-20 08:00");
             made.put(intake);
         })},
        {"log of a batch", change([](Store&, Change& made) {
             for (int i = 0; i < 60; ++i) {
                 Intake intake = almonds("30g", "2026-10-20 08:00");
                 made.put(intake);
             }
         })},
        {"log edit", change([](Store& store, Change& made) {
             Intake intake = *store.latest(3);
             intake.note = std::string(9000, 'x');
             made.put(intake);
         })},
        {"log remove", change([](Store& store, Change& made) { made.remove(*store.latest(2)); })},
        {"dose add", change([](Store&, Change& made) {
             Dose dose;
             dose.name = "evening";
             dose.serving = {Count{1}, "tablet"};
             dose.plan = *parse_plan("at 22:00 from 2026-11-10");
             made.put(dose);
         })},
        {"dose remove", change([](Store& store, Change& made) { made.remove(store.doses().front()); })},
        {"skip", change([](Store& store, Change& made) {
             Skip skip{.dose = store.doses().front().uuid, .day = Day{days{20'761}}, .time = minutes{1260}, .note = ""};
             made.put(skip);
         })},
        {"profile set", change([](Store&, Change& made) {
             made.set("sex", "male");
             made.set("target.iron", "10000000");
             made.remove_stages();
         })},
        {"import", change([&now](Store& store, Change& made) {
             std::vector<Stored> records;
             store.for_each_record([&](const Stored& record) { records.push_back(record); });
             for (Stored& record : records) {
                 if (auto* intake = std::get_if<Intake>(&record.content)) intake->note = "of another device";
                 record.stamp = (now + minutes{1}).time_since_epoch().count() * 1'000'000;
                 made.merge(record);
             }
         })},
        {"undo", [&] { opened().undo(now); }},
        {"redo", [&] { opened().redo(now); }},
        {"check --once",
            [&] { opened().announce([](auto) {
                      return Store::Announced{{"stock-low calm", Instant{}}};
                  }); }},
    };
    Tried all_of_them;
    for (const auto& [what, work] : kinds) {
        const std::string_view kind{what};  // clang 14 hands no part of a structured binding on
        CAPTURE(kind);
        const Tried tried = cut_everywhere(start, work, random, all() ? 1 : 13);
        CHECK(tried.cuts == tried.before + tried.after);
        all_of_them = {
            all_of_them.cuts + tried.cuts, all_of_them.before + tried.before, all_of_them.after + tried.after};
    }
    MESSAGE(all_of_them.cuts << " power cuts: " << all_of_them.before << " left the state before, " << all_of_them.after
                             << " the one after");
}

TEST_CASE("a power cut while a data file is made, or gets its checksums, loses nothing") {
    const OnDisk on_disk;
    std::mt19937 random{1126};
    const Tried made = cut_everywhere(
        Disk{}, [] { opened(); }, random, all() ? 1 : 7);
    CHECK(made.cuts > 0);
    disk = {};
    {
        SQLite::Database db{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
        db.exec(bytes_of(test::data_path("schema_1.sql")));
        db.exec(
            "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
            " INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, servings, unit, source, route, "
            "note, recorded, origin)"
            " SELECT i, 'uuid of ' || i, i, i, 0, 0, 'oxide', 0, 1000, '', 0, 0, '', i, 0 FROM n");
    }
    disk.sync_names();
    for (const auto& [name, its] : disk.names) Disk::sync(*its);
    const Disk start = disk;
    const Tried sealed = cut_everywhere(
        start, [] { opened(); }, random, all() ? 1 : 7);
    CHECK(sealed.cuts > 0);
    MESSAGE((made.cuts + sealed.cuts) << " power cuts");
}
