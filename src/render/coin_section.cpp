#include "coin_section.hpp"

#include "drawing.hpp"
#include "epsom/render/fields.hpp"

namespace epsom {

using namespace drawing;

namespace {

/// `rls: calm by lot, 56 nights from 2026-11-30 to 2027-01-24 (seed 42)`.
std::string run_heading(const RunReport& report) {
    return formatted("{}: {} by lot, {} nights from {} to {} ({}seed {})", printable(report.outcome.name),
        printable(report.dose), report.run.nights(), spell_day(report.run.first), spell_day(report.run.last),
        report.run.coin.pairs ? "pairs, " : "", report.run.coin.seed);
}

/// What is compared: rated nights of each kind with their means.
std::string run_counts(const CoinResult& r) {
    const std::string nights =
        r.pairs
            ? formatted("{} of {} pairs have both nights rated", r.pairs_complete, r.nights / 2)
            : formatted("Of {} nights, {} with it and {} without are rated", r.nights, r.rated_with, r.rated_without);
    return formatted("{}. Mean with it by the draw {:.1f}, without {:.1f}.", nights, *r.mean_with, *r.mean_without);
}

Value run_number(const std::optional<double>& number) { return number ? Value::real(*number) : Value{}; }

}  // namespace

std::vector<symptoms_words::Section> coin_sections(std::span<const RunReport> runs) {
    std::vector<symptoms_words::Section> sections;
    for (const RunReport& report : runs) {
        auto& [heading, lines] = sections.emplace_back();
        heading = run_heading(report);
        if (report.result.status == CoinStatus::ok) lines.push_back(run_counts(report.result));
        for (auto& text : sentences(report.result, report.run, printable(report.dose), report.outcome.scale()))
            lines.push_back(std::move(text));
        lines.emplace_back("What a run can show: man epsom-chance");
    }
    return sections;
}

std::string run_paragraph(const RunReport& report) {
    std::string text = run_heading(report) + ".";
    if (report.result.status == CoinStatus::ok) text += " " + run_counts(report.result);
    for (const auto& sentence : sentences(report.result, report.run, report.dose, report.outcome.scale()))
        text += " " + sentence;
    return text;
}

std::vector<Record> coin_records(std::span<const RunReport> runs) {
    std::vector<Record> records;
    for (const RunReport& report : runs) {
        const CoinResult& r = report.result;
        const AsTaken taken = r.as_taken.value_or(AsTaken{});
        const bool tested = r.as_taken.has_value();
        std::vector<Value> texts;
        for (const auto& text : sentences(r, report.run, report.dose, report.outcome.scale())) texts.emplace_back(text);
        records.push_back({{"dose", report.dose}, {"name", report.outcome.name}, {"from", spell_day(report.run.first)},
            {"to", spell_day(report.run.last)}, {"seed", static_cast<std::int64_t>(report.run.coin.seed)},
            {"pairs", r.pairs}, {"nights", r.nights}, {"nights_with", r.nights_with}, {"past", r.past},
            {"rated_with", r.rated_with}, {"rated_without", r.rated_without}, {"pairs_complete", r.pairs_complete},
            {"pairs_left_out", r.pairs_left_out}, {"status", spell(r.status)}, {"mean_with", run_number(r.mean_with)},
            {"mean_without", run_number(r.mean_without)}, {"difference", run_number(r.difference)},
            {"interval", r.interval
                             ? Value{std::vector<Value>{Value::real(r.interval->low), Value::real(r.interval->high)}}
                             : Value{}},
            {"p", run_number(r.p)}, {"as_taken.with", tested ? Value{taken.with} : Value{}},
            {"as_taken.without", tested ? Value{taken.without} : Value{}},
            {"as_taken.mean_with", run_number(taken.mean_with)},
            {"as_taken.mean_without", run_number(taken.mean_without)},
            {"as_taken.difference", run_number(taken.difference)}, {"followed", r.followed}, {"known", r.known},
            {"verdict", r.verdict ? Value{spell(*r.verdict)} : Value{}}, {"text", texts}});
    }
    return records;
}

}  // namespace epsom
