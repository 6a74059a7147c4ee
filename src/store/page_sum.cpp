#include "page_sum.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <vector>

namespace epsom::store {
namespace {

constexpr std::size_t lanes = 4;  // four sums at once take a fourth of the time of one

std::uint64_t little_endian(std::uint64_t word) {
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);  // a file may move between machines
    return word;
}

std::uint64_t word_at(const unsigned char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return little_endian(word);
}

void put_word(unsigned char* bytes, std::uint64_t word) {
    word = little_endian(word);
    std::memcpy(bytes, &word, sizeof word);
}

constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
constexpr std::uint64_t inverse_of(std::uint64_t odd) {
    std::uint64_t inverse = odd;
    for (int i = 0; i < 5; ++i) inverse *= 2 - odd * inverse;
    return inverse;
}
static_assert(factor * inverse_of(factor) == 1);

/// Each step can be undone, so that a change within one word changes the sum for certain. A change of two words goes
/// unnoticed about three times in a million where it is one bit of each, as the highest bit of a word is mixed in like
/// a lower one of the fourth word after it; else about once in 2^64.
std::uint64_t mixed(std::uint64_t sum, std::uint64_t word) { return std::rotl((sum ^ word) * factor, 29); }
/// What `sum ^ word` was.
std::uint64_t unmixed(std::uint64_t sum) { return std::rotr(sum, 29) * inverse_of(factor); }

std::uint64_t folded(std::uint64_t sum) { return sum ^ sum >> 32; }  // undoes itself

using Sums = std::array<std::uint64_t, lanes + 1>;  // those of the four lanes, and of the words after the last four

Sums beginning(std::int64_t offset) { return {static_cast<std::uint64_t>(offset), 1, 2, 3, 4}; }

/// Which sum takes a word, of `words` in all.
std::size_t lane_of(std::size_t word, std::size_t words) { return word < words - words % lanes ? word % lanes : lanes; }

std::uint64_t sum_of(const unsigned char* page, std::int64_t size, std::int64_t offset) {
    const auto* const last = page + size - checksum_size;
    auto [a, b, c, d, sum] = beginning(offset);
    for (; last - page >= 32; page += 32) {
        a = mixed(a, word_at(page));
        b = mixed(b, word_at(page + 8));
        c = mixed(c, word_at(page + 16));
        d = mixed(d, word_at(page + 24));
    }
    for (; page < last; page += 8) sum = mixed(sum, word_at(page));
    return folded(mixed(mixed(mixed(mixed(sum, a), b), c), d));
}

bool differ_in_one_byte(std::uint64_t one, std::uint64_t other) {
    const std::uint64_t difference = one ^ other;
    return difference != 0 && std::countl_zero(difference) / 8 + std::countr_zero(difference) / 8 == 7;
}

}  // namespace

bool is_sealed(const unsigned char* page, std::int64_t size, std::int64_t offset) {
    return sum_of(page, size, offset) == word_at(page + size - checksum_size);
}

void seal(unsigned char* page, std::int64_t size, std::int64_t offset) {
    put_word(page + size - checksum_size, sum_of(page, size, offset));
}

std::size_t mend(unsigned char* page, std::int64_t size, std::int64_t offset) {
    auto* const last = page + size - checksum_size;
    const std::uint64_t sum = sum_of(page, size, offset), carried = word_at(last);
    struct Change {
        unsigned char* at;
        std::uint64_t word;
    };
    std::vector<Change> changes;  // those that would put the page right
    if (differ_in_one_byte(sum, carried)) changes.push_back({last, sum});
    const auto words = static_cast<std::size_t>(size) / 8 - 1;
    Sums now = beginning(offset);
    std::vector<std::uint64_t> before(words);  // each word's sum, as it was before the word
    for (std::size_t i = 0; i < words; ++i) {
        auto& of_lane = now[lane_of(i, words)];
        before[i] = of_lane;
        of_lane = mixed(of_lane, word_at(page + 8 * i));
    }
    // What each of the five would have to be at the end for the sum that is carried, if the other four are right.
    const auto& [a, b, c, d, rest] = now;
    const std::uint64_t after_d = folded(carried), after_c = unmixed(after_d) ^ d, after_b = unmixed(after_c) ^ c,
                        after_a = unmixed(after_b) ^ b;
    const std::uint64_t with_rest = mixed(rest, a), with_a = mixed(with_rest, b), with_b = mixed(with_a, c);
    Sums needed{unmixed(after_a) ^ rest, unmixed(after_b) ^ with_rest, unmixed(after_c) ^ with_a,
        unmixed(after_d) ^ with_b, unmixed(after_a) ^ a};
    for (std::size_t i = words; i-- > 0;) {
        auto& after = needed[lane_of(i, words)];
        const std::uint64_t there = word_at(page + 8 * i), right = unmixed(after) ^ before[i];
        if (differ_in_one_byte(there, right)) changes.push_back({page + 8 * i, right});
        after = unmixed(after) ^ there;
    }
    if (changes.size() == 1) put_word(changes.front().at, changes.front().word);
    return changes.size();
}

}  // namespace epsom::store
