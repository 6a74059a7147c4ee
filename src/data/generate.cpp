#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "compile.hpp"

namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

}  // namespace

/// generate SOURCES INCLUDES: reads the .tsv files of one folder and writes the .inc files of the other. Says what is
/// wrong, and writes nothing then.
int main(int argc, char** argv) {
    if (argc != 3) return 2;
    epsom::data::Files sources;
    for (const auto& entry : fs::directory_iterator{argv[1]}) {
        if (entry.path().extension() == ".tsv") sources[entry.path().filename().string()] = text_of(entry.path());
    }
    const auto compiled = epsom::data::compile(sources);
    for (const auto& error : compiled.errors) std::fprintf(stderr, "%s/%s\n", argv[1], error.c_str());
    if (!compiled.errors.empty()) return 1;
    fs::create_directories(argv[2]);
    for (const auto& [name, text] : compiled.includes) {
        std::ofstream file{fs::path{argv[2]} / name, std::ios::binary};
        file << text;
        if (!file.flush()) {
            std::fprintf(stderr, "%s/%s cannot be written\n", argv[2], name.c_str());
            return 1;
        }
    }
    return 0;
}
