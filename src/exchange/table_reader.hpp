#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/exchange/exchange.hpp"

namespace epsom::exchange {

/// One record of a csv file. `flaw` says why it cannot be used; its fields are then as far as they were read.
struct TableRow {
    std::span<const std::string_view> fields;
    std::size_t line = 1;  // on which it begins
    const Refusal* flaw = nullptr;
    /// Fields may span lines.
    [[nodiscard]] std::size_t line_of(std::size_t field) const;
};

/// RFC 4180, or fields without any quoting; LF and CRLF, which inside quotes becomes LF; CR alone where the first line
/// ends with it. A first line `sep=;` names the separator. Takes UTF-8 in pieces of any
/// size and hands over each record as it ends; empty lines are not records. A record takes a megabyte at most,
/// a longer one is a flaw.
class TableReader {
public:
    enum class Quoting : std::uint8_t { rfc4180, none };
    using TakeRow = std::function<void(const TableRow&)>;
    /// Without a separator the first of comma, semicolon and tab outside quotes is taken for it.
    TableReader(char separator, Quoting quoting, TakeRow take)
        : separator_{separator}, quoting_{quoting}, take_{std::move(take)} {}

    void feed(std::string_view text);
    /// What is read of the present record cannot be trusted.
    void spoil(std::string reason);
    /// '\0' while it is not known.
    [[nodiscard]] char separator() const { return separator_; }
    /// A quote that was never closed, which may have swallowed any number of records.
    std::optional<Refusal> finish();

private:
    enum class State : std::uint8_t { start, plain, quoted, closed };
    enum class LineEnd : std::uint8_t { unknown, line_feed, carriage_return };

    void read(std::string_view text);
    void step(char c);
    void add(std::string_view text);
    void end_field();
    void end_record();
    void flaw(std::string reason);
    void choose_separator();

    char separator_;
    Quoting quoting_;
    TakeRow take_;
    State state_ = State::start;
    LineEnd line_end_ = LineEnd::unknown;
    bool carriage_return_ = false;   // the last character was one
    std::string head_;               // what was fed while the separator is not known
    std::size_t judged_ = 0;         // how much of it decided nothing yet
    bool head_quoted_ = false;       // it ends within quotes
    std::string record_;             // the fields, one after the other
    std::vector<std::size_t> ends_;  // of each field in it
    std::vector<std::string_view> fields_;
    std::optional<Refusal> flaw_;
    bool blank_ = true;  // no character in this record yet
    std::size_t line_ = 1;
    std::size_t first_line_ = 1;  // of the record
    std::size_t opened_ = 1;      // where the last quote was opened
};

}  // namespace epsom::exchange
