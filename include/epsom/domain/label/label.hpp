#pragma once

// domain/label: from the text of a facts panel to the contents of a serving.
// It stands on amounts, and on the dose that it fills. How names are found is handed in.
// Never here: a guess. What cannot be read is said, with its line.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/nutrient.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/dose.hpp"

/// The facts panel of a supplement: its text is read into lines, and lines into what a serving contains.
namespace epsom {

/// A number as printed: 13.3 is 133 with one decimal, 5 billion is 5 with -9.
struct LabelNumber {
    std::int64_t digits = 0;
    int decimals = 0;
    friend bool operator==(const LabelNumber&, const LabelNumber&) = default;
};

/// Whether the label says how much. A range, "less than" and "NP" (not present) do not; "about" and "at least" count
/// as printed.
enum class Stated : std::uint8_t { exact, about, at_least, less_than, range, missing };

struct LabelAmount {
    LabelNumber number;
    std::string unit;  // as printed: "mcg DFE", "Live Cell(s)"
    // What it is of, where that is not the line's name: "folic acid" in "400 mcg DFE (240 mcg folic acid)".
    std::string of;
    Stated stated = Stated::exact;
    friend bool operator==(const LabelAmount&, const LabelAmount&) = default;
};

struct LabelLine {
    enum class Kind : std::uint8_t { row, blend };
    Kind kind = Kind::row;
    std::size_t line = 0;                     // of the text, or its place on a label of a database; from 1
    std::string name;                         // as printed, with its brackets
    std::string group = {};                   // the name that a database lists it under; else empty
    std::vector<LabelAmount> amounts = {};    // of one serving; none where the label says nothing
    std::vector<std::string> forms = {};      // "magnesium oxide", "60% beta-carotene"
    std::optional<LabelNumber> percent = {};  // of the daily value
    std::size_t depth = 0;                    // what it is a part of is the nearest line above with a smaller one
    friend bool operator==(const LabelLine&, const LabelLine&) = default;
};

/// A line of the text that is not one of the contents. `unread` is one that nobody understood.
struct LabelRemark {
    enum class Kind : std::uint8_t { title, heading, serving, footnote, other_ingredients, directions, unread };
    Kind kind = Kind::unread;
    std::size_t line = 0;
    std::string text;
    friend bool operator==(const LabelRemark&, const LabelRemark&) = default;
};

struct Label {
    std::optional<Serving> serving;
    std::optional<int> servings_per_container;
    std::vector<LabelLine> lines;
    std::vector<LabelRemark> remarks;  // every other line that is not blank
    std::vector<std::string> notes;    // how it was read, where that was a choice; a sentence each
    friend bool operator==(const Label&, const Label&) = default;
};

/// Reads a panel as people copy or type it. Each line of `text` becomes a line, a part of one, or a remark.
Label read_label(std::string_view text);
/// The forms that the brackets of a name list: "Magnesium (as magnesium oxide, citrate)".
std::vector<std::string> forms_in_name(std::string_view name);
/// The amounts of a note: "(3 billion CFU)", "50 mcg"; rates such as "2,400 GDU/g" are none.
std::vector<LabelAmount> amounts_in_note(std::string_view note);
/// A number of a database or a label, "13.3" or "3,000"; empty when it is none.
std::optional<LabelNumber> read_label_number(std::string_view text);
/// The name of an ingredient in lower case and in English: "Pantothensäure" is "pantothenic acid". Others stay as they
/// are.
std::string name_in_english(std::string_view name);
/// The unit of a serving as a dose names it: "Gummy(ies)" is gummy, "Capsules" is capsule.
std::string serving_unit(std::string_view printed);

/// Looks up what the domain does not know.
struct LabelNames {
    std::function<const Compound*(std::string_view)> compound = {};     // by key, name or alias; null when unknown
    std::function<std::optional<Nutrient>(std::string_view)> own = {};  // the user's own ingredients
};

/// What became of a line. Only some count; see ReadLine::counted.
enum class LineKind : std::uint8_t {
    nutrient,
    ingredient,
    sum,           // a total of other lines
    part_of,       // of the line above it, which counts: folic acid of folate
    also_mg,       // the weight of what is counted in another unit
    blend,         // of which only the total is known
    present,       // without an amount
    unknown_name,  // the user's own ingredient
    salt,          // the mass of a salt, not of its element
    duplicate,
    skip,  // of the nutrition panel: calories, fat
};
[[nodiscard]] std::string_view spell(LineKind kind);

struct ReadLine {
    std::size_t line = 0;  // LabelLine::line
    std::string name;
    LineKind kind = LineKind::skip;
    std::string key = {};                   // of what it is: "protease", in whatever unit; empty for skip
    std::optional<Nutrient> nutrient = {};  // as it is counted: "protease-sapu"; empty for skip
    std::optional<Mass> amount = {};        // in steps of the nutrient
    std::string form = {};                  // the compound's key
    std::string note = {};                  // what was decided, a sentence; else empty
    bool counted = false;                   // whether it is in the contents
    friend bool operator==(const ReadLine&, const ReadLine&) = default;
};

struct LabelReading {
    std::vector<ReadLine> lines;
    std::vector<Content> contents;  // of one serving, in the order of the nutrients, each once
    friend bool operator==(const LabelReading&, const LabelReading&) = default;
};

/// What a serving contains. A line is never added to what it is part of, nor to its sum, nor counted twice. New
/// ingredients of the user's
/// own come from own_ingredient().
LabelReading read_contents(const Label& label, const LabelNames& names);

}  // namespace epsom
