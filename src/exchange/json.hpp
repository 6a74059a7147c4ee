#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/exchange/exchange.hpp"

namespace epsom::exchange {

/// A JSON value with its place in the file. Numbers stay as they are written.
struct Json {
    enum class Type : std::uint8_t { null, boolean, number, text, array, object } type = Type::null;
    bool truth = false;
    std::string text = {};               // of a number or a text
    std::vector<std::string> keys = {};  // of an object, as many as items
    std::vector<Json> items = {};
    std::size_t line = 0, column = 0;

    /// A member of an object, the last of several; a null where there is none.
    [[nodiscard]] const Json& operator[](std::string_view key) const;
    [[nodiscard]] bool is(Type of) const { return type == of; }
    /// A text's; empty for anything else.
    [[nodiscard]] std::string_view words() const {
        return is(Type::text) ? std::string_view{text} : std::string_view{};
    }
    /// A number's, or a text's that is a whole number.
    [[nodiscard]] std::optional<std::int64_t> whole() const;
};

/// Keys on the way to a value; an array's items have none and count as "*".
using JsonPath = std::span<const std::string>;

/// Reads `text` once and hands over each object that `wanted` names by its path, without ever holding the whole. What
/// lies inside a wanted object is part of it, except for items of its lists that are wanted too: each is handed over by
/// itself, before the object. Returns where and why reading stopped: ill-formed, cut off, too deep, or an object with
/// more than a quarter of a million parts.
std::optional<Refusal> walk_json(std::string_view text, const std::function<bool(JsonPath)>& wanted,
    const std::function<void(JsonPath, Json)>& take);

/// No file of this kind is larger.
inline constexpr std::size_t largest_json = 64 * 1024 * 1024;

}  // namespace epsom::exchange
