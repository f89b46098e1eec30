/* The rows of a mutant that was read, judged one by one. */
#include "mutants_judge.h"

static bool blame(const judging *self, const char *what, uint32_t field)
{
    (void)snprintf(self->why, MUTANT_WHY_SIZE, "line %" PRIu64 ", column \"%.80s\": %s",
                   self->row->line, field != STRATA_NO_FIELD ? self->binding->names[field] : "",
                   what);
    return false;
}

static bool is_rejected(const mutant_outcome *outcome, uint64_t line)
{
    for (size_t at = 0; at < outcome->rejected_count; at++) {
        if (outcome->rejected[at] == line) {
            return true;
        }
    }
    return false;
}

/* ---- one value ---- */

/* Without it nobody could say what the row is about. */
static bool is_needed(const judging *self, const strata_bound_result *result, strata_target to)
{
    const bool has_group = result->first[STRATA_TO_GROUP] < result->first[STRATA_TO_GROUP + 1];
    const bool is_published = self->schema->kind == STRATA_KIND_PUBLISHED;
    switch ((int)to) {
    case STRATA_TO_YEAR:
    case STRATA_TO_ASSESSMENT:
    case STRATA_TO_SUBJECT:
        return true;
    case STRATA_TO_STUDENT:
        return !is_published;
    case STRATA_TO_GROUP:
    case STRATA_TO_GRADE:
    case STRATA_TO_ENTITY_LEVEL:
        return is_published;
    case STRATA_TO_DIM_TEXT:
    case STRATA_TO_GROUP_TEXT:
        return is_published && !has_group;
    default:
        return false;
    }
}

static bool is_read(const judging *self, const strata_bound_result *result, strata_target to)
{
    const bool has_place = result->first[STRATA_TO_PLACE] < result->first[STRATA_TO_PLACE + 1];
    const bool is_published = self->schema->kind == STRATA_KIND_PUBLISHED;
    if (to == STRATA_TO_NOTHING || to == STRATA_TO_ENTITY_NAME || to >= STRATA_TO_PARENT) {
        return false;
    }
    if (to == STRATA_TO_LEA || to == STRATA_TO_SCHOOL || to == STRATA_TO_ENTITY_LEVEL) {
        return !has_place && (to != STRATA_TO_ENTITY_LEVEL || is_published);
    }
    return to < STRATA_TO_STUDENT || is_published == (to >= STRATA_TO_PLACE) ||
           to == STRATA_TO_PLACE;
}

/* A standard error is read where there is a number that it is the error of. */
static bool has_number_for(const known_row *row, const strata_bound_result *result, uint16_t index)
{
    const strata_target to = index == 0 ? STRATA_TO_MEAN : STRATA_TO_PCT;
    for (uint32_t at = result->first[to]; at < result->first[to + 1]; at++) {
        const strata_input *input = &result->inputs[at];
        if (input->index == index && input->constant == NULL &&
            known_value_of(row, input->field).kind == KNOWN_NUMBER) {
            return true;
        }
    }
    return false;
}

static bool judge_value(judging *self, const known_row *row, const strata_bound_result *result,
                        const strata_input *input, const known_value *value)
{
    const strata_field *field = self->binding->fields[input->field];
    const bool is_must = field->required_value || is_needed(self, result, input->to);
    switch (value->kind) {
    case KNOWN_MISSING:
        return !is_must || value->is_higher || blame(self, "missing", input->field);
    case KNOWN_WRONG:
        return (input->to == STRATA_TO_SE && !has_number_for(row, result, input->index)) ||
               blame(self, "no number within limits", input->field);
    case KNOWN_UNKNOWN:
        if (self->last[input->field] != self->rows) {
            self->last[input->field] = self->rows;
            self->unknown[input->field]++;
        }
        return !is_must || blame(self, "code in no list", input->field);
    case KNOWN_NONE:
    case KNOWN_NUMBER:
    case KNOWN_RANGE:
    case KNOWN_CODE:
    case KNOWN_TEXT:
        break;
    }
    return true;
}

/* ---- what values say together ---- */

static const strata_assessment *find_test(const judging *self, const known_row *row,
                                          const strata_bound_result *result)
{
    uint32_t field = 0;
    const strata_slice id = known_target(row, result, STRATA_TO_ASSESSMENT, &field).text;
    const known_value subject = known_target(row, result, STRATA_TO_SUBJECT, &field);
    for (uint32_t at = 0; at < self->schema->assessment_count; at++) {
        const strata_assessment *test = &self->schema->assessments[at];
        if (strata_slice_equal(test->id, id) &&
            (subject.kind == KNOWN_NONE || test->subject.len == 0 ||
             strata_slice_equal(test->subject, subject.text)) &&
            (test->from == 0 || row->year >= test->from) &&
            (test->until == 0 || row->year <= test->until)) {
            return test;
        }
    }
    return NULL;
}

static const strata_scale *find_scale(const strata_assessment *test, strata_slice grade)
{
    const strata_scale *found = NULL;
    char two[2] = {'0', '0'};
    strata_slice word = grade;
    if (grade.len == 1 && grade.text[0] >= '0' && grade.text[0] <= '9') {
        two[1] = grade.text[0];
        word = (strata_slice){two, sizeof two};
    }
    for (uint32_t at = 0; at < test->scale_count; at++) {
        if (strata_slice_equal(test->scales[at].grade, word)) {
            return &test->scales[at];
        }
        found = test->scales[at].grade.len == 0 ? &test->scales[at] : found;
    }
    return found;
}

/* Score and level of a student lie on the scale of the test. */
static bool judge_outcome(judging *self, const known_row *row, const strata_bound_result *result,
                          const strata_assessment *test)
{
    uint32_t field = 0;
    const known_value level = known_target(row, result, STRATA_TO_LEVEL, &field);
    if (level.kind == KNOWN_NUMBER && level.number > test->levels) {
        return blame(self, "level above the highest", field);
    }
    const strata_slice grade = known_target(row, result, STRATA_TO_GRADE, &field).text;
    const strata_scale *scale = find_scale(test, grade);
    const known_value score = known_target(row, result, STRATA_TO_SCALE_SCORE, &field);
    double unit = 1.0;
    for (unsigned at = 0; at < test->decimals; at++) {
        unit *= 10.0;
    }
    const bool is_outside = scale != NULL && scale->has_limits &&
                            (score.number * unit < (double)scale->lowest ||
                             score.number * unit > (double)scale->highest);
    return score.kind != KNOWN_NUMBER || !test->has_scores || !is_outside ||
           blame(self, "score off the scale", field);
}

static bool judge_groups(judging *self, const known_row *row, const strata_bound_result *result)
{
    strata_group_key key;
    uint32_t field = 0;
    const known_value dims = known_target(row, result, STRATA_TO_DIM_TEXT, &field);
    const known_value group = known_target(row, result, STRATA_TO_GROUP_TEXT, &field);
    return result->first[STRATA_TO_GROUP] < result->first[STRATA_TO_GROUP + 1] ||
           dims.kind == KNOWN_NONE || strata_group_key_parse(dims.text, group.text, &key) ||
           blame(self, "no group", field);
}

static bool is_more(const known_value *part, const known_value *whole)
{
    return part->kind == KNOWN_NUMBER && whole->kind == KNOWN_NUMBER &&
           part->number > whole->number;
}

static bool is_oversized(const known_row *row, const strata_bound_result *result)
{
    uint32_t field = 0;
    const known_value enrolled = known_target(row, result, STRATA_TO_N_ENROLLED, &field);
    const known_value tested = known_target(row, result, STRATA_TO_N_TESTED, &field);
    const known_value scored = known_target(row, result, STRATA_TO_N_SCORED, &field);
    return is_more(&tested, &enrolled) || is_more(&scored, &tested);
}

/* ---- one row ---- */

static bool judge_inputs(judging *self, const known_row *row, const strata_bound_result *result)
{
    for (unsigned to = 0; to < STRATA_TO_COUNT; to++) {
        strata_value_inputs of;
        uint32_t at = result->first[to];
        while (is_read(self, result, (strata_target)to) &&
               strata_binding_next(self->binding, result, (strata_target)to, &at, &of)) {
            for (uint32_t i = 0; i < of.count && of.inputs[i].constant == NULL; i++) {
                const known_value value = known_value_of(row, of.inputs[i].field);
                if (!judge_value(self, row, result, &of.inputs[i], &value)) {
                    return false;
                }
                if (value.kind != KNOWN_NONE) {
                    break;
                }
            }
        }
    }
    return true;
}

static bool meets_conditions(const judging *self, const strata_bound_result *result)
{
    for (uint32_t at = 0; at < result->when_count; at++) {
        const strata_condition *condition = &result->when[at];
        const int32_t column = self->binding->columns[condition->field];
        const strata_slice text =
            column >= 0 ? strata_slice_trim(self->row->fields[column]) : (strata_slice){"", 0};
        bool holds = false;
        for (uint32_t code = 0; code < condition->code_count; code++) {
            holds = holds || strata_slice_equal(condition->codes[code], text);
        }
        if (!holds) {
            return false;
        }
    }
    return true;
}

static bool is_dropped(const known_row *row, const strata_bound_result *result, uint32_t count)
{
    for (uint32_t at = 0; at < count; at++) {
        if (known_value_of(row, result->droppers[at]).is_dropped) {
            return true;
        }
    }
    return false;
}

/* The year of a result; false if it has none. */
static bool take_year(const judging *self, const strata_bound_result *result, known_row *row,
                      bool *dropped)
{
    uint32_t field = 0;
    row->year = 0;
    const known_value value = known_target(row, result, STRATA_TO_YEAR, &field);
    const strata_field *of = field != STRATA_NO_FIELD ? self->binding->fields[field] : NULL;
    *dropped = value.is_dropped;
    row->year = value.kind == KNOWN_NUMBER || value.kind == KNOWN_CODE
                    ? known_year(of != NULL && of->map == NULL ? of : NULL, value.text)
                    : 0;
    return row->year != 0 || *dropped || blame(self, "no year", field);
}

static bool is_there(const known_row *row, const strata_bound_result *result)
{
    if (result->present < 0) {
        return true;
    }
    const known_value value = known_value_of(row, (uint32_t)result->present);
    return value.kind != KNOWN_NONE && (value.kind != KNOWN_MISSING || !value.is_not_reported);
}

static bool judge_result(judging *self, known_row *row, const strata_bound_result *result,
                         bool *dropped)
{
    if (!take_year(self, result, row, dropped)) {
        return false;
    }
    *dropped = *dropped || is_dropped(row, result, result->dropper_count);
    if (*dropped || !is_there(row, result)) {
        return true;
    }
    const strata_assessment *test = find_test(self, row, result);
    if (test == NULL) {
        return blame(self, "no such test", STRATA_NO_FIELD);
    }
    self->oversized += is_oversized(row, result) ? 1 : 0;
    return judge_inputs(self, row, result) && judge_groups(self, row, result) &&
           judge_outcome(self, row, result, test);
}

static bool judge_results(judging *self, bool *dropped)
{
    known_row row = {.binding = self->binding, .row = self->row};
    bool is_known = !self->binding->needs_condition;
    for (uint32_t at = 0; at < self->binding->result_count && !*dropped; at++) {
        const strata_bound_result *result = &self->binding->results[at];
        if (meets_conditions(self, result)) {
            is_known = true;
            if (!judge_result(self, &row, result, dropped)) {
                return false;
            }
        }
    }
    if (!is_known) {
        const strata_bound_result *first = &self->binding->results[0];
        bool is_year_dropped = false;
        *dropped = take_year(self, first, &row, &is_year_dropped) &&
                   (is_year_dropped || is_dropped(&row, first, first->file_droppers));
        return *dropped || blame(self, "none of the results", STRATA_NO_FIELD);
    }
    return true;
}

bool judge_row(judging *self, const strata_csv_row *row)
{
    bool is_dropped_row = false;
    self->row = row;
    self->rows++;
    if (is_rejected(self->outcome, row->line)) {
        self->rejected++;
        return true;
    }
    if (row->count != self->binding->column_count) {
        return blame(self, "another number of fields than the header", STRATA_NO_FIELD);
    }
    const bool is_sound = judge_results(self, &is_dropped_row);
    self->dropped += is_dropped_row ? 1 : 0;
    return is_sound;
}
