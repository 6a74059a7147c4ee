#include "report_reference.hpp"

#include "epsom/render/fields.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/text.hpp"
#include "session/reference.hpp"
#include "session/spacing.hpp"

namespace epsom {

ExitCode report_reference(
    const Context& context, const Store& store, const ReferenceAsked& asked, Format format, const Write& write) {
    Day on = context.clock().today();
    if (asked.on) {
        const auto day = parse_day(*asked.on, on);
        if (!day) return context.refuse(day.error());
        on = *day;
    }
    const Profile& profile = context.profile();
    std::vector<const Authority*> authorities{&authority_of(profile)};
    if (asked.authority && lower(*asked.authority) == "all") {
        authorities.clear();
        for (const Authority& authority : tables::authorities()) authorities.push_back(&authority);
    } else if (asked.authority) {
        const auto named = find_authority(*asked.authority);
        if (!named) return context.refuse(named.error());
        authorities = {*named};
    }
    std::vector<Nutrient> wanted;
    if (asked.nutrients) {
        const auto named = read_nutrients(*asked.nutrients, store, *authorities.front(), {on, on});
        if (!named) return context.refuse(named.error());
        wanted = *named;
    } else {
        for (const NutrientInfo& known : known_nutrients()) wanted.push_back(known.id);
    }
    std::vector<ReferenceRow> rows;
    for (const Authority* authority : authorities) {
        for (const Nutrient nutrient : wanted) {
            const bool covered = !authority->rows_of(nutrient).empty();
            const bool wanted_here = asked.nutrients && authorities.size() == 1;
            const bool personal = profile.target.of(nutrient) || profile.upper.of(nutrient);
            if (covered || wanted_here || personal) {
                rows.push_back({authority->key, nutrient, references_on(profile, *authority, nutrient, on),
                    published_by_others(*authority, nutrient)});
            }
        }
    }
    if (format == Format::text) {
        write(reference_page(context.terminal(), rows, on, asked.explain));
        if (asked.nutrients && authorities.size() == 1)
            write(unpublished_note(context.terminal(), *authorities.front(), wanted));
        if (asked.explain) {
            const SpacingView view{store, context.clock()};
            const auto substances = view.substances();
            std::vector<std::string> effects;
            for (const Nutrient nutrient : wanted) {
                for (const Interaction* rule : lasting_effects(nutrient, substances, view.book()))
                    effects.push_back(explain(*rule, view.book()));
            }
            write(explanation(context.terminal(), "Known effects of what you take, with sources", effects));
        }
        return ExitCode::ok;
    }
    const auto writer = record_writer(format, write);
    const std::string day = spell_day(on);
    const std::string generated = spell_moment(context.clock().moment());
    writer->begin(
        {{"schema", "epsom/report-reference/1"}, {"generated_at", generated}, {"on", day}}, reference_columns());
    for (const ReferenceRow& row : rows) writer->row(reference_record(row, day));
    writer->end({});
    return ExitCode::ok;
}

}  // namespace epsom
