#include "log_batch.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "epsom/text/text.hpp"
#include "log_diary.hpp"
#include "log_lab.hpp"
#include "log_line.hpp"
#include "log_note.hpp"
#include "log_several.hpp"
#include "session/arguments.hpp"
#include "session/shell_words.hpp"

namespace epsom {
namespace {

/// A batch is kept in memory until it is written whole.
constexpr std::size_t most_input = 16U << 20, most_entries = 100'000, longest_line = 10'000;
Error too_much() {
    return {"standard input is too large for one change", "log at most 100,000 lines at a time, or import a csv file"};
}

}  // namespace

std::string batch_text(std::istream& in) {
    std::string text;
    std::array<char, 1U << 14> piece;
    while (text.size() <= most_input && in.read(piece.data(), piece.size()).gcount() > 0)
        text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    return text;
}

Result<std::vector<Intake>> read_batch(
    const Context& context, const std::string& text, const Store& store, const Catalogue& catalogue) {
    Reading unsaid;  // a batch is answered with a count
    if (text.size() > most_input) return too_much();
    std::vector<Intake> intakes;
    std::size_t number = 0;
    for (const auto& raw : split(text, '\n')) {
        ++number;
        const auto at_line = [number](const Error& error) {
            return Error{"line " + std::to_string(number) + ": " + error.message, error.hint};
        };
        std::string_view content = trim(raw);
        if (number == 1 && content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
        if (content.empty() || content.front() == '#') continue;
        if (content.size() > longest_line) {
            return at_line({"longer than 10,000 characters", "put one entry on each line"});
        }
        if (intakes.size() == most_entries) return too_much();
        if (content.find('\0') != std::string_view::npos)
            return at_line({"contains a NUL character", "remove it, or save the file as UTF-8"});
        if (!is_utf8(content)) return at_line({"not valid UTF-8", "save the file as UTF-8"});
        auto words = shell_words(content);
        if (!words) return at_line(words.error());
        if (words->empty()) continue;
        const std::string first = lower(words->front());
        if (first == "log" || (first == "epsom" && words->size() > 1 && lower((*words)[1]) == "log")) {
            return at_line({"begins with '" + std::string{first == "log" ? "log" : "epsom log"} + "'",
                "put only the entry on each line: glycinate 200mg 2026-11-19 21:30"});
        }
        const bool is_lab = first == spell(Taken::lab), is_note = first == spell(Taken::note);
        if (is_lab || is_note || diary_word(words->front())) {
            auto entry = is_lab    ? read_lab_line(*words, context.clock())
                         : is_note ? read_note_line(*words, context.clock())
                                   : read_diary_line(*words, context.clock());
            if (!entry) return at_line(entry.error());
            intakes.push_back(std::move(*entry));
            continue;
        }
        LogLine line;
        Options options;
        line.options(options);
        auto operands = read_operands(options, *words);
        if (!operands) return at_line(operands.error());
        line.words = std::move(*operands);
        const auto set = set_in(line, context, store, catalogue);
        if (!set) return at_line(set.error());
        if (*set) {
            const SetWords& words_of_set = **set;
            if (words_of_set.kind != SetWords::Kind::set) {
                return at_line({in_quotes(words_of_set.name) + " cannot be used in a line of '-'",
                    "log it by itself: epsom log " + printable(words_of_set.name)});
            }
            if (const auto error = idle_option(line, words_of_set)) return at_line(*error);
            auto several = read_several(words_of_set, line, context, store, catalogue, intakes);
            if (!several) return at_line(several.error());
            for (const auto& warning : several->warnings) context.warn(warning);
            std::ranges::move(several->intakes, std::back_inserter(intakes));
            continue;
        }
        auto intake = line.intake(context, store, catalogue, unsaid, intakes);
        if (!intake) return at_line(intake.error());
        intakes.push_back(std::move(*intake));
    }
    if (intakes.empty()) {
        return Error{
            "nothing to log on standard input", "put one entry on each line: glycinate 200mg 2026-11-19 21:30"};
    }
    return intakes;
}

}  // namespace epsom
