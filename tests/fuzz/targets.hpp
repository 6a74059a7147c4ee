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

}  // namespace epsom::test
