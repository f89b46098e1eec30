/* Columns are sorted into aspects by the targets that they feed. The year decides what codes and
 * columns mean, so it is part of each aspect. */
#include "record/quick_plan.h"

#include "base/arena.h"
#include "record/value.h"

/* A plan while it is made. */
typedef struct draft {
    const strata_binding *binding;
    strata_quick_plan *plan;
    bool *is_in[STRATA_QUICK_PARTS]; /* is_in[part][column] */
} draft;

static const strata_field *field_of(const draft *of, uint32_t number)
{
    return of->binding->fields[number];
}

/* Its column, and the one that it is joined with. */
static void add_field(const draft *to, unsigned part, uint32_t number)
{
    const int32_t join = field_of(to, number)->join_field;
    const int32_t columns[] = {to->binding->columns[number],
                               join >= 0 ? to->binding->columns[join] : -1};
    for (size_t at = 0; at < sizeof columns / sizeof columns[0]; at++) {
        if (columns[at] >= 0) {
            to->is_in[part][columns[at]] = true;
        }
    }
}

/* Numbers in the column are the scores that they look like, unless they stand for a missing value.
 */
static bool has_plain_scores(const draft *of, uint32_t number)
{
    const strata_field *field = field_of(of, number);
    return field->map == NULL && field->join_field < 0 &&
           !strata_value_is_part(of->binding, field) && field->absent_count == 0 &&
           !field->is_float && field->group_char == '\0' && field->decimal_char == '\0';
}

static bool take_codes(strata_quick_scores *scores)
{
    const strata_field *field = scores->field;
    for (uint32_t at = 0; at < field->missing_count; at++) {
        strata_quick_score code;
        if (!strata_quick_score_of(field->missing[at].value, &code)) {
            continue;
        }
        if (scores->code_count == STRATA_QUICK_CODES_MAX) {
            return false;
        }
        scores->codes[scores->code_count++] = code.digits;
    }
    return true;
}

static void add_scores(const draft *to, const strata_bound_result *result)
{
    const uint32_t first = result->first[STRATA_TO_SCALE_SCORE];
    const uint32_t count = result->first[STRATA_TO_SCALE_SCORE + 1] - first;
    const uint32_t number = count > 0 ? result->inputs[first].field : 0;
    if (count == 1 && result->inputs[first].constant == NULL && has_plain_scores(to, number)) {
        strata_quick_scores scores = {.is_there = true,
                                      .column = (uint32_t)to->binding->columns[number],
                                      .field = field_of(to, number)};
        if (take_codes(&scores)) {
            to->plan->scores = scores;
            return;
        }
    }
    for (uint32_t at = first; at < first + count; at++) {
        if (result->inputs[at].constant == NULL) {
            add_field(to, STRATA_ASPECT_OUTCOME, result->inputs[at].field);
        }
    }
}

static size_t longest_code(const strata_field *field)
{
    size_t longest = 0;
    for (uint32_t at = 0; at < field->missing_count; at++) {
        const size_t len = field->missing[at].value.len;
        longest = len > longest ? len : longest;
    }
    for (uint32_t at = 0; at < field->absent_count; at++) {
        const size_t len = field->absent[at].len;
        longest = len > longest ? len : longest;
    }
    return longest;
}

/* False if identifiers are more than the text of one column. */
static bool add_students(const draft *to, const strata_bound_result *result)
{
    const uint32_t first = result->first[STRATA_TO_STUDENT];
    const uint32_t count = result->first[STRATA_TO_STUDENT + 1] - first;
    if (count == 0) {
        return true;
    }
    if (count > 1 || result->inputs[first].constant != NULL) {
        return false;
    }
    const uint32_t number = result->inputs[first].field;
    const strata_field *field = field_of(to, number);
    to->plan->students = (strata_quick_students){.is_there = true,
                                                 .column = (uint32_t)to->binding->columns[number],
                                                 .field = field,
                                                 .longest_code = longest_code(field)};
    return field->map == NULL && field->join_field < 0 &&
           !strata_value_is_part(to->binding, field) && field->from == 0 && field->until == 0;
}

/* False for a target that results of students do not have. */
static bool add_input(const draft *to, const strata_input *input)
{
    enum { /* 0 is no part */
        PLACE = 1 + STRATA_ASPECT_PLACE,
        OUTCOME = 1 + STRATA_ASPECT_OUTCOME,
        PERSON = 1 + STRATA_ASPECT_PERSON,
        YEARS = 1 + STRATA_QUICK_YEARS,
        ITSELF
    };
    static const uint8_t parts[STRATA_TO_COUNT] = {
        [STRATA_TO_YEAR] = YEARS,
        [STRATA_TO_TERM] = PLACE,
        [STRATA_TO_COUNTY] = PLACE,
        [STRATA_TO_LEA] = PLACE,
        [STRATA_TO_SCHOOL] = PLACE,
        [STRATA_TO_ASSESSMENT] = OUTCOME,
        [STRATA_TO_SUBJECT] = OUTCOME,
        [STRATA_TO_GRADE] = OUTCOME,
        [STRATA_TO_TESTED] = OUTCOME,
        [STRATA_TO_LEVEL] = OUTCOME,
        [STRATA_TO_CONDITION] = OUTCOME,
        [STRATA_TO_VALID] = OUTCOME,
        [STRATA_TO_DIM] = PERSON,
        [STRATA_TO_RACE_FLAG] = PERSON,
        [STRATA_TO_FAY_SCHOOL] = PERSON,
        [STRATA_TO_FAY_LEA] = PERSON,
        [STRATA_TO_FAY_STATE] = PERSON,
        [STRATA_TO_ENROLLED] = PERSON,
        [STRATA_TO_RECLASSIFIED_ON] = PERSON,
        [STRATA_TO_STUDENT] = ITSELF,
        [STRATA_TO_SCALE_SCORE] = ITSELF,
    };
    const unsigned part = parts[input->to];
    if (input->constant == NULL && part >= 1 && part <= STRATA_QUICK_PARTS) {
        add_field(to, part - 1, input->field);
    }
    return part != 0;
}

/* Columns that decide whether there is a result at all. */
static void add_deciders(const draft *to, const strata_bound_result *result)
{
    for (uint32_t at = 0; at < result->dropper_count; at++) {
        add_field(to, STRATA_ASPECT_OUTCOME, result->droppers[at]);
    }
    for (uint32_t at = 0; at < result->when_count; at++) {
        add_field(to, STRATA_ASPECT_OUTCOME, result->when[at].field);
    }
    const strata_field *scores = to->plan->scores.field;
    if (result->present >= 0 && field_of(to, (uint32_t)result->present) != scores) {
        add_field(to, STRATA_ASPECT_OUTCOME, (uint32_t)result->present);
    }
}

static bool add_result(const draft *to, const strata_bound_result *result)
{
    for (uint32_t at = 0; at < result->first[STRATA_TO_COUNT]; at++) {
        if (!add_input(to, &result->inputs[at])) {
            return false;
        }
    }
    add_scores(to, result);
    add_deciders(to, result);
    return add_students(to, result);
}

static strata_status make_runs(const draft *of, unsigned part, strata_quick_way way,
                               strata_error *err)
{
    const uint32_t columns = of->plan->column_count;
    const bool *is_in = of->is_in[part];
    strata_quick_runs *out = &of->plan->runs[way][part];
    out->runs = strata_arena_alloc(of->plan->arena, ((size_t)columns + 1) * sizeof *out->runs);
    if (out->runs == NULL) {
        return strata_fail_memory(err);
    }
    for (uint32_t at = 0; at < columns; at++) {
        if (is_in[at] && way == STRATA_QUICK_TOGETHER && at > 0 && is_in[at - 1]) {
            out->runs[out->count - 1].last = at;
        } else if (is_in[at]) {
            out->runs[out->count++] = (strata_quick_run){at, at};
        }
    }
    return STRATA_OK;
}

static strata_status finish(const draft *of, strata_error *err)
{
    for (unsigned part = 0; part < STRATA_QUICK_PARTS; part++) {
        STRATA_TRY(make_runs(of, part, STRATA_QUICK_TOGETHER, err));
        STRATA_TRY(make_runs(of, part, STRATA_QUICK_APART, err));
    }
    return STRATA_OK;
}

/* False if memory runs out. */
static bool begin(draft *making, const strata_decoding *of)
{
    strata_arena *arena = strata_arena_new();
    strata_quick_plan *plan = arena != NULL ? strata_arena_alloc(arena, sizeof *plan) : NULL;
    if (plan == NULL) {
        strata_arena_free(arena);
        return false;
    }
    *plan = (strata_quick_plan){
        .schema = of->schema, .arena = arena, .column_count = of->binding->column_count};
    making->plan = plan;
    const size_t size = (size_t)plan->column_count + 1;
    bool *is_in = strata_arena_alloc(arena, STRATA_QUICK_PARTS * size);
    if (is_in == NULL) {
        return false;
    }
    memset(is_in, 0, STRATA_QUICK_PARTS * size);
    for (unsigned part = 0; part < STRATA_QUICK_PARTS; part++) {
        making->is_in[part] = is_in + part * size;
    }
    return true;
}

strata_status strata_quick_plan_make(const strata_decoding *of, strata_quick_plan **out,
                                     strata_error *err)
{
    draft making = {.binding = of->binding};
    *out = NULL;
    if (of->schema->kind != STRATA_KIND_STUDENTS || of->binding->result_count != 1 ||
        of->binding->layout->gathers_rows) {
        return STRATA_OK;
    }
    if (!begin(&making, of)) {
        strata_quick_plan_free(making.plan);
        return strata_fail_memory(err);
    }
    const bool is_fit = add_result(&making, &of->binding->results[0]);
    const strata_status status = is_fit ? finish(&making, err) : STRATA_OK;
    if (is_fit && status == STRATA_OK) {
        *out = making.plan;
        return STRATA_OK;
    }
    strata_quick_plan_free(making.plan);
    return status;
}

void strata_quick_plan_free(strata_quick_plan *plan)
{
    if (plan != NULL) {
        strata_arena_free(plan->arena);
    }
}
