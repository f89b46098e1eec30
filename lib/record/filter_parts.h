/* The inside of a filter. Only the filter files use it. */
#ifndef STRATA_RECORD_FILTER_PARTS_H
#define STRATA_RECORD_FILTER_PARTS_H

#include "base/arena.h"
#include "record/filter.h"

/** What a condition looks at. */
typedef enum strata_filter_part {
    /* of students */
    STRATA_FILTER_CODE, /* of the dimension in detail */
    STRATA_FILTER_FAY,  /* of the level in detail: 0 school, 1 lea, 2 state */
    STRATA_FILTER_ENROLLED,
    STRATA_FILTER_TESTED,
    /* of both */
    STRATA_FILTER_YEAR,
    STRATA_FILTER_TEXT, /* the one in detail, a strata_filter_text_id */
    /* of published results */
    STRATA_FILTER_ENTITY_LEVEL,
    STRATA_FILTER_POPULATION,
    STRATA_FILTER_DIM_TEXT,
    STRATA_FILTER_GROUP_TEXT
} strata_filter_part;

/** Texts that results of both kinds have. */
typedef enum strata_filter_text_id {
    STRATA_FILTER_TERM,
    STRATA_FILTER_COUNTY,
    STRATA_FILTER_LEA,
    STRATA_FILTER_SCHOOL,
    STRATA_FILTER_ASSESSMENT,
    STRATA_FILTER_SUBJECT,
    STRATA_FILTER_GRADE
} strata_filter_text_id;

/** One condition. */
typedef struct strata_filter_condition {
    const char *text; /* as written, without blanks */
    strata_filter_part part;
    unsigned detail;
    uint32_t bits;            /* codes, answers or levels that will do: bit n for n */
    const char *const *words; /* words[word_count]: texts that will do */
    size_t word_count;
    bool *years; /* years[STRATA_YEAR_MAX - STRATA_YEAR_MIN + 1] that will do, or NULL */
} strata_filter_condition;

struct strata_filter {
    strata_arena *arena;                 /* owns all texts, words and years */
    strata_filter_condition *conditions; /* conditions[count] */
    size_t count;
    size_t room;
};

#endif
