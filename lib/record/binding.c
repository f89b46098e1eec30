/* Finding columns by name, and putting the inputs of each result in the order they are asked in. */
#include "record/binding.h"

#include <stdlib.h>
#include <string.h>

#include "schema/catalog.h"

enum {
    NOT_THERE = -1
};

/* Position of a header, or NOT_THERE; *again is that of the second of the same name. */
static int32_t find_column(const strata_csv_row *header, strata_slice name, int32_t *again)
{
    int32_t found = NOT_THERE;
    *again = NOT_THERE;
    for (uint32_t at = 0; at < header->count; at++) {
        if (!strata_header_equal(header->fields[at], name)) {
            continue;
        }
        if (found != NOT_THERE) {
            *again = (int32_t)at;
            break;
        }
        found = (int32_t)at;
    }
    return found;
}

static strata_status fail_missing(const strata_field *field, const strata_header *header,
                                  strata_arena *arena, strata_error *err)
{
    const strata_csv_row *row = header->row;
    const char **names = strata_arena_alloc(arena, row->count * sizeof *names);
    const char *wanted = strata_arena_copy(arena, field->name.text, field->name.len);
    if (names == NULL || wanted == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < row->count; i++) {
        names[i] = strata_arena_copy(arena, row->fields[i].text, row->fields[i].len);
        if (names[i] == NULL) {
            return strata_fail_memory(err);
        }
    }
    const char *nearest = strata_nearest(wanted, names, row->count);
    if (nearest == NULL) {
        return strata_fail_at(err, STRATA_E_INPUT, "column-missing", header->at,
                              "column \"%s\" is missing from the header; expected it by this name, "
                              "or as an alias in the schema",
                              wanted);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "column-missing", header->at,
                          "column \"%s\" is missing from the header; the nearest there is \"%s\": "
                          "rename it, or add it to the aliases in the schema",
                          wanted, nearest);
}

static strata_status find_field(const strata_field *field, const strata_header *header,
                                int32_t *column, strata_error *err)
{
    int32_t again = NOT_THERE;
    strata_slice name = field->name;
    *column = find_column(header->row, name, &again);
    for (uint32_t i = 0; i < field->alias_count && *column == NOT_THERE; i++) {
        name = field->aliases[i];
        *column = find_column(header->row, name, &again);
    }
    if (again != NOT_THERE) {
        return strata_fail_at(err, STRATA_E_INPUT, "column-twice", header->at,
                              "column \"%.*s\" occurs twice in the header, as columns %u and %u; "
                              "expected it once",
                              (int)name.len, name.text, (unsigned)*column + 1, (unsigned)again + 1);
    }
    return STRATA_OK;
}

static strata_status find_columns(const strata_layout *layout, const strata_header *header,
                                  strata_arena *arena, int32_t *columns, strata_error *err)
{
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const strata_field *field = &layout->fields[at];
        STRATA_TRY(find_field(field, header, &columns[at], err));
        if (columns[at] == NOT_THERE && !field->optional) {
            return fail_missing(field, header, arena, err);
        }
    }
    return STRATA_OK;
}

static strata_status copy_names(const strata_layout *layout, strata_arena *arena,
                                const char **names, strata_error *err)
{
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const strata_slice name = layout->fields[at].name;
        char *copy = strata_arena_copy(arena, name.text, name.len);
        if (copy == NULL) {
            return strata_fail_memory(err);
        }
        for (char *c = copy; *c != '\0'; c++) {
            if ((unsigned char)*c < ' ') {
                *c = ' ';
            }
        }
        names[at] = copy;
    }
    return STRATA_OK;
}

/* The inputs of a result while they are collected, in order of precedence. */
typedef struct collection {
    const strata_layout *layout;
    const int32_t *columns;
    strata_input *inputs;
    uint32_t count;
} collection;

static void add_field(collection *into, uint32_t number)
{
    const strata_field *field = &into->layout->fields[number];
    if (into->columns[number] != NOT_THERE && field->to != STRATA_TO_NOTHING) {
        into->inputs[into->count++] =
            (strata_input){.to = field->to, .index = field->index, .field = number};
    }
}

static void add_constants(collection *into, const strata_constant *set, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        into->inputs[into->count++] =
            (strata_input){.to = set[at].to, .index = set[at].index, .constant = &set[at]};
    }
}

static bool goes_before(const strata_input *a, const strata_input *b)
{
    return a->to != b->to ? a->to < b->to : a->index < b->index;
}

/* Insertion sort, because it keeps the order of precedence among equals. */
static void sort_inputs(strata_input *inputs, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const strata_input moving = inputs[i];
        uint32_t at = i;
        while (at > 0 && goes_before(&moving, &inputs[at - 1])) {
            inputs[at] = inputs[at - 1];
            at--;
        }
        inputs[at] = moving;
    }
}

static void index_targets(strata_bound_result *result, uint32_t count)
{
    uint32_t at = 0;
    for (unsigned to = 0; to <= STRATA_TO_COUNT; to++) {
        while (at < count && (unsigned)result->inputs[at].to < to) {
            at++;
        }
        result->first[to] = at;
    }
}

static bool has_drop(const strata_map *map)
{
    for (uint32_t at = 0; map != NULL && at < map->count; at++) {
        if (map->entries[at].drop) {
            return true;
        }
    }
    return false;
}

static bool is_of_result(const strata_layout *layout, const strata_result *result, uint32_t field)
{
    for (uint32_t at = 0; at < result->field_count; at++) {
        if (result->fields[at] == field) {
            return true;
        }
    }
    return !layout->is_own[field];
}

static strata_status bind_droppers(const collection *from, const strata_result *result,
                                   strata_arena *arena, strata_bound_result *out, strata_error *err)
{
    uint32_t *droppers = strata_arena_alloc(arena, from->layout->field_count * sizeof *droppers);
    if (droppers == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < from->layout->field_count; at++) {
        if (from->columns[at] != NOT_THERE && has_drop(from->layout->fields[at].map) &&
            is_of_result(from->layout, result, at)) {
            droppers[out->dropper_count++] = at;
        }
    }
    out->droppers = droppers;
    return STRATA_OK;
}

static strata_status bind_result(const strata_binding *file, const strata_result *result,
                                 strata_arena *arena, strata_bound_result *out, strata_error *err)
{
    const strata_layout *layout = file->layout;
    const size_t room =
        (size_t)layout->field_count + result->set_count + result->field_count + layout->set_count;
    collection all = {.layout = layout, .columns = file->columns};
    all.inputs = strata_arena_alloc(arena, room * sizeof *all.inputs);
    if (all.inputs == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < result->field_count; at++) {
        add_field(&all, result->fields[at]);
    }
    add_constants(&all, result->set, result->set_count);
    for (uint32_t at = 0; at < layout->field_count; at++) {
        if (!layout->is_own[at]) {
            add_field(&all, at);
        }
    }
    add_constants(&all, layout->set, layout->set_count);
    sort_inputs(all.inputs, all.count);
    out->inputs = all.inputs;
    index_targets(out, all.count);
    const int32_t present = result->present;
    out->present = present >= 0 && file->columns[present] != NOT_THERE ? present : NOT_THERE;
    return bind_droppers(&all, result, arena, out, err);
}

strata_status strata_binding_make(const strata_layout *layout, const strata_header *header,
                                  strata_arena *arena, strata_binding *out, strata_error *err)
{
    int32_t *columns = strata_arena_alloc(arena, layout->field_count * sizeof *columns);
    const char **names = strata_arena_alloc(arena, layout->field_count * sizeof *names);
    strata_bound_result *results =
        strata_arena_alloc(arena, layout->result_count * sizeof *results);
    if (columns == NULL || names == NULL || results == NULL) {
        return strata_fail_memory(err);
    }
    const strata_binding binding = {.layout = layout,
                                    .column_count = header->row->count,
                                    .columns = columns,
                                    .names = names,
                                    .results = results};
    STRATA_TRY(find_columns(layout, header, arena, columns, err));
    STRATA_TRY(copy_names(layout, arena, names, err));
    for (uint32_t at = 0; at < layout->result_count; at++) {
        STRATA_TRY(bind_result(&binding, &layout->results[at], arena, &results[at], err));
    }
    *out = binding;
    return STRATA_OK;
}
