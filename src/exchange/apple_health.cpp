// Apple Health's export.xml, which may be larger than the memory: expat reads it as it comes, behind a filter for what
// makes exports ill-formed since iOS 16: a broken DTD, and control characters inside attributes.

#include <expat.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <new>
#include <utility>

#include "delivery.hpp"
#include "encoding.hpp"
#include "epsom/text/text.hpp"
#include "importers.hpp"
#include "nutrient_names.hpp"
#include "quantities.hpp"
#include "supplements.hpp"
#include "xml_filter.hpp"
#include "xml_place.hpp"

namespace epsom::exchange {
namespace {

/// What expat may hold at once, so that no file makes it grow: a tag as long as the file, a million names, entities.
namespace bounded {
constexpr std::size_t most = 8 * 1024 * 1024;
constexpr std::size_t header = alignof(std::max_align_t);
std::atomic<std::size_t> held{0};

void* take(std::size_t size) {
    if (size > most || held.fetch_add(size) + size > most) {
        if (size <= most) held -= size;
        return nullptr;
    }
    auto* block = static_cast<std::byte*>(std::malloc(size + header));
    if (block == nullptr) {
        held -= size;
        return nullptr;
    }
    std::memcpy(block, &size, sizeof size);
    return block + header;
}

void give_back(void* data) {
    if (data == nullptr) return;
    auto* block = static_cast<std::byte*>(data) - header;
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    held -= size;
    std::free(block);
}

void* resize(void* data, std::size_t size) {
    void* larger = take(size);
    if (larger == nullptr || data == nullptr) return larger;
    std::size_t before = 0;
    std::memcpy(&before, static_cast<std::byte*>(data) - header, sizeof before);
    std::memcpy(larger, data, std::min(before, size));
    give_back(data);
    return larger;
}
}  // namespace bounded

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
    using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)>;

    void text(std::string_view text) override;
    void end() override;
    void before_refusal() override { parse({}, End::cut_here); }
    enum class End { no, file, cut_here };
    void parse(std::string_view text, End end);
    void stop_here(std::string reason);
    void open(std::string_view name, const XML_Char** attributes);
    void close();
    void take(Record record);
    void deliver(ImportedEntry entry, const std::string& identity);
    /// Empty for what is not kept, which is noted. A file has few types and millions of records.
    std::optional<Nutrient> nutrient_of(std::string_view type);
    [[nodiscard]] std::size_t line() const { return line_of(parser_.get()); }
    [[nodiscard]] std::size_t column() const { return column_of(parser_.get()) + 1; }

    XmlFilter filter_;
    Parser parser_;
    std::size_t depth_ = 0;
    std::optional<std::pair<std::size_t, std::size_t>> end_tag_;  // line and column of </HealthData>
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
      parser_{nullptr, &XML_ParserFree},
      supplements_by_{settings.supplements} {
    constexpr XML_Memory_Handling_Suite memory{bounded::take, bounded::resize, bounded::give_back};
    parser_.reset(XML_ParserCreate_MM("UTF-8", &memory, nullptr));
    if (!parser_) throw std::bad_alloc{};
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
            static_cast<AppleHealthImporter*>(self)->open(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<AppleHealthImporter*>(self)->close(); });
    XML_SetEntityDeclHandler(parser_.get(), [](void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                                                const XML_Char*, const XML_Char*, const XML_Char*) {
        static_cast<AppleHealthImporter*>(self)->stop_here("XML entities in the file: not an Apple Health export");
    });
}

void AppleHealthImporter::stop_here(std::string reason) {
    out_.stop({line(), column(), std::move(reason)});
    XML_StopParser(parser_.get(), XML_FALSE);
}

void AppleHealthImporter::text(std::string_view text) {
    // Pieces are small, since expat copies what it holds back once for each.
    constexpr std::size_t piece = 64 * 1024;
    while (!text.empty() && !out_.stopped()) {
        parse(filter_.clean(text.substr(0, piece)), End::no);
        text.remove_prefix(std::min(piece, text.size()));
    }
}

void AppleHealthImporter::parse(std::string_view text, End end) {
    const auto status =
        XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), end == End::no ? XML_FALSE : XML_TRUE);
    if (status == XML_STATUS_OK || out_.stopped()) return;
    const auto code = XML_GetErrorCode(parser_.get());
    const bool incomplete = code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ||
                            code == XML_ERROR_PARTIAL_CHAR || code == XML_ERROR_UNCLOSED_CDATA_SECTION;
    if (incomplete && end == End::cut_here) return;
    // Expat's own place and reason depend on the pieces that it got.
    if (end_tag_) return out_.stop({end_tag_->first, end_tag_->second, "unexpected content after </HealthData>"});
    std::string reason = "invalid XML: " + std::string{XML_ErrorString(code)};
    if (incomplete) reason = "the file ends before </HealthData>: it may be truncated";
    if (code == XML_ERROR_NO_MEMORY || code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH) {
        reason = "this tag or comment is too long for an Apple Health export";
    }
    out_.stop({line(), column(), std::move(reason)});
}

void AppleHealthImporter::end() {
    if (!out_.stopped()) parse(filter_.finish(), End::file);
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
    ++depth_;
    if (depth_ > deepest) return stop_here("the elements are nested too deeply for an Apple Health export");
    if (depth_ == 1 && name != "HealthData") {
        return stop_here("not an Apple Health export: it starts with " + in_quotes(name) +
                         " instead of 'HealthData'; import export.xml");
    }
    // Records inside a Correlation stand at top level too.
    if (depth_ == 2 && name == "Record") {
        const auto nutrient = nutrient_of(attribute(attributes, "type"));
        if (!nutrient) return;
        for (const XML_Char** each = attributes; *each != nullptr; each += 2) {
            if (std::strlen(each[1]) <= longest_text) continue;
            return out_.refuse({line(), column(), "attribute " + in_quotes(each[0]) + " is longer than 64 kB"});
        }
        record_ = Record{.nutrient = *nutrient, .line = line(), .column = column()};
        record_->source = attribute(attributes, "sourceName");
        record_->unit = attribute(attributes, "unit");
        record_->value = attribute(attributes, "value");
        record_->start = attribute(attributes, "startDate");
        record_->created = attribute(attributes, "creationDate");
    } else if (depth_ == 3 && record_ && name == "MetadataEntry") {
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
    --depth_;
    if (depth_ == 0) end_tag_ = {line(), column()};
    if (depth_ == 1 && record_) {
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
        ++out_.nothing_taken;
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
    if (record.nutrient == Nutrient::folate) ++folates_;
    ++(supplement ? supplements_ : foods_);
    deliver(std::move(entry), identity);
}

void AppleHealthImporter::deliver(ImportedEntry entry, const std::string& identity) {
    if (entry.intake.source == Source::food) {
        const Nutrient nutrient = entry.intake.contents.front().nutrient;
        if (!two_writers_) {
            const auto [writer, first] = writers_.try_emplace({entry.intake.day, nutrient}, entry.origin);
            two_writers_ = !first && writer->second != entry.origin;
        }
        settle_food(entry.intake.contents);
    }
    out_.entry(std::move(entry), identity);
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
