/* Records of one student, and so those of one key, meet in one bucket: a bucket at a time is all
 * that has to be sorted. */
#include "record/resolve.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/scratch.h"
#include "record/dropped.h"
#include "record/record_order.h"

enum {
    BUCKET_BITS = 8,
    BUCKETS = 1 << BUCKET_BITS
};

static const uint64_t usual_memory = UINT64_C(256) << 20;

/* A run of records in the scratch file. */
typedef struct chunk {
    uint64_t offset;
    size_t count;
} chunk;

typedef struct bucket {
    strata_record *records; /* records[count], in memory */
    size_t count;
    size_t room;
    chunk *chunks; /* chunks[chunk_count], on the disk */
    size_t chunk_count;
    size_t chunk_room;
} bucket;

struct strata_resolve {
    bucket buckets[BUCKETS];
    uint64_t memory; /* most bytes of records in memory */
    uint64_t used;
    strata_status_year status_year;
    strata_csv_writer *rejects; /* NULL: no list */
    char *folder;               /* NULL: the usual one */
    strata_scratch *scratch;    /* NULL until something has to be spilled */
};

static void empty_bucket(bucket *of)
{
    strata_free(of->records);
    strata_free(of->chunks);
    *of = (bucket){0};
}

void strata_resolve_free(strata_resolve *resolve)
{
    if (resolve != NULL) {
        for (size_t at = 0; at < BUCKETS; at++) {
            empty_bucket(&resolve->buckets[at]);
        }
        strata_scratch_close(resolve->scratch);
        strata_free(resolve->folder);
        strata_free(resolve);
    }
}

strata_status strata_resolve_new(uint64_t memory, const char *folder, strata_resolve **out,
                                 strata_error *err)
{
    *out = NULL;
    strata_resolve *resolve = strata_alloc_zero(1, sizeof *resolve);
    if (resolve == NULL) {
        return strata_fail_memory(err);
    }
    resolve->memory = memory > 0 ? memory : usual_memory;
    if (folder != NULL) {
        const size_t size = strlen(folder) + 1;
        resolve->folder = strata_alloc(size);
        if (resolve->folder == NULL) {
            strata_resolve_free(resolve);
            return strata_fail_memory(err);
        }
        memcpy(resolve->folder, folder, size);
    }
    *out = resolve;
    return STRATA_OK;
}

void strata_resolve_list(strata_resolve *resolve, strata_csv_writer *rejects)
{
    resolve->rejects = rejects;
}

void strata_resolve_status_year(strata_resolve *resolve, strata_status_year of)
{
    resolve->status_year = of;
}

/* A record without a student meets no other, so it may go anywhere: by its row. */
static bucket *bucket_of(strata_resolve *resolve, const strata_record *record)
{
    uint64_t key[2] = {record->student, 0};
    if (record->student == 0) {
        key[1] = (uint64_t)record->file << 32 | record->row;
    }
    return &resolve->buckets[strata_hash64(key, sizeof key) >> (64 - BUCKET_BITS)];
}

static strata_status spill_bucket(strata_resolve *resolve, bucket *of, strata_error *err)
{
    if (of->count == 0) {
        return STRATA_OK;
    }
    STRATA_TRY(
        strata_reserve(&of->chunks, &of->chunk_room, of->chunk_count + 1, sizeof *of->chunks, err));
    chunk run = {.count = of->count};
    STRATA_TRY(strata_scratch_append(resolve->scratch, of->records, of->count * sizeof *of->records,
                                     &run.offset, err));
    of->chunks[of->chunk_count++] = run;
    of->count = 0;
    return STRATA_OK;
}

static strata_status spill(strata_resolve *resolve, strata_error *err)
{
    if (resolve->scratch == NULL) {
        STRATA_TRY(strata_scratch_open(resolve->folder, &resolve->scratch, err));
    }
    for (size_t at = 0; at < BUCKETS; at++) {
        STRATA_TRY(spill_bucket(resolve, &resolve->buckets[at], err));
    }
    resolve->used = 0;
    return STRATA_OK;
}

strata_status strata_resolve_push(strata_resolve *resolve, const strata_record *record,
                                  strata_error *err)
{
    if (resolve->used > 0 && resolve->used + sizeof *record > resolve->memory) {
        STRATA_TRY(spill(resolve, err));
    }
    bucket *into = bucket_of(resolve, record);
    STRATA_TRY(
        strata_reserve(&into->records, &into->room, into->count + 1, sizeof *into->records, err));
    into->records[into->count++] = *record;
    resolve->used += sizeof *record;
    return STRATA_OK;
}

/* Brings what was spilled back behind what is in memory. */
static strata_status load_bucket(const strata_resolve *resolve, bucket *of, strata_error *err)
{
    for (size_t at = 0; at < of->chunk_count; at++) {
        const chunk run = of->chunks[at];
        STRATA_TRY(strata_reserve(&of->records, &of->room, of->count + run.count,
                                  sizeof *of->records, err));
        STRATA_TRY(strata_scratch_read(resolve->scratch, run.offset, of->records + of->count,
                                       run.count * sizeof *of->records, err));
        of->count += run.count;
    }
    return STRATA_OK;
}

/* The kept results of one student, until all of them are known. */
typedef struct results {
    strata_record *items; /* items[count] */
    size_t count;
    size_t room;
} results;

/* Where results and counts go. */
typedef struct outlet {
    const strata_record_sink *sink;
    const uint32_t *rank;
    strata_accounting *accounting;
    strata_issues *issues;
    strata_dropped *dropped;
    strata_status_year status_year;
    results *student;
} outlet;

static strata_account *account_of(const outlet *to, const strata_record *record)
{
    const bool has_account = record->file > 0 && record->file <= to->accounting->count;
    return has_account ? &to->accounting->files[record->file - 1] : NULL;
}

static strata_status fail_account(strata_error *err)
{
    return strata_fail(err, STRATA_E_INTERNAL, "record-file",
                       "a record names a file that has no account");
}

/* A record that does not stay; `before` is the one before it in the order of its key. */
static strata_status drop(const outlet *to, const strata_ranked_record *winner,
                          const strata_ranked_record *before, const strata_ranked_record *loser,
                          strata_error *err)
{
    strata_account *account = account_of(to, loser->record);
    if (account == NULL) {
        return fail_account(err);
    }
    const bool is_repeat = before->record->file == loser->record->file &&
                           strata_record_compare_content(*before, *loser) == 0;
    const bool is_duplicate = is_repeat || strata_record_compare_content(*winner, *loser) == 0;
    *(is_duplicate ? &account->duplicate : &account->superseded) += 1;
    const bool is_in_one_file = loser->record->file == winner->record->file;
    const strata_dropped_result result = {.file = loser->record->file,
                                          .row = loser->record->row,
                                          .kept_file = winner->record->file,
                                          .kept_row = winner->record->row,
                                          .reason = is_duplicate     ? STRATA_DROPPED_DUPLICATE
                                                    : is_in_one_file ? STRATA_DROPPED_CONFLICT
                                                                     : STRATA_DROPPED_SUPERSEDED,
                                          .is_in_leas =
                                              loser->record->lea != winner->record->lea ? 1 : 0};
    return strata_dropped_add(to->dropped, &result, err);
}

/* Hands the results of a student on with the groups of one year. */
static strata_status end_student(const outlet *to, strata_error *err)
{
    results *all = to->student;
    if (all->count > 0 &&
        !strata_status_year_apply(to->status_year, all->items, all->count, to->rank)) {
        STRATA_TRY(strata_issues_add(to->issues, STRATA_SEVERITY_NOTE, "status-year-nearest",
                                     (strata_place_in_file){.file = NULL}, "", err));
    }
    for (size_t at = 0; at < all->count; at++) {
        STRATA_TRY(to->sink->push(to->sink->context, &all->items[at], err));
    }
    all->count = 0;
    return STRATA_OK;
}

static strata_status keep(const outlet *to, const strata_record *record, strata_error *err)
{
    if (to->status_year.rule == STRATA_STATUS_OWN || record->student == 0) {
        return to->sink->push(to->sink->context, record, err);
    }
    results *all = to->student;
    if (all->count > 0 && all->items[0].student != record->student) {
        STRATA_TRY(end_student(to, err));
    }
    STRATA_TRY(strata_reserve(&all->items, &all->room, all->count + 1, sizeof *all->items, err));
    all->items[all->count++] = *record;
    return STRATA_OK;
}

/* All records of one key, the one that stays first. */
static strata_status settle(const outlet *to, const strata_ranked_record *same, size_t count,
                            strata_error *err)
{
    strata_account *account = account_of(to, same[0].record);
    if (account == NULL) {
        return fail_account(err);
    }
    account->kept++;
    for (size_t at = 1; at < count; at++) {
        STRATA_TRY(drop(to, &same[0], &same[at - 1], &same[at], err));
    }
    return keep(to, same[0].record, err);
}

static strata_status settle_all(const outlet *to, const strata_ranked_record *sorted, size_t count,
                                strata_error *err)
{
    size_t start = 0;
    for (size_t at = 1; at <= count; at++) {
        if (at == count || !strata_record_same_key(sorted[start].record, sorted[at].record)) {
            STRATA_TRY(settle(to, &sorted[start], at - start, err));
            start = at;
        }
    }
    return end_student(to, err);
}

static strata_status finish_bucket(const strata_resolve *resolve, bucket *of, const outlet *to,
                                   strata_error *err)
{
    STRATA_TRY(load_bucket(resolve, of, err));
    if (of->count == 0) {
        return STRATA_OK;
    }
    strata_ranked_record *sorted = strata_alloc_zero(of->count, sizeof *sorted);
    if (sorted == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < of->count; at++) {
        sorted[at] = (strata_ranked_record){.record = &of->records[at], .rank = to->rank};
    }
    qsort(sorted, of->count, sizeof *sorted, strata_record_compare);
    const strata_status status = settle_all(to, sorted, of->count, err);
    strata_free(sorted);
    return status;
}

/* NOLINTNEXTLINE(readability-function-size): what resolving needs and what it fills, in one call */
strata_status strata_resolve_finish(strata_resolve *resolve, const strata_record_sink *out,
                                    const strata_dictionary *dictionary,
                                    strata_accounting *accounting, strata_issues *issues,
                                    strata_error *err)
{
    uint32_t *rank = strata_alloc_zero(strata_dictionary_text_count(dictionary), sizeof *rank);
    strata_dropped *dropped = strata_dropped_new(0, resolve->folder);
    if (rank == NULL || dropped == NULL) {
        strata_dropped_free(dropped);
        strata_free(rank);
        return strata_fail_memory(err);
    }
    results student = {.items = NULL};
    const outlet to = {.sink = out,
                       .rank = rank,
                       .accounting = accounting,
                       .issues = issues,
                       .dropped = dropped,
                       .status_year = resolve->status_year,
                       .student = &student};
    strata_status status = strata_dictionary_ranks(dictionary, rank, err);
    for (size_t at = 0; at < BUCKETS && status == STRATA_OK; at++) {
        status = finish_bucket(resolve, &resolve->buckets[at], &to, err);
        empty_bucket(&resolve->buckets[at]);
    }
    if (status == STRATA_OK) {
        const strata_dropped_report report = {
            .accounting = accounting, .issues = issues, .rejects = resolve->rejects};
        status = strata_dropped_tell(dropped, &report, err);
    }
    strata_dropped_free(dropped);
    strata_free(student.items);
    strata_free(rank);
    return status;
}
