/* The question behind every report of intake, in a form that the C program of the benchmark shares. ?1 and ?2 are the first and the last
 * day; ?3 is the only nutrient that is wanted, or NULL for all. Of the others only supplements are read then: that something was
 * logged on a day is all that matters of them, and a food has a row for each nutrient anyway. The rows lie in this order on the disk;
 * they are added up here, as SQLite takes twice as long to group them. */
#define EPSOM_LEDGER_QUERY                                                                                    \
    "SELECT day, nutrient, source, route, amount, compound"                                                   \
    " FROM content WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR nutrient = ?3 OR source = 0) ORDER BY day"
