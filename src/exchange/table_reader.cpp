#include "table_reader.hpp"

#include <algorithm>
#include <utility>

namespace epsom::exchange {
namespace {

constexpr std::size_t longest_field = 64 * 1024;
constexpr std::size_t longest_record = 1024 * 1024;
constexpr std::size_t most_fields = 4096;

}  // namespace

std::size_t TableRow::line_of(std::size_t field) const {
    std::size_t at = line;
    for (const auto& before : fields.first(std::min(field, fields.size())))
        at += static_cast<std::size_t>(std::ranges::count(before, '\n'));
    return at;
}

void TableReader::feed(std::string_view text) {
    if (separator_ != '\0') return read(text);
    head_ += text;
    choose_separator();
    if (separator_ != '\0') read(std::exchange(head_, {}));
}

void TableReader::choose_separator() {
    constexpr std::string_view naming = "sep=";  // the first line of a sheet that names its separator
    if (judged_ == 0 && naming.substr(0, head_.size()) == std::string_view{head_}.substr(0, naming.size())) {
        const auto end = head_.find('\n');
        if (end == std::string::npos && head_.size() < naming.size() + 3) return;
        if (end != std::string::npos && end > naming.size() && end <= naming.size() + 2 &&
            head_[naming.size()] != '\r') {
            separator_ = head_[naming.size()];
            head_.erase(0, end + 1);
            first_line_ = ++line_;
            return;
        }
    }
    for (; judged_ < head_.size() && separator_ == '\0'; ++judged_) {
        const char c = head_[judged_];
        if (c == '"') head_quoted_ = !head_quoted_;
        if (!head_quoted_ && (c == ',' || c == ';' || c == '\t')) separator_ = c;
        if ((!head_quoted_ && (c == '\n' || c == '\r')) || judged_ + 1 == longest_field) separator_ = ',';
    }
}

void TableReader::spoil(std::string reason) {
    flaw(std::move(reason));
    feed("?");
}

std::optional<Refusal> TableReader::finish() {
    if (separator_ == '\0') {
        separator_ = ',';
        read(std::exchange(head_, {}));
    }
    if (state_ == State::quoted) {
        return Refusal{opened_, ends_.size() + 1, "unclosed quote; the file may be truncated"};
    }
    carriage_return_ = false;
    end_record();
    return std::nullopt;
}

void TableReader::read(std::string_view text) {
    while (!text.empty()) {
        // The run of characters that mean nothing but themselves.
        std::size_t run = 0;
        if (!carriage_return_ && state_ == State::quoted) {
            while (run < text.size() && text[run] != '"' && text[run] != '\n' && text[run] != '\r') ++run;
        } else if (!carriage_return_ && state_ != State::closed) {
            while (run < text.size() && text[run] != separator_ && text[run] != '"' && text[run] != '\n' &&
                   text[run] != '\r')
                ++run;
            if (run > 0) state_ = State::plain;
        }
        if (run > 0) {
            add(text.substr(0, run));
            text.remove_prefix(run);
        } else {
            step(text.front());
            text.remove_prefix(1);
        }
    }
}

void TableReader::step(char c) {
    if (carriage_return_) {
        carriage_return_ = false;
        const bool ends_line = c != '\n' && line_end_ != LineEnd::line_feed;
        if (state_ == State::quoted) {
            if (c != '\n') add(line_end_ == LineEnd::carriage_return ? "\n" : "\r");
            if (c != '\n' && line_end_ == LineEnd::carriage_return) ++line_;
        } else if (ends_line) {
            line_end_ = LineEnd::carriage_return;
            ++line_;
            end_record();
        } else if (c != '\n') {
            flaw("carriage return inside a field; end lines with LF or CR LF");
            state_ = State::plain;
        }
    }
    if (c == '\r') {
        carriage_return_ = true;
        return;
    }
    if (state_ == State::quoted) {
        if (c == '"') {
            state_ = State::closed;
            return;
        }
        if (c == '\n') ++line_;
        add({&c, 1});
        return;
    }
    if (c == '\n') {
        if (line_end_ == LineEnd::unknown) line_end_ = LineEnd::line_feed;
        ++line_;
        end_record();
        return;
    }
    if (c == separator_) {
        end_field();
        blank_ = false;
        return;
    }
    if (c == '"' && quoting_ == Quoting::rfc4180) {
        if (state_ == State::start) {
            state_ = State::quoted;
            opened_ = line_;
            blank_ = false;
            return;
        }
        if (state_ == State::closed) {
            state_ = State::quoted;  // a doubled quote
            add("\"");
            return;
        }
        flaw("quote inside an unquoted field; double it and put quotes around the field");
    } else if (state_ == State::closed) {
        flaw("text after a closing quote; double a quote inside quotes");
    }
    state_ = State::plain;
    add({&c, 1});
}

void TableReader::add(std::string_view text) {
    blank_ = false;
    const std::size_t start = ends_.empty() ? 0 : ends_.back();
    if (record_.size() + text.size() - start > longest_field) {
        flaw("the field is longer than 64 kB");
    } else if (record_.size() + text.size() > longest_record) {
        flaw("the record is longer than 1 MB");
    } else {
        record_ += text;
    }
}

void TableReader::end_field() {
    state_ = State::start;
    if (ends_.size() >= most_fields) {
        flaw("the record has more than 4096 fields");
    } else {
        ends_.push_back(record_.size());
    }
}

void TableReader::end_record() {
    if (!blank_) {
        end_field();
        fields_.clear();
        for (std::size_t start = 0; const std::size_t end : ends_) {
            fields_.push_back(std::string_view{record_}.substr(start, end - start));
            start = end;
        }
        take_({fields_, first_line_, flaw_ ? &*flaw_ : nullptr});
    }
    record_.clear();
    ends_.clear();
    flaw_.reset();
    state_ = State::start;
    blank_ = true;
    first_line_ = line_;
}

void TableReader::flaw(std::string reason) {
    if (!flaw_) flaw_ = Refusal{line_, ends_.size() + 1, std::move(reason)};
}

}  // namespace epsom::exchange
