#include "export.hpp"

#include <algorithm>
#include <array>
#include <system_error>

#include "epsom/exchange/records.hpp"
#include "epsom/text/choice.hpp"
#include "epsom/text/text.hpp"
#include "export_sqlite.hpp"
#include "session/entries.hpp"
#include "session/file_format.hpp"
#include "session/output.hpp"
#include "session/periods.hpp"
#include "session/typed_line.hpp"
#include "system/new_file.hpp"

namespace epsom {
namespace {

constexpr std::array<std::string_view, 3> export_formats{"ndjson", "csv", sqlite_format};
constexpr auto export_choices = described(export_formats);

}  // namespace

namespace fs = std::filesystem;

void Export::options(Options& options) {
    options.group("What", {"--format", "--period"});
    options.group("Copies", {"--backup", "--salvage", "--force"});
    options.operands("[FILE]", file_)
        .offer({Offer::file}, each_place)
        .value("--format", format_, "FORMAT",
            "ndjson (default): everything, for import; csv: entries, for spreadsheets; sqlite: a database for analysis")
        .words(export_choices)
        .value("--period", period_, "PERIOD", "Only entries and days of PERIOD")
        .value("--backup", backup_, "FILE", "Back up the database, even while it is in use")
        .value("--salvage", salvage_, "FILE", "Export what can be read of a damaged database and list what is lost")
        .flag("--force", force_, "Overwrite an existing file (with --backup, --salvage or --format sqlite)")
        .examples(
            "  epsom export > epsom.ndjson\n"
            "  epsom export 2026.csv --period 2026\n"
            "  epsom export --format sqlite epsom.sqlite\n"
            "  epsom export --backup ~/backups/epsom.db --force\n"
            "  epsom --db damaged.db export --salvage saved.ndjson\n"
            "  ssh laptop epsom export | epsom import -\n");
}

ExitCode Export::back_up(Context& context) const {
    if (!file_.empty() || period_ || format_) {
        return context.refuse({"--backup copies the whole database and cannot be used with FILE, --period or --format",
            typed_line(std::vector<std::string>{"export", "--backup", *backup_})});
    }
    context.require_data_file();
    const fs::path target{*backup_};
    std::error_code ignored;
    if (!fs::exists(context.data_file(), ignored)) {
        return context.refuse({"no database to back up", "to create one: epsom log glycinate 200mg"});
    }
    if (fs::exists(target, ignored) && !force_) {
        return context.refuse(
            {path_in_quotes(*backup_) + " already exists", "choose another file, or overwrite it with --force"});
    }
    if (fs::equivalent(target, context.data_file(), ignored)) {
        return context.refuse({"the backup would overwrite the database itself", "choose another file"});
    }
    const Store store = context.open(Store::Access::read);
    const auto give_up = [&](const std::string& why) {
        throw MachineError{"the backup " + path_in_quotes(*backup_) + " cannot be written: " + why,
            "check the path, its permissions and the free disk space"};
    };
    try {
        NewFile growing{target};
        store.back_up(growing.path());
        growing.finish();
    } catch (const MachineError& error) {
        give_up(error.what());
    } catch (const std::system_error& error) {
        give_up(error.code().message());
    }
    if (!context.quiet()) context.print("Backed up to " + printable(*backup_) + "\n");
    return ExitCode::ok;
}

ExitCode Export::salvage(Context& context) const {
    if (!file_.empty() || period_ || backup_ || format_.value_or("ndjson") != "ndjson") {
        return context.refuse({"--salvage cannot be used with FILE, --period, --backup or --format csv",
            typed_line(std::vector<std::string>{"export", "--salvage", *salvage_})});
    }
    context.require_data_file();
    std::error_code ignored;
    if (!fs::exists(context.data_file(), ignored)) {
        return context.refuse({"no database to read", "to create one: epsom log glycinate 200mg"});
    }
    const std::optional<std::string> target = *salvage_ == "-" ? std::nullopt : salvage_;
    if (target && fs::exists(*target, ignored) && !force_) {
        return context.refuse(
            {path_in_quotes(*target) + " already exists", "choose another file, or overwrite it with --force"});
    }
    if (target && fs::equivalent(*target, context.data_file(), ignored)) {
        return context.refuse({"the export would overwrite the database itself", "choose another file"});
    }
    // First all of it: where nothing can be read, no file is made.
    std::string lines = exchange::export_head();
    const auto [lost, mended] =
        Store::salvage(context.data_file(), [&lines](const Stored& record) { lines += exchange::export_line(record); });
    Output output{context, target, Format::ndjson};
    output.write()(lines);
    output.finish();
    for (const std::string& loss : lost) context.warn(loss);
    if (target && !context.quiet()) {
        if (lost.empty()) context.print("Nothing lost.\n");
        const std::string pages = mended == 1 ? "in 1 page" : "in each of " + std::to_string(mended) + " pages";
        if (mended > 0) context.print("Corrected one damaged byte " + pages + ", by checksum.\n");
    }
    return lost.empty() ? ExitCode::ok : ExitCode::failure;
}

ExitCode Export::run(Context& context) {
    if (salvage_) return salvage(context);
    if (backup_) return back_up(context);
    if (file_.size() > 1) {
        return context.refuse(
            {"more than one file given", typed_line(std::vector<std::string>{"export", file_.front()})});
    }
    const std::optional<std::string> file = file_.empty() ? std::nullopt : std::optional{file_.front()};
    const auto format =
        chosen_format(context, {.format = format_, .file = file, .usual = "ndjson", .known = export_formats});
    if (!format) return context.refuse(format.error());
    if (std::ranges::find(export_formats, *format) == export_formats.end())
        return context.refuse(unknown("export format", *format, export_formats));
    if (*format == sqlite_format) return export_sqlite(context, {file, period_, force_});
    if (force_) {
        return context.refuse({"--force requires --backup, --salvage or --format sqlite",
            "leave out --force: an existing file is overwritten"});
    }
    const bool csv = *format == "csv";
    const Store store = context.open(Store::Access::read);
    const auto range = read_entry_range(period_.value_or("all"), context, store);
    if (!range) return context.refuse(range.error());
    Output output{context, file, csv ? Format::csv : Format::ndjson};
    const Write write = output.write();
    if (csv) {
        write_entries(store, *range, Format::csv, context.terminal(), context.clock().now, context.clock().zone, write);
    } else {
        write(exchange::export_head());
        store.for_each_record([&](const Stored& record) {
            const auto* intake = std::get_if<Intake>(&record.content);
            if (period_ && (intake == nullptr || !range->contains(intake->day))) return;
            write(exchange::export_line(record));
        });
    }
    output.finish();
    return ExitCode::ok;
}

}  // namespace epsom
