/* Fields of a draft: columns as they are, columns side by side as families or as results. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "schema/guess_draft_parts.h"
#include "schema/targets.h"

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

static const char *type_word(strata_guess_type type)
{
    static const char *const words[] = {"any", "integer", "number", "string", "year", "string"};
    return words[type];
}

static void put_description(strata_draft *draft, json_t *field, const strata_guess_column *column)
{
    char role[STRATA_GUESS_ROLE];
    char text[NAME_SIZE];
    (void)snprintf(text, sizeof text, "%s: %.*s; confidence %.2f", strata_guess_role(column, role),
                   (int)column->evidence.len, column->evidence.text, column->confidence);
    strata_draft_put(draft, field, "description", json_string(text));
}

bool strata_draft_can_show(const strata_guess_values *values)
{
    for (uint32_t i = 0; i < values->code_count; i++) {
        if (values->codes[i].count >= STRATA_GUESS_OFTEN) {
            return true;
        }
    }
    return false;
}

static bool needs_map(const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    bool has_other = false;
    if (!strata_draft_can_show(values)) {
        return false;
    }
    switch ((int)column->to) {
    case STRATA_TO_GROUP:
    case STRATA_TO_DIM:
    case STRATA_TO_SUBJECT:
    case STRATA_TO_ENTITY_LEVEL:
    case STRATA_TO_FAY_SCHOOL:
    case STRATA_TO_FAY_LEA:
    case STRATA_TO_FAY_STATE:
    case STRATA_TO_TESTED:
        return true;
    case STRATA_TO_LEVEL:
        return values->type == STRATA_GUESS_TEXT;
    case STRATA_TO_GRADE:
        for (uint32_t i = 0; i < values->code_count; i++) {
            const strata_slice to = values->codes[i].to;
            const strata_slice code = values->codes[i].code;
            const bool is_padded = code.len == 1 && to.len == 2 && to.text[1] == code.text[0];
            has_other = has_other || !(is_padded || strata_slice_equal(to, code));
        }
        return has_other;
    default:
        return false;
    }
}

/* A code without a meaning: recorded as nothing of a person; out of scope of groups and places. */
static void put_map(strata_draft *draft, json_t *strata, const strata_guess_column *column)
{
    json_t *map = strata_draft_put(draft, strata, "map", json_object());
    json_t *codes = strata_draft_put(draft, map, "codes", json_object());
    const bool can_drop = column->to == STRATA_TO_GROUP || column->to == STRATA_TO_GRADE ||
                          column->to == STRATA_TO_ENTITY_LEVEL;
    json_t *drop = NULL;
    for (uint32_t i = 0; i < column->values.code_count; i++) {
        const strata_guess_code *code = &column->values.codes[i];
        char key[NAME_SIZE];
        if (code->count < STRATA_GUESS_OFTEN) {
            continue;
        }
        (void)snprintf(key, sizeof key, "%.*s", (int)code->code.len, code->code.text);
        if (code->to.len > 0 || !can_drop) {
            strata_draft_put(draft, codes, key, strata_draft_text(code->to));
            continue;
        }
        drop = drop != NULL ? drop : strata_draft_put(draft, map, "drop", json_array());
        strata_draft_add(draft, drop, json_string(key));
    }
    char text[160];
    (void)snprintf(text, sizeof text, "codes that occur at least %d times%s; look for rarer ones",
                   STRATA_GUESS_OFTEN, drop != NULL ? ", dropped where not understood" : "");
    strata_draft_put(draft, map, "description", json_string(text));
}

static void put_number_words(strata_draft *draft, json_t *strata, const strata_guess_column *column)
{
    const strata_guess_values *values = &column->values;
    const bool is_percent = column->to == STRATA_TO_PCT || column->to == STRATA_TO_SHARE;
    if (is_percent && values->is_fraction) {
        strata_draft_put(draft, strata, "fraction", json_true());
    }
    if (values->is_noisy) {
        strata_draft_put(draft, strata, "float", json_true());
        strata_draft_put(draft, strata, "decimals", json_integer(values->is_fraction ? 6 : 4));
    }
    if (values->blur_count > 0) {
        json_t *forms = strata_draft_put(draft, strata, "blurred", json_array());
        for (uint32_t i = 0; i < values->blur_count; i++) {
            strata_draft_add(draft, forms, strata_draft_text(values->blurs[i]));
        }
    }
}

static void put_role(strata_draft *draft, json_t *field, const strata_guess_column *column)
{
    const bool needs_codes = column->to == STRATA_TO_GROUP || column->to == STRATA_TO_ASSESSMENT;
    const bool is_blind = needs_codes && !strata_draft_can_show(&column->values);
    const strata_target to =
        is_blind ? STRATA_TO_NOTHING : column->to; /* a group or test needs its codes */
    const strata_target_rule *rule = strata_target_rule_of(to);
    json_t *strata = strata_draft_put(draft, field, "strata", json_object());
    strata_draft_put(draft, strata, "to", json_string(rule->name));
    if (to == STRATA_TO_NOTHING) {
        strata_draft_put(draft, strata, "optional", json_true());
    }
    if (rule->index == STRATA_INDEX_DIM) {
        strata_draft_put(draft, strata, "dim",
                         json_string(strata_dim_name((strata_dim)column->index)));
    } else if (rule->index == STRATA_INDEX_LEVEL || rule->index == STRATA_INDEX_CUT) {
        strata_draft_put(draft, strata, rule->index == STRATA_INDEX_LEVEL ? "level" : "cut",
                         json_integer(column->index));
    }
    if (to == STRATA_TO_PLACE) {
        json_t *place = strata_draft_put(draft, strata, "place", json_object());
        json_t *state = strata_draft_put(draft, place, "state", json_array());
        strata_draft_add(draft, state, json_string("State*"));
        strata_draft_add(draft, state, json_string("Grand Total"));
        json_t *lea = strata_draft_put(draft, place, "lea", json_array());
        strata_draft_add(draft, lea, json_string("*District*"));
    }
    if (column->to == STRATA_TO_YEAR && column->values.is_school_year) {
        strata_draft_put(draft, strata, "school_year", json_true());
    }
    if (column->to == STRATA_TO_GRADE && !needs_map(column)) {
        strata_draft_put(draft, strata, "pad", json_integer(2));
    }
    if (needs_map(column)) {
        put_map(draft, strata, column);
    }
    if (strata_draft_is_figure(column)) {
        put_number_words(draft, strata, column);
    }
}

static void add_field(strata_draft *draft, json_t *fields, const strata_guess_column *column)
{
    json_t *field = strata_draft_add(draft, fields, json_object());
    strata_draft_put(draft, field, "name", strata_draft_text(column->name));
    strata_draft_put(draft, field, "type", json_string(type_word(column->values.type)));
    put_description(draft, field, column);
    put_role(draft, field, column);
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
    json_t *field = strata_draft_add(draft, fields, json_object());
    strata_draft_put(draft, field, "name", json_string(name));
    strata_draft_put(draft, field, "type", json_string(type_word(column->values.type)));
    put_description(draft, field, column);
    put_role(draft, field, column);
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
    } else {
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
            add_field(draft, fields, column);
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
                add_field(draft, strata_draft_put(draft, result, "fields", json_array()), column);
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

/* Where the fields of a record start nobody can see: it is one field, to be cut by hand. */
static void add_record(strata_draft *draft, json_t *fields)
{
    json_t *field = strata_draft_add(draft, fields, json_object());
    strata_draft_put(draft, field, "name", json_string("record"));
    strata_draft_put(draft, field, "description",
                     json_string("the whole record; cut it into fields by the layout that the "
                                 "publisher gives"));
    json_t *strata = strata_draft_put(draft, field, "strata", json_object());
    strata_draft_put(draft, strata, "start", json_integer(1));
    strata_draft_put(draft, strata, "length", json_integer(draft->guess->records[0]));
}

void strata_draft_fields(strata_draft *draft, json_t *layout, json_t *strata)
{
    const strata_guess *guess = draft->guess;
    json_t *results = json_array();
    json_t *fields = strata_draft_put(draft, layout, "fields", json_array());
    if (guess->record_count > 0) {
        add_record(draft, fields);
    }
    for (uint32_t i = 0; i < guess->column_count; i++) {
        if (is_layouts(draft, &guess->columns[i])) {
            add_field(draft, fields, &guess->columns[i]);
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
