#include "import.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <list>

#include "epsom/exchange/exchange.hpp"
#include "epsom/render/format.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "import_input.hpp"
#include "session/output.hpp"

namespace epsom {
namespace {

Choices importer_choices() {
    static const std::vector<Choice> choices = [] {
        std::vector<Choice> all;
        for (const auto& importer : exchange::importers()) all.push_back({importer.key, importer.about});
        return all;
    }();
    return choices;
}

using exchange::Refusal;

constexpr std::array<std::string_view, 4> refusal_columns{"line", "column", "reason", "file"};

Record refusal_record(const Refusal& refusal) {
    return {{"line", static_cast<std::int64_t>(refusal.line)}, {"column", static_cast<std::int64_t>(refusal.column)},
        {"reason", refusal.reason}, {"file", refusal.file.empty() ? Value{} : Value{refusal.file}}};
}

std::string place_of(const Refusal& refusal) {
    std::string place = printable(refusal.file);
    if (refusal.line > 0) place += (place.empty() ? "" : " ") + ("line " + std::to_string(refusal.line));
    if (refusal.column > 0) place += ", column " + std::to_string(refusal.column);
    return place.empty() ? "" : place + ": ";
}

/// All refusals as csv, with the columns of the json answer.
void write_refused(const Context& context, const std::string& name, const Tally& tally) {
    Output output{context, name, Format::csv};
    const auto writer = record_writer(Format::csv, output.write());
    writer->begin({}, refusal_columns);
    for (const Refusal& refusal : tally.refusals) writer->row(refusal_record(refusal));
    writer->end({});
    output.finish();
}

void answer_json(const Context& context, const Tally& tally, bool written) {
    std::vector<Record> refusals, notes;
    for (const Refusal& refusal : tally.refusals) refusals.push_back(refusal_record(refusal));
    for (const auto& note : tally.notes) notes.push_back({{"note", note}});
    const auto number = [](std::size_t n) { return Value{static_cast<std::int64_t>(n)}; };
    std::string out;
    append_json(
        out, {{"schema", "epsom/import/1"}, {"from", tally.what}, {"written", written}, {"added", number(tally.added)},
                 {"updated", number(tally.updated)}, {"removed", number(tally.removed)}, {"known", number(tally.known)},
                 {"left_out", number(tally.left_out)}, {"refused", number(tally.refusals.size())},
                 {"refusals", refusals}, {"notes", notes}});
    context.print(out + "\n");
}

}  // namespace

void Import::options(Options& options) {
    options.group("What", {"--from", "--supplements", "--skip-invalid", "--refused"});
    options.operands("FILE...|-", files_)
        .offer({Offer::file}, each_place)
        .value("--from", from_, "FORMAT",
            "epsom, csv, cronometer, apple-health, medtimer, loop-habit, health-connect, health-auto-export, dsld or "
            "usda-fdc (default: detected)")
        .words(importer_choices())
        .flag("--dry-run", dry_run_, "Show what would be imported; write nothing")
        .flag("--skip-invalid", skip_invalid_, "Import valid rows and list the rest (default: all or nothing)")
        .value("--refused", refused_, "FILE", "Write every refused row with its reason to FILE (csv)")
        .offer({Offer::file})
        .values("--supplements", supplements_, "GROUP|NAME",
            "Group or name of rows that are supplements, not food (repeatable)")
        .value("--format", format_, "FORMAT", "text or json (default: text)")
        .words(text_or_json_choices)
        .examples(
            "  epsom import servings.csv --dry-run\n"
            "  epsom import export.zip\n"
            "  ssh laptop epsom export | epsom import -\n");
}

std::optional<Error> Import::flaw() const {
    if (files_.empty()) return Error{"missing FILE", "pass a file name, or - for standard input"};
    for (auto file = files_.begin(); file != files_.end(); ++file) {
        if (std::find(files_.begin(), file, *file) != file)
            return Error{path_in_quotes(*file) + " is given twice", "leave one of them out"};
    }
    if (format_ != "text" && format_ != "json") {
        return Error{"import supports --format text or json, not " + in_quotes(format_),
            hint_for(format_, std::array<std::string_view, 2>{"text", "json"})};
    }
    if (refused_ && (refused_->empty() || *refused_ == "-"))
        return Error{"--refused needs the name of a file", "use --refused refused.csv"};
    if (refused_ && std::ranges::find(files_, *refused_) != files_.end())
        return Error{
            path_in_quotes(*refused_) + " is to be imported and would be overwritten", "use --refused refused.csv"};
    if (!from_) return std::nullopt;
    const auto known = exchange::find_importer(*from_);
    return known ? std::nullopt : std::optional{known.error()};
}

ExitCode Import::run(Context& context) {
    if (const auto error = flaw()) return context.refuse(*error);
    const auto open = [&] {
        std::error_code ignored;
        return dry_run_ && !std::filesystem::exists(context.data_file(), ignored) ? Store::in_memory()
                                                                                  : context.open(Store::Access::write);
    };
    open();  // reports an unwritable data file before much is read; closed again, so that others need not wait
    Tally tally;
    bool written = false;
    // A run without any row that is right fails, whatever may be skipped.
    const auto fails = [&] {
        return !tally.refusals.empty() && (!skip_invalid_ || tally.unusable || tally.total() == 0);
    };
    const auto refuse = [&](const Error& error) {
        context.refuse(files_.size() > 1 ? Error{printable(tally.file) + ": " + error.message, error.hint} : error);
        return from_ ? ExitCode::usage : ExitCode::failure;
    };
    try {
        std::list<Input> inputs;
        for (const std::string& file : files_) {
            tally.file = files_.size() > 1 ? file : "";
            const CatchInterrupt catching{stop_now};
            Input& input = inputs.emplace_back(context, file);
            if (const auto error = input.recognise(from_)) return refuse(*error);
            input.read_to_end(context, context.data_file().parent_path());
        }
        const CatchInterrupt catching{stop_soon};
        Store store = open();
        Change change{store, context.clock().now, Change::Kind::imported};
        {
            Progress progress{context};
            Intaker intaker{context, store, change, tally, progress, supplements_};
            for (std::size_t i = 0; Input & input : inputs) {
                tally.file = files_.size() > 1 ? files_[i] : "";
                ++i;
                if (const auto error = input.read(intaker, change, tally, progress)) return refuse(*error);
                tally.name_format(input.format());
                if (!supplements_.empty() && !input.tells_supplements()) {
                    return context.refuse(
                        {"--supplements cannot be used with " + std::string{input.format()} + " files",
                            "leave out --supplements"});
                }
            }
            intaker.finish();
            if (!tally.unmatched.empty() && tally.refusals.empty()) {
                return context.refuse({"--supplements " + in_quotes(tally.unmatched.front()) + " matches no row",
                    "leave it out, or spell it as in the file"});
            }
        }
        if (!dry_run_ && !fails()) {
            change.commit("import " + tally.what + ": " + std::to_string(tally.taken()) +
                          (tally.taken() == 1 ? " record" : " records"));
            written = true;
        }
    } catch (const Interrupted&) {
        context.warn("interrupted; nothing was imported");
        std::raise(interrupted_by());
        return ExitCode::failure;
    }

    const bool failed = fails();
    if (format_ == "json") answer_json(context, tally, written);
    if (refused_) write_refused(context, *refused_, tally);
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < tally.refusals.size() && i < most; ++i) {
        const std::string text = place_of(tally.refusals[i]) + tally.refusals[i].reason;
        if (failed) context.error(text);
        else context.warn(text);
    }
    if (tally.refusals.size() > most) {
        context.warn("and " + std::to_string(tally.refusals.size() - most) + " more" +
                     (refused_ ? "" : "; --refused FILE lists all of them"));
    }
    if (failed) {
        const bool some_are_valid = !skip_invalid_ && !tally.unusable && tally.taken() > 0;
        context.hint(some_are_valid ? "nothing imported; fix the file, or import the valid rows with --skip-invalid"
                                    : "nothing imported; fix the file");
        return ExitCode::failure;
    }
    for (const auto& note : tally.notes) context.warn(note);
    if (!context.quiet() && format_ == "text") {
        const auto part = [](std::size_t count, std::string_view word) {
            return spell_grouped(static_cast<std::int64_t>(count), 1, 0) + " " + std::string{word};
        };
        std::string out = (dry_run_ ? "Would import " : "Imported ") + tally.what + ": " + part(tally.added, "added") +
                          ", " + part(tally.updated, "updated") + ", " + part(tally.known, "unchanged");
        if (tally.removed > 0) out += ", " + part(tally.removed, "removed");
        if (tally.left_out > 0) out += ", " + part(tally.left_out, "left out");
        if (!tally.refusals.empty()) out += ", " + part(tally.refusals.size(), "refused");
        context.print(out + "\n");
    }
    return ExitCode::ok;
}

}  // namespace epsom
