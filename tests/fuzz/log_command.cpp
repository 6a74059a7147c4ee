#include "fuzz/typed.hpp"

using namespace epsom;
using namespace epsom::test;

/// One word a line, behind `epsom log`. Words that name another file or another command are left to others.
EPSOM_FUZZ_TARGET(log_command) {
    static const Prompt prompt;
    std::vector<std::string> words{"log"};
    for (auto& word : typed_words(bytes)) {
        if (word.starts_with("--db")) return;
        words.push_back(std::move(word));
    }
    const Typed typed = prompt.type(words);
    require(typed.status == 0 || typed.status == 2, "what is typed can be done, or is wrong usage");
    require(is_plain(typed.out) && is_plain(typed.err), "a terminal is shown nothing but text");
    if (typed.status == 2) {
        require(typed.err.starts_with("epsom: error: ") && typed.out.empty(), "a refusal is a sentence");
        require(prompt.unchanged(), "what is refused changes nothing");
    }
    if (!prompt.unchanged()) prompt.restore();
}
