#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

#include <unistd.h>

namespace epsom::test {

/// What a shell command prints on its output.
inline std::string output_of(const std::string& command) {
    FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error{"cannot run " + command};
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0; (got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), got);
    pclose(pipe);
    return text;
}

/// A file for a program that is not ours, gone with the object.
class TemporaryFile {
public:
    explicit TemporaryFile(std::string_view content) {
        std::string name = (std::filesystem::temp_directory_path() / "epsom-test-XXXXXX").string();
        const int file = mkstemp(name.data());
        if (file < 0) throw std::runtime_error{"cannot write " + name};
        close(file);
        path_ = name;
        std::ofstream{path_, std::ios::binary} << content;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    /// In quotes, as a shell wants it.
    [[nodiscard]] std::string argument() const { return "'" + path_.string() + "'"; }

private:
    std::filesystem::path path_;
};

}  // namespace epsom::test
