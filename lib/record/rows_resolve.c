/* First the keys that may occur twice are found, then their results are gathered and settled, range
 * of hashes after range: what is settled does not depend on how many ranges there are. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/in_order.h"
#include "record/rows_crowd.h"
#include "record/rows_statuses.h"

enum {
    ROUND_BYTES = 112,     /* of a result while it is settled */
    STATUS_WORD_BITS = 20, /* ranges where every key is looked at */
    MARGIN = 2,            /* a range may have so many times more results than expected */
    SHARE_IN_MEMORY = 4,   /* part of the memory that resolving may take beside rows in memory */
    LEAST_MEMORY = 4096,
    YEAR_TEXT = 8, /* ", 2021" */
    YEARS_TEXT = 256
};

/* A run of strata_rows_resolve. */
typedef struct resolving {
    strata_rows *rows;
    const strata_rows_report *report;
    strata_rows_effort effort;
    strata_rows_set set; /* of keys that are looked at */
    strata_rows_judge judge;
    strata_dropped *dropped;
    const strata_rows_moved *moved; /* NULL: results stay where they are */
    strata_rows_round *rounds;      /* by slot */
    size_t slots;
    uint64_t range_count;
    uint64_t made;
} resolving;

/* ---- accounts ---- */

static strata_status keep_all_of(const resolving *of, uint32_t place, uint64_t count,
                                 strata_error *err)
{
    const strata_packed_place *places = of->rows->places.items;
    const strata_accounting *accounting = of->report->accounting;
    const uint32_t file = places[place].file;
    if (file == 0 || file > accounting->count) {
        return strata_fail(err, STRATA_E_INTERNAL, "record-file",
                           "a record names a file that has no account");
    }
    accounting->files[file - 1].kept += count;
    return STRATA_OK;
}

/* Counts all results as kept; those that go are taken off again. */
static strata_status keep_all(const resolving *of, strata_error *err)
{
    const strata_rows_store *store = &of->rows->store;
    for (size_t run = 0; run < store->run_count; run++) {
        const strata_rows_piece *pieces = store->runs[run].pieces;
        for (size_t at = 0; at < store->runs[run].piece_count; at++) {
            STRATA_TRY(
                keep_all_of(of, pieces[at].place, pieces[at + 1].first - pieces[at].first, err));
        }
    }
    for (uint32_t at = 1; at <= store->used; at++) {
        const uint32_t place = strata_rows_store_chunk(store, at)->place;
        STRATA_TRY(keep_all_of(of, place, strata_rows_store_count(store, at), err));
    }
    return STRATA_OK;
}

static strata_status lose(void *context, const strata_rows_loss *loss, strata_error *err)
{
    const resolving *of = context;
    strata_account *account = &of->report->accounting->files[loss->told.file - 1];
    account->kept--;
    *(loss->told.reason == STRATA_DROPPED_DUPLICATE ? &account->duplicate : &account->superseded) +=
        1;
    of->rows->dropped[loss->position / 64] |= UINT64_C(1) << loss->position % 64;
    return strata_dropped_add(of->dropped, &loss->told, err);
}

/* ---- ranges ---- */

static strata_status make_round(void *context, size_t slot, bool *more, strata_error *err)
{
    (void)err;
    resolving *of = context;
    *more = of->made < of->range_count;
    if (*more) {
        of->rounds[slot].span = strata_rows_span_at(&of->set, of->made++, of->range_count);
    }
    return STRATA_OK;
}

static strata_status work_on_round(void *context, size_t worker, size_t slot, strata_error *err)
{
    (void)worker;
    const resolving *of = context;
    strata_rows_round *round = &of->rounds[slot];
    STRATA_TRY(strata_rows_gather(&of->judge, round, err));
    STRATA_TRY(strata_rows_settle(round, err));
    return of->moved != NULL ? strata_rows_find_statuses(&of->judge, round, err) : STRATA_OK;
}

static strata_status lose_all(resolving *of, const strata_rows_round *round, strata_error *err)
{
    if (round->is_crowded) {
        const strata_rows_losers losers = {.context = of, .take = lose};
        return strata_rows_find_losers(&of->judge, round, &losers, err);
    }
    for (size_t at = 0; at < round->loss_count; at++) {
        STRATA_TRY(lose(of, &round->losses[at], err));
    }
    return STRATA_OK;
}

static strata_status take_round(void *context, size_t slot, strata_error *err)
{
    resolving *of = context;
    const strata_rows_round *round = &of->rounds[slot];
    STRATA_TRY(lose_all(of, round, err));
    for (uint64_t at = 0; at < round->nearest; at++) {
        STRATA_TRY(strata_issues_add(of->report->issues, STRATA_SEVERITY_NOTE,
                                     "status-year-nearest", (strata_place_in_file){.file = NULL},
                                     "", err));
    }
    return of->moved != NULL ? strata_rows_move(of->moved, round, err) : STRATA_OK;
}

static strata_status settle_ranges(resolving *of, strata_error *err)
{
    const size_t threads =
        of->range_count < of->effort.threads ? (size_t)of->range_count : of->effort.threads;
    of->rounds = strata_alloc_zero(threads, sizeof *of->rounds);
    if (of->rounds == NULL) {
        return strata_fail_memory(err);
    }
    of->slots = threads;
    for (size_t slot = 0; slot < threads; slot++) {
        STRATA_TRY(strata_rows_scan_init(&of->rounds[slot].scan, &of->rows->store, err));
    }
    const strata_in_order_work work = {.context = of,
                                       .slots = threads,
                                       .make = make_round,
                                       .work = work_on_round,
                                       .take = take_round};
    return strata_in_order(threads, &work, err);
}

/* ---- the whole ---- */

/* Chooses what is looked at, and in how many ranges. */
static strata_status choose_ranges(resolving *of, strata_error *err)
{
    uint64_t likely = strata_rows_store_positions(&of->rows->store);
    if (of->moved != NULL) {
        of->set.word_bits = STATUS_WORD_BITS;
    } else {
        STRATA_TRY(strata_rows_twice(&of->rows->store, of->effort, &of->set, &likely, err));
    }
    of->effort.threads = strata_rows_threads(&of->set, of->effort, likely, ROUND_BYTES);
    of->range_count = strata_rows_parts(&of->set, of->effort, likely, ROUND_BYTES);
    of->judge.most =
        (size_t)(of->effort.memory / of->effort.threads / ROUND_BYTES * MARGIN + MARGIN);
    return STRATA_OK;
}

static strata_status settle_all(resolving *of, strata_error *err)
{
    STRATA_TRY(keep_all(of, err));
    STRATA_TRY(choose_ranges(of, err));
    if (of->moved != NULL) {
        STRATA_TRY(strata_rows_move_nobodys(of->moved, err));
    }
    STRATA_TRY(settle_ranges(of, err));
    const strata_dropped_report report = {.accounting = of->report->accounting,
                                          .issues = of->report->issues,
                                          .rejects = of->report->rejects};
    return strata_dropped_tell(of->dropped, &report, err);
}

/* Every round reads all results once: with two bits of memory for each there are at most some
 * hundreds, however little memory may be taken. */
static uint64_t enough_memory(const strata_rows_store *store, uint64_t memory)
{
    const uint64_t least = store->run_rows / 4 + LEAST_MEMORY;
    return memory > least ? memory : least;
}

static strata_status prepare(resolving *of, uint32_t *rank, strata_error *err)
{
    strata_rows *rows = of->rows;
    STRATA_TRY(strata_rows_store_settle(&rows->store, err));
    uint64_t memory = rows->store.run_count > 0 ? rows->memory : rows->memory / SHARE_IN_MEMORY;
    memory /= of->moved != NULL ? 2 : 1;
    of->effort.memory = enough_memory(&rows->store, memory);
    of->dropped = strata_dropped_new(0, rows->store.folder);
    rows->dropped = strata_alloc_zero((size_t)(strata_rows_store_positions(&rows->store) / 64 + 1),
                                      sizeof *rows->dropped);
    if (of->dropped == NULL || rows->dropped == NULL || rank == NULL) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_dictionary_ranks(of->report->dictionary, rank, err));
    of->judge = (strata_rows_judge){.order = {.rows = rows, .rank = rank}, .set = &of->set};
    return STRATA_OK;
}

static void end(resolving *of)
{
    for (size_t slot = 0; slot < of->slots; slot++) {
        strata_rows_round_deinit(&of->rounds[slot]);
    }
    strata_free(of->rounds);
    strata_free(of->set.words);
    strata_dropped_free(of->dropped);
}

static strata_status resolve(resolving *of, strata_error *err)
{
    uint32_t *rank =
        strata_alloc_zero(strata_dictionary_text_count(of->report->dictionary), sizeof *rank);
    strata_status status = prepare(of, rank, err);
    if (status == STRATA_OK) {
        status = settle_all(of, err);
    }
    end(of);
    strata_free(rank);
    return status;
}

static bool has_year(const strata_packed_place *places, uint32_t count, int year)
{
    bool has = false;
    for (uint32_t at = 0; at < count; at++) {
        has = has || places[at].year == year;
    }
    return has;
}

/* Adds what fits of "2021, 2022"; there are few. */
static void format_years(const strata_packed_place *places, uint32_t count, char out[YEARS_TEXT])
{
    size_t used = 0;
    out[0] = '\0';
    for (int year = STRATA_YEAR_MIN; year <= STRATA_YEAR_MAX && used + YEAR_TEXT < YEARS_TEXT;
         year++) {
        if (has_year(places, count, year)) {
            const int len =
                snprintf(out + used, YEARS_TEXT - used, "%s%d", used > 0 ? ", " : "", year);
            used += len > 0 ? (size_t)len : 0;
        }
    }
}

/* The nearest year is for students who miss the one that was asked for, not for a slip. */
static strata_status check_status_year(const strata_rows *rows, strata_error *err)
{
    uint32_t count = 0;
    const strata_packed_place *places = strata_rows_places(rows, &count);
    const strata_status_year of = rows->status_year;
    if (of.rule != STRATA_STATUS_GIVEN || count == 0 || has_year(places, count, of.year)) {
        return STRATA_OK;
    }
    char years[YEARS_TEXT];
    format_years(places, count, years);
    return strata_fail(err, STRATA_E_USAGE, "status-year",
                       "no result is of %d, whose statuses are to make the groups; there are "
                       "results of %s",
                       of.year, years);
}

/* With statuses of one year: into another store, which takes the place of this one. */
static strata_status resolve_moving(resolving *of, strata_error *err)
{
    STRATA_TRY(check_status_year(of->rows, err));
    strata_rows_moved moved = {.from = of->rows, .report = of->report};
    strata_status status = strata_rows_moved_init(&moved, err);
    of->moved = &moved;
    if (status == STRATA_OK) {
        status = resolve(of, err);
    }
    of->moved = NULL;
    if (status == STRATA_OK) {
        strata_rows_moved_end(&moved, of->rows);
    }
    strata_rows_free(moved.to);
    return status;
}

strata_status strata_rows_resolve(strata_rows *rows, size_t threads,
                                  const strata_rows_report *report, strata_error *err)
{
    resolving of = {.rows = rows, .report = report, .effort = {.threads = threads}};
    return rows->status_year.rule == STRATA_STATUS_OWN ? resolve(&of, err)
                                                       : resolve_moving(&of, err);
}
