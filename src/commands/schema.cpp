#include "schema.hpp"

#include "epsom/render/schemas.hpp"
#include "epsom/render/text.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"

namespace epsom {
namespace {

/// Every output by its name, for completion.
const std::vector<Choice>& schema_choices() {
    static const std::vector<Choice> choices = [] {
        std::vector<Choice> all;
        for (const OutputSchema& schema : output_schemas()) all.push_back({schema.name, schema.command});
        return all;
    }();
    return choices;
}

}  // namespace

void Schema::options(Options& options) {
    options.operands("[NAME]", names_, schema_choices()).examples("  epsom schema\n  epsom schema report-intake/1\n");
}

ExitCode Schema::run(Context& context) {
    if (names_.empty()) {
        for (const OutputSchema& schema : output_schemas()) {
            context.print(
                beside(std::string{schema.name}, 20, "epsom " + std::string{schema.command}, context.terminal()));
        }
        return ExitCode::ok;
    }
    constexpr std::string_view prefix = "epsom/";  // as outputs have it
    std::string_view typed = names_.front();
    if (lower(typed).starts_with(prefix)) typed.remove_prefix(prefix.size());
    const auto found = pick("schema", typed, output_schemas(), &OutputSchema::name, "'epsom schema' lists them");
    if (!found) return context.refuse(found.error());
    if (names_.size() > 1)
        return context.refuse({"more than one name given", "epsom schema " + std::string{found->name}});
    context.print(std::string{found->json});
    return ExitCode::ok;
}

}  // namespace epsom
