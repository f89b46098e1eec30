/* Header, then rows. */
#include "protect/neutral_file.h"

#include <assert.h>

strata_status strata_neutral_fail(const strata_neutral_file *file, uint32_t field, const char *rule,
                                  const char *text, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, rule, strata_csv_reader_place(file->reader, field),
                          "%s", text);
}

strata_slice strata_neutral_field(const strata_neutral_file *file, unsigned column)
{
    return strata_neutral_has(file, column)
               ? strata_slice_trim(file->row->fields[file->place[column]])
               : (strata_slice){0};
}

bool strata_neutral_has(const strata_neutral_file *file, unsigned column)
{
    return file->place[column] != UINT32_MAX;
}

strata_status strata_neutral_pass_on(const strata_neutral_file *file, uint32_t field,
                                     strata_status status, const strata_error *first,
                                     strata_error *err)
{
    if (status == STRATA_OK || status == STRATA_E_MEMORY) {
        return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
    }
    return strata_neutral_fail(file, field, first->rule, first->text, err);
}

static strata_status take_header(strata_neutral_file *file, strata_error *err)
{
    const strata_neutral_layout *of = file->layout;
    file->fields = file->row->count;
    for (unsigned column = 0; column < STRATA_NEUTRAL_COLUMNS_MOST; column++) {
        file->place[column] = UINT32_MAX;
    }
    for (uint32_t field = 0; field < file->row->count; field++) {
        unsigned column = 0;
        const strata_slice name = strata_slice_trim(file->row->fields[field]);
        if (!strata_slice_word(name, of->names, of->count, &column) ||
            strata_neutral_has(file, column)) {
            return strata_fail_at(err, STRATA_E_INPUT, of->rule,
                                  strata_csv_reader_place(file->reader, field),
                                  "expected each column once, of %s", of->expected);
        }
        file->place[column] = field;
    }
    for (unsigned column = 0; column < of->needed; column++) {
        if (!strata_neutral_has(file, column)) {
            return strata_fail_at(
                err, STRATA_E_INPUT, of->rule, strata_csv_reader_place(file->reader, 0),
                "there is no column %s; expected %s", of->names[column], of->expected);
        }
    }
    return STRATA_OK;
}

static strata_status next_row(strata_neutral_file *file, strata_error *err)
{
    STRATA_TRY(strata_csv_reader_next(file->reader, &file->row, err));
    if (file->row != NULL && file->fields != 0 && file->row->count != file->fields) {
        return strata_neutral_fail(file, 0, file->layout->rule,
                                   "expected as many fields as the header has", err);
    }
    return STRATA_OK;
}

static strata_status read_rows(strata_neutral_file *file, strata_neutral_take take, void *context,
                               strata_error *err)
{
    STRATA_TRY(next_row(file, err));
    if (file->row == NULL) {
        return strata_neutral_fail(file, 0, file->layout->rule,
                                   "the file is empty; expected a header", err);
    }
    STRATA_TRY(take_header(file, err));
    STRATA_TRY(next_row(file, err));
    while (file->row != NULL) {
        STRATA_TRY(take(context, file, err));
        STRATA_TRY(next_row(file, err));
    }
    return STRATA_OK;
}

strata_status strata_neutral_read(const strata_neutral_layout *layout, strata_source *source,
                                  strata_neutral_take take, void *context, strata_error *err)
{
    strata_neutral_file file = {.layout = layout};
    const strata_csv_dialect dialect = {0};
    assert(layout->count <= STRATA_NEUTRAL_COLUMNS_MOST);
    STRATA_TRY(strata_csv_reader_open(source, &dialect, &file.reader, err));
    const strata_status status = read_rows(&file, take, context, err);
    strata_csv_reader_close(file.reader);
    return status;
}

strata_status strata_neutral_finish(strata_release *release, const strata_source *links,
                                    strata_error *err)
{
    strata_error first = {0};
    const strata_status status = strata_release_finish(release, &first);
    if (status == STRATA_E_INPUT) {
        const strata_place_in_file at = {.file = strata_source_name(links)};
        return strata_fail_at(err, status, first.rule, at, "%s", first.text);
    }
    return status == STRATA_OK ? STRATA_OK : strata_fail_memory(err);
}
