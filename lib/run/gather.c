/* Records of all extracts, in the order of the inputs. */
#include "run/gather.h"

#include <string.h>

#include "run/provenance.h"
#include "run/reading.h"
#include "stream/record_stream.h"

static strata_status refuse_input(const strata_run_input *input, const char *advice,
                                  strata_error *err)
{
    return strata_fail_at(err, STRATA_E_USAGE, "stage-order",
                          (strata_place_in_file){.file = input->path}, "%s", advice);
}

/* Whether all rows of the inputs came to nothing. */
static bool is_nothing_kept(const strata_accounting *accounting)
{
    uint64_t results = 0;
    for (size_t i = 0; i < accounting->count; i++) {
        results += accounting->files[i].results;
    }
    return accounting->count > 0 && results == 0;
}

static strata_status check_extract(const strata_run_input *input, strata_error *err)
{
    if (input->kind != STRATA_STREAM_NONE) {
        return refuse_input(input, "is a stream already, expected an extract", err);
    }
    if (input->schema->kind == STRATA_KIND_PUBLISHED) {
        return refuse_input(input,
                            "holds results of groups, which have no records; give it to 'strata "
                            "cells' or a later stage",
                            err);
    }
    return STRATA_OK;
}

static strata_status push_to_writer(void *context, const strata_record *record, strata_error *err)
{
    return strata_record_writer_push(context, record, err);
}

static strata_status write_records(strata_reading *reading, strata_record_writer *writer,
                                   strata_error *err)
{
    strata_inputs *inputs = &reading->stages->inputs;
    reading->records = (strata_record_sink){.context = writer, .push = push_to_writer};
    for (size_t i = 0; i < inputs->count; i++) {
        STRATA_TRY(strata_reading_file(reading, &inputs->items[i], err));
    }
    const strata_accounting *accounting = &reading->stages->findings->accounting;
    STRATA_TRY(strata_accounting_check(accounting, false, err));
    reading->stages->findings->nothing_kept = is_nothing_kept(accounting);
    STRATA_TRY(strata_record_writer_end(writer, accounting, err));
    return strata_reading_finish(reading, err);
}

static strata_status ingest_all(strata_reading *reading, strata_sink *sink, bool binary, bool bare,
                                strata_error *err)
{
    const strata_inputs *inputs = &reading->stages->inputs;
    strata_stages *stages = reading->stages;
    strata_issues_use(stages->findings->issues, &stages->job->checks);
    STRATA_TRY(strata_inputs_note(inputs, stages->job, stages->findings->issues, err));
    for (size_t i = 0; i < inputs->count; i++) {
        STRATA_TRY(check_extract(&inputs->items[i], err));
    }
    STRATA_TRY(strata_reading_start(reading, true, err));
    strata_stream_header *header = &reading->stages->findings->header;
    memcpy(header->plan, reading->own_words, sizeof reading->own_words);
    header->kind = binary ? STRATA_STREAM_RECORDS_BINARY : STRATA_STREAM_RECORDS;
    strata_record_writer *writer = NULL;
    STRATA_TRY(
        strata_record_writer_open(sink, header, reading->dictionary, binary, bare, &writer, err));
    const strata_status status = write_records(reading, writer, err);
    strata_record_writer_free(writer);
    return status;
}

strata_status strata_gather_records(strata_stages *stages, strata_sink *sink, bool binary,
                                    bool bare, strata_error *err)
{
    strata_reading reading = {.stages = stages, .dictionary = strata_dictionary_new()};
    if (reading.dictionary == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = ingest_all(&reading, sink, binary, bare, err);
    strata_reading_end(&reading);
    strata_dictionary_free(reading.dictionary);
    return status;
}
