/* Which layout a file is written in: every layout reads the first bytes its own way and looks for
 * its header. */
#include <stdio.h>
#include <string.h>

#include "schema/catalog.h"
#include "schema/header_probe.h"

/* The schemas to choose from: one, or all. */
typedef struct range {
    const strata_catalog *catalog;
    const strata_schema *only;
} range;

static size_t range_count(const range *of)
{
    return of->only != NULL ? 1 : strata_catalog_count(of->catalog);
}

static const strata_schema *range_at(const range *of, size_t index)
{
    return of->only != NULL ? of->only : strata_catalog_at(of->catalog, index);
}

/* Layouts that fit, and the best of those that do not. */
typedef struct search {
    const strata_schema *schema; /* best that fits */
    const strata_layout *layout;
    const strata_schema *rival; /* fits as well as the best */
    const strata_layout *rival_layout;
    size_t fitting; /* schemas with a layout that fits */
    const strata_schema *near_schema;
    const strata_layout *near_layout;
    strata_likeness near;
} search;

static void note_fit(search *s, const strata_schema *schema, const strata_layout *layout)
{
    if (s->layout == NULL || layout->signature_count > s->layout->signature_count) {
        s->schema = schema;
        s->layout = layout;
        s->rival = NULL;
    } else if (layout->signature_count == s->layout->signature_count) {
        s->rival = schema;
        s->rival_layout = layout;
    }
}

/* The larger share of its names found, then the more names. Of layouts that find none, one that
 * reads UTF-8 speaks for all: what it cannot read is what people would call broken. */
static bool is_nearer(const strata_likeness *a, const strata_layout *a_layout, const search *s)
{
    const strata_likeness *b = &s->near;
    const uint64_t a_share = (uint64_t)a->found * s->near_layout->signature_count;
    const uint64_t b_share = (uint64_t)b->found * a_layout->signature_count;
    if (a_share != b_share) {
        return a_share > b_share;
    }
    if (a->found == 0) {
        return strata_slice_is(a_layout->encoding, "UTF-8") &&
               !strata_slice_is(s->near_layout->encoding, "UTF-8");
    }
    return a->found > b->found;
}

static void note_miss(search *s, const strata_schema *schema, const strata_layout *layout,
                      const strata_likeness *seen)
{
    if (s->near_layout == NULL || is_nearer(seen, layout, s)) {
        s->near_schema = schema;
        s->near_layout = layout;
        s->near = *seen;
    }
}

static strata_status search_all(const range *schemas, const strata_beginning *file, search *s,
                                strata_error *err)
{
    for (size_t at = 0; at < range_count(schemas); at++) {
        const strata_schema *schema = range_at(schemas, at);
        bool fits = false;
        for (uint32_t l = 0; l < schema->layout_count; l++) {
            strata_likeness seen;
            STRATA_TRY(strata_header_probe(file, &schema->layouts[l], &seen, err));
            fits = fits || seen.is_header;
            if (seen.is_header) {
                note_fit(s, schema, &schema->layouts[l]);
            } else {
                note_miss(s, schema, &schema->layouts[l], &seen);
            }
        }
        s->fitting += fits ? 1 : 0;
    }
    return STRATA_OK;
}

static strata_status fail_rivals(const search *s, const char *name, strata_error *err)
{
    return strata_fail_at(
        err, STRATA_E_INPUT, "layout-ambiguous", (strata_place_in_file){name, 0, 0},
        "the header fits two layouts equally well, %s (%s) and %s (%s); choose "
        "one with --schema or forbid a header in one of them",
        s->schema->id, s->layout->id.text, s->rival->id, s->rival_layout->id.text);
}

/* The delimiter with which a layout would fit, or '\0'. */
static strata_status find_delimiter(const strata_beginning *file, const strata_layout *layout,
                                    char *out, strata_error *err)
{
    static const char delimiters[] = ",;\t|^";
    *out = '\0';
    for (size_t at = 0; delimiters[at] != '\0' && *out == '\0'; at++) {
        strata_layout other = *layout;
        other.dialect.delimiter = delimiters[at];
        strata_likeness seen;
        STRATA_TRY(strata_header_probe(file, &other, &seen, err));
        if (seen.is_header) {
            *out = delimiters[at];
        }
    }
    return STRATA_OK;
}

/* A delimiter for a message. */
static void name_delimiter(char delimiter, char out[4])
{
    if (delimiter == '\t') {
        memcpy(out, "tab", 4);
    } else {
        out[0] = delimiter;
        out[1] = '\0';
    }
}

static strata_status fail_delimiter(const strata_schema *schema, const strata_layout *layout,
                                    char delimiter, const char *name, strata_error *err)
{
    char found[4];
    char expected[4];
    name_delimiter(delimiter, found);
    name_delimiter(layout->dialect.delimiter, expected);
    return strata_fail_at(
        err, STRATA_E_INPUT, "layout-unknown", (strata_place_in_file){name, 0, 0},
        "no schema fits, but %s (%s) would if the columns were separated by "
        "\"%s\" and not by \"%s\"; save the file that way, or copy the schema and "
        "change its delimiter",
        schema->id, layout->id.text, expected, found);
}

/* No row has a name that the schema that was asked for knows. */
static strata_status fail_asked(const search *s, const strata_beginning *file, strata_error *err)
{
    char needs[200] = "";
    for (uint32_t at = 0; at < s->near_layout->signature_count; at++) {
        const strata_slice name = s->near_layout->signature[at];
        strata_text_add(needs, sizeof needs, "%s\"%.*s\"", at > 0 ? ", " : "", (int)name.len,
                        name.text);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown",
                          (strata_place_in_file){file->name, 0, 0},
                          "schema %s (%s) needs a header row with %s; the first row has none of "
                          "them: delete lines above the header, if there are any",
                          s->near_schema->id, s->near_layout->id.text, needs);
}

/* Not one name is known, or not one row can be read. */
static strata_status fail_strange(const range *schemas, const search *s,
                                  const strata_beginning *file, strata_error *err)
{
    const strata_place_in_file at = {file->name, 0, 0};
    if (file->len > 0 && s->near.failure.status != STRATA_OK) {
        return strata_fail_again(err, &s->near.failure);
    }
    if (s->near.columns == 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "file-empty", at,
                              "the file is empty; expected a header row");
    }
    if (schemas->only != NULL) {
        return fail_asked(s, file, err);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown", at,
                          "no schema fits: the first row has %u columns and none of them is a "
                          "header that a schema knows; does the file have a header row? delete any "
                          "lines above it",
                          (unsigned)s->near.columns);
}

static strata_status fail_near(const search *s, const strata_beginning *file, strata_error *err)
{
    const strata_place_in_file at = {file->name, 0, 0};
    strata_header_gaps gaps;
    STRATA_TRY(strata_header_probe_gaps(file, s->near_layout, s->near.found, &gaps, err));
    if (gaps.lacks[0] == '\0') {
        return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown", at,
                              "no schema fits: the nearest is %s (%s), which does not allow the "
                              "header \"%s\"",
                              s->near_schema->id, s->near_layout->id.text,
                              gaps.forbidden != NULL ? gaps.forbidden : "");
    }
    return strata_fail_at(
        err, STRATA_E_INPUT, "layout-unknown", at,
        "no schema fits: the header has %u columns, among them %s; the nearest is "
        "%s (%s), which also needs %s",
        (unsigned)s->near.columns, gaps.has, s->near_schema->id, s->near_layout->id.text,
        gaps.lacks);
}

static strata_status explain_none(const range *schemas, const search *s,
                                  const strata_beginning *file, strata_error *err)
{
    for (size_t at = 0; at < range_count(schemas); at++) {
        const strata_schema *schema = range_at(schemas, at);
        for (uint32_t l = 0; l < schema->layout_count; l++) {
            char delimiter = '\0';
            STRATA_TRY(find_delimiter(file, &schema->layouts[l], &delimiter, err));
            if (delimiter != '\0') {
                return fail_delimiter(schema, &schema->layouts[l], delimiter, file->name, err);
            }
        }
    }
    if (s->near_layout == NULL || s->near.found == 0) {
        return fail_strange(schemas, s, file, err);
    }
    return fail_near(s, file, err);
}

static void explain_choice(const range *schemas, const search *s, strata_choice *out)
{
    enum {
        NAMES_MAX = 3
    };
    *out = (strata_choice){.schema = s->schema, .layout = s->layout};
    const strata_layout *layout = s->layout;
    strata_text_add(out->why, sizeof out->why, "header has ");
    for (uint32_t at = 0; at < layout->signature_count && at < NAMES_MAX; at++) {
        strata_text_add(out->why, sizeof out->why, "%s\"%.*s\"", at > 0 ? ", " : "",
                        (int)layout->signature[at].len, layout->signature[at].text);
    }
    strata_text_add(out->why, sizeof out->why, "%s",
                    layout->signature_count > NAMES_MAX ? " ..." : "");
    if (schemas->only != NULL) {
        strata_text_add(out->why, sizeof out->why, "; the schema was given");
        return;
    }
    strata_text_add(out->why, sizeof out->why, "; %zu of %zu schemas fit%s", s->fitting,
                    range_count(schemas), s->fitting > 1 ? ", this names most columns" : "");
}

strata_status strata_catalog_detect(const strata_catalog *catalog, const strata_schema *only,
                                    strata_source *source, strata_choice *out, strata_error *err)
{
    strata_beginning file = {strata_source_name(source), NULL, 0};
    STRATA_TRY(strata_source_peek(source, &file.bytes, &file.len, err));
    const range schemas = {catalog, only};
    search s = {0};
    STRATA_TRY(search_all(&schemas, &file, &s, err));
    if (s.layout == NULL) {
        return explain_none(&schemas, &s, &file, err);
    }
    if (s.rival != NULL) {
        return fail_rivals(&s, file.name, err);
    }
    explain_choice(&schemas, &s, out);
    return STRATA_OK;
}
