#include "epsom/text/json_text.hpp"

#include "utf8.hpp"

namespace epsom {

std::string escaped_json(std::string_view json) {
    std::string result;
    result.reserve(json.size());
    while (!json.empty()) {
        const Decoded next = decode(json);
        if (next.valid && next.code >= 0x7F &&
            misleads(next.code)) {  // those before are escaped already, or stand between values
            constexpr std::string_view digits = "0123456789abcdef";
            result += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4) result += digits[next.code >> shift & 0xF];
        } else {
            result += json.substr(0, next.size);
        }
        json.remove_prefix(next.size);
    }
    return result;
}

}  // namespace epsom
