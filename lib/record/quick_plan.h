/* Which columns a quick look reads. Only the quick files use it. */
#ifndef STRATA_RECORD_QUICK_PLAN_H
#define STRATA_RECORD_QUICK_PLAN_H

#include "record/quick.h"
#include "record/quick_score.h"

enum {
    STRATA_QUICK_CODES_MAX = 8
};

/** Neighbouring columns, last included. */
typedef struct strata_quick_run {
    uint32_t first;
    uint32_t last;
} strata_quick_run;

typedef struct strata_quick_runs {
    strata_quick_run *runs; /* runs[count] */
    uint32_t count;
} strata_quick_runs;

/** Neighbours can be read as one where the bytes hold quotes and delimiters as in the file, for
 * then they say where fields end; else a text could hold what stands between two fields. */
typedef enum strata_quick_way {
    STRATA_QUICK_TOGETHER,
    STRATA_QUICK_APART,
    STRATA_QUICK_WAYS
} strata_quick_way;

/** Columns of years are part of every aspect: they come first in each. */
enum {
    STRATA_QUICK_YEARS = STRATA_ASPECT_COUNT,
    STRATA_QUICK_PARTS
};

/** The column of scores. */
typedef struct strata_quick_scores {
    bool is_there; /* else scores are part of the outcome as any other column */
    uint32_t column;
    const strata_field *field;
    int32_t codes[STRATA_QUICK_CODES_MAX]; /* codes[code_count]: missing values that look like
                                              numbers, as digits */
    uint32_t code_count;
} strata_quick_scores;

/** The column of identifiers. */
typedef struct strata_quick_students {
    bool is_there;
    uint32_t column;
    const strata_field *field;
    size_t longest_code; /* of those that stand for no identifier */
} strata_quick_students;

struct strata_quick_plan {
    const strata_schema *schema;
    strata_arena *arena;   /* owns the plan */
    uint32_t column_count; /* that every row has to have */
    strata_quick_runs runs[STRATA_QUICK_WAYS][STRATA_QUICK_PARTS];
    strata_quick_scores scores;
    strata_quick_students students;
};

/** What stands between the quotes around a field; the text itself if there are none. */
strata_slice strata_quick_unquoted(strata_slice text, char quote);

/** The score of a row.
 *  @return false if there is no column of scores, or no plain number in it that could not be a
 *          missing value */
bool strata_quick_plan_score(const strata_quick_plan *plan, const strata_row_batch *batch,
                             const strata_batch_row *row, strata_quick_score *out);

#endif
