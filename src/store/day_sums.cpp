#include "day_sums.hpp"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <tuple>

#include "columns.hpp"
#include "own_ingredients.hpp"

namespace epsom::store {
namespace {

auto key(const Sum& sum) { return std::tuple{sum.nutrient, sum.source, sum.route, sum.form}; }

// Numbers are written seven bits a byte, the low ones first; the top bit says that more follow (LEB128).
void put_number(std::string& bytes, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes += static_cast<char>(number | 0x80);
    bytes += static_cast<char>(number);
}

class Numbers {
public:
    explicit Numbers(std::string_view bytes) : bytes_{bytes} {}
    [[nodiscard]] bool at_end() const { return bytes_.empty(); }
    /// The next one, at most `most`; false where there is none.
    [[nodiscard]] bool next(std::int64_t most, std::int64_t& number) {
        if (!bytes_.empty() && static_cast<unsigned char>(bytes_.front()) < 0x80) {  // most have one byte
            number = bytes_.front();
            bytes_.remove_prefix(1);
            return number <= most;
        }
        std::uint64_t value = 0;
        for (unsigned shift = 0; !bytes_.empty() && shift < 63; shift += 7) {
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) {
                number = static_cast<std::int64_t>(value);
                return number <= most;
            }
        }
        return false;
    }

private:
    std::string_view bytes_;
};

/// More than any file has: beyond them bytes are damage.
constexpr std::int64_t most_number = 0xFFFF'FFFF, most_contents = 1'000'000'000;

/// How a sum is told from others of its nutrient: one bit for the source, one for the route, then the form.
std::uint64_t packed_kind(const Sum& sum) {
    return static_cast<std::uint64_t>(column(sum.source) | column(sum.route) << 1 | column(sum.form) << 2);
}

/// Whether sums of the nutrient are told apart by form.
bool has_forms(std::int64_t nutrient) {
    return nutrient < first_own && has_limit_forms(Nutrient{static_cast<std::uint16_t>(nutrient)});
}

std::string_view bytes_in(const SQLite::Column& value) {
    return {static_cast<const char*>(value.getBlob()), static_cast<std::size_t>(value.getBytes())};
}

bool is_food(Source source, Route route) { return source == Source::food && route == Route::oral; }

/// Adds up the contents of days, one after the other.
class Adder {
public:
    explicit Adder(Statements& db)
        // The entries of the day first, whatever SQLite thinks of the sizes of the tables.
        : contents_{db.use("SELECT intake, nutrient, source, route, amount, compound FROM intake CROSS JOIN content"
                           " WHERE intake.day = ?1 AND content.intake = intake.id")} {}

    const DaySums& of(std::int64_t day) {
        sums_.sums.clear();
        sums_.foods = 0;
        std::int64_t last_food = 0;
        contents_->reset();
        contents_->bind(1, day);
        while (contents_->executeStep()) {
            const std::int64_t entry = contents_->getColumn(0).getInt64(),
                               nutrient = contents_->getColumn(1).getInt64();
            const Source source = enum_in<Source>(contents_->getColumn(2));
            const Route route = enum_in<Route>(contents_->getColumn(3));
            if (is_food(source, route) && entry != last_food) {
                ++sums_.foods;
                last_food = entry;
            }
            add(sums_, nutrient, source, route, maybe_mass_in(contents_->getColumn(4)),
                has_forms(nutrient) ? contents_->getColumn(5).getString() : std::string{});
        }
        contents_->reset();
        return sums_;
    }

private:
    Statements::Use contents_;
    DaySums sums_;
};

}  // namespace

void add(DaySums& sums, std::int64_t nutrient, Source source, Route route, const std::optional<Mass>& amount,
    std::string_view compound) {
    const Sum part{nutrient, source, route, has_forms(nutrient) ? limit_form(compound) : LimitForm::unsaid,
        amount.value_or(Mass{}), 1, amount ? 0 : 1};
    const auto same = std::ranges::lower_bound(sums.sums, key(part), {}, key);
    if (same == sums.sums.end() || key(*same) != key(part)) {
        sums.sums.insert(same, part);
        return;
    }
    same->amount += part.amount;
    same->contents += part.contents;
    same->unknown += part.unknown;
}

std::string pack(const DaySums& sums) {
    std::string bytes;
    put_number(bytes, limit_forms_edition());
    put_number(bytes, static_cast<std::uint64_t>(sums.foods));
    for (const Sum& sum : sums.sums) {
        put_number(bytes, static_cast<std::uint64_t>(sum.nutrient));
        put_number(bytes, packed_kind(sum));
        put_number(bytes, static_cast<std::uint64_t>(sum.contents));
        put_number(bytes, static_cast<std::uint64_t>(sum.unknown));
        put_number(bytes, static_cast<std::uint64_t>(sum.amount.nanograms()));
    }
    return bytes;
}

bool unpack(std::string_view bytes, DaySums& sums) {
    static const std::string edition = [] {
        std::string start;
        put_number(start, limit_forms_edition());
        return start;
    }();
    sums.sums.clear();
    if (!bytes.starts_with(edition)) return false;
    Numbers numbers{bytes.substr(edition.size())};
    if (!numbers.next(most_contents, sums.foods)) return false;
    constexpr auto most_kind = static_cast<std::int64_t>(limit_form_count * 4 - 1);
    constexpr std::int64_t most_sum = most_mass.nanograms() * 1'000;
    while (!numbers.at_end()) {
        std::int64_t kind = 0, amount = 0;
        Sum& sum = sums.sums.emplace_back();
        if (!numbers.next(most_number, sum.nutrient) || !numbers.next(most_kind, kind) ||
            !numbers.next(most_contents, sum.contents) || !numbers.next(sum.contents, sum.unknown) ||
            !numbers.next(most_sum, amount))
            return false;
        sum.source = static_cast<Source>(kind & 1);
        sum.route = static_cast<Route>(kind >> 1 & 1);
        sum.form = static_cast<LimitForm>(kind >> 2);
        sum.amount = Mass::from_nanograms(amount);
    }
    return true;
}

void DaySumTable::for_each(DayRange range, const std::function<void(Day day, const DaySums& sums)>& each) {
    renew_changed();
    std::optional<Adder> adder;
    auto query = db_->use("SELECT day, sums FROM day_sum WHERE day BETWEEN ?1 AND ?2 ORDER BY day");
    SQLite::bind(*query, column(range.from), column(range.to));
    if (!query->executeStep()) return;
    // A column reads the query's present row. One serves all rows: to make one takes as long as to read it.
    const SQLite::Column day_column = query->getColumn(0), sums_column = query->getColumn(1);
    DaySums kept;
    do {
        const Day day = day_in(day_column);
        if (unpack(bytes_in(sums_column), kept)) {
            each(day, kept);
            continue;
        }
        if (!adder) adder.emplace(*db_);
        if (const DaySums& sums = adder->of(column(day)); !sums.sums.empty()) each(day, sums);
    } while (query->executeStep());
}

DaySums* DaySumTable::enter(std::int64_t day, Source source, Route route) {
    if (entering_ != day) {
        if (entering_) write(*entering_, entered_);
        entering_.reset();
        if (changed_.contains(day)) return nullptr;
        auto other = db_->use("SELECT 1 FROM intake WHERE day = ?1 LIMIT 1 OFFSET 1");
        other->bind(1, day);
        if (other->executeStep()) {
            changed_.insert(day);
            return nullptr;
        }
        entering_ = day;
        entered_.sums.clear();
        entered_.foods = 0;
    }
    if (is_food(source, route)) ++entered_.foods;
    return &entered_;
}

void DaySumTable::write(std::int64_t day, const DaySums& sums) {
    if (sums.sums.empty()) {
        auto none = db_->use("DELETE FROM day_sum WHERE day = ?1");
        none->bind(1, day);
        none->exec();
        return;
    }
    const std::string bytes = pack(sums);
    auto row = db_->use("INSERT OR REPLACE INTO day_sum(day, sums) VALUES (?1, ?2)");
    row->bind(1, day);
    row->bindNoCopy(2, bytes.data(), static_cast<int>(bytes.size()));
    row->exec();
}

void DaySumTable::renew_changed() {
    if (entering_) write(*entering_, entered_);
    entering_.reset();
    if (changed_.empty()) return;
    Adder adder{*db_};
    for (const std::int64_t day : changed_) write(day, adder.of(day));
    changed_.clear();
}

void DaySumTable::renew_all() {
    {
        auto query = db_->use("SELECT day FROM day_sum UNION SELECT day FROM intake");
        while (query->executeStep()) note_change(query->getColumn(0).getInt64());
    }
    renew_changed();
}

std::int64_t DaySumTable::wrong() {
    std::int64_t wrong =
        db_->database()
            .execAndGet(
                "SELECT count(*) FROM (SELECT DISTINCT day FROM intake WHERE id IN (SELECT intake FROM content))"
                " WHERE day NOT IN (SELECT day FROM day_sum)")
            .getInt64();
    Adder adder{*db_};
    DaySums kept;
    auto query = db_->use("SELECT day, sums FROM day_sum");
    while (query->executeStep()) {
        // What was made by other tables is not read.
        if (unpack(bytes_in(query->getColumn(1)), kept) && adder.of(query->getColumn(0).getInt64()) != kept) ++wrong;
    }
    return wrong;
}

void distrust_day_sums(SQLite::Database& db) {
    db.exec(
        "CREATE TEMP VIEW day_sum AS SELECT DISTINCT day, x'' AS sums FROM intake"
        " WHERE id IN (SELECT intake FROM content)");
}

}  // namespace epsom::store
