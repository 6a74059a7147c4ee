#include "epsom/exchange/records.hpp"
#include "fuzz/typed.hpp"
#include "raw.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// What reads a data file. Days are named, so that the centuries of an odd date are not all walked.
const std::vector<std::vector<std::string>>& questions() {
    static const std::vector<std::vector<std::string>> all{
        {"report", "2026-11-01..2026-11-20", "--nutrient", "all", "--explain"},
        {"report", "month", "--format", "html"},
        {"report", "month", "--by", "what", "--format", "md"},
        {"report", "adherence", "month", "--explain"},
        {"report", "entries", "all"},
        {"report", "reference"},
        {"report", "symptoms", "8w"},
        {"check", "all"},
        {"check", "next"},
        {"log", "list", "all", "--format", "json"},
        {"dose", "list"},
        {"dose", "list", "--format", "ics"},
        {"dose", "list", "--format", "crontab"},
        {"dose", "rule"},
        {"profile"},
        {"export"},
        {"log", "--due", "--dry-run"},
        {"__complete", "log", ""},
        {"__complete", "log", "edit", ""},
    };
    return all;
}

}  // namespace

/// An export of another device, which may hold anything. When the import says that it is done, every command can read
/// the file.
EPSOM_FUZZ_TARGET(merge) {
    static const Prompt prompt;
    const Typed imported = prompt.type({"import", "-", "--from", "epsom", "--skip-invalid"}, bytes);
    require(raw_in(imported.out).empty() && raw_in(imported.err).empty(), "a terminal is shown nothing but text");
    if (imported.status != 0) {
        require((imported.status == 2 || imported.status == 3) && imported.out.empty() &&
                    imported.err.starts_with("epsom: "),
            "a refusal is a sentence");
        return require(prompt.unchanged(), "what is refused changes nothing");
    }
    if (prompt.unchanged()) return;
    for (const auto& words : questions()) {
        const Typed typed = prompt.type(words);
        require(typed.status != 3, "what was imported can be read by every command");
        const bool lines_end_in_cr = words.back() == "ics";
        require(raw_in(typed.out, lines_end_in_cr                 ? "\r"
                                  : words.front() == "__complete" ? "\t"
                                                                  : "")
                        .empty() &&
                    raw_in(typed.err).empty(),
            "a terminal is shown nothing but text");
    }
    require(prompt.type({"undo"}).status == 0, "an import is taken back in one step");
    prompt.restore();
}
