#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <map>
#include <optional>
#include <string_view>

namespace epsom::store {

/// The statements of one connection, each prepared once, however often it is run: to prepare one takes longer than to
/// run it for a few rows.
class Statements {
    struct Kept {
        SQLite::Statement statement;
        bool in_use = false;
    };

public:
    /// A statement that is ready to be bound. It can be used again when this ends.
    class Use {
    public:
        explicit Use(Kept& kept) : kept_{&kept} { kept_->in_use = true; }
        Use(SQLite::Database& db, std::string_view text) : own_{std::in_place, db, std::string{text}} {}
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;
        ~Use();
        SQLite::Statement& operator*() { return own_ ? *own_ : kept_->statement; }
        SQLite::Statement* operator->() { return &**this; }

    private:
        Kept* kept_ = nullptr;
        std::optional<SQLite::Statement> own_;  // while the kept one is at work further up
    };

    explicit Statements(SQLite::Database& db) : db_{&db} {}
    /// Statements are told apart by where their text is, which has to outlive this.
    [[nodiscard]] Use use(std::string_view text);
    [[nodiscard]] SQLite::Database& database() const { return *db_; }

private:
    SQLite::Database* db_;
    std::map<const char*, Kept> kept_;
};

}  // namespace epsom::store
