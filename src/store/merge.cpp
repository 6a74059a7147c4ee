#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <sqlite3.h>

#include <algorithm>
#include <type_traits>

#include "change_impl.hpp"
#include "columns.hpp"
#include "epsom/text/text.hpp"
#include "uuid_column.hpp"

namespace epsom {

using store::column;
using store::enum_in;
using store::guarded;
using store::Image;
using store::mass_in;

namespace {

/// An image without the entry's number, which each file gives by itself.
std::string comparable(const Image& image, RecordKind kind) {
    std::string text = image.value_or("");
    if (kind != RecordKind::intake && kind != RecordKind::dose && kind != RecordKind::ingredient) return text;
    const auto first = text.find(',');
    const auto second = text.find(',', first + 1);
    return text.substr(0, first) + text.substr(second);
}

/// Takes the number that the entry has where it comes from, when no other entry has it here.
void number(SQLite::Database& db, Intake& intake, const Image& before) {
    const std::int64_t wanted = intake.origin != 0 ? intake.origin : intake.id;
    intake.origin = wanted;
    if (store::is_live(before)) {
        intake.id = store::id_in(*before);
    } else {
        SQLite::Statement taken{db, "SELECT 1 FROM intake WHERE id = ?1"};
        taken.bind(1, wanted);
        intake.id = taken.executeStep() ? 0 : wanted;
    }
    if (intake.id == wanted) intake.origin = 0;
}

constexpr const char* stored_food = "SELECT uuid, stamp, name, source, id FROM food ";

StoredFood food_in(SQLite::Statement& row, store::OwnIngredients& own, SQLite::Statement& amounts) {
    StoredFood food{row.getColumn(2).getString(), row.getColumn(3).getString(), {}};
    amounts.reset();
    amounts.bind(1, row.getColumn(4).getInt64());
    while (amounts.executeStep())
        food.per_100g.set(own.at(amounts.getColumn(0).getInt64()), mass_in(amounts.getColumn(1)));
    return food;
}
constexpr const char* amounts_of_food =
    "SELECT value ->> 0, value ->> 1 FROM food, json_each(food.amounts) WHERE food.id = ?1";

}  // namespace

namespace {

/// Whether an entry, a dose or a food has the ingredient among its contents.
bool is_contained(SQLite::Database& db, const std::string& uuid) {
    SQLite::Statement query{db,
        "SELECT 1 FROM ingredient WHERE uuid = ?1 AND (EXISTS (SELECT 1 FROM content WHERE nutrient = ingredient.id)"
        " OR EXISTS (SELECT 1 FROM dose, json_each(dose.contents) WHERE value ->> 0 = ingredient.id)"
        " OR EXISTS (SELECT 1 FROM food, json_each(food.amounts) WHERE value ->> 0 = ingredient.id))"};
    store::bind_uuid(query, 1, uuid);
    return query.executeStep();
}

}  // namespace

Merged Change::merge(const Stored& record) {
    return guarded([&] {
        impl_->imported = true;
        const RecordKind kind = record.kind;
        const std::string& uuid = record.uuid;
        const Image before = store::image_of(impl_->records, kind, uuid);
        if (before && (store::stamp_of(before) > record.stamp ||
                          (store::stamp_of(before) == record.stamp && !store::is_live(before))))
            return Merged::known;
        impl_->counters.see_stamp(record.stamp);
        // What entries contain stays: they would contain nobody knows what.
        if (record.removed() && kind == RecordKind::ingredient && is_contained(impl_->db, uuid)) return Merged::known;
        if (record.removed()) {
            impl_->keep(kind, uuid);
            store::remove_live(impl_->records, kind, uuid);
            store::bury(impl_->records, kind, uuid, record.stamp);
            impl_->any_removed = true;
            return store::is_live(before) ? Merged::removed : Merged::known;
        }
        // What stands at the same stamp is most often the same: else only a look at both as they are on file tells.
        const bool tie = before && store::stamp_of(before) == record.stamp;
        const auto* entry = std::get_if<Intake>(&record.content);
        if (tie && entry != nullptr && impl_->holds(uuid, *entry)) return Merged::known;
        const bool is_new_entry = !before && entry != nullptr;
        if (!tie && !is_new_entry) impl_->keep(kind, uuid);
        if (before) {
            store::remove_live(impl_->records, kind, uuid);
            store::unbury(impl_->records, uuid);
        }
        std::visit(
            [&](const auto& content) {
                using Of = std::decay_t<decltype(content)>;
                if constexpr (std::is_same_v<Of, Intake>) {
                    Intake intake = content;
                    intake.uuid = uuid;
                    number(impl_->db, intake, before);
                    impl_->insert(intake, record.stamp);
                    if (is_new_entry) impl_->note_added(kind, intake.id);
                } else if constexpr (std::is_same_v<Of, Dose>) {
                    Dose dose = content;
                    dose.uuid = uuid;
                    dose.id = store::is_live(before) ? store::id_in(*before) : 0;
                    impl_->insert(dose, record.stamp);
                } else if constexpr (std::is_same_v<Of, Skip>) {
                    Skip skip = content;
                    skip.uuid = uuid;
                    impl_->insert(skip, record.stamp);
                } else if constexpr (std::is_same_v<Of, OwnIngredient>) {
                    impl_->insert(uuid, content, record.stamp, store::is_live(before) ? store::id_in(*before) : 0);
                } else if constexpr (!std::is_same_v<Of, Tombstone>) {
                    impl_->insert(uuid, content, record.stamp);
                }
            },
            record.content);
        if (!tie) return store::is_live(before) ? Merged::updated : Merged::added;
        const Image after = store::image_of(impl_->records, kind, uuid);
        if (comparable(after, kind) <= comparable(before, kind)) {
            store::restore(impl_->records, kind, uuid, before);
            return Merged::known;
        }
        store::restore(impl_->records, kind, uuid, before);
        impl_->keep(kind, uuid);
        store::restore(impl_->records, kind, uuid, after);
        return Merged::updated;
    });
}

Merged Change::merge_food(const std::string& uuid, const StoredFood& food) {
    return guarded([&] {
        impl_->imported = true;
        SQLite::Statement query{impl_->db, std::string{stored_food} + "WHERE uuid = ?1"};
        store::bind_uuid(query, 1, uuid);
        const bool known = query.executeStep();
        if (known) {
            SQLite::Statement amounts{impl_->db, amounts_of_food};
            if (food_in(query, impl_->own, amounts) == food) return Merged::known;
        }
        query.reset();
        const bool is_new = !known && !impl_->was_removed(uuid);
        if (!is_new) {
            impl_->keep(RecordKind::food, uuid);
            store::remove_live(impl_->records, RecordKind::food, uuid);
            store::unbury(impl_->records, uuid);
        }
        const std::int64_t number = impl_->insert(uuid, food, impl_->stamp);
        if (is_new) impl_->note_added(RecordKind::food, number);
        return known ? Merged::updated : Merged::added;
    });
}

Merged Change::add_once(Intake& intake) {
    return guarded([&] {
        impl_->imported = true;
        if (impl_->was_removed(intake.uuid)) return Merged::known;
        if (!impl_->insert_once(intake, impl_->stamp)) return Merged::known;
        impl_->note_added(RecordKind::intake, intake.id);
        return Merged::added;
    });
}

bool Change::has_entry(const std::string& uuid) {
    return guarded([&] { return impl_->finds("SELECT 1 FROM intake WHERE uuid = ?1", uuid); });
}

std::optional<std::int64_t> Change::untouched_entry(const std::string& uuid) {
    return guarded([&]() -> std::optional<std::int64_t> {
        auto query = impl_->statements.use("SELECT id FROM intake WHERE uuid = ?1 AND stamp IS NULL");
        store::bind_uuid(*query, 1, uuid);
        return query->executeStep() ? std::optional{query->getColumn(0).getInt64()} : std::nullopt;
    });
}

void Change::renew(Intake& intake) {
    intake.recorded = impl_->stamp;
    put(intake);
}

namespace {

/// Until 0.1.0 keys kept what is not ASCII as it was: such a food is known by its name.
std::optional<StoredFood> food_with_old_key(SQLite::Database& db, store::OwnIngredients& own, const std::string& key) {
    if (std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::nullopt;
    SQLite::Statement query{db, std::string{stored_food} + "WHERE key GLOB '*[^ -~]*' ORDER BY uuid"};
    SQLite::Statement amounts{db, amounts_of_food};
    while (query.executeStep()) {
        if (auto food = food_in(query, own, amounts); name_key(food.name) == key) return food;
    }
    return std::nullopt;
}

}  // namespace

std::optional<StoredFood> Store::food(const std::string& key) const {
    return guarded([&]() -> std::optional<StoredFood> {
        // Most words that are typed name no imported food: what it holds is only asked of one that there is.
        std::string uuid;
        {
            auto named = impl_->statements.use("SELECT uuid FROM food WHERE key = ?1 ORDER BY uuid LIMIT 1");
            named->bind(1, key);
            if (!named->executeStep()) return food_with_old_key(impl_->db, impl_->own, key);
            uuid = store::uuid_in(named->getColumn(0));
        }
        SQLite::Statement query{impl_->db, std::string{stored_food} + "WHERE uuid = ?1"};
        store::bind_uuid(query, 1, uuid);
        query.executeStep();
        SQLite::Statement amounts{impl_->db, amounts_of_food};
        return food_in(query, impl_->own, amounts);
    });
}

std::vector<StoredFood> Store::foods_with(const std::vector<std::string>& keys, std::size_t most) const {
    return guarded([&] {
        std::string condition = "WHERE true";
        for (std::size_t i = 0; i < keys.size(); ++i) condition += " AND instr(key, ?" + std::to_string(i + 1) + ")";
        SQLite::Statement query{
            impl_->db, stored_food + condition + " ORDER BY length(key), key LIMIT " + std::to_string(most)};
        for (std::size_t i = 0; i < keys.size(); ++i) query.bind(static_cast<int>(i + 1), keys[i]);
        SQLite::Statement amounts{impl_->db, amounts_of_food};
        std::vector<StoredFood> foods;
        while (query.executeStep()) foods.push_back(food_in(query, impl_->own, amounts));
        return foods;
    });
}

void Store::for_each_record(const std::function<void(const Stored&)>& each) const {
    guarded([&] {
        SQLite::Database& db = impl_->db;
        SQLite::Statement settings{db, "SELECT key, stamp, value FROM setting ORDER BY key"};
        while (settings.executeStep()) {
            each({RecordKind::setting, settings.getColumn(0).getString(), settings.getColumn(1).getInt64(),
                Setting{settings.getColumn(2).getString()}});
        }
        // Before what may contain them.
        SQLite::Statement ingredients{db, "SELECT uuid, stamp, key, name, unit FROM ingredient ORDER BY uuid"};
        while (ingredients.executeStep()) {
            const std::string uuid = store::uuid_in(ingredients.getColumn(0));
            each({RecordKind::ingredient, uuid, ingredients.getColumn(1).getInt64(),
                OwnIngredient{uuid, ingredients.getColumn(2).getString(), ingredients.getColumn(3).getString(),
                    ingredients.getColumn(4).getString()}});
        }
        SQLite::Statement stages{db, "SELECT uuid, stamp, stage, from_day, until_day FROM stage ORDER BY uuid"};
        while (stages.executeStep()) {
            each({RecordKind::stage, store::uuid_in(stages.getColumn(0)), stages.getColumn(1).getInt64(),
                Stage{enum_in<LifeStage>(stages.getColumn(2)), store::day_in(stages.getColumn(3)),
                    stages.getColumn(4).isNull() ? std::nullopt : std::optional{store::day_in(stages.getColumn(4))}}});
        }
        SQLite::Statement stamp{db, "SELECT stamp FROM dose WHERE uuid = ?1"};
        std::vector<Dose> all = doses();
        std::ranges::sort(all, {}, &Dose::uuid);
        for (const Dose& dose : all) {
            stamp.reset();
            store::bind_uuid(stamp, 1, dose.uuid);
            stamp.executeStep();
            each({RecordKind::dose, dose.uuid, stamp.getColumn(0).getInt64(), dose});
        }
        SQLite::Statement foods{db, std::string{stored_food} + "ORDER BY uuid"};
        SQLite::Statement amounts{db, amounts_of_food};
        while (foods.executeStep()) {
            each({RecordKind::food, store::uuid_in(foods.getColumn(0)), foods.getColumn(1).getInt64(),
                food_in(foods, impl_->own, amounts)});
        }
        SQLite::Statement intake_stamp{db, "SELECT coalesce(stamp, recorded) FROM intake WHERE id = ?1"};
        for_each_by_uuid([&](const Intake& intake) {
            intake_stamp.reset();
            intake_stamp.bind(1, intake.id);
            intake_stamp.executeStep();
            each({RecordKind::intake, intake.uuid, intake_stamp.getColumn(0).getInt64(), intake});
        });
        SQLite::Statement skips{db, "SELECT uuid, stamp, dose, day, time, note, at FROM skip ORDER BY uuid"};
        while (skips.executeStep()) {
            Skip skip{.dose = store::uuid_in(skips.getColumn(2)),
                .day = store::day_in(skips.getColumn(3)),
                .time = store::minutes_in(skips.getColumn(4)),
                .note = skips.getColumn(5).getString()};
            if (!skips.getColumn(6).isNull()) skip.at = store::instant_in(skips.getColumn(6));
            each(
                {RecordKind::skip, store::uuid_in(skips.getColumn(0)), skips.getColumn(1).getInt64(), std::move(skip)});
        }
        SQLite::Statement complete{db, "SELECT uuid, stamp, day, source FROM complete_day ORDER BY uuid"};
        while (complete.executeStep()) {
            each({RecordKind::complete, complete.getColumn(0).getString(), complete.getColumn(1).getInt64(),
                CompleteDay{store::day_in(complete.getColumn(2)), enum_in<Source>(complete.getColumn(3))}});
        }
        SQLite::Statement tombstones{db, "SELECT uuid, kind, stamp FROM tombstone ORDER BY uuid"};
        while (tombstones.executeStep()) {
            each({enum_in<RecordKind>(tombstones.getColumn(1)), store::uuid_in(tombstones.getColumn(0)),
                tombstones.getColumn(2).getInt64(), Tombstone{}});
        }
    });
}

void Store::back_up(const std::filesystem::path& file) const {
    guarded([&] {
        SQLite::Database copy{
            file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, store::lock_wait, store::checked_files()};
        copy.exec("PRAGMA journal_mode = OFF");  // a copy that fails is thrown away
        std::optional<SQLite::Transaction> one_moment;
        if (sqlite3_get_autocommit(impl_->db.getHandle()) != 0) one_moment.emplace(impl_->db);
        const int page_size = impl_->db.execAndGet("PRAGMA page_size").getInt();
        if (store::carries_checksums(impl_->db) == true) store::expect_checksums(copy, page_size);
        if (!store::damaged_pages(impl_->db).pages.empty()) throw store::damage();
        const store::Unchecked unchecked{impl_->db};
        SQLite::Backup backup{copy, impl_->db};
        const int answer = backup.executeStep(-1);  // all pages in one step: a reader's view of one moment
        if (answer != SQLITE_DONE) throw SQLite::Exception{"the copy was not finished", answer};
    });
}

}  // namespace epsom
