#include "log_remove.hpp"

#include <algorithm>

#include "epsom/render/text.hpp"
#include "session/entries.hpp"

namespace epsom {

void LogRemove::options(Options& options) {
    options.operands("ENTRY...", entries_)
        .offer({Offer::entry}, each_place)
        .examples("  epsom log remove 12\n  epsom log remove @1 @2\n");
}

ExitCode LogRemove::run(Context& context) {
    if (entries_.empty()) return context.refuse({"missing ENTRY", "for the latest entry: epsom log remove @1"});
    Store store = context.open_existing();
    std::vector<Intake> found;
    for (const auto& text : entries_) {
        auto intake = find_entry(text, store);
        if (!intake) return context.refuse(intake.error());
        if (std::ranges::find(found, intake->id, &Intake::id) == found.end()) found.push_back(std::move(*intake));
    }
    Change change{store, context.clock().now};
    for (const Intake& intake : found) change.remove(intake);
    change.commit(found.size() == 1 ? "log remove #" + std::to_string(found.front().id) + " " + in_short(found.front())
                                    : "log remove " + std::to_string(found.size()) + " entries");
    if (context.quiet()) return ExitCode::ok;
    for (const Intake& intake : found) {
        context.print("Removed #" + std::to_string(intake.id) + ": " + in_words(intake) + ", " +
                      when_in_words(intake, context.clock().zone) + "\n");
    }
    return ExitCode::ok;
}

}  // namespace epsom
