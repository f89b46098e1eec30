/* Extracts through ingest, streams of records through their codec. */
#include "run/reading.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "run/job.h"
#include "run/provenance.h"
#include "stream/record_stream.h"

static bool has_students(const strata_inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const strata_schema *schema = inputs->items[i].schema;
        if (schema != NULL && schema->kind == STRATA_KIND_STUDENTS) {
            return true;
        }
    }
    return false;
}

static bool has_records(const strata_inputs *inputs)
{
    return strata_inputs_of_kind(inputs, STRATA_STREAM_RECORDS) > 0 ||
           strata_inputs_of_kind(inputs, STRATA_STREAM_RECORDS_BINARY) > 0;
}

/* Whether pseudonyms may be those of a passing key: nobody gave one, and none comes from outside.
 */
static bool is_passing(const strata_stages *stages)
{
    return stages->job->key_file == NULL && stages->job->roster_path == NULL &&
           !has_records(&stages->inputs);
}

static strata_status make_key(strata_reading *reading, bool needs_key_file, strata_error *err)
{
    const char *path = reading->stages->job->key_file;
    if (needs_key_file && path == NULL) {
        return strata_fail(err, STRATA_E_USAGE, "no-key",
                           "records need a key for their pseudonyms: make one with 'strata key new "
                           "FILE' and give it with --key or STRATA_KEY_FILE");
    }
    strata_key key = {0};
    strata_status status =
        path != NULL ? strata_key_read(path, &key, err) : strata_key_random(&key, err);
    if (status == STRATA_OK) {
        strata_stream_header *header = &reading->stages->findings->header;
        (void)snprintf(header->key_id, sizeof header->key_id, "%s", key.id);
        reading->pseudonyms = is_passing(reading->stages) ? strata_keyed_hash_new_passing(key.bytes)
                                                          : strata_keyed_hash_new(key.bytes);
        status = reading->pseudonyms != NULL ? STRATA_OK : strata_fail_memory(err);
    }
    strata_wipe(&key, sizeof key);
    return status;
}

static strata_status add_schemas(strata_reading *reading, strata_error *err)
{
    const strata_inputs *inputs = &reading->stages->inputs;
    for (size_t i = 0; i < inputs->count; i++) {
        const strata_schema *schema = inputs->items[i].schema;
        if (schema != NULL) {
            char pair[256];
            (void)snprintf(pair, sizeof pair, "%s %s", schema->id, schema->digest);
            strata_header_add_schema(&reading->stages->findings->header, pair);
            STRATA_TRY(strata_dictionary_add_schema(reading->dictionary, schema, err));
        }
    }
    return STRATA_OK;
}

static strata_status open_rejects(strata_reading *reading, strata_error *err)
{
    const char *path = reading->stages->job->rejects_path;
    if (path == NULL) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_sink_open(path, true, &reading->rejects_sink, err));
    strata_csv_writer_init(&reading->rejects, reading->rejects_sink, ',', err);
    static const char *const columns[] = {"file", "line", "byte", "rule", "column", "kept"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        strata_csv_string(&reading->rejects, columns[i]);
    }
    return strata_csv_end_row(&reading->rejects);
}

strata_csv_writer *strata_reading_rejects(strata_reading *reading)
{
    const bool is_listed =
        reading->rejects_sink != NULL && reading->stages->job->on_error == STRATA_ON_ERROR_REJECT;
    return is_listed ? &reading->rejects : NULL;
}

/* Streams of records bring the lines of their own header first. */
static strata_status open_admitting(strata_reading *reading, strata_error *err)
{
    strata_stages *stages = reading->stages;
    const strata_admitting_needs needs = {.dictionary = reading->dictionary,
                                          .key = reading->pseudonyms,
                                          .rejects = strata_reading_rejects(reading),
                                          .control = reading->control};
    STRATA_TRY(strata_admitting_open(&reading->admitting, stages, &needs, err));
    STRATA_TRY(strata_plan_words_of(&reading->admitting, stages->job, reading->own_words, err));
    if (strata_inputs_of_kind(&stages->inputs, STRATA_STREAM_NONE) > 0) {
        strata_provenance_admitting(&stages->findings->header, stages->job, &reading->admitting);
    }
    return STRATA_OK;
}

strata_status strata_reading_start(strata_reading *reading, bool needs_key_file, strata_error *err)
{
    STRATA_TRY(add_schemas(reading, err));
    if (strata_inputs_of_kind(&reading->stages->inputs, STRATA_STREAM_NONE) > 0) {
        strata_provenance_ingest(&reading->stages->findings->header);
    }
    const strata_inputs *inputs = &reading->stages->inputs;
    const strata_job *job = reading->stages->job;
    const bool joins_records = job->roster_path != NULL && has_records(inputs);
    if (has_students(inputs) || joins_records) {
        STRATA_TRY(make_key(reading, needs_key_file || joins_records, err));
    }
    if (job->control_path != NULL) {
        STRATA_TRY(strata_control_load(job->control_path, &reading->control, err));
    }
    STRATA_TRY(open_rejects(reading, err));
    return open_admitting(reading, err);
}

/* Results that were chosen in two ways do not belong into one count.
 *  @param before  what was said when the input was made, "" for an extract */
static strata_status meet_words(strata_reading *reading, const char *before, const char *path,
                                strata_error *err)
{
    char words[STRATA_PLAN_WORDS];
    STRATA_TRY(strata_plan_words_unite(before, reading->own_words, words, err));
    if (reading->has_words && strcmp(words, reading->words) != 0) {
        return strata_fail_at(err, STRATA_E_INPUT, "records-differ",
                              (strata_place_in_file){.file = path},
                              "made with \"%.100s\", but others here with \"%.100s\"; give all of "
                              "them the same roster, successors and conditions",
                              words, reading->words);
    }
    memcpy(reading->words, words, sizeof words);
    reading->has_words = true;
    return STRATA_OK;
}

static void report_progress(void *context, uint64_t done, uint64_t total)
{
    (void)total;
    const strata_reading *reading = context;
    const strata_job *job = reading->stages->job;
    job->progress(job->progress_context, reading->bytes_before + done,
                  reading->stages->inputs.bytes);
}

static strata_status read_extract(strata_reading *reading, strata_run_input *input,
                                  strata_source *source, strata_error *err)
{
    strata_stages *stages = reading->stages;
    const strata_job *job = stages->job;
    const strata_file_rule *rule = input->rule;
    STRATA_TRY(meet_words(reading, "", input->path, err));
    const strata_ingest_options options = {
        .catalog = stages->inputs.catalog,
        .schema = input->schema_word,
        .choice = input->choice.layout != NULL ? &input->choice : NULL,
        .key = reading->pseudonyms,
        .on_error = job->on_error,
        .max_errors = UINT64_MAX, /* the whole file is read; _finish compares */
        .rejects = strata_reading_rejects(reading),
        .control = reading->control,
        .year = rule->year,
        .term = rule->term,
        .assessment = rule->assessment,
        .subject = rule->subject,
        .grade = rule->grade,
        .encoding = rule->encoding,
        .admission = strata_admitting_rules(&reading->admitting),
        .threads = strata_job_threads(job),
        .reader = job->reader,
        .progress = job->progress != NULL ? report_progress : NULL,
        .progress_context = reading};
    strata_ingest_target target = {.dictionary = reading->dictionary,
                                   .rows = reading->rows,
                                   .records = reading->records,
                                   .published = reading->published,
                                   .issues = stages->findings->issues,
                                   .accounting = &stages->findings->accounting};
    const uint32_t number = (uint32_t)stages->findings->accounting.count + 1;
    return strata_ingest_source(source, number, &options, &target, err);
}

/* Records of a stream that go through the rules of the run on their way. */
static strata_status read_admitted(strata_reading *reading, strata_source *source,
                                   strata_stream_header *header, strata_error *err)
{
    strata_accounting *accounting = &reading->stages->findings->accounting;
    strata_admitted_records admitted = {.admission = strata_admitting_rules(&reading->admitting),
                                        .out = &reading->records,
                                        .file = strata_source_name(source)};
    const strata_record_sink through = {.context = &admitted, .push = strata_admitted_push};
    const strata_record_sink *sink = admitted.admission != NULL ? &through : &reading->records;
    const strata_status status = strata_record_stream_read(
        source, (uint32_t)accounting->count, reading->dictionary, sink, accounting, header, err);
    for (size_t i = 0; i < accounting->count && i < admitted.room; i++) {
        accounting->files[i].results -= admitted.dropped[i];
    }
    strata_free(admitted.dropped);
    return status == STRATA_OK && admitted.admission != NULL
               ? strata_admit_finish(admitted.admission, admitted.file, err)
               : status;
}

static strata_status read_records(strata_reading *reading, const strata_run_input *input,
                                  strata_source *source, strata_error *err)
{
    strata_stages *stages = reading->stages;
    strata_stream_header header = {0};
    STRATA_TRY(read_admitted(reading, source, &header, err));
    STRATA_TRY(strata_header_merge(&stages->findings->header, &header, input->path, err));
    STRATA_TRY(strata_admitting_check_plan(stages->job, header.plan, input->path, err));
    STRATA_TRY(meet_words(reading, header.plan, input->path, err));
    strata_provenance_admitting(&stages->findings->header, stages->job, &reading->admitting);
    return STRATA_OK;
}

strata_status strata_reading_file(strata_reading *reading, strata_run_input *input,
                                  strata_error *err)
{
    strata_source *source = NULL;
    STRATA_TRY(strata_run_input_source(input, &source, err));
    const strata_status status = input->kind == STRATA_STREAM_NONE
                                     ? read_extract(reading, input, source, err)
                                     : read_records(reading, input, source, err);
    strata_source_close(source);
    reading->bytes_before += input->bytes;
    return status;
}

static uint64_t rejected_rows(const strata_accounting *accounting)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < accounting->count; i++) {
        sum += accounting->files[i].rejected;
    }
    return sum;
}

strata_status strata_reading_finish(strata_reading *reading, strata_error *err)
{
    strata_findings *findings = reading->stages->findings;
    STRATA_TRY(strata_admitting_finish(&reading->admitting, err));
    STRATA_TRY(strata_control_finish(reading->control, err));
    findings->limit_passed =
        rejected_rows(&findings->accounting) + rejected_rows(&findings->roster) >
        reading->stages->job->max_errors;
    strata_sink *rejects = reading->rejects_sink;
    reading->rejects_sink = NULL;
    return rejects != NULL ? strata_sink_commit(rejects, err) : STRATA_OK;
}

void strata_reading_end(strata_reading *reading)
{
    strata_sink_discard(reading->rejects_sink);
    strata_keyed_hash_free(reading->pseudonyms);
    strata_control_free(reading->control);
    strata_admitting_close(&reading->admitting);
    reading->rejects_sink = NULL;
    reading->pseudonyms = NULL;
    reading->control = NULL;
}
