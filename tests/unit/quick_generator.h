/* Files in the form of any layout of students: most rows repeat what others say, some are strange.
 */
#ifndef STRATA_QUICK_GENERATOR_H
#define STRATA_QUICK_GENERATOR_H

#include <stdio.h>

#include "base/alloc.h"
#include "schema/schema.h"
#include "strata_test.h"

enum {
    QUICK_TEMPLATES = 12,
    QUICK_VALUE = 48
};

typedef struct quick_generator {
    const strata_schema *schema;
    const strata_layout *layout;
    uint64_t state;                 /* of the random numbers */
    uint32_t *owner;                /* owner[field]: first field of the same column */
    char (*templates)[QUICK_VALUE]; /* templates[QUICK_TEMPLATES * field_count] */
    char *text;
    size_t len;
    size_t room;
} quick_generator;

static inline uint32_t quick_below(quick_generator *g, uint32_t bound)
{
    g->state ^= g->state << 13;
    g->state ^= g->state >> 7;
    g->state ^= g->state << 17;
    return (uint32_t)((g->state >> 32) * bound >> 32);
}

static inline void quick_put(quick_generator *g, const char *text, size_t len)
{
    assert_int_equal(strata_reserve(&g->text, &g->room, g->len + len + 1, 1, NULL), STRATA_OK);
    memcpy(g->text + g->len, text, len);
    g->len += len;
}

static inline void quick_slice(char out[QUICK_VALUE], strata_slice text)
{
    (void)snprintf(out, QUICK_VALUE, "%.*s", (int)text.len, text.len > 0 ? text.text : "");
}

/* Near the scales of the schema's tests, now and then in another dress. */
static inline void quick_score(quick_generator *g, char out[QUICK_VALUE])
{
    static const char *const before[] = {"", "", "", "", " ", "-", "0", "+"};
    static const char *const behind[] = {"", "", "", "", " ", ".0", ".5", "."};
    const strata_assessment *test =
        &g->schema->assessments[quick_below(g, g->schema->assessment_count)];
    int score = 100 + (int)quick_below(g, 900);
    if (test->scale_count > 0) {
        const strata_scale *scale = &test->scales[quick_below(g, test->scale_count)];
        score = (int)scale->lowest - 3 +
                (int)quick_below(g, (uint32_t)(scale->highest - scale->lowest) + 7);
    }
    const uint32_t kinds = quick_below(g, 4) == 0 ? 8 : 4;
    (void)snprintf(out, QUICK_VALUE, "%s%d%s", before[quick_below(g, kinds)], score,
                   behind[quick_below(g, kinds)]);
}

/* A group of the dimension, yes or no, or nothing. */
static inline const char *quick_group(quick_generator *g, const strata_field *field)
{
    static const char *const words[] = {"yes",          "no",     "white", "hispanic", "current",
                                        "english_only", "female", "male",  "free",     "asian"};
    const char *word = words[quick_below(g, 2)];
    for (int more = 0; more < 20 && field->to == STRATA_TO_DIM; more++) {
        word = words[quick_below(g, 10)];
        if (strata_group_find((strata_dim)field->index, strata_slice_of(word)) != 0) {
            return word;
        }
    }
    return field->to == STRATA_TO_DIM ? "" : word;
}

static inline void quick_word(quick_generator *g, const strata_field *field, char out[QUICK_VALUE])
{
    static const char *const subjects[] = {"math", "ela", "reading", "science"};
    strata_slice word = strata_slice_of(quick_group(g, field));
    if (field->to == STRATA_TO_SUBJECT) {
        word = strata_slice_of(subjects[quick_below(g, 4)]);
    } else if (field->to == STRATA_TO_ASSESSMENT) {
        word = g->schema->assessments[quick_below(g, g->schema->assessment_count)].id;
    }
    quick_slice(out, word);
}

/* A text such as the target wants. */
static inline void quick_free_text(quick_generator *g, const strata_field *field,
                                   char out[QUICK_VALUE])
{
    const unsigned n = quick_below(g, 30);
    if (field->to == STRATA_TO_YEAR) {
        (void)snprintf(out, QUICK_VALUE, field->is_school_year ? "%u-%02u" : "%u", 2014 + n % 9,
                       15 + n % 9);
    } else if (field->to == STRATA_TO_SCALE_SCORE) {
        quick_score(g, out);
    } else if (field->to == STRATA_TO_STUDENT) {
        (void)snprintf(out, QUICK_VALUE, n % 7 == 0 ? "%u" : "%010u", 71 + n);
    } else if (field->to == STRATA_TO_RECLASSIFIED_ON) {
        (void)snprintf(out, QUICK_VALUE, "%u-0%u-11", 2008 + n % 14, 1 + n % 9);
    } else if (field->to == STRATA_TO_GRADE || field->to == STRATA_TO_LEVEL) {
        (void)snprintf(out, QUICK_VALUE, n % 2 == 0 ? "%u" : "0%u", 1 + n % 6);
    } else if (field->fixed_start > 0 || field->to == STRATA_TO_LEA ||
               field->to == STRATA_TO_SCHOOL) {
        (void)snprintf(out, QUICK_VALUE, "19%05u%07u", n % 3, n % 5);
    } else {
        quick_word(g, field, out);
    }
}

static inline void quick_value(quick_generator *g, uint32_t number, char out[QUICK_VALUE])
{
    static const char *const strange[] = {"", "", "*", "?", " ", "N/A", "\xc3\xa9", "9999", "a\"b"};
    const strata_field *field = &g->layout->fields[number];
    if (quick_below(g, 40) == 0) {
        (void)snprintf(out, QUICK_VALUE, "%s", strange[quick_below(g, 9)]);
    } else if (field->missing_count > 0 && quick_below(g, 20) == 0) {
        quick_slice(out, field->missing[quick_below(g, field->missing_count)].value);
    } else if (field->map != NULL) {
        const strata_map_entry *entry = &field->map->entries[quick_below(g, field->map->count)];
        for (int more = 0; more < 8 && entry->drop; more++) { /* rows in scope are more telling */
            entry = &field->map->entries[quick_below(g, field->map->count)];
        }
        quick_slice(out, entry->code);
    } else {
        quick_free_text(g, field, out);
    }
}

static inline char quick_delimiter(const quick_generator *g)
{
    if (g->layout->dialect.delimiter == '\0') {
        return ',';
    }
    return g->layout->dialect.delimiter;
}

static inline void quick_put_value(quick_generator *g, const char *value)
{
    const char delimiter = quick_delimiter(g);
    const bool needs_quotes = strchr(value, '"') != NULL || strchr(value, delimiter) != NULL;
    if (!needs_quotes && quick_below(g, 30) > 0) {
        quick_put(g, value, strlen(value));
        return;
    }
    quick_put(g, "\"", 1);
    for (const char *c = value; *c != '\0'; c++) {
        quick_put(g, c, 1);
        quick_put(g, c, *c == '"' ? 1 : 0);
    }
    quick_put(g, "\"", 1);
}

static inline bool quick_is_fixed(const quick_generator *g)
{
    return g->layout->record_count > 0;
}

static inline void quick_header(quick_generator *g)
{
    const char delimiter = quick_delimiter(g);
    for (uint32_t at = 0; at < g->layout->field_count; at++) {
        const strata_slice name = g->layout->fields[at].name;
        g->owner[at] = 0;
        while (!quick_is_fixed(g) &&
               !strata_header_equal(g->layout->fields[g->owner[at]].name, name)) {
            g->owner[at]++;
        }
        if (!quick_is_fixed(g) && g->owner[at] == at) {
            quick_put(g, &delimiter, at > 0 ? 1 : 0);
            quick_put(g, name.text, name.len);
        }
    }
    quick_put(g, "\n", quick_is_fixed(g) ? 0 : 1);
}

static inline void quick_fixed_row(quick_generator *g, const char (*values)[QUICK_VALUE])
{
    const uint32_t length = g->layout->records[0];
    const size_t start = g->len;
    for (uint32_t at = 0; at < length; at++) {
        quick_put(g, " ", 1);
    }
    for (uint32_t at = 0; at < g->layout->field_count; at++) {
        const strata_field *field = &g->layout->fields[at];
        const size_t len = strlen(values[at]);
        const bool is_ascii = strchr(values[at], '\xc3') == NULL;
        if (len <= field->fixed_length && field->fixed_start - 1 + len <= length && is_ascii) {
            memcpy(g->text + start + field->fixed_start - 1, values[at], len);
        }
    }
    quick_put(g, "\n", 1);
}

static inline void quick_row_of(quick_generator *g, const char (*values)[QUICK_VALUE])
{
    const char delimiter = quick_delimiter(g);
    for (uint32_t at = 0; at < g->layout->field_count; at++) {
        if (g->owner[at] == at) {
            quick_put(g, &delimiter, at > 0 ? 1 : 0);
            quick_put_value(g, values[at]);
        }
    }
    quick_put(g, &delimiter, quick_below(g, 100) == 0 ? 1 : 0);
    quick_put(g, "\n", 1);
}

/** A file of a layout whose header is one row. */
static inline void quick_generate(quick_generator *g, uint32_t rows)
{
    const uint32_t fields = g->layout->field_count;
    char(*values)[QUICK_VALUE] = strata_alloc_zero(fields, QUICK_VALUE);
    g->owner = strata_alloc_zero(fields, sizeof *g->owner);
    g->templates = strata_alloc_zero((size_t)QUICK_TEMPLATES * fields, QUICK_VALUE);
    if (values == NULL || g->owner == NULL || g->templates == NULL) {
        fail_msg("out of memory");
        return;
    }
    quick_header(g);
    for (uint32_t at = 0; at < QUICK_TEMPLATES * fields; at++) {
        quick_value(g, at % fields, g->templates[at]);
    }
    for (uint32_t row = 0; row < rows; row++) {
        const uint32_t first = quick_below(g, QUICK_TEMPLATES) * fields;
        for (uint32_t at = 0; at < fields; at++) {
            const strata_target to = g->layout->fields[at].to;
            const bool is_new = to == STRATA_TO_STUDENT || to == STRATA_TO_SCALE_SCORE ||
                                quick_below(g, 8 * fields) == 0;
            memcpy(values[at], g->templates[first + at], QUICK_VALUE);
            if (is_new) {
                quick_value(g, at, values[at]);
            }
        }
        quick_is_fixed(g) ? quick_fixed_row(g, (const char(*)[QUICK_VALUE])values)
                          : quick_row_of(g, (const char(*)[QUICK_VALUE])values);
    }
    strata_free(values);
}

static inline void quick_generator_deinit(quick_generator *g)
{
    strata_free(g->owner);
    strata_free(g->templates);
    strata_free(g->text);
}

#endif
