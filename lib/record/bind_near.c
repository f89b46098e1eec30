/* A column by a misspelt name is as good as missing; where it is optional nobody would notice. */
#include <stdio.h>
#include <string.h>

#include "record/bind_parts.h"
#include "schema/catalog.h"

enum {
    NAME_SIZE = 72, /* longer names are no slip of the pen */
    NEAR_TEXT = 2 * NAME_SIZE + 8
};

/* A name as text; false if it is too long. */
static bool copy_name(char out[NAME_SIZE], strata_slice text)
{
    const strata_slice name = strata_slice_trim(text);
    if (name.len >= NAME_SIZE) {
        return false;
    }
    memcpy(out, name.text, name.len);
    out[name.len] = '\0';
    return true;
}

/* Whether the field is called, or may be called, almost like a header; meant is by what name. */
static bool is_like(const strata_field *field, const char *header, char meant[NAME_SIZE])
{
    bool found = copy_name(meant, field->name) && strata_is_misspelt(header, meant);
    for (uint32_t at = 0; at < field->alias_count && !found; at++) {
        found = copy_name(meant, field->aliases[at]) && strata_is_misspelt(header, meant);
    }
    return found;
}

/* The name of a column that the file lacks and this one was probably meant to be: one that is
 * optional, or with which the file would have another layout. */
static bool find_meant(const strata_bound_file *file, const char *header, char meant[NAME_SIZE])
{
    const strata_layout *layout = file->layout;
    bool found = false;
    for (uint32_t at = 0; at < layout->forbidden_count && !found; at++) {
        found = copy_name(meant, layout->forbidden[at]) && strata_is_misspelt(header, meant);
    }
    for (uint32_t number = 0; number < layout->field_count && !found; number++) {
        const strata_field *field = &layout->fields[number];
        found = field->pattern_count == 0 && file->columns[number] == STRATA_COLUMN_NOT_THERE &&
                is_like(field, header, meant);
    }
    return found;
}

static bool is_near(const strata_bound_file *file, strata_slice text, char header[NAME_SIZE],
                    char meant[NAME_SIZE])
{
    return copy_name(header, text) && find_meant(file, header, meant) &&
           !strata_layout_knows_column(file->layout, text);
}

bool strata_bind_is_near(const strata_bound_file *file, strata_slice text)
{
    char header[NAME_SIZE];
    char meant[NAME_SIZE];
    return is_near(file, text, header, meant);
}

strata_status strata_bind_near(const strata_bound_file *file, strata_binding *out,
                               strata_error *err)
{
    const strata_csv_row *row = file->header->row;
    if (row == NULL) {
        return STRATA_OK;
    }
    const char **near = strata_arena_alloc(file->arena, row->count * sizeof *near);
    if (near == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < row->count; at++) {
        char header[NAME_SIZE];
        char meant[NAME_SIZE];
        char text[NEAR_TEXT];
        if (!is_near(file, row->fields[at], header, meant)) {
            continue;
        }
        (void)snprintf(text, sizeof text, "%s (%s?)", header, meant);
        near[out->near_count] = strata_bind_name(file->arena, strata_slice_of(text));
        if (near[out->near_count++] == NULL) {
            return strata_fail_memory(err);
        }
    }
    out->near = near;
    return STRATA_OK;
}
