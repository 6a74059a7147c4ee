#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace epsom::exchange {

/// Blanks out a document type declaration, keeping its line ends, and control characters that XML does not allow, so
/// that lines and columns stay true. Takes pieces of any size.
class XmlFilter {
public:
    /// What of the text so far is clean and was not returned yet; valid until the next call.
    std::string_view clean(std::string_view text);
    std::string_view finish();

private:
    enum class State : std::uint8_t { head, declaration, body };
    /// In which nothing is markup. A literal ends at its quote or with its line, since Apple's own are not all closed.
    enum class Inside : std::uint8_t { nothing, comment, instruction, literal };
    void step(char c);
    void step_in_declaration(char c);
    /// Whether the character belongs to a comment, an instruction or a literal that is open.
    bool skips(char c);

    State state_ = State::head;
    Inside inside_ = Inside::nothing;
    std::size_t dashes_ = 0;   // in a comment, the last characters that are one
    char before_ = '\0';       // in an instruction, the last character
    char quote_ = '\0';        // of the literal
    std::size_t matched_ = 0;  // of "<!DOCTYPE", held back; in the declaration, of "<!--"
    bool subset_ = false;      // inside the declaration's [ ]
    bool markup_ = false;      // inside a <! > of the subset
    bool closed_ = false;      // nothing but blanks since the last ']'
    std::string cleaned_;
};

}  // namespace epsom::exchange
