#include "check.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <span>

#include "epsom/domain/nights/diary.hpp"
#include "epsom/render/record.hpp"
#include "epsom/store/store.hpp"
#include "epsom/text/text.hpp"
#include "session/doses.hpp"
#include "session/reference.hpp"
#include "session/spacing.hpp"
#include "session/typed_line.hpp"
#include "system/notify.hpp"

namespace epsom {
namespace {

constexpr minutes stock_lead{7 * 24 * 60};
constexpr minutes most_lead{366 * 24 * 60};
constexpr minutes usual_scoring{10 * 60};
constexpr minutes usual_evening{20 * 60};

bool asks(const std::vector<CheckKind>& kinds, CheckKind kind) { return std::ranges::find(kinds, kind) != kinds.end(); }

/// What is followed, and what may have a limit.
std::vector<Nutrient> judged(const Profile& profile, const Authority& authority) {
    std::vector<Nutrient> wanted = profile.followed();
    for (const auto& [nutrient, upper] : profile.upper) wanted.push_back(nutrient);
    for (const ReferenceValue& row : authority.rows) {
        if (role_of(row.kind) == Role::limit && row.nutrient != wanted.back()) wanted.push_back(row.nutrient);
    }
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    return wanted;
}

std::vector<ReportRow> rows_of_today(const Store& store, const Profile& profile, const Authority& authority, Day today,
    std::span<const Nutrient> wanted) {
    const DayLedgers ledgers = store.ledgers_on(today, wanted);
    std::vector<ReportRow> rows;
    rows.reserve(wanted.size());
    for (std::size_t i = 0; i < ledgers.size(); ++i)
        rows.push_back(report_day(profile, authority, wanted[i], ledgers[i], today));
    return rows;
}

/// What the domain finds for each kind; only the data that these kinds need is read.
std::vector<Finding> findings(const Store& store, const Profile& profile, const Clock& clock,
    const std::vector<CheckKind>& kinds, minutes lead, minutes stock_within, bool explain) {
    std::vector<Finding> all;
    const auto take = [&all](std::vector<Finding> some) { std::ranges::move(some, std::back_inserter(all)); };
    if (asks(kinds, CheckKind::due) || asks(kinds, CheckKind::missed) || asks(kinds, CheckKind::stock) ||
        asks(kinds, CheckKind::spacing)) {
        const std::vector<Dose> known = store.doses();
        std::vector<WatchedDose> doses;
        for (const Dose& dose : known) doses.push_back(watch(store, dose, clock.now));
        if (asks(kinds, CheckKind::due)) take(due_findings(doses, clock, lead));
        if (asks(kinds, CheckKind::missed)) take(missed_findings(doses, clock));
        if (asks(kinds, CheckKind::stock)) take(stock_findings(doses, clock, stock_within));
        if (asks(kinds, CheckKind::spacing)) {
            const SpacingView view{store, clock, known};
            auto waits = wait_findings(view, doses, clock, explain);
            const auto told_to_wait = [&](const Finding& due) {
                return due.code == "dose-due" && std::ranges::any_of(waits, [&](const Finding& wait) {
                    return wait.subject == due.subject && wait.since == due.since;
                });
            };
            std::erase_if(all, told_to_wait);
            take(spacing_findings(view, clock, explain));
            take(std::move(waits));
        }
    }
    if (asks(kinds, CheckKind::upper)) take(condition_findings(store, profile, clock.today()));
    if (asks(kinds, CheckKind::upper) || asks(kinds, CheckKind::target)) {
        const Authority& authority = authority_of(profile);
        const auto rows = rows_of_today(store, profile, authority, clock.today(), judged(profile, authority));
        if (asks(kinds, CheckKind::upper)) take(upper_findings(rows));
        if (asks(kinds, CheckKind::target)) {
            const auto followed = profile.followed();
            std::vector<ReportRow> compared;
            std::ranges::copy_if(rows, std::back_inserter(compared), [&followed](const ReportRow& row) {
                return std::ranges::find(followed, row.nutrient) != followed.end();
            });
            take(target_findings(compared));
            if (!profile.follow.empty()) take(no_target_findings(compared, authority.key));
        }
    }
    sort_worst_first(all);
    return all;
}

/// What is wrong with the data file, whatever its state.
std::vector<Finding> database_findings(const Context& context) {
    context.require_data_file();
    std::vector<Finding> all;
    const Store store = Store::open(context.data_file(), Store::Access::inspect);
    for (const std::string& warning : store.warnings()) context.warn(warning);
    for (const auto& fault : store.faults()) {
        all.push_back({"database", Severity::alert, "database", fault + "; " + std::string{damage_remedy},
            spell_day(context.clock().today()), "database " + fault});
    }
    return all;
}

/// Whether last night was scored by the time of `by`. Without a diary the kind has to be named.
std::vector<Finding> symptom_findings_of(const Store& store, const Clock& clock, minutes by, bool named) {
    const Day today = std::chrono::floor<std::chrono::days>(clock.moment().local());
    std::vector<Intake> diary;
    store.for_each_intake({today - std::chrono::days{28}, today}, [&](const Intake& intake) {
        if (intake.kind == Taken::symptom) diary.push_back(intake);
    });
    if (diary.empty() && !named) return {};
    return symptom_findings(diary, clock, by);
}

/// Whether today is still open. Where no day was declared complete, the kind has to be named.
std::vector<Finding> open_day_findings_of(
    const Store& store, const Profile& profile, const Clock& clock, minutes from, bool named) {
    const Day today = clock.today();
    if (!named && store.complete_days({today - std::chrono::days{28}, today}).empty()) return {};
    return open_day_findings(store.ledgers_on(today, std::array{Nutrient::magnesium})[0], profile, clock, from);
}

/// Whether a code belongs to one of `kinds`: a check of some kinds forgets nothing about the others.
bool belongs_to(std::string_view code, const std::vector<CheckKind>& kinds) {
    struct Code {
        std::string_view code;
        CheckKind kind;
    };
    constexpr std::array codes{Code{"dose-due", CheckKind::due}, Code{"dose-soon", CheckKind::due},
        Code{"dose-missed", CheckKind::missed}, Code{"over-upper", CheckKind::upper},
        Code{"upper-unknown", CheckKind::upper}, Code{"condition", CheckKind::upper},
        Code{"spacing", CheckKind::spacing}, Code{"stock-low", CheckKind::stock}, Code{"stock-out", CheckKind::stock},
        Code{"below-target", CheckKind::target}, Code{"no-target", CheckKind::target},
        Code{"database", CheckKind::database}, Code{"symptom-missing", CheckKind::symptom},
        Code{"day-open", CheckKind::open_day}};
    const auto found = std::ranges::find(codes, code, &Code::code);
    return found != codes.end() && asks(kinds, found->kind);
}

/// Keeps the findings that were not reported yet, or not since `again` ago. A finding that is gone is forgotten, so
/// that it is new when it returns. Findings count as reported after `say`: where it throws or returns false, the next
/// check reports them again.
void only_new(Store& store, std::vector<Finding>& findings, const std::vector<CheckKind>& kinds, Instant now,
    std::optional<minutes> again, const std::function<bool()>& say) {
    store.announce([&](Store::Announced before) {
        Store::Announced after;
        for (const auto& [key, at] : before) {
            if (!belongs_to(key.substr(0, key.find(' ')), kinds)) after.emplace(key, at);
        }
        std::erase_if(findings, [&](const Finding& finding) {
            const auto said = before.find(finding.key);
            if (said == before.end()) return false;
            after[finding.key] = said->second;
            return !again || std::chrono::abs(now - said->second) <
                                 *again;  // a clock that is set back makes nothing wait for long
        });
        if (say()) {
            for (const Finding& finding : findings) after[finding.key] = now;
        }
        return after;
    });
}

/// A line to type, with the kind that an option requires.
std::string line_for(std::string_view kind, std::string_view option, const std::string& value) {
    return typed_line(std::vector{std::string{"check"}, std::string{kind}, std::string{option}, value});
}

std::string json_of(const std::vector<Finding>& findings) {
    std::vector<Record> rows;
    for (const Finding& finding : findings) {
        rows.push_back({{"code", finding.code}, {"severity", spell(finding.severity)}, {"subject", finding.subject},
            {"message", finding.message}, {"since", finding.since}});
    }
    std::string out;
    append_json(out, {{"schema", "epsom/check/1"}, {"findings", rows}});
    return out + "\n";
}

/// `Mg 320/420 · due: calm 21:00`, for prompts and status lines.
std::string short_line(
    const std::optional<ReportRow>& row, const std::vector<Finding>& findings, const Terminal& terminal) {
    const auto whole = [](Mass mass) { return spell_decimal(mass.nanograms(), ng_per_mg, 0); };
    std::string line = "Mg ";
    if (row && row->total && row->at_least) line += terminal.charset == Charset::ascii ? ">=" : "≥";
    line += row && row->total ? whole(row->total->sum) : "-";
    if (row && row->references.target) line += "/" + whole(row->references.target->value);
    const std::string_view dot = terminal.charset == Charset::ascii ? " | " : " · ";
    for (const Finding& finding : findings) {
        const auto dash = finding.code.rfind('-');
        const std::string_view word =
            finding.code == "over-upper" ? "over" : finding.code.substr(dash == std::string_view::npos ? 0 : dash + 1);
        line += std::string{dot} + std::string{word} + ": " + printable(finding.subject);
        if (finding.since.size() > 16 && finding.code.starts_with("dose")) line += " " + finding.since.substr(11, 5);
    }
    return line + "\n";
}

}  // namespace

void Check::options(Options& options) {
    options.group("When", {"--lead", "--by", "--from", "--once"});
    options.operands("[due|missed|upper|spacing|stock|target|database|symptom|open-day|all]...", kinds_)
        .bare_value("--once", once_, "DURATION", "Report each finding once, or again after DURATION")
        .value("--lead", lead_, "DURATION",
            "Include doses due within DURATION; for stock, how far ahead to look (default: 7d)")
        .value("--by", by_, "TIME", "For symptom: report a missing score after TIME (default: 10:00)")
        .value("--from", from_, "TIME", "For open-day: report an open day after TIME (default: 20:00)")
        .flag("--explain", explain_, "Add times, rules and sources to spacing results")
        .flag("--notify", notify_, "Also show the results on the desktop, with notify-send")
        .value("--format", format_, "FORMAT", "text, json, ndjson, or short: one line for a prompt (default: text)")
        .examples(
            "  epsom check\n  epsom check due --once --lead 10m --notify\n"
            "  epsom check stock --lead 14d\n  epsom check --format short\n");
}

Result<std::vector<CheckKind>> Check::kinds() const {
    std::vector<CheckKind> kinds;
    for (const auto& typed : kinds_) {
        const std::string word = lower(typed);
        const auto found = std::ranges::find(check_kinds, word, &CheckKindInfo::key);
        if (word == "all") {
            for (const auto& kind : check_kinds) kinds.push_back(kind.id);
        } else if (found == check_kinds.end()) {
            std::vector<std::string_view> names{"all", "next"};
            for (const auto& kind : check_kinds) names.push_back(kind.key);
            const std::string near = did_you_mean(typed, names);
            return Error{"unknown check " + in_quotes(typed),
                near.empty() ? "use due, missed, upper, spacing, stock, target, database, symptom, open-day or all"
                             : near};
        } else {
            kinds.push_back(found->id);
        }
    }
    // A missing score is reported where there is a diary, or where the kind symptom is named, also after 'all'.
    std::vector<std::string> named;
    const bool all = std::ranges::any_of(kinds_, [](const std::string& typed) { return lower(typed) == "all"; });
    for (const auto& typed : kinds_) {
        const std::string word = lower(typed);
        const bool twice = std::ranges::find(named, word) != named.end();
        if (twice || (all && word != "all" && word != "symptom")) {
            const std::string message =
                twice ? in_quotes(word) + " appears twice" : "'all' already includes " + in_quotes(word);
            return Error{message, all ? "epsom check all" : "epsom check " + word};
        }
        named.push_back(word);
    }
    if (kinds_.empty()) {
        for (const auto& kind : check_kinds) {
            if (kind.by_default) kinds.push_back(kind.id);
        }
    }
    return kinds;
}

void Check::print(const Context& context, const Store* store, const std::vector<Finding>& found) const {
    if (format_ == "short") {
        std::optional<ReportRow> magnesium;
        if (store != nullptr)
            magnesium = rows_of_today(*store, context.profile(), authority_of(context.profile()),
                context.clock().today(), std::array{Nutrient::magnesium})
                            .front();
        context.print(short_line(magnesium, found, context.terminal()));
    } else if (format_ == "json") {
        if (!found.empty()) context.print(json_of(found));  // no findings, no output, in every format
    } else if (format_ == "ndjson") {
        for (const Finding& finding : found) {
            std::string out;
            append_json(out, {{"code", finding.code}, {"severity", spell(finding.severity)},
                                 {"subject", finding.subject}, {"message", finding.message}, {"since", finding.since}});
            context.print(out + "\n");
        }
    } else if (!context.quiet()) {
        for (const Finding& finding : found)
            context.print(printable(finding.subject) + ": " + printable(finding.message) + "\n");
    }
}

ExitCode Check::run(Context& context) {
    const auto wanted = kinds();
    if (!wanted) return context.refuse(wanted.error());
    if (format_ != "short" && format_ != "text" && format_ != "json" && format_ != "ndjson") {
        const std::string near =
            did_you_mean(format_, std::array<std::string_view, 4>{"text", "json", "ndjson", "short"});
        return context.refuse({"check supports --format text, json, ndjson or short, not " + in_quotes(format_),
            near.empty() ? "leave out --format" : near});
    }
    minutes lead{0};
    minutes stock_within = stock_lead;
    if (lead_) {
        const auto read = parse_duration(*lead_);
        if (!read) return context.refuse(read.error());
        if (*read > most_lead)
            return context.refuse({"--lead " + in_quotes(*lead_) + " is more than a year", "use at most 366d"});
        const bool due = asks(*wanted, CheckKind::due);
        const bool stock = asks(*wanted, CheckKind::stock);
        if (!due && !stock)
            return context.refuse({"--lead requires 'check due' or 'check stock'", line_for("due", "--lead", *lead_)});
        lead = *read;
        if (!due) stock_within = *read;
    }
    minutes by = usual_scoring;
    if (by_) {
        if (!asks(*wanted, CheckKind::symptom))
            return context.refuse({"--by requires 'check symptom'", line_for("symptom", "--by", *by_)});
        const auto read = parse_time_of_day(*by_);
        if (!read) return context.refuse(read.error());
        by = *read;
    }
    minutes evening = usual_evening;
    if (from_) {
        if (!asks(*wanted, CheckKind::open_day))
            return context.refuse({"--from requires 'check open-day'", line_for("open-day", "--from", *from_)});
        const auto read = parse_time_of_day(*from_);
        if (!read) return context.refuse(read.error());
        evening = *read;
    }
    if (explain_ && !asks(*wanted, CheckKind::spacing)) {
        return context.refuse({"--explain requires the kind spacing", "epsom check spacing --explain"});
    }
    std::optional<minutes> again;
    if (once_ && !once_->empty()) {
        const auto read = parse_duration(*once_);
        if (!read) return context.refuse(read.error());
        again = *read;
    }
    if (once_ && std::ranges::all_of(*wanted, [](CheckKind kind) { return kind == CheckKind::database; })) {
        return context.refuse(
            {"--once does not apply to 'check database': damage is always reported", "epsom check database"});
    }
    const auto say = [&](const Store* store, const std::vector<Finding>& found) {
        print(context, store, found);
        context.flush();
        if (!notify_ || found.empty()) return true;
        const auto trouble = notify(found, [&](const char* name) { return context.environment(name); });
        if (trouble) context.warn(*trouble);
        return !trouble;
    };
    if (asks(*wanted, CheckKind::database)) {
        // A damaged file is not read further, and nothing is written to it: its damage is reported every time.
        if (const auto damage = database_findings(context); !damage.empty()) {
            say(nullptr, damage);
            return ExitCode::found;
        }
    }
    Store store = context.open(Store::Access::read);
    const Profile& profile = context.profile();
    auto found = findings(store, profile, context.clock(), *wanted, lead, stock_within, explain_);
    const auto named = [this](std::string_view kind) {
        return std::ranges::any_of(kinds_, [kind](const std::string& typed) { return lower(typed) == kind; });
    };
    if (asks(*wanted, CheckKind::symptom))
        std::ranges::move(symptom_findings_of(store, context.clock(), by, named("symptom")), std::back_inserter(found));
    if (asks(*wanted, CheckKind::open_day))
        std::ranges::move(open_day_findings_of(store, profile, context.clock(), evening, named("open-day")),
            std::back_inserter(found));
    sort_worst_first(found);
    const auto answer = [&] { return say(&store, found); };
    if (once_) only_new(store, found, *wanted, context.clock().now, again, answer);
    else answer();
    return found.empty() ? ExitCode::ok : ExitCode::found;
}

}  // namespace epsom
