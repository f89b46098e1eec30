/* Why a layout was chosen, or none. */
#include <stdio.h>
#include <string.h>

#include "schema/detect_parts.h"

enum {
    NEAR_LENGTH = 40 /* so many characters too few or too many, and records are still alike */
};

strata_status strata_detect_fail_rivals(const strata_layout_search *s, const char *name,
                                        strata_error *err)
{
    return strata_fail_at(
        err, STRATA_E_INPUT, "layout-ambiguous", (strata_place_in_file){name, 0, 0},
        "the header fits two layouts equally well, %s (%s) and %s (%s); choose "
        "one with --schema or forbid a header in one of them",
        s->schema->id, s->layout->id.text, s->rival->id, s->rival_layout->id.text);
}

/* The delimiter with which a layout would fit, or '\0'. */
static strata_status find_delimiter(strata_first_rows *file, const strata_layout *layout, char *out,
                                    strata_error *err)
{
    static const char delimiters[] = ",;\t|^";
    *out = '\0';
    for (size_t at = 0; layout->record_count == 0 && delimiters[at] != '\0' && *out == '\0'; at++) {
        strata_layout other = *layout;
        other.dialect.delimiter = delimiters[at];
        strata_likeness seen;
        STRATA_TRY(strata_header_probe(file, &other, &seen, err));
        if (seen.fits) {
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
static strata_status fail_asked(const strata_layout_search *s, const strata_beginning *file,
                                strata_error *err)
{
    char needs[200] = "";
    const uint32_t names = strata_layout_name_count(s->near_layout);
    for (uint32_t at = 0; at < names; at++) {
        const strata_slice name = strata_layout_name(s->near_layout, at);
        strata_text_add(needs, sizeof needs, "%s\"%.*s\"", at > 0 ? ", " : "", (int)name.len,
                        name.text);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown",
                          (strata_place_in_file){file->name, 0, 0},
                          "schema %s (%s) needs a header row with %s; the first row has none of "
                          "them: delete lines above the header, if there are any",
                          s->near_schema->id, s->near_layout->id.text, needs);
}

/* "2928 or 2930" for a message. */
static void list_records(const strata_layout *layout, char *out, size_t size)
{
    out[0] = '\0';
    for (uint32_t at = 0; at < layout->record_count; at++) {
        strata_text_add(out, size, "%s%u", at > 0 ? " or " : "", (unsigned)layout->records[at]);
    }
}

/* Records that are a little too short or too long. */
static strata_status fail_length(const strata_schema *schema, const strata_layout *layout,
                                 const strata_likeness *seen, const strata_beginning *file,
                                 strata_error *err)
{
    char lengths[64];
    list_records(layout, lengths, sizeof lengths);
    return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown",
                          (strata_place_in_file){.file = file->name, .line = seen->odd_line},
                          "no schema fits: the record here has %u characters, but those of %s (%s) "
                          "have %s; the first record and at least half of the next must have them: "
                          "export the file again",
                          (unsigned)seen->odd_length, schema->id, layout->id.text, lengths);
}

/* The schema that was asked for, or the nearest, has records of fixed width. */
static strata_status fail_records(const strata_layout_search *s, const strata_beginning *file,
                                  strata_error *err)
{
    const strata_layout *layout = s->near_layout;
    const strata_place_in_file at = {file->name, 0, 0};
    char lengths[64];
    list_records(layout, lengths, sizeof lengths);
    if (s->near.odd_line > 0) {
        return fail_length(s->near_schema, layout, &s->near, file, err);
    }
    if (s->near.found == 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown", at,
                              "schema %s (%s) needs records of %s characters, one a line, with "
                              "values that it knows; the first records are not",
                              s->near_schema->id, layout->id.text, lengths);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown", at,
                          "no schema fits: the records have the %s characters of %s (%s), but of "
                          "the %u fields it knows them by only %u hold values it can read",
                          lengths, s->near_schema->id, layout->id.text,
                          (unsigned)strata_layout_name_count(layout), (unsigned)s->near.found);
}

/* Not one name is known, or not one row can be read. */
static strata_status fail_strange(const strata_schema_range *schemas, const strata_layout_search *s,
                                  const strata_beginning *file, strata_error *err)
{
    const strata_place_in_file at = {file->name, 0, 0};
    if (strata_schema_range_count(schemas) == 0) {
        return strata_fail_at(err, STRATA_E_USAGE, "no-schemas", at,
                              "there is no schema to read it with; say where they are with "
                              "--schemas DIR (strata doctor shows where they are looked for)");
    }
    if (file->len > 0 && s->near.failure.status != STRATA_OK) {
        return strata_fail_again(err, &s->near.failure);
    }
    if (s->near_layout != NULL && s->near_layout->record_count > 0 && file->len > 0) {
        return fail_records(s, file, err);
    }
    if (s->near_layout == NULL || s->near.columns == 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "file-empty", at,
                              "the file is empty; expected a header row");
    }
    if (schemas->only != NULL) {
        return fail_asked(s, file, err);
    }
    if (s->near.columns == 1 && s->fixed_layout != NULL &&
        strata_detect_distance(s->fixed_layout, &s->fixed) <= NEAR_LENGTH) {
        return fail_length(s->fixed_schema, s->fixed_layout, &s->fixed, file, err);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "layout-unknown", at,
                          "no schema fits: no row near the top, of %u columns, is a header that a "
                          "schema knows; does the file have a header row? For a new layout 'strata "
                          "schema guess FILE' drafts a schema",
                          (unsigned)s->near.columns);
}

static strata_status fail_near(const strata_layout_search *s, strata_first_rows *file,
                               strata_error *err)
{
    const strata_beginning *beginning = strata_first_rows_file(file);
    if (s->near_layout->record_count > 0) {
        return fail_records(s, beginning, err);
    }
    const strata_place_in_file at = {beginning->name, 0, 0};
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

strata_status strata_detect_fail_none(const strata_schema_range *schemas,
                                      const strata_layout_search *s, strata_first_rows *file,
                                      strata_error *err)
{
    const strata_beginning *beginning = strata_first_rows_file(file);
    for (size_t at = 0; at < strata_schema_range_count(schemas); at++) {
        const strata_schema *schema = strata_schema_range_at(schemas, at);
        for (uint32_t l = 0; l < schema->layout_count; l++) {
            char delimiter = '\0';
            STRATA_TRY(find_delimiter(file, &schema->layouts[l], &delimiter, err));
            if (delimiter != '\0') {
                return fail_delimiter(schema, &schema->layouts[l], delimiter, beginning->name, err);
            }
        }
    }
    const bool is_chance = s->near_layout != NULL && s->near.found == 1 &&
                           strata_layout_name_count(s->near_layout) > 2;
    if (s->near_layout == NULL || s->near.found == 0 || (is_chance && schemas->only == NULL)) {
        return fail_strange(schemas, s, beginning, err);
    }
    return fail_near(s, file, err);
}

static void list_names(const strata_layout *layout, strata_choice *out)
{
    enum {
        NAMES_MAX = 3
    };
    const uint32_t count = strata_layout_name_count(layout);
    for (uint32_t at = 0; at < count && at < NAMES_MAX; at++) {
        const strata_slice name = strata_layout_name(layout, at);
        strata_text_add(out->why, sizeof out->why, "%s\"%.*s\"", at > 0 ? ", " : "", (int)name.len,
                        name.text);
    }
    strata_text_add(out->why, sizeof out->why, "%s", count > NAMES_MAX ? " ..." : "");
}

void strata_detect_explain(const strata_schema_range *schemas, const strata_layout_search *s,
                           strata_choice *out)
{
    *out = (strata_choice){.schema = s->schema, .layout = s->layout};
    if (s->layout->record_count > 0) {
        char lengths[64];
        list_records(s->layout, lengths, sizeof lengths);
        strata_text_add(out->why, sizeof out->why, "records of %s characters; values fit ",
                        lengths);
    } else {
        strata_text_add(out->why, sizeof out->why, "header has ");
    }
    list_names(s->layout, out);
    if (schemas->only != NULL) {
        strata_text_add(out->why, sizeof out->why, "; the schema was given");
        return;
    }
    strata_text_add(out->why, sizeof out->why, "; %zu of %zu schemas fit%s", s->fitting,
                    strata_schema_range_count(schemas),
                    s->fitting > 1 ? ", this names most columns" : "");
}
