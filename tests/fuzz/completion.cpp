#include "fuzz/typed.hpp"

using namespace epsom;
using namespace epsom::test;

/// One word a line, the last one being typed.
EPSOM_FUZZ_TARGET(completion) {
    static const Prompt prompt;
    std::vector<std::string> words{"__complete"};
    for (auto& word : typed_words(bytes)) words.push_back(std::move(word));
    const std::string typing = words.back();
    const Typed typed = prompt.type(words);
    require(typed.status == 0 && typed.err.empty(), "a shell's line is no place for errors");
    require(prompt.unchanged(), "completion writes nothing");
    for (const auto& line : split(typed.out, '\n')) {
        if (line.empty()) continue;
        require(std::ranges::count(line, '\t') == 1, "a candidate is a value, a tab and a description");
        require(line.starts_with('\t') || line.starts_with(typing) || typing.find_first_of("=,:.") != std::string::npos,
            "a candidate begins with what is typed");
        const std::string_view value = std::string_view{line}.substr(0, line.find('\t')),
                               described = std::string_view{line}.substr(line.find('\t') + 1);
        require(
            printable(value) == value && printable(described) == described, "a candidate and its description are text");
    }
}
