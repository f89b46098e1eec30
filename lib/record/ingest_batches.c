/* Rows in batches: made by whoever is free, looked at quickly by many at once, and taken one batch
 * after the other. Only taking touches what a run has in common, so nothing that comes of a file
 * depends on the number of threads. */
#include <string.h>

#include "base/alloc.h"
#include "base/in_order.h"
#include "record/ingest_parts.h"
#include "record/quick_lessons.h"

enum {
    PROGRESS_BYTES = 1 << 20,
    SMALL_BYTES = 1 << 19, /* a smaller file is read before threads have begun */
    SPARE_SLOTS = 2
};

/* A batch under way. */
typedef struct piece {
    strata_row_batch batch;
    strata_quick_row *looks; /* looks[batch.row_count], if there is a plan */
    size_t look_room;
    size_t looker;
    uint32_t counts[STRATA_ASPECT_COUNT]; /* of its numbers */
    uint64_t position;                    /* of the source behind the batch */
} piece;

/* What belongs to the batches of one file. */
typedef struct flow {
    strata_ingestion *of;
    strata_quick_plan *plan; /* NULL: every row is decoded */
    strata_quick **lookers;  /* lookers[threads], each made when it is needed first */
    size_t threads;
    strata_lessons lessons;
    piece *pieces; /* pieces[slots] */
    size_t slots;
    strata_batch_view view;
} flow;

static strata_status make_batch(void *context, size_t slot, bool *more, strata_error *err)
{
    const flow *self = context;
    piece *made = &self->pieces[slot];
    STRATA_TRY(strata_extract_batch(&self->of->extract, &made->batch, err));
    made->position = strata_source_position(self->of->source);
    *more = made->batch.row_count > 0;
    return STRATA_OK;
}

static strata_status look_quickly(void *context, size_t worker, size_t slot, strata_error *err)
{
    const flow *self = context;
    piece *of = &self->pieces[slot];
    if (self->lookers[worker] == NULL) {
        STRATA_TRY(
            strata_quick_new(self->plan, self->of->options->key, &self->lookers[worker], err));
    }
    const strata_quick *looker = self->lookers[worker];
    STRATA_TRY(
        strata_reserve(&of->looks, &of->look_room, of->batch.row_count, sizeof *of->looks, err));
    STRATA_TRY(strata_quick_look(self->lookers[worker], &of->batch, of->looks, err));
    of->looker = worker;
    for (unsigned aspect = 0; aspect < STRATA_ASPECT_COUNT; aspect++) {
        of->counts[aspect] = strata_quick_count(looker, (strata_aspect)aspect);
    }
    return STRATA_OK;
}

/* What came of the row decoded last, if it is all there is to say about it. */
static const strata_record *clean_record(const strata_decoder *decoder)
{
    const bool is_clean = decoder->fate == STRATA_FATE_ACCEPTED && decoder->warning_count == 0 &&
                          decoder->result_count == 1;
    return is_clean ? &decoder->records[0] : NULL;
}

static strata_status decode(flow *self, const piece *of, uint32_t row, strata_error *err)
{
    const strata_csv_row *whole = NULL;
    STRATA_TRY(strata_batch_view_row(&self->view, &of->batch, row, &whole, err));
    self->of->extract.batch = &of->batch;
    self->of->extract.row = row;
    STRATA_TRY(strata_ingest_row(self->of, whole, err));
    if (self->plan == NULL) {
        return STRATA_OK;
    }
    const strata_lesson lesson = {.batch = &of->batch,
                                  .row = row,
                                  .look = &of->looks[row],
                                  .record = clean_record(&self->of->decoder)};
    return lesson.record != NULL ? strata_lessons_learn(&self->lessons, of->looker, &lesson, err)
                                 : STRATA_OK;
}

static strata_status take_quickly(const flow *self, const piece *of, uint32_t row,
                                  strata_packed_row *packed, strata_error *err)
{
    strata_account *account = self->of->account;
    packed->number = (uint32_t)(of->batch.line + of->batch.rows[row].line);
    STRATA_TRY(strata_rows_add(self->of->target->rows, packed, err));
    account->rows_in++;
    account->accepted++;
    account->results++;
    return STRATA_OK;
}

static void show_progress(strata_ingestion *self, uint64_t done)
{
    if (self->options->progress != NULL && done - self->shown >= PROGRESS_BYTES) {
        self->options->progress(self->options->progress_context, done,
                                strata_source_size(self->source));
        self->shown = done;
    }
}

static strata_status take_rows(flow *self, const piece *of, strata_error *err)
{
    strata_packed_row packed = {0};
    if (self->plan != NULL) {
        STRATA_TRY(strata_lessons_expect(&self->lessons, of->looker, of->counts, err));
    }
    for (uint32_t row = 0; row < of->batch.row_count; row++) {
        const bool is_known = self->plan != NULL && strata_lessons_know(&self->lessons, of->looker,
                                                                        &of->looks[row], &packed);
        STRATA_TRY(is_known ? take_quickly(self, of, row, &packed, err)
                            : decode(self, of, row, err));
    }
    return STRATA_OK;
}

static strata_status take_batch(void *context, size_t slot, strata_error *err)
{
    flow *self = context;
    const piece *of = &self->pieces[slot];
    const strata_row_batch *batch = &of->batch;
    STRATA_TRY(take_rows(self, of, err));
    self->of->last_line = batch->line + batch->rows[batch->row_count - 1].line;
    show_progress(self->of, of->position);
    return STRATA_OK;
}

/* A quick look is for rows whose results go to the store as they are. */
static bool may_look(const strata_ingestion *of)
{
    return of->target->rows != NULL && of->options->admission == NULL && of->control == NULL;
}

static strata_status begin(flow *self, strata_error *err)
{
    const strata_ingestion *of = self->of;
    if (may_look(of)) {
        STRATA_TRY(strata_quick_plan_make(&of->decoder.of, &self->plan, err));
    }
    self->lessons = (strata_lessons){
        .plan = self->plan, .dictionary = of->target->dictionary, .rows = of->target->rows};
    self->slots = self->threads > 1 ? self->threads + SPARE_SLOTS : 1;
    self->pieces = strata_alloc_zero(self->slots, sizeof *self->pieces);
    self->lookers = strata_alloc_zero(self->threads, sizeof(strata_quick *));
    return self->pieces != NULL && self->lookers != NULL
               ? strata_lessons_init(&self->lessons, self->threads, err)
               : strata_fail_memory(err);
}

static void end(flow *self)
{
    self->of->extract.batch = NULL;
    for (size_t at = 0; self->pieces != NULL && at < self->slots; at++) {
        strata_row_batch_deinit(&self->pieces[at].batch);
        strata_free(self->pieces[at].looks);
    }
    for (size_t at = 0; self->lookers != NULL && at < self->threads; at++) {
        strata_quick_free(self->lookers[at]);
    }
    strata_free(self->pieces);
    strata_free(self->lookers);
    strata_lessons_deinit(&self->lessons);
    strata_quick_plan_free(self->plan);
    strata_batch_view_deinit(&self->view);
}

static size_t threads_for(const strata_ingestion *of)
{
    const size_t threads = of->options->threads;
    const uint64_t size = strata_source_size(of->source); /* 0: not known */
    return threads == 0 || (size > 0 && size < SMALL_BYTES) ? 1 : threads;
}

strata_status strata_ingest_batches(strata_ingestion *self, strata_error *err)
{
    flow batches = {.of = self, .threads = threads_for(self)};
    strata_status status = begin(&batches, err);
    if (status == STRATA_OK) {
        const strata_in_order_work work = {.context = &batches,
                                           .slots = batches.slots,
                                           .make = make_batch,
                                           .work = batches.plan != NULL ? look_quickly : NULL,
                                           .take = take_batch};
        status = strata_in_order(batches.threads, &work, err);
    }
    end(&batches);
    return status;
}
