/* The data dictionary of a publication, as Frictionless tools read it. */
#include <stdio.h>
#include <string.h>

#include "run/job.h"
#include "run/json_writer.h"
#include "run/publication.h"
#include "strata/version.h"

enum {
    ABOUT_SIZE = 200
};

static const char *type_word(strata_column_type type)
{
    switch (type) {
    case STRATA_COLUMN_INTEGER:
        return "integer";
    case STRATA_COLUMN_NUMBER:
        return "number";
    case STRATA_COLUMN_TEXT:
    default:
        return "string";
    }
}

static const char *media_type(const char *format)
{
    static const char *const types[][2] = {
        {"csv", "text/csv"}, {"tsv", "text/tab-separated-values"}, {"jsonl", "application/jsonl"}};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i][0], format) == 0) {
            return types[i][1];
        }
    }
    return NULL;
}

static void write_word(strata_json *json, const char *word, const char *meaning)
{
    strata_json_open(json, NULL, '{');
    strata_json_text(json, "value", word);
    strata_json_text(json, "label", meaning);
    strata_json_close(json, '}');
}

/* What the words of a column mean: as `categories` where each value is one word; of flags, of which
 * a value may hold several, as a property of our own. */
static void write_words(strata_json *json, const strata_column *column)
{
    if (column == strata_column_at(STRATA_TIDY_status)) {
        strata_json_open(json, "categories", '[');
        for (unsigned i = 0; i < STRATA_ESTIMATE_STATUSES; i++) {
            const strata_estimate_status status = (strata_estimate_status)i;
            write_word(json, strata_estimate_status_name(status),
                       strata_estimate_status_text(status));
        }
        strata_json_close(json, ']');
    } else if (column == strata_column_at(STRATA_TIDY_flags)) {
        strata_json_open(json, "words", '[');
        for (size_t i = 0; i < STRATA_FLAG_COUNT; i++) {
            write_word(json, strata_flag_name(i), strata_flag_text(i));
        }
        strata_json_close(json, ']');
    }
}

static void write_fields(strata_json *json, const strata_table_kind_info *table)
{
    strata_json_open(json, "schema", '{');
    strata_json_open(json, "fields", '[');
    for (size_t i = 0; i < table->column_count; i++) {
        const strata_column *column = &table->columns[i];
        strata_json_open(json, NULL, '{');
        strata_json_text(json, "name", column->id);
        strata_json_text(json, "type", type_word(column->type));
        strata_json_text(json, "description", column->description);
        write_words(json, column);
        strata_json_close(json, '}');
    }
    strata_json_close(json, ']');
    strata_json_open(json, "missingValues", '[');
    strata_json_text(json, NULL, "");
    strata_json_close(json, ']');
    strata_json_close(json, '}');
}

/* By which scheme the counted results are grouped by race; no column of the tables says it. */
static void describe_races(const strata_publication *publication, char out[ABOUT_SIZE])
{
    const strata_job *job = strata_config_job(publication->config);
    const char *scheme = publication->findings->header.race_scheme;
    (void)snprintf(out, ABOUT_SIZE,
                   "Groups of race in counted results are those of the race scheme %s; published "
                   "results keep the groups of their publisher",
                   scheme[0] != '\0' ? scheme : strata_race_scheme_name(job->plan.race_scheme));
}

static bool has_column(const strata_table_kind_info *table, const char *id)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void write_resource(strata_json *json, const strata_written *file, const char *about_races)
{
    char text[128];
    const bool is_csv = strcmp(file->format, "csv") == 0;
    strata_json_open(json, NULL, '{');
    (void)snprintf(text, sizeof text, "%s%s%s", file->table.name, is_csv ? "" : "-",
                   is_csv ? "" : file->format);
    strata_json_text(json, "name", text);
    strata_json_text(json, "type", "table");
    strata_json_text(json, "title", file->table.title);
    if (has_column(&file->table, "group")) {
        strata_json_text(json, "description", about_races);
    }
    strata_json_text(json, "path", file->path);
    strata_json_text(json, "format", file->format);
    strata_json_text(json, "mediatype", media_type(file->format));
    strata_json_text(json, "encoding", "utf-8");
    strata_json_count(json, "bytes", file->bytes);
    (void)snprintf(text, sizeof text, "sha256:%s", file->sha256);
    strata_json_text(json, "hash", text);
    write_fields(json, &file->table);
    strata_json_close(json, '}');
}

static strata_status write_package(const strata_publication *publication, strata_sink *sink,
                                   strata_error *err)
{
    strata_json json;
    strata_json_init(&json, sink, err);
    strata_json_open(&json, NULL, '{');
    strata_json_text(&json, "$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
    strata_json_text(&json, "name", "strata-publication");
    strata_json_text(&json, "title",
                     "Assessment results by student group: achievement, gaps, trends");
    strata_json_text(&json, "version", strata_version());
    char about_races[ABOUT_SIZE];
    describe_races(publication, about_races);
    strata_json_open(&json, "resources", '[');
    for (size_t i = 0; i < publication->build.count; i++) {
        const strata_written *file = &publication->build.files[i];
        if (media_type(file->format) != NULL &&
            !strata_build_folder_withholds(&publication->build, file->path)) {
            write_resource(&json, file, about_races);
        }
    }
    strata_json_close(&json, ']');
    strata_json_close(&json, '}');
    return strata_json_end(&json);
}

strata_status strata_publication_dictionary(strata_publication *publication, strata_error *err)
{
    static const char path[] = "datapackage.json";
    strata_sink *sink = NULL;
    STRATA_TRY(strata_build_folder_create(&publication->build, path, &sink, err));
    STRATA_TRY(strata_sink_end(sink, write_package(publication, sink, err), err));
    const strata_written file = {.path = path, .format = "json"};
    return strata_build_folder_note(&publication->build, file, err);
}
