#include "xml_filter.hpp"

#include <algorithm>

namespace epsom::exchange {
namespace {

constexpr std::string_view doctype = "<!DOCTYPE";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// Every control character but tab and the line ends.
bool is_bad(char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

}  // namespace

std::string_view XmlFilter::clean(std::string_view text) {
    cleaned_.clear();
    if (state_ != State::body) {
        std::size_t used = 0;
        while (used < text.size() && state_ != State::body) step(text[used++]);
        text.remove_prefix(used);
    }
    const std::size_t start = cleaned_.size();
    cleaned_ += text;
    std::replace_if(cleaned_.begin() + static_cast<std::ptrdiff_t>(start), cleaned_.end(), is_bad, ' ');
    return cleaned_;
}

std::string_view XmlFilter::finish() {
    cleaned_.assign(doctype.substr(0, matched_));
    matched_ = 0;
    return cleaned_;
}

void XmlFilter::step(char c) {
    if (is_bad(c)) c = ' ';
    if (state_ == State::declaration) {
        if (c == '>' && (closed_ || !subset_)) {
            state_ = State::body;
        } else if (c == '[') {
            subset_ = true;
        } else {
            closed_ = c == ']' || (closed_ && is_blank(c));
        }
        cleaned_ += c == '\n' ? '\n' : ' ';
        return;
    }
    if (c == doctype[matched_]) {
        if (++matched_ < doctype.size()) return;
        cleaned_.append(matched_, ' ');
        matched_ = 0;
        state_ = State::declaration;
        return;
    }
    // The first tag that is no declaration and no comment ends the head.
    if (matched_ == 1 && c != '?' && c != '!' && c != '<') state_ = State::body;
    cleaned_ += doctype.substr(0, matched_);
    matched_ = c == '<' ? 1 : 0;
    if (matched_ == 0) cleaned_ += c;
}

}  // namespace epsom::exchange
