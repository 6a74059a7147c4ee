#pragma once

#include <functional>
#include <string>
#include <type_traits>
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

    /// The Result that `next` makes of the value; without one, the error.
    template <class Next>
    auto and_then(Next&& next) const& -> std::remove_cvref_t<std::invoke_result_t<Next, const T&>> {
        if (!has_value()) return error();
        return std::invoke(std::forward<Next>(next), **this);
    }
    template <class Next> auto and_then(Next&& next) && -> std::remove_cvref_t<std::invoke_result_t<Next, T>> {
        if (!has_value()) return std::get<1>(std::move(held_));
        return std::invoke(std::forward<Next>(next), std::get<0>(std::move(held_)));
    }
    /// A Result of what `change` makes of the value; without one, the error.
    template <class Change>
    auto transform(Change&& change) const& -> Result<std::remove_cv_t<std::invoke_result_t<Change, const T&>>> {
        if (!has_value()) return error();
        return std::invoke(std::forward<Change>(change), **this);
    }
    template <class Change>
    auto transform(Change&& change) && -> Result<std::remove_cv_t<std::invoke_result_t<Change, T>>> {
        if (!has_value()) return std::get<1>(std::move(held_));
        return std::invoke(std::forward<Change>(change), std::get<0>(std::move(held_)));
    }
    /// The value; without one, what `change` makes of the error.
    template <class Change> Result transform_error(Change&& change) && {
        if (has_value()) return std::move(*this);
        return std::invoke(std::forward<Change>(change), std::get<1>(std::move(held_)));
    }

private:
    std::variant<T, Error> held_;
};

}  // namespace epsom
