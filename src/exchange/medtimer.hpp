#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "delivery.hpp"
#include "epsom/text/text.hpp"
#include "json.hpp"
#include "medicine.hpp"

namespace epsom::exchange {

/// One reminder that was answered with "taken", in either of MedTimer's files.
struct TakenEvent {
    std::string name;
    std::string amount;  // as typed: `1`, `200 mg`, `2 tablets`
    std::string note;
    Instant at;
    std::size_t line = 0, column = 0;
    std::optional<seconds> offset = {};  // from UTC, where the file says it
};

/// Turns events into entries, for both files and for those of other programs.
class Events {
public:
    explicit Events(Delivery& out, std::string_view program = "MedTimer") : out_{out}, program_{program} {}
    void take(TakenEvent event);
    /// A reminder was answered with "skipped"; `kept` where the schedule of a dose has it.
    void skipped(bool kept = false) { ++(kept ? kept_ : skipped_); }
    void unanswered() { ++unanswered_; }
    /// A medicine of the file has this name as it is.
    void add_medicine(std::string_view name) { medicines_.insert(name_key(name)); }
    /// What the medicine of an event is called.
    std::string called(std::string_view name);
    void end();

private:
    /// The contents of what was taken, and how many pieces. False for an amount of zero; refused when the amount cannot
    /// be worked out.
    Result<bool> fill(const TakenEvent& event, Intake& intake);

    Delivery& out_;
    std::string_view program_;
    std::set<std::string> medicines_;  // by name_key()
    std::size_t kept_ = 0, skipped_ = 0, unanswered_ = 0;
    using Names = std::map<std::string, std::size_t>;  // and how often
    /// `2 doses imported <how>: 'a', 'b'`; nothing where there are none.
    void name(const Names& names, std::string_view how);
    Names without_nutrients_, without_number_;
};

/// A reminder that others may follow.
struct Leader {
    std::string medicine;
    std::optional<minutes> time;  // of day; empty for an interval, and where it follows another one itself
    bool active = true;
};
using Leaders = std::map<std::int64_t, Leader>;  // by reminderId
/// Adds the reminders of a medicine of the backup.
void index_reminders(const Json& item, Leaders& leaders);

/// A medicine of the backup with its plan and its supply, as a dose. Error: a missing name.
Result<ImportedProduct> medtimer_product(const Json& item, NameBook& names, const Leaders& leaders, const Clock& clock);

/// What the plan of a medicine needs to know of it.
struct MedicineInFile {
    std::string name, unit;
    const Json& reminders;
    Nutrient nutrient;          // in whose units amounts are read
    std::optional<Mass> piece;  // what one serving contains, or weighs
};
/// Sets the schedules of the product, or what sets them by hand.
void plan_medicine(
    const MedicineInFile& medicine, const Leaders& leaders, const Clock& clock, ImportedProduct& product);
/// Sets stock, expiry and the alert before it runs out. The product has its schedules.
void set_supply(const Json& item, const Clock& clock, ImportedProduct& product);
/// A day counted from 1970; empty for none.
std::optional<Day> day_in(const Json& value);
/// Whether a reminder is switched on, as it is where the file does not say.
bool is_active(const Json& reminder);
/// Whether one of the words that say when an alert of the supply comes up is another one than OFF.
bool is_alert(const Json& word);

/// The medicine of an event: on the days of a cycle MedTimer adds their number, "Magnesium (2/5)".
std::string_view without_cycle(std::string_view name);

}  // namespace epsom::exchange
