/* Which layout a file is written in: every layout reads the first bytes its own way and looks for
 * its header, or at the first records. */
#include "schema/detect_parts.h"

size_t strata_schema_range_count(const strata_schema_range *of)
{
    return of->only != NULL ? 1 : strata_catalog_count(of->catalog);
}

const strata_schema *strata_schema_range_at(const strata_schema_range *of, size_t index)
{
    return of->only != NULL ? of->only : strata_catalog_at(of->catalog, index);
}

static void note_fit(strata_layout_search *s, const strata_schema *schema,
                     const strata_layout *layout)
{
    const uint32_t names = strata_layout_name_count(layout);
    const uint32_t most = s->layout != NULL ? strata_layout_name_count(s->layout) : 0;
    if (s->layout == NULL || names > most) {
        s->schema = schema;
        s->layout = layout;
        s->rival = NULL;
    } else if (names == most) {
        s->rival = schema;
        s->rival_layout = layout;
    }
}

/* What a layout with a header in UTF-8 cannot read is what people would call broken. */
static bool speaks_for_all(const strata_layout *layout)
{
    return layout->record_count == 0 && strata_slice_is(layout->encoding, "UTF-8");
}

/* The larger share of its names found, then the more names. Of layouts that find none, one speaks
 * for all. */
static bool is_nearer(const strata_likeness *a, const strata_layout *a_layout,
                      const strata_layout_search *s)
{
    const strata_likeness *b = &s->near;
    const uint64_t a_share = (uint64_t)a->found * strata_layout_name_count(s->near_layout);
    const uint64_t b_share = (uint64_t)b->found * strata_layout_name_count(a_layout);
    if (a_share != b_share) {
        return a_share > b_share;
    }
    if (a->found == 0) {
        return speaks_for_all(a_layout) && !speaks_for_all(s->near_layout);
    }
    return a->found > b->found;
}

uint32_t strata_detect_distance(const strata_layout *layout, const strata_likeness *seen)
{
    uint32_t least = UINT32_MAX;
    for (uint32_t at = 0; at < layout->record_count; at++) {
        const uint32_t length = layout->records[at];
        const uint32_t off =
            length > seen->odd_length ? length - seen->odd_length : seen->odd_length - length;
        least = off < least ? off : least;
    }
    return least;
}

static void note_fixed(strata_layout_search *s, const strata_schema *schema,
                       const strata_layout *layout, const strata_likeness *seen)
{
    if (seen->odd_line > 0 &&
        (s->fixed_layout == NULL || strata_detect_distance(layout, seen) <
                                        strata_detect_distance(s->fixed_layout, &s->fixed))) {
        s->fixed_schema = schema;
        s->fixed_layout = layout;
        s->fixed = *seen;
    }
}

static void note_miss(strata_layout_search *s, const strata_schema *schema,
                      const strata_layout *layout, const strata_likeness *seen)
{
    if (s->near_layout == NULL || is_nearer(seen, layout, s)) {
        s->near_schema = schema;
        s->near_layout = layout;
        s->near = *seen;
    }
}

static strata_status search_all(const strata_schema_range *schemas, strata_first_rows *file,
                                strata_layout_search *s, strata_error *err)
{
    for (size_t at = 0; at < strata_schema_range_count(schemas); at++) {
        const strata_schema *schema = strata_schema_range_at(schemas, at);
        bool fits = false;
        if (schemas->only == NULL && schema->kind == STRATA_KIND_ROSTER) {
            continue; /* is given as what it is, never found among inputs */
        }
        for (uint32_t l = 0; l < schema->layout_count; l++) {
            strata_likeness seen;
            STRATA_TRY(strata_header_probe(file, &schema->layouts[l], &seen, err));
            fits = fits || seen.fits;
            if (seen.fits) {
                note_fit(s, schema, &schema->layouts[l]);
            } else {
                note_miss(s, schema, &schema->layouts[l], &seen);
                note_fixed(s, schema, &schema->layouts[l], &seen);
            }
        }
        s->fitting += fits ? 1 : 0;
    }
    return STRATA_OK;
}

static strata_status choose(const strata_schema_range *schemas, strata_first_rows *file,
                            strata_choice *out, strata_error *err)
{
    strata_layout_search s = {0};
    STRATA_TRY(search_all(schemas, file, &s, err));
    if (s.layout == NULL) {
        return strata_detect_fail_none(schemas, &s, file, err);
    }
    if (s.rival != NULL) {
        return strata_detect_fail_rivals(&s, strata_first_rows_file(file)->name, err);
    }
    strata_detect_explain(schemas, &s, out);
    return STRATA_OK;
}

strata_status strata_catalog_detect(const strata_catalog *catalog, const strata_schema *only,
                                    strata_source *source, strata_choice *out, strata_error *err)
{
    strata_beginning file = {strata_source_name(source), NULL, 0};
    STRATA_TRY(strata_source_peek(source, &file.bytes, &file.len, err));
    const strata_schema_range schemas = {catalog, only};
    strata_first_rows *rows = NULL;
    STRATA_TRY(strata_first_rows_new(&file, &rows, err));
    const strata_status status = choose(&schemas, rows, out, err);
    strata_first_rows_free(rows);
    return status;
}
