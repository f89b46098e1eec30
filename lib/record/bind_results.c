/* Results of a row: those of the layout, or those that names of columns make; and their inputs in
 * the order they are asked in. */
#include "record/bind_parts.h"

enum {
    NOT_THERE = STRATA_COLUMN_NOT_THERE
};

/* A result to be bound: the layout's, or made of columns of families. */
typedef struct draft_result {
    const strata_constant *set;
    uint32_t set_count;
    const uint32_t *fields; /* numbers in the binding */
    uint32_t field_count;
    int32_t present;
    const strata_condition *when;
    uint32_t when_count;
    bool needs_figure;
} draft_result;

/* The inputs of a result while they are collected, in order of precedence. */
typedef struct collection {
    const strata_bound_file *file;
    strata_input *inputs;
    uint32_t count;
} collection;

static void add_field(collection *into, uint32_t number)
{
    const strata_bound_file *file = into->file;
    const strata_field *field = file->fields[number];
    if (file->columns[number] != NOT_THERE && field->to != STRATA_TO_NOTHING) {
        into->inputs[into->count++] =
            (strata_input){.to = field->to, .index = field->index, .field = number};
    }
}

static void add_constants(collection *into, const strata_constant *set, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        if (set[at].to != STRATA_TO_NOTHING) {
            into->inputs[into->count++] =
                (strata_input){.to = set[at].to, .index = set[at].index, .constant = &set[at]};
        }
    }
}

static strata_slice variable_of(const strata_field *const *fields, const strata_input *input)
{
    return input->constant == NULL ? fields[input->field]->variable : (strata_slice){"", 0};
}

static bool goes_before(const strata_field *const *fields, const strata_input *a,
                        const strata_input *b)
{
    if (a->to != b->to) {
        return a->to < b->to;
    }
    return a->index != b->index
               ? a->index < b->index
               : strata_slice_compare(variable_of(fields, a), variable_of(fields, b)) < 0;
}

/* Insertion sort, because it keeps the order of precedence among equals. */
static void sort_inputs(const strata_field *const *fields, strata_input *inputs, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const strata_input moving = inputs[i];
        uint32_t at = i;
        while (at > 0 && goes_before(fields, &moving, &inputs[at - 1])) {
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

static void add_dropper(const strata_bound_file *file, uint32_t field, uint32_t *droppers,
                        uint32_t *count)
{
    if (file->columns[field] != NOT_THERE && has_drop(file->fields[field]->map)) {
        droppers[(*count)++] = field;
    }
}

/* Those of the layout come first. */
static strata_status bind_droppers(const strata_bound_file *file, const draft_result *result,
                                   strata_bound_result *out, strata_error *err)
{
    const strata_layout *layout = file->layout;
    uint32_t *droppers = strata_arena_alloc(
        file->arena, ((size_t)layout->field_count + result->field_count + 1) * sizeof *droppers);
    if (droppers == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < layout->field_count; at++) {
        if (!layout->is_own[at]) {
            add_dropper(file, at, droppers, &out->dropper_count);
        }
    }
    out->file_droppers = out->dropper_count;
    for (uint32_t at = 0; at < result->field_count; at++) {
        add_dropper(file, result->fields[at], droppers, &out->dropper_count);
    }
    out->droppers = droppers;
    return STRATA_OK;
}

static size_t room_for(const strata_bound_file *file, const draft_result *result)
{
    const strata_layout *layout = file->layout;
    size_t room = (size_t)layout->field_count + result->set_count + result->field_count +
                  layout->set_count + file->facts.count + 1;
    for (uint32_t at = 0; at < file->wide_count; at++) {
        room += file->wide[at].count;
    }
    return room;
}

static void collect_inputs(collection *all, const draft_result *result)
{
    const strata_bound_file *file = all->file;
    const strata_layout *layout = file->layout;
    for (uint32_t at = 0; at < result->field_count; at++) {
        add_field(all, result->fields[at]);
    }
    add_constants(all, result->set, result->set_count);
    for (uint32_t at = 0; at < layout->field_count; at++) {
        if (!layout->is_own[at]) {
            add_field(all, at);
        }
    }
    for (uint32_t at = 0; at < file->wide_count; at++) {
        add_constants(all, file->wide[at].constants, file->wide[at].count);
    }
    add_constants(all, layout->set, layout->set_count);
    add_constants(all, file->facts.constants, file->facts.count);
}

static strata_status bind_result(const strata_bound_file *file, const draft_result *result,
                                 strata_bound_result *out, strata_error *err)
{
    collection all = {.file = file};
    all.inputs = strata_arena_alloc(file->arena, room_for(file, result) * sizeof *all.inputs);
    if (all.inputs == NULL) {
        return strata_fail_memory(err);
    }
    collect_inputs(&all, result);
    sort_inputs(file->fields, all.inputs, all.count);
    *out = (strata_bound_result){.inputs = all.inputs,
                                 .when = result->when,
                                 .when_count = result->when_count,
                                 .needs_figure = result->needs_figure};
    index_targets(out, all.count);
    out->present = result->present;
    return bind_droppers(file, result, out, err);
}

/* The results as the layout says them. */
static strata_status bind_layout_results(const strata_bound_file *file, strata_binding *out,
                                         strata_error *err)
{
    const strata_layout *layout = file->layout;
    strata_bound_result *results =
        strata_arena_alloc(file->arena, layout->result_count * sizeof *results);
    if (results == NULL) {
        return strata_fail_memory(err);
    }
    out->needs_condition = true;
    out->result_count = 0;
    for (uint32_t at = 0; at < layout->result_count; at++) {
        const strata_result *result = &layout->results[at];
        if (result->present >= 0 && file->columns[result->present] == NOT_THERE) {
            continue; /* no row of this file has it */
        }
        const draft_result draft = {.set = result->set,
                                    .set_count = result->set_count,
                                    .fields = result->fields,
                                    .field_count = result->field_count,
                                    .present = result->present,
                                    .when = result->when,
                                    .when_count = result->when_count};
        STRATA_TRY(bind_result(file, &draft, &results[out->result_count++], err));
        out->needs_condition = out->needs_condition && result->when_count > 0;
    }
    out->needs_condition = out->needs_condition && out->result_count > 0;
    out->results = results;
    return STRATA_OK;
}

static bool says_same(const strata_constant_list *a, const strata_constant_list *b)
{
    for (uint32_t at = 0; a->count == b->count && at < a->count; at++) {
        const strata_constant *x = &a->constants[at];
        const strata_constant *y = &b->constants[at];
        if (x->to != y->to || x->index != y->index || !strata_slice_equal(x->value, y->value) ||
            !strata_group_key_equal(x->group, y->group)) {
            return false;
        }
    }
    return a->count == b->count;
}

/* Two columns of one field in one result would hide each other. */
static strata_status refuse_same_field(const strata_bound_file *file, const uint32_t *fields,
                                       uint32_t count, uint32_t added, strata_error *err)
{
    for (uint32_t at = 0; at < count; at++) {
        if (file->fields[fields[at]] == file->fields[added]) {
            return strata_fail_at(err, STRATA_E_INPUT, "column-twice", file->header->at,
                                  "columns \"%s\" and \"%s\" say the same of their figures; "
                                  "expected one of them",
                                  file->names[fields[at]], file->names[added]);
        }
    }
    return STRATA_OK;
}

/* All columns from number `first` on that say the same as that one; they are marked as taken. */
static strata_status gather_columns(const strata_bound_file *file, uint32_t first, bool *is_taken,
                                    draft_result *out, strata_error *err)
{
    const strata_constant_list *says = &file->family[first].says;
    uint32_t *fields =
        strata_arena_alloc(file->arena, (file->family_count - first) * sizeof *fields);
    if (fields == NULL) {
        return strata_fail_memory(err);
    }
    *out = (draft_result){.set = says->constants,
                          .set_count = says->count,
                          .fields = fields,
                          .present = NOT_THERE,
                          .needs_figure = true};
    for (uint32_t at = first; at < file->family_count; at++) {
        const strata_family_column *column = &file->family[at];
        if (is_taken[at] || !says_same(says, &column->says)) {
            continue;
        }
        STRATA_TRY(refuse_same_field(file, fields, out->field_count, column->field, err));
        is_taken[at] = true;
        fields[out->field_count++] = column->field;
    }
    return STRATA_OK;
}

/* The results that the names of columns make. */
static strata_status bind_family_results(const strata_bound_file *file, strata_binding *out,
                                         strata_error *err)
{
    const uint32_t count = file->family_count;
    if (count == 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "column-missing", file->header->at,
                              "no column of the header holds figures that layout %.*s knows",
                              (int)file->layout->id.len, file->layout->id.text);
    }
    strata_bound_result *results = strata_arena_alloc(file->arena, count * sizeof *results);
    bool *is_taken = strata_arena_alloc(file->arena, count * sizeof *is_taken);
    if (results == NULL || is_taken == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < count; at++) {
        if (!is_taken[at]) {
            draft_result draft = {0};
            STRATA_TRY(gather_columns(file, at, is_taken, &draft, err));
            STRATA_TRY(bind_result(file, &draft, &results[out->result_count], err));
            out->result_count++;
        }
    }
    out->results = results;
    return STRATA_OK;
}

bool strata_binding_next(const strata_binding *binding, const strata_bound_result *result,
                         strata_target to, uint32_t *at, strata_value_inputs *out)
{
    const uint32_t end = result->first[to + 1];
    if (*at >= end) {
        return false;
    }
    *out =
        (strata_value_inputs){.inputs = &result->inputs[*at], .index = result->inputs[*at].index};
    while (*at < end && !goes_before(binding->fields, out->inputs, &result->inputs[*at])) {
        out->count++;
        (*at)++;
    }
    return true;
}

strata_status strata_bind_results(const strata_bound_file *file, strata_binding *out,
                                  strata_error *err)
{
    return file->has_figure_families ? bind_family_results(file, out, err)
                                     : bind_layout_results(file, out, err);
}
