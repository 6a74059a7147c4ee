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
    void step(char c);

    State state_ = State::head;
    std::size_t matched_ = 0;  // of "<!DOCTYPE", held back
    bool subset_ = false;      // inside the declaration's [ ]
    bool closed_ = false;      // nothing but blanks since the last ']'
    std::string cleaned_;
};

}  // namespace epsom::exchange
