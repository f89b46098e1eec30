/* What this program is made of, and what it finds. */
#include "call.h"
#include "command.h"
#include "run/libraries.h"
#include "strata/version.h"
#include "table/printer.h"

extern const strata_command strata_command_doctor;

static void print_libraries(strata_printer *out)
{
    for (size_t i = 0; i < strata_library_count(); i++) {
        char version[64];
        const char *name = strata_library_at(i, version, sizeof version);
        strata_print_format(out, "library  %-9s %s\n", name, version);
    }
}

static strata_status print_folder(strata_printer *out, const char *folder)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_catalog_open(&folder, 1, &catalog, out->err));
    const size_t count = strata_catalog_count(catalog);
    strata_catalog_free(catalog);
    strata_print_format(out, "schemas  %zu in %.900s\n", count, folder);
    return out->status;
}

static strata_status print_all(strata_printer *out, const strata_job *job)
{
    strata_print_format(out, "strata   %s\n", strata_version());
    print_libraries(out);
    for (size_t i = 0; i < job->schema_folder_count; i++) {
        STRATA_TRY(print_folder(out, job->schema_folders[i]));
    }
    if (job->schema_folder_count == 0) {
        strata_print(out, "schemas  none found; give --schemas\n");
    }
    strata_print_format(out, "key      %.900s\n",
                        job->key_file != NULL ? job->key_file : "none set");
    return out->status;
}

static strata_status doctor(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 0, "", err));
    STRATA_TRY(strata_call_apply(call, err));
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    strata_printer out = strata_printer_of(sink, err);
    return strata_sink_end(sink, print_all(&out, &call->job), err);
}

static const strata_option_id options[] = {STRATA_OPTION_SCHEMAS, STRATA_OPTION_KEY};
static const char *const examples[] = {
    "strata doctor",
};

const strata_command strata_command_doctor = {
    .name = "doctor",
    .summary = "versions, libraries and folders, for reports of faults",
    .usage = "[options]",
    .description = "Tells the version of strata and of the libraries it runs with, the folders of "
                   "schemas with how many there are, and the key file that is set.",
    .options = options,
    .option_count = STRATA_COUNT_OF(options),
    .examples = examples,
    .example_count = STRATA_COUNT_OF(examples),
    .run = doctor,
};
