/* The lean design: the least code on SQLite that does the same job, with tables of its own. It keeps entries with a
 * uuid, their contents, what undo needs and a sum for each day and nutrient, or, as `indexed`, entries alone behind a
 * covering index. It knows no reference intake, no doses, no other units: what epsom is measured against, not what
 * anybody would use.
 *
 *   floor nop                   starts and ends: what linking costs
 *   floor import FILE CSV       a new file of the lean design from a table "at,what,amount,unit,nutrient,note", in one
 * transaction floor import-indexed FILE CSV   the same behind a covering index floor log FILE [MODE]       one entry of
 * glycinate, now, with all that belongs to it, in one transaction as durable as SQLite's default; MODE is the
 * journal's: delete (else), truncate, persist, wal floor days FILE SINCE       magnesium from a day on (days since
 * 1970) in the columns of `epsom report`, from the sums of the days floor indexed FILE SINCE    the same from the
 * covering index; SINCE is a date
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* SQLite loads no extension here either: see src/no_extensions.cpp. */
void* __wrap_dlopen(const char* name, int mode) {
    (void)name, (void)mode;
    return NULL;
}

static sqlite3* db;
static int bad(const char* what) {
    char b[300];
    int n = snprintf(b, sizeof b, "floor: %s: %s\n", what, db ? sqlite3_errmsg(db) : "");
    if (write(2, b, n) < 0) {}
    return 1;
}
static char buf[1 << 16];
static int fill;
static void flush(void) {
    int o = 0;
    while (o < fill) {
        int k = write(1, buf + o, fill - o);
        if (k <= 0) _exit(3);
        o += k;
    }
    fill = 0;
}
static inline void room(int n) {
    if (fill + n > (int)sizeof buf) flush();
}
static inline void puts_(const char* s, int n) { room(n), memcpy(buf + fill, s, n), fill += n; }
static void putn(long v) {
    char t[24];
    int i = 24;
    do t[--i] = '0' + v % 10, v /= 10;
    while (v);
    puts_(t + i, 24 - i);
}
static void putmg(long ug) {
    putn(ug / 1000);
    int f = ug % 1000;
    if (f) {
        char t[4] = {'.', '0' + f / 100, '0' + f / 10 % 10, '0' + f % 10};
        int n = 4;
        while (t[n - 1] == '0') n--;
        puts_(t, n);
    }
}
static void putday(long z) { /* days since 1970 to Y-M-D (H. Hinnant's civil_from_days) */
    z += 719468;
    long era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, y = yoe + era * 400;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    long d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
    y += m <= 2;
    char t[10] = {'0' + y / 1000, '0' + y / 100 % 10, '0' + y / 10 % 10, '0' + y % 10, '-', '0' + m / 10, '0' + m % 10,
        '-', '0' + d / 10, '0' + d % 10};
    puts_(t, 10);
}
static int ex(const char* s) { return sqlite3_exec(db, s, 0, 0, 0) ? bad(s) : 0; }
static int open_(const char* p, int flags) {
    return sqlite3_open_v2(p, &db, flags | SQLITE_OPEN_NOMUTEX, 0) ? bad("open") : 0;
}
static int one(const char* sql, sqlite3_int64* v) {
    sqlite3_stmt* s;
    if (sqlite3_prepare_v2(db, sql, -1, &s, 0) || sqlite3_step(s) != SQLITE_ROW) return bad(sql);
    if (v) *v = sqlite3_column_int64(s, 0);
    return sqlite3_finalize(s);
}
static int log_one(const char* file, const char* mode) {
    if (open_(file, SQLITE_OPEN_READWRITE)) return 1;
    sqlite3_busy_timeout(db, 5000);
    char text[64];
    snprintf(text, sizeof text, "PRAGMA journal_mode=%s", mode);
    if (strcmp(mode, "delete") && ex(text)) return 1;
    if (one("PRAGMA user_version", 0)) return 1;
    time_t now = time(0);
    sqlite3_stmt* s;
    sqlite3_int64 in, day = now / 86400;
    unsigned char id[16];
    sqlite3_randomness(16, id);
    if (ex("BEGIN IMMEDIATE")) return 1;
    if (sqlite3_prepare_v2(db, "INSERT INTO change(at,what) VALUES(?,'log')", -1, &s, 0)) return bad("prepare");
    sqlite3_bind_int64(s, 1, now);
    if (sqlite3_step(s) != SQLITE_DONE) return bad("step");
    sqlite3_finalize(s);
    sqlite3_int64 ch = sqlite3_last_insert_rowid(db);
    if (sqlite3_prepare_v2(db,
            "INSERT INTO intake(uuid,taken_at,tz_min,day,what,compound,amount,unit,basis,source,route,change) "
            "VALUES(?,?,0,?,'glycinate','glycinate',?,'mg','label','supplement','oral',?)",
            -1, &s, 0))
        return bad("prepare");
    sqlite3_bind_blob(s, 1, id, 16, SQLITE_STATIC), sqlite3_bind_int64(s, 2, now), sqlite3_bind_int64(s, 3, day);
    sqlite3_bind_int64(s, 4, 200000000ll), sqlite3_bind_int64(s, 5, ch);
    if (sqlite3_step(s) != SQLITE_DONE) return bad("step");
    sqlite3_finalize(s);
    in = sqlite3_last_insert_rowid(db);
    if (sqlite3_prepare_v2(db, "INSERT INTO content VALUES(?,'magnesium',?)", -1, &s, 0)) return bad("prepare");
    sqlite3_bind_int64(s, 1, in), sqlite3_bind_int64(s, 2, 200000000ll);
    if (sqlite3_step(s) != SQLITE_DONE) return bad("step");
    sqlite3_finalize(s);
    if (sqlite3_prepare_v2(db,
            "INSERT INTO daily VALUES('magnesium',?,?,0,1)"
            " ON CONFLICT DO UPDATE SET supplement=supplement+excluded.supplement,n=n+1",
            -1, &s, 0))
        return bad("prepare");
    sqlite3_bind_int64(s, 1, day), sqlite3_bind_int64(s, 2, 200000000ll);
    if (sqlite3_step(s) != SQLITE_DONE) return bad("step");
    sqlite3_finalize(s);
    if (ex("COMMIT")) return 1;
    return sqlite3_close(db);
}
static const char head[] =
    "period,nutrient,unit,days,days_logged,supplement,food,usual_diet,total,topical,diet,at_least,"
    "target,target_kind,target_percent,"
    "requirement,requirement_kind,upper,upper_kind,upper_scope,upper_amount,upper_percent,over_upper,"
    "status,days_met,days_over_upper\n";
static void tenth(long v, long of) { /* 100 v / of, one decimal */
    long p = (v * 1000 + of / 2) / of;
    putn(p / 10);
    if (p % 10) buf[fill++] = '.', buf[fill++] = '0' + p % 10;
}
#define LIT(s) puts_(s, sizeof s - 1)
/* one day, every column that is not constant computed: target 310 mg, average need 255 mg, upper level 350 mg */
static void wide(long ug) {
    LIT(",magnesium,mg,1,1,"), putmg(ug), LIT(",,,"), putmg(ug), LIT(",,unknown,true,310,RDA,"), tenth(ug, 310000);
    LIT(",255,EAR,350,UL,supplemental,"), putmg(ug), LIT(","), tenth(ug, 350000);
    if (ug > 350000) LIT(",true,");
    else LIT(",false,");
    if (ug >= 310000) LIT("met,1,");
    else LIT("unknown,0,");
    if (ug > 350000) LIT("1\n");
    else LIT("0\n");
}
static int report(const char* file, const char* since, int indexed) {
    /* read-write: a read-only connection cannot roll back what a crash left behind */
    if (open_(file, SQLITE_OPEN_READWRITE) || one("PRAGMA user_version", 0)) return 1;
    sqlite3_stmt* s;
    puts_(head, sizeof head - 1);
    if (indexed) {
        if (sqlite3_prepare_v2(db,
                "SELECT day,sum(ug),count(*) FROM entry WHERE nutrient='magnesium' AND day>=? GROUP BY day", -1, &s, 0))
            return bad("prepare");
        sqlite3_bind_text(s, 1, since, -1, SQLITE_STATIC);
    } else {
        if (sqlite3_prepare_v2(db,
                "SELECT day,supplement/1000,n FROM daily WHERE nutrient='magnesium' AND day>=? ORDER BY day", -1, &s,
                0))
            return bad("prepare");
        sqlite3_bind_int64(s, 1, atol(since));
    }
    while (sqlite3_step(s) == SQLITE_ROW) {
        room(400);
        if (indexed) puts_((const char*)sqlite3_column_text(s, 0), 10);
        else putday(sqlite3_column_int64(s, 0));
        wide(sqlite3_column_int64(s, 1));
    }
    sqlite3_finalize(s);
    flush();
    return sqlite3_close(db);
}
static long days(int y, int m, int d) {
    y -= m <= 2;
    long era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}
static int d2(const char* p) { return (p[0] - '0') * 10 + p[1] - '0'; }
static int import(const char* file, const char* csv, int rich) {
    if (open_(file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) return 1;
    static const char* const schema[] = {
        "CREATE TABLE entry(id INTEGER PRIMARY KEY, taken_at INTEGER NOT NULL,"
        "tz_min INTEGER NOT NULL, day TEXT NOT NULL,"
        "nutrient TEXT NOT NULL, source TEXT NOT NULL, ug INTEGER NOT NULL CHECK(ug>0), note TEXT) STRICT;"
        "CREATE INDEX entry_nutrient ON entry(nutrient,day,ug)",
        "CREATE TABLE change(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL) STRICT;"
        "CREATE TABLE intake(id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE,"
        "taken_at INTEGER NOT NULL, tz_min INTEGER NOT NULL, day INTEGER NOT NULL,"
        "what TEXT NOT NULL, compound TEXT, amount INTEGER NOT NULL, unit TEXT NOT NULL,"
        "basis TEXT NOT NULL, source TEXT NOT NULL, route TEXT NOT NULL,"
        "note TEXT, change INTEGER NOT NULL) STRICT;"
        "CREATE INDEX intake_day ON intake(day);"
        "CREATE TABLE content(intake INTEGER NOT NULL, nutrient TEXT NOT NULL, ng INTEGER NOT NULL,"
        "PRIMARY KEY(intake,nutrient)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE daily(nutrient TEXT NOT NULL, day INTEGER NOT NULL,"
        "supplement INTEGER NOT NULL, food INTEGER NOT NULL, n INTEGER NOT NULL,"
        "PRIMARY KEY(nutrient,day)) STRICT, WITHOUT ROWID; INSERT INTO change VALUES(1,0,'import')"};
    static const char* const row[] = {
        "INSERT INTO entry(taken_at,tz_min,day,nutrient,source,ug,note) VALUES(?,0,?,?,?,?,?)",
        "INSERT INTO intake(uuid,taken_at,tz_min,day,what,compound,amount,unit,basis,source,route,note,change) "
        "VALUES(?,?,0,?,?,?,?,'mg','label','supplement','oral',?,1)"};
    if (ex("BEGIN IMMEDIATE") || ex(schema[rich]) || ex("PRAGMA user_version=1")) return 1;
    int fd = open(csv, O_RDONLY);
    struct stat st;
    if (fd < 0 || fstat(fd, &st)) return bad("csv");
    const char *p = mmap(0, st.st_size + 1, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0), *e = p + st.st_size;
    sqlite3_stmt *s, *r = 0, *k = 0;
    if (sqlite3_prepare_v2(db, row[rich], -1, &s, 0)) return bad("prepare");
    if (rich && sqlite3_prepare_v2(db, "INSERT INTO daily VALUES(?,?,?,0,?)", -1, &r, 0)) return bad("prepare");
    if (rich && sqlite3_prepare_v2(db, "INSERT INTO content VALUES(?,?,?)", -1, &k, 0)) return bad("prepare");
    long tot[16] = {0}, cnt[16] = {0}, cur = -(1L << 30);
    struct {
        const char* p;
        int n;
    } names[16];
    int nn = 0;
    p = memchr(p, '\n', e - p) + 1;
    for (;;) {
        long d = p < e ? days(d2(p) * 100 + d2(p + 2), d2(p + 5), d2(p + 8)) : 1 << 30;
        if (rich && d != cur) {
            for (int i = 0; i < nn; i++) {
                sqlite3_bind_text(r, 1, names[i].p, names[i].n, SQLITE_STATIC), sqlite3_bind_int64(r, 2, cur);
                sqlite3_bind_int64(r, 3, tot[i] * 1000), sqlite3_bind_int64(r, 4, cnt[i]);
                if (sqlite3_step(r) != SQLITE_DONE) return bad("step");
                sqlite3_reset(r), tot[i] = cnt[i] = 0;
            }
            nn = 0, cur = d;
        }
        if (p >= e) break;
        long t = d * 86400 + d2(p + 11) * 3600 + d2(p + 14) * 60 + d2(p + 17);
        const char *f = p + 26, *g = memchr(f, ',', e - f), *a = g + 1, *nut, *ne, *note;
        long ug = 0, sc = 1000;
        while (*a >= '0' && *a <= '9') ug = ug * 10 + *a++ - '0';
        if (*a == '.')
            for (a++; *a >= '0' && *a <= '9'; a++) ug = ug * 10 + *a - '0', sc /= 10;
        a++; /* ,mg,  or  ,mcg, */
        ug *= a[1] == 'c' ? 1 : sc;
        nut = (const char*)memchr(a, ',', e - a) + 1, ne = memchr(nut, ',', e - nut), note = ne + 1;
        p = memchr(note, '\n', e - note);
        int ln = (p ? p : e) - note;
        int q = 1;
        if (rich) {
            unsigned char id[16];
            sqlite3_randomness(16, id);
            sqlite3_bind_blob(s, q++, id, 16, SQLITE_TRANSIENT);
        }
        sqlite3_bind_int64(s, q++, t);
        if (!rich) {
            sqlite3_bind_text(s, q++, f - 26, 10, SQLITE_STATIC),
                sqlite3_bind_text(s, q++, nut, ne - nut, SQLITE_STATIC);
            sqlite3_bind_text(s, q++, f, g - f, SQLITE_STATIC), sqlite3_bind_int64(s, q++, ug);
        } else {
            sqlite3_bind_int64(s, q++, d), sqlite3_bind_text(s, q++, f, g - f, SQLITE_STATIC);
            sqlite3_bind_text(s, q++, f, g - f, SQLITE_STATIC), sqlite3_bind_int64(s, q++, ug * 1000);
        }
        if (ln) sqlite3_bind_text(s, q, note, ln, SQLITE_STATIC);
        else sqlite3_bind_null(s, q);
        if (sqlite3_step(s) != SQLITE_DONE) return bad("step");
        sqlite3_reset(s);
        if (rich) {
            sqlite3_bind_int64(k, 1, sqlite3_last_insert_rowid(db)),
                sqlite3_bind_text(k, 2, nut, ne - nut, SQLITE_STATIC), sqlite3_bind_int64(k, 3, ug * 1000);
            if (sqlite3_step(k) != SQLITE_DONE) return bad("step");
            sqlite3_reset(k);
        }
        if (rich) {
            int i = 0;
            while (i < nn && (names[i].n != ne - nut || memcmp(names[i].p, nut, ne - nut))) i++;
            if (i == nn) names[nn].p = nut, names[nn++].n = ne - nut;
            tot[i] += ug, cnt[i]++;
        }
        if (!p) p = e;
        else p++;
    }
    sqlite3_finalize(s), sqlite3_finalize(r), sqlite3_finalize(k);
    if (ex("COMMIT")) return 1;
    return sqlite3_close(db);
}
int main(int c, char** v) {
    const char* m = c > 1 ? v[1] : "";
    if (!strcmp(m, "nop")) return sqlite3_libversion_number() == 0;
    if (c < 3) return bad("usage");
    if (!strcmp(m, "log")) return log_one(v[2], c > 3 ? v[3] : "delete");
    if (c < 4) return bad("usage");
    if (!strcmp(m, "days")) return report(v[2], v[3], 0);
    if (!strcmp(m, "indexed")) return report(v[2], v[3], 1);
    if (!strcmp(m, "import")) return import(v[2], v[3], 1);
    if (!strcmp(m, "import-indexed")) return import(v[2], v[3], 0);
    return bad(m);
}
