// Whether a row was taken, in the words of many programs and languages. All are compared by name_key().

#include "taken_status.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "epsom/domain/amounts/amount.hpp"
#include "epsom/text/text.hpp"
#include "quantities.hpp"
#include "timeline.hpp"

namespace epsom::exchange {
namespace {

constexpr auto state_headings = std::to_array<std::string_view>(
    {"state", "outcome", "action", "adherence", "logged as", "zustand", "statut", "état", "etat", "estado", "estatus",
        "stato", "toestand", "situação", "situacao", "stan", "tila", "статус", "состояние", "状态", "状態", "상태"});

/// What is said of something that was taken; as a heading, of a column with yes and no.
constexpr auto taken_words = std::to_array<std::string_view>({"taken", "confirmed", "auto confirmed", "done",
    "complete", "completed", "administered", "consumed", "ingested", "given", "applied", "used", "swallowed",
    "genommen", "eingenommen", "bestätigt", "erledigt", "verabreicht", "gegeben", "pris", "prise", "confirmé",
    "confirmée", "administré", "tomado", "tomada", "confirmado", "confirmada", "hecho", "administrado", "preso",
    "presa", "assunto", "assunta", "confermato", "confermata", "fatto", "genomen", "ingenomen", "bevestigd", "gedaan",
    "toegediend", "feito", "einnahme", "toma", "assunzione", "inname", "intake taken", "tagen", "taget", "tatt",
    "otettu", "wzięte", "przyjęte", "принято", "принят", "принята", "已服用", "已服", "服用済み", "服用", "복용"});

constexpr auto taken_values = std::to_array<std::string_view>({"yes", "y", "true", "t", "1", "x", "ok", "on", "late",
    "taken late", "early", "taken early", "on time", "taken on time", "logged", "checked", "automatisch bestätigt",
    "auto confirmé", "automáticamente confirmado", "automatisch bevestigd", "fait", "ja", "j", "wahr", "oui", "o",
    "vrai", "si", "sí", "s", "verdadero", "sì", "vero", "waar", "sim", "verdadeiro", "igen", "tak", "kyllä", "да", "✓",
    "✔", "☑", "✅", "🗸", "是", "はい", "예"});

/// What is said of something that was not; as a heading, of a column with yes and no.
constexpr auto not_taken_words = std::to_array<std::string_view>({"skipped", "skip", "missed", "deleted", "removed",
    "discarded", "not taken", "untaken", "forgotten", "forgot", "omitted", "cancelled", "canceled", "refused",
    "declined", "dismissed", "ignored", "rejected", "voided", "void", "not confirmed", "unconfirmed",
    "not administered", "withheld", "held", "auto skipped", "übersprungen", "ausgelassen", "verpasst", "versäumt",
    "vergessen", "gelöscht", "entfernt", "nicht genommen", "nicht eingenommen", "abgelehnt", "storniert", "ignoriert",
    "verworfen", "sauté", "sautée", "passé", "passée", "ignoré", "ignorée", "manqué", "manquée", "oublié", "oubliée",
    "omis", "omise", "supprimé", "supprimée", "annulé", "annulée", "non pris", "non prise", "pas pris", "pas prise",
    "refusé", "omitido", "omitida", "saltado", "saltada", "olvidado", "olvidada", "perdido", "perdida", "eliminado",
    "eliminada", "borrado", "borrada", "cancelado", "cancelada", "no tomado", "no tomada", "rechazado", "saltato",
    "saltata", "mancato", "mancata", "dimenticato", "dimenticata", "eliminato", "eliminata", "cancellato", "cancellata",
    "ignorato", "ignorata", "omesso", "omessa", "perso", "persa", "non preso", "non presa", "non assunto",
    "non assunta", "rifiutato", "overgeslagen", "gemist", "vergeten", "verwijderd", "geannuleerd", "geweigerd",
    "genegeerd", "niet genomen", "niet ingenomen", "pulado", "pulada", "ignorado", "ignorada", "esquecido", "esquecida",
    "excluído", "excluída", "apagado", "apagada", "não tomado", "não tomada", "recusado", "hoppad", "överhoppad",
    "missad", "sprunget over", "hoppet over", "ohitettu", "pominięte", "pominięto", "пропущено", "пропущен",
    "пропущена", "удалено", "已跳过", "跳过", "漏服", "未服用", "スキップ", "飲み忘れ", "未服", "건너뜀"});

constexpr auto not_taken_values = std::to_array<std::string_view>({"no", "n", "false", "f", "0", "none", "never", "off",
    "pending", "scheduled", "planned", "upcoming", "due", "overdue", "open", "raised", "reminded", "snoozed",
    "acknowledged", "postponed", "expired", "not yet", "not logged", "unanswered", "to do", "todo", "late skipped",
    "nein", "falsch", "offen", "geplant", "ausstehend", "fällig", "überfällig", "non", "faux", "en attente", "prévu",
    "falso", "pendiente", "programado", "programada", "in attesa", "in sospeso", "programmato", "programmata", "nee",
    "onwaar", "gepland", "openstaand", "não", "nao", "pendente", "agendado", "agendada", "nej", "nei", "nie", "ei",
    "нет", "✗", "✘", "❌", "☐", "✕", "否", "いいえ", "아니요"});

constexpr std::size_t longest_status = 64;  // bytes, of the words above

template <const auto& words> bool is_among(const std::string& key) {
    static const std::unordered_set<std::string> keys = [] {
        std::unordered_set<std::string> made;
        for (const std::string_view word : words) made.insert(name_key(word));
        return made;
    }();
    return keys.contains(key);
}

/// The heading's key without what only frames it: "Taken?", "is_taken", "Was it skipped?", "deleted_at", "Übersprungen
/// (ja/nein)".
std::string bare_heading(std::string_view heading) {
    std::string key = name_key(heading.substr(0, heading.find_first_of("([")));
    std::erase_if(
        key, [](char c) { return c == '?' || c == '!' || c == ':' || c == '.' || c == '"' || c == '\'' || c == '/'; });
    for (const std::string_view start : {"wasit", "isit", "was", "is"}) {
        if (key.size() > start.size() + 2 && key.starts_with(start)) key.erase(0, start.size());
    }
    return key;
}

/// "skipping" as "skip".
std::string without_ing(std::string key) {
    constexpr std::string_view ending = "ing";
    if (!key.ends_with(ending)) return key;
    key.resize(key.size() - ending.size());
    if (key.size() > 2 && key[key.size() - 1] == key[key.size() - 2]) key.pop_back();
    return key;
}

/// `text` is when it was done, as in "deleted_at".
bool is_when(std::string_view text) {
    return read_time(text) || read_stamp(text) || (text.size() >= 9 && is_plain_number(text));
}

}  // namespace

std::optional<StatusHeading> find_status_heading(std::string_view heading) {
    std::string key = bare_heading(heading);
    for (const std::string_view reason : {"reasonfor", "reasonof", "whywas", "why"}) {
        if (key.starts_with(reason) && is_among<not_taken_words>(without_ing(key.substr(reason.size()))))
            return StatusHeading::reason;
    }
    for (const std::string_view reason : {"reason", "grund", "sgrund"}) {
        if (key.ends_with(reason) && is_among<not_taken_words>(without_ing(key.substr(0, key.size() - reason.size()))))
            return StatusHeading::reason;
    }
    if (key.find("status") != std::string::npos || is_among<state_headings>(key)) return StatusHeading::state;
    if (is_among<not_taken_words>(key)) return StatusHeading::not_taken;
    for (const std::string_view ending : {"at", "on", "date", "time"}) {
        if (key.ends_with(ending) && is_among<not_taken_words>(key.substr(0, key.size() - ending.size())))
            return StatusHeading::not_taken;
    }
    if (is_among<taken_words>(key)) return StatusHeading::taken;
    return std::nullopt;
}

Result<Status> read_status(StatusHeading heading, std::string_view value) {
    value = trim(value);
    std::string key = name_key(value);
    // "Confirmed (Time Unknown)": what is in brackets says more of it, and nothing else.
    if (const auto open = value.rfind('('); open != std::string_view::npos && open > 0 && value.ends_with(')')) {
        const std::string bare = name_key(trim(value.substr(0, open)));
        if (is_among<taken_words>(bare) || is_among<not_taken_words>(bare)) key = bare;
    }
    if (heading == StatusHeading::reason)
        return key.empty() || key == "none" || key == "na" || key == "n/a" ? Status{} : Status{false, lower(value)};
    if (key.empty() && heading == StatusHeading::not_taken) return Status{};
    if (key.empty() && heading == StatusHeading::taken) return Status{false, "not marked as taken"};
    const auto when = [&] { return heading != StatusHeading::state && is_when(value); };
    if (is_among<not_taken_words>(key)) return Status{false, lower(value)};
    if (is_among<taken_words>(key)) return Status{};
    const bool yes = is_among<taken_values>(key);
    if (yes || is_among<not_taken_values>(key) || when()) {
        const bool answer = yes || (when() && !is_among<not_taken_values>(key));
        if (heading == StatusHeading::not_taken) return answer ? Status{false, {}} : Status{};
        return answer ? Status{} : Status{false, lower(value)};
    }
    if (key.empty()) return Error{"missing status", "use taken or skipped"};
    return Error{"unknown status " + in_quotes(value), "use taken or skipped"};
}

bool StatusColumns::take_heading(std::string_view heading, std::size_t place) {
    const auto found = find_status_heading(heading);
    if (found) columns_.push_back({*found, place, std::string{trim(heading)}});
    return found.has_value();
}

std::optional<StatusColumns::Fault> StatusColumns::read(
    std::span<const std::string_view> fields, Status& status) const {
    status = {};
    std::optional<Fault> fault;
    for (const Column& column : columns_) {
        if (column.place >= fields.size()) continue;
        auto read = read_status(column.heading, fields[column.place]);
        if (!read) {
            if (!fault) fault = Fault{column.place, read.error()};
        } else if (!read->taken) {
            status = std::move(*read);
            if (status.why.empty() || column.heading == StatusHeading::taken)
                status.why = column.heading == StatusHeading::taken ? "not taken" : lower(column.name);
            return std::nullopt;
        }
    }
    for (const std::size_t place : watched_) {
        const std::string_view cell = place < fields.size() ? trim(fields[place]) : std::string_view{};
        if (cell.empty() || cell.size() > longest_status || !is_among<not_taken_words>(name_key(cell))) continue;
        status = {false, lower(cell)};
        return std::nullopt;
    }
    return fault;
}

}  // namespace epsom::exchange
