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
#include "schema/field.h"

enum {
    STRATA_LEVELS_MAX = 10,
    STRATA_HEADER_ROWS_MAX = 4, /* that together are one header */
    STRATA_YEAR_MIN = 1900,
    STRATA_YEAR_MAX = 2199
};

typedef enum strata_schema_kind {
    STRATA_KIND_STUDENTS,  /* rows hold results of students */
    STRATA_KIND_PUBLISHED, /* rows hold counts and statistics of groups */
    STRATA_KIND_ENTITIES,  /* rows name places */
    STRATA_KIND_ROSTER     /* rows say who a student is in a year, without results */
} strata_schema_kind;

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
    const uint32_t *records; /* records[record_count]: lengths of a fixed-width record in
                                characters, without its line end; such a layout has no header */
    uint32_t record_count;
    const strata_pattern *file_names; /* file_names[file_name_count]: of the base name without
                                         .csv, .txt, .gz ...; the first that fits gives constants */
    uint32_t file_name_count;
    bool gathers_rows;          /* neighbouring rows of one key together are one result */
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

/** The subject of an assessment where only one is possible: all its entries name the same. "" if
 * they do not, or if there is no such assessment. */
strata_slice strata_schema_subject(const strata_schema *schema, strata_slice assessment);

/** The scale of a test in a grade ("03"), the entry without a grade if there is none of its own, or
 * NULL. */
const strata_scale *strata_assessment_scale(const strata_assessment *test, strata_slice grade);

/** What a header must hold: the names of the signature and a column of each field with patterns
 * that is not optional. */
uint32_t strata_layout_name_count(const strata_layout *layout);

/** One of them, at < strata_layout_name_count: a header, or a pattern as it is written. */
strata_slice strata_layout_name(const strata_layout *layout, uint32_t at);

/** Whether a row holds that one. */
bool strata_layout_has_name(const strata_layout *layout, uint32_t at, const strata_csv_row *row);

/** Whether a row is the header of a layout: it holds all of strata_layout_name_count and none of
 * the forbidden names. A layout of several header rows is asked about the row made of them
 * (schema/header_rows.h); one of fixed width has no header. */
bool strata_layout_is_header(const strata_layout *layout, const strata_csv_row *row);

/** Whether a field of the layout reads a column of that header, or its patterns know it and drop
 * it. What this denies is to be reported as "column-unread". */
bool strata_layout_knows_column(const strata_layout *layout, strata_slice header);

/** "PK", "K", "01" to "12", "HS", "all", NULL. */
const char *const *strata_grade_words(void);

/** Column names are the same if they agree after leaving out case, blanks, line ends, '-', '_' and
 * '*'. */
bool strata_header_equal(strata_slice a, strata_slice b);

/** Takes the next byte that counts in that comparison from the front of *rest, in lower case; '\0'
 * at the end. */
char strata_header_letter(strata_slice *rest);

#endif
