/* A student's results are unpacked, get their groups, and are packed again. The new store and what
 * resolving takes share the memory. */
#include "record/rows_statuses.h"

#include "base/alloc.h"

strata_status strata_rows_moved_init(strata_rows_moved *moved, const strata_rows *rows,
                                     strata_error *err)
{
    *moved =
        (strata_rows_moved){.persons = {.size = rows->persons.size, .most = rows->persons.most}};
    return strata_rows_store_init(&moved->store, rows->memory / 2, rows->store.folder, err);
}

void strata_rows_moved_deinit(strata_rows_moved *moved)
{
    strata_kinds_deinit(&moved->persons);
    strata_rows_store_deinit(&moved->store);
}

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
        strata_rows_record(judge->rows, &all[at].of->row, &out->records[out->count++]);
    }
    return STRATA_OK;
}

static strata_status find_all(const strata_rows_judge *judge, strata_rows_round *round,
                              results *student, strata_error *err)
{
    for (size_t start = 0; start < round->count; start += student->count) {
        STRATA_TRY(unpack_student(judge, round, start, student, err));
        const bool has_year = strata_status_year_apply(judge->rows->status_year, student->records,
                                                       student->count, judge->rank);
        round->nearest += has_year ? 0 : 1;
        for (size_t at = 0; at < student->count; at++) {
            round->persons[start + at] = strata_rows_groups_of(&student->records[at]);
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

static strata_status move_row(strata_rows_moved *moved, const strata_stored_row *row,
                              const strata_packed_person *person, strata_error *err)
{
    uint32_t number = 0;
    STRATA_TRY(strata_kinds_add(&moved->persons, person, &number, err));
    strata_rows_entry entry =
        strata_rows_entry_of(number, strata_row_outcome_of(row->code), row->score);
    entry.key = row->key;
    entry.place = row->place;
    entry.number = row->number;
    return strata_rows_store_add(&moved->store, &entry, err);
}

strata_status strata_rows_move(strata_rows_moved *moved, const strata_rows_round *round,
                               strata_error *err)
{
    for (size_t at = 0; at < round->count; at++) {
        STRATA_TRY(move_row(moved, &round->contenders[at].of->row, &round->persons[at], err));
    }
    return STRATA_OK;
}

static strata_status move_block(strata_rows_moved *moved, const strata_rows *rows,
                                strata_rows_scan *scan, strata_error *err)
{
    const strata_packed_person *persons = rows->persons.items;
    for (size_t at = 0; at < scan->block.count; at++) {
        if (scan->block.keys[at] == 0) {
            strata_stored_row row;
            STRATA_TRY(strata_rows_scan_row(scan, at, &row, err));
            STRATA_TRY(move_row(moved, &row, &persons[strata_row_person_of(row.code)], err));
        }
    }
    return STRATA_OK;
}

strata_status strata_rows_move_nobodys(strata_rows_moved *moved, const strata_rows *rows,
                                       strata_error *err)
{
    strata_rows_scan scan;
    strata_status status = strata_rows_scan_init(&scan, &rows->store, err);
    for (bool more = true; more && status == STRATA_OK;) {
        strata_rows_block block;
        status = strata_rows_scan_next(&scan, &block, &more, err);
        if (status == STRATA_OK) {
            status = move_block(moved, rows, &scan, err);
        }
    }
    strata_rows_scan_deinit(&scan);
    return status;
}

void strata_rows_moved_end(strata_rows_moved *moved, strata_rows *rows)
{
    const strata_kinds persons = rows->persons;
    const strata_rows_store store = rows->store;
    rows->persons = moved->persons;
    rows->store = moved->store;
    moved->persons = persons;
    moved->store = store;
    strata_rows_moved_deinit(moved);
}
