#include "zone_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Reads rules as POSIX has them: names, offsets and days of change, each step taking what it reads off the front.
class Rules {
public:
    explicit Rules(std::string_view text) : rest_{text} {}
    bool read() {
        if (!name() || !offset(24)) return false;
        if (rest_.empty()) return true;
        if (!name()) return false;
        if (!rest_.empty() && rest_.front() != ',' && !offset(24)) return false;
        return rest_.empty() || (change() && change() && rest_.empty());
    }

private:
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool number(int least, int most) {
        int value = 0;
        std::size_t digits = 0;
        while (digits < rest_.size() && is_digit(rest_[digits]) && value <= most)
            value = value * 10 + (rest_[digits++] - '0');
        rest_.remove_prefix(digits);
        return digits > 0 && value >= least && value <= most;
    }
    bool name() {
        if (take('<')) {
            const auto end = rest_.find('>');
            if (end == std::string_view::npos || end < 3) return false;
            rest_.remove_prefix(end + 1);
            return true;
        }
        const auto end = static_cast<std::size_t>(std::ranges::find_if_not(rest_, is_letter) - rest_.begin());
        rest_.remove_prefix(end);
        return end >= 3;
    }
    bool offset(int most_hours) {
        if (!take('-')) take('+');
        if (!number(0, most_hours)) return false;
        return !take(':') || (number(0, 59) && (!take(':') || number(0, 59)));
    }
    /// ",M3.5.0/2", ",J60" or ",59".
    bool change() {
        if (!take(',')) return false;
        if (take('M')) {
            if (!number(1, 12) || !take('.') || !number(1, 5) || !take('.') || !number(0, 6)) return false;
        } else if (take('J')) {
            if (!number(1, 365)) return false;
        } else if (!number(0, 365)) {
            return false;
        }
        return !take('/') || offset(167);
    }
    std::string_view rest_;
};

/// Takes one header and its data off the front of a zone's file; the older form has times of 4 bytes, the newer of 8.
bool take_block(std::string_view& bytes, std::size_t time_size) {
    constexpr std::size_t header = 44;
    if (bytes.size() < header || !bytes.starts_with("TZif")) return false;
    const auto count = [&bytes](std::size_t place) {
        std::size_t value = 0;
        for (const char c : bytes.substr(20 + 4 * place, 4)) value = value << 8 | static_cast<unsigned char>(c);
        return value;
    };
    const auto [utc, standard, leaps, times, types, letters] =
        std::array{count(0), count(1), count(2), count(3), count(4), count(5)};
    const std::size_t size = times * (time_size + 1) + types * 6 + letters + leaps * (time_size + 4) + standard + utc;
    if (types == 0 || bytes.size() - header < size) return false;
    const auto of_times = bytes.substr(header + times * time_size, times);
    if (std::ranges::any_of(of_times, [types = types](char type) { return static_cast<unsigned char>(type) >= types; }))
        return false;
    bytes.remove_prefix(header + size);
    return true;
}

}  // namespace

bool says_a_zone(std::string_view tz, const std::function<bool(std::string_view)>& known) {
    if (tz.starts_with(':')) tz.remove_prefix(1);
    return tz.empty() || tz == "UTC" || tz == "GMT" || Rules{tz}.read() || known(tz);
}

bool is_zone_file(std::string_view bytes) {
    const bool newer = bytes.size() > 4 && bytes[4] >= '2';
    if (!take_block(bytes, 4)) return false;
    return !newer || (take_block(bytes, 8) && bytes.size() >= 2 && bytes.starts_with('\n') &&
                         bytes.find('\n', 1) != std::string_view::npos);
}

}  // namespace epsom
