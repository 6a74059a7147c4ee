#include <doctest/doctest.h>

#include "exchange/reading.hpp"

using namespace epsom;
using namespace epsom::test;

namespace {

/// The history that Dosage writes, with the header and the words of one of its languages.
Reading history_of(const std::string& header, const std::vector<std::string>& statuses) {
    std::string text = header;
    int day = 10;
    for (const std::string& status : statuses) {
        text +=
            "\n\"2026-11-" + std::to_string(day++) + R"(","08:00","Magnesium Oxide","250 mg",")" + status + R"(","")";
    }
    return read("csv", text);
}

}  // namespace

TEST_CASE("the history of Dosage is read in its languages, and what was not confirmed is left out") {
    struct Language {
        std::string header;
        std::vector<std::string> taken, not_taken;
    };
    const std::vector<Language> languages{
        {"Date,Time,Name,Dose,Status,Time Confirmed", {"Confirmed", "Auto-Confirmed", "Confirmed (Time Unknown)"},
            {"Missed", "Skipped"}},
        {"Datum,Uhrzeit,Name,Dosis,Status,Uhrzeit Der Bestätigung",
            {"Bestätigt", "Automatisch Bestätigt", "Bestätigt (Uhrzeit Unbekannt)"}, {"Verpasst", "Übersprungen"}},
        {"Date,Heure,Nom,Dose,Statut,Heure Confirmée", {"Confirmé", "Auto-Confirmé", "Confirmé (Heure Inconnue)"},
            {"Manqué", "Sauté"}},
        {"Fecha,Tiempo,Nombre,Dosis,Estado,Tiempo Confirmado",
            {"Confirmado", "Automáticamente Confirmado", "Confirmado (Tiempo Desconocido)"}, {"Perdido", "Omitido"}},
        {"Datum,Tijd,Naam,Dosis,Status,Tijd bevestigd",
            {"Bevestigd", "Automatisch bevestigd", "Bevestigd (Tijd onbekend)"}, {"Vergeten", "Overgeslagen"}}};
    for (const Language& language : languages) {
        INFO(language.header);
        const auto taken = history_of(language.header, language.taken);
        CHECK(taken.trouble() == "");
        CHECK(taken.entries.size() == language.taken.size());
        CHECK(taken.total(Nutrient::magnesium) == 750_mg);
        const auto left_out = history_of(language.header, language.not_taken);
        CHECK(left_out.trouble() == "");
        CHECK(left_out.entries.empty());
        CHECK(left_out.summary.left_out == 2);
    }
    CHECK(history_of(languages[0].header, {"Perhaps (later)"}).trouble() ==
          "2:5 unknown status 'Perhaps (later)'; use taken or skipped");
}
