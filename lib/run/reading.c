/* Extracts through ingest, streams of records through their codec. */
#include "run/reading.h"

#include <inttypes.h>
#include <stdio.h>

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
        reading->pseudonyms = strata_keyed_hash_new(key.bytes);
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
    static const char *const columns[] = {"file", "line", "byte", "column", "rule"};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        strata_csv_string(&reading->rejects, columns[i]);
    }
    return strata_csv_end_row(&reading->rejects);
}

strata_status strata_reading_start(strata_reading *reading, bool needs_key_file, strata_error *err)
{
    STRATA_TRY(add_schemas(reading, err));
    if (strata_inputs_of_kind(&reading->stages->inputs, STRATA_STREAM_NONE) > 0) {
        strata_provenance_ingest(&reading->stages->findings->header);
    }
    if (has_students(&reading->stages->inputs)) {
        STRATA_TRY(make_key(reading, needs_key_file, err));
    }
    return open_rejects(reading, err);
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
    const strata_ingest_options options = {
        .catalog = stages->inputs.catalog,
        .schema = input->schema_word,
        .key = reading->pseudonyms,
        .on_error = job->on_error,
        .max_errors = UINT64_MAX, /* the whole file is read; _finish compares */
        .rejects = reading->rejects_sink != NULL ? &reading->rejects : NULL,
        .year = (int16_t)(input->rule != NULL ? input->rule->year : 0),
        .term = input->rule != NULL ? input->rule->term : NULL,
        .progress = job->progress != NULL ? report_progress : NULL,
        .progress_context = reading};
    strata_ingest_target target = {.dictionary = reading->dictionary,
                                   .records = reading->records,
                                   .published = reading->published,
                                   .issues = stages->findings->issues,
                                   .accounting = &stages->findings->accounting};
    const uint32_t number = (uint32_t)stages->findings->accounting.count + 1;
    return strata_ingest_source(source, number, &options, &target, err);
}

static strata_status read_records(strata_reading *reading, const strata_run_input *input,
                                  strata_source *source, strata_error *err)
{
    strata_findings *findings = reading->stages->findings;
    strata_stream_header header = {0};
    STRATA_TRY(strata_record_stream_read(source, (uint32_t)findings->accounting.count,
                                         reading->dictionary, &reading->records,
                                         &findings->accounting, &header, err));
    return strata_header_merge(&findings->header, &header, input->path, err);
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
    findings->limit_passed =
        rejected_rows(&findings->accounting) > reading->stages->job->max_errors;
    strata_sink *rejects = reading->rejects_sink;
    reading->rejects_sink = NULL;
    return rejects != NULL ? strata_sink_commit(rejects, err) : STRATA_OK;
}

void strata_reading_end(strata_reading *reading)
{
    strata_sink_discard(reading->rejects_sink);
    strata_keyed_hash_free(reading->pseudonyms);
    reading->rejects_sink = NULL;
    reading->pseudonyms = NULL;
}
