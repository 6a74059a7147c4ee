// What the lines of a facts panel say that a serving contains.

#include "epsom/domain/label/label.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "contents_reader.hpp"
#include "epsom/text/text.hpp"
#include "label_names.hpp"
#include "label_parts.hpp"

namespace epsom::label {
namespace {

/// Daily values of labels from before 2020, where they differ (21 CFR 101.9 of 1995), in nanograms.
struct OldValue {
    std::string_view key;
    std::int64_t steps;
};
constexpr std::array old_values =
    std::to_array<OldValue>({{"magnesium", 400 * ng_per_mg}, {"calcium", 1000 * ng_per_mg}, {"zinc", 15 * ng_per_mg},
        {"potassium", 3500 * ng_per_mg}, {"chromium", 120 * ng_per_ug}, {"copper", 2 * ng_per_mg},
        {"molybdenum", 75 * ng_per_ug}, {"selenium", 70 * ng_per_ug}, {"phosphorus", 1000 * ng_per_mg},
        {"chloride", 3400 * ng_per_mg}, {"vitamin-k", 80 * ng_per_ug}, {"biotin", 300 * ng_per_ug},
        {"vitamin-b12", 6 * ng_per_ug}, {"vitamin-d", 10 * ng_per_ug}});

std::string shown(const LabelAmount& amount) {
    std::string digits = std::to_string(amount.number.digits);
    if (amount.number.decimals > 0) {
        while (static_cast<int>(digits.size()) <= amount.number.decimals) digits.insert(0, 1, '0');
        digits.insert(digits.size() - static_cast<std::size_t>(amount.number.decimals), 1, '.');
    }
    for (int d = amount.number.decimals; d < 0 && digits != "0"; ++d) digits += '0';
    const std::string_view sign = amount.stated == Stated::less_than  ? "less than "
                                  : amount.stated == Stated::at_least ? "at least "
                                  : amount.stated == Stated::about    ? "about "
                                                                      : "";
    return std::string{sign} + digits + (amount.unit.empty() ? "" : " " + amount.unit);
}
}  // namespace

std::optional<std::int64_t> times(const LabelNumber& number, std::int64_t steps, int tens, std::int64_t most) {
    __extension__ using Wide = __int128;
    Wide value = static_cast<Wide>(number.digits) * steps;
    int decimals = number.decimals - tens;
    for (; decimals < 0; ++decimals) {
        value *= 10;
        if (value > most) return std::nullopt;
    }
    Wide divisor = 1;
    for (; decimals > 0 && divisor < static_cast<Wide>(1) << 100; --decimals) divisor *= 10;
    value = value / divisor + (value % divisor * 2 >= divisor ? 1 : 0);
    return value > most ? std::nullopt : std::optional{static_cast<std::int64_t>(value)};
}

std::vector<std::int64_t> daily_values_of(Nutrient nutrient) {
    const NutrientInfo& row = info(nutrient);
    std::vector<std::int64_t> values;
    for (const std::int64_t value : {row.daily_value, row.nrv}) {
        if (value > 0) values.push_back(value);
    }
    for (const auto& old : old_values) {
        if (old.key == row.key) values.push_back(old.steps);
    }
    return values;
}

bool agrees(
    Nutrient nutrient, Mass amount, const LabelNumber& percent, std::int64_t numerator, std::int64_t denominator) {
    __extension__ using Wide = __int128;
    const auto values = daily_values_of(nutrient);
    return std::ranges::any_of(values, [&](std::int64_t value) {
        Wide expected = static_cast<Wide>(value) * percent.digits, given = static_cast<Wide>(amount.nanograms()) * 100;
        for (int d = 0; d < percent.decimals; ++d) given *= 10;
        return given * denominator <= expected * numerator && expected * denominator <= given * numerator;
    });
}

std::string shown(const Item& item) {
    std::string text = item.line.name;
    if (!item.line.amounts.empty()) text += " " + shown(item.line.amounts.front());
    return in_quotes(text);
}

bool is_known(Stated stated) {
    return stated == Stated::exact || stated == Stated::about || stated == Stated::at_least;
}

void say(Item& item, std::string sentence) {
    if (!item.read.note.empty()) item.read.note += "; ";
    item.read.note += std::move(sentence);
}

void ContentsReader::add(const LabelLine& line) {
    Item item;
    item.line = line;
    resolve(item);
    // Amounts of something else are lines of their own: "Fish oil 2 g (EPA 600 mg, DHA 400 mg)".
    std::vector<LabelLine> parts;
    std::vector<LabelAmount> own;
    for (LabelAmount& amount : item.line.amounts) {
        if (amount.of.empty()) {
            own.push_back(amount);
            continue;
        }
        if (lower(trim(amount.of)) == "elemental") {
            // "500 mg (500 mg elemental)", "1,250 mg (500 mg elemental)".
            item.elemental = true;
            amount.of.clear();
            own.insert(own.begin(), amount);
            continue;
        }
        const Named of = find_named(amount.of, {}, names_);
        const bool same = item.named.nutrient && of.nutrient == item.named.nutrient;
        if (same && of.compound == nullptr && item.named.compound != nullptr) {
            // "1,330 mg magnesium bisglycinate providing 240 mg magnesium".
            item.elemental = true;
            const std::string whole = shown(item);
            amount.of.clear();
            own.insert(own.begin(), amount);
            say(item, whole + " provides " + shown(amount) + " of " + std::string{info(*of.nutrient).label});
        } else if (same || (item.named.nutrient && form_of(*item.named.nutrient, amount.of, names_) != nullptr)) {
            // The mass of the form: "400 mcg DFE (240 mcg folic acid)".
            if (item.line.forms.empty()) item.line.forms.push_back(amount.of);
            if (own.empty()) {
                amount.of.clear();
                own.push_back(amount);
            }
        } else {
            parts.push_back({.line = line.line,
                .name = amount.of,
                .amounts = {{amount.number, amount.unit, {}, amount.stated}},
                .depth = line.depth + 1});
        }
    }
    item.line.amounts = std::move(own);
    items_.push_back(std::move(item));
    for (const LabelLine& part : parts) add(part);
}

void ContentsReader::link_parents() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        for (std::size_t above = i; above-- > 0 && items_[i].line.depth > 0;) {
            if (items_[above].line.depth >= items_[i].line.depth) continue;
            items_[i].parent = above;
            break;
        }
    }
    for (auto& item : items_) {
        for (std::size_t above = item.parent; above != Item::none; above = items_[above].parent) {
            item.part = item.part || items_[above].named.blend || items_[above].line.kind == LabelLine::Kind::blend;
        }
    }
}

void ContentsReader::resolve(Item& item) {
    item.named = find_named(item.line.name, item.line.group, names_);
    item.elemental = item.elemental || item.named.elemental;
    if (!item.named.panel && !item.named.nutrient &&
        (item.line.kind == LabelLine::Kind::blend || names_a_blend(item.line.name))) {
        item.named.blend = true;
        item.named.nutrient = find_nutrient("proprietary-blend");
    }
}

void ContentsReader::find_form(Item& item) {
    if (!item.named.nutrient) return;
    const Nutrient nutrient = *item.named.nutrient;
    if (item.named.compound != nullptr) {
        item.form = item.named.compound;
        if (item.named.by_compound) return;
    }
    if (!info(nutrient).is_nutrient()) return;
    // "Vitamin K2 MK-7".
    if (const auto words = split(without_brackets(item.line.name), ' ');
        words.size() > 2 && lower(words.front()) == "vitamin" && item.line.forms.empty()) {
        item.line.forms.push_back(joined(std::span{words}.subspan(2)));
    }
    std::vector<const Compound*> found;
    std::size_t unknown = 0;
    for (const auto& form : item.line.forms) {
        if (lower(form) == "elemental") continue;
        const Compound* compound = form_of(nutrient, form, names_);
        if (compound == nullptr) {
            const Named other = find_named(form, {}, names_);
            // Another name of the nutrient itself is no form.
            if (other.nutrient != nutrient) ++unknown;
        } else if (std::ranges::find(found, compound) == found.end()) {
            found.push_back(compound);
        }
    }
    if (found.empty()) return;
    item.several_forms = found.size() > 1 || unknown > 0;
    // "Vitamin D3 (as cholecalciferol)" names one form twice; "Vitamin A (as retinyl palmitate, beta-carotene)" none
    // for the whole.
    item.form = item.several_forms ? nullptr : found.front();
}

Converted ContentsReader::convert(const Item& item, const LabelAmount& printed) const {
    const Nutrient nutrient = *item.named.nutrient;
    const NutrientInfo& row = info(nutrient);
    const FoundUnit unit = unit_of(printed.unit);
    const std::string name{row.label};
    Converted result;
    std::int64_t steps = 0;
    if (printed.stated == Stated::missing) {
        result.nutrient = nutrient;
        return result;
    }
    if (unit.iu) {
        result.iu = true;
        steps = row.iu_steps;
        if (steps == 0 && item.form != nullptr) steps = item.form->iu_steps;
        // Retinol, its esters, and carotene of supplements: 0.3 mcg RAE (21 CFR 101.9).
        if (steps == 0 && nutrient == Nutrient::vitamin_a) steps = 300;
        result.nutrient = nutrient;
        if (steps == 0) {
            result.why =
                "IU of " + name +
                (nutrient == Nutrient::vitamin_e ? " depend on the form, which is not listed" : " have no known mass");
            return result;
        }
    } else if (unit.unit == nullptr) {
        result.nutrient = nutrient;
        result.why = in_quotes(printed.unit) + " is not a known unit";
        return result;
    } else {
        steps = unit.unit->steps;
        result.cells = unit.unit->measure == Measure::cells;
        result.mass = unit.unit->measure == Measure::mass;
        result.dfe = unit.equivalent == Equivalent::dfe;
        result.nutrient = row.is_nutrient() && row.measure != unit.unit->measure
                              ? std::nullopt
                              : std::optional{counted_in(nutrient, *unit.unit)};
        if (!result.nutrient) {
            result.nutrient = nutrient;
            result.why = shown(printed) + " is not a mass";
            return result;
        }
        const bool fits = unit.equivalent == Equivalent::none || (result.dfe && nutrient == Nutrient::folate) ||
                          (unit.equivalent == Equivalent::ne && nutrient == Nutrient::niacin) ||
                          (unit.equivalent == Equivalent::te && nutrient == Nutrient::vitamin_e) ||
                          ((unit.equivalent == Equivalent::rae || unit.equivalent == Equivalent::re) &&
                              nutrient == Nutrient::vitamin_a);
        if (!fits || (unit.equivalent == Equivalent::re && item.form != nullptr &&
                         limit_form(item.form->key) != LimitForm::retinol)) {
            result.why = unit.equivalent == Equivalent::re && fits
                             ? "RE of carotene are not RAE"
                             : in_quotes(printed.unit) + " is not a unit of " + name;
            return result;
        }
    }
    if (!is_known(printed.stated)) {
        result.why = printed.stated == Stated::range ? "a range is not an exact amount"
                                                     : in_quotes(shown(printed)) + " is not an exact amount";
        return result;
    }
    const std::int64_t most = result.mass || unit.iu ? largest_mass.nanograms() : std::int64_t{1} << 60;
    const auto value = times(printed.number, steps, unit.tens, most);
    if (!value) {
        result.why = shown(printed) + " is more than a serving can contain";
        return result;
    }
    result.amount = Mass::from_nanograms(*value);
    // Folic acid counts 1.7 times as DFE; carotene that is listed by its own mass counts half as RAE.
    if (item.form != nullptr && result.mass && unit.equivalent == Equivalent::none && item.form->nutrient == nutrient &&
        item.form->is_counted_otherwise() && (nutrient == Nutrient::folate || item.named.by_compound)) {
        result.amount = item.form->counted(*result.amount);
        result.why = shown(printed) + " of " + std::string{item.form->name} + " count as " +
                     epsom::spell(*result.amount) + (nutrient == Nutrient::folate ? " DFE" : "");
    }
    return result;
}

void ContentsReader::measure(Item& item) {
    item.stated = !item.line.amounts.empty() && item.line.amounts.front().stated != Stated::missing;
    if (!item.named.nutrient) {
        // An ingredient that nobody knows is the user's own, in the unit of the label.
        std::string unit = "mg";
        for (const auto& amount : item.line.amounts) {
            const FoundUnit found = unit_of(amount.unit);
            if (found.unit == nullptr || amount.stated == Stated::missing) continue;
            unit = found.unit->measure == Measure::mass     ? "mg"
                   : found.unit->measure == Measure::volume ? "ml"
                   : found.unit->measure == Measure::cells  ? "CFU"
                                                            : std::string{found.unit->unit};
            if (found.unit->measure == Measure::cells) break;
            if (std::ranges::none_of(item.line.amounts, [](const LabelAmount& each) {
                    return unit_of(each.unit).unit != nullptr && unit_of(each.unit).unit->measure == Measure::cells;
                }))
                break;
        }
        item.named.nutrient = names_.own ? names_.own(item.named.key) : std::nullopt;
        if (!item.named.nutrient) {
            OwnIngredient own;
            own.key = item.named.key;
            own.label = item.named.label;
            own.unit = unit;
            item.named.nutrient = own_ingredient(own);
        }
    }
    item.read.nutrient = item.named.nutrient;
    const NutrientInfo& row = info(*item.named.nutrient);
    std::vector<Converted> all;
    for (const auto& amount : item.line.amounts) all.push_back(convert(item, amount));
    // Of several, a nutrient's mass before its IU and its DFE before its folic acid; live cells before their weight;
    // else the first.
    const Converted* best = nullptr;
    const auto score = [&](const Converted& each) {
        if (row.is_nutrient()) return (each.amount ? 4 : 0) + (each.dfe ? 2 : 0) + (each.iu ? 0 : 1);
        return (each.cells ? 4 : 0) + (each.amount ? 1 : 0);
    };
    std::size_t place = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (item.elemental && best != nullptr) break;
        if (best == nullptr || score(all[i]) > score(*best)) {
            best = &all[i];
            place = i;
        }
    }
    if (best == nullptr) return;
    item.read.nutrient = best->nutrient;
    item.read.amount = best->amount;
    if (!best->why.empty()) say(item, best->why);
    // "Folate 400 mcg (as folic acid 240 mcg)": the first is DFE already.
    if (item.named.nutrient == Nutrient::folate && !best->dfe && item.form != nullptr &&
        item.form->is_counted_otherwise() && !item.named.by_compound) {
        for (const auto& inside : brackets_of(item.line.name)) {
            for (const auto& part : list_items(inside)) {
                for (std::size_t at = 0; at < part.size(); ++at) {
                    const auto mass = at == 0 || part[at - 1] == ' '
                                          ? amount_at(std::string_view{part}.substr(at), Numbers::english)
                                          : std::nullopt;
                    if (!mass || !item.read.amount) continue;
                    const Converted of_form = convert(item, mass->amount);
                    const auto plain_amount = times(item.line.amounts[place].number,
                        unit_of(item.line.amounts[place].unit).unit->steps, 0, largest_mass.nanograms());
                    if (of_form.amount && plain_amount &&
                        std::abs(of_form.amount->nanograms() - *plain_amount) * 20 <= *plain_amount) {
                        item.read.amount = Mass::from_nanograms(*plain_amount);
                        item.read.note.clear();
                    }
                }
            }
        }
    }
    if (item.named.nutrient == Nutrient::folate && !best->dfe && item.read.amount && best->mass && best->why.empty()) {
        if (item.form == nullptr || !item.form->is_counted_otherwise())
            say(item, "folate is read as dietary folate equivalents (DFE)");
    }
    const LabelAmount& used = item.line.amounts[place];
    if (used.stated == Stated::at_least || used.stated == Stated::about)
        say(item, "counted as " + shown({used.number, used.unit, {}, Stated::exact}));
    // The weight of what is counted in another unit.
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == place || !all[i].mass || !all[i].amount || best->mass || best->iu || row.is_nutrient()) continue;
        item.extra = all[i].amount;
    }
    // A percentage that is far off shows a wrong unit: potassium 87.5 mcg, 2 %.
    const bool percent = item.line.percent && item.line.percent->digits > 0;
    if (percent && item.read.amount && *item.read.amount > Mass{} && row.is_nutrient() && !item.named.by_compound &&
        !daily_values_of(*item.named.nutrient).empty() &&
        !agrees(*item.named.nutrient, *item.read.amount, *item.line.percent, 30, 1)) {
        item.read.amount.reset();
        item.percent_disagrees = true;
        say(item, shown(item) + " does not match its percentage of the daily value; amount unknown");
    }
}

LabelReading ContentsReader::read() {
    for (Item& item : items_) {
        if (item.named.panel) continue;
        find_form(item);
    }
    link_parents();
    for (Item& item : items_) {
        item.read.line = item.line.line;
        item.read.name = item.line.name;
        if (!item.named.panel) measure(item);
    }
    for (std::size_t i = items_.size(); i-- > 0;) judge(i);
    total_folate();
    find_duplicates();
    find_sums();
    return finish();
}

LabelReading ContentsReader::finish() {
    LabelReading reading;
    for (Item& item : items_) {
        if (item.named.nutrient) item.read.key = info(*item.named.nutrient).key;
        if (item.named.nutrient && item.form != nullptr && info(*item.named.nutrient).is_nutrient() &&
            item.read.kind != LineKind::present)
            item.read.form = item.form->key;
        if (item.several_forms && item.read.kind == LineKind::nutrient) say(item, "several forms; none is recorded");
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Item& item = items_[i];
        reading.lines.push_back(item.read);
        if (item.extra) {
            ReadLine also = item.read;
            also.kind = LineKind::also_mg;
            also.nutrient = counted_in(*item.named.nutrient, *find_unit("mg"));
            also.amount = item.extra;
            also.counted = false;
            also.note = "the weight of " + in_quotes(item.line.name) + " is not counted; its " +
                        std::string{info(*item.read.nutrient).unit} + " are";
            reading.lines.push_back(std::move(also));
        }
        if (!item.read.counted) continue;
        const bool has_form = item.form != nullptr && info(*item.named.nutrient).is_nutrient();
        Content content{*item.read.nutrient, item.read.amount, has_form ? std::string{item.form->key} : std::string{},
            Basis::label};
        // The form of a line that has none may stand in a line of the same nutrient that does not count.
        if (content.compound.empty() && !item.several_forms) {
            std::vector<std::string_view> forms;
            bool whole = true;
            for (std::size_t other = 0; other < items_.size(); ++other) {
                const Item& part = items_[other];
                if (other == i || part.named.nutrient != item.named.nutrient ||
                    (part.read.kind != LineKind::part_of && part.read.kind != LineKind::salt) || part.read.form.empty())
                    continue;
                forms.push_back(part.read.form);
                // Folic acid that is only a share of folate is not its form.
                if (part.read.kind == LineKind::part_of && part.form->is_counted_otherwise()) {
                    const Mass counted = part.read.amount ? part.form->counted(*part.read.amount) : Mass{};
                    whole = whole && content.amount && counted.nanograms() >= content.amount->nanograms() / 20 * 19;
                } else if (part.read.kind == LineKind::part_of) {
                    whole = whole && part.read.amount == content.amount;
                }
            }
            if (forms.size() == 1 && whole) content.compound = forms.front();
        }
        const auto known = std::ranges::find(reading.contents, content.nutrient, &Content::nutrient);
        if (known == reading.contents.end()) {
            reading.contents.push_back(std::move(content));
            continue;
        }
        if (known->compound != content.compound) known->compound.clear();
        known->amount =
            known->amount && content.amount ? std::optional{*known->amount + *content.amount} : std::nullopt;
    }
    std::ranges::sort(reading.contents, {}, &Content::nutrient);
    return reading;
}

}  // namespace epsom::label

namespace epsom {

std::string_view spell(LineKind kind) {
    switch (kind) {
        case LineKind::nutrient: return "nutrient";
        case LineKind::ingredient: return "ingredient";
        case LineKind::sum: return "sum";
        case LineKind::part_of: return "part-of";
        case LineKind::also_mg: return "also-mg";
        case LineKind::blend: return "blend";
        case LineKind::present: return "present";
        case LineKind::unknown_name: return "unknown-name";
        case LineKind::salt: return "salt";
        case LineKind::duplicate: return "duplicate";
        case LineKind::skip: break;
    }
    return "skip";
}

LabelReading read_contents(const Label& label, const LabelNames& names) {
    return label::ContentsReader{label, names}.read();
}

}  // namespace epsom
