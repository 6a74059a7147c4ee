#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "epsom/domain/label/label.hpp"
#include "label_names.hpp"

// How the lines of a facts panel become contents: label.cpp reads each line, label_sums.cpp says which of them count.
namespace epsom::label {

/// A line on its way to what it is.
struct Item {
    LabelLine line;
    std::size_t parent = none;
    Named named;
    const Compound* form = nullptr;
    bool several_forms = false;
    bool elemental = false;  // the label says that the amount is the element's
    bool part = false;       // of a blend
    bool percent_disagrees = false;
    bool stated = false;             // it has an amount, whether that is known or not
    std::optional<Mass> extra = {};  // the weight of what is counted in another unit
    ReadLine read = {};
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

/// `number` times `steps`, rounded half up; empty beyond `most`.
[[nodiscard]] std::optional<std::int64_t> times(
    const LabelNumber& number, std::int64_t steps, int tens, std::int64_t most);
/// The daily values of labels, of today and of before 2020, in nanograms.
[[nodiscard]] std::vector<std::int64_t> daily_values_of(Nutrient nutrient);
/// Whether `amount` is about `percent` of a daily value: within a factor.
[[nodiscard]] bool agrees(
    Nutrient nutrient, Mass amount, const LabelNumber& percent, std::int64_t numerator, std::int64_t denominator);
[[nodiscard]] std::string shown(const Item& item);
[[nodiscard]] bool is_known(Stated stated);
/// Adds a sentence to what is said of the line.
void say(Item& item, std::string sentence);

/// What one printed amount is for a nutrient.
struct Converted {
    std::optional<Nutrient> nutrient;  // empty: the amount says nothing of it
    std::optional<Mass> amount;        // empty: not known
    std::string why = {};
    bool iu = false, cells = false, mass = false, dfe = false;
};

class ContentsReader {
public:
    ContentsReader(const Label& label, const LabelNames& names) : names_{names} {
        for (const LabelLine& line : label.lines) add(line);
    }
    LabelReading read();

private:
    void add(const LabelLine& line);
    void link_parents();
    void resolve(Item& item);
    void find_form(Item& item);
    Converted convert(const Item& item, const LabelAmount& amount) const;
    void measure(Item& item);
    void judge(std::size_t at);
    void judge_salt(Item& item);
    void total_folate();
    void find_sums();
    void find_duplicates();
    [[nodiscard]] bool has_parts(std::size_t at) const;
    [[nodiscard]] bool has_known_parts(std::size_t at) const;
    [[nodiscard]] bool below(std::size_t at, std::size_t above) const;
    LabelReading finish();

    const LabelNames& names_;
    std::vector<Item> items_;
};

}  // namespace epsom::label
