/* The way of a row: its length, its score, the words of its aspects, its student. */
#include "record/quick.h"

#include <string.h>

#include "base/alloc.h"
#include "record/quick_plan.h"
#include "record/quick_table.h"

enum {
    PAD_MAX = 32,
    FORM_SHIFT = 8 /* the lowest byte of a text's word is never 0, that of a form always */
};

struct strata_quick {
    const strata_quick_plan *plan;
    strata_keyed_hash *key;
    strata_quick_table tables[STRATA_QUICK_WAYS][STRATA_ASPECT_COUNT];
    uint64_t words[STRATA_QUICK_WORDS_MAX];
    strata_slice student_text; /* of the row before, in the same batch */
    uint64_t student;
};

/* A row, and what is found in it. */
typedef struct looking {
    const strata_row_batch *batch;
    const strata_batch_row *row;
    strata_quick_row *out;
    strata_quick_way way;
    const strata_quick_runs *runs; /* runs[STRATA_QUICK_PARTS] */
    strata_quick_table *tables;    /* tables[STRATA_ASPECT_COUNT] */
} looking;

/* Words of a text: its bytes, and at least one zero byte behind them, which no text holds. */
static inline bool add_text(uint64_t *words, uint32_t *count, const char *text, size_t len)
{
    if (*count + len / STRATA_WORD_BYTES >= STRATA_QUICK_WORDS_MAX) {
        return false;
    }
    while (len >= STRATA_WORD_BYTES) {
        words[(*count)++] = strata_word_load(text);
        text += STRATA_WORD_BYTES;
        len -= STRATA_WORD_BYTES;
    }
    words[(*count)++] = strata_word_head(strata_word_load(text), len);
    return true;
}

/* The words of some columns, behind those that are there; false if they are too many. */
static inline bool add_runs(const looking *of, const strata_quick_runs *runs, uint64_t *words,
                            uint32_t *count)
{
    const char *bytes = of->batch->bytes;
    const uint32_t *ends = of->batch->ends + of->row->first;
    for (uint32_t at = 0; at < runs->count; at++) {
        const strata_quick_run run = runs->runs[at];
        const uint32_t start = run.first == 0 ? of->row->start : ends[run.first - 1] + 1;
        if (!add_text(words, count, bytes + start, ends[run.last] - start)) {
            return false;
        }
    }
    return true;
}

/* A plain score is its form among the words, and its digits; any other text is itself. */
static bool add_score(strata_quick *quick, const looking *of, uint32_t *count)
{
    strata_quick_score score;
    if (strata_quick_plan_score(quick->plan, of->batch, of->row, &score)) {
        quick->words[(*count)++] = ((uint64_t)score.decimals + 1) << FORM_SHIFT;
        of->out->digits = score.digits;
        return true;
    }
    const strata_slice text =
        strata_batch_raw_field(of->batch, of->row, quick->plan->scores.column);
    return add_text(quick->words, count, text.text, text.len);
}

static bool is_code(const strata_field *field, strata_slice text)
{
    for (uint32_t at = 0; at < field->missing_count; at++) {
        if (strata_slice_equal(field->missing[at].value, text)) {
            return true;
        }
    }
    for (uint32_t at = 0; at < field->absent_count; at++) {
        if (strata_slice_equal(field->absent[at], text)) {
            return true;
        }
    }
    return false;
}

static bool is_number(strata_slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (text.text[at] < '0' || text.text[at] > '9') {
            return false;
        }
    }
    return true;
}

/* The identifier as the ordinary reader sees it: without blanks, with its zeros.
 *  @param room  room[PAD_MAX]
 *  @return      false if there may be none, or it is written in an unusual way */
static bool find_identifier(const strata_quick_students *of, strata_slice text, char quote,
                            char *room, strata_slice *out)
{
    const size_t pad = of->field->pad;
    text = strata_quick_unquoted(text, quote);
    if (quote != '\0' && text.len > 0 && memchr(text.text, quote, text.len) != NULL) {
        return false;
    }
    *out = strata_slice_trim(text);
    if (out->len == 0 || (out->len <= of->longest_code && is_code(of->field, *out))) {
        return false;
    }
    if (out->len >= pad || !is_number(*out)) {
        return true;
    }
    if (pad > PAD_MAX) {
        return false;
    }
    memset(room, '0', pad - out->len);
    memcpy(room + (pad - out->len), out->text, out->len);
    *out = (strata_slice){room, pad};
    return !is_code(of->field, *out);
}

/* 0: none, or an odd one. Neighbouring rows are often about one student. */
static strata_status find_student(strata_quick *quick, const looking *of, strata_error *err)
{
    const strata_quick_students *students = &quick->plan->students;
    const strata_slice text = strata_batch_raw_field(of->batch, of->row, students->column);
    if (quick->student_text.text != NULL && strata_slice_equal(quick->student_text, text)) {
        return STRATA_OK;
    }
    char room[PAD_MAX];
    strata_slice identifier;
    quick->student_text = text;
    quick->student = 0;
    if (!find_identifier(students, text, of->batch->quote, room, &identifier)) {
        return STRATA_OK;
    }
    STRATA_TRY(
        strata_keyed_hash_of(quick->key, identifier.text, identifier.len, &quick->student, err));
    quick->student = quick->student != 0 ? quick->student : 1; /* as the ordinary decoder does */
    return STRATA_OK;
}

static const strata_quick_row odd_row = {
    .local = {STRATA_QUICK_ODD, STRATA_QUICK_ODD, STRATA_QUICK_ODD}};

/* The number of one aspect, whose first words are there already. Place and person are often those
 * of the row before; of two subjects of a student the outcome is not. */
static inline strata_status find_number(strata_quick *quick, const looking *of,
                                        strata_aspect aspect, uint32_t count, strata_error *err)
{
    uint32_t number = STRATA_QUICK_ODD;
    strata_quick_table *table = &of->tables[aspect];
    if (add_runs(of, &of->runs[aspect], quick->words, &count)) {
        STRATA_TRY(aspect == STRATA_ASPECT_OUTCOME
                       ? strata_quick_table_find(table, quick->words, count, &number, err)
                       : strata_quick_table_again(table, quick->words, count, &number, err));
    }
    if (number != STRATA_QUICK_ODD) { /* words of one way mean nothing in the other */
        of->out->local[aspect] = number * STRATA_QUICK_WAYS + of->way;
    }
    return STRATA_OK;
}

static strata_status look_at(strata_quick *quick, const looking *of, strata_error *err)
{
    const strata_quick_plan *plan = quick->plan;
    uint32_t count = 0;
    *of->out = odd_row;
    if (of->row->count != plan->column_count ||
        !add_runs(of, &of->runs[STRATA_QUICK_YEARS], quick->words, &count)) {
        return STRATA_OK;
    }
    if (plan->students.is_there) {
        STRATA_TRY(find_student(quick, of, err));
        if (quick->student == 0) {
            return STRATA_OK;
        }
        of->out->student = quick->student;
    }
    STRATA_TRY(find_number(quick, of, STRATA_ASPECT_PLACE, count, err));
    STRATA_TRY(find_number(quick, of, STRATA_ASPECT_PERSON, count, err));
    if (plan->scores.is_there && !add_score(quick, of, &count)) {
        return STRATA_OK;
    }
    return find_number(quick, of, STRATA_ASPECT_OUTCOME, count, err);
}

strata_status strata_quick_look(strata_quick *quick, const strata_row_batch *batch,
                                strata_quick_row *out, strata_error *err)
{
    const strata_quick_way way = batch->quote != '\0' ? STRATA_QUICK_TOGETHER : STRATA_QUICK_APART;
    looking of = {
        .batch = batch, .way = way, .runs = quick->plan->runs[way], .tables = quick->tables[way]};
    quick->student_text = (strata_slice){NULL, 0};
    for (uint32_t at = 0; at < batch->row_count; at++) {
        of.row = &batch->rows[at];
        of.out = &out[at];
        STRATA_TRY(look_at(quick, &of, err));
    }
    return STRATA_OK;
}

uint32_t strata_quick_count(const strata_quick *quick, strata_aspect aspect)
{
    const uint32_t together = quick->tables[STRATA_QUICK_TOGETHER][aspect].count;
    const uint32_t apart = quick->tables[STRATA_QUICK_APART][aspect].count;
    return STRATA_QUICK_WAYS * (together > apart ? together : apart);
}

strata_status strata_quick_new(const strata_quick_plan *plan, const strata_keyed_hash *key,
                               strata_quick **out, strata_error *err)
{
    strata_quick *quick = strata_alloc_zero(1, sizeof *quick);
    *out = NULL;
    if (quick == NULL) {
        return strata_fail_memory(err);
    }
    quick->plan = plan;
    if (plan->students.is_there) {
        quick->key = strata_keyed_hash_copy(key);
        if (quick->key == NULL) {
            strata_quick_free(quick);
            return strata_fail_memory(err);
        }
    }
    *out = quick;
    return STRATA_OK;
}

void strata_quick_free(strata_quick *quick)
{
    if (quick == NULL) {
        return;
    }
    for (size_t aspect = 0; aspect < STRATA_ASPECT_COUNT; aspect++) {
        strata_quick_table_deinit(&quick->tables[STRATA_QUICK_TOGETHER][aspect]);
        strata_quick_table_deinit(&quick->tables[STRATA_QUICK_APART][aspect]);
    }
    strata_keyed_hash_free(quick->key);
    strata_free(quick);
}
