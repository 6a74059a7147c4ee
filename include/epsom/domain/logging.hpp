#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/amounts/compound.hpp"
#include "epsom/domain/amounts/food.hpp"
#include "epsom/domain/intake.hpp"
#include "epsom/domain/plan/dose.hpp"
#include "epsom/domain/time/moment.hpp"

namespace epsom {

struct Substance;

/// The words of `log`, told apart; none of them looked up or resolved yet but the name.
struct LogWords {
    std::string what;  // as typed, words joined by blanks
    std::optional<Count> count;
    bool bare_count = false;  // `2`, not `2x`
    std::optional<Amount> amount;
    std::optional<MomentWords> moment;
};

/// Whether a name is known, under any of its spellings.
using IsName = std::function<bool(std::string_view)>;

/// The names to suggest; asked for only when one is not known.
using Names = std::function<std::vector<std::string_view>()>;

/// `2x glycinate 200mg 90m ago`, in any order that makes sense. The longest run of words that is a name is what was
/// taken; the others must be a count, an amount and a moment, each at most once. Errors: unknown names (`names` are
/// those to suggest), numbers without a unit, words left over.
Result<LogWords> read_log_words(std::span<const std::string> words, const IsName& is_name, const Names& names);

/// What can be logged without a dose of one's own.
using Thing = std::variant<const Compound*, Nutrient, const Substance*, const Food*>;

/// How it was logged, besides its words.
struct LogOptions {
    bool compound = false;                       // the amount is the mass of the whole compound
    const Compound* as = nullptr;                // which compound of a nutrient
    std::span<const Companion> companions = {};  // what else that compound, or the one that is logged, brings
    bool folic_acid = false;                     // folate: the amount is folic acid, which counts 1.7 times
    bool as_folic_acid = false;                  // folate: the amount is DFE, of folic acid
    bool topical = false;
    bool food = false;
    std::string note;
};

/// The entry of a thing; the moment and the day are the caller's to fill in. Errors: an amount is missing
/// or has no meaning for the thing, `--compound` of a mixture, options that contradict each other.
Result<Intake> make_intake(
    const Thing& thing, std::optional<Count> count, const std::optional<Amount>& amount, const LogOptions& options);

/// The entry of a dose. Without count and amount it has `usual` servings: those of the slot that it takes, or one.
Result<Intake> make_intake(const Dose& dose, std::optional<Count> count, const std::optional<Amount>& amount,
    Count usual, const LogOptions& options);

/// Why a bare number does not say how much of `dose` was taken: its serving is several units, and either could be
/// meant.
std::optional<Error> bare_count_of(const Dose& dose, Count count);

/// The entry with another amount, of which units are servings: scaled where a table or a formula made the numbers,
/// restated where a label did.
Result<Intake> with_amount(const Intake& intake, const Amount& amount);

/// The entry as food or as a supplement, where an import took it for the other; its amounts stay. A food says nothing
/// of what it does not list, so that a supplement loses what is unknown in it. Errors: it is that already; a diary
/// entry; a medicine; nothing in it is known.
Result<Intake> as_source(const Intake& intake, Source source);

/// Whether `key` (see name_key) is folic acid.
bool is_folic_acid(std::string_view name);

}  // namespace epsom
