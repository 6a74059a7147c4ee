// What a file is, by what it begins with.

#include <algorithm>
#include <array>

#include "csv_columns.hpp"
#include "delivery.hpp"
#include "epsom/text/text.hpp"
#include "table_reader.hpp"

namespace epsom::exchange {
namespace {

std::string say_from() {
    std::string keys;
    for (const auto& format : formats) keys += (keys.empty() ? "" : "|") + std::string{format.key};
    return "add --from " + keys;
}

/// The fields of the first line; empty when it is no table.
std::vector<std::string> first_record(std::string_view text, char separator, TableReader::Quoting quoting) {
    std::vector<std::string> fields;
    const auto end = text.find('\n');
    TableReader table{separator, quoting, [&fields](const TableRow& row) {
                          if (row.flaw == nullptr) fields.assign(row.fields.begin(), row.fields.end());
                      }};
    table.feed(text.substr(0, end));
    table.finish();
    return fields;
}

/// Without a file name it is standard input.
Error empty_input(std::string_view file_name) {
    return {(file_name.empty() ? "standard input" : in_quotes(file_name)) + " is empty", "export it again"};
}

Result<Format> recognise_xml(std::string_view text) {
    if (text.find("<HealthData") != std::string_view::npos ||
        text.find("<!DOCTYPE HealthData") != std::string_view::npos)
        return Format::apple_health;
    if (text.find("<ClinicalDocument") != std::string_view::npos) {
        return Error{"this is the clinical file of an Apple Health export (export_cda.xml)",
            "import export.xml from the same archive"};
    }
    return Error{"this XML is not an Apple Health export", say_from()};
}

Result<Format> recognise_json(std::string_view text) {
    const auto has = [text](std::string_view key) {
        return text.find("\"" + std::string{key} + "\"") != std::string_view::npos;
    };
    const std::string_view first_line = text.substr(0, text.find('\n'));
    const bool epsom = first_line.find("\"epsom/") != std::string_view::npos;
    const bool dsld = has("ingredientRows") || has("servingSizes") || has("servingsPerContainer");
    const bool medtimer = has("medicineName") || (has("medicines") && has("list")) ||
                          (has("medicine") && has("reminders")) || (has("events") && has("list"));
    if (epsom + dsld + medtimer != 1) return Error{"cannot detect the JSON format", say_from()};
    return epsom ? Format::epsom : dsld ? Format::dsld : Format::medtimer;
}

Result<Format> recognise_table(std::string_view text) {
    const auto fields = first_record(text, '\0', TableReader::Quoting::rfc4180);
    const auto has = [&fields](std::string_view name) {
        return std::ranges::any_of(fields, [name](const std::string& field) { return lower(trim(field)) == name; });
    };
    const auto medtimer = first_record(text, ';', TableReader::Quoting::none);
    if (medtimer.size() == 9 && medtimer[7].find("ISO 8601") != std::string::npos &&
        medtimer[8].find("ISO 8601") != std::string::npos)
        return Format::medtimer;
    if (has("fdc_id") || (has("nutrient_nbr") && has("unit_name"))) {
        return Error{"this is one file of a FoodData Central download",
            "pass the folder with food.csv, nutrient.csv and food_nutrient.csv"};
    }
    if ((has("food name") && has("amount") && (has("day") || has("date"))) || (has("date") && has("completed")))
        return Format::cronometer;
    if (has("day") && has("group") && (has("metric") || has("exercise") || has("note"))) {
        return Error{"not a Cronometer food export", "export 'Servings' and import servings.csv"};
    }
    const std::vector<std::string_view> all{fields.begin(), fields.end()};
    if (has("meal") && has("calories") && has("date") && !are_columns(all)) {
        return Error{"this looks like a MyFitnessPal export: no magnesium, and iron and calcium only in percent",
            "there is nothing in it to import"};
    }
    if (are_columns(all)) return Format::csv;
    if (const auto columns = read_columns(all); !columns && fields.size() > 1) {
        return Error{"unrecognized table: " + columns.error().message, columns.error().hint};
    }
    return Error{"cannot detect the file format", say_from()};
}

}  // namespace

Result<Format> parse_format(std::string_view name) {
    std::vector<std::string_view> keys;
    for (const auto& format : formats) {
        if (name_key(format.key) == name_key(name)) return format.id;
        keys.push_back(format.key);
    }
    std::string hint = did_you_mean(name, keys);
    return Error{in_quotes(name) + " is not an import format", hint.empty() ? say_from() : hint};
}

Result<Format> recognise(std::string_view first_bytes, std::string_view file_name) {
    if (first_bytes.empty()) return empty_input(file_name);
    if (first_bytes.starts_with("SQLite format 3")) return Format::health_connect;
    if (const auto error = no_text(first_bytes)) return *error;
    std::string text;
    TextGate gate;
    const auto refusal = gate.feed(first_bytes, [&text](std::string_view passed) { text += passed; });
    const std::string_view begin = trim(text);
    // A file that is unreadable from its start is not guessed at; a reader would refuse it too.
    if (refusal && begin.find('\n') == std::string_view::npos) return Error{refusal->reason};
    if (begin.empty()) return empty_input(file_name);
    if (begin.front() == '<') return recognise_xml(begin);
    if (begin.front() == '{' || begin.front() == '[') return recognise_json(begin);
    return recognise_table(begin);
}

Result<Format> recognise_folder(std::span<const std::string> file_names) {
    const auto has = [&file_names](
                         std::string_view name) { return std::ranges::find(file_names, name) != file_names.end(); };
    if (has("food.csv") || has("food_nutrient.csv")) {
        for (const std::string_view needed : {"nutrient.csv", "food.csv", "food_nutrient.csv"}) {
            if (!has(needed)) {
                return Error{
                    "missing " + std::string{needed} + " in the FoodData Central folder", "unzip the whole archive"};
            }
        }
        return Format::usda_fdc;
    }
    if (has("export.xml") || has("apple_health_export")) {
        return Error{"this is the folder of an Apple Health export", "pass the file export.xml in it"};
    }
    if (has("health_connect_export.db")) {
        return Error{"this is the folder of a Health Connect export", "pass the file health_connect_export.db in it"};
    }
    return Error{"unrecognized folder: only a FoodData Central csv download is a folder", "pass a file"};
}

std::unique_ptr<Reader> make_reader(Format format, const Settings& settings, Sink sink) {
    switch (format) {
        case Format::csv: return csv_reader(settings, std::move(sink));
        case Format::cronometer: return cronometer_reader(settings, std::move(sink));
        case Format::apple_health: return apple_health_reader(settings, std::move(sink));
        case Format::medtimer: return medtimer_reader(settings, std::move(sink));
        case Format::dsld: return dsld_reader(settings, std::move(sink));
        case Format::usda_fdc: return usda_fdc_reader(settings, std::move(sink));
        case Format::epsom:
        case Format::health_connect: break;
    }
    return nullptr;
}

std::optional<Error> counted_twice(const Summary& a, const Summary& b) {
    if (a.day_totals == b.day_totals) return std::nullopt;
    std::vector<Day> both;
    std::ranges::set_intersection(a.days, b.days, std::back_inserter(both));
    if (both.empty()) return std::nullopt;
    const std::string when = both.size() == 1 ? spell_day(both.front())
                                              : std::to_string(both.size()) + " days from " + spell_day(both.front()) +
                                                    " to " + spell_day(both.back());
    return Error{"one file has the totals of " + when + ", the other the entries; together they would count twice",
        "import the entries and leave out the daily summary"};
}

}  // namespace epsom::exchange
