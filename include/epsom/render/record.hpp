#pragma once

// render: reports in, text out. It spells, and rounds last of all.
// It stands on domain. Fields of csv and json are promises: new ones at the end, old ones stay.
// Never here: a verdict, a sum, a query, a file, a stream.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/domain/time/moment.hpp"

namespace epsom {

/// Where output goes: a piece at a time, in order.
using Write = std::function<void(std::string_view)>;

class Value;
/// Fields in their promised order: the columns of csv and tsv, the keys of json. Fields are only ever added, at the
/// end.
struct Field;
using Record = std::vector<Field>;

/// What a field holds; numbers are exact fractions that the renderer rounds last of all.
class Value {
public:
    struct Fraction {
        std::int64_t numerator, denominator;
        int decimals;
    };
    using Records = std::shared_ptr<const std::vector<Record>>;
    using Values = std::shared_ptr<const std::vector<Value>>;
    using Held = std::variant<std::monostate, bool, Fraction, double, std::string_view, std::string, Records, Values>;
    Value() = default;
    Value(bool truth) : held_{truth} {}
    Value(int number) : Value{std::int64_t{number}} {}
    Value(std::int64_t number) : held_{Fraction{number, 1, 0}} {}
    Value(std::string text) : held_{std::move(text)} {}
    Value(std::string_view text) : held_{std::string{text}} {}
    Value(const char* text) : held_{std::string{text}} {}
    Value(std::vector<Record> records);
    Value(std::vector<Value> values);
    /// Text that is not copied, for reports with many rows: of a table, or of the program itself.
    [[nodiscard]] static Value borrowed(std::string_view text) { return Value{std::in_place, text}; }
    /// A number that no fraction stands for: nine significant digits.
    [[nodiscard]] static Value real(double number);
    [[nodiscard]] static Value fraction(std::int64_t numerator, std::int64_t denominator, int decimals = 3) {
        return Value{std::in_place, Fraction{numerator, denominator, decimals}};
    }
    template <class T> Value(const std::optional<T>& maybe) : Value{maybe ? Value{*maybe} : Value{}} {}

    [[nodiscard]] const Held& held() const { return held_; }
    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
    [[nodiscard]] std::optional<std::string_view> text() const {
        if (const auto* borrowed = std::get_if<std::string_view>(&held_)) return *borrowed;
        if (const auto* own = std::get_if<std::string>(&held_)) return *own;
        return std::nullopt;
    }

private:
    template <class T> Value(std::in_place_t, T held) : held_{std::in_place_type<T>, std::move(held)} {}
    Held held_;
};

/// Appends a boolean or a number: a point, no thousands marks, no trailing zeros. Nothing for what is anything else.
void append_plain(std::string& out, const Value& value);

struct Field {
    std::string_view key;
    Value value;
};

/// Writes records of one kind, one after the other, in a format that machines read.
class RecordWriter {
public:
    explicit RecordWriter(Write write) : write_{std::move(write)} {}
    RecordWriter(const RecordWriter&) = delete;
    RecordWriter& operator=(const RecordWriter&) = delete;
    virtual ~RecordWriter() = default;

    /// Once, before any record. `head` are the keys of a json document before its rows; `columns` names the fields, so
    /// that an empty report still has its header.
    virtual void begin(const Record& head, std::span<const std::string_view> columns) = 0;
    virtual void row(std::span<const Field> record) = 0;
    /// Once, after the last record; `tail` are the keys of a json document after its rows.
    virtual void end(const Record& tail) = 0;

protected:
    /// Hands the buffer on when it has grown, or when `all` of it has to go.
    void flush(bool all);
    std::string buffer_;

private:
    Write write_;
};

/// One json object or string, without a document around it.
void append_json(std::string& out, const Record& record);
void append_json_string(std::string& out, std::string_view text);

}  // namespace epsom
