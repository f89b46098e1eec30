/* A roster out of its file. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "record/decode.h"
#include "record/extract.h"
#include "record/rejects.h"
#include "record/roster_open.h"
#include "record/roster_parts.h"

/* A file while it is read. */
typedef struct loading {
    const strata_roster_options *options;
    strata_roster *roster;
    strata_source *source;
    strata_extract extract;
    strata_decoder decoder;
    strata_account *account;
    strata_account unasked;       /* stands in where nobody asks for the account */
    strata_control_file *control; /* NULL: nothing says what the file should hold */
} loading;

static strata_status note(loading *self, strata_severity severity, strata_finding finding,
                          strata_error *err)
{
    return strata_issues_add(self->options->issues, severity, finding.rule,
                             strata_extract_place(&self->extract, finding.field),
                             strata_extract_column(&self->extract, finding.field), err);
}

static strata_status refuse_row(loading *self, const strata_csv_row *row, strata_error *err)
{
    const strata_finding reason = self->decoder.reason;
    self->account->rejected++;
    STRATA_TRY(strata_rejects_add(self->options->rejects, &self->extract, row, reason, err));
    if (self->options->stops) {
        return strata_fail_at(err, STRATA_E_INPUT, reason.rule,
                              strata_extract_place(&self->extract, reason.field), "%s",
                              strata_rule_text(reason.rule));
    }
    return note(self, STRATA_SEVERITY_ERROR, reason, err);
}

static strata_status add_entry(strata_roster *roster, const strata_record *record,
                               strata_error *err)
{
    if (roster->count == UINT32_MAX) {
        return strata_fail_memory(err);
    }
    STRATA_TRY(strata_reserve(&roster->entries, &roster->room, roster->count + 1,
                              sizeof *roster->entries, err));
    strata_roster_entry entry = {.student = record->student,
                                 .county = record->county,
                                 .lea = record->lea,
                                 .school = record->school,
                                 .grade = record->grade,
                                 .year = record->year,
                                 .race_mask = record->race_mask};
    memcpy(entry.codes, record->codes + 1, sizeof entry.codes);
    for (unsigned at = 0; at < STRATA_ROSTER_ANSWERS - 1; at++) {
        entry.answers = (uint8_t)(entry.answers | strata_roster_pack(record->fay[at], at));
    }
    entry.answers =
        (uint8_t)(entry.answers | strata_roster_pack(record->enrolled, STRATA_ROSTER_ANSWERS - 1));
    roster->entries[roster->count++] = entry;
    return STRATA_OK;
}

static strata_status take_row(loading *self, const strata_csv_row *row, strata_error *err)
{
    if (self->control != NULL) {
        strata_control_row(self->control, row);
    }
    STRATA_TRY(strata_decode_row(&self->decoder, row, err));
    self->account->rows_in++;
    if (self->decoder.fate == STRATA_FATE_REJECTED) {
        return refuse_row(self, row, err);
    }
    *(self->decoder.fate == STRATA_FATE_ACCEPTED ? &self->account->accepted
                                                 : &self->account->out_of_scope) += 1;
    for (size_t at = 0; at < self->decoder.warning_count; at++) {
        STRATA_TRY(note(self, STRATA_SEVERITY_WARNING, self->decoder.warnings[at], err));
    }
    for (size_t at = 0; at < self->decoder.result_count; at++) {
        STRATA_TRY(add_entry(self->roster, &self->decoder.records[at], err));
    }
    return STRATA_OK;
}

static strata_status read_rows(loading *self, strata_error *err)
{
    const strata_csv_row *row = NULL;
    STRATA_TRY(strata_extract_note_near(&self->extract, self->options->issues, err));
    STRATA_TRY(strata_control_bind(self->control, &self->extract.binding, err));
    STRATA_TRY(strata_extract_next(&self->extract, &row, err));
    while (row != NULL) {
        STRATA_TRY(take_row(self, row, err));
        STRATA_TRY(strata_extract_next(&self->extract, &row, err));
    }
    return STRATA_OK;
}

/* The schema and layout of the file, which has to be a roster. */
static strata_status open_extract(loading *self, strata_error *err)
{
    const strata_roster_options *options = self->options;
    const char *id = strata_roster_schema(options->catalog, self->source);
    STRATA_TRY(strata_extract_open(&self->extract, self->source, options->catalog, id, err));
    const strata_choice *choice = &self->extract.choice;
    strata_account *account = self->account;
    (void)snprintf(account->schema, sizeof account->schema, "%s", choice->schema->id);
    (void)snprintf(account->layout, sizeof account->layout, "%.*s", (int)choice->layout->id.len,
                   choice->layout->id.text);
    (void)snprintf(account->why, sizeof account->why, "%s", choice->why);
    return choice->schema->kind == STRATA_KIND_ROSTER
               ? STRATA_OK
               : strata_fail_at(
                     err, STRATA_E_USAGE, "file-kind",
                     (strata_place_in_file){.file = strata_source_name(self->source)},
                     "schema %s reads this file, which is no roster; expected the columns "
                     "student and year, and no results",
                     choice->schema->id);
}

static strata_status read_source(loading *self, strata_error *err)
{
    const strata_roster_options *options = self->options;
    const strata_place_in_file at = {.file = strata_source_name(self->source)};
    STRATA_TRY(open_extract(self, err));
    const strata_decoding of = {.schema = self->extract.choice.schema,
                                .binding = &self->extract.binding,
                                .dictionary = options->dictionary,
                                .key = options->key,
                                .file_name = at.file};
    STRATA_TRY(strata_decoder_init(&self->decoder, &of, err));
    STRATA_TRY(read_rows(self, err));
    strata_source_digest(self->source, self->account->digest);
    memcpy(self->roster->digest, self->account->digest, sizeof self->roster->digest);
    self->account->bytes = strata_source_position(self->source);
    STRATA_TRY(strata_control_compare(self->control, self->account, self->source, err));
    return self->roster->count > 0
               ? STRATA_OK
               : strata_fail_at(err, STRATA_E_INPUT, "roster-empty", at,
                                "no row of the roster could be used; check what was rejected");
}

/* Who takes account, and what the file should hold. */
static strata_status prepare(loading *self, strata_error *err)
{
    const strata_roster_options *options = self->options;
    const char *name = strata_source_name(self->source);
    self->account = &self->unasked;
    if (options->accounting != NULL) {
        STRATA_TRY(strata_accounting_add(options->accounting, name, &self->account, err));
    }
    return options->control != NULL && strata_control_knows(options->control, name)
               ? strata_control_start(options->control, self->source, options->issues,
                                      &self->control, err)
               : STRATA_OK;
}

static strata_status read_file(strata_roster *roster, const strata_roster_options *options,
                               strata_error *err)
{
    strata_roster_bytes bytes = {.source = NULL};
    loading self = {.options = options, .roster = roster};
    strata_status status =
        strata_roster_bytes_open(roster->path, options->catalog, options->issues, &bytes, err);
    self.source = bytes.source;
    if (status == STRATA_OK) {
        status = prepare(&self, err);
    }
    if (status == STRATA_OK) {
        status = read_source(&self, err);
    }
    strata_decoder_deinit(&self.decoder);
    strata_extract_close(&self.extract);
    strata_control_file_free(self.control);
    strata_roster_bytes_close(&bytes);
    return status;
}

static strata_status settle(strata_roster *roster, const strata_roster_options *options,
                            strata_error *err)
{
    const strata_dictionary *dictionary = options->dictionary;
    uint32_t *rank = strata_alloc_zero(strata_dictionary_text_count(dictionary), sizeof *rank);
    if (rank == NULL) {
        return strata_fail_memory(err);
    }
    uint64_t conflicts = 0;
    strata_status status = strata_dictionary_ranks(dictionary, rank, err);
    if (status == STRATA_OK) {
        status = strata_roster_settle(roster, rank, &conflicts, err);
    }
    strata_free(rank);
    for (uint64_t at = 0; at < conflicts && status == STRATA_OK; at++) {
        status = strata_issues_add(options->issues, STRATA_SEVERITY_WARNING, "roster-conflict",
                                   (strata_place_in_file){.file = roster->path}, "", err);
    }
    return status;
}

strata_status strata_roster_load(const char *path, const strata_roster_options *options,
                                 strata_roster **out, strata_error *err)
{
    *out = NULL;
    strata_roster *roster = strata_alloc_zero(1, sizeof *roster);
    if (roster == NULL) {
        return strata_fail_memory(err);
    }
    roster->wins = options->wins;
    const size_t size = strlen(path) + 1;
    roster->path = strata_alloc(size);
    strata_status status = STRATA_OK;
    if (roster->path != NULL) {
        memcpy(roster->path, path, size);
        status = read_file(roster, options, err);
    } else {
        status = strata_fail_memory(err);
    }
    if (status == STRATA_OK) {
        status = settle(roster, options, err);
    }
    if (status != STRATA_OK) {
        strata_roster_free(roster);
        return status;
    }
    *out = roster;
    return STRATA_OK;
}
