/* Results on their way to the sinks: those without a part are left out, rows that are one result
 * are gathered. */
#include <stdio.h>
#include <string.h>

#include "record/ingest_parts.h"

enum {
    LENGTHS_TEXT = 96,
    DROPPED_TEXT = 240
};

/* "expected 2928 or 2930 characters"; an empty text for a layout of columns. */
static void format_lengths(const strata_layout *layout, char *out, size_t size)
{
    size_t len = 0;
    out[0] = '\0';
    for (uint32_t at = 0; at < layout->record_count && len < size; at++) {
        const char *last = at + 1 == layout->record_count ? " characters" : "";
        const int more = snprintf(out + len, size - len, "%s%u%s", at > 0 ? " or " : "expected ",
                                  (unsigned)layout->records[at], last);
        len += more > 0 ? (size_t)more : 0;
    }
}

strata_status strata_ingest_note(strata_ingestion *self, strata_severity severity,
                                 strata_finding finding, strata_error *err)
{
    if (finding.field != STRATA_NO_FIELD && strcmp(finding.rule, "code-unknown") == 0) {
        self->strange[finding.field]++;
    }
    char lengths[LENGTHS_TEXT];
    format_lengths(self->extract.choice.layout, lengths, sizeof lengths);
    const bool is_length = strcmp(finding.rule, "record-length") == 0;
    return strata_issues_add(
        self->target->issues, severity, finding.rule,
        strata_extract_place(&self->extract, finding.field),
        is_length ? lengths : strata_extract_column(&self->extract, finding.field), err);
}

strata_status strata_ingest_note_dropped(strata_ingestion *self, strata_error *err)
{
    const strata_value *dropped = &self->decoder.dropped;
    char text[DROPPED_TEXT];
    if (dropped->field == STRATA_NO_FIELD) {
        return STRATA_OK;
    }
    (void)snprintf(text, sizeof text, "%s \"%.*s\"",
                   strata_extract_column(&self->extract, dropped->field), (int)dropped->dropped.len,
                   dropped->dropped.text);
    return strata_issues_add(self->target->issues, STRATA_SEVERITY_NOTE, "code-dropped",
                             strata_extract_place(&self->extract, dropped->field), text, err);
}

/* Whether a result has a part; the roster may change it on the way. */
static strata_status admit(strata_ingestion *self, size_t result, bool *kept, strata_error *err)
{
    const strata_admission *admission = self->options->admission;
    *kept = true;
    if (admission == NULL) {
        return STRATA_OK;
    }
    const strata_place_in_file at = {.file = strata_source_name(self->source),
                                     .line = self->last_line};
    return self->decoder.records != NULL
               ? strata_admit_record(admission, &self->decoder.records[result], at, kept, err)
               : strata_admit_published(admission, &self->decoder.published[result], at, kept, err);
}

static strata_status push_published(strata_ingestion *self, const strata_published *published,
                                    strata_error *err)
{
    const strata_published_sink *sink = &self->target->published;
    STRATA_TRY(strata_fractions_add(&self->fractions, published, err));
    STRATA_TRY(sink->push(sink->context, published, err));
    self->account->results++;
    return STRATA_OK;
}

/* What was wrong with a result that rows were gathered for: noted where the first of them stands.
 */
static strata_status note_gathered(strata_ingestion *self, strata_severity severity,
                                   const char *rule, strata_error *err)
{
    const strata_place_in_file at = {.file = strata_source_name(self->source),
                                     .line = self->assembly.result.line};
    return strata_issues_add(self->target->issues, severity, rule, at, "", err);
}

strata_status strata_ingest_finish_gathered(strata_ingestion *self, strata_error *err)
{
    strata_decoder *decoder = &self->decoder;
    strata_assembly *assembly = &self->assembly;
    const size_t before = decoder->warning_count; /* those of the row that is being read */
    if (!assembly->is_begun) {
        return STRATA_OK;
    }
    assembly->is_begun = false;
    decoder->err = err;
    const bool is_sound = strata_decode_finish(decoder, &assembly->rest, &assembly->result);
    STRATA_TRY(decoder->status);
    for (size_t at = before; at < decoder->warning_count; at++) {
        STRATA_TRY(note_gathered(self, STRATA_SEVERITY_WARNING, decoder->warnings[at].rule, err));
    }
    decoder->warning_count = before;
    if (is_sound) {
        return push_published(self, &assembly->result, err);
    }
    decoder->fate = STRATA_FATE_ACCEPTED; /* of the row; it is the result that is left out */
    return note_gathered(self, STRATA_SEVERITY_ERROR, decoder->reason.rule, err);
}

static strata_status gather(strata_ingestion *self, size_t result, strata_error *err)
{
    const strata_published *part = &self->decoder.published[result];
    bool is_conflict = false;
    if (!strata_assembly_takes(&self->assembly, part)) {
        STRATA_TRY(strata_ingest_finish_gathered(self, err));
    }
    STRATA_TRY(strata_assembly_add(&self->assembly, part, &self->decoder.rests[result],
                                   &is_conflict, err));
    const strata_finding conflict = {.rule = "duplicate-conflict", .field = STRATA_NO_FIELD};
    return is_conflict ? strata_ingest_note(self, STRATA_SEVERITY_WARNING, conflict, err)
                       : STRATA_OK;
}

strata_status strata_ingest_push(strata_ingestion *self, size_t result, bool *kept,
                                 strata_error *err)
{
    const strata_ingest_target *target = self->target;
    STRATA_TRY(admit(self, result, kept, err));
    if (!*kept) {
        return STRATA_OK;
    }
    if (self->extract.choice.layout->gathers_rows) {
        return gather(self, result, err);
    }
    if (self->decoder.records == NULL) {
        return push_published(self, &self->decoder.published[result], err);
    }
    const strata_record *record = &self->decoder.records[result];
    STRATA_TRY(target->rows != NULL ? strata_rows_add_record(target->rows, record, err)
                                    : target->records.push(target->records.context, record, err));
    self->account->results++;
    return STRATA_OK;
}
