// A table of intakes with a header. One row is one nutrient of an entry; rows of one entry follow each other.

#include <algorithm>
#include <utility>

#include "csv_content.hpp"
#include "csv_diary.hpp"
#include "delivery.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "medicine.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"
#include "row_reader.hpp"
#include "supplements.hpp"

namespace epsom::exchange {
namespace {

class CsvImporter final : public RowReader {
public:
    CsvImporter(const Settings& settings, Sink sink)
        : RowReader{"csv", '\0', settings, std::move(sink)}, supplements_{settings.supplements} {}

private:
    /// An entry of which more rows may come.
    struct Pending {
        std::optional<ImportedEntry> entry = {};  // empty where none is awaited
        std::string group = {};                   // rows that say the same belong to it
        std::string identity = {};
    };

    Shape read_header(const TableRow& row) override;
    void take_row(const TableRow& row) override;
    void end_of_rows() override;
    void take_entry(const Cells& cells);
    /// The first row of the pending entry; `states` where it names what is in it. `is_zero` where none of it was taken.
    std::optional<Fault> begin_entry(const Cells& cells, bool states, bool& is_zero);
    void refuse(const Cells& cells, const Fault& fault);
    void flush();
    /// Whether it was taken.
    bool hand_over(Pending& done);

    [[nodiscard]] const std::optional<std::size_t>& place_of(Column column) const {
        return columns_.place[static_cast<std::size_t>(column)];
    }
    /// Rows of one group are one entry; empty where a row is one alone.
    static void find_group(const Cells& cells, std::string& group);
    /// Moment, day, name, source, route and note; no contents yet. `key` is when it was, for the identity.
    std::optional<Fault> frame(const Cells& cells, Intake& intake, std::string& key);
    std::optional<Fault> place(const Cells& cells, Intake& intake, std::string& key);
    /// The row names its nutrient or its compound.
    std::optional<Fault> fill_stated(const Cells& cells, Intake& intake);
    /// What was weighed, as our own files state it.
    static std::optional<Fault> read_quantity(const Cells& cells, Intake& intake);
    /// Each nutrient has a column of its own.
    void take_wide(const Cells& cells);
    std::optional<Fault> read_values(const Cells& cells, std::vector<Content>& contents);
    /// No name that epsom knows, but one that says what it contains: "Magnesium Citrate 150 mg", "Zink".
    std::optional<Fault> fill_named(const Cells& cells, Intake& intake);
    /// The name says what it contains. `is_zero` where none of it was taken.
    std::optional<Fault> fill_looked_up(const Cells& cells, Intake& intake, bool& is_zero);

    Supplements supplements_;
    std::size_t supplement_rows_ = 0, food_rows_ = 0;
    Columns columns_;
    Pending pending_;
    std::string group_;  // of the present row
    std::string refused_group_;
};

/// What the first row of an entry says of what and how much.
constexpr std::array told_first{
    Column::what, Column::servings, Column::amount, Column::unit, Column::nutrient, Column::compound, Column::basis};
/// What each further row says: the name is the same.
constexpr auto told_again = std::span{told_first}.subspan(1);

/// It is taken as it is written: what it means depends on the user's doses.
void add_identity(std::string& identity, const Cells& cells, std::span<const Column> columns) {
    const std::size_t before = identity.size();
    std::size_t size = before + columns.size();
    for (const Column column : columns) size += cells[column].size();
    identity.resize(size);
    auto to = identity.begin() + static_cast<std::ptrdiff_t>(before);
    for (const Column column : columns) {
        *to++ = '\n';
        for (const char c : cells[column]) *to++ = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
}

/// At most eight headings.
std::string listed(std::span<const std::string> headings) {
    std::string names;
    const std::size_t shown = std::min<std::size_t>(headings.size(), 8);
    for (std::size_t i = 0; i < shown; ++i) names += (i == 0 ? "" : ", ") + in_quotes(headings[i]);
    return names + (headings.size() > shown ? " and more" : "");
}

/// Two spellings of one amount, in IU and in mcg, are rounded.
bool nearly_equal(Mass a, Mass b) {
    const std::int64_t least = std::min(a.nanograms(), b.nanograms()), most = std::max(a.nanograms(), b.nanograms());
    return most - least <= most / 50;
}

/// An amount with a unit of its own beside a column of units that says another.
std::optional<Fault> conflicting_unit(const Cells& cells, bool bare) {
    const std::string_view cell = cells[Column::amount], unit = cells[Column::unit];
    const std::string_view own = trim(cell.substr(std::min(cell.find_first_not_of("0123456789.,"), cell.size())));
    if (bare || unit.empty() || own.empty() || !is_digit(cell.front()) || lower(own) == lower(unit) ||
        (find_unit(own) && find_unit(own) == find_unit(unit)))
        return std::nullopt;
    return Fault{
        Column::unit, {"unit of " + in_quotes(cell) + " conflicts with " + in_quotes(unit), "leave one of them out"}};
}

/// Whether key_of() says so.
bool says_no_time(std::string_view key) { return key.starts_with("d"); }

constexpr std::array kinds{Taken::compound, Taken::nutrient, Taken::food, Taken::dose, Taken::substance, Taken::symptom,
    Taken::sleep, Taken::factor, Taken::lab, Taken::note};

void CsvImporter::end_of_rows() {
    flush();
    if (supplement_rows_ + food_rows_ > 0) {
        out_.note(Delivery::counted(supplement_rows_, "row", "rows") +
                  " imported as supplements (by group, or as tablets, capsules and the like without energy), " +
                  std::to_string(food_rows_) + " as food");
    }
    supplements_.end(out_);
    if (!columns_.unitless.empty()) {
        out_.note("columns without a unit are not read: " + listed(columns_.unitless) + "; a heading such as " +
                  in_quotes(columns_.unitless.front() + " (mg)") + " names it");
    }
    if (!columns_.unused.empty()) {
        out_.note(
            "ignored " + std::string{columns_.unused.size() == 1 ? "column: " : "columns: "} + listed(columns_.unused));
    }
}

RowReader::Shape CsvImporter::read_header(const TableRow& row) {
    auto columns = read_columns(row.fields);
    if (!columns) {
        out_.stop({row.line, 0, sentence(columns.error())});
        return {};
    }
    columns_ = std::move(*columns);
    Shape shape{.width = columns_.width,
        .least = columns_.width,
        .date = place_of(columns_.has(Column::at) ? Column::at : Column::date),
        .no_thousands = columns_.own,
        .statuses = columns_.statuses};
    for (const Column column : Cells::numbers) {
        if (const auto& place = place_of(column)) shape.numbers.push_back(*place);
    }
    for (const auto& each : columns_.nutrients) shape.numbers.push_back(each.place);
    return shape;
}

void CsvImporter::take_row(const TableRow& row) {
    const Cells cells{row, columns_, rows_.marks()};
    find_group(cells, group_);
    if (!columns_.own && (leave_out_digest(cells[columns_.has(Column::at) ? Column::at : Column::date], out_) ||
                             leave_out_digest(cells[Column::what], out_)))
        return;
    for (const Column column : Cells::numbers) {
        if (const auto ambiguous = rows_.marks().two_readings(cells[column]))
            return refuse(cells, {column, *ambiguous});
    }
    if (columns_.wide()) return take_wide(cells);
    take_entry(cells);
}

void CsvImporter::refuse(const Cells& cells, const Fault& fault) {
    RowReader::refuse(cells.row, fault.place ? fault.place : place_of(fault.column), fault.error);
    if (group_.empty()) return;
    refused_group_ = group_;
    if (pending_.entry && pending_.group == group_) {
        out_.refuse({pending_.entry->line, 0, "another line of the same entry is invalid"});
        pending_.entry.reset();
    }
}

void CsvImporter::flush() {
    if (!pending_.entry) return;
    hand_over(pending_);
    pending_.entry.reset();
}

bool CsvImporter::hand_over(Pending& done) {
    Intake& intake = done.entry->intake;
    std::ranges::sort(intake.contents, {}, &Content::nutrient);
    const bool taken =
        intake.uuid.empty() ? out_.entry(std::move(*done.entry), done.identity) : out_.entry(std::move(*done.entry));
    if (taken && says_no_time(done.identity)) ++out_.without_time;
    return taken;
}

void CsvImporter::find_group(const Cells& cells, std::string& group) {
    group.clear();
    if (!cells[Column::uuid].empty()) {
        group = cells[Column::uuid];
    } else if (!cells[Column::id].empty()) {
        group.append("#").append(cells[Column::id]);
    } else if (!cells[Column::what].empty() && !cells[Column::nutrient].empty()) {
        for (const Column column : {Column::at, Column::date, Column::time, Column::what}) {
            group += '\n';
            group += cells[column];
        }
    }
}

void CsvImporter::take_entry(const Cells& cells) {
    const bool states = !cells[Column::nutrient].empty() || !cells[Column::compound].empty();
    if (!group_.empty() && group_ == refused_group_) {
        Intake unused;
        std::string key;
        auto fault = frame(cells, unused, key);
        if (!fault && states) fault = fill_stated(cells, unused);
        if (fault) return refuse(cells, *fault);
        return out_.refuse({cells.row.line, 0, "another line of the same entry is invalid"});
    }
    refused_group_.clear();

    if (pending_.entry && !group_.empty() && group_ == pending_.group && states) {
        // Another nutrient of the same entry; the same one again is another entry, unless the file numbers them.
        Content content;
        std::optional<Mass> whole;
        if (const auto fault = read_content(cells, out_.names, content, whole)) return refuse(cells, *fault);
        auto& contents = pending_.entry->intake.contents;
        if (std::ranges::find(contents, content.nutrient, &Content::nutrient) == contents.end()) {
            contents.push_back(std::move(content));
            add_identity(pending_.identity, cells, told_again);
            if (!columns_.own && contents.size() == 2) pending_.entry->intake.quantity.reset();
            return;
        }
        if (!cells[Column::uuid].empty() || !cells[Column::id].empty()) {
            return refuse(
                cells, {Column::nutrient, {"the entry has " + std::string{info(content.nutrient).key} + " twice",
                                              "use a separate id for each entry"}});
        }
    }
    flush();
    bool is_zero = false;
    const auto fault = begin_entry(cells, states, is_zero);
    if (fault || is_zero) pending_.entry.reset();
    if (fault) return refuse(cells, *fault);
    if (is_zero) return out_.leave_out_zero();
    if (group_.empty() || is_diary(pending_.entry->intake.kind)) return flush();
    pending_.group.swap(group_);
}

std::optional<Fault> CsvImporter::begin_entry(const Cells& cells, bool states, bool& is_zero) {
    ImportedEntry& entry = pending_.entry.emplace();
    entry.origin = "csv";
    entry.line = cells.row.line;
    Intake& intake = entry.intake;
    std::string& identity = pending_.identity;
    if (auto fault = frame(cells, intake, identity)) return fault;
    entry.own = columns_.own && intake.uuid.empty();
    if (columns_.own && intake.what.empty()) return Fault{Column::what, {"missing name", "fill in the name"}};
    if (is_diary(intake.kind)) {
        if (auto fault = read_diary(cells, intake)) return fault;
        identity.append(1, '\n').append(spell(intake.kind)).append(1, '\n').append(lower(intake.what));
        for (const Column column : {Column::day, Column::quantity, Column::quantity_unit, Column::detail, Column::note})
            identity.append(1, '\n').append(cells[column]);
        return std::nullopt;
    }
    const bool nothing_inside = !states && (intake.kind == Taken::substance || intake.kind == Taken::dose) &&
                                cells[Column::amount].empty() && columns_.own;
    if (!nothing_inside) {
        if (auto fault = states ? fill_stated(cells, intake) : fill_looked_up(cells, intake, is_zero)) return fault;
    }
    if (columns_.own && (states || nothing_inside)) {
        if (auto fault = read_quantity(cells, intake)) return fault;
    }
    const bool all_zero = !intake.contents.empty() && std::ranges::all_of(intake.contents, [](const Content& content) {
        return content.amount == Mass{};
    });
    is_zero = is_zero || (all_zero && !columns_.own);
    add_identity(identity, cells, told_first);
    return std::nullopt;
}

std::optional<Fault> CsvImporter::place(const Cells& cells, Intake& intake, std::string& key) {
    const Column column = columns_.has(Column::at) ? Column::at : Column::date;
    if (cells[column].empty()) return Fault{column, {"missing date", "fill in the date"}};
    auto stamp = read_stamp(cells[column], rows_.orders());
    if (!stamp) return Fault{column, stamp.error()};
    if (column == Column::date && !cells[Column::time].empty()) {
        if (stamp->time) return Fault{Column::time, {"time given in two columns", "leave one of them empty"}};
        const auto time = read_time_cell(cells[Column::time]);
        if (!time) return Fault{Column::time, time.error()};
        stamp->time = *time;
    }
    const auto placed = out_.timeline.place(*stamp);
    if (!placed) return Fault{column, placed.error()};
    intake.moment = placed->moment;
    intake.day = placed->day;
    key = key_of(*stamp);
    if (column == Column::at && !cells[Column::day].empty()) {
        const auto day = read_date(cells[Column::day]);
        if (!day) return Fault{Column::day, day.error()};
        const Day date = std::chrono::floor<std::chrono::days>(intake.moment.local());
        const bool before = *day + std::chrono::days{1} < date;
        // The diary is written the morning after, or when the results come.
        if (*day > date || (before && !is_diary(intake.kind))) {
            return Fault{Column::day, {in_quotes(cells[Column::day]) + " is not the day of " + in_quotes(cells[column]),
                                          "use the date of the time, or the day before"}};
        }
        intake.day = *day;
    }
    return std::nullopt;
}

std::optional<Fault> CsvImporter::frame(const Cells& cells, Intake& intake, std::string& key) {
    if (const auto word = cells[Column::kind]; columns_.own && !word.empty()) {
        const auto kind = find_word(word, kinds);
        if (!kind) {
            return Fault{Column::kind,
                {in_quotes(word) + " is not a kind", "use a kind that 'report entries' writes, such as dose"}};
        }
        intake.kind = *kind;
    }
    if (auto fault = place(cells, intake, key)) return fault;
    intake.what = cells[Column::what];
    if (const auto uuid = cells[Column::uuid]; !uuid.empty()) {
        if (!is_uuid(uuid)) return Fault{Column::uuid, {in_quotes(uuid) + " is not a uuid", "leave the column out"}};
        intake.uuid = uuid;
    }
    if (const auto word = cells[Column::source]; !word.empty()) {
        const auto source = find_word(word, every_source);
        if (!source) return Fault{Column::source, {in_quotes(word) + " is neither 'supplement' nor 'food'"}};
        intake.source = *source;
    }
    if (intake.source == Source::food && counts_ne(cells.unit())) {
        return Fault{Column::unit,
            {in_quotes(cells.unit()) + " of food counts tryptophan, which is not niacin", "use mg of niacin"}};
    }
    if (const auto word = cells[Column::route]; !word.empty()) {
        const auto route = find_word(word, every_route);
        if (!route) return Fault{Column::route, {in_quotes(word) + " is neither 'oral' nor 'topical'"}};
        intake.route = *route;
    }
    if (const auto number = cells[Column::servings]; !number.empty()) {
        const auto servings = read_count(number);
        if (!servings) return Fault{Column::servings, servings.error()};
        if (!columns_.own && !columns_.wide() && *servings != Count{1}) {
            return Fault{Column::servings, {"ambiguous amount: per serving or total for " + spell(*servings),
                                               "use the total amount and leave the count empty"}};
        }
        intake.servings = *servings;
    }
    intake.note = cells.untrimmed(Column::note);
    return std::nullopt;
}

std::optional<Fault> CsvImporter::read_values(const Cells& cells, std::vector<Content>& contents) {
    for (const auto& column : columns_.nutrients) {
        const std::string_view written = trim(without_guard(cells.row.fields[column.place]));
        const std::string cell = has_no_value(written) ? std::string{} : cells.marks.plain(written);
        const auto fault = [&column](const Error& error) {
            return Fault{Column::what,
                {error.message + " (" + std::string{info(column.nutrient).key} + ")", error.hint}, column.place};
        };
        std::optional<Mass> amount;
        if (!cell.empty()) {
            const auto ambiguous = cells.marks.two_readings(cell);
            const auto mass = ambiguous ? Result<Mass>{*ambiguous} : read_mass(cell, column.unit);
            if (!mass) return fault(mass.error());
            amount = *mass;
        }
        const auto before = std::ranges::find(contents, column.nutrient, &Content::nutrient);
        if (before == contents.end()) {
            contents.push_back({column.nutrient, amount, "", Basis::table});
        } else if (!before->amount) {
            before->amount = amount;
        } else if (amount && !nearly_equal(*before->amount, *amount)) {
            return fault({in_quotes(cell) + " differs from the other column", "leave one of them empty"});
        }
    }
    return std::nullopt;
}

void CsvImporter::take_wide(const Cells& cells) {
    Pending done{.entry = ImportedEntry{.origin = "csv", .line = cells.row.line}};
    Intake& intake = done.entry->intake;
    if (auto fault = frame(cells, intake, done.identity)) return refuse(cells, *fault);
    if (intake.what.empty()) return refuse(cells, {Column::what, {"missing name", "fill in the name"}});
    if (auto fault = read_values(cells, intake.contents)) return refuse(cells, *fault);
    if (cells[Column::servings].find_first_of("123456789") == std::string_view::npos &&
        !cells[Column::servings].empty()) {
        out_.leave_out_zero();
        return;
    }
    std::string_view unit = cells[Column::serving].empty() ? cells[Column::unit] : cells[Column::serving];
    if (const auto amount = cells[Column::amount]; !amount.empty() && unit.empty()) {
        // "2.00 capsule", "80 g"
        const std::string_view number = amount.substr(0, amount.find_first_not_of("0123456789."));
        unit = trim(amount.substr(number.size()));
        const auto mass_unit = find_unit(unit);
        if (const auto mass = mass_unit ? read_mass(number, *mass_unit) : Result<Mass>{Error{}};
            mass && *mass > Mass{}) {
            intake.quantity = *mass;
        } else if (const auto count = read_count(number); count && *count > Count::from_thousandths(0)) {
            intake.servings = *count;
        }
    }
    DiaryRow row{.name = intake.what,
        .group = cells[Column::group],
        .category = cells[Column::category],
        .unit = unit,
        .count = intake.servings};
    for (const auto& macro : columns_.macros)
        row.macros.push_back(read_macro(
            cells.marks.plain(trim(cells.row.fields[macro.place])), macro.energy, macro.kilojoules, intake.servings));
    row.values = static_cast<std::size_t>(std::ranges::count_if(
        columns_.values, [&](std::size_t place) { return !has_no_value(trim(cells.row.fields[place])); }));
    for (const Content& content : intake.contents) {
        row.names_substance = row.names_substance ||
                              (content.amount && !out_.names.compound_in(intake.what, content.nutrient).empty()) ||
                              find_nutrient(intake.what) == content.nutrient;
    }
    const bool says_source = !cells[Column::source].empty();
    const bool supplement = says_source ? intake.source == Source::supplement : supplements_.is_supplement(row);
    if (supplement) {
        if (!supplements_.settle(intake.what, intake.contents, out_)) return;
        intake.kind = Taken::dose;
        intake.unit = unit;
    } else {
        settle_food(intake.contents);
        intake.kind = Taken::food;
        intake.source = Source::food;
        intake.servings = Count{1};
        if (const auto mass = read_mass(cells[Column::weight], Unit{ng_per_g}); mass && *mass > Mass{})
            intake.quantity = *mass;
    }
    done.identity.append(1, '\n').append(lower(intake.what));
    for (const Column column : {Column::amount, Column::servings, Column::serving, Column::weight})
        done.identity.append(1, '\n').append(cells[column]);
    if (hand_over(done)) ++(supplement ? supplement_rows_ : food_rows_);
}

std::optional<Fault> CsvImporter::read_quantity(const Cells& cells, Intake& intake) {
    const auto quantity = cells[Column::quantity];
    if (quantity.empty()) return std::nullopt;
    const auto unit = find_unit(cells[Column::quantity_unit]);
    if (!unit)
        return Fault{Column::quantity_unit, {in_quotes(cells[Column::quantity_unit]) + " is not a unit of mass"}};
    const auto mass = read_mass(quantity, *unit);
    if (!mass) return Fault{Column::quantity, mass.error()};
    intake.quantity = *mass;
    return std::nullopt;
}

std::optional<Fault> CsvImporter::fill_stated(const Cells& cells, Intake& intake) {
    Content content;
    if (auto fault = read_content(cells, out_.names, content, intake.quantity)) return fault;
    if (!columns_.own) {
        if (intake.what.empty()) intake.what = content.compound.empty() ? info(content.nutrient).key : content.compound;
        const NameBook::Found& found = out_.names.find(intake.what);
        const auto* compound = found.thing ? std::get_if<const Compound*>(&*found.thing) : nullptr;
        if (found.nutrient() == content.nutrient) {
            intake.kind = Taken::nutrient;
            intake.what = info(content.nutrient).key;
        } else if (intake.what == content.compound ||
                   (compound != nullptr && (*compound)->nutrient == content.nutrient)) {
            intake.kind = Taken::compound;
            if (compound != nullptr) intake.what = (*compound)->key;
            if (content.compound.empty()) content.compound = intake.what;
        } else {
            intake.kind = intake.source == Source::food ? Taken::food : Taken::dose;
        }
    } else if (intake.kind == Taken::dose) {
        if (const Dose* dose = out_.names.find(cells[Column::what]).dose; dose != nullptr) {
            intake.dose = dose->uuid;
            intake.unit = dose->serving.unit;
        }
    }
    intake.contents.push_back(std::move(content));
    return std::nullopt;
}

std::optional<Fault> CsvImporter::fill_named(const Cells& cells, Intake& intake) {
    const std::string_view name = cells[Column::what];
    const auto medicine = read_medicine(name, out_.names);
    if (!medicine) return Fault{Column::what, medicine.error()};
    // A nutrient somewhere in a name says little without a strength: "Iron Woman".
    if (!medicine->nutrient || (!medicine->strength && nutrient_called(name) != medicine->nutrient))
        return Fault{Column::what, {"unknown name " + in_quotes(name), "fill in 'nutrient' and 'compound'"}};
    const std::string_view cell = cells[Column::amount];
    const bool bare = is_plain_number(cell);
    if (auto fault = flaw_of_number(cells, false)) return fault;
    if (auto fault = conflicting_unit(cells, bare)) return fault;
    const auto amount = read_medicine_amount(
        bare ? std::string{cell} + " " + std::string{cells.unit()} : std::string{cell}, *medicine->nutrient);
    if (!amount) return Fault{Column::amount, amount.error()};
    const auto total = mass_of(*amount, *medicine);
    if (!total) {
        return Fault{Column::amount, {"unknown amount of " + std::string{info(*medicine->nutrient).key} + " in " +
                                             in_quotes(cell) + " of " + in_quotes(name),
                                         "use a mass such as 200 mg"}};
    }
    if (total > largest_mass)
        return Fault{Column::amount, {in_quotes(cell) + " is more than 1 kg", "check the amount"}};
    intake.kind = intake.source == Source::food ? Taken::food : Taken::dose;
    intake.servings = amount->count;
    intake.unit = amount->unit;
    put_contents(*medicine, total, intake);
    return std::nullopt;
}

std::optional<Fault> CsvImporter::fill_looked_up(const Cells& cells, Intake& intake, bool& is_zero) {
    const NameBook::Found& found = out_.names.find(cells[Column::what]);
    if (!found) {
        const bool named = !cells[Column::what].empty();
        if (named && !columns_.own && !cells[Column::amount].empty() && !says_compound(cells[Column::basis]))
            return fill_named(cells, intake);
        return Fault{Column::what,
            named ? Error{"unknown name " + in_quotes(cells[Column::what]), "fill in 'nutrient' and 'compound'"}
                  : Error{"missing name", "fill in 'what' or 'nutrient'"}};
    }
    LogOptions options{.folic_acid = found.folic_acid,
        .topical = intake.route == Route::topical,
        .food = intake.source == Source::food,
        .note = intake.note};
    options.compound = says_compound(cells[Column::basis]);
    std::optional<Amount> amount;
    const std::string_view cell = cells[Column::amount];
    const bool unknown = cell.empty();
    if (!unknown) {
        is_zero = cell.find_first_of("123456789") == std::string_view::npos &&
                  is_plain_number(cell.substr(0, cell.find_first_not_of("0.")));
        if (is_zero) return std::nullopt;
        const bool bare = is_plain_number(cell);
        if (auto fault = bare ? std::nullopt : flaw_of_number(cells)) return fault;
        if (auto fault = conflicting_unit(cells, bare)) return fault;
        const std::string_view number = bare ? cell : cell.substr(0, cell.find_first_not_of("0123456789."));
        const std::string_view written = bare ? cells.unit() : trim(cell.substr(number.size()));
        options.folic_acid = options.folic_acid && !counts_dfe(written);
        auto unit = bare ? find_unit(written) : std::nullopt;  // most are "mg"
        std::string usual;
        bool split = bare;
        if (!unit) {
            usual = usual_unit(written, nutrient_of(found));
            split = bare || (usual != written && is_plain_number(number));
            if (split) unit = find_unit(usual);
        }
        if (const auto mass = unit ? std::optional{read_mass(number, *unit)} : std::nullopt; mass && *mass) {
            amount = Amount{**mass};
        } else {
            const auto parsed = parse_amount(
                split ? std::string{number} + " " + (usual.empty() ? std::string{written} : usual) : std::string{cell});
            if (!parsed) return Fault{Column::amount, parsed.error()};
            amount = *parsed;
        }
    } else {
        amount = Amount{Mass::from_nanograms(ng_per_g)};  // any: what follows from it is unknown
    }
    const bool is_dose = found.dose != nullptr;
    auto made = is_dose ? make_intake(*found.dose, Count{1}, unknown ? std::nullopt : amount, Count{1}, options)
                        : make_intake(*found.thing, std::nullopt, amount, options);
    if (!made) return Fault{Column::amount, made.error()};
    Intake& full = *made;
    full.moment = intake.moment;
    full.day = intake.day;
    full.uuid = std::move(intake.uuid);
    if (found.folic_acid && !options.folic_acid) {  // stated in DFE
        for (Content& content : full.contents) content.compound = folic_acid_key;
    }
    if (unknown) {
        full.quantity.reset();
        for (Content& content : full.contents) content.amount.reset();
    }
    intake = std::move(full);
    return std::nullopt;
}

}  // namespace

Result<Likeness> like_csv(const Beginning& beginning) {
    const std::vector<std::string_view> headings{beginning.headings.begin(), beginning.headings.end()};
    return are_columns(headings) ? Likeness::by_columns : Likeness::none;
}

std::unique_ptr<Reader> csv_reader(const Settings& settings, Sink sink) {
    return std::make_unique<CsvImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
