#include "epsom/render/message.hpp"

#include <algorithm>
#include <vector>

#include "drawing.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

constexpr std::string_view message_opener = "epsom: ";

using drawing::Ink;

struct MessageLook {
    std::string_view name;
    Ink ink;
};
constexpr MessageLook message_look(MessageKind kind) {
    if (kind == MessageKind::error) return {"error", Ink::above};
    if (kind == MessageKind::warning) return {"warning", Ink::below};
    return {"hint", Ink::met};
}

/// Where the piece that begins at `at` ends: a word, or a whole command, quoted or up to the end of its part of the
/// message.
std::size_t piece_end(std::string_view text, std::size_t at) {
    std::size_t from = at;
    if (text.substr(at).starts_with("'epsom ")) {
        from = std::min(text.find('\'', at + 1), text.size());
    } else if (text.substr(at).starts_with("epsom ") &&
               (at == 0 || text.substr(0, at).ends_with(": ") || text.substr(0, at).ends_with("; "))) {
        from = std::min(text.find("; ", at), text.size());
    }
    return std::min(text.find(' ', from), text.size());
}

std::vector<std::string_view> pieces_of(std::string_view text) {
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = piece_end(text, at);
        pieces.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return pieces;
}

}  // namespace

std::string message_line(MessageKind kind, std::string_view message) {
    return std::string{message_opener} + std::string{message_look(kind).name} + ": " + printable(message) + "\n";
}

std::string wrapped_message(const Terminal& terminal, MessageKind kind, std::string_view message) {
    const MessageLook look = message_look(kind);
    const std::string name = std::string{look.name} + ":";
    const std::string text = printable(message);
    const std::size_t width = drawing::page_width(terminal);
    const std::size_t indent = message_opener.size();
    const std::size_t first = indent + name.size();
    std::size_t column = first;
    std::string out = std::string{message_opener} + drawing::colored(terminal, look.ink, name);
    for (const std::string_view piece : pieces_of(text)) {
        const std::size_t wide = display_width(piece);
        const bool too_long = column + 1 + wide > width;
        // What no line has room for stays behind the name; the terminal breaks it.
        if (too_long && (column != first || indent + wide <= width)) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else {
            out += " ";
            ++column;
        }
        out += piece;
        column += wide;
    }
    return out + "\n";
}

}  // namespace epsom
