#include "check.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <iterator>
#include <set>

#include "checks.hpp"
#include "epsom/machine_error.hpp"
#include "epsom/render/fields.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/choice.hpp"
#include "session/typed_line.hpp"
#include "system/notify.hpp"

namespace epsom {

/// What earlier checks reported of the findings of this one.
struct Reported {
    std::set<std::string> before;      // keys of findings that are still there
    std::vector<std::string> cleared;  // keys of those that ended
};

namespace {

constexpr std::array<std::string_view, 4> check_formats{"text", "json", "ndjson", "short"};
constexpr auto check_format_choices = described(check_formats);

constexpr minutes most_lead{366 * 24 * 60};

/// Keeps the findings that were not reported yet, or not since `again` ago. A finding that is gone is forgotten, so
/// that it is new when it returns. Findings count as reported after `say`: where it throws or returns false, the next
/// check reports them again.
void only_new(CheckView& view, std::vector<Finding>& findings, Reported& reported, std::optional<minutes> again,
    const std::function<bool()>& say) {
    const Instant now = view.clock().now;
    view.store().announce([&](Store::Announced before) {
        Store::Announced after;
        for (const auto& [key, at] : before) {
            const std::optional<CheckKind> kind = kind_of_key(key);
            const bool checked = kind && view.options().asks(*kind);
            if (!checked) after.emplace(key, at);
            else if (std::ranges::find(findings, key, &Finding::key) == findings.end()) reported.cleared.push_back(key);
        }
        std::erase_if(findings, [&](const Finding& finding) {
            const auto said = before.find(finding.key);
            if (said == before.end()) return false;
            after[finding.key] = said->second;
            reported.before.insert(finding.key);
            // The distance counts, so that a clock that is set back makes nothing wait for long.
            return !again || std::chrono::abs(now - said->second) < *again;
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

std::string json_of(const std::vector<Record>& rows, const std::optional<std::vector<Record>>& cleared) {
    std::string out;
    Record document{{"schema", "epsom/check/1"}, {"findings", rows}};
    if (cleared) document.push_back({"cleared", *cleared});
    append_json(out, document);
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
        const bool of_slot = finding.code.kind == CheckKind::due || finding.code.kind == CheckKind::missed;
        line.append(dot).append(finding.code.word).append(": ").append(printable(finding.subject));
        if (finding.since.size() > 16 && of_slot) line += " " + finding.since.substr(11, 5);
    }
    return line + "\n";
}

std::filesystem::path whole_path(const std::filesystem::path& file) {
    std::error_code ignored;
    return std::filesystem::weakly_canonical(std::filesystem::absolute(file, ignored), ignored);
}

/// The same file twice, whatever it is called.
std::optional<Error> same_file_twice(const std::vector<std::string>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            std::error_code ignored;
            if (std::filesystem::equivalent(files[i], files[j], ignored) ||
                whole_path(files[i]) == whole_path(files[j]))
                return Error{
                    "--db names the same file twice: " + path_in_quotes(files[j]) + " and " + path_in_quotes(files[i]),
                    "keep one --db"};
        }
    }
    return std::nullopt;
}

}  // namespace

/// One of the data files, and what was found in it.
struct CheckedFile {
    CheckedFile(Context& its_context, CheckOptions options, std::string typed = {})
        : context{its_context}, view{its_context, std::move(options)}, file{std::move(typed)} {}
    Context& context;
    CheckView view;
    std::string file;   // as it was typed; empty where one alone is checked
    std::string label;  // who a finding is about: "Anna"
    std::vector<Finding> found;
    std::optional<Reported> reported = {};  // with --once
    bool damaged = false;                   // then it is not read further, and nothing is written to it
    std::optional<MachineError> trouble;    // it could not be read

    void look();
    [[nodiscard]] bool is_one_of_several() const { return !file.empty(); }
    [[nodiscard]] bool readable() const { return !damaged && !trouble; }
    [[nodiscard]] std::string before() const { return label.empty() ? "" : printable(label) + ": "; }
    [[nodiscard]] Record record(const Finding& finding) const;
    /// What ended, by what it was reported with.
    [[nodiscard]] std::vector<Record> cleared() const;

private:
    void add_whose(Record& record) const;
};

void CheckedFile::look() {
    const auto find = [&](bool damage) {
        for (const CheckInfo& check : checks()) {
            if (view.options().asks(check.id) && (check.id == CheckKind::database) == damage)
                std::ranges::move(check.find(view), std::back_inserter(found));
        }
    };
    find(true);
    damaged = !found.empty();  // reported every time
    if (damaged) return;
    view.store();  // fails where the file that was named is missing, whatever is checked
    find(false);
    sort_worst_first(found);
}

void CheckedFile::add_whose(Record& record) const {
    if (!is_one_of_several()) return;
    const std::string& name = context.profile().name;
    record.push_back({"person", name.empty() ? Value{} : Value{name}});
    record.push_back({"file", file});
}

Record CheckedFile::record(const Finding& finding) const {
    Record record = finding_record(finding);
    add_whose(record);
    if (reported) record.push_back({"state", reported->before.contains(finding.key) ? "again" : "new"});
    return record;
}

std::vector<Record> CheckedFile::cleared() const {
    std::vector<Record> records;
    if (!reported) return records;
    for (const std::string& key : reported->cleared) {
        Record& record = records.emplace_back(
            Record{{"id", finding_id(key)}, {"code", key.substr(0, key.find(' '))}, {"state", "cleared"}});
        add_whose(record);
    }
    return records;
}

namespace {

/// Each by the name in its profile or of its file; those that would be called the same by their paths.
void put_labels(CheckedFiles& files) {
    if (files.size() == 1) return;
    std::vector<std::string> names;
    for (const CheckedFile& one : files) {
        const std::string& person = one.context.profile().name;
        names.push_back(person.empty() ? std::filesystem::path{one.file}.stem().string() : person);
    }
    for (std::size_t i = 0; i < files.size(); ++i)
        files[i].label = std::ranges::count(names, names[i]) > 1 ? files[i].file : names[i];
}

/// Runs `say` once, with what each of `files` remembers of earlier checks taken into account: see only_new(). Files
/// wait for each other in one order, whatever the order in which they were typed.
bool say_what_is_new(
    std::span<CheckedFile* const> files, std::optional<minutes> again, const std::function<bool()>& say) {
    if (files.empty()) return say();
    CheckedFile& first = *files.front();
    bool told = false, said = false;
    const auto rest = [&] {
        told = true;
        return said = say_what_is_new(files.subspan(1), again, say);
    };
    try {
        only_new(first.view, first.found, first.reported.emplace(), again, rest);
    } catch (const MachineError& error) {
        if (told || !first.is_one_of_several()) throw;
        first.trouble = error;
        first.reported.reset();
        return say_what_is_new(files.subspan(1), again, say);
    }
    return said;
}

}  // namespace

void Check::options(Options& options) {
    options.group("When", {"--lead", "--by", "--from", "--once", "--cleared"});
    options.several_files(files_);
    options.operands(checks_synopsis(), kinds_, check_choices(), true)
        .bare_value("--once", once_, "DURATION", "Report each finding once, or again after DURATION")
        .flag("--cleared", cleared_, "With --once, in json and ndjson: also list results that ended")
        .value("--lead", lead_, "DURATION",
            "Include doses due within DURATION; for stock, how far ahead to look (default: as in --low, or 7d)")
        .value("--by", by_, "TIME", "For symptom: report a missing score after TIME (default: 10:00)")
        .value("--from", from_, "TIME", "For open-day: report an open day after TIME (default: 20:00)")
        .flag("--explain", explain_, "Add times, rules and sources to spacing results")
        .flag("--notify", notify_, "Also show the results on the desktop, with notify-send")
        .value("--format", format_, "FORMAT", "text, json, ndjson, or short: one line for a prompt (default: text)")
        .words(check_format_choices)
        .examples(
            "  epsom check\n  epsom check due --once --lead 10m --notify\n"
            "  epsom check stock --lead 14d\n  epsom check --format short\n"
            "  epsom check --db anna.db --db ben.db\n");
}

Result<std::vector<CheckKind>> Check::kinds() const {
    std::vector<CheckKind> kinds;
    for (const auto& typed : kinds_) {
        const std::string word = lower(typed);
        const auto found = std::ranges::find(checks(), word, &CheckInfo::key);
        if (word == "all") {
            for (const CheckInfo& check : checks()) kinds.push_back(check.id);
        } else if (found == checks().end()) {
            auto names = choices_of(checks(), &CheckInfo::key);
            names.emplace_back("all");
            const std::string use_one = "use " + either(names);
            names.insert(names.begin(), {"all", "next"});
            return unknown("check", typed, names, use_one);
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
        for (const CheckInfo& check : checks()) {
            if (check.by_default) kinds.push_back(check.id);
        }
    }
    return kinds;
}

void Check::print(const Context& context, CheckedFiles& files) const {
    std::vector<Record> records;
    std::vector<Record> cleared;
    for (CheckedFile& one : files) {
        if (one.trouble) continue;
        if (cleared_) std::ranges::move(one.cleared(), std::back_inserter(cleared));
        if (format_ == "short") {
            std::optional<ReportRow> magnesium;
            if (one.readable()) magnesium = rows_of_today(one.view, std::array{Nutrient::magnesium}).front();
            context.print(one.before() + short_line(magnesium, one.found, context.terminal()));
            continue;
        }
        for (const Finding& finding : one.found) {
            if (format_ == "json") {
                records.push_back(one.record(finding));
            } else if (format_ == "ndjson") {
                std::string out;
                append_json(out, one.record(finding));
                context.print(out + "\n");
            } else if (!context.quiet()) {
                context.print(one.before() + printable(finding.subject) + ": " + printable(finding.message) + "\n");
            }
        }
    }
    if (format_ == "ndjson") {
        std::string out;
        for (const Record& record : cleared) {
            append_json(out, record);
            out += "\n";
        }
        context.print(out);
    } else if (!records.empty() || !cleared.empty()) {  // nothing to say, no output, in every format
        context.print(json_of(records, cleared_ ? std::optional{cleared} : std::nullopt));
    }
}

bool Check::say(const Context& context, CheckedFiles& files) const {
    print(context, files);
    context.flush();
    if (!notify_) return true;
    std::vector<Finding> all;
    for (const CheckedFile& one : files) {
        for (Finding finding : one.found) {
            if (one.trouble) continue;
            finding.subject = one.before() + finding.subject;
            all.push_back(std::move(finding));
        }
    }
    if (all.empty()) return true;
    const auto trouble = notify(all, [&](const char* name) { return context.environment(name); });
    if (trouble) context.warn(*trouble);
    return !trouble;
}

ExitCode Check::run(Context& context) {
    const auto wanted = kinds();
    if (!wanted) return context.refuse(wanted.error());
    if (std::ranges::find(check_formats, format_) == check_formats.end()) {
        return context.refuse({"check supports --format " + either(check_formats) + ", not " + in_quotes(format_),
            hint_for(format_, check_formats, "leave out --format")});
    }
    CheckOptions options{.kinds = *wanted, .explain = explain_};
    for (const CheckInfo& check : checks()) {
        const auto is_it = [&check](const std::string& typed) { return lower(typed) == check.key; };
        if (std::ranges::any_of(kinds_, is_it)) options.named.push_back(check.id);
    }
    if (lead_) {
        const auto read = parse_duration(*lead_);
        if (!read) return context.refuse(read.error());
        if (*read > most_lead)
            return context.refuse({"--lead " + in_quotes(*lead_) + " is more than a year", "use at most 366d"});
        if (!options.asks(CheckKind::due) && !options.asks(CheckKind::stock))
            return context.refuse({"--lead requires 'check due' or 'check stock'", line_for("due", "--lead", *lead_)});
        options.lead = *read;
        if (!options.asks(CheckKind::due)) options.stock_lead = *read;
    }
    if (by_) {
        if (!options.asks(CheckKind::symptom))
            return context.refuse({"--by requires 'check symptom'", line_for("symptom", "--by", *by_)});
        const auto read = parse_time_of_day(*by_);
        if (!read) return context.refuse(read.error());
        options.scored_by = *read;
    }
    if (from_) {
        if (!options.asks(CheckKind::open_day))
            return context.refuse({"--from requires 'check open-day'", line_for("open-day", "--from", *from_)});
        const auto read = parse_time_of_day(*from_);
        if (!read) return context.refuse(read.error());
        options.open_from = *read;
    }
    if (explain_ && !options.asks(CheckKind::spacing)) {
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
    if (cleared_ && !once_)
        return context.refuse({"--cleared requires --once", "epsom check --once --cleared --format ndjson"});
    if (cleared_ && format_ != "json" && format_ != "ndjson") {
        return context.refuse(
            {"--cleared requires --format json or ndjson", "epsom check --once --cleared --format ndjson"});
    }
    if (const auto error = same_file_twice(files_)) return context.refuse(*error);
    std::deque<Context> contexts;
    CheckedFiles files;
    if (files_.size() <= 1) files.emplace_back(context, std::move(options));
    for (const std::string& file : files_) {
        if (files_.size() > 1) files.emplace_back(contexts.emplace_back(context.with_file(file)), options, file);
    }
    for (CheckedFile& one : files) {
        try {
            one.look();
        } catch (const MachineError& error) {
            if (!one.is_one_of_several()) throw;
            one.trouble = error;
        }
    }
    put_labels(files);
    std::vector<CheckedFile*> remembering;
    for (CheckedFile& one : files) {
        if (once_ && one.readable()) remembering.push_back(&one);
    }
    std::ranges::sort(remembering, {}, [](const CheckedFile* one) { return whole_path(one->file); });
    say_what_is_new(remembering, again, [&] { return say(context, files); });
    bool found = false, failed = false;
    for (const CheckedFile& one : files) {
        found = found || (!one.trouble && !one.found.empty());
        failed = failed || one.trouble;
        if (!one.trouble) continue;
        context.error(one.before() + one.trouble->what());
        if (!one.trouble->hint().empty()) context.hint(one.trouble->hint());
    }
    return failed ? ExitCode::failure : found ? ExitCode::found : ExitCode::ok;
}

}  // namespace epsom
