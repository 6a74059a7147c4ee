// Apple Health's export.xml, which may be larger than the memory: expat reads it as it comes, after a filter for what
// makes exports ill-formed since iOS 16: a broken DTD, and control characters inside attributes.

#include <expat.h>

#include <cstring>
#include <map>
#include <utility>

#include "delivery.hpp"
#include "encoding.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"
#include "supplements.hpp"
#include "xml_filter.hpp"
#include "xml_records.hpp"

namespace epsom::exchange {
namespace {

constexpr std::string_view dietary = "HKQuantityTypeIdentifierDietary";
constexpr std::size_t longest_type = 64;

std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
        if (name == attributes[0]) return attributes[1];
    }
    return {};
}

/// A top-level Record of a nutrient that counts here.
struct Record {
    Nutrient nutrient = Nutrient::magnesium;
    std::string source, unit, value, start, created;
    std::string food;    // HKFoodType
    bool typed = false;  // HKWasUserEntered
    std::size_t line = 0, column = 0;
};

class AppleHealthImporter final : public TextReader {
public:
    AppleHealthImporter(const Settings& settings, Sink sink);

private:
    void text(std::string_view text) override { xml_.feed(filter_.clean(text)); }
    void end() override;
    bool read_past(const Refusal& broken) override { return xml_.read_past(broken); }
    void before_refusal() override { xml_.before_stop(); }
    void open(std::string_view name, const XML_Char** attributes);
    void close();
    void take(Record record);
    bool deliver(ImportedEntry entry, const std::string& identity);
    /// Empty for what is not kept, which is noted. A file has few types and millions of records.
    std::optional<Nutrient> nutrient_of(std::string_view type);

    XmlFilter filter_;
    XmlRecords xml_;
    std::optional<Record> record_;
    Supplements supplements_by_;
    std::map<std::string, std::optional<Nutrient>, std::less<>> types_;  // without `dietary`
    LeftOut not_tracked_, not_convertible_;
    std::map<std::pair<Day, Nutrient>, std::string> writers_;  // the first app to write food of a day
    bool two_writers_ = false;
    std::size_t supplements_ = 0, foods_ = 0, folates_ = 0;
};

AppleHealthImporter::AppleHealthImporter(const Settings& settings, Sink sink)
    : TextReader{"apple-health", settings, std::move(sink)},
      xml_{out_, {.root = "HealthData", .record = "Record", .group = "Correlation", .file = "an Apple Health export"},
          {.open = [this](std::string_view name, const XML_Char** attributes) { open(name, attributes); },
              .close = [this] { close(); },
              .drop = [this] { record_.reset(); }}},
      supplements_by_{settings.supplements} {}

void AppleHealthImporter::end() {
    if (!out_.stopped()) {
        xml_.feed(filter_.finish());
        xml_.finish();
    }
    if (supplements_ + foods_ > 0) {
        out_.note(Delivery::counted(supplements_, "record", "records") +
                  " imported as supplements (named like a product, or entered by hand in Health), " +
                  std::to_string(foods_) + " as food");
    }
    supplements_by_.end(out_);
    not_convertible_.end(out_, "not imported, as epsom cannot convert them");
    not_tracked_.end(out_, "not imported");
    if (two_writers_) out_.note("several apps logged food on the same days; a meal may be counted twice");
    if (folates_ > 0) out_.note("folate is imported as dietary folate equivalents (DFE)");
}

void AppleHealthImporter::open(std::string_view name, const XML_Char** attributes) {
    if (xml_.depth() == 1 && name != "HealthData") {
        return xml_.stop_here("not an Apple Health export: it starts with " + in_quotes(name) +
                              " instead of 'HealthData'; import export.xml");
    }
    // Records inside a Correlation are at top level too.
    if (xml_.depth() == 2 && name == "Record") {
        const auto nutrient = nutrient_of(attribute(attributes, "type"));
        if (!nutrient) return;
        for (const XML_Char** each = attributes; *each != nullptr; each += 2) {
            if (std::strlen(each[1]) <= longest_text) continue;
            return out_.refuse(
                {xml_.line(), xml_.column(), "attribute " + in_quotes(each[0]) + " is longer than 64 kB"});
        }
        record_ = Record{.nutrient = *nutrient, .line = xml_.line(), .column = xml_.column()};
        record_->source = attribute(attributes, "sourceName");
        record_->unit = attribute(attributes, "unit");
        record_->value = attribute(attributes, "value");
        record_->start = attribute(attributes, "startDate");
        record_->created = attribute(attributes, "creationDate");
    } else if (xml_.depth() == 3 && record_ && name == "MetadataEntry") {
        const std::string_view key = attribute(attributes, "key");
        const std::string_view value = attribute(attributes, "value");
        if (key == "HKFoodType") record_->food = value.substr(0, longest_text);
        if (key == "HKWasUserEntered") record_->typed = value == "1";
    }
}

std::optional<Nutrient> AppleHealthImporter::nutrient_of(std::string_view type) {
    if (!type.starts_with(dietary)) return std::nullopt;
    type.remove_prefix(dietary.size());
    if (const auto known = types_.find(type); known != types_.end()) return known->second;
    constexpr std::size_t most_types = 1000;
    const auto nutrient = food_nutrient_called(type);
    if (types_.size() < most_types && type.size() < longest_type) {
        types_.emplace(type, nutrient);
        if (!nutrient) not_tracked_.add(type);
    }
    return nutrient;
}

void AppleHealthImporter::close() {
    if (xml_.depth() == 1 && record_) {
        Record record = std::move(*record_);
        record_.reset();
        take(std::move(record));
    }
}

void AppleHealthImporter::take(Record record) {
    const auto refuse = [&](const Error& error) { out_.refuse(record.line, record.column, error); };
    const auto stamp = read_stamp(record.start);
    if (!stamp) return refuse(stamp.error());
    if (!stamp->time || !stamp->offset) {
        return refuse({"startDate " + in_quotes(record.start) + " has no time with an offset",
            "expected a time such as 2026-10-05 21:07:00 -0400"});
    }
    const auto placed = out_.timeline.place(*stamp);
    if (!placed) return refuse(placed.error());
    if (record.unit.empty()) return refuse({"the record has no unit"});
    const auto unit = unit_in_food(record.unit, record.nutrient);
    const std::string_view label = info(record.nutrient).label;
    if (!unit && (lower(record.unit) == "iu" || epsom::find_unit(record.unit) != nullptr))
        return not_convertible_.add(std::string{label} + " (" + record.unit + ")");
    if (!unit) return refuse({in_quotes(record.unit) + " is not a unit of " + std::string{info(record.nutrient).key}});
    if (record.value.empty()) return refuse({"the record has no value"});
    const auto mass = read_mass(record.value, *unit, Exponent::allowed);
    if (!mass) return refuse(mass.error());
    if (*mass == Mass{}) {
        out_.leave_out_zero();
        return;
    }
    // A journey changes the offset that a record is printed with, and not its instant.
    const auto created = read_stamp(record.created);
    const std::string identity = std::string{info(record.nutrient).key} + "\n" + key_of(*stamp) + "\n" +
                                 (created ? key_of(*created) : "") + "\n" + record.source + "\n" +
                                 std::to_string(mass->nanograms());
    ImportedEntry entry{.origin = std::move(record.source), .line = record.line};
    Intake& intake = entry.intake;
    intake.moment = placed->moment;
    intake.day = placed->day;
    const bool named = !trim(record.food).empty();
    const std::string compound = named ? out_.names.compound_in(record.food, record.nutrient) : "";
    const bool supplement = supplements_by_.is_named(record.food, entry.origin) ||
                            (named ? !compound.empty() || names_a_product(record.food) : record.typed);
    intake.source = supplement ? Source::supplement : Source::food;
    intake.kind = !named ? Taken::nutrient : supplement ? Taken::dose : Taken::food;
    intake.what = named ? std::string{trim(record.food)} : std::string{info(record.nutrient).key};
    intake.contents.push_back({record.nutrient, *mass, compound, supplement ? Basis::label : Basis::table});
    if (!deliver(std::move(entry), identity)) return;
    if (record.nutrient == Nutrient::folate) ++folates_;
    ++(supplement ? supplements_ : foods_);
}

bool AppleHealthImporter::deliver(ImportedEntry entry, const std::string& identity) {
    if (entry.intake.source == Source::food) {
        const Nutrient nutrient = entry.intake.contents.front().nutrient;
        if (!two_writers_) {
            const auto [writer, first] = writers_.try_emplace({entry.intake.day, nutrient}, entry.origin);
            two_writers_ = !first && writer->second != entry.origin;
        }
        settle_food(entry.intake.contents);
    }
    return out_.entry(std::move(entry), identity);
}

}  // namespace

Result<Likeness> like_apple_health(const Beginning& beginning) {
    if (beginning.has_file("export.xml") || beginning.has_file("apple_health_export"))
        return Error{"this is the folder of an Apple Health export", "pass the file export.xml in it"};
    if (beginning.form != Beginning::Form::xml) return Likeness::none;
    const auto has = [&beginning](std::string_view tag) { return beginning.text.find(tag) != std::string_view::npos; };
    if (has("<HealthData") || has("<!DOCTYPE HealthData")) return Likeness::sure;
    if (has("<ClinicalDocument")) {
        return Error{"this is the clinical file of an Apple Health export (export_cda.xml)",
            "import export.xml from the same archive"};
    }
    return Likeness::none;
}

std::unique_ptr<Reader> apple_health_reader(const Settings& settings, Sink sink) {
    return std::make_unique<AppleHealthImporter>(settings, std::move(sink));
}

}  // namespace epsom::exchange
