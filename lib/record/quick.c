/* The way of a row: its length, its score, the words of its aspects, its student. */
#include "record/quick.h"

#include <string.h>

#include "base/alloc.h"
#include "base/slice.h"
#include "record/quick_plan.h"
#include "record/quick_table.h"

enum {
    AS_BEFORE_MAX = 128, /* bytes; who stands farther apart has too much between that differs */
    FORM_SHIFT =
        8 /* the lowest byte of a text's word is 0 only if all are; that of a form always */
};

/* Neighbouring columns that are read as one text. All their texts have as many words, zeros behind
 * the bytes: then nothing about a row depends on how long they are. */
typedef struct quick_span {
    strata_quick_run run;
    uint32_t words; /* so many as the longest one so far has needed */
} quick_span;

typedef struct quick_spans {
    quick_span *spans; /* spans[count] */
    uint32_t count;
} quick_spans;

/* What there is for one way of reading. */
typedef struct quick_way {
    quick_spans parts[STRATA_QUICK_PARTS];
    bool may_repeat[STRATA_ASPECT_COUNT];        /* it is worth comparing with the row before: */
    strata_quick_run reach[STRATA_ASPECT_COUNT]; /* all from the first to the last column that
                                                    matters, whatever else is among them */
    quick_span score;                            /* where it is no plain number */
    uint32_t words_left;                         /* how many more all spans together may have */
    strata_quick_table tables[STRATA_ASPECT_COUNT];
} quick_way;

struct strata_quick {
    const strata_quick_plan *plan;
    strata_keyed_hash *key;
    quick_way ways[STRATA_QUICK_WAYS];
    quick_span *spans; /* of all ways */
    uint64_t words[STRATA_QUICK_WORDS_MAX];
    /* Of the row before, in the same batch: */
    strata_slice before[STRATA_ASPECT_COUNT]; /* what is in reach */
    uint32_t local[STRATA_ASPECT_COUNT];
    uint32_t year_words; /* words[year_words] are those of the years */
    strata_slice student_text;
    uint64_t student;
};

static const strata_slice no_text = {"", SIZE_MAX}; /* which none is equal to */

/* A row, and what is found in it. */
typedef struct looking {
    const strata_row_batch *batch;
    const strata_batch_row *row;
    strata_quick_row *out;
    strata_quick_way which;
    quick_way *way;
} looking;

/* Makes a span wide enough for a text; false if there are no more words. */
static bool widen(quick_way *way, quick_span *span, uint32_t words)
{
    const uint32_t more = words - span->words;
    if (more > way->words_left) {
        return false;
    }
    way->words_left -= more;
    span->words = words;
    return true;
}

/* A word of a text, zeros where it has ended: no text holds such a byte. */
static inline uint64_t word_of(strata_slice text, size_t offset)
{
    const size_t at = offset < text.len ? offset : text.len;
    return strata_word_upto(strata_word_load(text.text + at), text.len - at);
}

/* Adds the words of a span's text. A span gets wider, never narrower: as many words mean the same
 * widths, so equal words are equal texts. */
static inline bool add_text(quick_way *way, quick_span *span, strata_slice text, uint64_t *words,
                            uint32_t *count)
{
    const size_t needed = (text.len + STRATA_WORD_BYTES - 1) / STRATA_WORD_BYTES;
    if (needed > span->words && !widen(way, span, (uint32_t)needed)) {
        return false;
    }
    const uint32_t width = span->words;
    words += *count;
    *count += width;
    for (uint32_t at = 0; at < width; at++) {
        words[at] = word_of(text, (size_t)at * STRATA_WORD_BYTES);
    }
    return true;
}

/* All columns of a run, with what stands between them. */
static inline strata_slice text_of(const looking *of, strata_quick_run run)
{
    const uint32_t *ends = of->batch->ends + of->row->first;
    const uint32_t start = run.first == 0 ? of->row->start : ends[run.first - 1] + 1;
    return (strata_slice){of->batch->bytes + start, ends[run.last] - start};
}

/* The words of some columns, behind those that are there; false if they are too many. */
static inline bool add_spans(const looking *of, const quick_spans *part, uint64_t *words,
                             uint32_t *count)
{
    quick_span *const until = part->spans + part->count;
    for (quick_span *span = part->spans; span < until; span++) {
        if (!add_text(of->way, span, text_of(of, span->run), words, count)) {
            return false;
        }
    }
    return true;
}

/* A plain score is its form among the words, and its digits; any other text is itself. The word of
 * a form is never one of a text, so it does not matter that they may differ in width. */
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
    return add_text(of->way, &of->way->score, text, quick->words, count);
}

/* 0: none, or an odd one. Neighbouring rows are often about one student. */
static strata_status find_student(strata_quick *quick, const looking *of, strata_error *err)
{
    const strata_quick_students *students = &quick->plan->students;
    const strata_slice text = strata_batch_raw_field(of->batch, of->row, students->column);
    if (strata_slice_equal(quick->student_text, text)) {
        return STRATA_OK;
    }
    char room[STRATA_QUICK_PAD_MAX];
    strata_slice identifier;
    quick->student_text = text;
    quick->student = 0;
    if (!strata_quick_identifier(students, text, of->batch->quote, room, &identifier)) {
        return STRATA_OK;
    }
    STRATA_TRY(
        strata_keyed_hash_of(quick->key, identifier.text, identifier.len, &quick->student, err));
    quick->student = quick->student != 0 ? quick->student : 1; /* as the ordinary decoder does */
    return STRATA_OK;
}

static const strata_quick_row odd_row = {
    .local = {STRATA_QUICK_ODD, STRATA_QUICK_ODD, STRATA_QUICK_ODD}};

/* Whether all in reach is as in the row before: then so is what the aspect says, and nothing has to
 * be looked up. The quotes and delimiters among the bytes make it certain that the same fields end
 * at the same places. */
static inline bool is_as_before(strata_quick *quick, const looking *of, strata_aspect aspect)
{
    if (!of->way->may_repeat[aspect]) {
        return false;
    }
    const strata_slice text = text_of(of, of->way->reach[aspect]);
    if (text.len <= AS_BEFORE_MAX && strata_slice_equal(quick->before[aspect], text)) {
        return true;
    }
    quick->before[aspect] = text;
    return false;
}

static inline uint32_t local_of(const looking *of, uint32_t number)
{
    /* words of one way mean nothing in the other */
    return number != STRATA_QUICK_ODD ? number * STRATA_QUICK_WAYS + of->which : STRATA_QUICK_ODD;
}

/* The number of an aspect by quick->words[count] and the words of its columns behind them. */
static inline strata_status find_local(strata_quick *quick, const looking *of, strata_aspect aspect,
                                       uint32_t count, strata_error *err)
{
    uint32_t number = STRATA_QUICK_ODD;
    if (add_spans(of, &of->way->parts[aspect], quick->words, &count)) {
        const strata_quick_words words = {quick->words, count};
        STRATA_TRY(strata_quick_table_find(&of->way->tables[aspect], words, &number, err));
    }
    quick->local[aspect] = local_of(of, number);
    return STRATA_OK;
}

/* The place, and the words of the years, which come first in every aspect: where the years may have
 * changed, no person is as before.
 *  @param is_odd  the years are too long */
static inline strata_status find_place(strata_quick *quick, const looking *of, bool *is_odd,
                                       strata_error *err)
{
    *is_odd = false;
    if (!is_as_before(quick, of, STRATA_ASPECT_PLACE)) {
        quick->before[STRATA_ASPECT_PERSON] = no_text;
        quick->year_words = 0;
        if (!add_spans(of, &of->way->parts[STRATA_QUICK_YEARS], quick->words, &quick->year_words)) {
            quick->before[STRATA_ASPECT_PLACE] = no_text;
            *is_odd = true;
            return STRATA_OK;
        }
        STRATA_TRY(find_local(quick, of, STRATA_ASPECT_PLACE, quick->year_words, err));
    }
    of->out->local[STRATA_ASPECT_PLACE] = quick->local[STRATA_ASPECT_PLACE];
    return STRATA_OK;
}

static inline strata_status find_person(strata_quick *quick, const looking *of, strata_error *err)
{
    if (!is_as_before(quick, of, STRATA_ASPECT_PERSON)) {
        STRATA_TRY(find_local(quick, of, STRATA_ASPECT_PERSON, quick->year_words, err));
    }
    of->out->local[STRATA_ASPECT_PERSON] = quick->local[STRATA_ASPECT_PERSON];
    return STRATA_OK;
}

/* The number of an outcome. Of two subjects of a student it is never the same. */
static inline strata_status find_outcome(strata_quick *quick, const looking *of, strata_error *err)
{
    uint32_t count = quick->year_words;
    if (quick->plan->scores.is_there && !add_score(quick, of, &count)) {
        return STRATA_OK;
    }
    STRATA_TRY(find_local(quick, of, STRATA_ASPECT_OUTCOME, count, err));
    of->out->local[STRATA_ASPECT_OUTCOME] = quick->local[STRATA_ASPECT_OUTCOME];
    return STRATA_OK;
}

static inline strata_status look_at(strata_quick *quick, const looking *of, strata_error *err)
{
    const strata_quick_plan *plan = quick->plan;
    *of->out = odd_row;
    if (of->row->count != plan->column_count) {
        return STRATA_OK;
    }
    if (plan->students.is_there) {
        STRATA_TRY(find_student(quick, of, err));
        if (quick->student == 0) {
            return STRATA_OK;
        }
        of->out->student = quick->student;
    }
    bool is_odd = false;
    STRATA_TRY(find_place(quick, of, &is_odd, err));
    if (is_odd) {
        return STRATA_OK;
    }
    STRATA_TRY(find_person(quick, of, err));
    return find_outcome(quick, of, err);
}

/* Texts of another batch are gone. */
static void forget_texts(strata_quick *quick)
{
    quick->before[STRATA_ASPECT_PLACE] = no_text;
    quick->before[STRATA_ASPECT_PERSON] = no_text;
    quick->student_text = no_text;
}

strata_status strata_quick_look(strata_quick *quick, const strata_row_batch *batch,
                                strata_quick_row *out, strata_error *err)
{
    const strata_quick_way which =
        batch->quote != '\0' ? STRATA_QUICK_TOGETHER : STRATA_QUICK_APART;
    looking of = {.batch = batch, .which = which, .way = &quick->ways[which]};
    forget_texts(quick);
    for (uint32_t at = 0; at < batch->row_count; at++) {
        of.row = &batch->rows[at];
        of.out = &out[at];
        STRATA_TRY(look_at(quick, &of, err));
    }
    return STRATA_OK;
}

uint32_t strata_quick_count(const strata_quick *quick, strata_aspect aspect)
{
    const uint32_t together = quick->ways[STRATA_QUICK_TOGETHER].tables[aspect].count;
    const uint32_t apart = quick->ways[STRATA_QUICK_APART].tables[aspect].count;
    return STRATA_QUICK_WAYS * (together > apart ? together : apart);
}

/* Gives a reading its spans, from *next on. */
static void begin_way(quick_way *of, const strata_quick_runs runs[STRATA_QUICK_PARTS],
                      quick_span **next)
{
    of->words_left = STRATA_QUICK_WORDS_MAX - 1; /* one is for the form of a score */
    for (unsigned part = 0; part < STRATA_QUICK_PARTS; part++) {
        of->parts[part] = (quick_spans){*next, runs[part].count};
        for (uint32_t at = 0; at < runs[part].count; at++) {
            *(*next)++ = (quick_span){.run = runs[part].runs[at]};
        }
    }
}

static void reach_for(quick_way *of, strata_aspect aspect, unsigned part)
{
    const quick_spans spans = of->parts[part];
    if (spans.count == 0) {
        return;
    }
    const strata_quick_run all = {spans.spans[0].run.first, spans.spans[spans.count - 1].run.last};
    strata_quick_run *reach = &of->reach[aspect];
    if (!of->may_repeat[aspect]) {
        *reach = all;
    }
    reach->first = all.first < reach->first ? all.first : reach->first;
    reach->last = all.last > reach->last ? all.last : reach->last;
    of->may_repeat[aspect] = true;
}

static strata_status make_ways(strata_quick *quick, strata_error *err)
{
    const strata_quick_plan *plan = quick->plan;
    size_t count = 0;
    for (unsigned part = 0; part < STRATA_QUICK_PARTS; part++) {
        count += plan->runs[STRATA_QUICK_TOGETHER][part].count;
        count += plan->runs[STRATA_QUICK_APART][part].count;
    }
    quick->spans = strata_alloc_zero(count + 1, sizeof *quick->spans);
    if (quick->spans == NULL) {
        return strata_fail_memory(err);
    }
    quick_span *next = quick->spans;
    begin_way(&quick->ways[STRATA_QUICK_TOGETHER], plan->runs[STRATA_QUICK_TOGETHER], &next);
    begin_way(&quick->ways[STRATA_QUICK_APART], plan->runs[STRATA_QUICK_APART], &next);
    quick_way *together = &quick->ways[STRATA_QUICK_TOGETHER];
    reach_for(together, STRATA_ASPECT_PLACE, STRATA_QUICK_YEARS);
    reach_for(together, STRATA_ASPECT_PLACE, STRATA_ASPECT_PLACE);
    reach_for(together, STRATA_ASPECT_PERSON, STRATA_ASPECT_PERSON);
    return STRATA_OK;
}

strata_status strata_quick_new(const strata_quick_plan *plan, const strata_keyed_hash *key,
                               strata_quick **out, strata_error *err)
{
    *out = NULL;
    strata_quick *quick = strata_alloc_zero(1, sizeof *quick);
    if (quick == NULL) {
        return strata_fail_memory(err);
    }
    quick->plan = plan;
    strata_status status = make_ways(quick, err);
    if (status == STRATA_OK && plan->students.is_there) {
        quick->key = strata_keyed_hash_copy(key);
        status = quick->key != NULL ? STRATA_OK : strata_fail_memory(err);
    }
    if (status != STRATA_OK) {
        strata_quick_free(quick);
        return status;
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
        strata_quick_table_deinit(&quick->ways[STRATA_QUICK_TOGETHER].tables[aspect]);
        strata_quick_table_deinit(&quick->ways[STRATA_QUICK_APART].tables[aspect]);
    }
    strata_keyed_hash_free(quick->key);
    strata_free(quick->spans);
    strata_free(quick);
}
