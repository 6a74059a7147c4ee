#include <algorithm>
#include <array>

#include "epsom/domain/logging.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"
#include "zones.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

const Dose& calm() {
    static const Dose dose = [] {
        Dose made{.uuid = "5f1c", .name = "calm"};
        made.contents = {{Nutrient::magnesium, 200_mg, "glycinate", Basis::label}};
        made.serving = {Count{2}, "capsules"};
        return made;
    }();
    return dose;
}

/// What a name stands for here: the dose, or what the tables have; nothing when neither does.
std::optional<Thing> thing(std::string_view name) {
    if (const Compound* compound = tables::find_compound(name)) return compound;
    if (const auto nutrient = find_nutrient(name)) return *nutrient;
    if (const Substance* substance = tables::find_substance(name)) return substance;
    if (const Food* food = tables::find_food(name)) return food;
    return std::nullopt;
}
bool is_name(std::string_view name) { return name_key(name) == "calm" || thing(name); }

void check_refusal(const Error& error) {
    require(!error.message.empty() && error.message.size() + error.hint.size() < 100'000, "a refusal is a sentence");
    require(printable(error.message) == error.message && printable(error.hint) == error.hint, "a refusal is text");
}

/// What holds of an entry however it was typed.
void check_entry(const Intake& intake) {
    require(!intake.what.empty() && intake.servings > Count{0}, "something was taken");
    require(!intake.quantity || (*intake.quantity > Mass{} && *intake.quantity <= largest_mass),
        "it weighs more than nothing and at most a kilogram");
    for (std::size_t i = 0; i < intake.contents.size(); ++i) {
        require(i == 0 || intake.contents[i - 1].nutrient < intake.contents[i].nutrient,
            "contents are in order, each once");
        if (const auto& amount = intake.contents[i].amount)
            require(*amount >= Mass{} && *amount <= dfe_of_folic_acid(largest_mass), "amounts are masses");
    }
}

}  // namespace

/// One word a line, the first byte saying which options: they are told apart, resolved and made an entry, or refused.
EPSOM_FUZZ_TARGET(log_words) {
    static const Clock clock = clock_at("2026-11-20T22:00", berlin(), 4h);
    if (bytes.empty()) return;
    const auto options = static_cast<unsigned char>(bytes.front());
    const auto words = split(bytes.substr(1), '\n');
    const auto read = read_log_words(words, is_name, [] {
        return std::vector<std::string_view>{
            "calm", "glycinate", "oxide", "magnesium", "vitamin-d", "levothyroxine", "almonds"};
    });
    if (!read) return check_refusal(read.error());
    require(is_name(read->what), "what was taken has a name");
    if (read->moment) {
        const auto moment = resolve(*read->moment, clock);
        if (!moment) check_refusal(moment.error());
        else require(moment->at <= clock.now, "it was taken before now");
    }
    LogOptions how{.compound = (options & 1) != 0,
        .folic_acid = (options & 2) != 0,
        .topical = (options & 4) != 0,
        .food = (options & 8) != 0};
    if ((options & 16) != 0) how.as = tables::find_compound("citrate");
    const auto named = thing(read->what);
    const auto intake = name_key(read->what) == "calm" ? make_intake(calm(), read->count, read->amount, Count{1}, how)
                                                       : make_intake(*named, read->count, read->amount, how);
    if (!intake) return check_refusal(intake.error());
    check_entry(*intake);
    require(!how.topical || intake->route == Route::topical, "what is said to be on the skin is on the skin");
    if (!read->amount) return;
    const auto changed = with_amount(*intake, *read->amount);
    if (!changed) return check_refusal(changed.error());
    check_entry(*changed);
}
