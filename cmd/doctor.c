/* What this program is made of, and what it finds. */
#include "command.h"
#include "run/libraries.h"
#include "strata/version.h"

extern const strata_command strata_command_doctor;

static strata_status write_libraries(strata_sink *sink, strata_error *err)
{
    for (size_t i = 0; i < strata_library_count(); i++) {
        char version[64];
        const char *name = strata_library_at(i, version, sizeof version);
        STRATA_TRY(strata_sink_format(sink, err, "library  %-9s %s\n", name, version));
    }
    return STRATA_OK;
}

static strata_status write_folder(strata_sink *sink, const char *folder, strata_error *err)
{
    strata_catalog *catalog = NULL;
    STRATA_TRY(strata_catalog_open(&folder, 1, &catalog, err));
    const size_t count = strata_catalog_count(catalog);
    strata_catalog_free(catalog);
    return strata_sink_format(sink, err, "schemas  %zu in %.900s\n", count, folder);
}

static strata_status write_all(const strata_call *call, strata_sink *sink, strata_error *err)
{
    STRATA_TRY(strata_sink_format(sink, err, "strata   %s\n", strata_version()));
    STRATA_TRY(write_libraries(sink, err));
    for (size_t i = 0; i < call->job.schema_folder_count; i++) {
        STRATA_TRY(write_folder(sink, call->job.schema_folders[i], err));
    }
    if (call->job.schema_folder_count == 0) {
        STRATA_TRY(strata_sink_text(sink, "schemas  none found; give --schemas\n", err));
    }
    const char *key = call->job.key_file;
    return strata_sink_format(sink, err, "key      %.900s\n", key != NULL ? key : "none set");
}

static strata_status doctor(strata_call *call, strata_error *err)
{
    STRATA_TRY(strata_call_expect_words(call, 0, 0, "", err));
    STRATA_TRY(strata_call_apply(call, err));
    strata_sink *sink = NULL;
    STRATA_TRY(strata_sink_open("-", false, &sink, err));
    const strata_status status = write_all(call, sink, err);
    if (status != STRATA_OK) {
        strata_sink_discard(sink);
        return status;
    }
    return strata_sink_commit(sink, err);
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
