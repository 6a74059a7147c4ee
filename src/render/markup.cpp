#include "markup.hpp"

#include "epsom/text/text.hpp"

namespace epsom {

std::string escaped(std::string_view text) {
    constexpr std::string_view no_character_prefix = "\xEF\xBF";  // U+FFFE and U+FFFF, which XML has not
    std::string out;
    for (const char c : printable(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\xBE':
            case '\xBF':
                if (out.ends_with(no_character_prefix)) {
                    out.resize(out.size() - no_character_prefix.size());
                    out += '?';
                    break;
                }
                [[fallthrough]];
            default: out += c;
        }
    }
    return out;
}

std::string markdown_escaped(std::string_view text) {
    std::string out;
    for (const char c : printable(text)) {
        if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '<' || c == '[') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace epsom
