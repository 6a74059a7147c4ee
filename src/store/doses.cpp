#include <SQLiteCpp/VariadicBind.h>

#include <algorithm>
#include <map>

#include "columns.hpp"
#include "epsom/domain/plan/links.hpp"
#include "epsom/store/store.hpp"
#include "epsom/text/text.hpp"
#include "impl.hpp"
#include "uuid_column.hpp"

namespace epsom {

using store::column;
using store::day_in;
using store::edition_in;
using store::enum_in;
using store::guarded;
using store::instant_in;
using store::mass_in;
using store::maybe_mass_in;
using store::minutes_in;
using store::offset_in;

std::vector<Dose> Store::doses() const {
    return guarded([&] {
        std::vector<Dose> doses;
        SQLite::Statement query{impl_->db,
            "SELECT id, uuid, name, serving, unit, source, route, substance, note, plan, most, most_window, gap, "
            "stock, counted,"
            " created_at, created_offset, edition, sets, low, expires FROM dose ORDER BY id"};
        while (query.executeStep()) {
            Dose& dose = doses.emplace_back();
            dose.id = query.getColumn(0).getInt64();
            dose.uuid = store::uuid_in(query.getColumn(1));
            dose.name = query.getColumn(2).getString();
            dose.serving = {Count::from_thousandths(query.getColumn(3).getInt64()), query.getColumn(4).getString()};
            dose.source = enum_in<Source>(query.getColumn(5));
            dose.route = enum_in<Route>(query.getColumn(6));
            dose.substance = query.getColumn(7).getString();
            dose.note = query.getColumn(8).getString();
            auto plan = parse_plan(query.getColumn(9).getString());
            if (!plan) throw store::damage();
            dose.plan = std::move(*plan);
            if (!query.getColumn(10).isNull())
                dose.limits.most = Count::from_thousandths(query.getColumn(10).getInt64());
            dose.limits.window = minutes_in(query.getColumn(11));
            dose.limits.gap = minutes_in(query.getColumn(12));
            if (!query.getColumn(13).isNull()) dose.stock = Count::from_thousandths(query.getColumn(13).getInt64());
            dose.counted = query.getColumn(14).getInt64();
            dose.created = {instant_in(query.getColumn(15)), offset_in(query.getColumn(16))};
            dose.edition = edition_in(query.getColumn(17));
            dose.sets = split(query.getColumn(18).getString(), '\n');
            std::erase(dose.sets, "");
            if (!query.getColumn(19).isNull())
                dose.low = std::chrono::days{store::within(0, longest_low.count(), query.getColumn(19))};
            if (!query.getColumn(20).isNull()) dose.expires = day_in(query.getColumn(20));
            auto parts = impl_->statements.use(
                "SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM dose, json_each(dose.contents)"
                " WHERE dose.id = ?1");
            parts->bind(1, dose.id);
            while (parts->executeStep()) {
                dose.contents.push_back(
                    {impl_->own.at(parts->getColumn(0).getInt64()), maybe_mass_in(parts->getColumn(1)),
                        parts->getColumn(2).getString(), enum_in<Basis>(parts->getColumn(3))});
            }
            std::ranges::sort(dose.contents, listed_before, &Content::nutrient);
        }
        name_leaders(doses);
        return doses;
    });
}

namespace {

std::vector<DoseIntake> dose_intakes(SQLite::Statement& query, const Dose& dose, std::int64_t from) {
    std::vector<DoseIntake> intakes;
    store::bind_uuid(query, 1, dose.uuid);
    query.bind(2, from);
    while (query.executeStep()) {
        intakes.push_back(
            {query.getColumn(0).getInt64(), {instant_in(query.getColumn(1)), offset_in(query.getColumn(2))},
                day_in(query.getColumn(3)), Count::from_thousandths(query.getColumn(4).getInt64())});
    }
    return intakes;
}

}  // namespace

std::vector<DoseIntake> Store::intakes_of(const Dose& dose, Instant from) const {
    return guarded([&] {
        auto query = impl_->statements.use(
            "SELECT id, at, utc_offset, day, servings FROM intake WHERE dose = ?1 AND "
            "at >= coalesce((SELECT max(at) FROM intake WHERE dose = ?1 AND at < ?2), ?2) ORDER BY at, id");
        return dose_intakes(*query, dose, column(from));
    });
}

std::vector<DoseIntake> Store::taken_from_stock(const Dose& dose) const {
    return guarded([&] {
        auto query = impl_->statements.use(
            "SELECT id, at, utc_offset, day, servings FROM intake WHERE dose = ?1 AND recorded > ?2 ORDER BY at, id");
        return dose_intakes(*query, dose, dose.counted);
    });
}

std::vector<Skip> Store::skips_of(const Dose& dose) const {
    return guarded([&] {
        std::vector<Skip> skips;
        auto query =
            impl_->statements.use("SELECT uuid, day, time, note, at FROM skip WHERE dose = ?1 ORDER BY day, time");
        store::bind_uuid(*query, 1, dose.uuid);
        while (query->executeStep()) {
            Skip& skip = skips.emplace_back();
            skip.uuid = store::uuid_in(query->getColumn(0));
            skip.dose = dose.uuid;
            skip.day = day_in(query->getColumn(1));
            skip.time = minutes_in(query->getColumn(2));
            skip.note = query->getColumn(3).getString();
            if (!query->getColumn(4).isNull()) skip.at = instant_in(query->getColumn(4));
        }
        return skips;
    });
}

std::vector<UserRule> Store::user_rules() const {
    return guarded([&] {
        std::vector<UserRule> rules;
        SQLite::Statement query{
            impl_->db, "SELECT value FROM setting WHERE key BETWEEN 'rule.' AND 'rule/' ORDER BY key"};
        while (query.executeStep()) {
            if (auto rule = parse_kept_rule(query.getColumn(0).getString())) rules.push_back(std::move(*rule));
        }
        return rules;
    });
}

bool Store::is_announced(std::string_view finding) const {
    return guarded([&] {
        SQLite::Statement query{impl_->db, "SELECT 1 FROM announced WHERE finding = ?1"};
        query.bind(1, std::string{finding});
        return query.executeStep();
    });
}

void Store::announce(const std::function<Announced(Announced)>& choose) {
    guarded([&] {
        store::WriteTransaction transaction{impl_->db};
        const auto announced = [](SQLite::Database& db) {
            Announced all;
            SQLite::Statement query{db, "SELECT finding, at FROM announced"};
            while (query.executeStep()) all.emplace(query.getColumn(0).getString(), instant_in(query.getColumn(1)));
            return all;
        };
        const Announced before = announced(impl_->db);
        const Announced after = choose(before);
        if (after == before) return;
        impl_->db.exec("DELETE FROM announced");
        SQLite::Statement insert{impl_->db, "INSERT INTO announced(finding, at) VALUES (?1, ?2)"};
        for (const auto& [finding, at] : after) {
            insert.reset();
            SQLite::bind(insert, finding, column(at));
            insert.exec();
        }
        transaction.commit([&](SQLite::Database& file) { return announced(file) == after; });
    });
}

}  // namespace epsom
