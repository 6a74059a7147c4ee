#include "screen.hpp"

#include <charconv>
#include <functional>
#include <optional>
#include <string>
#include <system_error>

#include "context.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

using Environment = std::function<std::optional<std::string>(const char*)>;

/// The first of LC_ALL, LC_CTYPE and LANG that says something decides; cron sets none of them, which means plain C.
bool utf8_locale(const Environment& environment) {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const auto value = environment(name);
        if (!value || value->empty()) continue;
        const std::string key = name_key(*value);
        return key.find("utf8") != std::string::npos;
    }
    return false;
}

Charset charset_of(const Environment& environment) {
    if (!utf8_locale(environment)) return Charset::ascii;
    return environment("TERM") == "linux" ? Charset::console : Charset::unicode;
}

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool read = failed == std::errc{} && end == text.data() + text.size();
    return read ? std::optional{value} : std::nullopt;
}

int columns_of(const Surroundings& surroundings, bool is_terminal) {
    if (is_terminal && surroundings.columns) return *surroundings.columns;
    const auto named = number_in(surroundings.environment("COLUMNS").value_or(""));
    return named && *named > 0 ? *named : 80;
}

/// Whether a stream gets colour; `choice` is the value of --color.
bool wants_color(const Surroundings& surroundings, std::string_view choice, bool is_terminal) {
    if (choice != "auto") return choice == "always";
    const auto& environment = surroundings.environment;
    const auto set = [&](const char* name) {
        const auto value = environment(name);
        return value && !value->empty();
    };
    if (set("NO_COLOR")) return false;
    if (set("CLICOLOR_FORCE") && environment("CLICOLOR_FORCE") != "0") return true;
    return is_terminal && environment("TERM") != "dumb" && environment("CLICOLOR") != "0";
}

/// As terminals and the programs between them announce it: `TERM=xterm-256color`, `COLORTERM=truecolor`.
Colors colors_of(const Environment& environment) {
    const std::string term = environment("TERM").value_or(""), more = environment("COLORTERM").value_or("");
    const bool many = term.ends_with("256color") || term.ends_with("direct") || more == "truecolor" || more == "24bit";
    return many ? Colors::many : Colors::sixteen;
}

/// COLORFGBG, as rxvt, Konsole and iTerm2 set it, ends with the number of the background: `15;0` is light on dark. The
/// console of Linux is dark. No other terminal is asked: its answer would come between the keys that are typed.
Background background_of(const Environment& environment) {
    const std::string colors = environment("COLORFGBG").value_or("");
    if (const auto number = number_in(std::string_view{colors}.substr(colors.rfind(';') + 1))) {
        constexpr int white = 7, dark_gray = 8;
        return *number < white || *number == dark_gray ? Background::dark : Background::light;
    }
    return environment("TERM") == "linux" ? Background::dark : Background::unknown;
}

Terminal terminal_of(const Surroundings& surroundings, std::string_view color, bool is_terminal) {
    const auto& environment = surroundings.environment;
    return {.colors = wants_color(surroundings, color, is_terminal) ? colors_of(environment) : Colors::none,
        .background = background_of(environment),
        .width = columns_of(surroundings, is_terminal)};
}

}  // namespace

int screen_width(const Surroundings& surroundings) { return columns_of(surroundings, surroundings.out_is_terminal); }

Terminal screen(const Surroundings& surroundings, std::string_view color, bool ascii) {
    Terminal terminal = terminal_of(surroundings, color, surroundings.out_is_terminal);
    terminal.charset = ascii ? Charset::ascii : charset_of(surroundings.environment);
    return terminal;
}

Terminal error_screen(const Surroundings& surroundings, std::string_view color) {
    return terminal_of(surroundings, color, true);
}

}  // namespace epsom
