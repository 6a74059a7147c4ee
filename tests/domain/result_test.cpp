#include "epsom/result.hpp"

#include <memory>

#include <doctest/doctest.h>

using namespace epsom;

namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return Error{std::to_string(number) + " is odd", "use an even number"};
    return number / 2;
}

}  // namespace

TEST_CASE("a result goes on with its value, and stops at its error") {
    CHECK(*half(12).and_then(half) == 3);
    CHECK(half(6).and_then(half).error().message == "3 is odd");
    CHECK(half(5).and_then(half).error() == Error{"5 is odd", "use an even number"});
    const Result<int> six = half(12);
    CHECK(*six.and_then(half) == 3);
    CHECK(*six.transform([](int number) { return std::to_string(number); }) == "6");
    const Result<int> none = half(7);
    CHECK(none.and_then(half).error() == none.error());
    CHECK(none.transform([](int number) { return std::to_string(number); }).error() == none.error());
}

TEST_CASE("a value that cannot be copied is moved on") {
    Result<std::unique_ptr<int>> owned = std::make_unique<int>(4);
    CHECK(*std::move(owned).and_then([](std::unique_ptr<int> number) { return half(*number); }) == 2);
    Result<std::unique_ptr<int>> other = std::make_unique<int>(4);
    const auto moved = std::move(other).transform([](std::unique_ptr<int> number) {
        return std::pair{std::move(number), 1};
    });
    CHECK(*moved->first == 4);
}

TEST_CASE("an error can be put in other words, and a value stays") {
    const auto named = [](Error error) { return Error{"number: " + error.message, error.hint}; };
    CHECK(half(5).transform_error(named).error() == Error{"number: 5 is odd", "use an even number"});
    CHECK(*half(4).transform_error(named) == 2);
}
