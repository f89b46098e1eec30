/* Estimates as files for people. A format is one file writer_<id>... named by its id and one line
 * in writers.def. */
#ifndef STRATA_TABLE_TABLE_H
#define STRATA_TABLE_TABLE_H

#include "io/sink.h"
#include "measure/estimate.h"

/** How many digits are printed. */
typedef enum strata_digits {
    STRATA_DIGITS_PRINTED, /* by unit: percents, points, means 1; standardised 2; p 3,
                              more if it were 0, up to 6; counts whole */
    STRATA_DIGITS_FULL /* shortest text that reads back the same; only for confidential tables */
} strata_digits;

/** Which estimates go into the table. */
typedef enum strata_table_kind {
    STRATA_TABLE_ALL,
    STRATA_TABLE_ACHIEVEMENT, /* measures of one group */
    STRATA_TABLE_GAPS,
    STRATA_TABLE_TRENDS
} strata_table_kind;

typedef struct strata_table_options {
    strata_digits digits;
    strata_table_kind kind;
    uint32_t terminal_width; /* for the aligned form; 0 = unlimited */
    bool colour;
} strata_table_options;

typedef struct strata_table_writer {
    const char *id;        /* "csv", "tsv", "jsonl", "md", "text" */
    const char *extension; /* ".csv"; "" if only a terminal uses it */
    const char *title;
    bool is_for_people; /* few columns, printed digits; not to be read by programs */
    strata_status (*write)(const strata_estimates *estimates, const strata_table_options *options,
                           strata_sink *sink, strata_error *err);
} strata_table_writer;

const strata_table_writer *strata_table_writer_find(const char *id);
/** By the end of a path; NULL if no format has that extension. */
const strata_table_writer *strata_table_writer_for(const char *path);
size_t strata_table_writer_count(void);
const strata_table_writer *strata_table_writer_at(size_t index);

/** The one place where rounding happens: x with `digits` decimals, half away from zero on the
 * shortest decimal text of x, never "-0.0"; "" for NAN. out[STRATA_DOUBLE_TEXT + 320 is not needed:
 * |x| < 1e15]; returns the length. */
size_t strata_round_format(double x, unsigned digits, char out[64]);

/** The same for the ends of a range, so that it is never printed narrower than it is: to the next
 * number below or above. What lies more than nine digits behind the printed ones is taken as noise:
 * 34.500000000000007 is 34.5 either way. */
size_t strata_round_down_format(double x, unsigned digits, char out[64]);
size_t strata_round_up_format(double x, unsigned digits, char out[64]);

/** Decimals printed for the values of a measure; a slope has one more than what it is of. */
unsigned strata_table_digits(const strata_estimates *estimates, const strata_estimate *row);

/** True if the row belongs to that kind of table. */
bool strata_table_has(strata_table_kind kind, const strata_estimates *estimates,
                      const strata_estimate *row);

#endif
