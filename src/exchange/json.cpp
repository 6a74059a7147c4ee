#include "json.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "encoding.hpp"

namespace epsom::exchange {
namespace {

constexpr std::size_t most_parts = 250'000;

struct Place {
    std::size_t line = 1;
    std::size_t column = 0;  // of the last character read
    bool at_end = false;
};

/// Counts lines as the parser reads them; it reads one character ahead at most.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, const char* end, Place& place) : at_{at}, end_{end}, place_{&place} {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        if (*at_ == '\n') {
            ++place_->line;
            place_->column = 0;
        } else {
            ++place_->column;
        }
        ++at_;
        place_->at_end = at_ == end_;
        return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const CountingIterator& a, const CountingIterator& b) { return a.at_ == b.at_; }

private:
    const char* at_;
    const char* end_;
    Place* place_;
};

/// Builds the wanted objects and drops everything else.
class Walker : public nlohmann::json_sax<nlohmann::json> {
public:
    Walker(const Place& place, const std::function<bool(JsonPath)>& wanted,
        const std::function<void(JsonPath, Json)>& take)
        : place_{place}, wanted_{wanted}, take_{take} {}

    bool null() override { return add({}); }
    bool boolean(bool value) override { return add({.type = Json::Type::boolean, .truth = value}); }
    bool number_integer(number_integer_t value) override {
        return add({.type = Json::Type::number, .text = std::to_string(value)});
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add({.type = Json::Type::number, .text = std::to_string(value)});
    }
    bool number_float(number_float_t, const string_t& written) override {
        return add({.type = Json::Type::number, .text = written});
    }
    bool string(string_t& value) override {
        if (value.size() > longest_text) return fail("a string is longer than 64 kB");
        return add({.type = Json::Type::text, .text = std::move(value)});
    }
    bool binary(binary_t&) override { return fail("binary data"); }
    bool start_object(std::size_t) override { return begin(Json::Type::object); }
    bool start_array(std::size_t) override { return begin(Json::Type::array); }
    bool end_object() override { return end(); }
    bool end_array() override { return end(); }
    bool key(string_t& name) override {
        if (name.size() > longest_text) return fail("a key is longer than 64 kB");
        if (!open_.empty()) open_.back().json.keys.push_back(name);
        path_.back() = std::move(name);
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
        return fail(place_.at_end ? "the file ends in the middle of the JSON; it may be truncated" : "invalid JSON");
    }

    [[nodiscard]] const std::optional<Refusal>& refusal() const { return refusal_; }

private:
    bool fail(std::string reason) {
        if (!refusal_) refusal_ = Refusal{place_.line, std::max<std::size_t>(place_.column, 1), std::move(reason)};
        return false;
    }
    bool begin(Json::Type type) {
        if (++depth_ > deepest) return fail("the JSON is nested deeper than 64 levels");
        const bool may_be_wanted =
            type == Json::Type::object && (open_.empty() || open_.back().json.is(Json::Type::array));
        const bool by_itself = may_be_wanted && wanted_(path_);
        path_.emplace_back("*");
        if (open_.empty() && !by_itself) return true;
        const std::size_t before = open_.empty() ? 0 : parts_;
        parts_ = before + 1;
        if (parts_ > most_parts) return fail("an object has more than 250,000 values");
        open_.push_back({{.type = type, .line = place_.line, .column = std::max<std::size_t>(place_.column, 1)},
            by_itself, before});
        return true;
    }
    bool add(Json value) {
        if (open_.empty()) return true;
        if (++parts_ > most_parts) return fail("an object has more than 250,000 values");
        value.line = place_.line;
        value.column = std::max<std::size_t>(place_.column, 1);
        open_.back().json.items.push_back(std::move(value));
        return true;
    }
    bool end() {
        --depth_;
        path_.pop_back();
        if (open_.empty()) return true;
        Open done = std::move(open_.back());
        open_.pop_back();
        if (done.by_itself) {
            parts_ = done.parts_before;
            take_(path_, std::move(done.json));
        } else {
            open_.back().json.items.push_back(std::move(done.json));
        }
        return true;
    }

    const Place& place_;
    const std::function<bool(JsonPath)>& wanted_;
    const std::function<void(JsonPath, Json)>& take_;
    struct Open {
        Json json;
        bool by_itself;            // handed over, and no part of what it lies in
        std::size_t parts_before;  // of what it lies in
    };
    std::vector<std::string> path_;  // the last key of each object, "*" in an array
    std::vector<Open> open_;         // a wanted object, and what is open in it
    std::size_t depth_ = 0;
    std::size_t parts_ = 0;
    std::optional<Refusal> refusal_;
};

}  // namespace

const Json& Json::operator[](std::string_view key) const {
    static const Json nothing;
    for (std::size_t i = keys.size(); i-- > 0;) {
        if (keys[i] == key) return items[i];
    }
    return nothing;
}

std::optional<std::int64_t> Json::whole() const {
    if (type != Type::number && type != Type::text) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Refusal> walk_json(std::string_view text, const std::function<bool(JsonPath)>& wanted,
    const std::function<void(JsonPath, Json)>& take) {
    Place place;
    Walker walker{place, wanted, take};
    const char* const end = text.data() + text.size();
    place.at_end = text.empty();
    nlohmann::json::sax_parse(CountingIterator{text.data(), end, place}, CountingIterator{end, end, place}, &walker);
    return walker.refusal();
}

}  // namespace epsom::exchange
