#include "html_page.hpp"

#include "epsom/domain/time/moment.hpp"
#include "formatted.hpp"
#include "markup.hpp"

namespace epsom {
namespace {

// The page is self-contained: it loads no script, font, picture or address.
constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';)"
                                  R"( form-action 'none'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="referrer" content="no-referrer"/>
<title>)";

}  // namespace

std::string html_page(std::string_view name, std::string_view person, std::string_view about, std::string_view style,
    std::string_view body) {
    const std::string whose = escaped(person);
    return formatted(
        "{}{}{}{} {}</title>\n<style>{}</style></head><body>\n<header><h1>{}</h1><p class=\"name\">Name<span>"
        "{}</span></p></header>\n{}</body></html>\n",
        head, whose, whose.empty() ? "" : ": ", escaped(name), escaped(about), style, escaped(name), whose, body);
}

std::string html_words(const std::string& text) {
    constexpr std::size_t day_size = 10;
    std::string out;
    std::size_t done = 0;
    for (std::size_t hyphen = text.find('-'); hyphen != std::string::npos; hyphen = text.find('-', hyphen + 1)) {
        if (hyphen < done + 4) continue;
        const std::size_t at = hyphen - 4;
        if (!parse_iso_day(std::string_view{text}.substr(at, day_size))) continue;
        out += escaped(text.substr(done, at - done)) + "<time>" + text.substr(at, day_size) + "</time>";
        done = at + day_size;
    }
    return out + escaped(text.substr(done));
}

std::string sentence_list(const std::vector<std::string>& sentences) {
    std::string out = "<ul>\n";
    for (const auto& one : sentences) out += "<li>" + html_words(one) + "</li>\n";
    return out + "</ul>\n";
}

}  // namespace epsom
