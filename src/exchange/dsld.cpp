// A label of the NIH Dietary Supplement Label Database, as its API and its downloads give it: one JSON object, or a
// list of them.

#include <algorithm>
#include <map>
#include <utility>

#include "delivery.hpp"
#include "dsld.hpp"
#include "epsom/domain/label/label.hpp"
#include "epsom/domain/plan/dose_name.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "json.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

/// Names of doses are no longer.
constexpr std::size_t longest_name = 60;

LabelAmount amount_of(const Json& quantity) {
    LabelAmount amount{.unit = std::string{trim(quantity["unit"].words())}};
    const std::string_view sign = trim(quantity["operator"].words());
    amount.stated = sign.starts_with('<')   ? Stated::less_than
                    : sign.starts_with('>') ? Stated::at_least
                    : sign == "~"           ? Stated::about
                                            : Stated::exact;
    const auto number = read_label_number(quantity["quantity"].text);
    if (number) amount.number = *number;
    // "NP" is not present: its zero is not an amount.
    if (!number || amount.unit.empty() || lower(amount.unit) == "np" || lower(amount.unit) == "not present")
        amount.stated = Stated::missing;
    return amount;
}

void add_lines(const Json& rows, std::size_t depth, const Json& serving, Label& panel) {
    for (const Json& json : rows.items) {
        LabelLine line{.line = panel.lines.size() + 1,
            .name = std::string{trim(json["name"].words())},
            .group = std::string{trim(json["ingredientGroup"].words())},
            .depth = depth};
        const Json& quantities = json["quantity"];
        for (const Json& quantity : quantities.items) {
            // Quantities of other servings, or of other ages, are not more of it.
            if (quantities.items.size() > 1 && quantity["servingSizeOrder"].text != serving["order"].text) continue;
            line.amounts.push_back(amount_of(quantity));
            for (const Json& group : quantity["dailyValueTargetGroup"].items) {
                if (!line.percent) line.percent = read_label_number(group["percent"].text);
            }
        }
        // A second unit, or the only amount, may be in the notes.
        std::vector<LabelAmount> noted = amounts_in_note(json["notes"].words());
        if (!noted.empty() && noted.front().of.empty())
            std::erase_if(line.amounts, [](const LabelAmount& amount) { return amount.stated == Stated::missing; });
        for (LabelAmount& amount : noted) line.amounts.push_back(std::move(amount));
        for (const Json& form : json["forms"].items) {
            const std::string& percent = form["percent"].text;
            line.forms.push_back((percent.empty() ? "" : percent + "% ") + std::string{trim(form["name"].words())});
        }
        if (line.forms.empty()) line.forms = forms_in_name(line.name);
        if (json["category"].words() == "blend" && !json["nestedRows"].items.empty())
            line.kind = LabelLine::Kind::blend;
        if (!line.name.empty()) panel.lines.push_back(std::move(line));
        add_lines(json["nestedRows"], depth + 1, serving, panel);
    }
}

/// The first of the serving sizes; null without one.
const Json* first_serving(const Json& label) {
    const Json* serving = nullptr;
    for (const Json& each : label["servingSizes"].items) {
        if (serving == nullptr || each["order"].whole().value_or(0) < (*serving)["order"].whole().value_or(0))
            serving = &each;
    }
    return serving;
}

class DsldImporter final : public TextReader {
public:
    DsldImporter(const Settings& settings, Sink sink)
        : TextReader{"dsld", settings, std::move(sink)}, settings_{settings} {}

private:
    void text(std::string_view text) override {
        json_ += text;
        if (json_.size() > largest_json) out_.stop({0, 0, "the file is larger than 64 MB; import one label at a time"});
    }
    void end() override;
    void take(const Json& json);
    void take_label(const Json& label);
    std::optional<Serving> read_serving(const Json& label, const Json* serving);
    [[nodiscard]] LabelReading read(const Label& panel) const;
    /// The name that no other label has, of this file or of the user's doses.
    std::string name_of(const Json& label);
    void say(const std::string& name, std::string what) { out_.note(in_quotes(name) + ": " + std::move(what)); }
    void account_for(const std::string& name, const LabelReading& reading);

    Settings settings_;
    std::string json_;
    std::map<std::string, std::string> taken_;  // which label has a name
    bool any_label_ = false;
};

void DsldImporter::end() {
    if (out_.stopped()) return;
    auto refusal = walk_json(
        json_, [](JsonPath path) { return path.empty() || (path.size() == 1 && path[0] == "*"); },
        [this](JsonPath, const Json& json) { take(json); });
    if (refusal) return out_.stop(std::move(*refusal));
    if (!any_label_) {
        out_.stop({1, 1, "no label in this JSON: missing 'ingredientRows'"});
    }
}

void DsldImporter::take(const Json& json) {
    if (json["ingredientRows"].is(Json::Type::array)) return take_label(json);
    // What a search answers.
    const Json& hits = json["hits"].is(Json::Type::object) ? json["hits"]["hits"] : json["hits"];
    for (const Json& hit : hits.items) {
        const Json& label = hit["_source"].is(Json::Type::object) ? hit["_source"] : hit;
        if (label["ingredientRows"].is(Json::Type::array)) take_label(label);
    }
}

LabelReading DsldImporter::read(const Label& panel) const {
    const auto thing = [this](std::string_view name) { return settings_.thing ? settings_.thing(name) : std::nullopt; };
    LabelNames names;
    names.compound = [&thing](std::string_view name) -> const Compound* {
        const auto found = thing(name);
        const auto* compound = found ? std::get_if<const Compound*>(&*found) : nullptr;
        return compound == nullptr ? nullptr : *compound;
    };
    names.own = [&thing](std::string_view name) -> std::optional<Nutrient> {
        const auto found = thing(name);
        const auto* nutrient = found ? std::get_if<Nutrient>(&*found) : nullptr;
        return nutrient != nullptr && is_own(*nutrient) ? std::optional{*nutrient} : std::nullopt;
    };
    return read_contents(panel, names);
}

std::optional<Serving> DsldImporter::read_serving(const Json& label, const Json* serving) {
    const auto refuse = [&](std::string reason) {
        out_.refuse({label.line, label.column, std::move(reason)});
        return std::nullopt;
    };
    if (serving == nullptr) return refuse("missing serving unit on the label");
    const auto count = read_count((*serving)["minQuantity"].text);
    if (!count || *count == Count::from_thousandths(0)) return refuse("missing serving size on the label");
    const std::string unit = serving_unit((*serving)["unit"].words());
    return Serving{*count, unit.empty() ? "piece" : unit};
}

std::string DsldImporter::name_of(const Json& label) {
    const std::string full{trim(label["fullName"].words())}, brand{trim(label["brandName"].words())},
        id = label["id"].text;
    const std::string origin = "DSLD " + id;
    std::vector<std::string> endings{""};
    if (!brand.empty()) endings.push_back(" (" + shortened_name(brand, longest_name / 2) + ")");
    if (!id.empty()) endings.push_back(" (" + origin + ")");
    std::string name;
    for (const std::string& ending : endings) {
        name = shortened_name(full, longest_name - characters(ending)) + ending;
        const auto other = taken_.find(name_key(name));
        if (other != taken_.end()) {
            if (other->second == origin) return name;
            continue;
        }
        // A dose of the user's that came from another label has the name.
        const Dose* dose = settings_.dose ? settings_.dose(name) : nullptr;
        if (dose == nullptr || dose->note.find("DSLD ") == std::string::npos || dose->note == origin) break;
    }
    taken_.emplace(name_key(name), origin);
    if (characters(full) > longest_name)
        out_.note(
            "shortened the name of " + origin + " to " + in_quotes(name) + ", as a name has at most 60 characters");
    return name;
}

void DsldImporter::account_for(const std::string& name, const LabelReading& reading) {
    std::vector<std::string> own, unknown, uncounted;
    for (const ReadLine& line : reading.lines) {
        if (!line.counted && line.kind != LineKind::part_of && line.kind != LineKind::also_mg &&
            line.kind != LineKind::skip)
            uncounted.push_back(line.name);
        if (!line.counted) continue;
        if (!line.amount) unknown.push_back(line.name);
        if (is_own(*line.nutrient) && (line.kind == LineKind::unknown_name || line.kind == LineKind::ingredient) &&
            !line.note.empty())
            own.push_back(line.name);
    }
    if (!unknown.empty()) say(name, "amount unknown: " + joined(unknown, ", "));
    if (!uncounted.empty()) say(name, "not counted, as other lines count it: " + joined(uncounted, ", "));
    if (!own.empty()) say(name, "kept as your own ingredients: " + joined(own, ", "));
}

void DsldImporter::take_label(const Json& label) {
    any_label_ = true;
    const auto refuse = [&](std::string reason) { out_.refuse({label.line, label.column, std::move(reason)}); };
    ImportedProduct product{
        .brand = std::string{label["brandName"].words()}, .origin = "DSLD " + label["id"].text, .line = label.line};
    if (trim(label["fullName"].words()).empty()) return refuse("missing 'fullName' of the label");
    const Json* serving = first_serving(label);
    const auto size = read_serving(label, serving);
    if (!size) return;
    product.dose.serving = *size;
    const Label panel = panel_of(label);
    const LabelReading reading = read(panel);
    if (reading.contents.empty()) return refuse(in_quotes(label["fullName"].words()) + " contains no ingredient");
    product.dose.name = name_of(label);
    product.dose.note = product.origin;
    product.dose.contents = reading.contents;
    const std::string& name = product.dose.name;
    if (label["servingSizes"].items.size() > 1) say(name, "several serving sizes; using the first: " + spell(*size));
    if ((*serving)["maxQuantity"].text != (*serving)["minQuantity"].text && !(*serving)["maxQuantity"].text.empty()) {
        say(name, "a serving is " + (*serving)["minQuantity"].text + " to " + (*serving)["maxQuantity"].text + " " +
                      size->unit + "; amounts are read as those of " + spell(*size));
    }
    account_for(name, reading);
    out_.product(std::move(product));
}

}  // namespace

Label panel_of(const Json& label) {
    Label panel;
    const Json* serving = first_serving(label);
    if (serving != nullptr) add_lines(label["ingredientRows"], 0, *serving, panel);
    if (const auto servings = label["servingsPerContainer"].whole(); servings && *servings > 0 && *servings < 100'000)
        panel.servings_per_container = static_cast<int>(*servings);
    return panel;
}

Result<Likeness> like_dsld(const Beginning& beginning) {
    return beginning.has_key("ingredientRows") || beginning.has_key("servingSizes") ||
                   beginning.has_key("servingsPerContainer")
               ? Likeness::sure
               : Likeness::none;
}

std::unique_ptr<Reader> dsld_reader(const Settings& settings, Sink sink) {
    return std::make_unique<DsldImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
