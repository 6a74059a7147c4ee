#pragma once

// domain/labs: blood values as a laboratory printed them, kept beside what was taken.
// It stands on amounts, time and intakes.
// Never here: a judgement of a value. Units are converted only where the factor is published or follows from a formula.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/domain/intake.hpp"

namespace epsom {

/// A unit of a known value. One of it is numerator / denominator of the value's first unit, exactly; a denominator of 0
/// where no conversion is known.
struct LabUnit {
    std::string_view name;  // "ng/mL"
    std::int64_t numerator = 1, denominator = 1;
};

/// A blood value that the program knows, with the units that laboratories print it in.
struct KnownLab {
    std::string_view name;     // "25-OH vitamin D", as the log keeps it
    std::string_view aliases;  // separated by commas
    std::string_view about;    // for completion
    std::span<const LabUnit> units;
};
[[nodiscard]] std::span<const KnownLab> known_labs();
/// By its name or an alias, in any case, with or without blanks and dashes; null where it is another value.
[[nodiscard]] const KnownLab* find_lab(std::string_view name);
/// A unit of `lab`, however its blanks, case and micro sign are typed; null where the value has no such unit.
[[nodiscard]] const LabUnit* find_unit(const KnownLab& lab, std::string_view unit);
/// Whether both spell one unit: `ug/l` and `mcg/L`.
[[nodiscard]] bool same_lab_unit(std::string_view a, std::string_view b);

/// A decimal number as it was typed: 4500 with two decimals is `45.00`.
struct LabNumber {
    std::int64_t digits = 0;
    int decimals = 0;
    friend bool operator==(const LabNumber&, const LabNumber&) = default;
};
[[nodiscard]] std::string spell(const LabNumber& number);
/// Ten to the power of its decimals: its value is digits / scale_of().
[[nodiscard]] std::int64_t scale_of(const LabNumber& number);

/// What the laboratory gave as its range; one end at least.
struct LabRange {
    std::optional<LabNumber> low, high;
    friend bool operator==(const LabRange&, const LabRange&) = default;
};
/// `15..150`, `..150`, `30..`. Errors: no range, no number, an end below its start.
Result<LabRange> parse_lab_range(std::string_view text);
/// `15 to 150`, `up to 150`, `from 30`.
[[nodiscard]] std::string in_words(const LabRange& range);

/// A value without its unit, which is the entry's.
struct LabResult {
    std::string_view comparator;  // "<", "<=", ">", ">=" before what is outside of the method's limits; else empty
    LabNumber number;
    std::optional<LabRange> range;
    friend bool operator==(const LabResult&, const LabResult&) = default;
};
/// `45 in 15..150`, as Intake::detail keeps it.
[[nodiscard]] std::string spell(const LabResult& result);
[[nodiscard]] std::optional<LabResult> parse_lab_detail(std::string_view detail);
/// `<10 ng/mL`: the value and its unit as typed. Of a detail that cannot be read, the detail itself.
[[nodiscard]] std::string spell_lab(const Intake& lab);

/// `number` of `unit` in `target`, rounded half up once: to as many significant digits as it has, at least five and at
/// most nine, but never before the point; without trailing zeros. Error: no conversion is known.
Result<LabNumber> convert(const KnownLab& lab, const LabNumber& number, std::string_view unit, std::string_view target);
/// The same for the entry, whose name may not be known. Errors also: a unit that the value does not have.
Result<LabNumber> convert(const Intake& lab, std::string_view target);
/// Why `target` cannot be asked of the value `name`, or nothing.
[[nodiscard]] std::optional<Error> refuse_unit(std::string_view name, std::string_view target);

/// How a blood value was typed, besides its words.
struct LabOptions {
    std::optional<std::string> range;
    std::string note;
};
/// `ferritin 45ng/mL 2026-11-03`, `vitamin d 62 nmol/L yesterday`, `ferritin <10 ng/mL`. Its day is that of the blood
/// draw, its moment that of logging. Errors: no value, no unit or another one of a known value, a day after today.
Result<Intake> make_lab(std::span<const std::string> words, const LabOptions& options, const Clock& clock);

/// What `epsom log edit` may change of a blood value.
struct LabEdit {
    std::optional<std::string> amount, range, day;
};
/// Error: as make_lab() has them.
std::optional<Error> apply(const LabEdit& edit, Intake& lab, const Clock& clock);

/// `ferritin 45 ng/mL on 2026-11-03 (range 15 to 150)`.
[[nodiscard]] std::string in_a_line(const Intake& lab);

}  // namespace epsom
