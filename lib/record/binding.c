/* A layout met with a header: its columns, what is said of the file, and the results of its rows.
 */
#include "record/binding.h"

#include <stdio.h>
#include <string.h>

#include "record/bind_parts.h"
#include "record/published.h"
#include "schema/column_pattern.h"

enum {
    FACTS_MAX = 5,
    YEAR_TEXT = 8,
    NAME_LEN = 100,
    CODE_TEXT = 5 * NAME_LEN
};

static strata_status add_fact(strata_constant_list *list, strata_target to, const char *text,
                              strata_arena *arena, strata_error *err)
{
    if (text == NULL) {
        return STRATA_OK;
    }
    const char *copy = strata_arena_copy(arena, text, strlen(text));
    if (copy == NULL) {
        return strata_fail_memory(err);
    }
    list->constants[list->count++] = (strata_constant){.to = to, .value = strata_slice_of(copy)};
    return STRATA_OK;
}

static strata_status add_what_user_says(strata_bound_file *file, const strata_file_facts *facts,
                                        strata_error *err)
{
    strata_constant_list *list = &file->facts;
    strata_arena *arena = file->arena;
    char year[YEAR_TEXT];
    (void)snprintf(year, sizeof year, "%d", (int)facts->year);
    STRATA_TRY(add_fact(list, STRATA_TO_YEAR, facts->year != 0 ? year : NULL, arena, err));
    STRATA_TRY(add_fact(list, STRATA_TO_TERM, facts->term, arena, err));
    STRATA_TRY(add_fact(list, STRATA_TO_ASSESSMENT, facts->assessment, arena, err));
    STRATA_TRY(add_fact(list, STRATA_TO_SUBJECT, facts->subject, arena, err));
    return add_fact(list, STRATA_TO_GRADE, facts->grade, arena, err);
}

/* The first pattern that the name fits counts. */
static strata_status add_what_name_says(strata_bound_file *file, const char *name,
                                        strata_error *err)
{
    const strata_layout *layout = file->layout;
    strata_constant_list *list = &file->facts;
    for (uint32_t at = 0; at < layout->file_name_count; at++) {
        const strata_pattern *pattern = &layout->file_names[at];
        strata_constant *found = list->constants + list->count;
        bool is_out_of_memory = false;
        if (strata_pattern_fits_file(pattern, name, found) &&
            strata_bind_settle(pattern, found, file->arena, &is_out_of_memory)) {
            list->count += pattern->capture_count;
            return is_out_of_memory ? strata_fail_memory(err) : STRATA_OK;
        }
    }
    return STRATA_OK;
}

static strata_status collect_facts(strata_bound_file *file, strata_error *err)
{
    const strata_layout *layout = file->layout;
    const strata_file_facts *facts = file->header->facts;
    if (facts == NULL) {
        return STRATA_OK;
    }
    size_t captures = 0;
    for (uint32_t at = 0; at < layout->file_name_count; at++) {
        const size_t count = layout->file_names[at].capture_count;
        captures = count > captures ? count : captures;
    }
    file->facts.constants =
        strata_arena_alloc(file->arena, (FACTS_MAX + captures) * sizeof *file->facts.constants);
    if (file->facts.constants == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(add_what_user_says(file, facts, err));
    return facts->name != NULL ? add_what_name_says(file, facts->name, err) : STRATA_OK;
}

/* The family whose names a column's is like but for one part. */
static bool find_miss(const strata_layout *layout, strata_slice header, strata_slice *pattern,
                      strata_pattern_miss *out)
{
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const strata_field *field = &layout->fields[at];
        for (uint32_t p = 0; p < field->pattern_count; p++) {
            if (strata_pattern_nearly_fits(&field->patterns[p], header, out)) {
                *pattern = field->patterns[p].text;
                return true;
            }
        }
    }
    return false;
}

/* *out is NULL for a name that is like that of no family. */
static strata_status explain_unread(const strata_bound_file *file, strata_slice header,
                                    const char **out, strata_error *err)
{
    strata_pattern_miss miss;
    strata_slice pattern;
    *out = NULL;
    if (header.len > NAME_LEN || !find_miss(file->layout, header, &pattern, &miss) ||
        pattern.len > NAME_LEN) {
        return STRATA_OK;
    }
    char text[CODE_TEXT];
    (void)snprintf(text, sizeof text, "\"%.*s\" looks like %.*s, but %.*s is no %.*s of the schema",
                   (int)header.len, header.text, (int)pattern.len, pattern.text, (int)miss.text.len,
                   miss.text.text, (int)miss.capture->name.len, miss.capture->name.text);
    *out = strata_bind_name(file->arena, strata_slice_of(text));
    return *out != NULL ? STRATA_OK : strata_fail_memory(err);
}

/* Whether the file lacks a column that it could have: another one may be that by another name. */
static bool lacks_column(const strata_bound_file *file)
{
    bool found = false;
    for (uint32_t at = 0; at < file->layout->field_count; at++) {
        found = found || (file->layout->fields[at].pattern_count == 0 &&
                          file->columns[at] == STRATA_COLUMN_NOT_THERE);
    }
    return found;
}

static strata_status list_unread(const strata_bound_file *file, strata_binding *out,
                                 strata_error *err)
{
    const strata_csv_row *row = file->header->row;
    if (row == NULL || (!file->has_families && !lacks_column(file))) {
        return STRATA_OK;
    }
    const char **unread = strata_arena_alloc(file->arena, row->count * sizeof *unread);
    const char **codes = strata_arena_alloc(file->arena, row->count * sizeof *codes);
    if (unread == NULL || codes == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < row->count; at++) {
        if (strata_layout_knows_column(file->layout, row->fields[at]) ||
            strata_bind_is_near(file, row->fields[at])) {
            continue;
        }
        const char *name = strata_bind_name(file->arena, row->fields[at]);
        if (name == NULL) {
            return strata_fail_memory(err);
        }
        STRATA_TRY(explain_unread(file, row->fields[at], &codes[out->unread_count], err));
        unread[out->unread_count++] = name;
    }
    out->unread = unread;
    out->unread_codes = codes;
    return STRATA_OK;
}

/* Statistics of a row stand in a table of fixed size; none may fall off its end. */
static strata_status check_statistics(const strata_binding *binding,
                                      const strata_bound_result *result,
                                      const strata_header *header, strata_error *err)
{
    static const strata_target targets[] = {STRATA_TO_SHARE, STRATA_TO_PCT, STRATA_TO_MEAN,
                                            STRATA_TO_SD, STRATA_TO_INDEX};
    unsigned count = 0;
    for (size_t target = 0; target < sizeof targets / sizeof targets[0]; target++) {
        strata_value_inputs one;
        uint32_t at = result->first[targets[target]];
        while (strata_binding_next(binding, result, targets[target], &at, &one)) {
            count++;
        }
    }
    if (count <= STRATA_STATISTICS_MAX) {
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_USAGE, "statistics-many",
                          (strata_place_in_file){.file = header->at.file},
                          "layout %.*s has %u statistics in one result; at most %u can be held: "
                          "make several results of them",
                          (int)binding->layout->id.len, binding->layout->id.text, count,
                          (unsigned)STRATA_STATISTICS_MAX);
}

strata_status strata_binding_make(const strata_layout *layout, const strata_header *header,
                                  strata_arena *arena, strata_binding *out, strata_error *err)
{
    strata_bound_file file = {.layout = layout, .header = header, .arena = arena};
    STRATA_TRY(strata_bind_columns(&file, err));
    STRATA_TRY(collect_facts(&file, err));
    strata_binding made = {.layout = layout,
                           .column_count =
                               header->row != NULL ? header->row->count : layout->field_count,
                           .field_count = file.field_count,
                           .fields = file.fields,
                           .columns = file.columns,
                           .names = file.names};
    STRATA_TRY(list_unread(&file, &made, err));
    STRATA_TRY(strata_bind_near(&file, &made, err));
    STRATA_TRY(strata_bind_results(&file, &made, err));
    for (uint32_t at = 0; at < made.result_count; at++) {
        STRATA_TRY(check_statistics(&made, &made.results[at], header, err));
    }
    *out = made;
    return STRATA_OK;
}
