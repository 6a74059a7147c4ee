#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Every fuzz target; each throws when what it read breaks a promise.
namespace epsom::test {

void fuzz_csv(std::string_view bytes);
void fuzz_cronometer(std::string_view bytes);
void fuzz_apple_health(std::string_view bytes);
void fuzz_medtimer(std::string_view bytes);
void fuzz_loop_habit(std::string_view bytes);
void fuzz_health_auto_export(std::string_view bytes);
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
void fuzz_log_command(std::string_view bytes);
void fuzz_completion(std::string_view bytes);
void fuzz_records(std::string_view bytes);
void fuzz_merge(std::string_view bytes);
void fuzz_store_file(std::string_view bytes);
void fuzz_pages(std::string_view bytes);
void fuzz_rows(std::string_view bytes);
void fuzz_calendar(std::string_view bytes);
void fuzz_visit(std::string_view bytes);

/// Where EPSOM_FUZZ_SEEDS names a directory, writes `seeds` into its folder `target`, from where the fuzzers start, and
/// says so.
bool wrote_seeds(std::string_view target, const std::vector<std::string>& seeds);

}  // namespace epsom::test
