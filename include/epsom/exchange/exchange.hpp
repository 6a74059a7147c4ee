#pragma once

// exchange: other programs' files and epsom's own export. Bytes in, entries out, or the reverse; one file a format.
// It uses domain. Names are looked up through functions that are handed in. Refusals name line and column.
// Never here: the user's database, the terminal, a guess about a unit.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/food.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/logging.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/time/moment.hpp"

/// Other programs' files: bytes in, entries out. Nothing here opens a file but Importer::read_database.
namespace epsom::exchange {

/// Something taken, with everything but its number. Its uuid is made from the format and from what the row says of
/// when, what and how much, so that importing a file again, or a later export of the same days, finds it in the log
/// already. Equal rows of one file are told apart by their order: two may both be real.
struct ImportedEntry {
    Intake intake;
    std::string origin;           // who wrote it: "Cronometer", an app's name
    std::size_t line = 0;         // in the file; a row number in a database
    bool day_total = false;       // everything of a day in one: see day_total_uuid()
    bool own = false;             // of a table that epsom wrote, without the uuid: the entry may be in the log already
    bool nutrient_total = false;  // everything of one nutrient on a day in one: its uuid is `total_of_day`
    std::string total_of_day = {};  // of an amount of one nutrient: once this uuid is saved, it would be counted twice
    friend bool operator==(const ImportedEntry&, const ImportedEntry&) = default;
};

/// What a file says of a product and its dose has not, or in another way, and the command that adds it.
struct ByHand {
    std::string why;                        // a clause without its end: "missing amount of iron in 'Slow Fe'"
    std::string command = {};               // "dose schedule"; empty where none adds it
    std::vector<std::string> options = {};  // what follows the name: "--at", "08:00"
    friend bool operator==(const ByHand&, const ByHand&) = default;
};

/// A product that a label or a medicine list describes: what a new dose needs.
struct ImportedProduct {
    Dose dose;  // name, contents, serving, source, substance, note, stock, low and expiry; the rest is as by default
    /// They follow each other. Of a link the leader's name in the file is After::name; its uuid is the caller's to set.
    std::vector<Schedule> schedules = {};
    std::vector<ByHand> by_hand = {};
    std::optional<ByHand> without_leader = {};  // what to say where the leader of the link has no times
    std::string brand;
    std::string origin;  // "DSLD 999901", "MedTimer"
    std::size_t line = 0;
    friend bool operator==(const ImportedProduct&, const ImportedProduct&) = default;
};

struct ImportedFood {
    std::string name;         // the table's own; several foods may share it
    std::string source;       // "USDA FDC 900005 sr_legacy_food"
    Amounts per_100g;         // folate in DFE; what it does not list is unknown
    std::int64_t number = 0;  // the table's own: its fdc_id
    friend bool operator==(const ImportedFood&, const ImportedFood&) = default;
};

/// A slot that was left out on purpose, of a medicine that came as a product before.
struct ImportedSkip {
    std::string dose;  // its name
    Moment slot;       // when it was due
    std::size_t line = 0;
    friend bool operator==(const ImportedSkip&, const ImportedSkip&) = default;
};

/// What could not be read, and where. Of a table `column` is the field's number, else the character's; 0 when no place
/// is known.
struct Refusal {
    std::size_t line = 0;
    std::size_t column = 0;
    std::string reason;
    std::string file = {};  // of a folder, or of several files
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// Takes what is read, in the order of the file. What is not set is not handed over.
struct Sink {
    std::function<bool(ImportedEntry&&)> entry = {};  // false: it was refused, with a reason of the sink's own
    std::function<void(ImportedProduct&&)> product = {};
    std::function<void(ImportedFood&&)> food = {};
    std::function<void(Refusal&&)> refusal = {};
    std::function<bool(ImportedSkip&&)> skip = {};  // whether a dose was scheduled then, so that it is kept
};

/// What there is to say when all is read.
struct Summary {
    std::size_t handed_over = 0;              // entries, products and foods
    std::size_t left_out = 0;                 // rows that are neither imported nor refused, each counted once
    bool unusable = false;                    // what was handed over may be wrong as well: nothing of it may be kept
    std::vector<std::string> unmatched = {};  // of Settings::supplements, those that no row is called
    std::optional<Refusal> stopped = {};      // reading ended here, before the end; what came before was handed over
    std::vector<std::string> notes = {};      // what was read in a way that the user should know of; a sentence each
    friend bool operator==(const Summary&, const Summary&) = default;
};

/// The uuid of the total that a daily summary has for `day`: once it is saved, the day's entries would be counted
/// twice.
std::string day_total_uuid(Day day);
/// Whether an entry with this uuid came from a file of another program.
bool is_imported(std::string_view uuid);

/// What a reader needs to know of the user. Plans begin at `clock.now`; whether an entry may lie after it is the
/// caller's to say.
struct Settings {
    Clock clock;
    std::function<std::optional<Thing>(std::string_view)> thing =
        {};                                                  // compounds, nutrients and foods by name, past doses
    std::function<const Dose*(std::string_view)> dose = {};  // the user's own by name
    std::vector<std::string> supplements =
        {};  // groups and names of rows that are supplements, where a file does not tell them from food
};

/// Reads one file in pieces of any size.
class Reader {
public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    virtual ~Reader() = default;

    /// The files of a folder, in the order in which they are fed; empty where it is one file.
    [[nodiscard]] virtual std::span<const std::string_view> files() const { return {}; }
    /// The file just fed is over and the next one follows.
    virtual void next_file() {}
    /// False when reading has stopped: more bytes change nothing.
    virtual bool feed(std::string_view bytes) = 0;
    /// Once, at the end.
    virtual Summary finish() = 0;
};

/// Whether a file is an importer's own: `by_columns` where the tables of others may have them too.
enum class Likeness : std::uint8_t { none, by_columns, sure };
struct Beginning;

/// A format that can be imported, with what reads it. What is neither read in pieces nor a database is an export of
/// epsom, whose records are taken over as they are.
struct Importer {
    std::string_view key;  // as typed after --from
    std::string_view about;
    /// Error: what this file of the same program is instead, and which one to import.
    Result<Likeness> (*looks_like)(const Beginning& beginning);
    std::unique_ptr<Reader> (*reader)(const Settings& settings, Sink sink) = nullptr;
    std::string_view database_of = {};  // the program that writes it
    Summary (*read_database)(const std::filesystem::path& file, const Settings& settings, Sink sink) = nullptr;
    bool tells_supplements = false;  // whether Settings::supplements says which rows are some
};
std::span<const Importer> importers();
/// Error: unknown names, with the nearest.
Result<const Importer*> find_importer(std::string_view name);

/// So many of a file's first bytes are enough to recognise it.
inline constexpr std::size_t bytes_to_recognise = 65'536;
/// By what the file begins with, never by its name alone. Errors say what the file is instead, or that --from has to.
Result<const Importer*> recognise(std::string_view first_bytes, std::string_view file_name);
/// By the names of the files in it.
Result<const Importer*> recognise_folder(std::span<const std::string> file_names);

}  // namespace epsom::exchange
