#pragma once

#include <string>
#include <utility>
#include <variant>

namespace epsom {

/// Why something that was typed, or read from outside, cannot be used. `message` starts lower-case and quotes
/// the input; `hint` names the remedy and may be empty. Neither ends with a stop.
struct Error {
    std::string message;
    std::string hint = {};
    friend bool operator==(const Error&, const Error&) = default;
};

/// A value, or the reason why there is none; named like std::expected, which C++20 lacks.
template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : held_{std::in_place_index<0>, std::move(value)} {}
    Result(Error error) : held_{std::in_place_index<1>, std::move(error)} {}

    [[nodiscard]] bool has_value() const { return held_.index() == 0; }
    explicit operator bool() const { return has_value(); }

    [[nodiscard]] const T& operator*() const { return std::get<0>(held_); }
    [[nodiscard]] T& operator*() { return std::get<0>(held_); }
    const T* operator->() const { return &std::get<0>(held_); }
    T* operator->() { return &std::get<0>(held_); }
    [[nodiscard]] const Error& error() const { return std::get<1>(held_); }

private:
    std::variant<T, Error> held_;
};

}  // namespace epsom
