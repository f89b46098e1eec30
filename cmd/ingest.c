/* Extracts into records. */
#include "output.h"
#include "stage.h"

extern const strata_command strata_command_ingest;

static strata_status write_records(strata_call *call, strata_sink *sink, strata_findings *findings,
                                   strata_error *err)
{
    const bool is_binary = strata_output_ends_with(call, ".rec");
    return strata_pipeline_ingest(&call->job, sink, is_binary, call->is_bare, findings, err);
}

static strata_status ingest(strata_call *call, strata_error *err)
{
    static const strata_stage stage = {.is_private = true, .written = write_records};
    return strata_stage_run(call, &stage, err);
}

static const strata_option_id options[] = {
    STRATA_OPTION_KEY,     STRATA_OPTION_SCHEMA,   STRATA_OPTION_SCHEMAS,
    STRATA_OPTION_REJECTS, STRATA_OPTION_ON_ERROR, STRATA_OPTION_MAX_ERRORS,
    STRATA_OPTION_YEAR,    STRATA_OPTION_TERM,     STRATA_OPTION_OUTPUT};
static const strata_option_id more[] = {
    STRATA_OPTION_ASSESSMENT,  STRATA_OPTION_SUBJECT,  STRATA_OPTION_GRADE,
    STRATA_OPTION_ENCODING,    STRATA_OPTION_SKIP,     STRATA_OPTION_ROSTER,
    STRATA_OPTION_ROSTER_WINS, STRATA_OPTION_WHERE,    STRATA_OPTION_SUCCESSORS,
    STRATA_OPTION_ENTITIES,    STRATA_OPTION_CHECK,    STRATA_OPTION_CONTROL,
    STRATA_OPTION_BARE,        STRATA_OPTION_PROGRESS, STRATA_OPTION_QUIET,
    STRATA_OPTION_VERBOSE};
static const char *const examples[] = {
    "strata ingest --key district.key students.csv -o students.rec",
    "strata ingest --key district.key students.csv | strata cells -o cells.csv",
};

const strata_command strata_command_ingest = {
    .name = "ingest",
    .summary = "student extracts into records, with pseudonyms for students",
    .usage = "[options] [FILE...]",
    .description =
        "Reads extracts in the layout that their header shows, and writes one record for each "
        "result of a student. Identifiers of students become pseudonyms made with the key; "
        "the same key gives the same pseudonyms.\n\n"
        "A row that cannot be read is counted, listed with --rejects, and left out. Records "
        "go to files of mode 0600. A name that ends in .rec gives the binary form; .gz behind "
        "it compresses.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .more = more,
    .more_count = STRATA_COUNT_OF(more),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = ingest,
};
