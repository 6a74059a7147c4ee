#include "epsom/exchange/records.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "delivery.hpp"
#include "encoding.hpp"
#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/labs/lab.hpp"
#include "epsom/domain/nights/sleep.hpp"
#include "epsom/domain/settings.hpp"
#include "epsom/text/json_text.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"

namespace epsom::exchange {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view schema = "epsom/export/2";
/// What epsom 0.1 wrote: its entries answer for the first edition of the list of ingredients.
constexpr std::string_view first_schema = "epsom/export/1";
constexpr std::array<std::string_view, 8> kind_names{
    "setting", "stage", "entry", "dose", "skip", "food", "complete", "ingredient"};

/// Why a line is refused; caught where the line is known.
struct Unreadable {
    std::string why;
};

// --- writing --------------------------------------------------------------------------------------------------------

/// A decimal as people read it beside the exact nanograms: at most three places.
OrderedJson decimal(std::int64_t numerator, std::int64_t denominator) {
    return OrderedJson::parse(spell_decimal(numerator, denominator, 3));
}
template <class T> OrderedJson or_null(const std::optional<T>& value) {
    return value ? OrderedJson(*value) : OrderedJson(nullptr);
}
OrderedJson text_or_null(const std::string& text) { return text.empty() ? OrderedJson(nullptr) : OrderedJson(text); }

/// What the exact amount is called: nanograms of a mass, else the steps of its measure.
const char* exact_key(Nutrient nutrient) { return info(nutrient).measure == Measure::mass ? "ng" : "steps"; }

OrderedJson contents_of(const std::vector<Content>& contents) {
    OrderedJson list = OrderedJson::array();
    for (const Content& content : contents) {
        const auto& unit = info(content.nutrient);
        OrderedJson one;
        one["nutrient"] = unit.key;
        one["amount"] = content.amount ? decimal(content.amount->nanograms(), unit.unit_steps) : OrderedJson(nullptr);
        one["unit"] = unit.unit;
        one["compound"] = text_or_null(content.compound);
        one["basis"] = spell(content.basis);
        one[exact_key(content.nutrient)] =
            content.amount ? OrderedJson(content.amount->nanograms()) : OrderedJson(nullptr);
        if (is_own(content.nutrient)) one["own"] = own_value(content.nutrient).uuid;
        list.push_back(std::move(one));
    }
    return list;
}

void write(OrderedJson& line, const Tombstone&, RecordKind kind) {
    line["of"] = kind_names[static_cast<std::size_t>(kind)];
}
void write(OrderedJson& line, const Setting& setting, RecordKind) { line["value"] = setting.value; }
void write(OrderedJson& line, const Stage& stage, RecordKind) {
    line["stage"] = spell(stage.stage);
    line["from"] = spell_day(stage.from);
    line["until"] = stage.until ? OrderedJson(spell_day(*stage.until)) : OrderedJson(nullptr);
}
void write(OrderedJson& line, const Skip& skip, RecordKind) {
    line["dose"] = skip.dose;
    line["day"] = spell_day(skip.day);
    line["time"] = spell_time_of_day(skip.time);
    line["note"] = text_or_null(skip.note);
    line["at"] = skip.at ? OrderedJson(spell_moment(Moment{*skip.at})) : OrderedJson(nullptr);
}
void write(OrderedJson& line, const CompleteDay& complete, RecordKind) {
    line["day"] = spell_day(complete.day);
    line["source"] = spell(complete.source);
}
void write(OrderedJson& line, const StoredFood& food, RecordKind) {
    line["name"] = food.name;
    line["source"] = food.source;
    OrderedJson per_100g = OrderedJson::object();
    for (const auto& [nutrient, amount] : food.per_100g) per_100g[std::string{info(nutrient).key}] = amount.nanograms();
    line["ng_per_100g"] = std::move(per_100g);
}
void write(OrderedJson& line, const OwnIngredient& ingredient, RecordKind) {
    line["key"] = ingredient.key;
    line["name"] = ingredient.label;
    line["unit"] = ingredient.unit;
}
void write(OrderedJson& line, const Intake& intake, RecordKind) {
    line["id"] = intake.origin != 0 ? intake.origin : intake.id;
    line["at"] = spell_moment(intake.moment);
    line["day"] = spell_day(intake.day);
    line["what"] = intake.what;
    line["kind"] = spell(intake.kind);
    line["servings"] = decimal(intake.servings.thousandths(), 1000);
    line["source"] = spell(intake.source);
    line["route"] = spell(intake.route);
    line["note"] = text_or_null(intake.note);
    if (!intake.detail.empty()) line["detail"] = intake.detail;
    line["quantity_ng"] = intake.quantity ? OrderedJson(intake.quantity->nanograms()) : OrderedJson(nullptr);
    line["serving_unit"] = text_or_null(intake.unit);
    line["dose"] = text_or_null(intake.dose);
    line["value"] = or_null(intake.value);
    line["onset"] = intake.onset ? OrderedJson(spell_time_of_day(*intake.onset)) : OrderedJson(nullptr);
    line["recorded"] = intake.recorded;
    line["edition"] = intake.edition;
    line["contents"] = contents_of(intake.contents);
}
void write(OrderedJson& line, const Dose& dose, RecordKind) {
    line["name"] = dose.name;
    line["serving"] = decimal(dose.serving.count.thousandths(), 1000);
    line["serving_unit"] = dose.serving.unit;
    line["source"] = spell(dose.source);
    line["route"] = spell(dose.route);
    line["substance"] = text_or_null(dose.substance);
    line["note"] = text_or_null(dose.note);
    line["plan"] = spell(dose.plan);
    line["max"] = text_or_null(spell_max(dose.limits));
    line["gap_minutes"] = dose.limits.gap.count();
    line["stock"] = dose.stock ? decimal(dose.stock->thousandths(), 1000) : OrderedJson(nullptr);
    line["counted"] = dose.counted;
    line["created"] = spell_moment(dose.created);
    line["edition"] = dose.edition;
    if (!dose.sets.empty()) line["sets"] = dose.sets;
    if (dose.low) line["low_days"] = dose.low->count();
    if (dose.expires) line["expires"] = spell_day(*dose.expires);
    line["contents"] = contents_of(dose.contents);
}

// --- reading --------------------------------------------------------------------------------------------------------

const OrderedJson& at(const OrderedJson& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end()) throw Unreadable{std::string{"missing '"} + key + "'"};
    return *found;
}
std::string text(const OrderedJson& line, const char* key) {
    const OrderedJson& value = at(line, key);
    if (value.is_null()) return {};
    if (!value.is_string()) throw Unreadable{std::string{"'"} + key + "' is not a string"};
    return value.get<std::string>();
}
std::int64_t whole(const OrderedJson& line, const char* key) {
    const OrderedJson& value = at(line, key);
    if (!value.is_number_integer()) throw Unreadable{std::string{"'"} + key + "' is not a whole number"};
    return value.get<std::int64_t>();
}
std::int64_t whole_within(
    const OrderedJson& line, const char* key, std::int64_t least, std::int64_t most, std::string_view what) {
    const std::int64_t value = whole(line, key);
    if (value < least || value > most) throw Unreadable{std::string{"'"} + key + "' is " + std::string{what}};
    return value;
}
/// Microseconds up to the year 9999. A later one would leave this device's own changes no stamp.
std::int64_t stamp(const OrderedJson& line, const char* key, std::int64_t least) {
    return whole_within(line, key, least, 253'402'300'799'999'999, "not a valid time");
}
std::optional<Mass> maybe_mass(const OrderedJson& line, const char* key, Mass most = largest_mass) {
    if (at(line, key).is_null()) return std::nullopt;
    return Mass::from_nanograms(whole_within(line, key, 0, most.nanograms(), "not a valid mass"));
}
template <class T> T need(const std::optional<T>& value, const char* key) {
    if (!value) throw Unreadable{std::string{"invalid '"} + key + "'"};
    return *value;
}
template <class T> T need(const Result<T>& value, const char* key) {
    if (!value) throw Unreadable{std::string{"'"} + key + "': " + value.error().message};
    return *value;
}
Day day(const OrderedJson& line, const char* key) { return need(parse_iso_day(text(line, key)), key); }
std::optional<Day> maybe_day(const OrderedJson& line, const char* key) {
    return at(line, key).is_null() ? std::nullopt : std::optional{day(line, key)};
}
minutes time_of_day(const OrderedJson& line, const char* key) { return need(parse_time_of_day(text(line, key)), key); }
Count count(const OrderedJson& line, const char* key) {
    const OrderedJson& value = at(line, key);
    if (!value.is_number() || value.get<double>() < 0 || value.get<double>() > 1e9) {
        throw Unreadable{std::string{"'"} + key + "' is not a valid count"};
    }
    return Count::from_thousandths(std::llround(value.get<double>() * 1000.0));
}
/// With its offset, as `at` has it.
Moment moment(const OrderedJson& line, const char* key) {
    const auto words = words_of(text(line, key));
    const auto match = match_moment(words);
    if (!match || match->used != words.size() || match->words.kind != MomentWords::Kind::instant) {
        throw Unreadable{std::string{"'"} + key + "' is not a time with an offset"};
    }
    return {Instant{LocalTime{*match->words.date + match->words.time + match->words.extra}.time_since_epoch()} -
                match->words.offset,
        match->words.offset};
}
template <class Enumeration, std::size_t N>
Enumeration one_of(const OrderedJson& line, const char* key, const std::array<Enumeration, N>& values) {
    const std::string typed = text(line, key);
    const auto found = std::ranges::find(values, typed, [](Enumeration value) { return spell(value); });
    if (found == values.end()) throw Unreadable{std::string{"unknown '"} + key + "': " + in_quotes(typed)};
    return *found;
}

/// The unit of an ingredient of the user's own.
std::string unit(const OrderedJson& line) {
    const std::string typed = text(line, "unit");
    if (epsom::find_unit(typed) == nullptr) throw Unreadable{"unknown 'unit': " + in_quotes(typed) + "; update epsom"};
    return typed;
}

/// A key, as names of ingredients are compared, of what a terminal can show.
std::string key(const OrderedJson& line, const char* name) {
    const std::string typed = text(line, name);
    if (name_key(typed).empty() || printable(typed) != typed)
        throw Unreadable{std::string{"'"} + name + "' is not a name: " + in_quotes(typed)};
    return typed;
}

Nutrient ingredient(const OrderedJson& line) {
    const std::string name = key(line, "nutrient");
    if (const auto own = line.find("own"); own != line.end())
        return own_ingredient({text(line, "own"), name, name, unit(line)});
    const auto known = find_kept(name);
    if (!known) throw Unreadable{"unknown nutrient " + in_quotes(name) + "; update epsom"};
    return *known;
}

/// Of the list of ingredients; epsom 0.1 wrote none.
std::uint8_t edition(const OrderedJson& line) {
    if (!line.contains("edition")) return 1;
    return static_cast<std::uint8_t>(
        whole_within(line, "edition", 1, 255, "not an edition of the list of ingredients"));
}

std::vector<Content> contents(const OrderedJson& line) {
    std::vector<Content> list;
    const OrderedJson& values = at(line, "contents");
    if (!values.is_array()) throw Unreadable{"'contents' is not a list"};
    for (const OrderedJson& one : values) {
        Content content;
        content.nutrient = ingredient(one);
        content.amount = maybe_mass(one, exact_key(content.nutrient), dfe_of_folic_acid(largest_mass));
        content.compound = text(one, "compound");
        content.basis = one_of(one, "basis", std::array{Basis::label, Basis::formula, Basis::table});
        list.push_back(std::move(content));
    }
    std::ranges::sort(list, {}, &Content::nutrient);
    if (std::ranges::adjacent_find(list, {}, &Content::nutrient) != list.end()) {
        throw Unreadable{"a nutrient appears twice in 'contents'"};
    }
    return list;
}

Intake read_entry(const OrderedJson& line) {
    Intake intake;
    intake.id = whole(line, "id");
    if (intake.id < 1) throw Unreadable{"'id' is not an entry number"};
    intake.moment = moment(line, "at");
    intake.day = day(line, "day");
    intake.what = text(line, "what");
    intake.kind = one_of(line, "kind",
        std::array{Taken::compound, Taken::nutrient, Taken::food, Taken::dose, Taken::substance, Taken::symptom,
            Taken::sleep, Taken::factor, Taken::lab, Taken::note});
    intake.servings = count(line, "servings");
    intake.source = one_of(line, "source", every_source);
    intake.route = one_of(line, "route", every_route);
    intake.note = text(line, "note");
    if (line.contains("detail")) intake.detail = text(line, "detail");  // empty in what epsom 0.1 wrote
    intake.quantity = maybe_mass(line, "quantity_ng");
    intake.unit = text(line, "serving_unit");
    intake.dose = text(line, "dose");
    if (intake.kind == Taken::sleep) {
        const auto details = parse_sleep_details(intake.detail);
        if (!details) throw Unreadable{"'detail': " + details.error().message};
        if (intake.detail.empty() && at(line, "value").is_null()) throw Unreadable{"an entry of sleep says nothing"};
    }
    if (intake.kind == Taken::symptom || !at(line, "value").is_null()) {
        intake.value = whole_within(line, "value", 0,
            intake.kind == Taken::symptom ? 100
            : intake.kind == Taken::dose  ? largest_count.thousandths() * 1000
                                          : 24 * 60,
            "not a valid value");
    }
    if (!at(line, "onset").is_null()) intake.onset = time_of_day(line, "onset");
    if (intake.kind == Taken::lab && !parse_lab_detail(intake.detail))
        throw Unreadable{"'detail' is not a blood value: " + in_quotes(intake.detail)};
    if (intake.kind == Taken::note && trim(intake.note).empty()) throw Unreadable{"a note without text"};
    intake.recorded = stamp(line, "recorded", 0);
    intake.contents = contents(line);
    intake.edition = edition(line);
    // A food whose contents nobody knows is a food of its day all the same.
    if (intake.source == Source::food && !is_diary(intake.kind) && intake.contents.empty()) {
        intake.contents.push_back({Nutrient::magnesium, std::nullopt, "", Basis::label});
    }
    return intake;
}

std::vector<std::string> sets(const OrderedJson& line) {
    std::vector<std::string> names;
    const OrderedJson& values = at(line, "sets");
    if (!values.is_array()) throw Unreadable{"'sets' is not a list"};
    for (const OrderedJson& one : values) {
        const std::string name = one.is_string() ? one.get<std::string>() : "";
        if (name_key(name).empty() || printable(name) != name)
            throw Unreadable{"'sets' has an empty or unprintable name"};
        names.push_back(name);
    }
    std::ranges::sort(names, {}, name_key);
    if (std::ranges::adjacent_find(names, {}, name_key) != names.end())
        throw Unreadable{"a name appears twice in 'sets'"};
    return names;
}

Dose read_dose(const OrderedJson& line) {
    Dose dose;
    dose.name = text(line, "name");
    if (name_key(dose.name).empty() || printable(dose.name) != dose.name) {
        throw Unreadable{"'name' is not a dose name: " + in_quotes(dose.name)};
    }
    dose.serving = {count(line, "serving"), text(line, "serving_unit")};
    if (dose.serving.count == Count{0}) throw Unreadable{"'serving' is zero"};
    dose.source = one_of(line, "source", every_source);
    dose.route = one_of(line, "route", every_route);
    dose.substance = text(line, "substance");
    dose.note = text(line, "note");
    dose.plan = need(parse_plan(text(line, "plan")), "plan");
    const std::string max = text(line, "max");
    if (!max.empty()) dose.limits = need(parse_max(max), "max");
    dose.limits.gap = minutes{whole_within(line, "gap_minutes", 0, 366 * 24 * 60, "not a valid gap")};
    if (!at(line, "stock").is_null()) dose.stock = count(line, "stock");
    dose.counted = stamp(line, "counted", 0);
    dose.created = moment(line, "created");
    dose.edition = edition(line);
    // Absent where there is nothing, as in what epsom 0.1 wrote.
    if (line.contains("sets")) dose.sets = sets(line);
    if (line.contains("low_days"))
        dose.low =
            std::chrono::days{whole_within(line, "low_days", 0, longest_low.count(), "not a valid number of days")};
    if (line.contains("expires")) dose.expires = day(line, "expires");
    dose.contents = contents(line);
    return dose;
}

Skip read_skip(const OrderedJson& line) {
    Skip skip{.dose = text(line, "dose"),
        .day = day(line, "day"),
        .time = time_of_day(line, "time"),
        .note = text(line, "note")};
    const auto at = line.find("at");  // which epsom 0.1 did not write
    if (at != line.end() && !at->is_null()) skip.at = moment(line, "at").at;
    return skip;
}

StoredFood read_food(const OrderedJson& line) {
    StoredFood food{text(line, "name"), text(line, "source"), {}};
    const OrderedJson& amounts = at(line, "ng_per_100g");
    if (!amounts.is_object()) throw Unreadable{"'ng_per_100g' is not an object"};
    for (const auto& amount : amounts.items()) {
        const auto known = find_kept(amount.key());
        if (!known) throw Unreadable{"unknown nutrient " + in_quotes(amount.key()) + "; update epsom"};
        food.per_100g.set(*known, maybe_mass(amounts, amount.key().c_str()));
    }
    return food;
}

/// Its uuid says the same: one that differs would never meet another device's statement about the day.
CompleteDay read_complete(const OrderedJson& line, const std::string& uuid) {
    const CompleteDay complete{day(line, "day"), one_of(line, "source", every_source)};
    if (uuid != record_key(complete)) throw Unreadable{"'uuid' is not " + in_quotes(record_key(complete))};
    return complete;
}

/// A setting that nobody could have made would be read as another one.
Setting read_setting(const std::string& key, const std::string& value) {
    if (!is_possible_setting(key, value))
        throw Unreadable{in_quotes(value) + " is not a value of the setting " + in_quotes(key)};
    return {value};
}

std::optional<Stored> read(const OrderedJson& line) {
    const std::string type = text(line, "type");
    if (type == "epsom") {
        const std::string found = text(line, "schema");
        if (found != schema && found != first_schema)
            throw Unreadable{"unknown export schema " + in_quotes(found) + "; update epsom"};
        return std::nullopt;
    }
    Stored record;
    const bool gone = type == "tombstone";
    const std::string name = gone ? text(line, "of") : type;
    const auto kind = std::ranges::find(kind_names, name);
    if (kind == kind_names.end()) throw Unreadable{"unknown type " + in_quotes(name) + "; update epsom"};
    record.kind = static_cast<RecordKind>(kind - kind_names.begin());
    record.uuid = text(line, record.kind == RecordKind::setting ? "key" : "uuid");
    if (record.uuid.empty() || record.uuid.size() > 100) throw Unreadable{"the uuid is empty or too long"};
    record.stamp = stamp(line, "stamp", 1);
    if (gone) return record;
    switch (record.kind) {
        case RecordKind::setting: record.content = read_setting(record.uuid, text(line, "value")); break;
        case RecordKind::stage: {
            const auto stage = one_of(line, "stage", std::array{LifeStage::pregnant, LifeStage::lactating});
            record.content = Stage{stage, day(line, "from"), maybe_day(line, "until")};
            break;
        }
        case RecordKind::intake: record.content = read_entry(line); break;
        case RecordKind::dose: record.content = read_dose(line); break;
        case RecordKind::skip: record.content = read_skip(line); break;
        case RecordKind::food: record.content = read_food(line); break;
        case RecordKind::complete: record.content = read_complete(line, record.uuid); break;
        case RecordKind::ingredient:
            record.content = OwnIngredient{record.uuid, key(line, "key"), key(line, "name"), unit(line)};
            break;
    }
    return record;
}

/// Two columns of each report but that of entries, which no other program has together.
constexpr auto columns_of_reports = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"period", "at_least"}, {"percent_of_total", "intakes"}, {"days_complete", "against"}, {"due", "missed"},
        {"authority", "target_kind"}, {"night", "left_out"}, {"comparator", "converted"}, {"serving_unit", "run_out"}});

}  // namespace

Result<Likeness> like_epsom(const Beginning& beginning) {
    const std::string_view first_line = beginning.text.substr(0, beginning.text.find('\n'));
    const bool is_json = beginning.form == Beginning::Form::json;
    const auto has = [&](std::string_view key) {
        return is_json ? first_line.find("\"" + std::string{key} + "\":") != std::string_view::npos
                       : beginning.has_heading(key);
    };
    const bool of_entries = has("at") && has("quantity_unit") && has("kind");
    const bool is_report = of_entries || std::ranges::any_of(columns_of_reports,
                                             [&has](const auto& two) { return has(two.first) && has(two.second); });
    const bool is_table = beginning.form == Beginning::Form::table;
    // The csv of entries is imported, whatever a sheet made of its separators but tabs.
    const bool imported = of_entries && is_table && first_line.find('\t') == std::string_view::npos;
    const auto says = [first_line](std::string_view text) { return first_line.find(text) != std::string_view::npos; };
    const bool other_schema = is_json && has("schema") && says("\"epsom/") && !says("\"epsom/export/");
    if ((is_report && !imported) || other_schema) {
        return Error{"this is a report of epsom, not an export",
            "import the csv of 'epsom report entries', or the output of 'epsom export'"};
    }
    return is_json && says("\"epsom/") ? Likeness::sure : Likeness::none;
}

std::string export_head() { return "{\"type\":\"epsom\",\"schema\":\"" + std::string{schema} + "\"}\n"; }

std::string export_line(const Stored& record) {
    OrderedJson line;
    line["type"] = record.removed() ? std::string_view{"tombstone"} : kind_names[static_cast<std::size_t>(record.kind)];
    line[record.kind == RecordKind::setting ? "key" : "uuid"] = record.uuid;
    line["stamp"] = record.stamp;
    std::visit([&](const auto& content) { write(line, content, record.kind); }, record.content);
    return escaped_json(line.dump(-1, ' ', false, OrderedJson::error_handler_t::replace)) + "\n";
}

Result<std::optional<Stored>> read_export_line(std::string_view line) {
    try {
        const OrderedJson parsed = OrderedJson::parse(line);
        if (!parsed.is_object()) return Error{"not a JSON object", "an epsom export has one object per line"};
        return read(parsed);
    } catch (const OrderedJson::parse_error& error) {
        return Error{
            "invalid JSON from character " + std::to_string(error.byte), "an epsom export has one object per line"};
    } catch (const Unreadable& error) {
        return Error{error.why};
    } catch (const OrderedJson::exception&) {
        return Error{"unexpected content"};
    }
}

ExportText::ExportText() = default;
ExportText::~ExportText() = default;

std::optional<Refusal> ExportText::feed(std::string_view bytes, std::string& text) {
    const auto append = [&text](std::string_view passed) { text += passed; };
    if (gate_ != nullptr) return gate_->feed(bytes, append);
    if (!std::exchange(begun_, true)) {
        std::string converted;
        gate_ = std::make_unique<TextGate>();
        auto refusal = gate_->feed(bytes, [&converted](std::string_view passed) { converted += passed; });
        if (gate_->encoding() == Encoding::utf16_little || gate_->encoding() == Encoding::utf16_big) {
            text += converted;
            return refusal;
        }
        gate_.reset();
    }
    text += bytes;
    return std::nullopt;
}

std::optional<Refusal> ExportText::finish(std::string& text) {
    if (gate_ == nullptr) return std::nullopt;
    return gate_->finish([&text](std::string_view passed) { text += passed; });
}

}  // namespace epsom::exchange
