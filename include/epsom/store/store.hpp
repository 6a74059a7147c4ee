#pragma once

// store: the one door to the database. All SQL is here, values are bound, tables are STRICT.
// It stands on domain. A change is on disk as a whole or not at all. Steps of the schema are only appended.
// Never here: a decision about what was read, a text for the user but for errors of the file.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"
#include "epsom/domain/person.hpp"
#include "epsom/domain/plan/adherence.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/record.hpp"
#include "epsom/domain/report.hpp"
#include "epsom/domain/spacing/interaction.hpp"
#include "epsom/domain/time/period.hpp"
#include "epsom/machine_error.hpp"

namespace epsom {

/// How a damaged database is restored.
inline constexpr std::string_view damage_remedy =
    "restore your latest backup (made with 'epsom export --backup FILE'), or save what can be read with"
    " 'epsom export --salvage FILE'";

/// One step that can be taken back, as `undo` names it.
struct ChangeTitle {
    std::int64_t id = 0;
    std::string title;  // "log glycinate 200 mg"
    Instant at{};
    bool imported = false;
};

class Change;

/// The one door to the database. Every function throws MachineError when file or machine fail; what was written before
/// then is as it was.
class Store {
public:
    enum class Access { read, write, peek, inspect };

    /// `read` takes a missing file for an empty one and does not make it; `write` makes it, and its directories. `peek`
    /// reads without a trace: it writes nothing, not even a newer schema, and waits for no lock. `inspect` is for
    /// faults() alone, and opens a damaged file too.
    [[nodiscard]] static Store open(const std::filesystem::path& file, Access access);
    [[nodiscard]] static Store in_memory();
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// `notice` is called after each change that is on file for good.
    void when_changed(std::function<void()> notice);

    [[nodiscard]] Profile profile() const;

    /// The days of `range` that have at least one intake, or were said to be complete, in order, with the ledgers of
    /// `wanted`.
    void for_each_day(DayRange range, std::span<const Nutrient> wanted,
        const std::function<void(Day, const DayLedgers&)>& each) const;
    [[nodiscard]] DayLedgers ledgers_on(Day day, std::span<const Nutrient> wanted) const;
    /// What is in the entries of `range`, of one source or of both, in any amount or none that is known, in the order
    /// of the nutrients.
    [[nodiscard]] std::vector<Nutrient> taken_in(DayRange range, std::optional<Source> source = {}) const;
    /// What supplements each ingredient came from by mouth, by their names; those alone that came from more than one.
    [[nodiscard]] std::map<Nutrient, std::vector<std::string>> shared_by_products(DayRange range) const;
    /// The user's own ingredients, in the order in which they came, and the one with that key or label.
    [[nodiscard]] std::vector<Nutrient> own_ingredients() const;
    [[nodiscard]] std::optional<Nutrient> own_ingredient_named(std::string_view name) const;
    /// Oral intakes of `nutrient`: the largest groups first, hours in their order.
    [[nodiscard]] std::vector<BreakdownRow> breakdown(DayRange range, Nutrient nutrient, Grouping by) const;
    /// What was said to be complete of the days of `range`, in their order, supplements before food.
    [[nodiscard]] std::vector<CompleteDay> complete_days(DayRange range) const;
    /// The day of the first entry, or the first that was said to be complete; empty when there is none.
    [[nodiscard]] std::optional<Day> first_day() const;

    /// Calls `each` with the entries of `range` by time, earliest first.
    void for_each_intake(DayRange range, const std::function<void(const Intake&)>& each) const;
    /// Number, uuid, time and name of a day's entries, without those of the diary: cheaper than all of them.
    using EachName = std::function<void(std::int64_t id, const std::string& uuid, Instant at, std::string_view what)>;
    void for_each_name(Day day, const EachName& each) const;
    /// for_each_intake() with the entries of one kind of the diary, which have no contents to read.
    void for_each_in_diary(Taken kind, DayRange range, const std::function<void(const Intake&)>& each) const;
    [[nodiscard]] std::optional<Intake> intake(std::int64_t id) const;
    [[nodiscard]] std::optional<Day> last_day() const;
    /// Whether an entry of `what` was recorded before entry `id`. The diary does not count.
    [[nodiscard]] bool has_earlier(std::string_view what, std::int64_t id) const;
    /// The latest entry of each name that was recorded before entry `id`. The diary does not count.
    [[nodiscard]] std::vector<Intake> latest_of_each(std::int64_t id) const;
    /// The `place`-th latest by when it was recorded, from 1.
    [[nodiscard]] std::optional<Intake> latest(std::int64_t place) const;

    /// Whether any entry is a blood value: cheaper than to look for those of a period.
    [[nodiscard]] bool has_labs() const;
    /// The names of symptoms, factors or another kind of diary entry, the most frequent first, at most fifty.
    [[nodiscard]] std::vector<std::string> diary_names(Taken kind) const;

    /// The doses, in the order in which they were made.
    [[nodiscard]] std::vector<Dose> doses() const;
    /// Intakes of one dose from `from` on, by time, and the latest one before, from which an interval counts.
    [[nodiscard]] std::vector<DoseIntake> intakes_of(const Dose& dose, Instant from) const;
    /// Intakes that were recorded after the dose's stock was counted, whenever they were.
    [[nodiscard]] std::vector<DoseIntake> taken_from_stock(const Dose& dose) const;
    /// The user's own spacing rules, by their names.
    [[nodiscard]] std::vector<UserRule> user_rules() const;
    /// Every record, tombstones last; by uuid, entries by time, so that equal files hand out equal records in equal
    /// order.
    void for_each_record(const std::function<void(const Stored&)>& each) const;
    /// Imported foods: the one whose name_key() is `key`, those whose keys hold every one of `keys`.
    [[nodiscard]] std::optional<StoredFood> food(const std::string& key) const;
    [[nodiscard]] std::vector<StoredFood> foods_with(const std::vector<std::string>& keys, std::size_t most) const;
    /// A consistent copy of the database, safe while others write. `file` must not exist, or be empty.
    void back_up(const std::filesystem::path& file) const;

    [[nodiscard]] std::vector<Skip> skips_of(const Dose& dose) const;

    /// `choose` gets what `check --once` has said so far, with the moments, and returns what replaces it; all in one
    /// transaction, so that of two callers at once the second sees what the first one said.
    using Announced = std::map<std::string, Instant>;
    void announce(const std::function<Announced(Announced)>& choose);
    [[nodiscard]] bool is_announced(std::string_view finding) const;
    /// What the user has to know about the file though it could be opened: a sentence each.
    [[nodiscard]] const std::vector<std::string>& warnings() const;
    struct Saved {
        std::vector<std::string> lost;  // a sentence for each kind of loss
        int mended = 0;                 // pages in which one byte was damaged, which their checksum tells
    };
    /// Hands out every record of a damaged file that can be read and is right. The file stays as it is. Throws
    /// MachineError when it is not ours, or nothing of it can be read.
    static Saved salvage(const std::filesystem::path& file, const std::function<void(const Stored&)>& each);
    /// Each page, SQLite's and our own checks of the whole file: a sentence for each thing that is wrong.
    [[nodiscard]] std::vector<std::string> faults() const;

    /// What `undo` would take back, what `redo` would bring back.
    [[nodiscard]] std::optional<ChangeTitle> undoable() const;
    [[nodiscard]] std::optional<ChangeTitle> redoable() const;
    /// Takes the latest change back, or brings the last one taken back again. Empty when there is none.
    std::optional<ChangeTitle> undo(Instant now);
    std::optional<ChangeTitle> redo(Instant now);

private:
    friend class Change;
    class Salvaged;
    /// Checks all of a file that another program wrote last, and makes it epsom's again. Throws MachineError when it
    /// contradicts itself.
    void take_over(Access access);
    void in_order(DayRange range, const std::string& sql, const std::function<void(const Intake&)>& each) const;
    void for_each_by_uuid(const std::function<void(const Intake&)>& each) const;
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// One undoable step: a transaction that happened whole or not at all. Without commit() nothing happened.
class Change {
public:
    /// How it is taken back: an edit by another edit, an import to the letter.
    enum class Kind : std::uint8_t { edit, imported };

    Change(Store& store, Instant now, Kind kind = Kind::edit);
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;
    ~Change();

    /// Puts a new intake on file, or a changed one in the place of the one with its uuid. Gives id and uuid to a new
    /// one.
    void put(Intake& intake);
    void put(Dose& dose);
    void put(Skip& skip);
    void put(const CompleteDay& complete);
    /// Gives an ingredient of the user's own, which is on file, another name.
    void rename(Nutrient own, const std::string& key, const std::string& label);
    void remove(const CompleteDay& complete);
    void remove(const Intake& intake);
    void remove(const Dose& dose);
    /// `value` is as the profile's text form has it; empty removes the setting.
    void set(std::string_view key, const std::optional<std::string>& value);
    /// Adds a stage. It replaces one of its kind that began on the same day.
    void add_stage(const Stage& stage);
    /// Puts a rule of the user's own on file in place of one about the same two names, or removes it.
    void set_rule(const UserRule& rule, bool keep);
    /// Takes in a record of another device or file: the newer of two versions stays, whichever order they come in; of
    /// two with the same stamp a removal, else the one that reads later in the alphabet. Marks the change as an import.
    Merged merge(const Stored& record);
    /// A food of a table, or a newer version of it.
    Merged merge_food(const std::string& uuid, const StoredFood& food);
    /// An entry that a file of another program holds: once, whatever happened to it since.
    Merged add_once(Intake& intake);
    /// Whether an entry with that uuid is on file, this change's own included.
    [[nodiscard]] bool has_entry(const std::string& uuid);
    /// The number of the entry with that uuid, if nobody has changed it since it came, or was last renewed.
    [[nodiscard]] std::optional<std::int64_t> untouched_entry(const std::string& uuid);
    /// Puts what a later file says in place of the entry with its uuid, as if it came now.
    void renew(Intake& intake);
    void remove_stages();

    [[nodiscard]] bool empty() const;
    void commit(const std::string& title);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace epsom
