/* One file: extract -> decoder -> sinks, with an account of every row. */
#include "record/ingest.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "record/ingest_parts.h"
#include "record/rejects.h"

enum {
    STRANGE_ROWS = 20 /* fewer rows with unknown codes do not speak against a whole file */
};

typedef strata_ingestion ingestion;

static strata_status open_control(ingestion *self, strata_error *err)
{
    strata_control *control = self->options->control;
    return control != NULL ? strata_control_start(control, self->source, self->target->issues,
                                                  &self->control, err)
                           : STRATA_OK;
}

static void copy_text(char *out, size_t size, strata_slice text)
{
    const size_t len = text.len < size ? text.len : size - 1;
    memcpy(out, text.text, len);
    out[len] = '\0';
}

static strata_status open_extract(ingestion *self, strata_error *err)
{
    const strata_ingest_options *options = self->options;
    const strata_extract_options how = {.schema = options->schema,
                                        .encoding = options->encoding,
                                        .choice = options->choice,
                                        .reader = options->reader,
                                        .facts = {.year = options->year,
                                                  .term = options->term,
                                                  .assessment = options->assessment,
                                                  .subject = options->subject,
                                                  .grade = options->grade}};
    STRATA_TRY(strata_extract_open_with(&self->extract, self->source, options->catalog, &how, err));
    const strata_choice *choice = &self->extract.choice;
    strata_account *account = self->account;
    copy_text(account->schema, sizeof account->schema, strata_slice_of(choice->schema->id));
    copy_text(account->layout, sizeof account->layout, choice->layout->id);
    copy_text(account->why, sizeof account->why, strata_slice_of(choice->why));
    copy_text(account->reader, sizeof account->reader,
              strata_slice_of(strata_row_reader_engine(self->extract.reader)));
    account->is_of_groups = choice->schema->kind == STRATA_KIND_PUBLISHED;
    if (choice->schema->kind == STRATA_KIND_ENTITIES) {
        return strata_fail_at(err, STRATA_E_USAGE, "file-kind",
                              (strata_place_in_file){.file = strata_source_name(self->source)},
                              "this file names places; give it with --entities FILE or in [input] "
                              "entities, not as an input");
    }
    if (choice->schema->kind == STRATA_KIND_ROSTER) {
        return strata_fail_at(err, STRATA_E_USAGE, "file-kind",
                              (strata_place_in_file){.file = strata_source_name(self->source)},
                              "this file says who students are; give it with --roster FILE or in "
                              "[input] roster, not as an input");
    }
    return STRATA_OK;
}

static strata_status open_decoder(ingestion *self, uint32_t file_number, strata_error *err)
{
    const strata_ingest_options *options = self->options;
    strata_dictionary *dictionary = self->target->dictionary;
    STRATA_TRY(strata_dictionary_add_schema(dictionary, self->extract.choice.schema, err));
    const strata_decoding of = {.schema = self->extract.choice.schema,
                                .binding = &self->extract.binding,
                                .dictionary = dictionary,
                                .key = options->key,
                                .checks = strata_issues_checks(self->target->issues),
                                .file_name = strata_source_name(self->source),
                                .file = file_number};
    const size_t fields = self->extract.binding.field_count;
    self->strange = strata_alloc_zero(fields > 0 ? fields : 1, sizeof *self->strange);
    if (self->strange == NULL) {
        return strata_fail_memory(err);
    }
    return strata_decoder_init(&self->decoder, &of, err);
}

static strata_status stop(const ingestion *self, strata_finding reason, strata_error *err)
{
    const strata_place_in_file at = strata_extract_place(&self->extract, reason.field);
    const char *text = strata_rule_text(reason.rule);
    if (reason.field == STRATA_NO_FIELD) {
        return strata_fail_at(err, STRATA_E_INPUT, reason.rule, at, "%s", text);
    }
    return strata_fail_at(err, STRATA_E_INPUT, reason.rule, at, "column \"%s\": %s",
                          strata_extract_column(&self->extract, reason.field), text);
}

static strata_status reject(ingestion *self, const strata_csv_row *row, strata_error *err)
{
    const strata_finding reason = self->decoder.reason;
    self->account->rejected++;
    STRATA_TRY(strata_ingest_note(self, STRATA_SEVERITY_ERROR, reason, err));
    if (self->options->on_error == STRATA_ON_ERROR_REJECT) {
        STRATA_TRY(strata_rejects_add(self->options->rejects, &self->extract, row, reason, err));
    }
    return self->options->on_error == STRATA_ON_ERROR_STOP ? stop(self, reason, err) : STRATA_OK;
}

static strata_status accept(ingestion *self, strata_error *err)
{
    const strata_decoder *decoder = &self->decoder;
    bool has_part = decoder->result_count == 0;
    for (size_t at = 0; at < decoder->result_count; at++) {
        bool kept = false;
        STRATA_TRY(strata_ingest_push(self, at, &kept, err));
        has_part = has_part || kept;
    }
    if (!has_part) {
        self->account->out_of_scope++; /* none of its results has a part */
        return STRATA_OK;
    }
    self->account->accepted++;
    for (size_t at = 0; at < decoder->warning_count; at++) {
        STRATA_TRY(strata_ingest_note(self, STRATA_SEVERITY_WARNING, decoder->warnings[at], err));
    }
    return STRATA_OK;
}

strata_status strata_ingest_row(strata_ingestion *self, const strata_csv_row *row,
                                strata_error *err)
{
    self->last_line = row->line;
    if (self->control != NULL) {
        strata_control_row(self->control, row);
    }
    STRATA_TRY(strata_decode_row(&self->decoder, row, err));
    self->account->rows_in++;
    switch (self->decoder.fate) {
    case STRATA_FATE_REJECTED:
        return reject(self, row, err);
    case STRATA_FATE_OUT_OF_SCOPE:
        self->account->out_of_scope++;
        return strata_ingest_note_dropped(self, err);
    case STRATA_FATE_ACCEPTED:
        break;
    }
    return accept(self, err);
}

/* A column most of whose codes are unknown is another column than the schema takes it for: groups
 * made of the other rows would be wrong. */
static strata_status check_codes(const ingestion *self, strata_error *err)
{
    const strata_extract *extract = &self->extract;
    const uint64_t rows = self->account->accepted + self->account->rejected;
    for (uint32_t field = 0; field < extract->binding.field_count; field++) {
        const uint64_t strange = self->strange[field];
        if (strange >= STRANGE_ROWS && strange > rows / 2) {
            return strata_fail_at(
                err, STRATA_E_INPUT, "codes-unknown",
                (strata_place_in_file){.file = strata_source_name(self->source)},
                "column \"%s\": %llu of %llu rows have codes that schema %s does not list; check "
                "the column, and whether this is the right schema (strata schema show %s)",
                strata_extract_column(extract, field), (unsigned long long)strange,
                (unsigned long long)rows, extract->choice.schema->id, extract->choice.schema->id);
        }
    }
    return STRATA_OK;
}

/* A file cut between two fields looks whole but for its last line end. */
static strata_status check_end(ingestion *self, strata_error *err)
{
    if (self->account->rows_in == 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "file-without-rows",
                              (strata_place_in_file){.file = strata_source_name(self->source)},
                              "a header without rows; expected results: export it again");
    }
    STRATA_TRY(check_codes(self, err));
    if (self->options->admission != NULL) {
        STRATA_TRY(
            strata_admit_finish(self->options->admission, strata_source_name(self->source), err));
    }
    STRATA_TRY(strata_fractions_finish(&self->fractions, self->target->dictionary,
                                       strata_source_name(self->source), self->target->issues,
                                       err));
    if (self->extract.ended_line) {
        return STRATA_OK;
    }
    const strata_place_in_file at = {.file = strata_source_name(self->source),
                                     .line = self->last_line};
    return strata_issues_add(self->target->issues, STRATA_SEVERITY_NOTE, "no-final-newline", at, "",
                             err);
}

static strata_status note_unread(ingestion *self, strata_error *err)
{
    const strata_binding *binding = &self->extract.binding;
    const strata_place_in_file at = {.file = strata_source_name(self->source)};
    for (uint32_t column = 0; column < binding->unread_count; column++) {
        const char *code = binding->unread_codes[column];
        STRATA_TRY(code != NULL
                       ? strata_issues_add(self->target->issues, STRATA_SEVERITY_WARNING,
                                           "column-code", at, code, err)
                       : strata_issues_add(self->target->issues, STRATA_SEVERITY_NOTE,
                                           "column-unread", at, binding->unread[column], err));
    }
    return strata_extract_note_near(&self->extract, self->target->issues, err);
}

static strata_status read_rows(ingestion *self, strata_error *err)
{
    STRATA_TRY(note_unread(self, err));
    STRATA_TRY(strata_control_bind(self->control, &self->extract.binding, err));
    STRATA_TRY(strata_ingest_batches(self, err));
    STRATA_TRY(strata_ingest_finish_gathered(self, err));
    return check_end(self, err);
}

/* Published results meet no resolver: each is kept, unless the cells that take it know it already.
 */
static void close_account(ingestion *self)
{
    strata_account *account = self->account;
    strata_source_digest(self->source, account->digest);
    account->bytes = strata_source_position(self->source);
    if (self->decoder.published != NULL) {
        account->kept = account->results - account->duplicate - account->superseded;
    }
}

static strata_status check_limit(const ingestion *self, strata_error *err)
{
    const strata_accounting *accounting = self->target->accounting;
    uint64_t rejected = 0;
    for (size_t at = 0; at < accounting->count; at++) {
        rejected += accounting->files[at].rejected;
    }
    if (rejected <= self->options->max_errors) {
        return STRATA_OK;
    }
    return strata_fail_at(err, STRATA_E_LIMIT, "max-errors",
                          (strata_place_in_file){.file = strata_source_name(self->source)},
                          "%llu rows rejected so far, more than the limit of %llu",
                          (unsigned long long)rejected,
                          (unsigned long long)self->options->max_errors);
}

strata_status strata_ingest_source(strata_source *source, uint32_t file_number,
                                   const strata_ingest_options *options,
                                   strata_ingest_target *target, strata_error *err)
{
    ingestion self = {.options = options, .target = target, .source = source};
    STRATA_TRY(
        strata_accounting_add(target->accounting, strata_source_name(source), &self.account, err));
    strata_status status = open_control(&self, err);
    if (status == STRATA_OK) {
        status = open_extract(&self, err);
    }
    if (status == STRATA_OK) {
        status = open_decoder(&self, file_number, err);
    }
    if (status == STRATA_OK) {
        status = read_rows(&self, err);
    }
    close_account(&self);
    if (status == STRATA_OK) {
        status = strata_control_compare(self.control, self.account, source, err);
    }
    strata_control_file_free(self.control);
    strata_fractions_deinit(&self.fractions);
    strata_decoder_deinit(&self.decoder);
    strata_extract_close(&self.extract);
    strata_free(self.strange);
    return status == STRATA_OK ? check_limit(&self, err) : status;
}

strata_status strata_ingest_file(const char *path, uint32_t file_number,
                                 const strata_ingest_options *options, strata_ingest_target *target,
                                 strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_source_open(path, &source, err));
    const strata_status status = strata_ingest_source(source, file_number, options, target, err);
    strata_source_close(source);
    return status;
}
