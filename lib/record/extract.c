/* From the first byte of a file to its data rows. */
#include "record/extract.h"

#include <string.h>

#include "record/value.h"

enum {
    ENCODING_NAME_MAX = 64,
    DRAIN_BYTES = 16 * 1024
};

static strata_status refuse_empty(strata_source *source, strata_error *err)
{
    const unsigned char *bytes = NULL;
    size_t count = 0;
    STRATA_TRY(strata_source_peek(source, &bytes, &count, err));
    if (count > 0) {
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_INPUT, "file-empty",
                          (strata_place_in_file){.file = strata_source_name(source)},
                          "the file is empty; expected a header and rows: export it again");
}

static strata_status choose_layout(strata_extract *extract, strata_catalog *catalog,
                                   const char *schema, strata_error *err)
{
    const strata_schema *only = NULL;
    if (schema != NULL && strcmp(schema, "auto") != 0) {
        STRATA_TRY(strata_catalog_find(catalog, schema, &only, err));
    }
    return strata_catalog_detect(catalog, only, extract->source, &extract->choice, err);
}

static strata_status refuse_fixed_width(const strata_extract *extract, strata_error *err)
{
    const strata_layout *layout = extract->choice.layout;
    for (uint32_t at = 0; at < layout->field_count; at++) {
        if (layout->fields[at].fixed_start > 0) {
            return strata_fail_at(
                err, STRATA_E_USAGE, "layout-fixed",
                (strata_place_in_file){.file = strata_source_name(extract->source)},
                "layout %.*s has fixed positions, which this version cannot read; export the file "
                "with a delimiter",
                (int)layout->id.len, layout->id.text);
        }
    }
    return STRATA_OK;
}

static strata_status transcode(strata_source *source, strata_slice encoding, strata_error *err)
{
    char name[ENCODING_NAME_MAX];
    if (encoding.len == 0 || encoding.len >= sizeof name) {
        return STRATA_OK;
    }
    memcpy(name, encoding.text, encoding.len);
    name[encoding.len] = '\0';
    return strata_source_transcode(source, name, err);
}

/* The layout was chosen because one of the first rows is its header, so one of them is. */
static strata_status find_header(strata_extract *extract, strata_header *out, strata_error *err)
{
    const strata_layout *layout = extract->choice.layout;
    for (uint32_t skipped = 0; skipped <= layout->preamble; skipped++) {
        STRATA_TRY(strata_csv_reader_next(extract->reader, &out->row, err));
        if (out->row == NULL) {
            break;
        }
        out->at = strata_csv_reader_place(extract->reader, 0);
        if (strata_layout_is_header(layout, out->row)) {
            return STRATA_OK;
        }
    }
    return strata_fail_at(err, STRATA_E_INPUT, "header-missing",
                          (strata_place_in_file){.file = strata_source_name(extract->source)},
                          "expected the header of layout %.*s among the first %u rows",
                          (int)layout->id.len, layout->id.text, (unsigned)layout->preamble + 1);
}

strata_status strata_extract_open(strata_extract *extract, strata_source *source,
                                  strata_catalog *catalog, const char *schema, strata_error *err)
{
    *extract = (strata_extract){.source = source};
    STRATA_TRY(refuse_empty(source, err));
    STRATA_TRY(choose_layout(extract, catalog, schema, err));
    STRATA_TRY(refuse_fixed_width(extract, err));
    const strata_layout *layout = extract->choice.layout;
    STRATA_TRY(transcode(source, layout->encoding, err));
    STRATA_TRY(strata_csv_reader_open(source, &layout->dialect, &extract->reader, err));
    extract->arena = strata_arena_new();
    if (extract->arena == NULL) {
        return strata_fail_memory(err);
    }
    strata_header header;
    STRATA_TRY(find_header(extract, &header, err));
    return strata_binding_make(layout, &header, extract->arena, &extract->binding, err);
}

static bool is_footer(const strata_layout *layout, const strata_csv_row *row)
{
    const strata_slice first = strata_slice_trim(row->fields[0]);
    for (uint32_t at = 0; at < layout->footer_count; at++) {
        if (strata_slice_equal(layout->footer[at], first)) {
            return true;
        }
    }
    return false;
}

static strata_status drain(strata_source *source, strata_error *err)
{
    char bytes[DRAIN_BYTES];
    size_t got = 1;
    while (got > 0) {
        STRATA_TRY(strata_source_read(source, bytes, sizeof bytes, &got, err));
    }
    return STRATA_OK;
}

strata_status strata_extract_next(strata_extract *extract, const strata_csv_row **row,
                                  strata_error *err)
{
    STRATA_TRY(strata_csv_reader_next(extract->reader, row, err));
    if (*row != NULL && is_footer(extract->choice.layout, *row)) {
        *row = NULL;
        return drain(extract->source, err);
    }
    return STRATA_OK;
}

strata_place_in_file strata_extract_place(const strata_extract *extract, uint32_t field)
{
    const int32_t column = field != STRATA_NO_FIELD ? extract->binding.columns[field] : -1;
    return strata_csv_reader_place(extract->reader, column >= 0 ? (uint32_t)column : 0);
}

const char *strata_extract_column(const strata_extract *extract, uint32_t field)
{
    return field != STRATA_NO_FIELD ? extract->binding.names[field] : "";
}

void strata_extract_close(strata_extract *extract)
{
    strata_csv_reader_close(extract->reader);
    strata_arena_free(extract->arena);
    *extract = (strata_extract){0};
}
