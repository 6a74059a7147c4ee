#pragma once

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "epsom/text/text.hpp"
#include "fuzz/target.hpp"
#include "program/cli.hpp"
#include "temporary.hpp"
#include "zones.hpp"

/// The whole program at a prompt, with a data file that is the same each time.
namespace epsom::test {

struct Typed {
    int status = 0;
    std::string out, err;
};

class Prompt {
public:
    Prompt() {
        for (const auto& line : {std::vector<std::string>{"profile", "set", "--born", "1980-05-17", "--sex", "female"},
                 {"dose", "add", "calm", "--contains", "magnesium:glycinate=200mg", "--serving", "2 capsules", "--at",
                     "08:00,21:00", "--stock", "60"},
                 {"log", "oxide", "500mg", "--compound", "yesterday", "08:00"}}) {
            require(type(line).status == 0, "a day as any other is put on file");
        }
        bytes_ = bytes_of(file());
    }
    Typed type(const std::vector<std::string>& words, std::string_view input = {}) const {
        Typed typed;
        std::istringstream in{std::string{input}};
        Surroundings world;
        world.environment = [this](const char* name) -> std::optional<std::string> {
            if (std::string_view{name} == "EPSOM_DB") return file().string();
            if (std::string_view{name} == "LANG") return "C.UTF-8";
            return std::nullopt;
        };
        world.out = [&typed](std::string_view text) { typed.out += text; };
        world.err = [&typed](std::string_view text) { typed.err += text; };
        world.in = [&in]() -> std::istream& { return in; };
        world.zone = zone_;
        world.now = now_;
        typed.status = static_cast<int>(run(words, world));
        return typed;
    }
    [[nodiscard]] bool unchanged() const {
        std::string now(bytes_.size() + 1, '\0');
        std::ifstream stream{file(), std::ios::binary};
        stream.read(now.data(), static_cast<std::streamsize>(now.size()));
        return std::string_view{now}.substr(0, static_cast<std::size_t>(stream.gcount())) == bytes_;
    }
    void restore() const { write_file(file(), bytes_); }
    /// The data file as it is each time.
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    [[nodiscard]] fs::path file() const { return home_ / "epsom.db"; }
    TemporaryDirectory home_;
    Zone zone_ = berlin();
    Instant now_ = utc("2026-11-20T21:00");
    std::string bytes_;
};

/// One word a line, each as far as an argument goes: to its first NUL.
inline std::vector<std::string> typed_words(std::string_view bytes) {
    std::vector<std::string> words = split(bytes, '\n');
    for (auto& word : words) word.erase(std::min(word.find('\0'), word.size()));
    return words;
}

/// Whether a terminal shows nothing but text of it: lines of what printable() leaves as it is.
inline bool is_plain(std::string_view text) {
    std::string line;
    std::istringstream lines{std::string{text}};
    while (std::getline(lines, line)) {
        if (printable(line) != line) return false;
    }
    return true;
}

}  // namespace epsom::test
