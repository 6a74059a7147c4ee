#pragma once

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/exchange/exchange.hpp"
#include "epsom/tables/tables.hpp"
#include "paths.hpp"
#include "zones.hpp"

/// Files read whole into memory, and what came of it.
namespace epsom::test {

struct Reading {
    std::vector<exchange::ImportedEntry> entries;
    std::vector<exchange::ImportedProduct> products;
    std::vector<exchange::ImportedFood> foods;
    std::vector<exchange::Refusal> refusals;
    exchange::Summary summary;
    friend bool operator==(const Reading&, const Reading&) = default;

    /// The reasons, each with its place: "3:2 'x' is not ...".
    [[nodiscard]] std::vector<std::string> reasons() const {
        std::vector<std::string> texts;
        for (const auto& refusal : refusals) texts.push_back(place(refusal));
        if (summary.stopped) texts.push_back("stopped " + place(*summary.stopped));
        return texts;
    }
    /// All of them in one text, for CHECK.
    [[nodiscard]] std::string trouble() const {
        std::string text;
        for (const auto& reason : reasons()) text += (text.empty() ? "" : "\n") + reason;
        return text;
    }
    [[nodiscard]] Mass total(Nutrient nutrient, std::optional<Source> source = {}) const {
        Mass sum;
        for (const auto& entry : entries) {
            if (source && entry.intake.source != *source) continue;
            for (const auto& content : entry.intake.contents) {
                if (content.nutrient == nutrient && content.amount) sum += *content.amount;
            }
        }
        return sum;
    }
    [[nodiscard]] std::string notes() const {
        std::string text;
        for (const auto& note : summary.notes) text += note + "\n";
        return text;
    }

private:
    static std::string place(const exchange::Refusal& refusal) {
        return std::to_string(refusal.line) + ":" + std::to_string(refusal.column) + " " + refusal.reason;
    }
};

inline std::optional<Thing> find_thing(std::string_view name) {
    if (const Compound* compound = tables::find_compound(name)) return Thing{compound};
    if (const auto nutrient = find_nutrient(name)) return Thing{*nutrient};
    if (const Food* food = tables::find_food(name)) return Thing{food};
    return std::nullopt;
}

inline exchange::Settings settings_in(Zone zone, minutes day_start = 0min) {
    return {.clock = {utc("2026-11-20T12:00"), std::move(zone), day_start}, .thing = find_thing};
}

inline exchange::Sink sink_into(Reading& reading) {
    return {.entry =
                [&reading](exchange::ImportedEntry&& entry) {
                    reading.entries.push_back(std::move(entry));
                    return true;
                },
        .product = [&reading](exchange::ImportedProduct&& product) { reading.products.push_back(std::move(product)); },
        .food = [&reading](exchange::ImportedFood&& food) { reading.foods.push_back(std::move(food)); },
        .refusal = [&reading](exchange::Refusal&& refusal) { reading.refusals.push_back(std::move(refusal)); }};
}

/// Reads `bytes` in pieces of `piece` bytes.
inline Reading read(std::string_view from, std::string_view bytes,
    const exchange::Settings& settings = settings_in(berlin()), std::size_t piece = 1 << 16) {
    Reading reading;
    const auto reader = (*exchange::find_importer(from))->reader(settings, sink_into(reading));
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
        if (!reader->feed(bytes.substr(0, piece))) break;
    }
    reading.summary = reader->finish();
    return reading;
}

/// Reads in two pieces, cut at `cut`.
inline Reading read_cut(std::string_view from, std::string_view bytes, std::size_t cut,
    const exchange::Settings& settings = settings_in(berlin())) {
    Reading reading;
    const auto reader = (*exchange::find_importer(from))->reader(settings, sink_into(reading));
    reader->feed(bytes.substr(0, cut));
    reader->feed(bytes.substr(cut));
    reading.summary = reader->finish();
    return reading;
}

/// Reads the files of a folder, each whole.
inline Reading read_files(std::string_view from, const std::vector<std::string>& files,
    const exchange::Settings& settings = settings_in(berlin())) {
    Reading reading;
    const auto reader = (*exchange::find_importer(from))->reader(settings, sink_into(reading));
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (i > 0) reader->next_file();
        reader->feed(files[i]);
    }
    reading.summary = reader->finish();
    return reading;
}

inline std::string sample(const std::string& name) {
    std::ifstream file{test::data_path("exchange/" + name), std::ios::binary};
    if (!file) throw std::runtime_error{name + " cannot be read"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// The amount of `nutrient` in an entry; empty when it is unknown or not there.
inline std::optional<Mass> amount(const exchange::ImportedEntry& entry, Nutrient nutrient) {
    const auto found = std::ranges::find(entry.intake.contents, nutrient, &Content::nutrient);
    return found == entry.intake.contents.end() ? std::nullopt : found->amount;
}

}  // namespace epsom::test
