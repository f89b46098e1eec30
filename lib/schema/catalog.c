/* The schemas of the folders, and those that were asked for by file. */
#include "schema/catalog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/file_list.h"

typedef strata_schema *schema_ref;

typedef struct schema_list {
    schema_ref *schemas;
    size_t count;
    size_t room;
} schema_list;

struct strata_catalog {
    schema_list all;   /* of the folders, sorted by id */
    schema_list named; /* loaded by strata_catalog_find */
};

/* Takes the schema over, also when it fails. */
static strata_status keep(schema_list *list, strata_schema *schema, strata_error *err)
{
    void *block = list->schemas;
    const strata_status status =
        strata_reserve(&block, &list->room, list->count + 1, sizeof(schema_ref), err);
    if (status != STRATA_OK) {
        strata_schema_free(schema);
        return status;
    }
    list->schemas = block;
    list->schemas[list->count++] = schema;
    return STRATA_OK;
}

/* The same, in the place of an earlier one of that id. */
static strata_status replace(schema_list *list, strata_schema *schema, strata_error *err)
{
    for (size_t at = 0; at < list->count; at++) {
        if (strcmp(list->schemas[at]->id, schema->id) == 0) {
            strata_schema_free(list->schemas[at]);
            list->schemas[at] = schema;
            return STRATA_OK;
        }
    }
    return keep(list, schema, err);
}

/* What lies beside the schemas: the description of their language and the protection policies. */
static bool is_schema(const char *path)
{
    return strcmp(path, "schema.json") != 0 && strncmp(path, "policy/", 7) != 0;
}

/* Loads folder/path under the id that the path gives it. */
static strata_status load_one(strata_catalog *catalog, const char *folder, const char *path,
                              strata_error *err)
{
    const size_t id_len = strlen(path) - strlen(".json");
    const size_t size = strlen(folder) + strlen(path) + 2;
    char *full = strata_alloc(size);
    char *id = strata_alloc(id_len + 1);
    strata_status status = full != NULL && id != NULL ? STRATA_OK : strata_fail_memory(err);
    strata_schema *schema = NULL;
    if (status == STRATA_OK) {
        (void)snprintf(full, size, "%s/%s", folder, path);
        (void)snprintf(id, id_len + 1, "%s", path);
        status = strata_schema_load(full, id, &schema, err);
    }
    strata_free(full);
    strata_free(id);
    return status == STRATA_OK ? replace(&catalog->all, schema, err) : status;
}

static strata_status load_folder(strata_catalog *catalog, const char *folder, strata_error *err)
{
    strata_file_list *files = NULL;
    STRATA_TRY(strata_file_list_new(folder, ".json", &files, err));
    strata_status status = STRATA_OK;
    for (size_t at = 0; at < strata_file_list_count(files) && status == STRATA_OK; at++) {
        const char *path = strata_file_list_at(files, at);
        if (is_schema(path)) {
            status = load_one(catalog, folder, path, err);
        }
    }
    strata_file_list_free(files);
    return status;
}

static int compare_ids(const void *left, const void *right)
{
    const strata_schema *const *a = left;
    const strata_schema *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

strata_status strata_catalog_open(const char *const *folders, size_t count, strata_catalog **out,
                                  strata_error *err)
{
    *out = NULL;
    strata_catalog *catalog = strata_alloc_zero(1, sizeof *catalog);
    if (catalog == NULL) {
        return strata_fail_memory(err);
    }
    strata_status status = STRATA_OK;
    for (size_t at = 0; at < count && status == STRATA_OK; at++) {
        status = load_folder(catalog, folders[at], err);
    }
    if (status != STRATA_OK) {
        strata_catalog_free(catalog);
        return status;
    }
    if (catalog->all.count > 0) {
        qsort(catalog->all.schemas, catalog->all.count, sizeof(schema_ref), compare_ids);
    }
    *out = catalog;
    return STRATA_OK;
}

static void free_list(schema_list *list)
{
    for (size_t at = 0; at < list->count; at++) {
        strata_schema_free(list->schemas[at]);
    }
    strata_free(list->schemas);
}

void strata_catalog_free(strata_catalog *catalog)
{
    if (catalog != NULL) {
        free_list(&catalog->all);
        free_list(&catalog->named);
        strata_free(catalog);
    }
}

size_t strata_catalog_count(const strata_catalog *catalog)
{
    return catalog->all.count;
}

const strata_schema *strata_catalog_at(const strata_catalog *catalog, size_t index)
{
    return catalog->all.schemas[index];
}

static strata_status fail_unknown(const strata_catalog *catalog, const char *id, strata_error *err)
{
    const char **ids = strata_alloc_zero(catalog->all.count + 1, sizeof *ids);
    if (ids == NULL) {
        return strata_fail_memory(err);
    }
    for (size_t at = 0; at < catalog->all.count; at++) {
        ids[at] = catalog->all.schemas[at]->id;
    }
    const char *nearest = strata_nearest(id, ids, catalog->all.count);
    const strata_status status =
        nearest != NULL
            ? strata_fail(err, STRATA_E_USAGE, "schema-unknown",
                          "there is no schema \"%.80s\", did you mean \"%s\"?", id, nearest)
            : strata_fail(err, STRATA_E_USAGE, "schema-unknown",
                          "there is no schema \"%.80s\"; name one of the %zu that strata schema "
                          "list shows, or a file that ends in .json",
                          id, catalog->all.count);
    strata_free(ids);
    return status;
}

static strata_status find_file(strata_catalog *catalog, const char *path, const strata_schema **out,
                               strata_error *err)
{
    for (size_t at = 0; at < catalog->named.count; at++) {
        if (strcmp(catalog->named.schemas[at]->path, path) == 0) {
            *out = catalog->named.schemas[at];
            return STRATA_OK;
        }
    }
    strata_schema *schema = NULL;
    STRATA_TRY(strata_schema_load(path, NULL, &schema, err));
    STRATA_TRY(keep(&catalog->named, schema, err));
    *out = schema;
    return STRATA_OK;
}

strata_status strata_catalog_find(strata_catalog *catalog, const char *id,
                                  const strata_schema **out, strata_error *err)
{
    const size_t len = strlen(id);
    if (len > 5 && strcmp(id + len - 5, ".json") == 0) {
        return find_file(catalog, id, out, err);
    }
    for (size_t at = 0; at < catalog->all.count; at++) {
        if (strcmp(catalog->all.schemas[at]->id, id) == 0) {
            *out = catalog->all.schemas[at];
            return STRATA_OK;
        }
    }
    return fail_unknown(catalog, id, err);
}
