#pragma once

#include <array>

#include "beginning.hpp"
#include "epsom/exchange/exchange.hpp"

namespace epsom::exchange {

// Of each importer, in its own file.
using LooksLike = Result<Likeness>(const Beginning& beginning);
LooksLike like_epsom, like_csv, like_cronometer, like_apple_health, like_medtimer, like_loop_habit, like_health_connect,
    like_health_auto_export, like_dsld, like_usda_fdc;
using MakeReader = std::unique_ptr<Reader>(const Settings& settings, Sink sink);
MakeReader csv_reader, cronometer_reader, apple_health_reader, medtimer_reader, loop_habit_reader,
    health_auto_export_reader, dsld_reader, usda_fdc_reader;
using ReadDatabase = Summary(const std::filesystem::path& file, const Settings& settings, Sink sink);
/// The file is opened for reading only, and nothing that is stored in it is run.
ReadDatabase read_health_connect;

inline constexpr std::array importer_rows{
    Importer{.key = "epsom", .about = "export of epsom (ndjson)", .looks_like = like_epsom},
    Importer{.key = "csv",
        .about = "a table with a header: date, what, amount, unit",
        .looks_like = like_csv,
        .reader = csv_reader,
        .tells_supplements = true},
    Importer{.key = "cronometer",
        .about = "servings.csv or dailysummary.csv",
        .looks_like = like_cronometer,
        .reader = cronometer_reader,
        .tells_supplements = true},
    Importer{.key = "apple-health",
        .about = "export.xml",
        .looks_like = like_apple_health,
        .reader = apple_health_reader,
        .tells_supplements = true},
    Importer{.key = "medtimer",
        .about = "event list (csv) or backup (json)",
        .looks_like = like_medtimer,
        .reader = medtimer_reader},
    Importer{.key = "loop-habit",
        .about = "Checkmarks.csv of Loop Habit Tracker",
        .looks_like = like_loop_habit,
        .reader = loop_habit_reader},
    Importer{.key = "health-connect",
        .about = "health_connect_export.db",
        .looks_like = like_health_connect,
        .database_of = "Health Connect",
        .read_database = read_health_connect,
        .tells_supplements = true},
    Importer{.key = "health-auto-export",
        .about = "metrics or medications (json)",
        .looks_like = like_health_auto_export,
        .reader = health_auto_export_reader,
        .tells_supplements = true},
    Importer{.key = "dsld",
        .about = "a label of the NIH Dietary Supplement Label Database (json)",
        .looks_like = like_dsld,
        .reader = dsld_reader},
    Importer{.key = "usda-fdc",
        .about = "folder of a FoodData Central csv download",
        .looks_like = like_usda_fdc,
        .reader = usda_fdc_reader},
};

}  // namespace epsom::exchange
