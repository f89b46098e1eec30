/* A student's results are unpacked, get their groups, and are packed again. The new store and what
 * resolving takes share the memory. */
#include "record/rows_statuses.h"

#include <string.h>

#include "base/alloc.h"

strata_status strata_rows_moved_init(strata_rows_moved *moved, strata_error *err)
{
    const strata_rows *from = moved->from;
    STRATA_TRY(strata_rows_new(from->memory / 2, from->store.folder, &moved->to, err));
    strata_rows_status_year(moved->to, from->status_year);
    return STRATA_OK;
}

/* ---- groups ---- */

/* The results of one student. */
typedef struct results {
    strata_record *records; /* records[count] */
    size_t count;
    size_t room;
} results;

static strata_status unpack_student(const strata_rows_judge *judge, const strata_rows_round *round,
                                    size_t start, results *out, strata_error *err)
{
    const strata_contender *all = round->contenders;
    out->count = 0;
    for (size_t at = start; at < round->count && all[at].key == all[start].key; at++) {
        STRATA_TRY(
            strata_reserve(&out->records, &out->room, out->count + 1, sizeof *out->records, err));
        strata_rows_record(judge->order.rows, &all[at].of->row, &out->records[out->count++]);
    }
    return STRATA_OK;
}

static strata_status find_all(const strata_rows_judge *judge, strata_rows_round *round,
                              results *student, strata_error *err)
{
    for (size_t start = 0; start < round->count; start += student->count) {
        STRATA_TRY(unpack_student(judge, round, start, student, err));
        const bool has_year = strata_status_year_apply(
            judge->order.rows->status_year, student->records, student->count, judge->order.rank);
        round->nearest += has_year ? 0 : 1;
        for (size_t at = 0; at < student->count; at++) {
            strata_packed_person_of(&student->records[at], &round->persons[start + at]);
        }
    }
    return STRATA_OK;
}

strata_status strata_rows_find_statuses(const strata_rows_judge *judge, strata_rows_round *round,
                                        strata_error *err)
{
    round->nearest = 0;
    STRATA_TRY(strata_reserve(&round->persons, &round->person_room, round->count + 1,
                              sizeof *round->persons, err));
    results student = {.count = 0};
    const strata_status status = find_all(judge, round, &student, err);
    strata_free(student.records);
    return status;
}

/* ---- moving ---- */

/* Results come in no order, so an issue has no line. */
static strata_status move_record(const strata_rows_moved *moved, const strata_record *record,
                                 strata_error *err)
{
    bool kept = true;
    if (moved->report->admission != NULL) {
        strata_account *account = &moved->report->accounting->files[record->file - 1];
        STRATA_TRY(strata_admit_statuses(moved->report->admission, record,
                                         (strata_place_in_file){.file = account->file}, &kept,
                                         err));
        account->results -= kept ? 0 : 1;
        account->kept -= kept ? 0 : 1;
    }
    return kept ? strata_rows_add_record(moved->to, record, err) : STRATA_OK;
}

strata_status strata_rows_move(const strata_rows_moved *moved, const strata_rows_round *round,
                               strata_error *err)
{
    for (size_t at = 0; at < round->count; at++) {
        strata_record record;
        const strata_packed_person *person = &round->persons[at];
        strata_rows_record(moved->from, &round->contenders[at].of->row, &record);
        memcpy(record.codes, person->codes, sizeof record.codes);
        record.race_mask = person->race_mask;
        STRATA_TRY(move_record(moved, &record, err));
    }
    return STRATA_OK;
}

static strata_status move_block(const strata_rows_moved *moved, strata_rows_scan *scan,
                                strata_error *err)
{
    for (size_t at = 0; at < scan->block.count; at++) {
        if (scan->block.keys[at] == 0) {
            strata_stored_row row;
            strata_record record;
            STRATA_TRY(strata_rows_scan_row(scan, at, &row, err));
            strata_rows_record(moved->from, &row, &record);
            STRATA_TRY(move_record(moved, &record, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_rows_move_nobodys(const strata_rows_moved *moved, strata_error *err)
{
    strata_rows_scan scan;
    strata_status status = strata_rows_scan_init(&scan, &moved->from->store, err);
    for (bool more = true; more && status == STRATA_OK;) {
        strata_rows_block block;
        status = strata_rows_scan_next(&scan, &block, &more, err);
        if (status == STRATA_OK) {
            status = move_block(moved, &scan, err);
        }
    }
    strata_rows_scan_deinit(&scan);
    return status;
}

/* Which files had results without a student stays known, whether such a result is left or not. */
void strata_rows_moved_end(const strata_rows_moved *moved, strata_rows *from)
{
    const strata_rows old = *from;
    *from = *moved->to;
    *moved->to = old;
    moved->to->nameless = from->nameless;
    moved->to->nameless_room = from->nameless_room;
    from->nameless = old.nameless;
    from->nameless_room = old.nameless_room;
}
