#pragma once

#include <string_view>

/// Every fuzz target; each throws when what it read breaks a promise.
namespace epsom::test {

void fuzz_csv(std::string_view bytes);
void fuzz_cronometer(std::string_view bytes);
void fuzz_apple_health(std::string_view bytes);
void fuzz_medtimer(std::string_view bytes);
void fuzz_health_connect(std::string_view bytes);
void fuzz_dsld(std::string_view bytes);
void fuzz_usda_fdc(std::string_view bytes);
void fuzz_recognise(std::string_view bytes);
void fuzz_amount(std::string_view bytes);
void fuzz_moment(std::string_view bytes);
void fuzz_period(std::string_view bytes);
void fuzz_plan(std::string_view bytes);
void fuzz_tables(std::string_view bytes);
void fuzz_log_words(std::string_view bytes);
void fuzz_completion(std::string_view bytes);

}  // namespace epsom::test
