#include "statements.hpp"

#include <string>

namespace epsom::store {

Statements::Use::~Use() {
    if (kept_ == nullptr) return;
    kept_->statement.tryReset();
    kept_->statement.clearBindings();
    kept_->in_use = false;
}

Statements::Use Statements::use(std::string_view text) {
    auto found = kept_.find(text.data());
    if (found == kept_.end()) {
        found = kept_.try_emplace(text.data(), Kept{SQLite::Statement{*db_, std::string{text}}}).first;
    }
    if (found->second.in_use) return Use{*db_, text};
    return Use{found->second};
}

}  // namespace epsom::store
