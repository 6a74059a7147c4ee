#include "delivery.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

using std::chrono::days;

constexpr Day earliest{std::chrono::year{1899} / std::chrono::December / 1};
constexpr std::size_t most_names = 10'000;  // kept of those looked up
constexpr std::size_t most_origins = 1'000;

}  // namespace

const NameBook::Found& NameBook::find(std::string_view name) {
    const std::string key = lower(trim(name));
    if (const auto known = found_.find(key); known != found_.end()) return known->second;
    if (found_.size() >= most_names) found_.clear();
    Found found;
    if (!key.empty()) {
        if (dose_) found.dose = dose_(key);
        if (found.dose == nullptr && is_folic_acid(key)) {
            found.folic_acid = true;
            found.thing = Thing{Nutrient::folate};
        } else if (found.dose == nullptr && thing_) {
            found.thing = thing_(key);
        }
    }
    return found_.emplace(key, found).first->second;
}

std::string NameBook::compound_in(std::string_view name, Nutrient nutrient) {
    const std::string plain = plain_text(name);
    name = plain;
    const auto key_of_compound = [&](std::string_view text) -> std::string {
        const Found& found = find(text);
        if (found.folic_acid && nutrient == Nutrient::folate) return std::string{folic_acid_key};
        const auto* compound = found.thing ? std::get_if<const Compound*>(&*found.thing) : nullptr;
        return compound != nullptr && (*compound)->nutrient == nutrient ? std::string{(*compound)->key} : "";
    };
    std::string key = key_of_compound(name);
    if (const auto strength = find_strength(name); key.empty() && strength && *strength)
        key = key_of_compound((*strength)->bare_name);
    for (const char end : {',', '('}) {
        if (const auto at = name.find(end); key.empty() && at != std::string_view::npos)
            key = key_of_compound(name.substr(0, at));
    }
    return key;
}

Delivery::Delivery(std::string format, const Settings& settings, Sink sink)
    : timeline{settings.clock}, names{settings}, sink_{std::move(sink)}, identities_{std::move(format)} {}

void Delivery::entry(ImportedEntry&& entry, std::string_view identity) {
    auto given = identities_.uuid(identity);
    entry.intake.uuid = std::move(given.uuid);
    if (given.repeated) ++repeated_;
    this->entry(std::move(entry));
}

void Delivery::entry(ImportedEntry&& entry) {
    ++summary_.entries;
    const auto day = static_cast<std::size_t>((entry.intake.day - earliest).count());
    if (day >= days_.size()) days_.resize(day + 1);
    days_[day] = true;
    auto& origins = summary_.origins;
    if (last_origin_ >= origins.size() || origins[last_origin_].origin != entry.origin) {
        auto known = origins_.find(entry.origin);
        if (known == origins_.end() && origins.size() < most_origins) {
            known = origins_.emplace(entry.origin, origins.size()).first;
            origins.push_back({entry.origin, 0});
        }
        last_origin_ = known == origins_.end() ? origins.size() : known->second;
    }
    if (last_origin_ < origins.size()) ++origins[last_origin_].entries;
    if (sink_.entry) sink_.entry(std::move(entry));
}

void Delivery::product(ImportedProduct product) {
    ++summary_.products;
    if (sink_.product) sink_.product(std::move(product));
}

void Delivery::food(ImportedFood food) {
    ++summary_.foods;
    if (sink_.food) sink_.food(std::move(food));
}

void Delivery::refuse(Refusal refusal) {
    ++summary_.refused;
    if (sink_.refusal) sink_.refusal(std::move(refusal));
}

void Delivery::refuse(std::size_t line, std::size_t column, const Error& error) {
    refuse({line, column, sentence(error)});
}

void Delivery::stop(Refusal refusal) {
    if (!summary_.stopped) summary_.stopped = std::move(refusal);
}

void Delivery::reject(Refusal refusal) {
    summary_.unusable = true;
    stop(std::move(refusal));
}

bool Delivery::skip(ImportedSkip skip) { return sink_.skip && sink_.skip(std::move(skip)); }

void Delivery::leave_out(const std::string& why) {
    ++summary_.left_out;
    constexpr std::size_t most = 50;
    if (left_out_.size() < most || left_out_.contains(why)) ++left_out_[why];
}

std::string Delivery::counted(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string{n == 1 ? one : many};
}

Summary Delivery::finish() {
    if (without_time > 0) {
        summary_.notes.push_back(counted(without_time, "row has", "rows have") + " no time of day; using 12:00");
    }
    if (nothing_taken > 0) {
        summary_.notes.push_back(counted(nothing_taken, "row", "rows") + " left out: amount is zero");
    }
    summary_.left_out += nothing_taken;
    if (!left_out_.empty()) {
        std::string reasons;
        for (const auto& [why, count] : left_out_) (reasons += reasons.empty() ? "" : ", ") += printable(why);
        const std::size_t rows = summary_.left_out - nothing_taken;
        summary_.notes.push_back(counted(rows, "row", "rows") + " left out as not taken: " + reasons);
    }
    if (repeated_ > 0) {
        summary_.notes.push_back(counted(repeated_, "row repeats", "rows repeat") +
                                 " an earlier row; all are imported, since equal doses can be real");
    }
    std::ranges::move(notes_, std::back_inserter(summary_.notes));
    for (std::size_t i = 0; i < days_.size(); ++i) {
        if (days_[i]) summary_.days.push_back(earliest + days{i});
    }
    return std::move(summary_);
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

bool TextReader::feed(std::string_view bytes) {
    if (out_.stopped()) return false;
    stop_at(gate_.feed(
        bytes, [this](std::string_view passed) { hand_on(passed); },
        [this](const Refusal& broken) { return !out_.stopped() && read_past(broken); }));
    return !out_.stopped();
}

void TextReader::hand_on(std::string_view passed) {
    if (!out_.stopped()) text(passed);
}

void TextReader::stop_at(std::optional<Refusal> refusal) {
    if (!refusal) return;
    if (!out_.stopped()) before_refusal();
    if (gate_.misled()) return out_.reject(std::move(*refusal));
    out_.stop(std::move(*refusal));
}

void TextReader::end_of_file() {
    if (!out_.stopped()) {
        stop_at(gate_.finish([this](std::string_view passed) { hand_on(passed); },
            [this](const Refusal& broken) { return !out_.stopped() && read_past(broken); }));
    }
    windows_1252_ = windows_1252_ || gate_.took_for_windows_1252();
    gate_ = {};
}

Summary TextReader::finish() {
    end_of_file();
    end();
    if (windows_1252_) out_.note("the file is not UTF-8: read as Windows-1252 (Latin-1)");
    return out_.finish();
}

}  // namespace epsom::exchange
