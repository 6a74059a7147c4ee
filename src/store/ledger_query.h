/* The question behind every report of intake, in a form that the C program of the benchmark shares. ?1 and ?2 are the first and the last
 * day. All nutrients are read, even where one alone is wanted: the others say that something was logged on a day, and what food there
 * was that has no row of the wanted one. The rows lie in this order on the disk; they are added up here, as SQLite takes twice as long to
 * group them. */
#define EPSOM_LEDGER_QUERY                                                                                    \
    "SELECT day, nutrient, source, route, amount, compound, intake"                                           \
    " FROM content WHERE day BETWEEN ?1 AND ?2 ORDER BY day"
