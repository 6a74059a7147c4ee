/* What nobody can beat: the same work as epsom does, with nothing around it. Linked statically, as epsom is, and with SQLite set up
 * as epsom sets it up, but for the larger cache of an import; bench.sh holds both to the same bytes and the same rows.
 *
 *   floor start                 starts and ends
 *   floor query FILE FROM TO    opens the data file and adds up the days FROM..TO, as `report` does
 *   floor rows FILE FROM TO     the same, printing the csv line of each day; days without an intake are not its business
 *   floor grouped FILE FROM TO  the same, with rows that SQLite has added up: what one would write without having measured
 *   floor commit FILE AGO [MODE]  commits the rows of one `log` of so many days ago with the same durability, with another journal mode if
 *                               one is named; wal-kept is WAL that leaves its pages in the journal at the end
 *   floor label FILE ROWS       commits one `log` of a product whose label has so many lines
 *   floor nutrients FILE FROM TO  adds up every nutrient of each day, a line each
 *   floor import FILE ROWS      commits ROWS intakes as one change, as `import` does with a csv file of them
 *   floor count FILE            how many rows there are and what they add up to, to compare two files
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger_query.h"

/* SQLite loads no extension here either: see src/no_extensions.cpp. */
void *__wrap_dlopen(const char *name, int mode) {
    (void)name;
    (void)mode;
    return NULL;
}

static sqlite3 *db;

static _Noreturn void fail(const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, sqlite3_errmsg(db));
    exit(2);
}

static void run(const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
    return statement;
}

static void insert(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail("insert");
    sqlite3_reset(statement);
}

/* ---- reading ---- */

static char *print_digits(char *out, int64_t number, int width) {
    char digits[20];
    int count = 0;
    while (number > 0 || count < width) {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    }
    while (count > 0) *out++ = digits[--count];
    return out;
}

/* numerator / denominator with at most `decimals` of them, and no trailing zeros. */
static char *print_number(char *out, int64_t numerator, int64_t denominator, int decimals) {
    int64_t power = decimals == 3 ? 1000 : 10;
    const int64_t rounded = (2 * numerator * power + denominator) / (2 * denominator);
    int64_t rest = rounded % power;
    out = print_digits(out, rounded / power, 1);
    if (rest == 0) return out;
    for (; rest % 10 == 0; rest /= 10) --decimals;
    *out++ = '.';
    return print_digits(out, rest, decimals);
}

/* Hinnant's days_from_civil the other way round: http://howardhinnant.github.io/date_algorithms.html */
static char *print_day(char *out, int64_t day) {
    const int64_t z = day + 719468, era = z / 146097, of_era = z % 146097;
    const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t shifted = (5 * of_year + 2) / 153;
    const int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    out = print_digits(out, year_of_era + era * 400 + (month <= 2), 4);
    *out++ = '-';
    out = print_digits(out, month, 2);
    *out++ = '-';
    return print_digits(out, of_year - (153 * shifted + 2) / 5 + 1, 2);
}

#define APPEND(text) (memcpy(out, text, sizeof(text) - 1), out += sizeof(text) - 1)
#define MILLIGRAMS(ng) (out = print_number(out, ng, 1000000, 3))
#define PERCENT(ng, of_mg) (out = print_number(out, (ng) * 100, (of_mg) * INT64_C(1000000), 1))

/* A day of a woman over 31 who logged her food. */
static void print_row(int64_t day, int64_t supplement, int64_t food) {
    char line[256];
    char *out = print_day(line, day);
    APPEND(",magnesium,mg,1,1,");
    MILLIGRAMS(supplement);
    APPEND(",");
    MILLIGRAMS(food);
    APPEND(",0,");
    MILLIGRAMS(supplement + food);
    APPEND(",0,logged,false,320,RDA,");
    PERCENT(supplement + food, 320);
    APPEND(",265,EAR,350,UL,supplemental,");
    MILLIGRAMS(supplement);
    APPEND(",");
    PERCENT(supplement, 350);
    if (supplement > 350 * INT64_C(1000000)) APPEND(",true,met,1,1,none\n");
    else APPEND(",false,met,1,0,none\n");
    fwrite(line, 1, (size_t)(out - line), stdout);
}

static void query(long from, long to, int print, const char *sql) {
    sqlite3_stmt *statement = prepare(sql);
    sqlite3_bind_int64(statement, 1, from);
    sqlite3_bind_int64(statement, 2, to);
    if (sqlite3_bind_parameter_count(statement) == 3) sqlite3_bind_int64(statement, 3, 0); /* magnesium */
    if (print) {
        puts("period,nutrient,unit,days,days_logged,supplement,food,usual_diet,total,topical,diet,at_least,target,target_kind,"
             "target_percent,requirement,requirement_kind,upper,upper_kind,upper_scope,upper_amount,upper_percent,over_upper,status,"
             "days_met,days_over_upper,stage");
    }
    int64_t day = INT64_MIN, sums[2] = {0, 0};
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const int64_t next = sqlite3_column_int64(statement, 0);
        if (next != day) {
            if (print && day != INT64_MIN) print_row(day, sums[0], sums[1]);
            if (print) sums[0] = sums[1] = 0;
            day = next;
        }
        if (sqlite3_column_int64(statement, 1) == 0) sums[sqlite3_column_int64(statement, 2)] += sqlite3_column_int64(statement, 4);
    }
    sqlite3_finalize(statement);
    if (print && day != INT64_MIN) print_row(day, sums[0], sums[1]);
    if (!print) printf("%lld\n", (long long)(sums[0] + sums[1]));
}

/* Each day's sums of every nutrient, a line each: what a report of all nutrients cannot do without. */
static void query_all(long from, long to) {
    sqlite3_stmt *statement = prepare(EPSOM_LEDGER_QUERY);
    sqlite3_bind_int64(statement, 1, from);
    sqlite3_bind_int64(statement, 2, to);
    static int64_t sums[64];
    int64_t day = INT64_MIN;
    for (int more = sqlite3_step(statement) == SQLITE_ROW;; more = sqlite3_step(statement) == SQLITE_ROW) {
        const int64_t next = more ? sqlite3_column_int64(statement, 0) : INT64_MAX;
        if (next != day && day != INT64_MIN) {
            for (int i = 0; i < 64; ++i) {
                if (sums[i] != 0) printf("%lld,%d,%lld.%03lld\n", (long long)day, i, (long long)(sums[i] / 1000000), (long long)(sums[i] / 1000 % 1000));
            }
            memset(sums, 0, sizeof sums);
        }
        if (!more) break;
        day = next;
        if (sqlite3_column_int64(statement, 3) == 0) sums[sqlite3_column_int64(statement, 1) & 63] += sqlite3_column_int64(statement, 4);
    }
    sqlite3_finalize(statement);
}

/* ---- writing ---- */

static uint64_t state;

/* splitmix64: uuids that fall anywhere in the index, as real ones do. */
static uint64_t next_random(void) {
    uint64_t z = state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static void make_uuid(char uuid[36]) {
    for (int i = 0; i < 36; ++i) uuid[i] = i == 8 || i == 13 || i == 18 || i == 23 ? '-' : "0123456789abcdef"[next_random() >> 60];
}

/* One change of `rows` intakes, 5 on each of the days up to `last`. */
static void write_change(int rows, long last, const char *title) {
    static const struct { const char *what; int nutrient; int64_t nanograms; } taken[] = {
        {"glycinate", 0, 200000000}, {"oxide", 0, 100000000}, {"citrate", 0, 150000000}, {"malate", 0, 120000000}, {"taurate", 0, 50000000}};
    run("PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON");
    run("BEGIN IMMEDIATE");
    run("UPDATE clock SET stamp = stamp + 1");
    sqlite3_stmt *change = prepare("INSERT INTO change(at, title, imported) VALUES (1795206600, ?1, 1)");
    sqlite3_bind_text(change, 1, title, -1, SQLITE_STATIC);
    insert(change);
    const int64_t id = sqlite3_last_insert_rowid(db);
    sqlite3_stmt *undo = prepare("INSERT INTO change_row(change, place, kind, uuid, image) VALUES (?1, ?2, 2, ?3, NULL)");
    sqlite3_stmt *intake = prepare(
        "INSERT INTO intake(uuid, stamp, at, utc_offset, day, what, kind, servings, unit, source, route, note, recorded, origin)"
        " VALUES (?1, ?2, ?3, 0, ?4, ?5, 0, 1000, '', 0, 0, '', ?2, 0)");
    sqlite3_stmt *content = prepare(
        "INSERT INTO content(day, nutrient, source, route, intake, amount, compound, basis) VALUES (?1, ?2, 0, 0, ?3, ?4, ?5, 0)");
    for (int i = 0; i < rows; ++i) {
        char uuid[36];
        make_uuid(uuid);
        const long day = last - i / 5;
        sqlite3_bind_int64(undo, 1, id);
        sqlite3_bind_int64(undo, 2, i + 1);
        sqlite3_bind_text(undo, 3, uuid, sizeof uuid, SQLITE_STATIC);
        insert(undo);
        sqlite3_bind_text(intake, 1, uuid, sizeof uuid, SQLITE_STATIC);
        sqlite3_bind_int64(intake, 2, 1795206600000000);
        sqlite3_bind_int64(intake, 3, day * INT64_C(86400) + 28800 + i % 5 * 3600);
        sqlite3_bind_int64(intake, 4, day);
        sqlite3_bind_text(intake, 5, taken[i % 5].what, -1, SQLITE_STATIC);
        insert(intake);
        sqlite3_bind_int64(content, 1, day);
        sqlite3_bind_int64(content, 2, taken[i % 5].nutrient);
        sqlite3_bind_int64(content, 3, sqlite3_last_insert_rowid(db));
        sqlite3_bind_int64(content, 4, taken[i % 5].nanograms);
        sqlite3_bind_text(content, 5, taken[i % 5].what, -1, SQLITE_STATIC);
        insert(content);
    }
    run("COMMIT");
    sqlite3_finalize(change);
    sqlite3_finalize(undo);
    sqlite3_finalize(intake);
    sqlite3_finalize(content);
}

/* One change of one intake with `rows` contents, as `log` of a product with so many lines does. */
static void write_label(int rows, long day) {
    run("PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON");
    run("BEGIN IMMEDIATE");
    run("UPDATE clock SET stamp = stamp + 1");
    run("INSERT INTO change(at, title, imported) VALUES (1795206600, 'log multi, 2026-11-20 22:00', 0)");
    char uuid[36];
    make_uuid(uuid);
    sqlite3_stmt *undo = prepare("INSERT INTO change_row(change, place, kind, uuid, image) VALUES (?1, 1, 2, ?2, NULL)");
    sqlite3_bind_int64(undo, 1, sqlite3_last_insert_rowid(db));
    sqlite3_bind_text(undo, 2, uuid, sizeof uuid, SQLITE_STATIC);
    insert(undo);
    sqlite3_stmt *intake = prepare(
        "INSERT INTO intake(uuid, stamp, at, utc_offset, day, what, kind, dose, servings, unit, source, route, note, recorded, origin, edition)"
        " VALUES (?1, 1795206600000000, 1795212000, 0, ?2, 'multi', 3, ?1, 1000, 'serving', 0, 0, '', 1795206600000000, 0, 2)");
    sqlite3_bind_text(intake, 1, uuid, sizeof uuid, SQLITE_STATIC);
    sqlite3_bind_int64(intake, 2, day);
    insert(intake);
    const int64_t id = sqlite3_last_insert_rowid(db);
    sqlite3_stmt *content = prepare(
        "INSERT INTO content(day, nutrient, source, route, intake, amount, compound, basis) VALUES (?1, ?2, 0, 0, ?3, ?4, '', 0)");
    for (int i = 0; i < rows; ++i) {
        sqlite3_bind_int64(content, 1, day);
        sqlite3_bind_int64(content, 2, i);
        sqlite3_bind_int64(content, 3, id);
        sqlite3_bind_int64(content, 4, 100000000 + i);
        insert(content);
    }
    run("COMMIT");
    sqlite3_finalize(undo);
    sqlite3_finalize(intake);
    sqlite3_finalize(content);
}

static void set_journal_mode(const char *mode) {
    char sql[64];
    const int kept = strcmp(mode, "wal-kept") == 0;
    snprintf(sql, sizeof sql, "PRAGMA journal_mode = %s", kept ? "wal" : mode);
    run(sql);
    int keep = 1;
    if (kept && (sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) != SQLITE_OK ||
                 sqlite3_file_control(db, NULL, SQLITE_FCNTL_PERSIST_WAL, &keep) != SQLITE_OK)) fail(mode);
}

static void count(void) {
    sqlite3_stmt *statement = prepare("SELECT (SELECT count(*) || ' ' || sum(day) FROM intake), (SELECT count(*) || ' ' || sum(amount) FROM content),"
                                      " (SELECT count(*) FROM change), (SELECT count(*) FROM change_row)");
    if (sqlite3_step(statement) != SQLITE_ROW) fail("count");
    for (int i = 0; i < 4; ++i) printf("%s ", sqlite3_column_text(statement, i));
    puts("");
    sqlite3_finalize(statement);
}

int main(int argc, char **argv) {
    if (argc < 3) return argc == 2 && strcmp(argv[1], "start") == 0 ? 0 : 2;
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    if (sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) fail("open");
    const long today = 20777; /* 2026-11-20 */
    if (argc >= 4 && strcmp(argv[1], "commit") == 0) {
        if (argc == 5) set_journal_mode(argv[4]);
        sqlite3_randomness(sizeof state, &state);
        write_change(1, today - atol(argv[3]), "log glycinate 200 mg, 2026-11-20 22:00");
    } else if (argc == 4 && strcmp(argv[1], "label") == 0) {
        sqlite3_randomness(sizeof state, &state);
        write_label(atoi(argv[3]), today);
    } else if (argc == 5 && strcmp(argv[1], "nutrients") == 0) {
        query_all(atol(argv[3]), atol(argv[4]));
    } else if (argc == 4 && strcmp(argv[1], "import") == 0) {
        write_change(atoi(argv[3]), today, "import csv: 100000 records");
    } else if (argc == 5) {
        const char *grouped = "SELECT day, nutrient, source, route, sum(amount) FROM content WHERE day BETWEEN ?1 AND ?2 AND nutrient = ?3"
                              " GROUP BY day, nutrient, source, route";
        query(atol(argv[3]), atol(argv[4]), strcmp(argv[1], "query") != 0, strcmp(argv[1], "grouped") == 0 ? grouped : EPSOM_LEDGER_QUERY);
    } else {
        count();
    }
    return sqlite3_close(db) == SQLITE_OK ? 0 : 2;
}
