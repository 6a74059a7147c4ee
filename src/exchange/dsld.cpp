// A label of the NIH Dietary Supplement Label Database, as its API and its downloads give it: one JSON object, or a list of them.

#include <algorithm>
#include <array>
#include <utility>

#include "delivery.hpp"
#include "epsom/domain/text.hpp"
#include "json.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

/// Daily values of US labels, those of before and after 2020, to tell an elemental amount from that of a salt (21 CFR 101.9).
struct DailyValue { Nutrient nutrient; Mass before, after; };
constexpr std::array daily_values{DailyValue{Nutrient::magnesium, 400_mg, 420_mg}, DailyValue{Nutrient::iron, 18_mg, 18_mg},
                                  DailyValue{Nutrient::calcium, 1000_mg, 1300_mg}};

/// "Magnesium (as Magnesium Citrate)" names magnesium.
std::string_view without_brackets(std::string_view name) { return trim(name.substr(0, name.find('('))); }

/// One row of the facts panel that counts here.
struct Row {
    Nutrient nutrient = Nutrient::magnesium;
    std::string compound;
    bool named_by_compound = false;  // "Magnesium Citrate" instead of "Magnesium"
    bool folic = false;              // named so itself
    const Json* json = nullptr;
};

class DsldImporter final : public TextReader {
public:
    DsldImporter(const Settings& settings, Sink sink) : TextReader{"dsld", settings, std::move(sink)} {}

private:
    void text(std::string_view text) override {
        json_ += text;
        if (json_.size() > largest_json) out_.stop({0, 0, "the file is larger than 64 MB; import one label at a time"});
    }
    void end() override;
    void take(const Json& json);
    void take_label(const Json& label);
    void find_rows(const Json& rows, std::vector<Row>& found);
    /// Empty where the label does not say how much; refused (false) where it says it in a way that is not understood.
    bool read_amount(const Row& row, const Json& serving, std::optional<Mass>& amount, bool& dfe);
    void add(std::vector<Content>& contents, Content content);
    void say(const Json& label, std::string what) { out_.note(in_quotes(label["fullName"].words()) + ": " + std::move(what)); }

    std::string json_;
};

void DsldImporter::end() {
    if (out_.stopped()) return;
    auto refusal = walk_json(
        json_, [](JsonPath path) { return path.empty() || (path.size() == 1 && path[0] == "*"); }, [this](JsonPath, const Json& json) { take(json); });
    if (refusal) return out_.stop(std::move(*refusal));
    if (out_.account().products + out_.account().refused == 0) {
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

void DsldImporter::find_rows(const Json& rows, std::vector<Row>& found) {
    for (const Json& json : rows.items) {
        Row row{.json = &json};
        const std::string_view name = trim(json["name"].words());
        std::optional<Nutrient> nutrient = find_nutrient(without_brackets(name));
        row.folic = is_folic_acid(without_brackets(name));
        if (row.folic) nutrient = Nutrient::folate;
        if (!nutrient) {
            const NameBook::Found named = out_.names.find(name);
            const auto* compound = named.thing ? std::get_if<const Compound*>(&*named.thing) : nullptr;
            if (compound != nullptr) {
                nutrient = (*compound)->nutrient;
                row.compound = (*compound)->key;
                row.named_by_compound = true;
            } else if (const auto group = find_nutrient(without_brackets(json["ingredientGroup"].words()))) {
                nutrient = group;
                row.named_by_compound = group == Nutrient::magnesium || group == Nutrient::iron || group == Nutrient::calcium;
            }
        }
        if (!nutrient) {
            find_rows(json["nestedRows"], found);  // of a blend
            continue;
        }
        row.nutrient = *nutrient;
        // "Magnesium (as Magnesium Citrate)", or one form listed for the row; several are a mixture of unknown shares.
        if (const auto open = name.find("(as "); row.compound.empty() && open != std::string_view::npos) {
            row.compound = out_.names.compound_in(name.substr(open + 4, name.find(')', open) - open - 4), row.nutrient);
        }
        if (const Json& forms = json["forms"]; row.compound.empty() && forms.items.size() == 1) {
            row.compound = out_.names.compound_in(forms.items.front()["name"].words(), row.nutrient);
        }
        if (row.folic) row.compound = folic_acid;
        found.push_back(std::move(row));
    }
}

bool DsldImporter::read_amount(const Row& row, const Json& serving, std::optional<Mass>& amount, bool& dfe) {
    const Json& quantities = (*row.json)["quantity"];
    const Json* quantity = nullptr;
    for (const Json& each : quantities.items) {
        const bool same = quantities.items.size() == 1 || each["servingSizeOrder"].text == serving["order"].text;
        if (same && quantity == nullptr) quantity = &each;
    }
    if (quantity == nullptr) return true;
    const std::string_view sign = trim((*quantity)["operator"].words());
    if (!sign.empty() && sign != "=") return true;  // "less than" is not how much
    const std::string_view unit_name = trim((*quantity)["unit"].words());
    const std::string& number = (*quantity)["quantity"].text;
    if (number.empty() || unit_name.empty() || unit_name == "NP") return true;
    const auto unit = find_unit(unit_name, row.nutrient);
    if (!unit) {
        out_.refuse({quantity->line, quantity->column, in_quotes(unit_name) + " is not a unit of " + std::string{info(row.nutrient).key}});
        return false;
    }
    const auto mass = read_mass(number, *unit, Exponent::allowed);
    if (!mass) {
        out_.refuse(quantity->line, quantity->column, mass.error());
        return false;
    }
    if (row.named_by_compound) {
        // Elemental only where the percentage of the daily value says so too.
        const auto daily = std::ranges::find(daily_values, row.nutrient, &DailyValue::nutrient);
        bool elemental_amount = daily == daily_values.end();
        for (const Json& group : (*quantity)["dailyValueTargetGroup"].items) {
            const auto percent = read_mass(group["percent"].text, Unit{1'000'000}, Exponent::allowed);
            if (elemental_amount || !percent || *percent == Mass{}) continue;
            for (const Mass value : {daily->before, daily->after}) {
                const std::int64_t expected = value.scaled(percent->nanograms(), 100'000'000).nanograms();
                const std::int64_t off = std::abs(expected - mass->nanograms());
                elemental_amount = elemental_amount || off <= expected / 5;
            }
        }
        if (!elemental_amount) return true;
    }
    amount = *mass;
    dfe = counts_dfe(unit_name);
    return true;
}

void DsldImporter::add(std::vector<Content>& contents, Content content) {
    const auto known = std::ranges::find(contents, content.nutrient, &Content::nutrient);
    if (known == contents.end()) {
        contents.push_back(std::move(content));
        return;
    }
    if (known->compound != content.compound) known->compound.clear();
    known->amount = known->amount && content.amount ? std::optional{*known->amount + *content.amount} : std::nullopt;
}

void DsldImporter::take_label(const Json& label) {
    const auto refuse = [&](std::string reason) { out_.refuse({label.line, label.column, std::move(reason)}); };
    ImportedProduct product{.brand = std::string{label["brandName"].words()}, .origin = "DSLD " + label["id"].text, .line = label.line};
    product.dose.name = trim(label["fullName"].words());
    if (product.dose.name.empty()) return refuse("missing 'fullName' of the label");

    const Json* serving = nullptr;
    for (const Json& each : label["servingSizes"].items) {
        if (serving == nullptr || each["order"].whole().value_or(0) < (*serving)["order"].whole().value_or(0)) serving = &each;
    }
    if (serving == nullptr) return refuse("missing serving unit on the label");
    const auto count = read_count((*serving)["minQuantity"].text);
    if (!count || *count == Count::from_thousandths(0)) return refuse("missing serving size on the label");
    std::string unit = lower(trim((*serving)["unit"].words()));
    if (unit.ends_with("(s)") || unit.ends_with("(es)")) unit.resize(unit.rfind('('));
    product.dose.serving = {*count, unit.empty() ? "piece" : unit};
    if (label["servingSizes"].items.size() > 1) {
        say(label, "several serving sizes; using the first: " + spell(product.dose.serving));
    }
    if ((*serving)["maxQuantity"].text != (*serving)["minQuantity"].text && !(*serving)["maxQuantity"].text.empty()) {
        say(label, "a serving is " + (*serving)["minQuantity"].text + " to " + (*serving)["maxQuantity"].text + " " +
            unit + "; amounts are read as those of " + spell(product.dose.serving));
    }

    std::vector<Row> rows;
    find_rows(label["ingredientRows"], rows);
    for (const Row& row : rows) {
        // A salt beside its element is the same thing twice.
        const bool beside_element = std::ranges::any_of(rows, [&row](const Row& other) { return other.nutrient == row.nutrient && !other.named_by_compound; });
        if (row.named_by_compound && beside_element) continue;
        Content content{row.nutrient, std::nullopt, row.compound, Basis::label};
        bool dfe = false;
        if (!read_amount(row, *serving, content.amount, dfe)) return;
        const std::string key{info(row.nutrient).key};
        if (!content.amount) {
            const std::string name = in_quotes((*row.json)["name"].words());
            say(label,
                row.named_by_compound ? "amount of " + name + " may be the salt or " + key + "; imported as unknown"
                                             : "no exact amount of " + key + "; imported as unknown");
        } else if (row.nutrient == Nutrient::folate && !dfe) {
            if (row.compound == folic_acid) {
                content.amount = dfe_of_folic_acid(*content.amount);
            } else {
                say(label, "folate is imported as dietary folate equivalents (DFE)");
            }
        }
        add(product.dose.contents, std::move(content));
    }
    if (product.dose.contents.empty()) return refuse(in_quotes(product.dose.name) + " contains no tracked nutrient");
    for (const Content& content : product.dose.contents) {
        if (content.amount && *content.amount > largest_mass) {
            return refuse(in_quotes(product.dose.name) + " contains more than 1 kg of " +
                          std::string{info(content.nutrient).key});
        }
    }
    std::ranges::sort(product.dose.contents, {}, &Content::nutrient);
    out_.product(std::move(product));
}

}  // namespace

std::unique_ptr<Reader> dsld_reader(const Settings& settings, Sink sink) { return std::make_unique<DsldImporter>(settings, std::move(sink)); }

}  // namespace epsom::exchange
