#include "undo.hpp"

#include "epsom/text/text.hpp"

namespace epsom {
namespace {

ExitCode answer(
    const Context& context, const std::optional<ChangeTitle>& change, std::string_view done, const Error& nothing) {
    if (!change) return context.refuse(nothing);
    if (!context.quiet()) context.print(std::string{done} + ": " + printable(change->title) + "\n");
    return ExitCode::ok;
}

}  // namespace

void Undo::options(Options& options) { options.examples("  epsom undo\n"); }

ExitCode Undo::run(Context& context) {
    Store store = context.open(Store::Access::read);
    return answer(
        context, store.undo(context.clock().now), "Undone", {"nothing to undo", "'epsom log list' shows the entries"});
}

void Redo::options(Options& options) { options.examples("  epsom redo\n"); }

ExitCode Redo::run(Context& context) {
    Store store = context.open(Store::Access::read);
    return answer(context, store.redo(context.clock().now), "Redone",
        {"nothing to redo", "'epsom undo' undoes the latest change; a new change clears what can be redone"});
}

}  // namespace epsom
