#include "export.hpp"

#include <algorithm>
#include <array>
#include <system_error>

#include "epsom/domain/text.hpp"
#include "epsom/exchange/records.hpp"
#include "file_format.hpp"
#include "log_edit.hpp"
#include "new_file.hpp"
#include "output.hpp"
#include "shared.hpp"
#include "typed_line.hpp"

namespace epsom {

namespace fs = std::filesystem;

void Export::options(Options& options) {
    options.operands("[FILE]", file_)
        .value("--format", format_, "FORMAT", "ndjson: everything, to import elsewhere; csv: entries for a spreadsheet (default: ndjson)")
        .value("--period", period_, "PERIOD", "Only entries of these days")
        .value("--backup", backup_, "FILE", "Write a consistent copy of the data file itself, even while others write to it")
        .value("--salvage", salvage_, "FILE", "Write what can be read of a damaged data file as an export, and say what is lost")
        .flag("--force", force_, "Let --backup or --salvage replace a file that is there")
        .examples("  epsom export > epsom.ndjson\n"
                  "  epsom export 2026.csv --period 2026\n"
                  "  epsom export --backup ~/backups/epsom.db --force\n"
                  "  epsom --db damaged.db export --salvage saved.ndjson\n"
                  "  ssh laptop epsom export | epsom import -\n");
}

ExitCode Export::back_up(Context& context) const {
    if (!file_.empty() || period_ || format_) {
        return context.refuse({"--backup copies the whole data file and goes with nothing else", typed_line(std::vector<std::string>{"export", "--backup", *backup_})});
    }
    context.require_data_file();
    const fs::path target{*backup_};
    std::error_code ignored;
    if (!fs::exists(context.data_file(), ignored)) return context.refuse({"there is no data file yet to copy", "epsom log glycinate 200mg makes one"});
    if (fs::exists(target, ignored) && !force_) return context.refuse({in_quotes(*backup_) + " is there already", "name another file, or replace it with --force"});
    if (fs::equivalent(target, context.data_file(), ignored)) return context.refuse({"the backup would replace the data file itself", "name another file"});
    const Store store = context.open(Store::Access::read);
    const auto give_up = [&](const std::string& why) {
        throw MachineError{"the backup " + in_quotes(*backup_) + " cannot be written: " + why, "check the path, its permissions and the room on the disk"};
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
    if (!file_.empty() || period_ || backup_ || format_.value_or("ndjson") != "ndjson") return context.refuse({"--salvage writes all that can be read and goes with nothing else", "epsom export --salvage FILE"});
    context.require_data_file();
    std::error_code ignored;
    if (!fs::exists(context.data_file(), ignored)) {
        return context.refuse({"there is no data file yet to read", "epsom log glycinate 200mg makes one"});
    }
    const std::optional<std::string> target = *salvage_ == "-" ? std::nullopt : salvage_;
    if (target && fs::exists(*target, ignored) && !force_) return context.refuse({in_quotes(*target) + " is there already", "name another file, or replace it with --force"});
    if (target && fs::equivalent(*target, context.data_file(), ignored)) return context.refuse({"the export would replace the data file itself", "name another file"});
    // First all of it: where nothing can be read, no file is made.
    std::string lines = exchange::export_head();
    const auto [lost, mended] = Store::salvage(context.data_file(), [&lines](const Stored& record) { lines += exchange::export_line(record); });
    Output output{context, target, Format::ndjson};
    output.write()(lines);
    output.finish();
    for (const std::string& loss : lost) context.warn(loss);
    if (target && !context.quiet()) {
        const std::string pages = std::to_string(mended) + (mended == 1 ? " page" : " pages");
        context.print("Saved to " + printable(*target) + (lost.empty() ? ": nothing is lost\n" : "\n"));
        if (mended > 0) context.print("In " + pages + " one byte was damaged; its checksum tells what it was.\n");
    }
    return lost.empty() ? ExitCode::ok : ExitCode::failure;
}

ExitCode Export::run(Context& context) {
    if (salvage_) return salvage(context);
    if (backup_) return back_up(context);
    if (file_.size() > 1) return context.refuse({"more than one file is named", typed_line(std::vector<std::string>{"export", file_.front()})});
    if (force_) return context.refuse({"--force goes with --backup or --salvage", "leave out --force: a file that is there is replaced"});
    constexpr std::array<std::string_view, 2> known{"ndjson", "csv"};
    const std::optional<std::string> file = file_.empty() ? std::nullopt : std::optional{file_.front()};
    const auto format = chosen_format(context, {.format = format_, .file = file, .usual = "ndjson", .known = known});
    if (!format) return context.refuse(format.error());
    if (std::ranges::find(known, *format) == known.end()) {
        const std::string near = did_you_mean(*format, known);
        return context.refuse({in_quotes(*format) + " is not a format of exports", near.empty() ? "write ndjson or csv" : near});
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
