/* Names of columns and files that say something: "{group}_RATE_{year}". */
#ifndef STRATA_SCHEMA_COLUMN_PATTERN_H
#define STRATA_SCHEMA_COLUMN_PATTERN_H

#include "schema/schema.h"

/** Fits a header to a pattern: literal text and codes of maps are compared as strata_header_equal
 * does; a capture without a map takes exactly its number of letters or digits (what the comparison
 * leaves out does not count). All ways to fit are tried, longer codes first.
 *  @param out  out[pattern->capture_count]: what each capture gives; value and group borrow from
 *              the schema, or from header where there is no map
 *  @param is_dropped  set if a code that fits is one that its map drops: the column is known and
 *              not to be read
 *  @return     false if it does not fit */
bool strata_pattern_fits(const strata_pattern *pattern, strata_slice header, strata_constant *out,
                         bool *is_dropped);

/** The one part of a name that keeps it from fitting. */
typedef struct strata_pattern_miss {
    const strata_capture *capture;
    strata_slice text; /* what stands in its place, of the header */
} strata_pattern_miss;

/** Whether a header that does not fit would if one capture took another text: a code that its map
 * does not have, or as many letters as it wants that are no year or grade. Patterns of fewer than
 * three letters and captures are like too many names to say so.
 *  @return  false, *out unchanged, if it would not */
bool strata_pattern_nearly_fits(const strata_pattern *pattern, strata_slice header,
                                strata_pattern_miss *out);

/** The same as strata_pattern_fits for the name of a file: folders and endings (.csv, .txt, .tsv,
 * .dat, .gz, .zip) are cut off, "*" is any text, also none, and the name may go on behind the
 * pattern only with "*". */
bool strata_pattern_fits_file(const strata_pattern *pattern, const char *path,
                              strata_constant *out);

/** Spring of a school year: "2015-2016", "2015-16", "2015_2016", "2015/16", "20152016", "1516",
 * "2015-2016 school year" is none. The two years must follow each other; of two digits, 50 to 99
 * are 1950 to 1999. False, *out unchanged, for anything else, a single year too. */
bool strata_school_year_parse(strata_slice text, int *out);

#endif
