// Loop Habit Tracker's table of all habits, Checkmarks.csv: a line for each day, a column for each habit. A habit is
// taken for something that was taken only where its name says what and how much.

#include <algorithm>
#include <array>

#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "medicine.hpp"
#include "quantities.hpp"
#include "row_reader.hpp"

namespace epsom::exchange {
namespace {

/// What a cell says; of the numbers and words of its versions only one is something that was done.
enum class Mark : std::uint8_t { done, not_done, skipped, amount, unknown };
Mark read_mark(std::string_view cell) {
    constexpr std::array not_done{std::string_view{"-1"}, std::string_view{"0"}, std::string_view{"1"},
        std::string_view{"UNKNOWN"}, std::string_view{"NO"}, std::string_view{"YES_AUTO"}, std::string_view{}};
    if (cell == "2" || cell == "YES_MANUAL") return Mark::done;
    if (cell == "3" || cell == "SKIP") return Mark::skipped;
    if (std::ranges::find(not_done, cell) != not_done.end()) return Mark::not_done;
    return std::ranges::all_of(cell, is_digit) ? Mark::amount : Mark::unknown;
}

struct Habit {
    std::string name;
    std::optional<Intake> intake;  // of one day; empty where the name does not say what is taken
    std::size_t left_out = 0;      // days
};

class LoopHabitImporter final : public RowReader {
public:
    LoopHabitImporter(const Settings& settings, Sink sink) : RowReader{"loop-habit", ',', settings, std::move(sink)} {}

private:
    Shape read_header(const TableRow& row) override;
    void take_row(const TableRow& row) override;
    void end_of_rows() override;
    /// What one day of the habit is.
    std::optional<Intake> one_of(const std::string& name);
    void take_day(Habit& habit, Day day, std::size_t line);

    std::vector<Habit> habits_;
    std::size_t amounts_ = 0, skips_ = 0;
};

std::optional<Intake> LoopHabitImporter::one_of(const std::string& name) {
    if (const Dose* dose = out_.names.find(name).dose; dose != nullptr) {
        auto made = make_intake(*dose, Count{1}, std::nullopt, Count{1}, {});
        return made ? std::optional{std::move(*made)} : std::nullopt;
    }
    const auto medicine = read_medicine(name, out_.names);
    if (!medicine || !medicine->nutrient || !medicine->strength) return std::nullopt;
    Intake intake{.what = with_plain_blanks(name), .kind = Taken::dose};
    put_contents(*medicine, medicine->strength, intake);
    return intake;
}

RowReader::Shape LoopHabitImporter::read_header(const TableRow& row) {
    if (row.fields.size() < 2 || name_key(trim(row.fields.front())) != "date") {
        out_.stop({row.line, 0, "expected 'Date' and a column for each habit"});
        return {};
    }
    for (const std::string_view field : row.fields.subspan(1)) {
        const std::string name{trim(field)};
        habits_.push_back({name, name.empty() ? std::nullopt : one_of(name)});
    }
    return {.width = row.fields.size(), .least = 1};  // the last column has no habit, and may be missing
}

void LoopHabitImporter::take_row(const TableRow& row) {
    const auto day = read_date(trim(row.fields.front()), year_first);
    if (!day) return refuse(row, 0, day.error());
    for (std::size_t i = 1; i < std::min(row.fields.size(), habits_.size() + 1); ++i) {
        Habit& habit = habits_[i - 1];
        const std::string_view cell = trim(row.fields[i]);
        const Mark mark = habit.name.empty() && cell.empty() ? Mark::not_done : read_mark(cell);
        if (mark == Mark::unknown) {
            out_.refuse({row.line, i + 1, in_quotes(cell) + " is not a mark such as YES_MANUAL or NO"});
        } else if (mark == Mark::amount) {
            ++amounts_;
        } else if (mark == Mark::skipped) {
            ++skips_;
        } else if (mark == Mark::done && !habit.intake) {
            ++habit.left_out;
        } else if (mark == Mark::done) {
            take_day(habit, *day, row.line_of(i));
        }
    }
}

void LoopHabitImporter::take_day(Habit& habit, Day day, std::size_t line) {
    const auto placed = out_.timeline.place(Stamp{.date = day});
    if (!placed) return out_.refuse(line, 1, placed.error());
    ImportedEntry entry{.intake = *habit.intake, .origin = "Loop Habit Tracker", .line = line};
    entry.intake.moment = placed->moment;
    entry.intake.day = placed->day;
    if (out_.entry(std::move(entry), spell_day(day) + "\n" + habit.name)) ++out_.without_time;
}

void LoopHabitImporter::end_of_rows() {
    std::string names;
    std::size_t days = 0;
    for (const Habit& habit : habits_) {
        constexpr std::size_t longest = 200;
        if (habit.left_out > 0 && names.size() < longest) names += (names.empty() ? "" : ", ") + in_quotes(habit.name);
        days += habit.left_out;
    }
    out_.leave_out(days, "mark", "marks",
        ", as no dose has the name of the habit: " + names +
            "; to import one, add its dose first: epsom dose add --help");
    out_.leave_out(skips_, "mark", "marks", ": skipped");
    out_.leave_out(amounts_, "number", "numbers", ": their unit is not in the file");
}

}  // namespace

Result<Likeness> like_loop_habit(const Beginning& beginning) {
    const auto& headings = beginning.headings;
    const auto are = [&headings](std::initializer_list<std::string_view> names) {
        return std::ranges::equal(headings, names,
            [](std::string_view heading, std::string_view name) { return name_key(trim(heading)) == name; });
    };
    if (are({"date", "value", "notes"}))
        return Error{"this is one habit of Loop Habit Tracker, without its name",
            "import Checkmarks.csv from the top folder of the archive"};
    if (beginning.has_heading("position") && beginning.has_heading("question"))
        return Error{"this is the list of habits of Loop Habit Tracker",
            "import Checkmarks.csv from the top folder of the archive"};
    if (headings.size() < 2 || name_key(trim(headings.front())) != "date") return Likeness::none;
    // The line of the last day tells: a mark for each habit and nothing else.
    const auto end = beginning.text.find('\n');
    if (end == std::string_view::npos) return Likeness::none;
    const auto marks = first_record(beginning.text.substr(end + 1), ',', TableReader::Quoting::rfc4180);
    const bool all = marks.size() == headings.size() && read_date(trim(marks.front()), year_first) &&
                     std::ranges::all_of(marks.begin() + 1, marks.end(), [](std::string_view mark) {
                         const Mark read = read_mark(trim(mark));
                         return read != Mark::unknown;
                     });
    const bool any = std::ranges::any_of(marks, [](std::string_view mark) {
        return !trim(mark).empty() && read_mark(trim(mark)) != Mark::amount && read_mark(trim(mark)) != Mark::unknown;
    });
    return all && any ? Likeness::by_columns : Likeness::none;
}

std::unique_ptr<Reader> loop_habit_reader(const Settings& settings, Sink sink) {
    return std::make_unique<LoopHabitImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
