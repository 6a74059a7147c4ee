#include "page_checksum.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>
#include <string_view>

#include "page_sum.hpp"

namespace epsom::store {
namespace {

constexpr std::size_t header_size = 100;  // of the file, at the beginning of its first page

/// What SQLite takes for an open file. The file as the system's own access sees it lies behind it in memory.
struct File {
    sqlite3_file as_seen;
    bool checked;
    bool trusted;   // for now
    bool believed;  // another program's pages
    bool has_log;
    bool first_overlooked;
    std::set<std::int64_t>* mended;  // where to note which pages were put right; null to put none right
    /// The first page was read, or there is none yet, be it that what another process began was taken back to an empty
    /// file. What SQLite writes before that are pages as they were before another process died: a first page of another
    /// program goes back without a checksum, so that the file is checked as a whole.
    bool known;
    std::int64_t page_size;
};

File& file_in(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* below(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(&file_in(file) + 1); }
sqlite3_vfs* below(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

constexpr std::size_t counter_at = 24, counter_of_size_at = 92, version_at = 96;  // in the header

std::uint32_t number_at(const unsigned char* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

/// "ep" and the lower half of the counter: two bytes away from any number of a version.
std::uint32_t mark_of(const unsigned char* head) { return 0x65700000U | (number_at(head + counter_at) & 0xFFFFU); }

void put_mark(unsigned char* head) {
    const std::uint32_t mark = mark_of(head);
    for (std::size_t i = 0; i < 4; ++i) head[version_at + i] = static_cast<unsigned char>(mark >> (24 - 8 * i));
}

bool is_head_of_another(const unsigned char* head) {
    const std::uint32_t version = number_at(head + version_at);
    return number_at(head + counter_at) == number_at(head + counter_of_size_at) && version >= 3'007'000 &&
           version < 4'000'000;
}

// --- files ---------------------------------------------------------------------------------------------------------

/// The head of the file says how large its pages are, and how many bytes SQLite leaves alone at the end of each.
void look_at_head(File& file, const unsigned char* head) {
    if (std::string_view{reinterpret_cast<const char*>(head), 16} != std::string_view{"SQLite format 3\0", 16}) return;
    file.page_size = head[16] << 8 | head[17];
    if (file.page_size == 1) file.page_size = 65536;
    file.has_log = head[18] == 2 || head[19] == 2;
    file.checked = head[20] == checksum_size && file.page_size >= 512 &&
                   std::has_single_bit(static_cast<std::uint64_t>(file.page_size));
}

bool is_page(const File& file, int amount, sqlite3_int64 offset) {
    return amount == file.page_size && offset % file.page_size == 0;
}

/// Whether the page is as it was written, or could be put right, or is to be read whatever it is.
bool is_whole(File& file, unsigned char* page, int size, sqlite3_int64 offset) {
    if (is_sealed(page, size, offset)) return true;
    if (file.mended != nullptr && mend(page, size, offset) == 1) {
        file.mended->insert(offset / size + 1);
        return true;
    }
    return file.trusted || (file.first_overlooked && offset == 0);
}

/// Reads a whole page and compares. What the file is too short for is damage too: SQLite asks for pages that it has
/// written alone.
int read_page(sqlite3_file* file, unsigned char* page, sqlite3_int64 offset) {
    const int size = static_cast<int>(file_in(file).page_size);
    const int answer = below(file)->pMethods->xRead(below(file), page, size, offset);
    if (answer == SQLITE_IOERR_SHORT_READ) return SQLITE_IOERR_DATA;
    if (answer == SQLITE_OK && !is_whole(file_in(file), page, size, offset)) return SQLITE_IOERR_DATA;
    return answer;
}

/// Puts right what is read of the head alone, which says how large the pages are.
void mend_head(sqlite3_file* handle, unsigned char* bytes, int amount, sqlite3_int64 offset) {
    constexpr int usual_size = 4096;
    std::vector<unsigned char> page(usual_size);
    if (below(handle)->pMethods->xRead(below(handle), page.data(), usual_size, 0) != SQLITE_OK) return;
    if (is_sealed(page.data(), usual_size, 0) || mend(page.data(), usual_size, 0) != 1) return;
    file_in(handle).mended->insert(1);
    std::copy_n(page.begin() + offset, amount, bytes);
}

int read(sqlite3_file* handle, void* buffer, int amount, sqlite3_int64 offset) {
    File& file = file_in(handle);
    auto* bytes = static_cast<unsigned char*>(buffer);
    const int answer = below(handle)->pMethods->xRead(below(handle), buffer, amount, offset);
    if (answer != SQLITE_OK && answer != SQLITE_IOERR_SHORT_READ) return answer;
    const bool of_head = offset + amount <= static_cast<sqlite3_int64>(header_size);
    if (file.mended != nullptr && answer == SQLITE_OK && of_head) mend_head(handle, bytes, amount, offset);
    if (answer == SQLITE_OK && offset == 0 && amount >= static_cast<int>(header_size)) look_at_head(file, bytes);
    if (offset == 0 && (answer == SQLITE_IOERR_SHORT_READ || amount == file.page_size)) file.known = true;
    if (!file.checked || file.believed || (file.trusted && file.mended == nullptr)) return answer;
    if (is_page(file, amount, offset)) {
        return answer == SQLITE_OK && is_whole(file, bytes, amount, offset) ? SQLITE_OK : SQLITE_IOERR_DATA;
    }
    // Words of the head are asked for alone, to see whether the file has changed; then all of the page is.
    if (of_head) return answer;
    // Newer versions of SQLite read long texts without the rest of their page.
    std::vector<unsigned char> page(static_cast<std::size_t>(file.page_size));
    for (sqlite3_int64 at = offset - offset % file.page_size; at < offset + amount; at += file.page_size) {
        if (const int damaged = read_page(handle, page.data(), at); damaged != SQLITE_OK) return damaged;
        for (sqlite3_int64 i = std::max(at, offset); i < std::min(at + file.page_size, offset + amount); ++i) {
            bytes[i - offset] = page[static_cast<std::size_t>(i - at)];
        }
    }
    return answer;
}

int write(sqlite3_file* handle, const void* buffer, int amount, sqlite3_int64 offset) {
    File& file = file_in(handle);
    // SQLite writes from memory of its own and has no use for the last bytes of the page, so that they can be filled in
    // there.
    auto* bytes = static_cast<unsigned char*>(const_cast<void*>(buffer));
    if (offset == 0 && amount >= static_cast<int>(header_size)) look_at_head(file, bytes);
    const bool as_it_was = file.believed || (!file.known && offset == 0 && is_head_of_another(bytes));
    if (file.checked && !as_it_was && is_page(file, amount, offset)) {
        if (offset == 0) put_mark(bytes);
        seal(bytes, amount, offset);
    }
    return below(handle)->pMethods->xWrite(below(handle), buffer, amount, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (size == 0) file_in(file).known = true;
    return below(file)->pMethods->xTruncate(below(file), size);
}

/// Hands a call on as it is.
template <auto method, class... Arguments> int handed_on(sqlite3_file* file, Arguments... arguments) {
    return (below(file)->pMethods->*method)(below(file), arguments...);
}
void share_barrier(sqlite3_file* file) { below(file)->pMethods->xShmBarrier(below(file)); }

/// Version 2 has what shares the index of a write-ahead log; version 3 would map the file into memory, past what is
/// compared here.
constexpr sqlite3_io_methods methods(int version) {
    using Methods = sqlite3_io_methods;
    Methods all{};
    all.iVersion = version;
    all.xClose = handed_on<&Methods::xClose>;
    all.xRead = read;
    all.xWrite = write;
    all.xTruncate = truncate;
    all.xSync = handed_on<&Methods::xSync>;
    all.xFileSize = handed_on<&Methods::xFileSize>;
    all.xLock = handed_on<&Methods::xLock>;
    all.xUnlock = handed_on<&Methods::xUnlock>;
    all.xCheckReservedLock = handed_on<&Methods::xCheckReservedLock>;
    all.xFileControl = handed_on<&Methods::xFileControl>;
    all.xSectorSize = handed_on<&Methods::xSectorSize>;
    all.xDeviceCharacteristics = handed_on<&Methods::xDeviceCharacteristics>;
    if (version < 2) return all;
    all.xShmMap = handed_on<&Methods::xShmMap>;
    all.xShmLock = handed_on<&Methods::xShmLock>;
    all.xShmBarrier = share_barrier;
    all.xShmUnmap = handed_on<&Methods::xShmUnmap>;
    return all;
}
constexpr std::array methods_of_version{methods(1), methods(2)};

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle, int flags, int* flags_out) {
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return below(vfs)->xOpen(below(vfs), name, handle, flags, flags_out);
    file_in(handle) = {};
    below(handle)->pMethods = nullptr;
    const int answer = below(vfs)->xOpen(below(vfs), name, below(handle), flags, flags_out);
    if (const auto* its = below(handle)->pMethods) handle->pMethods = &methods_of_version[its->iVersion < 2 ? 0 : 1];
    return answer;
}

template <auto method, class Answer, class... Arguments> Answer passed_on(sqlite3_vfs* vfs, Arguments... arguments) {
    return (below(vfs)->*method)(below(vfs), arguments...);
}

/// The database, when it is one of ours to compare.
File* open_file(SQLite::Database& db) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    const bool ours = file != nullptr && std::ranges::any_of(methods_of_version,
                                             [file](const auto& some) { return file->pMethods == &some; });
    return ours ? &file_in(file) : nullptr;
}

}  // namespace

const char* checked_files() {
    static sqlite3_vfs vfs{};
    auto* const default_vfs = sqlite3_vfs_find(nullptr);
    if (vfs.pAppData == default_vfs) return vfs.zName;
    vfs.iVersion = std::min(default_vfs->iVersion, 2);
    vfs.szOsFile = static_cast<int>(sizeof(File)) + default_vfs->szOsFile;
    vfs.mxPathname = default_vfs->mxPathname;
    vfs.zName = "epsom";
    vfs.pAppData = default_vfs;
    vfs.xOpen = open;
    vfs.xDelete = passed_on<&sqlite3_vfs::xDelete>;
    vfs.xAccess = passed_on<&sqlite3_vfs::xAccess>;
    vfs.xFullPathname = passed_on<&sqlite3_vfs::xFullPathname>;
    vfs.xRandomness = passed_on<&sqlite3_vfs::xRandomness>;
    vfs.xSleep = passed_on<&sqlite3_vfs::xSleep>;
    vfs.xCurrentTime = passed_on<&sqlite3_vfs::xCurrentTime>;
    vfs.xGetLastError = passed_on<&sqlite3_vfs::xGetLastError>;
    vfs.xCurrentTimeInt64 = passed_on<&sqlite3_vfs::xCurrentTimeInt64>;
    sqlite3_vfs_register(&vfs, 0);
    return vfs.zName;
}

void want_checksums(SQLite::Database& db) {
    int bytes = checksum_size;
    sqlite3_file_control(db.getHandle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

void expect_checksums(SQLite::Database& db, int page_size) {
    if (File* file = open_file(db)) {
        file->checked = true;
        file->known = true;
        file->page_size = page_size;
    }
}

std::optional<bool> carries_checksums(SQLite::Database& db) {
    const File* file = open_file(db);
    return file == nullptr ? std::nullopt : std::optional{file->checked};
}

Unchecked::Unchecked(SQLite::Database& db) : db_{db} {
    if (File* file = open_file(db)) file->trusted = true;
}

Unchecked::~Unchecked() {
    if (File* file = open_file(db_)) file->trusted = false;
}

namespace {

/// The numbers of the pages that are in no use and hold nothing. Lists of them are in use: the first page names the
/// first list, each list the next one, how many pages it names, and those.
std::set<std::int64_t> free_pages(File& file, sqlite3_int64 bytes) {
    std::set<std::int64_t> free;
    std::set<std::int64_t> lists;
    std::vector<unsigned char> page(static_cast<std::size_t>(file.page_size));
    if (read_page(&file.as_seen, page.data(), 0) != SQLITE_OK) return free;
    for (std::int64_t list = number_at(&page[32]);
         list > 0 && list * file.page_size <= bytes && lists.insert(list).second; list = number_at(page.data())) {
        if (read_page(&file.as_seen, page.data(), (list - 1) * file.page_size) != SQLITE_OK) break;
        const auto count = std::min<std::int64_t>(number_at(&page[4]), file.page_size / 4 - 2);
        for (std::int64_t i = 0; i < count; ++i) free.insert(number_at(&page[static_cast<std::size_t>(8 + 4 * i)]));
    }
    return free;
}

}  // namespace

bool written_by_another(SQLite::Database& db) {
    File* const file = open_file(db);
    if (file == nullptr) return false;
    auto* const bytes = below(&file->as_seen);
    std::vector<unsigned char> page(header_size);
    if (bytes->pMethods->xRead(bytes, page.data(), static_cast<int>(header_size), 0) != SQLITE_OK) return false;
    look_at_head(*file, page.data());
    if (file->checked) page.resize(static_cast<std::size_t>(file->page_size));
    const auto size = static_cast<std::int64_t>(page.size());
    if (bytes->pMethods->xRead(bytes, page.data(), static_cast<int>(size), 0) != SQLITE_OK) return false;
    if (!is_head_of_another(page.data())) return false;
    // Whoever writes the first page changes more than one byte of it.
    return file->has_log || !file->checked || (!is_sealed(page.data(), size, 0) && mend(page.data(), size, 0) == 0);
}

void believe(SQLite::Database& db, bool believed) {
    if (File* file = open_file(db)) file->believed = believed;
}

bool is_believed(SQLite::Database& db) {
    const File* file = open_file(db);
    return file != nullptr && file->believed;
}

void mend_pages(SQLite::Database& db, std::set<std::int64_t>& mended) {
    if (File* file = open_file(db)) file->mended = &mended;
}

void overlook_first_page(SQLite::Database& db) {
    if (File* file = open_file(db)) file->first_overlooked = true;
}

bool has_log(SQLite::Database& db) {
    const File* file = open_file(db);
    return file != nullptr && file->has_log;
}

void add_missing_checksums(SQLite::Database& db) {
    File* const file = open_file(db);
    if (file == nullptr) return;
    auto* const bytes = below(&file->as_seen);
    const auto must = [](int answer) {
        if (answer != SQLITE_OK) throw SQLite::Exception{"a page got no checksum", answer};
    };
    std::vector<unsigned char> page(static_cast<std::size_t>(file->page_size));
    for (const std::int64_t number : damaged_pages(db).pages) {
        if (number == 1) continue;
        const std::int64_t offset = (number - 1) * file->page_size;
        must(bytes->pMethods->xRead(bytes, page.data(), static_cast<int>(file->page_size), offset));
        seal(page.data(), file->page_size, offset);
        must(bytes->pMethods->xWrite(bytes, page.data() + file->page_size - checksum_size, checksum_size,
            offset + file->page_size - static_cast<std::int64_t>(checksum_size)));
    }
    must(bytes->pMethods->xSync(bytes, SQLITE_SYNC_FULL));
    file->believed = false;
}

DamagedPages damaged_pages(SQLite::Database& db) {
    DamagedPages found;
    File* const file = open_file(db);
    if (file == nullptr || !file->checked) return found;
    sqlite3_int64 bytes = 0;
    below(&file->as_seen)->pMethods->xFileSize(below(&file->as_seen), &bytes);
    try {
        bytes = std::min<sqlite3_int64>(
            bytes, db.execAndGet("PRAGMA page_count").getInt64() * file->page_size);  // what follows is no part of it
    } catch (const SQLite::Exception&) {
        // Not even the first page can be read.
    }
    std::vector<unsigned char> page(static_cast<std::size_t>(file->page_size));
    const auto free = free_pages(*file, bytes);
    constexpr sqlite3_int64 locks_at = 0x40000000;  // the page that processes lock is never written
    for (sqlite3_int64 offset = 0; offset < bytes; offset += file->page_size) {
        ++found.of;
        if (offset / file->page_size == locks_at / file->page_size || free.contains(found.of)) continue;
        if (read_page(&file->as_seen, page.data(), offset) != SQLITE_OK) found.pages.push_back(found.of);
    }
    return found;
}

}  // namespace epsom::store
