#include "xml_filter.hpp"

#include <algorithm>
#include <utility>

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

bool XmlFilter::skips(char c) {
    switch (inside_) {
        case Inside::nothing: return false;
        case Inside::comment:
            if (c == '>' && dashes_ >= 2) inside_ = Inside::nothing;
            dashes_ = c == '-' ? dashes_ + 1 : 0;
            break;
        case Inside::instruction:
            if (c == '>' && before_ == '?') inside_ = Inside::nothing;
            before_ = c;
            break;
        case Inside::literal:
            if (c == quote_ || c == '\n' || c == '\r') inside_ = Inside::nothing;
            break;
    }
    return true;
}

void XmlFilter::step_in_declaration(char c) {
    if (skips(c)) return;
    const std::size_t matched = std::exchange(matched_, 0);
    if (c == '<') {
        matched_ = 1;
    } else if (matched == 1 && c == '?') {
        inside_ = Inside::instruction;
        before_ = '\0';
    } else if (matched == 1 && c == '!') {
        markup_ = true;
        matched_ = 2;
    } else if (matched == 2 && c == '-') {
        inside_ = Inside::comment;
        dashes_ = 0;
        markup_ = false;
    } else if ((c == '"' || c == '\'') && (markup_ || !subset_)) {
        inside_ = Inside::literal;
        quote_ = c;
    }
    if (c == '>' && (closed_ || !subset_)) {
        state_ = State::body;
    } else if (c == '>') {
        markup_ = false;
    } else if (c == '[') {
        subset_ = true;
    }
    closed_ = c == ']' || (closed_ && is_blank(c));
}

void XmlFilter::step(char c) {
    if (is_bad(c)) c = ' ';
    if (state_ == State::declaration) {
        step_in_declaration(c);
        cleaned_ += c == '\n' ? '\n' : ' ';
        return;
    }
    if (skips(c)) {
        cleaned_ += c;
        return;
    }
    if (c == doctype[matched_]) {
        if (++matched_ < doctype.size()) return;
        cleaned_.append(matched_, ' ');
        matched_ = 0;
        state_ = State::declaration;
        return;
    }
    if (matched_ == 1 && c == '?') {
        inside_ = Inside::instruction;
        before_ = '\0';
    } else if (matched_ == 2 && c == '-') {
        inside_ = Inside::comment;
        dashes_ = 0;
    } else if (matched_ == 1 && c != '<') {
        state_ = State::body;  // the first tag
    }
    cleaned_ += doctype.substr(0, matched_);
    matched_ = c == '<' ? 1 : 0;
    if (matched_ == 0) cleaned_ += c;
}

}  // namespace epsom::exchange
