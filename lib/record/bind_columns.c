/* Columns by name, by alias and by pattern, and the constants that patterns find in names. */
#include <stdio.h>
#include <string.h>

#include "record/bind_parts.h"
#include "schema/catalog.h"
#include "schema/column_pattern.h"

enum {
    NOT_THERE = STRATA_COLUMN_NOT_THERE,
    GRADE_DIGITS = 2,
    YEAR_TEXT = 8
};

const char *strata_bind_name(strata_arena *arena, strata_slice text)
{
    char *copy = strata_arena_copy(arena, text.text, text.len);
    for (char *c = copy; c != NULL && *c != '\0'; c++) {
        if ((unsigned char)*c < ' ') {
            *c = ' ';
        }
    }
    return copy;
}

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

/* The header nearest to a name, or NULL; *wanted is the name for a message. */
static strata_status find_nearest(const strata_bound_file *of, strata_slice name,
                                  const char **wanted, const char **nearest, strata_error *err)
{
    const strata_csv_row *row = of->header->row;
    const char **names = strata_arena_alloc(of->arena, row->count * sizeof *names);
    *wanted = strata_bind_name(of->arena, name);
    if (names == NULL || *wanted == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t i = 0; i < row->count; i++) {
        names[i] = strata_bind_name(of->arena, row->fields[i]);
        if (names[i] == NULL) {
            return strata_fail_memory(err);
        }
    }
    *nearest = strata_nearest(*wanted, names, row->count);
    return STRATA_OK;
}

static strata_status fail_missing(const strata_bound_file *of, const strata_field *field,
                                  strata_error *err)
{
    const char *wanted = NULL;
    const char *nearest = NULL;
    const strata_place_in_file at = of->header->at;
    STRATA_TRY(find_nearest(of, field->name, &wanted, &nearest, err));
    if (field->pattern_count > 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "column-missing", at,
                              "no column of the header is named like \"%s\"; check that all codes "
                              "of its names are in the schema",
                              wanted);
    }
    if (nearest == NULL) {
        return strata_fail_at(err, STRATA_E_INPUT, "column-missing", at,
                              "column \"%s\" is missing from the header; expected it by this name, "
                              "or as an alias in the schema",
                              wanted);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "column-missing", at,
                          "column \"%s\" is missing from the header; the nearest there is \"%s\": "
                          "rename it, or add it to the aliases in the schema",
                          wanted, nearest);
}

static strata_status fail_twice(const strata_bound_file *of, strata_slice name, int32_t column,
                                int32_t again, strata_error *err)
{
    const char *text = strata_bind_name(of->arena, name);
    if (text == NULL) {
        return strata_fail_memory(err);
    }
    return strata_fail_at(err, STRATA_E_INPUT, "column-twice", of->header->at,
                          "column \"%s\" occurs twice in the header, as columns %u and %u; "
                          "expected it once",
                          text, (unsigned)column + 1, (unsigned)again + 1);
}

static strata_status find_by_name(strata_bound_file *of, uint32_t number, strata_error *err)
{
    const strata_field *field = of->fields[number];
    int32_t again = NOT_THERE;
    strata_slice name = field->name;
    int32_t column = find_column(of->header->row, name, &again);
    for (uint32_t i = 0; i < field->alias_count && column == NOT_THERE; i++) {
        name = field->aliases[i];
        column = find_column(of->header->row, name, &again);
    }
    if (again != NOT_THERE) {
        return fail_twice(of, name, column, again, err);
    }
    of->columns[number] = column;
    return column != NOT_THERE || field->optional ? STRATA_OK : fail_missing(of, field, err);
}

/* A text in the arena as a constant's value; NULL text when out of memory. */
static strata_slice keep(strata_arena *arena, const char *text)
{
    const char *copy = strata_arena_copy(arena, text, strlen(text));
    return (strata_slice){copy, copy != NULL ? strlen(copy) : 0};
}

/* False if a text that should be a school year is none. */
static bool settle_one(const strata_capture *capture, strata_constant *constant,
                       strata_arena *arena)
{
    constant->to = capture->to;
    constant->index = capture->index;
    const strata_slice text = constant->value;
    if (capture->is_school_year) {
        int year = 0;
        char digits[YEAR_TEXT];
        if (!strata_school_year_parse(text, &year)) {
            return false;
        }
        (void)snprintf(digits, sizeof digits, "%d", year);
        constant->value = keep(arena, digits);
    } else if (capture->to == STRATA_TO_GRADE && text.len == 1 && strata_is_digit(text.text[0])) {
        const char digits[GRADE_DIGITS + 1] = {'0', text.text[0], '\0'};
        constant->value = keep(arena, digits);
    } else if (capture->map == NULL) {
        const char *copy = strata_arena_copy(arena, text.text, text.len);
        constant->value = (strata_slice){copy, text.len};
    }
    return true;
}

bool strata_bind_settle(const strata_pattern *pattern, strata_constant *constants,
                        strata_arena *arena, bool *is_out_of_memory)
{
    *is_out_of_memory = false;
    for (uint32_t at = 0; at < pattern->capture_count; at++) {
        if (!settle_one(&pattern->captures[at], &constants[at], arena)) {
            return false;
        }
        *is_out_of_memory = *is_out_of_memory || constants[at].value.text == NULL;
    }
    return true;
}

static bool goes_before(const strata_constant *a, const strata_constant *b)
{
    return a->to != b->to ? a->to < b->to : a->index < b->index;
}

/* Keeps the list sorted; of two for the same target the one added first counts. */
static void add_constant(strata_constant_list *list, const strata_constant *added)
{
    uint32_t at = 0;
    while (at < list->count && goes_before(&list->constants[at], added)) {
        at++;
    }
    if (at < list->count && !goes_before(added, &list->constants[at])) {
        return;
    }
    memmove(&list->constants[at + 1], &list->constants[at],
            (list->count - at) * sizeof *list->constants);
    list->constants[at] = *added;
    list->count++;
}

/* How a header fits a field. */
typedef enum fit {
    FIT_NONE,
    FIT_DROPPED, /* known, and not to be read */
    FIT_READ
} fit;

/* A header held against a field. */
typedef struct trial {
    const strata_field *field;
    strata_slice header;
    fit how;
    strata_constant_list says; /* if it is to be read */
} trial;

/* What a name that fits says, with what the field says of its family. */
static strata_status collect(const strata_bound_file *of, uint32_t captures, trial *one,
                             strata_error *err)
{
    const strata_field *field = one->field;
    strata_constant_list *says = &one->says;
    says->constants = strata_arena_alloc(of->arena, ((size_t)captures + field->set_count + 1) *
                                                        sizeof *says->constants);
    if (says->constants == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < captures; at++) {
        if (of->found[at].to != STRATA_TO_NOTHING) {
            add_constant(says, &of->found[at]);
        }
    }
    for (uint32_t at = 0; at < field->set_count; at++) {
        add_constant(says, &field->set[at]);
    }
    one->how = FIT_READ;
    return STRATA_OK;
}

static strata_status fit_pattern(const strata_bound_file *of, const strata_pattern *pattern,
                                 trial *one, strata_error *err)
{
    bool is_dropped = false;
    bool is_out_of_memory = false;
    if (!strata_pattern_fits(pattern, one->header, of->found, &is_dropped)) {
        return STRATA_OK;
    }
    if (is_dropped) {
        one->how = FIT_DROPPED;
        return STRATA_OK;
    }
    if (!strata_bind_settle(pattern, of->found, of->arena, &is_out_of_memory)) {
        return STRATA_OK;
    }
    return is_out_of_memory ? strata_fail_memory(err)
                            : collect(of, pattern->capture_count, one, err);
}

/* The first pattern that a header fits; a name without captures may stand among the aliases. */
static strata_status fit_field(const strata_bound_file *of, trial *one, strata_error *err)
{
    const strata_field *field = one->field;
    for (uint32_t at = 0; at < field->pattern_count && one->how == FIT_NONE; at++) {
        STRATA_TRY(fit_pattern(of, &field->patterns[at], one, err));
    }
    bool is_named = strata_header_equal(one->header, field->name);
    for (uint32_t at = 0; at < field->alias_count; at++) {
        is_named = is_named || strata_header_equal(one->header, field->aliases[at]);
    }
    return one->how == FIT_NONE && is_named ? collect(of, 0, one, err) : STRATA_OK;
}

/* A column of a family of figures gets a number of its own; any other is the field's column. */
static strata_status take_column(strata_bound_file *of, uint32_t number, uint32_t column,
                                 const strata_constant_list *says, strata_error *err)
{
    const strata_field *field = of->fields[number];
    const strata_slice header = of->header->row->fields[column];
    uint32_t bound = number;
    if (strata_target_is_figure(field->to)) {
        bound = of->field_count++;
        of->fields[bound] = field;
        of->family[of->family_count++] = (strata_family_column){.field = bound, .says = *says};
    } else if (of->columns[number] != NOT_THERE) {
        return fail_twice(of, field->name, of->columns[number], (int32_t)column, err);
    } else {
        of->wide[of->wide_count++] = *says;
    }
    of->columns[bound] = (int32_t)column;
    of->names[bound] = strata_bind_name(of->arena, header);
    return of->names[bound] != NULL ? STRATA_OK : strata_fail_memory(err);
}

static strata_status find_family(strata_bound_file *of, uint32_t number, strata_error *err)
{
    const strata_field *field = of->fields[number];
    const strata_csv_row *row = of->header->row;
    bool has_column = false;
    for (uint32_t column = 0; column < row->count; column++) {
        trial one = {.field = field, .header = row->fields[column]};
        STRATA_TRY(fit_field(of, &one, err));
        has_column = has_column || one.how != FIT_NONE;
        if (one.how == FIT_READ) {
            STRATA_TRY(take_column(of, number, column, &one.says, err));
        }
    }
    return has_column || field->optional ? STRATA_OK : fail_missing(of, field, err);
}

static uint32_t most_captures(const strata_field *field, uint32_t most)
{
    for (uint32_t at = 0; at < field->pattern_count; at++) {
        const uint32_t count = field->patterns[at].capture_count;
        most = count > most ? count : most;
    }
    return most;
}

/* Room for a number of its own for every column in every family of figures. */
static strata_status make_room(strata_bound_file *of, strata_error *err)
{
    const strata_layout *layout = of->layout;
    const size_t columns = of->header->row != NULL ? of->header->row->count : layout->field_count;
    size_t members = 0;
    uint32_t captures = 0;
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const bool is_family = layout->fields[at].pattern_count > 0;
        const bool has_figures = is_family && strata_target_is_figure(layout->fields[at].to);
        of->has_families = of->has_families || is_family;
        of->has_figure_families = of->has_figure_families || has_figures;
        members += has_figures ? columns : 0;
        captures = most_captures(&layout->fields[at], captures);
    }
    const size_t fields = layout->field_count + members + 1;
    of->fields = strata_arena_alloc(of->arena, fields * sizeof(void *));
    of->columns = strata_arena_alloc(of->arena, fields * sizeof *of->columns);
    of->names = strata_arena_alloc(of->arena, fields * sizeof *of->names);
    of->family = strata_arena_alloc(of->arena, (members + 1) * sizeof *of->family);
    of->wide = strata_arena_alloc(of->arena, fields * sizeof *of->wide);
    of->found = strata_arena_alloc(of->arena, ((size_t)captures + 1) * sizeof *of->found);
    return of->fields != NULL && of->columns != NULL && of->names != NULL && of->family != NULL &&
                   of->wide != NULL && of->found != NULL
               ? STRATA_OK
               : strata_fail_memory(err);
}

static strata_status find_field(strata_bound_file *of, uint32_t number, strata_error *err)
{
    if (of->header->row == NULL) {
        of->columns[number] = (int32_t)number;
        return STRATA_OK;
    }
    return of->fields[number]->pattern_count > 0 ? find_family(of, number, err)
                                                 : find_by_name(of, number, err);
}

strata_status strata_bind_columns(strata_bound_file *of, strata_error *err)
{
    const strata_layout *layout = of->layout;
    STRATA_TRY(make_room(of, err));
    of->field_count = layout->field_count;
    for (uint32_t at = 0; at < layout->field_count; at++) {
        of->fields[at] = &layout->fields[at];
        of->columns[at] = NOT_THERE;
        of->names[at] = strata_bind_name(of->arena, layout->fields[at].name);
        if (of->names[at] == NULL) {
            return strata_fail_memory(err);
        }
    }
    for (uint32_t at = 0; at < layout->field_count; at++) {
        STRATA_TRY(find_field(of, at, err));
    }
    return STRATA_OK;
}
