/* A schema: one JSON file that says how the extracts of one system are read. schemas/SPEC.md
 * specifies the file; this is what the loader makes of it. Everything is immutable after loading
 * and lives as long as the schema. Texts that a file leaves out are "", never NULL; counts are 0.
 */
#ifndef STRATA_SCHEMA_SCHEMA_H
#define STRATA_SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/number.h"
#include "base/slice.h"
#include "base/status.h"
#include "io/csv_reader.h"
#include "schema/vocabulary.h"

enum {
    STRATA_LEVELS_MAX = 10,
    STRATA_YEAR_MIN = 1900,
    STRATA_YEAR_MAX = 2199
};

typedef enum strata_schema_kind {
    STRATA_KIND_STUDENTS,  /* rows hold results of students */
    STRATA_KIND_PUBLISHED, /* rows hold counts and statistics of groups */
    STRATA_KIND_ENTITIES   /* rows name places */
} strata_schema_kind;

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
    STRATA_TO_SE, /* standard error of what index names: 0 = mean, else pct at that cut */
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
    uint32_t fixed_start; /* fixed-width layouts: first character from 1, 0 = delimited */
    uint32_t fixed_length;
    uint32_t implied_decimals; /* 0, or so many digits stand behind a point that is not written */
    bool is_float; /* written from a binary number: noise behind `decimals` digits is cut off */
    bool is_school_year;            /* of years: two years such as 2015-2016, 1516; the later one */
    const strata_blur *blurs;       /* blurs[blur_count]: ranges in place of a number */
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

/** A result is in a row only if a field has one of these codes. */
typedef struct strata_condition {
    uint32_t field;            /* number in the layout */
    const strata_slice *codes; /* codes[code_count], as in the file, trimmed */
    uint32_t code_count;
} strata_condition;

/** One result that a row holds; a layout has at least one. Fields of the layout hold for all
 * results; a result's own fields are added and win over a layout field of the same target and
 * index. */
typedef struct strata_result {
    const strata_constant *set; /* set[set_count] */
    uint32_t set_count;
    const uint32_t
        *fields; /* numbers of the fields that are this result's own; fields[field_count] */
    uint32_t field_count;
    int32_t present; /* field whose missing value means that the row has no such result; -1: none */
    const strata_condition *when; /* when[when_count]: all of them must hold */
    uint32_t when_count;
} strata_result;

/** One way a file of this system has looked. Chosen by its header, never by the year alone. */
typedef struct strata_layout {
    strata_slice id;
    strata_slice encoding; /* for iconv; "UTF-8" by default */
    strata_csv_dialect dialect;
    const strata_slice *
        signature; /* headers that must all be there (names compared as strata_header_equal does) */
    uint32_t signature_count;
    const strata_slice *forbidden; /* headers of which none may be there */
    uint32_t forbidden_count;
    uint32_t preamble;          /* at most this many rows may stand before the header row */
    const strata_slice *footer; /* a row whose first field is one of these ends the data */
    uint32_t footer_count;
    uint32_t header_rows; /* 1, or more: rows that together are the header (schema/header_rows.h) */
    const uint32_t *records; /* records[record_count]: lengths of a fixed-width record in characters,
                                without its line end; such a layout has no header */
    uint32_t record_count;
    const strata_pattern *file_names; /* file_names[file_name_count]: of the base name without
                                         .csv, .txt, .gz ...; the first that fits gives constants */
    uint32_t file_name_count;
    bool gathers_rows; /* neighbouring rows of one key together are one result */
    const strata_field *fields; /* fields[field_count] */
    uint32_t field_count;
    const bool *is_own; /* is_own[field_count]: belongs to single results, not to the layout */
    const strata_result *results;
    uint32_t result_count;      /* >= 1 */
    const strata_constant *set; /* hold for all results */
    uint32_t set_count;
} strata_layout;

/** The scale of a test in one grade. */
typedef struct strata_scale {
    strata_slice grade; /* "03"; "" = all that have no entry of their own */
    bool has_limits;
    int64_t lowest; /* obtainable scores, in units of the assessment */
    int64_t highest;
    int64_t cuts[STRATA_LEVELS_MAX - 1]; /* cuts[levels - 1]: lowest score of levels 2, 3, ... */
    bool has_cuts;
} strata_scale;

/** What is known of a test, by era. */
typedef struct strata_assessment {
    strata_slice id;
    strata_slice subject; /* "" = all */
    strata_slice era;     /* "" when the series has no break */
    int16_t from;         /* years of the era, 0 = open */
    int16_t until;
    uint8_t levels;     /* K: levels 1..K, or 0 if the test has none */
    uint8_t proficient; /* lowest level that counts as proficient; 0 if levels is 0 */
    bool has_scores;
    uint8_t decimals; /* scale scores are whole numbers of 10^-decimals */
    bool vertical_scale;
    bool lower_is_better;
    strata_slice denominator; /* "tested", "cohort", "enrolled" */
    strata_slice label;
    const strata_slice *level_labels; /* level_labels[levels], or NULL */
    const strata_scale *scales;       /* scales[scale_count] */
    uint32_t scale_count;
} strata_assessment;

/** From a year on the groups of a dimension are defined in another way: no line crosses it. */
typedef struct strata_definition {
    strata_dim dim;
    int16_t from;       /* first year of the new definition */
    strata_slice label; /* what changed, for people */
} strata_definition;

/** For how many years after reclassification a student still counts as el=el_accountability. */
typedef struct strata_el_years {
    int16_t from; /* years it holds, 0 = open */
    int16_t until;
    uint8_t years; /* 0 to 4 */
} strata_el_years;

/** Groups that together are all students: their counts must add up. */
typedef struct strata_partition {
    const strata_group_key *groups;
    uint32_t count;
} strata_partition;

/** One place level rolls up into another by adding; no entry: levels are never added. */
typedef struct strata_additive {
    bool school_to_lea;
    bool lea_to_county;
    bool lea_to_state; /* by way of the county where the file has counties */
    bool grades_to_all;
} strata_additive;

typedef struct strata_schema {
    const char *id; /* "mn/northstar-district"; a file elsewhere: its name without .json */
    const char *path;
    const char *digest; /* strata_digest_text of the file's bytes */
    strata_slice title;
    strata_slice version;
    strata_schema_kind kind;
    bool is_public;  /* published rows: the publisher has shown them to everybody already */
    bool el_history; /* false: the extract says nothing about past EL status */
    const strata_layout *layouts;
    uint32_t layout_count;
    const strata_assessment *assessments;
    uint32_t assessment_count;
    const strata_partition *partitions;
    uint32_t partition_count;
    strata_additive additive;
    const strata_definition *definitions; /* definitions[definition_count], by dim, then from */
    uint32_t definition_count;
    const strata_el_years *el_years; /* el_years[el_years_count]; none: 4 */
    uint32_t el_years_count;
    struct strata_arena *arena; /* owns all of it */
} strata_schema;

/** Loads a schema from a file.
 *  @param id   what it is called, or NULL to take it from the path
 *  @return     STRATA_OK; STRATA_E_USAGE with file:line:column for JSON that is wrong or says
 * something the specification does not know; STRATA_E_INPUT (cannot read); STRATA_E_MEMORY */
strata_status strata_schema_load(const char *path, const char *id, strata_schema **out,
                                 strata_error *err) STRATA_NODISCARD;
void strata_schema_free(strata_schema *schema);

/** The first assessment entry that fits id, subject and year, or NULL. */
const strata_assessment *strata_schema_assessment(const strata_schema *schema, strata_slice id,
                                                  strata_slice subject, int year);

/** The scale of a test in a grade ("03"), the entry without a grade if there is none of its own, or
 * NULL. */
const strata_scale *strata_assessment_scale(const strata_assessment *test, strata_slice grade);

/** The entry of a map for a trimmed code in a year, or NULL. */
const strata_map_entry *strata_map_find(const strata_map *map, strata_slice code, int year);

/** Whether a row is the header of a layout: it holds every name of the signature and none of the
 * forbidden ones. */
bool strata_layout_is_header(const strata_layout *layout, const strata_csv_row *row);

/** Column names are the same if they agree after leaving out case, blanks, line ends, '-', '_' and
 * '*'. */
bool strata_header_equal(strata_slice a, strata_slice b);

#endif
