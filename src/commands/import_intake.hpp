#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/exchange/exchange.hpp"
#include "import_progress.hpp"
#include "session/catalogue.hpp"

namespace epsom {

/// What an import did, or would do.
struct Tally {
    std::size_t added = 0, updated = 0, removed = 0, known = 0, left_out = 0;
    bool unusable = false;               // nothing of it may be kept
    std::vector<std::string> unmatched;  // names after --supplements that no row has
    bool read_any = false;
    std::vector<exchange::Refusal> refusals;
    std::vector<std::string> notes;
    std::string what;  // "cronometer"
    std::string file;  // the one being read, where there are several; else empty
    void count(Merged merged) {
        switch (merged) {
            case Merged::added: ++added; break;
            case Merged::updated: ++updated; break;
            case Merged::removed: ++removed; break;
            case Merged::known: ++known; break;
        }
    }
    /// One more file had this format.
    void name_format(std::string_view key);
    void refuse(exchange::Refusal refusal);
    /// Takes over what a reader says at its end.
    void finish(const exchange::Summary& summary);
    [[nodiscard]] std::size_t total() const { return taken() + known; }
    [[nodiscard]] std::size_t taken() const { return added + updated + removed; }
};

/// Puts what a reader delivers into the change.
class Intaker {
public:
    Intaker(const Context& context, Store& store, Change& change, Tally& tally, Progress& progress,
        std::vector<std::string> supplements)
        : context_{context},
          store_{store},
          change_{change},
          tally_{tally},
          progress_{progress},
          catalogue_{store},
          supplements_{std::move(supplements)} {}

    exchange::Settings settings();
    exchange::Sink sink();
    /// Says at the end what there is to say of all files.
    void finish();

private:
    /// A compound, nutrient or food, though a dose may have the same name.
    [[nodiscard]] std::optional<Thing> thing(std::string_view name) const;
    /// A stored dose, or one of this file.
    const Dose* own_dose(std::string_view name);
    /// Looks up who leads the product's links. False where that has no times to follow.
    bool lead(exchange::ImportedProduct& product);
    /// Whether a dose was scheduled then: the skip is saved, or was before.
    bool take(const exchange::ImportedSkip& skip);
    /// The entry gets its number. False where it is refused.
    bool take(exchange::ImportedEntry& entry);
    /// An entry of an earlier import that nobody changed since becomes what the file says now: more nutrients, other
    /// amounts, a supplement in place of food. What the file no longer lists stays, and so does a supplement, which the
    /// user may have said it is. Whether there was a difference.
    bool renewed(const Intake& intake);
    /// Whether an entry that says the same as this row of epsom's own table was in the log before. Each is found once.
    bool was_logged(const Intake& intake);
    /// Whether the day's total is stored. Entries come day by day, so that one answer serves many.
    bool total_of(Day day);
    /// Entries with food of that day other than its own total.
    bool others_on(const Intake& total);
    /// Why an amount of one nutrient would be counted twice: beside the total of its day, or as that total beside
    /// others.
    std::optional<std::string> counted_twice(const exchange::ImportedEntry& entry);
    /// Whether the day had amounts of this nutrient from imports before the first total of this one.
    bool has_amounts_beside(const exchange::ImportedEntry& total);
    /// What earlier imports brought on a day.
    struct Earlier {
        struct Entry {
            std::size_t uuid = 0;       // hashed
            std::size_t when_what = 0;  // time and name, hashed
            std::int64_t id = 0;
            bool again = false;  // this import has it too
        };
        std::vector<Entry> entries;      // by uuid
        std::vector<std::size_t> names;  // the same entries' times and names, in order
    };
    /// To be asked before anything of that day is added. Entries come day by day, so that one answer serves many.
    Earlier& earlier_on(Day day);
    /// Notes an entry that is in the log beside one of the same time and name.
    void compare(const Intake& intake, Merged merged, Earlier& earlier);
    /// Says which entries were added beside one that the file no longer has.
    void tell_corrected();
    void take(exchange::ImportedProduct&& product);
    void take(const exchange::ImportedFood& food);

    const Context& context_;
    Store& store_;
    Change& change_;
    Tally& tally_;
    Progress& progress_;
    Catalogue catalogue_;
    std::vector<std::string> supplements_;
    std::map<std::string, Dose> brought_;             // doses of this file, by the names that they have in it
    std::map<Day, std::vector<std::size_t>> logged_;  // hashes of what the entries of a day said before the import
    using Amounts = std::vector<std::pair<std::string, std::string>>;  // nutrients and uuids
    std::map<Day, Amounts> amounts_;                                   // imported before, of days that have totals
    std::map<Day, Earlier> earlier_;
    Earlier* latest_ = nullptr;  // of `latest_day_`
    Day latest_day_{};
    struct Beside {
        Moment moment;
        Day day;
        std::string what;
        std::size_t when_what;
    };
    std::vector<Beside> beside_;  // added, while earlier imports had entries of the same time and name
    std::size_t supplements_that_stay_ = 0;
    Intake first_that_stays_;
    std::optional<Day> asked_;
    bool has_total_ = false;
};

}  // namespace epsom
