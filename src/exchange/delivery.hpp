#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "encoding.hpp"
#include "epsom/exchange/exchange.hpp"
#include "timeline.hpp"
#include "uuid.hpp"

namespace epsom::exchange {

/// Looks names up, each once: files repeat them on every row.
class NameBook {
public:
    explicit NameBook(const Settings& settings) : thing_{settings.thing}, dose_{settings.dose} {}
    struct Found {
        const Dose* dose = nullptr;
        std::optional<Thing> thing;
        bool folic_acid = false;       // then `thing` is folate
        std::optional<Nutrient> kept;  // as find_kept() has it, whatever else has the name
        /// As find_nutrient() has it.
        [[nodiscard]] std::optional<Nutrient> nutrient() const {
            return kept && !info(*kept).is_part() ? kept : std::nullopt;
        }
        [[nodiscard]] explicit operator bool() const { return dose != nullptr || thing; }
    };
    const Found& find(std::string_view name);
    /// What a dose contains, by its own name: the user's doses may have the same name.
    const Found& find_content(std::string_view name);
    /// Drops what was looked up: a name may mean another thing now.
    void forget() {
        found_.clear();
        contents_.clear();
    }
    /// The key of the compound of `nutrient` that a product's name contains, whole or up to its strength, its first
    /// comma or its brackets ("Magnesium Bisglycinate, 100 mg Capsule"). "folic-acid" counts as a key. Empty when the
    /// name contains none.
    std::string compound_in(std::string_view name, Nutrient nutrient);

private:
    std::function<std::optional<Thing>(std::string_view)> thing_;
    std::function<const Dose*(std::string_view)> dose_;
    /// By name as it is spelled. A view of one is looked up without a copy.
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Names = std::unordered_map<std::string, Found, Hash, std::equal_to<>>;
    Names found_, contents_;
};

/// What all readers share: delivers what is read, gives it its identity, and counts.
class Delivery {
public:
    Delivery(std::string format, const Settings& settings, Sink sink);

    Timeline timeline;
    NameBook names;

    /// `identity` is what the row says of when, what and how much; see ImportedEntry. Whether it was taken, now or
    /// before: what is said of the entries counts those.
    bool entry(ImportedEntry&& entry, std::string_view identity);
    /// The file gave the uuid.
    bool entry(ImportedEntry&& entry);
    void product(ImportedProduct product);
    void food(ImportedFood food);
    void refuse(Refusal refusal);
    void refuse(std::size_t line, std::size_t column, const Error& error);
    /// Nothing more is read.
    void stop(Refusal refusal);
    /// Nor is anything kept of what was read, as it may be wrong.
    void reject(Refusal refusal);
    /// Whether it is kept.
    bool skip(ImportedSkip skip);
    /// Rows that are left out, each counted once and the reason said once at the end: one that was not taken, as `why`
    /// says; one with an amount of zero; the sum or the mean of other rows; what a day should have.
    void leave_out_not_taken(const std::string& why);
    void leave_out_zero() { ++zeros_; }
    void leave_out_sum() { ++sums_; }
    void leave_out_mean() { ++means_; }
    void leave_out_goal(std::string_view name);
    /// So many rows for a reason of the reader's own: `3 rows left out: skipped`. Nothing where there are none.
    void leave_out(std::size_t count, std::string_view one, std::string_view many, std::string_view why);
    /// One row that the reader names itself.
    void leave_out() { ++summary_.left_out; }
    [[nodiscard]] bool stopped() const { return summary_.stopped.has_value(); }

    std::size_t without_time = 0;  // entries at 12:00 for that reason
    void note(std::string text) { notes_.push_back(std::move(text)); }
    /// `3 rows`, `1 row`.
    [[nodiscard]] static std::string counted(std::size_t n, std::string_view one, std::string_view many);

    [[nodiscard]] Summary& account() { return summary_; }
    [[nodiscard]] Summary finish();

private:
    Sink sink_;
    Identities identities_;
    Summary summary_;
    std::vector<std::string> notes_;
    std::size_t not_taken_ = 0, zeros_ = 0, sums_ = 0, means_ = 0, goals_ = 0;  // rows that are left out
    std::set<std::string> goal_names_;
    std::set<std::string> reasons_;  // why some were not taken
    std::size_t repeated_ = 0;
};

bool is_uuid(std::string_view text);

/// A reader of text: what reaches text() is UTF-8 without a byte order mark.
class TextReader : public Reader {
public:
    TextReader(std::string format, const Settings& settings, Sink sink)
        : out_{std::move(format), settings, std::move(sink)} {}
    bool feed(std::string_view bytes) final;
    Summary finish() final;

protected:
    virtual void text(std::string_view text) = 0;
    virtual void end() = 0;
    /// The next byte is not text: whether the reader refuses the row or record that has it, and reads on.
    virtual bool read_past(const Refusal&) { return false; }
    /// The next byte is refused: what is still held back is to be looked at first, so that the first fault is the one
    /// told.
    virtual void before_refusal() {}
    /// The gate for the next file of a folder, after the last one is through.
    void end_of_file();
    Delivery out_;

private:
    void hand_on(std::string_view passed);
    void stop_at(std::optional<Refusal> refusal);

    TextGate gate_;
    bool windows_1252_ = false;  // without a word of it in the file
};

}  // namespace epsom::exchange
