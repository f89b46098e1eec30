/* Numbers of places, outcomes and persons, and the code that they and a score make. */
#include "record/rows.h"

#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "record/rows_parts.h"

enum {
    OUTCOME_SHIFT = STRATA_ROW_PERSON_BITS,
    SCORE_SHIFT = STRATA_ROW_PERSON_BITS + STRATA_ROW_OUTCOME_BITS,
    NO_SCORE = -(1 << (STRATA_ROW_SCORE_BITS - 1)), /* in a code: it stands elsewhere */
    MOST_SCORE = -(NO_SCORE + 1)
};

static const uint64_t usual_memory = UINT64_C(48) << 20;

void strata_rows_free(strata_rows *rows)
{
    if (rows != NULL) {
        strata_kinds_deinit(&rows->places);
        strata_kinds_deinit(&rows->outcomes);
        strata_kinds_deinit(&rows->persons);
        strata_free(rows->place_mixes);
        strata_free(rows->outcome_mixes);
        strata_rows_store_deinit(&rows->store);
        strata_free(rows->nameless);
        strata_free(rows->dropped);
        strata_free(rows);
    }
}

strata_status strata_rows_new(uint64_t memory, const char *folder, strata_rows **out,
                              strata_error *err)
{
    *out = NULL;
    strata_rows *rows = strata_alloc_zero(1, sizeof *rows);
    if (rows == NULL) {
        return strata_fail_memory(err);
    }
    rows->places = (strata_kinds){.size = sizeof(strata_packed_place), .most = UINT32_MAX};
    rows->outcomes = (strata_kinds){.size = sizeof(strata_packed_outcome),
                                    .most = UINT32_C(1) << STRATA_ROW_OUTCOME_BITS};
    rows->persons = (strata_kinds){.size = sizeof(strata_packed_person),
                                   .most = UINT32_C(1) << STRATA_ROW_PERSON_BITS};
    rows->memory = memory > 0 ? memory : usual_memory;
    const strata_status status = strata_rows_store_init(&rows->store, rows->memory, folder, err);
    if (status != STRATA_OK) {
        strata_rows_free(rows);
        return status;
    }
    *out = rows;
    return STRATA_OK;
}

void strata_rows_status_year(strata_rows *rows, strata_status_year of)
{
    rows->status_year = of;
}

void strata_rows_use_threads(strata_rows *rows, size_t threads)
{
    rows->store.threads = threads;
}

/* Two numbers of a test's key and which two they are. */
static uint64_t mix_of(uint32_t a, uint32_t b, uint32_t which)
{
    const uint32_t parts[] = {a, b, which};
    return strata_hash64(parts, sizeof parts);
}

strata_status strata_rows_place(strata_rows *rows, const strata_packed_place *place, uint32_t *out,
                                strata_error *err)
{
    STRATA_TRY(strata_reserve(&rows->place_mixes, &rows->place_mix_room,
                              (size_t)rows->places.count + 1, sizeof *rows->place_mixes, err));
    rows->place_mixes[rows->places.count] = mix_of((uint32_t)place->year, place->term, 0);
    return strata_kinds_add(&rows->places, place, out, err);
}

strata_status strata_rows_outcome(strata_rows *rows, const strata_packed_outcome *outcome,
                                  uint32_t *out, strata_error *err)
{
    STRATA_TRY(strata_reserve(&rows->outcome_mixes, &rows->outcome_mix_room,
                              (size_t)rows->outcomes.count + 1, sizeof *rows->outcome_mixes, err));
    rows->outcome_mixes[rows->outcomes.count] = mix_of(outcome->assessment, outcome->subject, 1);
    return strata_kinds_add(&rows->outcomes, outcome, out, err);
}

strata_status strata_rows_person(strata_rows *rows, const strata_packed_person *person,
                                 uint32_t *out, strata_error *err)
{
    return strata_kinds_add(&rows->persons, person, out, err);
}

const strata_packed_place *strata_rows_places(const strata_rows *rows, uint32_t *count)
{
    *count = rows->places.count;
    return rows->places.items;
}

const strata_packed_outcome *strata_rows_outcomes(const strata_rows *rows, uint32_t *count)
{
    *count = rows->outcomes.count;
    return rows->outcomes.items;
}

const strata_packed_person *strata_rows_persons(const strata_rows *rows, uint32_t *count)
{
    *count = rows->persons.count;
    return rows->persons.items;
}

strata_rows_entry strata_rows_entry_of(uint32_t person, uint32_t outcome, int64_t score)
{
    const bool is_wide = score <= NO_SCORE || score > MOST_SCORE;
    const uint64_t in_code = (uint64_t)(is_wide ? NO_SCORE : score);
    return (strata_rows_entry){.code = in_code << SCORE_SHIFT | (uint64_t)outcome << OUTCOME_SHIFT |
                                       person,
                               .score = score,
                               .is_wide = is_wide};
}

static strata_status note_nameless(strata_rows *rows, uint32_t place, strata_error *err)
{
    const strata_packed_place *places = rows->places.items;
    const size_t before = rows->nameless_room;
    const uint32_t file = places[place].file;
    STRATA_TRY(strata_reserve(&rows->nameless, &rows->nameless_room, (size_t)file + 1,
                              sizeof *rows->nameless, err));
    memset(rows->nameless + before, 0, (rows->nameless_room - before) * sizeof *rows->nameless);
    rows->nameless[file] = true;
    return STRATA_OK;
}

bool strata_rows_has_nameless(const strata_rows *rows, uint32_t file)
{
    return file < rows->nameless_room && rows->nameless[file];
}

strata_status strata_rows_add(strata_rows *rows, const strata_packed_row *row, strata_error *err)
{
    if (row->student == 0) {
        STRATA_TRY(note_nameless(rows, row->place, err));
    }
    strata_rows_entry entry = strata_rows_entry_of(row->person, row->outcome, row->score);
    entry.key = strata_rows_fold(row->student, strata_rows_mix(rows, row->place, row->outcome));
    entry.place = row->place;
    entry.number = row->number;
    return strata_rows_store_add(&rows->store, &entry, err);
}

/* ---- records ---- */

void strata_packed_place_of(const strata_record *record, strata_packed_place *out)
{
    *out = (strata_packed_place){.file = record->file,
                                 .year = record->year,
                                 .term = record->term,
                                 .county = record->county,
                                 .lea = record->lea,
                                 .school = record->school};
}

void strata_packed_outcome_of(const strata_record *record, strata_packed_outcome *out)
{
    *out = (strata_packed_outcome){.assessment = record->assessment,
                                   .era = record->era,
                                   .subject = record->subject,
                                   .grade = record->grade,
                                   .condition = record->condition,
                                   .level = record->level,
                                   .tested = record->tested,
                                   .has_score = record->has_score ? 1 : 0};
}

void strata_packed_person_of(const strata_record *record, strata_packed_person *out)
{
    memset(out, 0, sizeof *out);
    memcpy(out->codes, record->codes, sizeof out->codes);
    memcpy(out->fay, record->fay, sizeof out->fay);
    out->enrolled = record->enrolled;
    out->race_mask = record->race_mask;
}

strata_status strata_rows_add_record(strata_rows *rows, const strata_record *record,
                                     strata_error *err)
{
    strata_packed_place place;
    strata_packed_outcome outcome;
    strata_packed_person person;
    strata_packed_place_of(record, &place);
    strata_packed_outcome_of(record, &outcome);
    strata_packed_person_of(record, &person);
    strata_packed_row row = {
        .student = record->student, .score = record->score, .number = record->row};
    STRATA_TRY(strata_rows_place(rows, &place, &row.place, err));
    STRATA_TRY(strata_rows_outcome(rows, &outcome, &row.outcome, err));
    STRATA_TRY(strata_rows_person(rows, &person, &row.person, err));
    return strata_rows_add(rows, &row, err);
}

void strata_rows_record(const strata_rows *rows, const strata_stored_row *row, strata_record *out)
{
    const strata_packed_place *places = rows->places.items;
    const strata_packed_outcome *outcomes = rows->outcomes.items;
    const strata_packed_person *persons = rows->persons.items;
    const uint32_t number = strata_row_outcome_of(row->code);
    const strata_packed_place *place = &places[row->place];
    const strata_packed_outcome *outcome = &outcomes[number];
    const strata_packed_person *person = &persons[strata_row_person_of(row->code)];
    *out = (strata_record){
        .student = strata_rows_fold(row->key, strata_rows_mix(rows, row->place, number)),
        .term = place->term,
        .county = place->county,
        .lea = place->lea,
        .school = place->school,
        .assessment = outcome->assessment,
        .era = outcome->era,
        .subject = outcome->subject,
        .grade = outcome->grade,
        .condition = outcome->condition,
        .file = place->file,
        .row = row->number,
        .score = row->score,
        .year = (int16_t)place->year,
        .race_mask = person->race_mask,
        .level = outcome->level,
        .enrolled = person->enrolled,
        .tested = outcome->tested,
        .has_score = outcome->has_score != 0};
    memcpy(out->codes, person->codes, sizeof out->codes);
    memcpy(out->fay, person->fay, sizeof out->fay);
}
