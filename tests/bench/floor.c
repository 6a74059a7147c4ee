/* What nobody can beat: the same work as epsom does, with nothing around it. Linked statically, as epsom is.
 *
 *   floor start                 starts and ends
 *   floor query FILE FROM TO    opens the data file and adds up the days FROM..TO, as `report` does
 *   floor rows FILE FROM TO     the same, printing a line for each row
 *   floor commit FILE           commits the rows of one `log` with the same durability
 */
#include <sqlite3.h>
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

static int failed(sqlite3 *db, const char *what) {
    fprintf(stderr, "floor: %s: %s\n", what, sqlite3_errmsg(db));
    return 1;
}

static int query(sqlite3 *db, long from, long to, int print) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(db, EPSOM_LEDGER_QUERY, -1, &statement, NULL) != SQLITE_OK) return failed(db, "prepare");
    sqlite3_bind_int64(statement, 1, from);
    sqlite3_bind_int64(statement, 2, to);
    sqlite3_bind_int64(statement, 3, 0);
    long long sum = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        sum += sqlite3_column_int64(statement, 4);
        if (print) {
            printf("%lld,magnesium,mg,1,1,%.3f,%.3f,0,%.3f,0,logged,false,420,RDA,%.1f,350,EAR,350,UL,supplemental,%.3f,%.1f,false,met,1,0,none\n",
                   sqlite3_column_int64(statement, 0), 1e-6 * (double)sqlite3_column_int64(statement, 4), 0.0,
                   1e-6 * (double)sqlite3_column_int64(statement, 4), 1.5, 2.5, 3.5);
        }
    }
    sqlite3_finalize(statement);
    if (!print) printf("%lld\n", sum);
    return 0;
}

static int commit(sqlite3 *db) {
    static const char *const statements[] = {
        "PRAGMA synchronous = EXTRA", "BEGIN IMMEDIATE", "UPDATE clock SET stamp = stamp + 1",
        "INSERT INTO change(at, title, imported) VALUES (1795206600, 'log glycinate 200 mg, 2026-11-20 22:00', 0)",
        "INSERT INTO change_row(change, place, kind, uuid, image) VALUES ((SELECT max(id) FROM change), 1, 2, lower(hex(randomblob(16))), NULL)",
        "INSERT INTO intake(uuid, stamp, at, utc_offset, day, what, kind, servings, unit, source, route, note, recorded, origin)"
        " VALUES (lower(hex(randomblob(16))), 1, 1795206600, 3600, 20777, 'glycinate', 0, 1000, '', 0, 0, '', 1, 0)",
        "INSERT INTO content(day, nutrient, source, route, intake, amount, compound, basis)"
        " VALUES (20777, 0, 0, 0, last_insert_rowid(), 200000000, 'glycinate', 0)",
        "COMMIT"};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; ++i) {
        if (sqlite3_exec(db, statements[i], NULL, NULL, NULL) != SQLITE_OK) return failed(db, statements[i]);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc < 3) return argc == 2 && strcmp(argv[1], "start") == 0 ? 0 : 2;
    sqlite3 *db;
    if (sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) return failed(db, "open");
    int result = 2;
    if (strcmp(argv[1], "commit") == 0) result = commit(db);
    if (argc == 5) result = query(db, atol(argv[3]), atol(argv[4]), strcmp(argv[1], "rows") == 0);
    sqlite3_close(db);
    return result;
}
