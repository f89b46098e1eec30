/* From the first byte of a file to its data rows. */
#include "record/extract.h"

#include <string.h>

#include "record/value.h"
#include "schema/header_rows.h"

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
                                   const strata_extract_options *options, strata_error *err)
{
    const char *schema = options->schema;
    const strata_schema *only = NULL;
    if (options->choice != NULL) {
        extract->choice = *options->choice;
        return STRATA_OK;
    }
    if (schema != NULL && strcmp(schema, "auto") != 0) {
        STRATA_TRY(strata_catalog_find(catalog, schema, &only, err));
    }
    return strata_catalog_detect(catalog, only, extract->source, &extract->choice, err);
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

static strata_status open_fixed(strata_extract *extract, strata_error *err)
{
    const strata_layout *layout = extract->choice.layout;
    strata_fixed_field *fields =
        strata_arena_alloc(extract->arena, ((size_t)layout->field_count + 1) * sizeof *fields);
    if (fields == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < layout->field_count; at++) {
        fields[at] = (strata_fixed_field){.start = layout->fields[at].fixed_start,
                                          .length = layout->fields[at].fixed_length};
    }
    const strata_fixed_form form = {.fields = fields,
                                    .field_count = layout->field_count,
                                    .records = layout->records,
                                    .record_count = layout->record_count};
    return strata_row_reader_open_fixed(extract->source, &form, &extract->reader, err);
}

/* The layout was chosen because some of the first rows are its header, so they are. */
static strata_status find_header(strata_extract *extract, strata_header *out, strata_error *err)
{
    const strata_layout *layout = extract->choice.layout;
    STRATA_TRY(strata_header_find(extract->reader, layout, extract->arena, &out->row, err));
    if (out->row != NULL) {
        out->at.line = out->row->line;
        out->at.column = 1;
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_INPUT, "header-missing", out->at,
                          "expected the header of layout %.*s among the first %u rows",
                          (int)layout->id.len, layout->id.text, (unsigned)layout->preamble + 1);
}

static strata_status bind_header(strata_extract *extract, const strata_file_facts *given,
                                 strata_error *err)
{
    const strata_layout *layout = extract->choice.layout;
    const char *name = strata_source_name(extract->source);
    strata_file_facts facts = *given;
    strata_header header = {.at = {.file = name}, .facts = &facts};
    facts.name = facts.name != NULL ? facts.name : name;
    if (layout->record_count == 0) {
        STRATA_TRY(find_header(extract, &header, err));
    }
    return strata_binding_make(layout, &header, extract->arena, &extract->binding, err);
}

strata_status strata_extract_open_with(strata_extract *extract, strata_source *source,
                                       strata_catalog *catalog,
                                       const strata_extract_options *options, strata_error *err)
{
    *extract = (strata_extract){.source = source};
    STRATA_TRY(refuse_empty(source, err));
    if (options->encoding != NULL) {
        STRATA_TRY(strata_source_transcode(source, options->encoding, err));
    }
    STRATA_TRY(choose_layout(extract, catalog, options, err));
    extract->arena = strata_arena_new();
    if (extract->arena == NULL) {
        return strata_fail_memory(err);
    }
    const strata_layout *layout = extract->choice.layout;
    if (options->encoding == NULL) {
        STRATA_TRY(transcode(source, layout->encoding, err));
    }
    strata_csv_dialect dialect = layout->dialect;
    dialect.engine = options->reader;
    STRATA_TRY(layout->record_count > 0
                   ? open_fixed(extract, err)
                   : strata_row_reader_open(source, &dialect, &extract->reader, err));
    return bind_header(extract, &options->facts, err);
}

strata_status strata_extract_open(strata_extract *extract, strata_source *source,
                                  strata_catalog *catalog, const char *schema, strata_error *err)
{
    const strata_extract_options options = {.schema = schema};
    return strata_extract_open_with(extract, source, catalog, &options, err);
}

static bool is_footer(const strata_layout *layout, strata_slice first)
{
    return strata_slice_is_among(strata_slice_trim(first), layout->footer, layout->footer_count);
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

strata_status strata_extract_check_line(const strata_extract *extract, uint64_t line,
                                        strata_error *err)
{
    if (line <= STRATA_LINE_MAX) {
        return STRATA_OK;
    }
    const strata_place_in_file at = {.file = strata_source_name(extract->source), .line = line};
    return strata_fail_at(err, STRATA_E_INPUT, "file-lines", at,
                          "a row behind line %lu, the last that results can name; divide the file "
                          "into several, each with the header, and give all of them",
                          (unsigned long)STRATA_LINE_MAX);
}

strata_status strata_extract_next(strata_extract *extract, const strata_csv_row **row,
                                  strata_error *err)
{
    STRATA_TRY(strata_row_reader_next(extract->reader, row, err));
    if (*row == NULL) {
        return STRATA_OK;
    }
    if (is_footer(extract->choice.layout, (*row)->fields[0])) {
        *row = NULL;
        return drain(extract->source, err);
    }
    return strata_extract_check_line(extract, (*row)->line, err);
}

/* How many rows of a batch stand before its footer. */
static strata_status count_rows(strata_extract *extract, const strata_row_batch *batch,
                                uint32_t *out, strata_error *err)
{
    for (*out = 0; *out < batch->row_count; (*out)++) {
        strata_slice first = strata_batch_raw_field(batch, &batch->rows[*out], 0);
        if (first.len > 0 && batch->quote != '\0' && first.text[0] == batch->quote) {
            const strata_csv_row *row = NULL;
            STRATA_TRY(strata_batch_view_row(&extract->view, batch, *out, &row, err));
            first = row->fields[0];
        }
        if (is_footer(extract->choice.layout, first)) {
            return STRATA_OK;
        }
    }
    return STRATA_OK;
}

strata_status strata_extract_batch(strata_extract *extract, strata_row_batch *batch,
                                   strata_error *err)
{
    uint32_t count = 0;
    batch->row_count = 0;
    if (extract->is_at_footer) {
        return drain(extract->source, err);
    }
    STRATA_TRY(strata_row_reader_batch(extract->reader, batch, err));
    if (batch->row_count == 0) {
        return STRATA_OK;
    }
    const uint32_t last = batch->row_count - 1;
    extract->ended_line = batch->ended_line;
    STRATA_TRY(strata_extract_check_line(extract, batch->line + batch->rows[last].line, err));
    if (extract->choice.layout->footer_count == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(count_rows(extract, batch, &count, err));
    if (count < batch->row_count) { /* a row behind which another one stands has a line end */
        extract->is_at_footer = true;
        extract->ended_line = count < last || batch->ended_line;
        batch->row_count = count;
    }
    return count > 0 ? STRATA_OK : drain(extract->source, err);
}

strata_place_in_file strata_extract_place(const strata_extract *extract, uint32_t field)
{
    const int32_t column = field != STRATA_NO_FIELD ? extract->binding.columns[field] : -1;
    const uint32_t index = column >= 0 ? (uint32_t)column : 0;
    return extract->batch != NULL
               ? strata_row_reader_batch_place(extract->reader, extract->batch, extract->row, index)
               : strata_row_reader_place(extract->reader, index);
}

const char *strata_extract_column(const strata_extract *extract, uint32_t field)
{
    return field != STRATA_NO_FIELD ? extract->binding.names[field] : "";
}

strata_status strata_extract_note_near(const strata_extract *extract, strata_issues *issues,
                                       strata_error *err)
{
    const strata_binding *binding = &extract->binding;
    const strata_place_in_file at = {.file = strata_source_name(extract->source)};
    for (uint32_t column = 0; column < binding->near_count; column++) {
        STRATA_TRY(strata_issues_add(issues, STRATA_SEVERITY_WARNING, "column-near", at,
                                     binding->near[column], err));
    }
    return STRATA_OK;
}

void strata_extract_close(strata_extract *extract)
{
    strata_row_reader_close(extract->reader);
    strata_batch_view_deinit(&extract->view);
    strata_arena_free(extract->arena);
    *extract = (strata_extract){0};
}
