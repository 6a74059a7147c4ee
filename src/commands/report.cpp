#include "report.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "epsom/render/fields.hpp"
#include "epsom/render/text.hpp"
#include "epsom/tables/tables.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "report_adequacy.hpp"
#include "report_adherence.hpp"
#include "report_breakdown.hpp"
#include "report_labs.hpp"
#include "report_page.hpp"
#include "report_reference.hpp"
#include "session/entries.hpp"
#include "session/file_format.hpp"
#include "session/food_notice.hpp"
#include "session/intake_query.hpp"
#include "session/output.hpp"
#include "session/periods.hpp"
#include "session/reference.hpp"
#include "system/open_file.hpp"

namespace epsom {
namespace {

/// A kind of report: the period where none is typed, and which of the options that several kinds share it takes.
struct ReportKind {
    Choice choice;
    std::string_view period = "7d";
    bool by = false, explain = false, reference = false, nutrient = false;
    [[nodiscard]] bool is(std::string_view word) const { return choice.word == word; }
};
constexpr std::array report_kinds{ReportKind{.choice = {"intake", "intake compared with reference values"},
                                      .by = true,
                                      .explain = true,
                                      .reference = true,
                                      .nutrient = true},
    ReportKind{.choice = {"adequacy", "how sure one can be that usual intake is enough"},
        .period = "30d",
        .explain = true,
        .reference = true,
        .nutrient = true},
    ReportKind{.choice = {"adherence", "scheduled doses taken and missed"}, .explain = true},
    ReportKind{.choice = {"entries", "entries in the log"}, .period = "today", .explain = true},
    ReportKind{.choice = {"reference", "targets and upper levels, with sources"},
        .explain = true,
        .reference = true,
        .nutrient = true},
    ReportKind{
        .choice = {"symptoms", "rated nights and the evening doses before them"}, .period = "8w", .nutrient = true},
    ReportKind{.choice = {"labs", "blood values with the ranges of their laboratories"}, .period = "all"}};
constexpr auto kinds = [] {
    std::array<Choice, report_kinds.size()> choices{};
    std::ranges::transform(report_kinds, choices.begin(), &ReportKind::choice);
    return choices;
}();
constexpr std::array ways_to_group{Choice{"day", "one row a day"}, Choice{"week", "one row a week"},
    Choice{"month", "one row a month"}, Choice{"year", "one row a year"},
    Choice{spell(Grouping::source), "supplements and food"}, Choice{spell(Grouping::what), "by dose, compound or food"},
    Choice{spell(Grouping::hour), "by hour of the day"}};
constexpr std::array all_nutrients{Choice{"all", "every nutrient"}};
constexpr auto report_choices = described(report_formats);
struct SpanName {
    std::string_view name;
    Span span;
};
constexpr std::array spans{SpanName{"day", Span::day}, SpanName{"week", Span::week}, SpanName{"month", Span::month},
    SpanName{"year", Span::year}};
constexpr ChoicesText formats_help{report_formats, " (default: text)"};
constexpr ChoicesText explain_requires{format_keys<&FormatInfo::has_no_page>()};
constexpr std::array groupings{Grouping::source, Grouping::what, Grouping::hour};

std::optional<Span> find_span(std::string_view name) {
    const auto found = std::ranges::find(spans, name, &SpanName::name);
    return found == spans.end() ? std::nullopt : std::optional{found->span};
}
std::optional<Grouping> find_grouping(std::string_view name) {
    const auto found = std::ranges::find(groupings, name, [](Grouping by) { return spell(by); });
    return found == groupings.end() ? std::nullopt : std::optional{*found};
}

/// The entries and table rows behind a row's numbers.
class Explanation {
public:
    Explanation(const Store& store, const Profile& profile) : store_{store}, profile_{profile} {}

    [[nodiscard]] std::vector<std::string> made_of(const ReportRow& row) const {
        std::vector<std::string> lines;
        if (row.days_logged == 0) return lines;
        if (row.span != Span::day) {
            return {"mean of " + std::to_string(row.days_logged) +
                    (row.days_logged == 1 ? " logged day" : " logged days") + "; for each day see --by day"};
        }
        for (const CompleteDay& complete : store_.complete_days(row.range)) {
            lines.push_back(
                std::string{complete.source == Source::food ? "food" : "supplements"} + ": declared complete");
        }
        store_.for_each_intake(row.range, [&](const Intake& intake) {
            for (const Content& content : intake.contents) {
                if (content.nutrient != row.nutrient || content.amount == Mass{}) continue;
                lines.push_back(explain_content(intake, content, tables::find_compound(content.compound)));
            }
        });
        const auto usual = profile_.usual_diet.of(row.nutrient);
        if (row.diet == Diet::usual && row.food->sum == Mass{}) {
            lines.push_back(spell(*usual, row.nutrient) + " usual diet from the profile: no food logged that day");
        } else if (row.diet == Diet::usual) {
            lines.push_back(spell(row.usual_diet->sum, row.nutrient) + " usual diet in addition to logged food, of " +
                            spell(*usual, row.nutrient) + " in the profile");
        }
        return lines;
    }

private:
    const Store& store_;
    const Profile& profile_;
};

Value source_of(const std::optional<Applied>& applied) { return applied ? Value{applied->source} : Value{}; }

Record summary_record(const ReportSummary& summary) {
    const auto& unit = info(summary.nutrient);
    return {{"nutrient", unit.key}, {"days", summary.days}, {"days_logged", summary.days_logged},
        {"mean_total", summary.mean_total ? Value::fraction(summary.mean_total->sum.nanograms(),
                                                unit.unit_steps * summary.mean_total->days)
                                          : Value{}},
        {"days_met", summary.days_met}, {"days_over_upper", summary.days_over_upper},
        {"days_diet_unknown", summary.days_diet_unknown}, {"days_diet_partial", summary.days_diet_partial},
        {"days_at_least", summary.days_at_least}};
}

/// A report in words begins with the name of whose it is; pages have it in their titles.
Write under_name(const Context& context, Format format, Write write) {
    std::string head = name_above(context.terminal(), format, context.profile().name);
    if (head.empty()) return write;
    return [head = std::move(head), write = std::move(write), begun = std::make_shared<bool>(false)](
               std::string_view text) {
        if (!std::exchange(*begun, true)) write(head);
        write(text);
    };
}

}  // namespace

void Report::options(Options& options) {
    options.group("What", {"--nutrient", "--by", "--reference", "--on", "--explain"});
    options.group("Symptoms", {"--name", "--at-least", "--with", "--after", "--from", "--evening", "--since"});
    options.operands("[intake|adequacy|adherence|entries|reference|symptoms|labs] [NAME] [PERIOD]", words_, kinds)
        .offer({Offer::period}, each_place)
        .value("--nutrient", nutrient_, "NUTRIENT",
            "Nutrients or ingredients, separated by commas; all, supplements, minerals, vitamins or published "
            "(default: magnesium)")
        .words(all_nutrients)
        .value("--by", by_, "WHAT", "Group by day (default), week, month, year, source, what (each product) or hour")
        .words(ways_to_group)
        .value("--reference", reference_, "AUTHORITY",
            "Reference authority (default: the profile's); 'report reference' also accepts all")
        .value("--on", on_, "DAY", "Date for 'report reference' (default: today)")
        .value("--format", format_, "FORMAT", formats_help)
        .words(report_choices)
        .value("--output", output_, "FILE", "Write to FILE; format from its extension")
        .flag("--open", open_, "Open the file of --output with xdg-open")
        .flag("--explain", explain_, "Show how each number was calculated, from entries, formulas and tables");
    symptom_options(options, symptoms_);
    options.value("--unit", unit_, "UNIT", "Convert the value of 'report labs NAME', such as nmol/L");
    options.examples(
        "  epsom report\n"
        "  epsom report 2026-10 --by week\n"
        "  epsom report last-month --format csv | mlr --icsv --opprint head\n"
        "  epsom report --by what 4w\n"
        "  epsom report entries today\n"
        "  epsom report adequacy 30d --nutrient magnesium,folate\n"
        "  epsom report adherence month\n"
        "  epsom report reference --reference all\n"
        "  epsom report symptoms 8w --at-least 200mg\n"
        "  epsom report labs ferritin --unit mcg/L\n"
        "  epsom report 90d --output visit.html\n");
}

ExitCode Report::run(Context& context) {
    if (open_ && output_.value_or("-") == "-") {
        const std::string with_file = context.retyped("--open", {"--output", "report.html", "--open"});
        return context.refuse({"--open requires --output FILE", output_ ? "leave out --open" : with_file});
    }
    const ReportKind* kind = &report_kinds.front();
    std::vector<std::string> rest = words_;
    if (!rest.empty()) {
        const auto named = std::ranges::find_if(
            report_kinds, [word = lower(rest.front())](const ReportKind& one) { return one.is(word); });
        if (named != report_kinds.end()) {
            kind = &*named;
            rest.erase(rest.begin());
        }
    }
    const std::string its_name = "'report " + std::string{kind->choice.word} + "'";
    const auto chosen = chosen_format(
        context, {.format = format_,
                     .file = output_,
                     .usual = "text",
                     .known = report_formats,
                     .is_page = kind->is("symptoms") || (kind->is("intake") && !(by_ && find_grouping(*by_)))});
    if (!chosen) return context.refuse(chosen.error());
    const auto parsed = parse_format(*chosen);
    if (!parsed) return context.refuse(parsed.error());
    if (symptoms_.from && parse_day(*symptoms_.from, context.clock().today())) {
        return context.refuse({"--from takes a rating, not a day",
            "epsom report " + (kind->is("intake") ? "" : std::string{kind->choice.word} + " ") +
                printable(*symptoms_.from) + ".."});
    }
    const Format format = *parsed;
    Store store = context.open(Store::Access::read);
    std::optional<std::string> asked = nutrient_;
    std::optional<Error> unknown_nutrient;
    if (kind->is("reference") && !rest.empty()) {
        // "vitamin d", "zinc iron", "zinc,iron"
        const Authority& usual = authority_of(context.profile());
        const Day today = context.clock().today();
        const auto one = read_nutrients(joined(rest), store, usual, {today, today});
        const std::string listed = joined(rest, ",");
        if (one || read_nutrients(listed, store, usual, {today, today})) {
            if (nutrient_) return context.refuse({"nutrients are given twice", "leave out --nutrient"});
            asked = one ? joined(rest) : listed;
            rest.clear();
        } else {
            unknown_nutrient = one.error();
        }
    }
    std::string lab;
    if (kind->is("labs")) {
        auto labs_asked = read_labs_words(rest, context, store);
        if (!labs_asked) return context.refuse(labs_asked.error());
        lab = std::move(labs_asked->name);
        rest = std::move(labs_asked->period);
    }
    const auto range = read_range(rest.empty() ? std::string{kind->period} : joined(rest), context, store);
    if (!range) {
        if (unknown_nutrient) return context.refuse(*unknown_nutrient);
        Error error = range.error();
        const std::string meant = did_you_mean(rest.front(), choices_of(kinds, &Choice::word));
        if (rest.size() == 1 && words_.size() == 1 && !meant.empty()) error.hint = meant;
        const auto retype = [&](const std::string& word, std::string_view option) {
            if (const auto line = context.retyped(word, {std::string{option}, word}); !line.empty()) error.hint = line;
        };
        for (const auto& word : rest) {
            if (find_nutrient(word)) retype(word, "--nutrient");
            else if (tables::find_authority(word) != nullptr) retype(word, "--reference");
            else if (find_grouping(word)) retype(word, "--by");
        }
        if (!rest.empty() && parse_format(rest.back())) retype(rest.back(), "--format");
        if (!rest.empty() && format_of_file(rest.back())) retype(rest.back(), "--output");
        return context.refuse(error);
    }
    if (on_ && !kind->is("reference")) {
        return context.refuse({"--on requires 'report reference'", "epsom report reference --on " + printable(*on_)});
    }
    if (!kind->is("symptoms") && symptoms_.any()) {
        return context.refuse({"--" + symptoms_.first() + " requires 'report symptoms'", "leave it out"});
    }
    if (unit_ && !kind->is("labs")) {
        return context.refuse({"--unit requires 'report labs'", "epsom report labs ferritin --unit mcg/L"});
    }
    const std::array shared{std::pair{"--by", by_ && !kind->by}, std::pair{"--explain", explain_ && !kind->explain},
        std::pair{"--reference", reference_ && !kind->reference},
        std::pair{"--nutrient", nutrient_ && !kind->nutrient}};
    for (const auto& [option, refused] : shared) {
        if (refused) return context.refuse({std::string{option} + " cannot be used with " + its_name, "leave it out"});
    }
    const bool grouped = by_ && find_grouping(*by_);
    if (reference_ && grouped) {
        return context.refuse({"--reference cannot be used with --by " + *by_, "leave one of them out"});
    }

    const bool has_page = (kind->is("intake") && !grouped) || (kind->is("symptoms") && format == Format::html);
    if (!info(format).of_records() && !has_page) {
        if (kind->is("symptoms")) {
            return context.refuse({in_quotes(info(format).key) + " is not available for " + its_name,
                "use html, or text, csv, tsv, json, ndjson, md"});
        }
        return context.refuse(no_such_page(format, grouped ? "'report --by " + *by_ + "'" : its_name));
    }
    if (explain_ && info(format).page != nullptr && kind->is("intake") && !grouped) {
        return context.refuse({"--explain requires " + std::string{explain_requires},
            "leave it out: " + std::string{info(format).key} + " already names the source of each value"});
    }
    if (explain_ && format != Format::text && (!kind->is("intake") || grouped)) {
        return context.refuse({"--explain requires --format text in this report", "leave out --format or --explain"});
    }
    Output output{context, output_, format};
    const Write write = under_name(context, format, output.write());
    ExitCode code = ExitCode::ok;
    if (kind->is("symptoms")) {
        code = report_symptoms(context, store, symptoms_, nutrient_.value_or("magnesium"), *range, format, write);
    } else if (kind->is("entries")) {
        write_entries(store, *range, format, context.terminal(), context.clock().now, context.clock().zone, write);
        if (explain_) write(explain_entries(context.terminal(), store, *range, {}));
    } else if (kind->is("labs")) {
        code = report_labs(context, store, lab, unit_, *range, format, write);
    } else if (kind->is("adequacy")) {
        const auto authority = authority_asked(context.profile());
        if (!authority) return context.refuse(authority.error());
        const auto wanted = read_nutrients(nutrient_.value_or("magnesium"), store, **authority, *range);
        if (!wanted) return context.refuse(wanted.error());
        code = report_adequacy(context, store, **authority, *range, *wanted, explain_, format, write);
    } else if (kind->is("adherence")) {
        report_adherence(context, store, *range, explain_, format, write);
    } else if (kind->is("reference")) {
        if (!rest.empty()) {
            const bool is_day = rest.size() == 1 && parse_day(rest.front(), context.clock().today());
            const std::vector<std::string> on{"--on", rest.front()};
            return context.refuse({"'report reference' takes no period",
                is_day ? context.retyped(rest.front(), on) : "choose one day with --on"});
        }
        code = report_reference(context, store, {asked, reference_, on_, explain_}, format, write);
    } else if (grouped) {
        const auto wanted =
            read_nutrients(nutrient_.value_or("magnesium"), store, authority_of(context.profile()), *range);
        if (!wanted) return context.refuse(wanted.error());
        report_breakdown(context, store, {*range, *wanted, *find_grouping(*by_), explain_}, format, write);
    } else {
        code = intake(context, store, *range, format, write);
    }
    if (code != ExitCode::ok) return code;
    output.finish();
    if (!open_) return code;
    context.flush();
    if (const auto trouble = open_file(*output_))
        throw MachineError{"cannot open " + path_in_quotes(*output_) + ": " + *trouble, "the file was written"};
    return code;
}

Result<const Authority*> Report::authority_asked(const Profile& profile) const {
    return reference_ ? find_authority(*reference_) : Result<const Authority*>{&authority_of(profile)};
}

ExitCode Report::intake(Context& context, Store& store, DayRange range, Format format, const Write& write) const {
    const auto span = find_span(by_.value_or("day"));
    if (!span) {
        constexpr std::array<std::string_view, 7> known{"day", "week", "month", "year", "source", "what", "hour"};
        return context.refuse(unknown("grouping", *by_, known));
    }
    const Profile& profile = context.profile();
    const auto asked_authority = authority_asked(profile);
    if (!asked_authority) return context.refuse(asked_authority.error());
    const Authority* authority = *asked_authority;
    const auto wanted = read_nutrients(
        nutrient_.value_or(format == Format::html ? "magnesium,supplements" : "magnesium"), store, *authority, range);
    if (!wanted) return context.refuse(wanted.error());
    if (info(format).page != nullptr) {
        VisitAsked asked{range, *span, *wanted, authority};
        if (format != Format::md && !by_) asked.span = span_of_page(range);
        return report_page(context, store, profile, asked, format, write);
    }
    const Explanation explanation{store, profile};
    IntakeQuery query{store, profile, *authority, range, *wanted, context.clock().today(), {}};
    query.summarised = [&](std::span<const ReportSummary> summaries) {
        say_that_food_is_partial(context, store, summaries);
    };
    if (format == Format::text) {
        const auto lines = [&](const ReportRow& row) { return explanation.made_of(row); };
        write(text_page(context.terminal(), query, by_ ? span : std::nullopt, explain_ ? Explain{lines} : Explain{},
            output_ && *output_ != "-" ? "" : context.retyped_with("--explain")));
        return ExitCode::ok;
    }

    const auto writer = record_writer(format, write);
    std::vector<std::string_view> columns{intake_report_columns().begin(), intake_report_columns().end()};
    // Epsom 0.1.0 had the explanations last: what was added since then is after them.
    const auto explained_at = std::ranges::find(columns, "cdrr") - columns.begin();
    if (explain_)
        columns.insert(columns.begin() + explained_at, explanation_columns().begin(), explanation_columns().end());
    writer->begin(
        {{"schema", "epsom/report-intake/1"}, {"generated_at", spell_moment(context.clock().moment())},
            {"from", spell_day(range.from)}, {"to", spell_day(range.to)}, {"by", by_.value_or("day")},
            {"reference", authority->key}, {"profile.name", profile.name.empty() ? Value{} : Value{profile.name}},
            {"profile.born", profile.person.born ? Value{spell_day(*profile.person.born)} : Value{}},
            {"profile.sex", profile.person.sex ? Value{spell(*profile.person.sex)} : Value{}}},
        columns);
    Record record;
    const auto summaries = query.run({*span}, [&](const ReportRow& row) {
        const IntakeFields fields = intake_fields(row, spell_span(row.range.from, row.span));
        if (!explain_) return writer->row(fields);
        record.assign(fields.begin(), fields.end());
        std::string made_of;
        for (const auto& line : explanation.made_of(row)) made_of += (made_of.empty() ? "" : "; ") + line;
        record.insert(
            record.begin() + explained_at, {{"target_source", source_of(row.references.target)},
                                               {"requirement_source", source_of(row.references.requirement)},
                                               {"upper_source", source_of(row.references.upper)},
                                               {"made_of", made_of.empty() ? Value{} : Value{std::move(made_of)}}});
        writer->row(record);
    });
    std::vector<Record> all;
    for (const auto& summary : summaries) all.push_back(summary_record(summary));
    Record tail;
    constexpr std::array<std::string_view, 9> keys{"summary.nutrient", "summary.days", "summary.days_logged",
        "summary.mean_total", "summary.days_met", "summary.days_over_upper", "summary.days_diet_unknown",
        "summary.days_diet_partial", "summary.days_at_least"};
    for (std::size_t i = 0; i < keys.size(); ++i) tail.push_back({keys[i], all.front()[i].value});
    if (all.size() > 1) tail.push_back({"summaries", all});
    writer->end(tail);
    return ExitCode::ok;
}

}  // namespace epsom
