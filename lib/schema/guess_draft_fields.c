/* Fields of a draft: columns as they are, columns side by side as families or as results. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "schema/guess_draft_parts.h"

enum {
    NAME_SIZE = 400
};

bool strata_draft_is_figure(const strata_guess_column *column)
{
    return column->to >= STRATA_TO_N_ENROLLED && column->to <= STRATA_TO_SE;
}

/* Columns that stand for one of several results of a row. */
static bool is_apart(const strata_draft *draft, const strata_guess_column *column)
{
    const bool is_score = column->to == STRATA_TO_SCALE_SCORE || column->to == STRATA_TO_LEVEL;
    const bool is_of_grade = column->to != STRATA_TO_NOTHING && column->grade.len > 0;
    if (draft->has_families) {
        return false;
    }
    return is_of_grade || ((is_score || strata_draft_is_figure(column)) &&
                           (column->subject.len > 0 || column->outcome.len > 0));
}

/* "{group}_COHORT_{year}" */
static void family_name(const strata_guess_column *column, char out[NAME_SIZE])
{
    const strata_slice rest = {column->name.text + column->group_text.len,
                               column->name.len - column->group_text.len};
    const strata_slice year = column->year_text;
    const bool has_year = year.len > 0 && year.text >= rest.text;
    const size_t before = has_year ? (size_t)(year.text - rest.text) : rest.len;
    const size_t after = has_year ? before + year.len : rest.len;
    (void)snprintf(out, NAME_SIZE, "{group}%.*s%s%.*s", (int)before, rest.text,
                   has_year ? "{year}" : "", (int)(rest.len - after), rest.text + after);
}

static void add_family(strata_draft *draft, json_t *fields, const strata_guess_column *column,
                       const char *name)
{
    json_t *field = strata_draft_field(draft, fields, strata_slice_of(name), column);
    json_t *strata = json_object_get(field, "strata");
    json_t *captures = strata_draft_put(draft, strata, "captures", json_object());
    json_t *group = strata_draft_put(draft, captures, "group", json_object());
    strata_draft_put(draft, group, "to", json_string("group"));
    strata_draft_put(draft, group, "map", json_string("groups"));
    if (strstr(name, "{year}") != NULL) {
        json_t *year = strata_draft_put(draft, captures, "year", json_object());
        strata_draft_put(draft, year, "to", json_string("year"));
        strata_draft_put(draft, year, "length", json_integer((json_int_t)column->year_text.len));
        const char first = column->year_text.text[0];
        const char third = column->year_text.text[2];
        if (first == third) { /* 1112, not 2012 */
            strata_draft_put(draft, year, "school_year", json_true());
        }
    }
    if (column->subject.len > 0) {
        json_t *set = strata_draft_put(draft, strata, "set", json_object());
        strata_draft_put(draft, set, "subject", strata_draft_text(column->subject));
    }
}

/* One field for each shape of name. */
static void add_families(strata_draft *draft, json_t *fields)
{
    const strata_guess *guess = draft->guess;
    for (uint32_t i = 0; i < guess->column_count && draft->has_families; i++) {
        char name[NAME_SIZE];
        char other[NAME_SIZE];
        if (!guess->columns[i].has_group || !strata_draft_is_figure(&guess->columns[i])) {
            continue;
        }
        family_name(&guess->columns[i], name);
        bool is_known = false;
        for (uint32_t j = 0; j < i && !is_known; j++) {
            if (guess->columns[j].has_group && strata_draft_is_figure(&guess->columns[j])) {
                family_name(&guess->columns[j], other);
                is_known = strcmp(name, other) == 0;
            }
        }
        if (!is_known) {
            add_family(draft, fields, &guess->columns[i], name);
        }
    }
}

static bool is_same_result(const strata_guess_column *a, const strata_guess_column *b)
{
    return strata_slice_equal(a->subject, b->subject) &&
           strata_slice_equal(a->outcome, b->outcome) && strata_slice_equal(a->grade, b->grade);
}

/* Columns of one subject, grade and outcome; what only a grade has (lunchk) goes to all of it. */
static bool belongs_to(const strata_guess_column *column, const strata_guess_column *first)
{
    const bool is_of_grade = column->grade.len > 0 && column->subject.len == 0 &&
                             strata_slice_equal(column->grade, first->grade);
    return is_of_grade || is_same_result(column, first);
}

static void add_result(strata_draft *draft, json_t *results, const strata_guess_column *first)
{
    json_t *result = strata_draft_add(draft, results, json_object());
    json_t *set = strata_draft_put(draft, result, "set", json_object());
    if (first->subject.len > 0) {
        strata_draft_put(draft, set, "subject", strata_draft_text(first->subject));
    } else if (!strata_guess_has(draft->guess, STRATA_TO_SUBJECT)) {
        strata_draft_put(draft, set, "subject", json_string("all"));
    }
    if (first->grade.len > 0) {
        strata_draft_put(draft, set, "grade", strata_draft_text(first->grade));
    }
    if (first->outcome.len > 0) {
        char text[NAME_SIZE];
        (void)snprintf(text, sizeof text, "the header says %.*s: a test of its own?",
                       (int)first->outcome.len, first->outcome.text);
        strata_draft_put(draft, result, "description", json_string(text));
    }
    json_t *fields = strata_draft_put(draft, result, "fields", json_array());
    for (uint32_t i = 0; i < draft->guess->column_count; i++) {
        const strata_guess_column *column = &draft->guess->columns[i];
        if (is_apart(draft, column) && belongs_to(column, first)) {
            (void)strata_draft_field(draft, fields, column->name, column);
        }
    }
}

/* A result starts at the first figure or score of its subject, grade and outcome. */
static bool starts_result(const strata_draft *draft, uint32_t at)
{
    const strata_guess_column *columns = draft->guess->columns;
    const strata_guess_column *column = &columns[at];
    const bool is_result = column->to == STRATA_TO_SCALE_SCORE || column->to == STRATA_TO_LEVEL ||
                           strata_draft_is_figure(column);
    bool is_first = is_result && is_apart(draft, column);
    for (uint32_t i = 0; i < at && is_first; i++) {
        is_first = !(is_apart(draft, &columns[i]) &&
                     (columns[i].to == STRATA_TO_SCALE_SCORE || columns[i].to == STRATA_TO_LEVEL ||
                      strata_draft_is_figure(&columns[i])) &&
                     is_same_result(&columns[i], column));
    }
    return is_first;
}

/* A name of a place is the one result of its level in a list of places. */
static void add_place_names(strata_draft *draft, json_t *results)
{
    static const char *const levels[] = {"county", "lea", "school"};
    static const uint64_t about[] = {STRATA_ABOUT(COUNTY), STRATA_ABOUT(LEA), STRATA_ABOUT(SCHOOL)};
    for (uint32_t i = 0; i < draft->guess->column_count; i++) {
        const strata_guess_column *column = &draft->guess->columns[i];
        strata_guess_reading reading;
        strata_guess_read_header(column->name, &reading);
        for (size_t level = 0; level < 3 && column->to == STRATA_TO_ENTITY_NAME; level++) {
            if ((reading.about & about[level]) != 0) {
                json_t *result = strata_draft_add(draft, results, json_object());
                json_t *set = strata_draft_put(draft, result, "set", json_object());
                strata_draft_put(draft, set, "entity_level", json_string(levels[level]));
                (void)strata_draft_field(draft,
                                         strata_draft_put(draft, result, "fields", json_array()),
                                         column->name, column);
            }
        }
    }
}

static bool is_layouts(const strata_draft *draft, const strata_guess_column *column)
{
    const bool is_places = draft->guess->kind == STRATA_KIND_ENTITIES;
    if (is_places &&
        (column->to == STRATA_TO_ENTITY_NAME || column->to == STRATA_TO_ENTITY_LEVEL)) {
        return false;
    }
    if (draft->has_families && strata_draft_is_figure(column)) {
        return false;
    }
    return !is_apart(draft, column);
}

void strata_draft_fields(strata_draft *draft, json_t *layout, json_t *strata)
{
    const strata_guess *guess = draft->guess;
    json_t *results = json_array();
    json_t *fields = strata_draft_put(draft, layout, "fields", json_array());
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (is_layouts(draft, &guess->columns[i])) {
            (void)strata_draft_field(draft, fields, guess->columns[i].name, &guess->columns[i]);
        }
        if (starts_result(draft, i)) {
            add_result(draft, results, &guess->columns[i]);
        }
    }
    add_families(draft, fields);
    if (guess->kind == STRATA_KIND_ENTITIES) {
        add_place_names(draft, results);
    }
    if (json_array_size(results) > 0) {
        strata_draft_put(draft, strata, "results", results);
    } else {
        json_decref(results);
    }
}
