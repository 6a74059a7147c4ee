#include "delivery.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "epsom/text/plain.hpp"
#include "epsom/text/text.hpp"
#include "quantities.hpp"

namespace epsom::exchange {
namespace {

constexpr std::size_t most_names = 10'000;  // kept of those looked up

}  // namespace

const NameBook::Found& NameBook::find(std::string_view name) {
    if (const auto known = found_.find(name); known != found_.end()) return known->second;
    if (found_.size() >= most_names) found_.clear();
    const std::string key = lower(trim(name));
    Found found;
    if (!key.empty() && dose_) found.dose = dose_(key);
    if (found.dose == nullptr) found = find_content(key);
    else found.kept = find_kept(key);
    return found_.emplace(name, found).first->second;
}

const NameBook::Found& NameBook::find_content(std::string_view name) {
    if (const auto known = contents_.find(name); known != contents_.end()) return known->second;
    if (contents_.size() >= most_names) contents_.clear();
    const std::string key = lower(trim(name));
    Found found{.kept = find_kept(key)};
    if (is_folic_acid(key)) {
        found.folic_acid = true;
        found.thing = Thing{Nutrient::folate};
    } else if (!key.empty() && thing_) {
        found.thing = thing_(key);
    }
    return contents_.emplace(name, found).first->second;
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

bool Delivery::entry(ImportedEntry&& entry, std::string_view identity) {
    auto given = identities_.uuid(identity);
    entry.intake.uuid = std::move(given.uuid);
    const bool taken = this->entry(std::move(entry));
    if (given.repeated && taken) ++repeated_;
    return taken;
}

bool Delivery::entry(ImportedEntry&& entry) {
    ++summary_.handed_over;
    return !sink_.entry || sink_.entry(std::move(entry));
}

void Delivery::product(ImportedProduct product) {
    ++summary_.handed_over;
    if (sink_.product) sink_.product(std::move(product));
}

void Delivery::food(ImportedFood food) {
    ++summary_.handed_over;
    if (sink_.food) sink_.food(std::move(food));
}

void Delivery::refuse(Refusal refusal) {
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

void Delivery::leave_out_not_taken(const std::string& why) {
    ++not_taken_;
    constexpr std::size_t most = 50;
    if (reasons_.size() < most) reasons_.insert(printable(why));
}

void Delivery::leave_out_goal(std::string_view name) {
    ++goals_;
    goal_names_.insert(in_quotes(name));
}

void Delivery::leave_out(std::size_t count, std::string_view one, std::string_view many, std::string_view why) {
    if (count == 0) return;
    summary_.left_out += count;
    note(counted(count, one, many) + " left out" + std::string{why});
}

std::string Delivery::counted(std::size_t n, std::string_view one, std::string_view many) {
    return std::to_string(n) + " " + std::string{n == 1 ? one : many};
}

Summary Delivery::finish() {
    auto of_reader = std::exchange(notes_, {});
    if (without_time > 0) note(counted(without_time, "row has", "rows have") + " no time of day; using 12:00");
    const std::vector<std::string> reasons{reasons_.begin(), reasons_.end()};
    leave_out(zeros_, "row", "rows", ": amount is zero");
    leave_out(not_taken_, "row", "rows", " as not taken: " + joined(reasons, ", "));
    leave_out(sums_, "row", "rows", ": sums of other rows");
    leave_out(means_, "row", "rows", ": averages of other rows");
    const std::vector<std::string> goals{goal_names_.begin(), goal_names_.end()};
    leave_out(goals_, "row", "rows", ": goals or reference amounts: " + joined(goals, ", "));
    if (repeated_ > 0) {
        note(counted(repeated_, "row repeats", "rows repeat") +
             " an earlier row; all are imported, since equal doses can be real");
    }
    summary_.notes = std::move(notes_);
    std::ranges::move(of_reader, std::back_inserter(summary_.notes));
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
