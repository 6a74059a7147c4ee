#include "schema_steps.hpp"

namespace epsom::store {

// The text of a CREATE is compared with the one in the file: a line of it that is too long is broken between literals.
const std::array<Step, 6> steps{
    Step{R"sql(
CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), stamp INTEGER NOT NULL) STRICT;
INSERT INTO clock VALUES (1, 0);

CREATE TABLE setting (key TEXT PRIMARY KEY, stamp INTEGER NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE stage (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL,
  stage INTEGER NOT NULL, from_day INTEGER NOT NULL, until_day INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE intake (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  at INTEGER NOT NULL, utc_offset INTEGER NOT NULL, day INTEGER NOT NULL,
  what TEXT NOT NULL, kind INTEGER NOT NULL, dose TEXT, servings INTEGER NOT NULL, quantity INTEGER, unit TEXT NOT NULL,
  source INTEGER NOT NULL, route INTEGER NOT NULL, note TEXT NOT NULL, recorded INTEGER NOT NULL,
  value INTEGER, onset INTEGER, origin INTEGER NOT NULL) STRICT;
CREATE INDEX intake_by_time ON intake (day, at);
CREATE INDEX intake_of_dose ON intake (dose, at) WHERE dose IS NOT NULL;
CREATE INDEX intake_from_stock ON intake (dose, recorded) WHERE dose IS NOT NULL;

-- In the order in which reports add up; day, source and route are those of the intake.
CREATE TABLE content (
  day INTEGER NOT NULL, nutrient INTEGER NOT NULL, source INTEGER NOT NULL, route INTEGER NOT NULL,
  intake INTEGER NOT NULL REFERENCES intake,
  amount INTEGER, compound TEXT NOT NULL, basis INTEGER NOT NULL,
  PRIMARY KEY (day, nutrient, source, route, intake)) STRICT, WITHOUT ROWID;
CREATE INDEX content_of_intake ON content (intake);

-- A dose as its label and its taker have it; the plan is text, as schedule.hpp spells it.
CREATE TABLE dose (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  name TEXT NOT NULL, serving INTEGER NOT NULL, unit TEXT NOT NULL, source INTEGER NOT NULL, route INTEGER NOT NULL,
  substance TEXT NOT NULL, note TEXT NOT NULL, plan TEXT NOT NULL, most INTEGER, most_window INTEGER NOT NULL, )sql"
         R"sql(gap INTEGER NOT NULL,
  stock INTEGER, counted INTEGER NOT NULL, created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL) STRICT;
CREATE TABLE dose_content (
  dose INTEGER NOT NULL REFERENCES dose, nutrient INTEGER NOT NULL, amount INTEGER, compound TEXT NOT NULL, )sql"
         R"sql(basis INTEGER NOT NULL,
  PRIMARY KEY (dose, nutrient)) STRICT, WITHOUT ROWID;

-- A slot that was left out on purpose.
CREATE TABLE skip (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, dose TEXT NOT NULL, day INTEGER NOT NULL, time INTEGER NOT NULL,
  note TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Foods of imported tables, by name_key(); amounts in 100 g.
CREATE TABLE food (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,
  magnesium INTEGER, iron INTEGER, calcium INTEGER, vitamin_d INTEGER, vitamin_b12 INTEGER, folate INTEGER) )sql"
         R"sql(STRICT, WITHOUT ROWID;
CREATE INDEX food_by_key ON food (key);

-- What `check --once` has said, and since when it is so; no part of what undo takes back.
CREATE TABLE announced (finding TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
  uuid TEXT PRIMARY KEY, kind INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, title TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
  imported INTEGER NOT NULL) STRICT;
CREATE TABLE change_row (
  change INTEGER NOT NULL REFERENCES change, place INTEGER NOT NULL,
  kind INTEGER NOT NULL, uuid TEXT NOT NULL, image TEXT,
  PRIMARY KEY (change, place)) STRICT, WITHOUT ROWID;
)sql",
        ""},
    Step{"", ""},  // 2: pages carry checksums, see page_checksum.hpp; the tables are those of 1
    Step{R"sql(
ALTER TABLE skip ADD COLUMN at INTEGER;  -- when it was decided; null in what earlier versions wrote

-- The user said that all food (1), or all supplements (0), of the day is in the log.
CREATE TABLE complete_day (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, day INTEGER NOT NULL, source INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX complete_day_by_day ON complete_day (day, source);
-- Food that was logged used to be all food of its day: the next report says that it no longer is.
INSERT INTO announced(finding, at) SELECT 'partial-food', 0 FROM (SELECT 1 FROM content WHERE source = 1 AND
  route = 0 LIMIT 1);
)sql",
        "CREATE TEMP VIEW skip_6 AS SELECT *, NULL AS at FROM main.skip;"
        "CREATE TEMP VIEW complete_day AS SELECT '' AS uuid, 0 AS stamp, 0 AS day, 0 AS source WHERE false"},
    Step{R"sql(
-- The list of ingredients that an entry, or the label of a dose, answers for: of one that came later it says nothing.
ALTER TABLE intake ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;
ALTER TABLE dose ADD COLUMN edition INTEGER NOT NULL DEFAULT 1;

-- The user's own ingredients. Contents name them by their id, which is never given to another. Theirs begin where the
-- ids of the program's table end.
CREATE TABLE ingredient (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL) STRICT;
INSERT INTO sqlite_sequence(name, seq) VALUES ('ingredient', 32767);

-- A food has one row for each ingredient of which its table knows how much 100 g hold.
ALTER TABLE food RENAME TO food_of_six;
DROP INDEX food_by_key;
CREATE TABLE food (
  id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL) STRICT;
CREATE INDEX food_by_key ON food (key, uuid);
CREATE TABLE food_amount (
  food INTEGER NOT NULL REFERENCES food, nutrient INTEGER NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (food, nutrient)) STRICT, WITHOUT ROWID;
INSERT INTO food(uuid, stamp, key, name, source) SELECT uuid, stamp, key, name, source FROM food_of_six ORDER BY uuid;
INSERT INTO food_amount(food, nutrient, amount)
  SELECT food.id, six.nutrient, six.amount FROM food JOIN (
    SELECT uuid, 0 AS nutrient, magnesium AS amount FROM food_of_six UNION ALL
    SELECT uuid, 1, iron FROM food_of_six UNION ALL
    SELECT uuid, 2, calcium FROM food_of_six UNION ALL SELECT uuid, 3, vitamin_d FROM food_of_six UNION ALL
    SELECT uuid, 4, vitamin_b12 FROM food_of_six UNION ALL SELECT uuid, 5, folate FROM food_of_six) AS six USING (uuid)
  WHERE six.amount IS NOT NULL ORDER BY food.id, six.nutrient;
DROP TABLE food_of_six;
-- Foods that undo would bring back have the same form.
UPDATE change_row SET image = json_array(image ->> 0, image ->> 1, image ->> 2, image ->> 3,
    (SELECT json_group_array(json_array(value, image ->> (value + 4))) FROM json_each('[0,1,2,3,4,5]')
      WHERE image ->> (value + 4) IS NOT NULL))
  WHERE kind = 5 AND image IS NOT NULL AND json_valid(image) AND json_array_length(image) = 10;
)sql",
        "CREATE TEMP VIEW intake_6 AS SELECT *, 1 AS edition, '' AS detail FROM main.intake;"
        "CREATE TEMP VIEW dose_6 AS SELECT *, 1 AS edition, '' AS sets, NULL AS low, NULL AS expires FROM main.dose;"
        "CREATE TEMP VIEW ingredient_6 AS SELECT 0 AS id, '' AS uuid, 0 AS stamp, '' AS key, '' AS name, '' AS unit "
        "WHERE false;"
        "CREATE TEMP VIEW food_6 AS SELECT row_number() OVER (ORDER BY uuid) AS id, uuid, stamp, key, name, source"
        " FROM main.food;"
        "CREATE TEMP VIEW food_amount_6 AS SELECT six.id AS food, one.value AS nutrient,"
        " CASE one.value WHEN 0 THEN magnesium WHEN 1 THEN iron WHEN 2 THEN calcium WHEN 3 THEN vitamin_d WHEN 4 THEN "
        "vitamin_b12 ELSE folate END"
        " AS amount FROM (SELECT row_number() OVER (ORDER BY uuid) AS id, * FROM main.food) AS six JOIN "
        "json_each('[0,1,2,3,4,5]') AS one"
        " WHERE amount IS NOT NULL"},
    Step{R"sql(
-- What else an entry of the diary says, as text; see intake.hpp.
ALTER TABLE intake ADD COLUMN detail TEXT NOT NULL DEFAULT '';
-- Blood values are few, and every report asks for those of its period.
CREATE INDEX intake_of_lab ON intake (day, at) WHERE kind = 8;
)sql",
        // Of an older file the view of step 4 has it.
        "CREATE TEMP VIEW IF NOT EXISTS intake_6 AS SELECT *, '' AS detail FROM main.intake"},
    Step{R"sql(
-- The names of the sets that a dose belongs to, a line each; days before it runs out; the last day of its supply.
ALTER TABLE dose ADD COLUMN sets TEXT NOT NULL DEFAULT '';
ALTER TABLE dose ADD COLUMN low INTEGER;
ALTER TABLE dose ADD COLUMN expires INTEGER;
)sql",
        "CREATE TEMP VIEW IF NOT EXISTS dose_6 AS SELECT *, '' AS sets, NULL AS low, NULL AS expires FROM main.dose"},
};

const char* const kept_tables = R"sql(
CREATE TABLE setting (key TEXT PRIMARY KEY, stamp INTEGER NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The user said that all food (1), or all supplements (0), of the day is in the log. The key begins with the date.
CREATE TABLE complete_day (
  uuid TEXT PRIMARY KEY, stamp INTEGER NOT NULL, day INTEGER NOT NULL, source INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- What `check --once` has said, and since when it is so; no part of what undo takes back.
CREATE TABLE announced (finding TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE change (
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, title TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
  imported INTEGER NOT NULL) STRICT;
)sql";

// SQLite reads each CREATE at every start of the program, with its blanks: what explains one stands before it.
const char* const moved_tables = R"sql(
-- One row: the last stamp, and the highest numbers of an entry and of an own ingredient, which are never given twice.
CREATE TABLE clock (stamp INTEGER NOT NULL, intake INTEGER NOT NULL, ingredient INTEGER NOT NULL) STRICT;

CREATE TABLE stage (
  uuid ANY PRIMARY KEY, stamp INTEGER NOT NULL,
  stage INTEGER NOT NULL, from_day INTEGER NOT NULL, until_day INTEGER) STRICT, WITHOUT ROWID;

-- No stamp: that of `recorded`. `edition` is that of the list of ingredients that the entry answers for; of one that
-- came later it says nothing. `detail` is what else an entry of the diary says, as text; see intake.hpp.
CREATE TABLE intake (
  id INTEGER PRIMARY KEY, uuid ANY NOT NULL UNIQUE, stamp INTEGER,
  at INTEGER NOT NULL, utc_offset INTEGER NOT NULL, day INTEGER NOT NULL,
  what TEXT NOT NULL, kind INTEGER NOT NULL, dose ANY, servings INTEGER NOT NULL, quantity INTEGER, unit TEXT NOT NULL,
  source INTEGER NOT NULL, route INTEGER NOT NULL, note TEXT NOT NULL, recorded INTEGER NOT NULL,
  value INTEGER, onset INTEGER, origin INTEGER NOT NULL, edition INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;

CREATE TABLE content (
  intake INTEGER REFERENCES intake, nutrient INTEGER, amount INTEGER, compound TEXT NOT NULL, basis INTEGER NOT NULL,
  PRIMARY KEY (intake, nutrient)) STRICT, WITHOUT ROWID;

-- What the contents of a day add up to, see day_sums.hpp.
CREATE TABLE day_sum (day INTEGER PRIMARY KEY, sums BLOB NOT NULL) STRICT;

-- A dose as its label and its taker have it; the plan is text, as schedule.hpp spells it. Of each content JSON has
-- nutrient, amount, compound and basis. `low` are days before it runs out, `expires` is the last day of its supply.
CREATE TABLE dose (
  id INTEGER PRIMARY KEY, uuid ANY NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  name TEXT NOT NULL, serving INTEGER NOT NULL, unit TEXT NOT NULL, source INTEGER NOT NULL, route INTEGER NOT NULL,
  substance TEXT NOT NULL, note TEXT NOT NULL, plan TEXT NOT NULL, most INTEGER, most_window INTEGER NOT NULL, )sql"
                                 R"sql(gap INTEGER NOT NULL,
  stock INTEGER, counted INTEGER NOT NULL, created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
  contents TEXT NOT NULL, edition INTEGER NOT NULL, sets TEXT NOT NULL, low INTEGER, expires INTEGER) STRICT;

-- A slot that was left out on purpose; when that was decided is null in what the first versions wrote.
CREATE TABLE skip (
  uuid ANY PRIMARY KEY, stamp INTEGER NOT NULL, dose ANY NOT NULL, day INTEGER NOT NULL, time INTEGER NOT NULL,
  note TEXT NOT NULL, at INTEGER) STRICT, WITHOUT ROWID;

-- Foods of imported tables, by name_key(); of each ingredient that is known JSON has nutrient and amount in 100 g.
CREATE TABLE food (
  id INTEGER PRIMARY KEY, uuid ANY NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, amounts TEXT NOT NULL) STRICT;

-- The user's own ingredients. Contents name them by their id. Theirs begin where the ids of the program's table end.
CREATE TABLE ingredient (
  id INTEGER PRIMARY KEY, uuid ANY NOT NULL UNIQUE, stamp INTEGER NOT NULL,
  key TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL) STRICT;

CREATE TABLE tombstone (
  uuid ANY PRIMARY KEY, kind INTEGER NOT NULL, stamp INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- Where the uuid is a number, the change added the records from that number to the one in `image`.
CREATE TABLE change_row (
  change INTEGER, place INTEGER, kind INTEGER NOT NULL, uuid ANY NOT NULL, image TEXT,
  PRIMARY KEY (change, place)) STRICT, WITHOUT ROWID;
)sql";

const char* const moved_indexes = R"sql(
CREATE INDEX intake_by_time ON intake (day, at);
CREATE INDEX intake_of_dose ON intake (dose, at) WHERE dose IS NOT NULL;
CREATE INDEX intake_from_stock ON intake (dose, recorded) WHERE dose IS NOT NULL;
-- Blood values are few, and every report asks for those of its period.
CREATE INDEX intake_of_lab ON intake (day, at) WHERE kind = 8;
CREATE INDEX food_by_key ON food (key, uuid);
)sql";

const char* const first_clock = "INSERT INTO clock(stamp, intake, ingredient) VALUES (0, 0, 32767)";

const std::array<Moved, 11> moved{
    Moved{"clock",
        "SELECT stamp, max(coalesce((SELECT max(id) FROM intake_6), 0), coalesce((SELECT max(seq) FROM sqlite_sequence"
        " WHERE name IN ('intake', 'intake_6')), 0)) AS intake, coalesce((SELECT max(seq) FROM sqlite_sequence"
        " WHERE name IN ('ingredient', 'ingredient_6')), 32767) AS ingredient FROM clock_6"},
    Moved{"stage", "SELECT uuid_key(uuid) AS uuid, stamp, stage, from_day, until_day FROM stage_6"},
    Moved{"intake",
        "SELECT id, uuid_key(uuid) AS uuid, nullif(stamp, recorded) AS stamp, at, utc_offset, day, what, kind,"
        " uuid_key(dose) AS dose, servings, quantity, unit, source, route, note, recorded, value, onset, origin,"
        " edition, detail FROM intake_6"},
    Moved{"content", "SELECT intake, nutrient, amount, compound, basis FROM content_6"},
    Moved{"day_sum", "SELECT DISTINCT day, x'' AS sums FROM content_6"},
    Moved{"dose",
        "SELECT id, uuid_key(uuid) AS uuid, stamp, name, serving, unit, source, route, substance, note, plan, most,"
        " most_window, gap, stock, counted, created_at, created_offset, (SELECT json_group_array(json_array(nutrient,"
        " amount, compound, basis)) FROM dose_content_6 WHERE dose = dose_6.id) AS contents, edition, sets, low,"
        " expires FROM dose_6"},
    Moved{"skip", "SELECT uuid_key(uuid) AS uuid, stamp, uuid_key(dose) AS dose, day, time, note, at FROM skip_6"},
    Moved{"food",
        "SELECT id, uuid_key(uuid) AS uuid, stamp, key, name, source, (SELECT json_group_array(json_array(nutrient,"
        " amount)) FROM food_amount_6 WHERE food = food_6.id) AS amounts FROM food_6"},
    Moved{"ingredient", "SELECT id, uuid_key(uuid) AS uuid, stamp, key, name, unit FROM ingredient_6"},
    Moved{"tombstone", "SELECT uuid_key(uuid) AS uuid, kind, stamp FROM tombstone_6"},
    Moved{"change_row", "SELECT change, place, kind, uuid_key(uuid) AS uuid, image FROM change_row_6"},
};

const char* const rename_moved =
    "ALTER TABLE clock RENAME TO clock_6; ALTER TABLE stage RENAME TO stage_6; ALTER TABLE intake RENAME TO intake_6;"
    "ALTER TABLE content RENAME TO content_6; ALTER TABLE dose RENAME TO dose_6;"
    "ALTER TABLE dose_content RENAME TO dose_content_6; ALTER TABLE skip RENAME TO skip_6;"
    "ALTER TABLE food RENAME TO food_6; ALTER TABLE food_amount RENAME TO food_amount_6;"
    "ALTER TABLE ingredient RENAME TO ingredient_6; ALTER TABLE tombstone RENAME TO tombstone_6;"
    "ALTER TABLE change_row RENAME TO change_row_6";

const char* const drop_moved =
    "DROP INDEX complete_day_by_day; DROP TABLE clock_6; DROP TABLE stage_6; DROP TABLE content_6; DROP TABLE intake_6;"
    "DROP TABLE dose_content_6; DROP TABLE dose_6; DROP TABLE skip_6; DROP TABLE food_amount_6; DROP TABLE food_6;"
    "DROP TABLE ingredient_6; DROP TABLE tombstone_6; DROP TABLE change_row_6";

const char* const stands_in_for_renamed =
    "CREATE TEMP VIEW clock_6 AS SELECT * FROM main.clock; CREATE TEMP VIEW stage_6 AS SELECT * FROM main.stage;"
    "CREATE TEMP VIEW IF NOT EXISTS intake_6 AS SELECT * FROM main.intake;"
    "CREATE TEMP VIEW content_6 AS SELECT * FROM main.content;"
    "CREATE TEMP VIEW IF NOT EXISTS dose_6 AS SELECT * FROM main.dose;"
    "CREATE TEMP VIEW dose_content_6 AS SELECT * FROM main.dose_content;"
    "CREATE TEMP VIEW IF NOT EXISTS skip_6 AS SELECT * FROM main.skip;"
    "CREATE TEMP VIEW IF NOT EXISTS food_6 AS SELECT * FROM main.food;"
    "CREATE TEMP VIEW IF NOT EXISTS food_amount_6 AS SELECT * FROM main.food_amount;"
    "CREATE TEMP VIEW IF NOT EXISTS ingredient_6 AS SELECT * FROM main.ingredient;"
    "CREATE TEMP VIEW tombstone_6 AS SELECT * FROM main.tombstone;"
    "CREATE TEMP VIEW change_row_6 AS SELECT * FROM main.change_row";

}  // namespace epsom::store
