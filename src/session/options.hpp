#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/text/choice.hpp"

namespace epsom {

/// Fixed words that may be typed for a value or an operand; they outlive the options.
using Choices = std::span<const Choice>;

/// What else completion offers for an operand.
enum class Offer : std::uint8_t { loggable, dose, set, medicine, nutrient, compound, entry, lab, period, file, factor };

/// The arguments other than options.
struct Operands {
    std::string_view synopsis = {};              // as help shows them: "[COUNT] WHAT [AMOUNT] [MOMENT]"
    std::vector<std::string>* target = nullptr;  // none: the command takes no operands
    Choices words = {};                          // for the first operand
    bool several_words = false;                  // for each
    std::vector<Offer> offers = {};
    std::size_t places = 1;  // the offers are for so many operands from the first
};
inline constexpr auto each_place = static_cast<std::size_t>(-1);

/// What may be typed after a command. Help, parsing, completion and the check of the manual all read this one list.
/// Values arrive as text: the domain reads numbers and dates, never the command-line library.
class Options {
public:
    struct Option {
        std::string_view names;  // "-q,--quiet"
        std::string_view value;  // "MOMENT"; empty for a flag
        std::string_view help;
        std::function<void(const std::string&)> set;  // once for each time it was typed; flags get ""
        bool global = false;
        bool repeats = false;                              // may be repeated; otherwise a second one is refused
        bool bare = false;                                 // the value may be left out, and otherwise needs '='
        Choices words = {};                                // which its value can be
        bool several_words = false;                        // with commas between
        [[nodiscard]] std::string_view long_name() const;  // "--quiet"
        /// Whether the word after it is its value.
        [[nodiscard]] bool takes_next() const { return !value.empty() && !bare; }
    };
    struct Group {
        std::string_view title;
        std::vector<std::string_view> names;  // "--at"
    };

    Options& flag(std::string_view names, bool& target, std::string_view help);
    Options& value(std::string_view names, std::string& target, std::string_view value, std::string_view help);
    Options& value(
        std::string_view names, std::optional<std::string>& target, std::string_view value, std::string_view help);
    Options& values(
        std::string_view names, std::vector<std::string>& target, std::string_view value, std::string_view help);
    /// Hands each value to `set`, in the order in which they are typed among all options.
    Options& each(std::string_view names, std::function<void(const std::string&)> set, std::string_view value,
        std::string_view help);
    /// `--once` alone sets an empty text, `--once=30m` that text.
    Options& bare_value(
        std::string_view names, std::optional<std::string>& target, std::string_view value, std::string_view help);
    /// Marks the options declared from here on as global.
    Options& globals();

    /// Help lists the options called `names` under `title`, groups in the order of these calls. What is in no group
    /// comes last.
    Options& group(std::string_view title, std::initializer_list<std::string_view> names);

    /// The option declared last takes these words, or some of them with commas between.
    Options& words(Choices words, bool several = false);
    /// A command that does not call this takes no operands.
    Options& operands(
        std::string_view synopsis, std::vector<std::string>& target, Choices words = {}, bool several = false);
    Options& offer(std::vector<Offer> offers, std::size_t places = 1);
    Options& examples(std::string_view text);
    /// --db may be repeated: each value in `files`.
    Options& several_files(std::vector<std::string>& files);

    [[nodiscard]] const std::vector<Option>& all() const { return options_; }
    /// The option that `word` names, "--quiet" or "-q", or none.
    [[nodiscard]] const Option* find(std::string_view word) const;
    [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
    [[nodiscard]] const Operands& operands() const { return operands_; }
    [[nodiscard]] std::string_view example_text() const { return examples_; }
    /// Where each --db goes; null where the command reads one file.
    [[nodiscard]] std::vector<std::string>* files() const { return files_; }

private:
    Options& add(Option option);
    std::vector<Option> options_;
    std::vector<Group> groups_;
    std::string_view examples_;
    Operands operands_;
    std::vector<std::string>* files_ = nullptr;
    bool global_ = false;
};

/// Whether a word is an option, known or not: "-5" and "-.5mg" are amounts, "-" is a file.
[[nodiscard]] bool looks_like_option(std::string_view word);

}  // namespace epsom
