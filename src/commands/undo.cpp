#include "undo.hpp"

namespace epsom {
namespace {

ExitCode answer(const Context& context, const std::optional<ChangeTitle>& change, std::string_view done, const Error& nothing) {
    if (!change) return context.refuse(nothing);
    if (!context.quiet()) context.print(std::string{done} + ": " + change->title + "\n");
    return ExitCode::ok;
}

}  // namespace

void Undo::options(Options& options) { options.examples("  epsom undo\n"); }

ExitCode Undo::run(Context& context) {
    Store store = context.open(Store::Access::read);
    return answer(context, store.undo(context.clock().now), "Took back", {"there is nothing to undo", "'epsom log list' shows what is on file"});
}

void Redo::options(Options& options) { options.examples("  epsom redo\n"); }

ExitCode Redo::run(Context& context) {
    Store store = context.open(Store::Access::read);
    return answer(context, store.redo(context.clock().now), "Brought back", {"there is nothing to redo", "'epsom undo' takes changes back; a new change ends what can be redone"});
}

}  // namespace epsom
