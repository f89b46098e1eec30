/* A column of a layout, what it gives, and how its values are written. schemas/SPEC.md specifies
 * the words; this is what the loader makes of them. Part of schema/schema.h. */
#ifndef STRATA_SCHEMA_FIELD_H
#define STRATA_SCHEMA_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "schema/vocabulary.h"

enum {
    STRATA_CAPTURES_MAX = 8 /* in one pattern */
};

/** What a column holds. Those with an index use strata_field.index. */
typedef enum strata_target {
    STRATA_TO_NOTHING, /* read past; "drop" maps and "present" tests may still look at it */
    /* where and what */
    STRATA_TO_YEAR,
    STRATA_TO_TERM,
    STRATA_TO_POPULATION,
    STRATA_TO_ENTITY_LEVEL, /* state, county, lea, school */
    STRATA_TO_COUNTY,
    STRATA_TO_LEA,
    STRATA_TO_SCHOOL,
    STRATA_TO_ENTITY_NAME,
    STRATA_TO_ASSESSMENT,
    STRATA_TO_SUBJECT,
    STRATA_TO_GRADE,
    /* students */
    STRATA_TO_STUDENT,
    STRATA_TO_DIM,       /* index = strata_dim: a code of that dimension */
    STRATA_TO_RACE_FLAG, /* index = code of the race; the map says yes or no */
    STRATA_TO_FAY_SCHOOL,
    STRATA_TO_FAY_LEA,
    STRATA_TO_FAY_STATE,
    STRATA_TO_ENROLLED,
    STRATA_TO_TESTED,
    STRATA_TO_SCALE_SCORE,
    STRATA_TO_LEVEL, /* 1..levels; 0 and missing: no valid result */
    STRATA_TO_CONDITION,
    STRATA_TO_VALID, /* no: score and level do not count, the student was tested all the same */
    STRATA_TO_RECLASSIFIED_ON, /* date; makes el=reclassified one of its details */
    /* groups */
    STRATA_TO_PLACE,    /* name of a school, of its lea or of the state, by strata_place_rule */
    STRATA_TO_GROUP,    /* mapped to "dim=group" or "dim*dim=group*group" */
    STRATA_TO_DIM_TEXT, /* strata's own words, as generic/counts has them */
    STRATA_TO_GROUP_TEXT,
    STRATA_TO_N_ENROLLED,
    STRATA_TO_N_TESTED,
    STRATA_TO_N_SCORED,
    STRATA_TO_N, /* one count for all that the file has: enrolled is not known, tested = scored = n
                  */
    STRATA_TO_LEVEL_COUNT, /* index = level */
    STRATA_TO_SHARE,       /* index = level: percent in that level */
    STRATA_TO_PCT,         /* index = lowest level that counts: percent at or above it */
    STRATA_TO_MEAN,
    STRATA_TO_SD,
    STRATA_TO_INDEX, /* a performance index, such as the API */
    STRATA_TO_SE,    /* standard error of what index names: 0 = mean, else pct at that cut */
    /* entities */
    STRATA_TO_PARENT,
    STRATA_TO_VALID_FROM,
    STRATA_TO_VALID_TO,
    STRATA_TO_SUCCESSOR,
    STRATA_TO_CHARTER,     /* yes, no */
    STRATA_TO_ALTERNATIVE, /* yes, no */
    STRATA_TO_CEP,         /* yes: meals are free for all, so lunch status says nothing */
    STRATA_TO_GRADE_LOW,
    STRATA_TO_GRADE_HIGH,
    STRATA_TO_COUNT
} strata_target;

/** Why a value is not there. */
typedef enum strata_missing_kind {
    STRATA_MISSING_NOT_REPORTED, /* empty, n/a */
    STRATA_MISSING_SUPPRESSED,   /* hidden by the publisher: *, PS */
    STRATA_MISSING_NOT_TESTED
} strata_missing_kind;

typedef struct strata_missing {
    strata_slice value;
    strata_missing_kind kind;
} strata_missing;

/** One line of a code map. */
typedef struct strata_map_entry {
    strata_slice code; /* as in the file, trimmed; compared byte by byte */
    strata_slice to;   /* what it means, in the words of the target; "" with drop */
    strata_group_key
        group;    /* for STRATA_TO_GROUP: `to` parsed; for STRATA_TO_DIM: dim[0], code[0] */
    bool drop;    /* the whole row is out of scope (a pseudo-group, a total) */
    int16_t from; /* first and last year it holds, 0 = open */
    int16_t until;
} strata_map_entry;

typedef struct strata_map {
    strata_slice name;
    const strata_map_entry *entries; /* entries[count], sorted by code, then from */
    uint32_t count;
} strata_map;

/** A text in the name of a column or of a file, between braces in its pattern: what it gives. */
typedef struct strata_capture {
    strata_slice name;
    strata_target to; /* not NOTHING unless the text is only passed over */
    uint16_t index;
    const strata_map *map; /* the texts it may be; NULL: any of `length` characters */
    uint32_t length;       /* 0 with a map */
    bool is_school_year;   /* to year: two years such as 1112, 2011-12 */
} strata_capture;

/** "{group}_RATE_{year}": literal text and captures; "*" is any text in names of files only. */
typedef struct strata_pattern {
    strata_slice text;              /* as written */
    const strata_capture *captures; /* captures[capture_count], in the order of the text */
    uint32_t capture_count;
} strata_pattern;

/** A way to write a range instead of a number: "GE{lo}", "LT{below}", "{lo}-{hi}", "> {above}%".
 * See schema/blur.h. */
typedef struct strata_blur {
    strata_slice before; /* literal texts around the numbers */
    strata_slice between;
    strata_slice after;
    bool has_lo;
    bool has_hi;
    bool is_lo_open; /* {above}: more than */
    bool is_hi_open; /* {below}: less than */
} strata_blur;

/** Which names in a column of places are the state and which are leas; all others are schools of
 * the lea that stands above them. The name is the id. */
typedef struct strata_place_rule {
    const strata_slice *state; /* state[state_count]: globs, "*" is any text */
    uint32_t state_count;
    const strata_slice *lea; /* likewise */
    uint32_t lea_count;
    const strata_slice *school; /* schools although their name looks like a lea's */
    uint32_t school_count;
} strata_place_rule;

/** How a printed number stands for the number behind it. */
typedef enum strata_rounding {
    STRATA_ROUND_HALF,    /* v stands for [v - u/2, v + u/2], u = unit of its last printed digit */
    STRATA_ROUND_TRUNCATE /* v stands for [v, v + u) */
} strata_rounding;

/** One column and what becomes of it. */
/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): grouped by meaning; there are few */
typedef struct strata_field {
    strata_slice name;           /* the column's usual header */
    const strata_slice *aliases; /* aliases[alias_count]: other headers it has had */
    uint32_t alias_count;
    strata_target to;
    uint16_t index;                /* level, cut, dim or race, see strata_target */
    const strata_map *map;         /* NULL: the text itself */
    const strata_missing *missing; /* missing[missing_count], the field's own or the layout's */
    uint32_t missing_count;
    strata_slice absent[4]; /* ids that stand for "a higher level", such as 0000000 */
    uint32_t absent_count;
    uint32_t pad;           /* ids shorter than this get zeros in front; 0 = leave */
    strata_slice join_with; /* not "": this field's text, then join_with, then join_field's text, is
                               the id */
    int32_t join_field;     /* number of the other field, or -1 */
    int8_t decimals; /* digits kept for scores (unit 10^-decimals); printed digits of statistics, -1
                        = as printed */
    strata_rounding rounding; /* of published statistics */
    bool fraction;            /* the file prints 0..1 where we use 0..100 */
    bool optional;            /* the column may be absent */
    bool required_value;      /* a row whose value is missing is rejected */
    bool has_minimum;         /* constraints of numbers, in the field's own unit */
    bool has_maximum;
    double minimum;
    double maximum;
    int16_t from; /* first and last year in which the column means what it says; outside it is
                     ignored */
    int16_t until;
    uint32_t fixed_start; /* first character from 1 of a record of fixed width, or of the part of a
                             delimited column that is meant; 0 = all of the column */
    uint32_t fixed_length;
    uint32_t implied_decimals; /* 0, or so many digits stand behind a point that is not written */
    bool is_dressed;           /* signs such as % stand around the number (bareNumber false) */
    char group_char;           /* stands between groups of digits, '\0': nothing does */
    char decimal_char;         /* stands before the decimals, '\0': a point */
    bool is_float; /* written from a binary number: noise behind `decimals` digits is cut off */
    bool is_school_year;      /* of years: two years such as 2015-2016, 1516; the later one */
    const strata_blur *blurs; /* blurs[blur_count]: ranges in place of a number */
    uint32_t blur_count;
    strata_slice variable;          /* what a mean, sd or index is about; "" = scale_score */
    const strata_place_rule *place; /* of STRATA_TO_PLACE, else NULL */
    const strata_pattern *patterns; /* patterns[pattern_count]: name and aliases, if they have
                                       captures; then the field is every column that fits */
    uint32_t pattern_count;
    const struct strata_constant *set; /* set[set_count]: what the columns of a family have beside
                                          their captures */
    uint32_t set_count;
} strata_field;

/** A constant given to a target. */
typedef struct strata_constant {
    strata_target to;
    uint16_t index;
    strata_slice value;     /* in the words of the target */
    strata_group_key group; /* parsed for STRATA_TO_GROUP and STRATA_TO_DIM */
} strata_constant;

/** The entry of a map for a trimmed code in a year, or NULL. */
const strata_map_entry *strata_map_find(const strata_map *map, strata_slice code, int year);

/** The one of list[count] whose value the text is, or NULL. */
const strata_missing *strata_missing_find(const strata_missing *list, size_t count,
                                          strata_slice text);

/** A count or statistic of a group: n, n_tested, ..., level_count, share, pct, mean, sd, index, se.
 */
bool strata_target_is_figure(strata_target target);

/** Columns whose names say of which result their figure is: a field with patterns that gives one.
 */
bool strata_field_is_family(const strata_field *field);

#endif
