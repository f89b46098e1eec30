/* One published group result: what is left of a row of a research file once the schema has read it.
 */
#ifndef STRATA_RECORD_PUBLISHED_H
#define STRATA_RECORD_PUBLISHED_H

#include <stdbool.h>
#include <stdint.h>

#include "record/dictionary.h"

typedef enum strata_entity_level {
    STRATA_LEVEL_STATE,
    STRATA_LEVEL_COUNTY,
    STRATA_LEVEL_LEA,
    STRATA_LEVEL_SCHOOL,
    STRATA_LEVEL_SET,
    STRATA_LEVEL_COUNT
} strata_entity_level;

/** "state", "county", "lea", "school", "set". */
const char *strata_entity_level_name(strata_entity_level level);
bool strata_entity_level_find(strata_slice name, strata_entity_level *out);

typedef enum strata_stat {
    STRATA_STAT_COUNTS, /* "" : no statistic, a row of counts and sums */
    STRATA_STAT_PCT,
    STRATA_STAT_SHARE,
    STRATA_STAT_MEAN,
    STRATA_STAT_SD,
    STRATA_STAT_INDEX,
    STRATA_STAT_ESTIMATE,
    STRATA_STAT_KINDS
} strata_stat;

/** "", "pct", "share", ...; the word of the column `stat`. */
const char *strata_stat_name(strata_stat stat);
bool strata_stat_find(strata_slice name, strata_stat *out);

/** A printed statistic. value, lo and hi are whole numbers of 10^-decimals; decimals is one more
 * than was printed where half a unit has to be said. */
typedef struct strata_statistic {
    strata_stat stat;
    uint8_t cut;       /* level for share, lowest level for pct, else 0 */
    uint32_t variable; /* what a mean, sd or index is about; 0: scale_score */
    uint8_t decimals;
    bool has_value; /* false: only the bounds are known (a blurred value) */
    bool has_bounds;
    bool is_hidden; /* the publisher suppressed it: no value, no bounds */
    bool has_se;
    bool is_hi_open; /* hi itself is not meant: a number that was cut off, not rounded */
    int64_t value;
    int64_t lo;
    int64_t hi;
    double se;
} strata_statistic;

enum {
    STRATA_STATISTICS_MAX = 24
};

typedef struct strata_published {
    strata_entity_level entity_level;
    uint32_t term;
    uint32_t population; /* 0: the default, "all_tested" */
    uint32_t county;
    uint32_t lea;
    uint32_t school;
    uint32_t name; /* of the place; 0: the file does not say it */
    uint32_t assessment;
    uint32_t era;
    uint32_t subject;
    uint32_t grade; /* "03" .., or "all" */
    uint32_t file;
    uint32_t row;
    uint64_t line; /* physical, 0 where it is not known */
    int16_t year;
    strata_group_key group;
    bool has_enrolled;
    bool has_tested;
    bool has_scored;
    bool has_levels;    /* all K counts are known */
    bool is_own;        /* the user's own counts, not published by anybody yet */
    bool is_suppressed; /* the publisher hid the row's figures */
    bool is_gathered;   /* of neighbouring rows: the file has no other rows of this result */
    uint64_t n_enrolled;
    uint64_t n_tested;
    uint64_t n_scored;
    uint64_t levels[STRATA_LEVELS_MAX]; /* [k - 1] */
    uint8_t level_count;                /* K of the test */
    uint8_t statistic_count;
    strata_statistic statistics[STRATA_STATISTICS_MAX];
} strata_published;

typedef struct strata_published_sink {
    void *context;
    strata_status (*push)(void *context, const strata_published *published, strata_error *err);
} strata_published_sink;

#endif
