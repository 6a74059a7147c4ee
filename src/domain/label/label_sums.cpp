// Which lines of a facts panel count: sums, their parts, salts and repetitions do not count twice.

#include <algorithm>

#include "contents_reader.hpp"
#include "epsom/text/text.hpp"
#include "label_parts.hpp"

namespace epsom::label {

bool ContentsReader::below(std::size_t at, std::size_t above) const {
    for (std::size_t each = items_[at].parent; each != Item::none; each = items_[each].parent) {
        if (each == above) return true;
    }
    return false;
}
bool ContentsReader::has_parts(std::size_t at) const {
    return std::ranges::any_of(items_, [at](const Item& item) { return item.parent == at && !item.named.panel; });
}
bool ContentsReader::has_known_parts(std::size_t at) const {
    for (std::size_t i = at + 1; i < items_.size(); ++i) {
        if (below(i, at) && items_[i].read.amount && !items_[i].named.panel && items_[i].read.kind != LineKind::blend)
            return true;
    }
    return false;
}

namespace {

/// Whether a form is listed by its own mass rather than by the vitamin or mineral in it.
bool by_own_mass(const Named& named) {
    if (named.own_mass) return true;
    if (!named.by_compound || named.compound == nullptr) return false;
    if (named.compound->kind == CompoundKind::mixture) return true;
    const NutrientInfo& row = info(*named.nutrient);
    if (named.compound->kind == CompoundKind::element) return false;
    if (!row.symbol.empty()) return true;
    // Labels list these by their own mass; other vitamins are the vitamin itself.
    return among(named.compound->key,
        {"choline-bitartrate", "choline-chloride", "choline-dihydrogen-citrate", "citicoline", "citicoline-sodium",
            "alpha-gpc", "benfotiamine", "sulbutiamine", "pantethine", "inositol-hexanicotinate",
            "nicotinamide-riboside", "sodium-ascorbate", "potassium-ascorbate", "calcium-ascorbate-dihydrate",
            "ascorbyl-palmitate", "dexpanthenol", "phosphatidylcholine", "lecithin"});
}

}  // namespace

void ContentsReader::judge_salt(Item& item) {
    const std::string element{info(*item.named.nutrient).label};
    const bool percent = item.line.percent && item.line.percent->digits > 0;
    if (item.read.amount && percent && agrees(*item.named.nutrient, *item.read.amount, *item.line.percent, 6, 5)) {
        item.read.kind = LineKind::nutrient;
        item.read.counted = true;
        say(item, "its percentage of the daily value shows that " + shown(item) + " is the amount of " + element);
        return;
    }
    item.read.kind = item.stated ? LineKind::salt : LineKind::present;
    if (!item.stated) {
        item.read.counted = true;
        return;
    }
    item.read.amount.reset();
    const Item* counts = nullptr;
    for (const Item& other : items_) {
        if (&other != &item && other.named.nutrient == item.named.nutrient && !by_own_mass(other.named) &&
            !other.named.panel)
            counts = &other;
    }
    item.read.note.clear();
    if (counts != nullptr) {
        say(item, shown(item) + " is the mass of the whole compound; counted by " + shown(*counts));
    } else {
        item.read.counted = true;
        say(item, shown(item) + " may be the mass of the whole compound; amount of " + element + " unknown");
    }
}

void ContentsReader::judge(std::size_t at) {
    Item& item = items_[at];
    ReadLine& read = item.read;
    if (item.named.panel) {
        read.kind = LineKind::skip;
        read.nutrient.reset();
        read.amount.reset();
        return;
    }
    const NutrientInfo& row = info(*item.named.nutrient);
    if (item.named.blend) {
        read.kind = LineKind::blend;
        read.counted = !has_known_parts(at);
        if (!read.counted && read.amount)
            say(item, "the total of " + in_quotes(item.line.name) + " is not counted; its parts are");
        if (!read.amount) read.counted = false;
        return;
    }
    // What the line above counts already.
    for (std::size_t above = item.parent; above != Item::none; above = items_[above].parent) {
        const Item& whole = items_[above];
        if (whole.named.nutrient != item.named.nutrient || whole.named.blend || by_own_mass(whole.named)) continue;
        if (whole.read.amount || !item.read.amount) {
            read.kind = LineKind::part_of;
            say(item, "part of " + shown(whole) + ", which is counted");
            return;
        }
    }
    const bool whole_of_parts = !read.amount && std::ranges::any_of(items_, [&](const Item& part) {
        return part.parent == at && part.named.nutrient == item.named.nutrient && part.read.amount &&
               !by_own_mass(part.named);
    });
    if (whole_of_parts) {
        read.kind = LineKind::sum;
        say(item, "its parts are counted");
        return;
    }
    if (by_own_mass(item.named) && !item.elemental) return judge_salt(item);
    if (!item.stated && !item.line.percent) {
        read.kind = item.named.unknown && !item.named.strain ? LineKind::unknown_name : LineKind::present;
    } else if (item.named.unknown && !item.named.strain) {
        read.kind = has_known_parts(at) ? LineKind::ingredient : LineKind::unknown_name;
    } else {
        read.kind = row.is_nutrient() ? LineKind::nutrient : LineKind::ingredient;
    }
    read.counted = true;
    if (item.named.unknown) say(item, "kept as your own ingredient " + in_quotes(item.named.label));
    if (read.kind == LineKind::nutrient && !item.read.amount && !item.stated) read.kind = LineKind::present;
}

/// Folic acid beside a folate that has it.
void ContentsReader::total_folate() {
    for (Item& whole : items_) {
        if (whole.read.kind != LineKind::nutrient || whole.named.nutrient != Nutrient::folate || !whole.read.amount ||
            whole.named.by_compound)
            continue;
        const bool dfe = std::ranges::any_of(whole.line.amounts,
            [](const LabelAmount& amount) { return unit_of(amount.unit).equivalent == Equivalent::dfe; });
        for (Item& part : items_) {
            if (&part == &whole || !dfe || part.read.kind != LineKind::nutrient ||
                part.named.nutrient != Nutrient::folate || !part.read.amount || !part.named.by_compound)
                continue;
            if (part.read.amount->nanograms() > whole.read.amount->nanograms() / 20 * 21) continue;
            part.read.kind = LineKind::part_of;
            part.read.counted = false;
            say(part, "part of " + shown(whole) + ", which is counted");
        }
    }
    // What is part of folate keeps the mass that the label prints, for upper levels compare it.
    for (Item& part : items_) {
        if (part.read.kind != LineKind::part_of || part.named.nutrient != Nutrient::folate || part.form == nullptr ||
            !part.form->is_counted_otherwise() || part.line.amounts.empty())
            continue;
        const FoundUnit unit = unit_of(part.line.amounts.front().unit);
        if (unit.unit == nullptr || unit.equivalent != Equivalent::none) continue;
        if (const auto mass = times(part.line.amounts.front().number, unit.unit->steps, 0, largest_mass.nanograms()))
            part.read.amount = Mass::from_nanograms(*mass);
        part.read.note = "part of folate, which is counted";
    }
}

void ContentsReader::find_sums() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        Item& item = items_[i];
        if (!item.read.counted || item.named.blend) continue;
        const std::string_view key = info(*item.named.nutrient).key;
        const bool total = item.named.total;
        const bool sum = among(key, {"omega-3", "probiotic", "bcaa", "eaa"});
        std::vector<std::size_t> members;
        for (std::size_t other = 0; other < items_.size(); ++other) {
            const Item& each = items_[other];
            if (other == i || each.named.panel || each.read.kind == LineKind::part_of ||
                each.read.kind == LineKind::duplicate || below(i, other))
                continue;
            const std::string_view other_key = info(*each.read.nutrient).key;
            bool member = below(other, i) && (sum || total);
            member = member ||
                     (key == "omega-3" && (among(other_key, {"epa", "dha"}) || other_key.starts_with("other-omega-3")));
            member = member || (key == "probiotic" && info(*each.read.nutrient).measure == Measure::cells &&
                                   each.named.nutrient != item.named.nutrient && each.line.depth >= item.line.depth);
            member =
                member || ((key == "bcaa" || key == "eaa") &&
                              (among(other_key, {"l-leucine"}) || other_key.find("leucine") != std::string_view::npos ||
                                  other_key.find("valine") != std::string_view::npos));
            // "Green coffee bean caffeine" is part of "Total caffeine".
            const bool source = total && each.named.unknown && other_key.ends_with("-" + std::string{key});
            member = member || source || (total && each.named.nutrient == item.named.nutrient);
            if (member) members.push_back(other);
        }
        if (members.empty()) continue;
        const bool known =
            std::ranges::any_of(members, [this](std::size_t member) { return items_[member].read.amount.has_value(); });
        if (total && !sum) {
            // "Total caffeine 300 mg" above the sources of it.
            bool same = false;
            for (const std::size_t member : members) {
                Item& part = items_[member];
                const bool source =
                    part.named.unknown && info(*part.read.nutrient).key.ends_with("-" + std::string{key});
                if ((part.named.nutrient != item.named.nutrient && !source) || !item.read.amount) continue;
                part.read.kind = LineKind::part_of;
                part.read.counted = false;
                say(part, "part of " + shown(item) + ", which is counted");
                same = true;
            }
            if (same || info(*item.named.nutrient).is_nutrient()) continue;
        }
        const bool has_own_parts = has_parts(i);
        if (known) {
            item.read.kind = LineKind::sum;
            item.read.counted = false;
            say(item, shown(item) + " is the sum of other lines, which are counted");
        } else if (has_own_parts) {
            item.read.kind = LineKind::sum;
            say(item, "its parts have no amounts; " + shown(item) + " is counted");
        }
    }
}

void ContentsReader::find_duplicates() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        Item& item = items_[i];
        if (!item.read.counted || !item.read.amount) continue;
        for (std::size_t before = 0; before < i; ++before) {
            const Item& first = items_[before];
            if (!first.read.counted || first.read.nutrient != item.read.nutrient ||
                first.read.amount != item.read.amount || first.parent != item.parent)
                continue;
            const bool same_name =
                name_key(first.line.name) == name_key(item.line.name) && first.line.forms == item.line.forms;
            const auto in_iu = [](const Item& each) {
                return std::ranges::any_of(
                    each.line.amounts, [](const LabelAmount& amount) { return unit_of(amount.unit).iu; });
            };
            const bool other_unit = in_iu(first) != in_iu(item) &&
                                    (first.form == item.form || first.form == nullptr || item.form == nullptr);
            if (!same_name && !other_unit) continue;
            item.read.kind = LineKind::duplicate;
            item.read.counted = false;
            say(item, shown(item) + " repeats " + shown(first));
            break;
        }
    }
}

}  // namespace epsom::label
