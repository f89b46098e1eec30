/* Places for tests, read through a schema of their own that knows all targets of places. */
#ifndef ENTITIES_FIXTURE_H
#define ENTITIES_FIXTURE_H

#include "record/entities.h"
#include "record_fixture.h"

static const char entities_schema[] =
    "{\"name\": \"test\", \"version\": \"1\", \"title\": \"t\","
    " \"layouts\": [{\"name\": \"one\", \"strata\": {\"signature\": [\"level\", \"id\"]},"
    "  \"fields\": ["
    "   {\"name\": \"level\", \"strata\": {\"to\": \"entity_level\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"lea\"}},"
    "   {\"name\": \"id\", \"strata\": {\"to\": \"school\"}},"
    "   {\"name\": \"parent\", \"strata\": {\"to\": \"parent\"}},"
    "   {\"name\": \"name\", \"strata\": {\"to\": \"entity_name\"}},"
    "   {\"name\": \"from\", \"strata\": {\"to\": \"valid_from\"}},"
    "   {\"name\": \"to\", \"strata\": {\"to\": \"valid_to\"}},"
    "   {\"name\": \"successor\", \"strata\": {\"to\": \"successor\"}},"
    "   {\"name\": \"cep\", \"strata\": {\"to\": \"cep\"}},"
    "   {\"name\": \"charter\", \"strata\": {\"to\": \"charter\"}},"
    "   {\"name\": \"low\", \"strata\": {\"to\": \"grade_low\"}}]}],"
    " \"strata\": {\"kind\": \"entities\"}}";

static const char entities_header[] = "level,id,parent,name,from,to,successor,cep,charter,low\n";

static inline strata_status load_entities(fixture *f, strata_entities *entities, const char *rows,
                                          strata_error *err)
{
    char text[2048];
    char path[TEST_PATH_SIZE];
    (void)snprintf(text, sizeof text, "%s%s", entities_header, rows);
    test_path(path, f->folder, "places.csv");
    test_file_write(path, text, strlen(text));
    return strata_entities_load(entities, path, f->catalog, err);
}

static inline strata_entities *entities_of(fixture *f, const char *rows)
{
    strata_error err = {0};
    strata_entities *entities = strata_entities_new();
    if (fixture_open(f, entities_schema, &err) != STRATA_OK ||
        load_entities(f, entities, rows, &err) != STRATA_OK) {
        test_error(&err, "");
    }
    return entities;
}

static inline void close_entities(fixture *f, strata_entities *entities)
{
    strata_entities_free(entities);
    fixture_close(f);
}

#endif
