#include "log_note.hpp"

#include <span>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/render/text.hpp"
#include "session/arguments.hpp"

namespace epsom {
namespace {

void declare_note(Options& options, std::vector<std::string>& words, std::optional<std::string>& at) {
    options.operands("TEXT", words).value("--at", at, "MOMENT", "Time it is about (default: now)");
}

}  // namespace

void LogNote::options(Options& options) {
    declare_note(options, words_, at_);
    options.examples(
        "  epsom log note long flight, slept badly\n"
        "  epsom log note 'new pillow' --at 'yesterday 22:00'\n");
}

ExitCode LogNote::run(Context& context) {
    Store store = context.open_draft();
    auto note = make_note(words_, at_, context.clock());
    if (!note) return context.refuse(note.error());
    context.begin(store);
    Change change{store, context.clock().now};
    change.put(*note);
    const std::string when = when_in_words(*note, context.clock().zone);
    change.commit("log " + in_short(*note) + ", " + when);
    if (!context.quiet())
        context.print("Logged " + in_words(*note) + ", " + when + " (#" + std::to_string(note->id) + ")\n");
    return ExitCode::ok;
}

Result<Intake> read_note_line(const std::vector<std::string>& words, const Clock& clock) {
    std::vector<std::string> text;
    std::optional<std::string> at;
    Options options;
    declare_note(options, text, at);
    return read_operands(options, std::span{words}.subspan(1)).and_then([&](const auto& rest) {
        return make_note(rest, at, clock);
    });
}

}  // namespace epsom
