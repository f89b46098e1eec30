/* One face for both forms of records. */
#include "stream/record_stream.h"

#include <stdio.h>

#include "base/alloc.h"
#include "stream/record_binary.h"
#include "stream/record_csv.h"

struct strata_record_writer {
    strata_dictionary *dictionary;       /* borrowed */
    strata_stream_writer *csv;           /* one of the two */
    strata_record_binary_writer *binary; /* is NULL */
    size_t declared;                     /* tests and definitions so far */
};

void strata_record_writer_free(strata_record_writer *writer)
{
    if (writer != NULL) {
        strata_stream_writer_free(writer->csv);
        strata_record_binary_writer_free(writer->binary);
        strata_free(writer);
    }
}

static size_t count_declarations(const strata_dictionary *dictionary)
{
    return strata_dictionary_test_count(dictionary) +
           strata_dictionary_redefinition_count(dictionary) +
           strata_dictionary_exits_count(dictionary);
}

/* NOLINTNEXTLINE(readability-function-size): everything that a stream of records is made of */
strata_status strata_record_writer_open(strata_sink *sink, const strata_stream_header *header,
                                        strata_dictionary *dictionary, bool binary, bool bare,
                                        strata_record_writer **out, strata_error *err)
{
    *out = NULL;
    strata_record_writer *writer = strata_alloc_zero(1, sizeof *writer);
    if (writer == NULL) {
        return strata_fail_memory(err);
    }
    strata_stream_header full = *header;
    full.kind = STRATA_STREAM_RECORDS;
    writer->dictionary = dictionary;
    writer->declared = count_declarations(dictionary);
    strata_status status = STRATA_OK;
    if (binary) {
        status = strata_record_binary_writer_open(sink, &full, dictionary, &writer->binary, err);
    } else {
        status = strata_stream_writer_open(sink, &full, dictionary, bare, &writer->csv, err);
    }
    if (status == STRATA_OK && !binary) {
        status =
            strata_stream_columns(writer->csv, strata_record_columns, STRATA_RECORD_COLUMN_COUNT);
    }
    if (status != STRATA_OK) {
        strata_record_writer_free(writer);
        return status;
    }
    *out = writer;
    return STRATA_OK;
}

/* A file further on may bring tests that were not known when the header was written. */
static strata_status declare_tests(strata_record_writer *writer, strata_error *err)
{
    const size_t count = count_declarations(writer->dictionary);
    if (count == writer->declared) {
        return STRATA_OK;
    }
    writer->declared = count;
    return writer->binary != NULL ? strata_record_binary_writer_tests(writer->binary, err)
                                  : strata_stream_writer_tests(writer->csv, writer->dictionary);
}

strata_status strata_record_writer_push(strata_record_writer *writer, const strata_record *record,
                                        strata_error *err)
{
    STRATA_TRY(declare_tests(writer, err));
    if (writer->binary != NULL) {
        return strata_record_binary_writer_push(writer->binary, record, err);
    }
    strata_record_csv_write(strata_stream_writer_csv(writer->csv), writer->dictionary, record);
    return strata_stream_row(writer->csv);
}

static strata_status end_binary(strata_record_writer *writer, const strata_accounting *accounting,
                                strata_error *err)
{
    strata_trailer trailer = {0};
    strata_status status = STRATA_OK;
    for (size_t at = 0; at < accounting->count && status == STRATA_OK; at++) {
        status = strata_trailer_add_account(&trailer, &accounting->files[at], err);
    }
    if (status == STRATA_OK) {
        status = strata_record_binary_writer_end(writer->binary, &trailer, err);
    }
    strata_trailer_deinit(&trailer);
    return status;
}

strata_status strata_record_writer_end(strata_record_writer *writer,
                                       const strata_accounting *accounting, strata_error *err)
{
    STRATA_TRY(declare_tests(writer, err));
    if (writer->binary != NULL) {
        return end_binary(writer, accounting, err);
    }
    for (size_t at = 0; at < accounting->count; at++) {
        STRATA_TRY(strata_stream_writer_account(writer->csv, &accounting->files[at]));
    }
    return strata_stream_writer_end(writer->csv);
}

/* What stands between a stream and the caller's sink: raises file numbers and counts results. */
typedef struct record_intake {
    const strata_record_sink *out;
    uint32_t file_base;
    uint64_t *results; /* results[count], by number of the file in the stream - 1 */
    size_t room;
    size_t count;
    strata_place_in_file place;
} record_intake;

static strata_status count_result(record_intake *intake, uint32_t file, strata_error *err)
{
    enum {
        INPUTS_MAX = 1 << 20
    };
    if (file == 0 || file > INPUTS_MAX || file > UINT32_MAX - intake->file_base) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-inputs", intake->place,
                              "a record has a file number out of range");
    }
    if (file > intake->count) {
        STRATA_TRY(
            strata_reserve(&intake->results, &intake->room, file, sizeof *intake->results, err));
        memset(intake->results + intake->count, 0,
               (file - intake->count) * sizeof *intake->results);
        intake->count = file;
    }
    intake->results[file - 1]++;
    return STRATA_OK;
}

static strata_status take_record(void *context, const strata_record *record, strata_error *err)
{
    record_intake *intake = context;
    STRATA_TRY(count_result(intake, record->file, err));
    strata_record raised = *record;
    raised.file += intake->file_base;
    return intake->out->push(intake->out->context, &raised, err);
}

/* Adds the account that the trailer gives for the next input. */
static strata_status add_account(const record_intake *intake, size_t index,
                                 const strata_account *read, strata_accounting *accounting,
                                 strata_error *err)
{
    strata_account *account = NULL;
    STRATA_TRY(strata_accounting_add(accounting, intake->place.file, &account, err));
    memcpy(account->digest, read->digest, sizeof account->digest);
    (void)snprintf(account->why, sizeof account->why, "a stream of records, its input %zu",
                   index + 1);
    account->rows_in = read->rows_in;
    account->accepted = read->accepted;
    account->rejected = read->rejected;
    account->out_of_scope = read->out_of_scope;
    account->results = index < intake->count ? intake->results[index] : 0;
    return STRATA_OK;
}

static strata_status fail_account(const record_intake *intake, size_t index, strata_error *err)
{
    return strata_fail_at(err, STRATA_E_INPUT, "stream-inputs", intake->place,
                          "the trailer does not say of all rows of input %zu whether they were "
                          "accepted, rejected or out of scope; make the records again",
                          index + 1);
}

/* The file number n of a record means the n-th input: there must be as many. */
static strata_status check_inputs(const record_intake *intake, size_t inputs, strata_error *err)
{
    if (intake->count > inputs) {
        return strata_fail_at(err, STRATA_E_INPUT, "stream-inputs", intake->place,
                              "a record comes from input %zu, but the stream names %zu inputs",
                              intake->count, inputs);
    }
    return STRATA_OK;
}

static strata_status read_row(const strata_stream_reader *reader, const strata_csv_row *row,
                              strata_dictionary *dictionary, record_intake *intake,
                              strata_error *err)
{
    strata_record record;
    uint32_t bad = 0;
    STRATA_TRY(strata_record_csv_read(row->fields, dictionary, &record, &bad, err));
    if (bad < STRATA_RECORD_COLUMN_COUNT) {
        return strata_fail_at(
            err, STRATA_E_INPUT, "stream-value", strata_stream_reader_place(reader, bad),
            "this is no value of the column \"%s\" of records", strata_record_columns[bad]);
    }
    return take_record(intake, &record, err);
}

static strata_status read_rows(strata_stream_reader *reader, strata_dictionary *dictionary,
                               record_intake *intake, strata_error *err)
{
    const strata_csv_row *row = NULL;
    STRATA_TRY(strata_stream_reader_next(reader, &row, err));
    while (row != NULL) {
        STRATA_TRY(read_row(reader, row, dictionary, intake, err));
        STRATA_TRY(strata_stream_reader_next(reader, &row, err));
    }
    return STRATA_OK;
}

static strata_status add_csv_accounts(const strata_stream_reader *reader,
                                      const record_intake *intake, strata_accounting *accounting,
                                      strata_error *err)
{
    const size_t inputs = strata_stream_reader_input_count(reader);
    STRATA_TRY(check_inputs(intake, inputs, err));
    for (size_t at = 0; at < inputs; at++) {
        strata_account read = {.rows_in = 0};
        if (!strata_stream_reader_account(reader, at, &read)) {
            return fail_account(intake, at, err);
        }
        STRATA_TRY(add_account(intake, at, &read, accounting, err));
    }
    return STRATA_OK;
}

/* What reading needs, in one piece. */
typedef struct record_reading {
    strata_source *source;
    strata_dictionary *dictionary;
    strata_accounting *accounting;
    strata_stream_header *header;
    record_intake intake;
} record_reading;

static strata_status read_csv(record_reading *reading, strata_error *err)
{
    strata_stream_reader *reader = NULL;
    STRATA_TRY(strata_stream_reader_open(reading->source, STRATA_STREAM_RECORDS,
                                         strata_record_columns, STRATA_RECORD_COLUMN_COUNT,
                                         reading->dictionary, &reader, err));
    strata_status status = read_rows(reader, reading->dictionary, &reading->intake, err);
    if (status == STRATA_OK) {
        status = add_csv_accounts(reader, &reading->intake, reading->accounting, err);
        *reading->header = *strata_stream_reader_header(reader);
    }
    strata_stream_reader_close(reader);
    return status;
}

static strata_status read_binary(record_reading *reading, strata_error *err)
{
    const strata_record_sink sink = {.context = &reading->intake, .push = take_record};
    strata_trailer trailer = {0};
    strata_status status = strata_record_binary_read(reading->source, reading->dictionary, &sink,
                                                     reading->header, &trailer, err);
    if (status == STRATA_OK) {
        status = check_inputs(&reading->intake, trailer.input_count, err);
    }
    for (size_t at = 0; at < trailer.input_count && status == STRATA_OK; at++) {
        strata_account read = {.rows_in = 0};
        status = strata_trailer_account(&trailer.inputs[at], &read)
                     ? add_account(&reading->intake, at, &read, reading->accounting, err)
                     : fail_account(&reading->intake, at, err);
    }
    strata_trailer_deinit(&trailer);
    return status;
}

/* NOLINTNEXTLINE(readability-function-size): where from, where to, and what is learnt on the way */
strata_status strata_record_stream_read(strata_source *source, uint32_t file_base,
                                        strata_dictionary *dictionary,
                                        const strata_record_sink *out,
                                        strata_accounting *accounting, strata_stream_header *header,
                                        strata_error *err)
{
    strata_stream_header unwanted = {0};
    strata_stream_kind kind = STRATA_STREAM_NONE;
    STRATA_TRY(strata_stream_sniff(source, &kind, err));
    record_reading reading = {.source = source,
                              .dictionary = dictionary,
                              .accounting = accounting,
                              .header = header != NULL ? header : &unwanted,
                              .intake = {.out = out,
                                         .file_base = file_base,
                                         .place = {.file = strata_source_name(source)}}};
    *reading.header = (strata_stream_header){0};
    const strata_status status =
        kind == STRATA_STREAM_RECORDS_BINARY ? read_binary(&reading, err) : read_csv(&reading, err);
    strata_free(reading.intake.results);
    return status;
}
