/* A mutant that was read, beside the file that it was made of. */
#include "mutants_judge.h"

static uint64_t warnings_of(const mutant_outcome *outcome, const char *rule, const char *column)
{
    uint64_t count = 0;
    for (size_t at = 0; at < strata_issues_count(outcome->issues); at++) {
        const strata_issue *issue = strata_issues_at(outcome->issues, at);
        const bool is_it = strcmp(issue->rule, rule) == 0 &&
                           (column == NULL || strcmp(issue->column, column) == 0);
        count += is_it && issue->severity == STRATA_SEVERITY_WARNING ? issue->count : 0;
    }
    return count;
}

/* Every code in no list was spoken of, and every row is somewhere. */
static bool judge_counts(const judging *self)
{
    const strata_account *account = &self->outcome->account;
    for (uint32_t field = 0; field < self->binding->field_count; field++) {
        const char *name = self->binding->names[field];
        if (self->unknown[field] > warnings_of(self->outcome, "code-unknown", name)) {
            (void)snprintf(self->why, MUTANT_WHY_SIZE,
                           "column \"%.80s\": a code in no list, no warning", name);
            return false;
        }
    }
    if (self->oversized > 0 && warnings_of(self->outcome, "part-exceeds-whole", NULL) == 0) {
        (void)snprintf(self->why, MUTANT_WHY_SIZE,
                       "a part has more students than the whole, no warning");
        return false;
    }
    if (self->rows == account->rows_in && self->rejected == account->rejected &&
        self->dropped == account->out_of_scope) {
        return true;
    }
    (void)snprintf(self->why, MUTANT_WHY_SIZE,
                   "rows %" PRIu64 ", rejected %" PRIu64 ", dropped %" PRIu64
                   ", but the account has %" PRIu64 ", %" PRIu64 ", %" PRIu64,
                   self->rows, self->rejected, self->dropped, account->rows_in, account->rejected,
                   account->out_of_scope);
    return false;
}

static bool same_row(const strata_csv_row *a, const strata_csv_row *b)
{
    bool is_same = a->count == b->count;
    for (uint32_t at = 0; is_same && at < a->count; at++) {
        is_same = strata_slice_equal(a->fields[at], b->fields[at]);
    }
    return is_same;
}

static unsigned change_of(known_kind kind)
{
    switch (kind) {
    case KNOWN_NUMBER:
    case KNOWN_RANGE:
        return MUTANT_NUMBER;
    case KNOWN_CODE:
        return MUTANT_CODE;
    case KNOWN_TEXT:
        return MUTANT_TEXT;
    case KNOWN_MISSING:
    case KNOWN_NONE:
    case KNOWN_UNKNOWN:
    case KNOWN_WRONG:
        break;
    }
    return MUTANT_GONE;
}

/* What a row says that another one did not. */
static unsigned changes_of(const strata_binding *binding, const strata_csv_row *before,
                           const strata_csv_row *now)
{
    const known_row row = {.binding = binding, .row = now};
    unsigned changes = 0;
    const bool are_whole =
        before->count == binding->column_count && now->count == binding->column_count;
    for (uint32_t field = 0; are_whole && field < binding->field_count; field++) {
        const int32_t column = binding->columns[field];
        if (column >= 0 && !strata_slice_equal(strata_slice_trim(before->fields[column]),
                                               strata_slice_trim(now->fields[column]))) {
            changes |= change_of(known_value_of(&row, field).kind);
        }
    }
    return changes;
}

static unsigned compare_rows(const mutant_sample *sample, const strata_binding *binding,
                             const strata_csv_row *rows, size_t count)
{
    size_t first = 0;
    size_t last = 0;
    unsigned changes = 0;
    while (first < count && first < sample->row_count &&
           same_row(&rows[first], &sample->rows[first])) {
        first++;
    }
    while (last + first < count && last + first < sample->row_count &&
           same_row(&rows[count - 1 - last], &sample->rows[sample->row_count - 1 - last])) {
        last++;
    }
    if (count != sample->row_count) {
        return MUTANT_ROWS;
    }
    for (size_t at = first; at < count - last; at++) {
        changes |= changes_of(binding, &sample->rows[at], &rows[at]);
    }
    return changes;
}

/* Columns that are gone must be such that may be absent: in this layout, or because another one of
 * the same schema does without them. */
static bool compare_header(const mutant_sample *sample, const strata_extract *extract,
                           unsigned *changes, char *why)
{
    const strata_binding *binding = &extract->binding;
    const strata_layout *layout = binding->layout;
    if (extract->choice.schema != sample->schema) {
        (void)snprintf(why, MUTANT_WHY_SIZE, "read by another schema: %s",
                       extract->choice.schema->id);
        return false;
    }
    if (layout != sample->layout) {
        *changes |= MUTANT_COLUMN;
        return true;
    }
    *changes |=
        binding->field_count - layout->field_count != sample->column_count ? MUTANT_COLUMN : 0;
    for (uint32_t field = 0; field < layout->field_count; field++) {
        const bool is_gone = sample->is_bound[field] && binding->columns[field] < 0;
        if (is_gone && !layout->fields[field].optional) {
            (void)snprintf(why, MUTANT_WHY_SIZE, "column \"%.80s\" is gone", binding->names[field]);
            return false;
        }
        *changes |= is_gone ? MUTANT_COLUMN : 0;
    }
    return true;
}

/* ---- reading ---- */

static strata_csv_row copy_row(strata_arena *arena, const strata_csv_row *row)
{
    strata_csv_row copy = *row;
    strata_slice *fields = strata_arena_alloc(arena, row->count * sizeof *fields);
    assert_non_null(fields);
    for (uint32_t at = 0; at < row->count; at++) {
        fields[at].len = row->fields[at].len;
        fields[at].text = strata_arena_copy(arena, row->fields[at].text, row->fields[at].len);
        assert_non_null(fields[at].text);
    }
    copy.fields = fields;
    return copy;
}

/* All data rows, in the arena; the caller frees the array. */
static strata_csv_row *read_rows(strata_extract *extract, strata_arena *arena, size_t *count)
{
    strata_csv_row *rows = NULL;
    const strata_csv_row *row = NULL;
    size_t room = 0;
    *count = 0;
    assert_int_equal(strata_extract_next(extract, &row, NULL), STRATA_OK);
    for (; row != NULL; assert_int_equal(strata_extract_next(extract, &row, NULL), STRATA_OK)) {
        assert_int_equal(strata_reserve(&rows, &room, *count + 1, sizeof *rows, NULL), STRATA_OK);
        rows[(*count)++] = copy_row(arena, row);
    }
    return rows;
}

static strata_source *open_extract(const mutant_run *run, const char *name,
                                   const mutant_bytes *file, strata_extract *extract)
{
    strata_source *source = NULL;
    assert_int_equal(strata_source_memory(name, file->bytes, file->len, 0, &source, NULL),
                     STRATA_OK);
    assert_int_equal(strata_extract_open(extract, source, run->catalog, NULL, NULL), STRATA_OK);
    return source;
}

void mutant_remember(const mutant_run *run, mutant_sample *sample)
{
    strata_extract extract;
    strata_source *source = open_extract(run, sample->name, &sample->file, &extract);
    const strata_binding *binding = &extract.binding;
    const uint32_t count = binding->layout->field_count;
    sample->arena = strata_arena_new();
    sample->is_bound = strata_alloc_zero(count + 1, sizeof *sample->is_bound);
    assert_true(sample->arena != NULL && sample->is_bound != NULL);
    for (uint32_t field = 0; sample->is_bound != NULL && field < count; field++) {
        sample->is_bound[field] = binding->columns[field] >= 0;
    }
    sample->schema = extract.choice.schema;
    sample->layout = binding->layout;
    sample->column_count = binding->field_count - count;
    sample->rows = read_rows(&extract, sample->arena, &sample->row_count);
    strata_extract_close(&extract);
    strata_source_close(source);
}

static bool judge(const mutant_sample *sample, judging *self, const strata_csv_row *rows,
                  size_t count, unsigned *changes)
{
    for (size_t at = 0; at < count; at++) {
        if (!judge_row(self, &rows[at])) {
            return false;
        }
    }
    *changes |= compare_rows(sample, self->binding, rows, count);
    return judge_counts(self);
}

bool mutant_is_sound(const mutant_run *run, const mutant_sample *sample, const mutant_bytes *file,
                     const mutant_outcome *outcome, mutant_verdict *out)
{
    strata_extract extract;
    strata_source *source = open_extract(run, sample->name, file, &extract);
    strata_arena *arena = strata_arena_new();
    const size_t fields = (size_t)extract.binding.field_count + 1;
    judging self = {.outcome = outcome,
                    .schema = extract.choice.schema,
                    .binding = &extract.binding,
                    .unknown = strata_alloc_zero(fields, sizeof(uint64_t)),
                    .last = strata_alloc_zero(fields, sizeof(uint64_t)),
                    .why = out->why};
    size_t count = 0;
    *out = (mutant_verdict){0};
    assert_true(arena != NULL && self.unknown != NULL && self.last != NULL);
    bool is_sound = compare_header(sample, &extract, &out->changes, out->why);
    if (is_sound) {
        strata_csv_row *rows = read_rows(&extract, arena, &count);
        is_sound = judge(sample, &self, rows, count, &out->changes);
        strata_free(rows);
    }
    strata_free(self.unknown);
    strata_free(self.last);
    strata_arena_free(arena);
    strata_extract_close(&extract);
    strata_source_close(source);
    return is_sound;
}
