#include "uuid_column.hpp"

#include <sqlite3.h>

#include <array>
#include <optional>
#include <string_view>

#include "columns.hpp"

namespace epsom::store {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t text_size = 36;
constexpr bool is_hyphen_at(std::size_t place) { return place == 8 || place == 13 || place == 18 || place == 23; }
using Bytes = std::array<unsigned char, 16>;

/// The value of a digit; -1 where it is none.
constexpr auto digit_values = [] {
    std::array<signed char, 256> made{};
    made.fill(-1);
    for (std::size_t i = 0; i < digits.size(); ++i)
        made[static_cast<unsigned char>(digits[i])] = static_cast<signed char>(i);
    return made;
}();

/// Of lower-case text alone, so that each key comes back as it was.
std::optional<Bytes> bytes_of(std::string_view text) {
    if (text.size() != text_size) return std::nullopt;
    const auto value = [](char c) { return int{digit_values[static_cast<unsigned char>(c)]}; };
    Bytes bytes{};
    std::size_t at = 0;
    for (unsigned char& byte : bytes) {
        if (text[at] == '-' && is_hyphen_at(at)) ++at;
        const int high = value(text[at]), low = value(text[at + 1]);
        if ((high | low) < 0) return std::nullopt;
        byte = static_cast<unsigned char>(high << 4 | low);
        at += 2;
    }
    return at == text_size ? std::optional{bytes} : std::nullopt;
}

std::string text_of(const unsigned char* bytes) {
    std::string text(text_size, '-');
    std::size_t digit = 0;
    for (std::size_t i = 0; i < text_size; ++i) {
        if (is_hyphen_at(i)) continue;
        const unsigned char byte = bytes[digit / 2];
        text[i] = digits[digit % 2 == 0 ? byte >> 4 : byte & 0x0F];
        ++digit;
    }
    return text;
}

bool is_packed(sqlite3_value* value) {
    return sqlite3_value_type(value) == SQLITE_BLOB && sqlite3_value_bytes(value) == std::tuple_size_v<Bytes>;
}

void uuid_key(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    sqlite3_value* const value = values[0];
    if (sqlite3_value_type(value) == SQLITE_TEXT) {
        const auto* const text = reinterpret_cast<const char*>(sqlite3_value_text(value));
        if (const auto bytes = bytes_of({text, static_cast<std::size_t>(sqlite3_value_bytes(value))})) {
            sqlite3_result_blob(context, bytes->data(), static_cast<int>(bytes->size()), SQLITE_TRANSIENT);
            return;
        }
    }
    sqlite3_result_value(context, value);
}

void uuid_text(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
    sqlite3_value* const value = values[0];
    if (!is_packed(value)) return sqlite3_result_value(context, value);
    const std::string text = text_of(static_cast<const unsigned char*>(sqlite3_value_blob(value)));
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

}  // namespace

void bind_uuid(SQLite::Statement& statement, int place, const std::string& uuid) {
    if (const auto bytes = bytes_of(uuid)) statement.bind(place, bytes->data(), static_cast<int>(bytes->size()));
    else statement.bind(place, uuid);
}

std::string uuid_in(const SQLite::Column& value) {
    if (value.isText()) return value.getString();
    if (!value.isBlob() || value.getBytes() != std::tuple_size_v<Bytes>) throw damage();
    return text_of(static_cast<const unsigned char*>(value.getBlob()));
}

void add_uuid_functions(SQLite::Database& db) {
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (const auto& [name, function] : {std::pair{"uuid_key", &uuid_key}, std::pair{"uuid_text", &uuid_text}}) {
        db.check(sqlite3_create_function(db.getHandle(), name, 1, flags, nullptr, function, nullptr, nullptr));
    }
}

}  // namespace epsom::store
