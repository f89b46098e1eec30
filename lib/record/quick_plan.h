/* Which columns a quick look reads. Only the quick files use it. */
#ifndef STRATA_RECORD_QUICK_PLAN_H
#define STRATA_RECORD_QUICK_PLAN_H

#include "record/quick.h"
#include "record/quick_score.h"

enum {
    STRATA_QUICK_CODES_MAX = 8,
    STRATA_QUICK_PAD_MAX = 32 /* zeros in front of an identifier */
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
static inline strata_slice strata_quick_unquoted(strata_slice text, char quote)
{
    const bool is_quoted =
        quote != '\0' && text.len >= 2 && text.text[0] == quote && text.text[text.len - 1] == quote;
    return is_quoted ? (strata_slice){text.text + 1, text.len - 2} : text;
}

/** The identifier as the ordinary reader sees it: without blanks, with its zeros.
 *  @param text  the raw field
 *  @param room  for the zeros; *out may point into it, else into the text
 *  @return      false if there may be none, or it is written in an unusual way */
bool strata_quick_identifier(const strata_quick_students *of, strata_slice text, char quote,
                             char room[STRATA_QUICK_PAD_MAX], strata_slice *out);

/** The score of a row.
 *  @return false if there is no column of scores, or no plain number in it that could not be a
 *          missing value */
static inline bool strata_quick_plan_score(const strata_quick_plan *plan,
                                           const strata_row_batch *batch,
                                           const strata_batch_row *row, strata_quick_score *out)
{
    const strata_quick_scores *scores = &plan->scores;
    if (!scores->is_there) {
        return false;
    }
    const strata_slice text =
        strata_quick_unquoted(strata_batch_raw_field(batch, row, scores->column), batch->quote);
    if (text.len > STRATA_WORD_BYTES ||
        !strata_quick_score_read(strata_word_load(text.text), text.len, out)) {
        return false;
    }
    for (uint32_t at = 0; at < scores->code_count; at++) {
        if (scores->codes[at] == out->digits) {
            return false;
        }
    }
    return true;
}

#endif
