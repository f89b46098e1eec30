/* The estimates as tables: all, and each kind by itself. */
#include <stdio.h>

#include "run/job.h"
#include "run/publication.h"
#include "table/table.h"

static strata_status write_table(const strata_publication *publication, const char *path,
                                 const strata_table_writer *writer, strata_table_kind kind,
                                 strata_error *err)
{
    const strata_job *job = strata_config_job(publication->config);
    const bool is_full = strata_job_is_confidential(job) && !writer->is_for_people;
    const strata_table_options options = {
        .kind = kind, .digits = is_full ? STRATA_DIGITS_FULL : STRATA_DIGITS_PRINTED};
    strata_sink *sink = NULL;
    STRATA_TRY(strata_build_folder_create(&publication->build, path, &sink, err));
    return strata_sink_end(sink, writer->write(publication->estimates, &options, sink, err), err);
}

static strata_status add_table(strata_publication *publication, const strata_table_kind_info *info,
                               strata_table_kind kind, strata_error *err)
{
    const strata_config *config = publication->config;
    for (size_t i = 0; i < strata_config_format_count(config); i++) {
        const char *format = strata_config_format_at(config, i);
        char path[64];
        (void)snprintf(path, sizeof path, "tables/%s.%s", info->name, format);
        STRATA_TRY(write_table(publication, path, strata_table_writer_find(format), kind, err));
        const strata_written file = {.path = path, .format = format, .table = *info};
        STRATA_TRY(strata_build_folder_note(&publication->build, file, err));
    }
    return STRATA_OK;
}

strata_status strata_publication_tables(strata_publication *publication, strata_error *err)
{
    const strata_column *columns = strata_column_at(0);
    /* In the order of strata_table_kind. */
    const strata_table_kind_info infos[] = {
        {"estimates", "Every estimate, one a row", columns, STRATA_TIDY_COUNT},
        {"achievement", "Achievement of single student groups", columns, STRATA_TIDY_COUNT},
        {"gaps", "Gaps: reference group minus focal group", columns, STRATA_TIDY_COUNT},
        {"trends", "Trends over years", columns, STRATA_TIDY_COUNT},
    };
    for (size_t kind = 0; kind < sizeof infos / sizeof infos[0]; kind++) {
        STRATA_TRY(add_table(publication, &infos[kind], (strata_table_kind)kind, err));
    }
    return STRATA_OK;
}
