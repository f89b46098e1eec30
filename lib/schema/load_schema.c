/* A schema file from its JSON to the struct: what holds for all of it, and has the parts loaded. */
#include <string.h>

#include "schema/json_file.h"
#include "schema/load_parts.h"
#include "schema/targets.h"

/* "gender=female": one member of a partition. */
static strata_status read_partition(const strata_node *node, strata_partition *out)
{
    if (!json_is_array(node->value) || json_array_size(node->value) < 2) {
        return strata_node_fail(node, NULL, "must be an array of at least two groups");
    }
    const size_t count = json_array_size(node->value);
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(node, count, sizeof(strata_group_key), &room));
    strata_group_key *groups = room;
    for (size_t at = 0; at < count; at++) {
        const strata_node element = strata_node_element(node, at);
        strata_slice text = {NULL, 0};
        STRATA_TRY(strata_node_own_text(&element, &text));
        STRATA_TRY(strata_target_read_group(&element, text.text, &groups[at]));
    }
    *out = (strata_partition){groups, (uint32_t)count};
    return STRATA_OK;
}

static strata_status read_partitions(const strata_node *strata, strata_schema *schema)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(strata, "adds_up", sizeof(strata_partition), &list));
    strata_partition *partitions = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_partition(&node, &partitions[at]));
    }
    schema->partitions = partitions;
    schema->partition_count = (uint32_t)list.count;
    return STRATA_OK;
}

static strata_status read_additive(const strata_node *strata, strata_additive *out)
{
    static const char *const words[] = {"school_to_lea", "lea_to_county", "lea_to_state",
                                        "grades_to_all", NULL};
    bool *const flags[] = {&out->school_to_lea, &out->lea_to_county, &out->lea_to_state,
                           &out->grades_to_all};
    const strata_slice *texts = NULL;
    uint32_t count = 0;
    STRATA_TRY(strata_node_texts(strata, "additive", &texts, &count));
    for (uint32_t at = 0; at < count; at++) {
        size_t word = 0;
        while (words[word] != NULL && !strata_slice_is(texts[at], words[word])) {
            word++;
        }
        if (words[word] == NULL) {
            return strata_node_fail_word(strata, "additive", texts[at].text, "no roll-up", words);
        }
        *flags[word] = true;
    }
    return STRATA_OK;
}

/* What the layouts need to be known before they are read. */
static strata_status read_strata(const strata_node *strata, strata_schema *schema)
{
    static const char *const keys[] = {
        "kind",        "public",   "el_history",  "maps",    "adds_up", "el_accountability",
        "assessments", "additive", "definitions", "blurred", NULL};
    static const char *const kinds[] = {"students", "published", "entities", "roster", NULL};
    STRATA_TRY(strata_node_keys(strata, keys));
    unsigned kind = 0;
    strata_node member;
    if (!strata_node_member(strata, "kind", &member)) {
        return strata_node_fail(strata, NULL,
                                "needs \"kind\": \"students\", \"published\", \"entities\" or "
                                "\"roster\"");
    }
    STRATA_TRY(strata_node_word(strata, "kind", kinds, &kind));
    schema->kind = (strata_schema_kind)kind;
    schema->is_public = true;
    STRATA_TRY(strata_node_flag(strata, "public", &schema->is_public));
    schema->el_history = true;
    STRATA_TRY(strata_node_flag(strata, "el_history", &schema->el_history));
    if (strata_node_member(strata, "maps", &member) && !json_is_object(member.value)) {
        return strata_node_fail(&member, NULL, "must be an object {...}");
    }
    STRATA_TRY(strata_load_assessments(strata));
    STRATA_TRY(strata_load_dated(strata));
    STRATA_TRY(read_partitions(strata, schema));
    return read_additive(strata, &schema->additive);
}

static strata_status read_identity(const strata_node *file, const char *id)
{
    strata_slice name = {"", 0};
    STRATA_TRY(strata_node_text(file, "name", &name));
    STRATA_TRY(strata_node_text(file, "title", &file->loader->schema->title));
    STRATA_TRY(strata_node_text(file, "version", &file->loader->schema->version));
    if (name.len == 0) {
        return strata_node_fail(file, NULL, "needs a \"name\", the id of the schema");
    }
    return id == NULL || strata_slice_is(name, id)
               ? STRATA_OK
               : strata_node_fail(file, "name", "must be \"%s\", as the file is called", id);
}

static strata_status read_schema(const strata_node *file, const char *id)
{
    static const char *const keys[] = {"$schema", "name",    "title",         "description",
                                       "version", "sources", "missingValues", "layouts",
                                       "strata",  NULL};
    strata_node strata;
    STRATA_TRY(strata_node_keys(file, keys));
    STRATA_TRY(read_identity(file, id));
    if (!strata_node_member(file, "strata", &strata)) {
        return strata_node_fail(file, NULL, "needs a \"strata\" object that says the kind");
    }
    STRATA_TRY(read_strata(&strata, file->loader->schema));
    strata_node maps;
    file->loader->maps = strata_node_member(&strata, "maps", &maps) ? &maps : NULL;
    const strata_status status = strata_load_layouts(file);
    file->loader->maps = NULL;
    return status == STRATA_OK ? strata_load_check_maps(&strata) : status;
}

/* The name of a file without folders and ".json". */
static strata_slice name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    strata_slice name = strata_slice_of(slash != NULL ? slash + 1 : path);
    if (name.len > 5 && memcmp(name.text + name.len - 5, ".json", 5) == 0) {
        name.len -= 5;
    }
    return name;
}

static strata_status load(strata_loader *loader, const char *id)
{
    strata_schema *schema = loader->schema;
    const strata_slice own = id != NULL ? strata_slice_of(id) : name_of(loader->path);
    schema->id = strata_arena_copy(loader->arena, own.text, own.len);
    schema->path = strata_arena_copy(loader->arena, loader->path, strlen(loader->path));
    schema->title = schema->version = strata_slice_of("");
    if (schema->id == NULL || schema->path == NULL) {
        return strata_fail_memory(loader->err);
    }
    json_t *json = NULL;
    STRATA_TRY(strata_json_file_read(loader, &schema->digest, &json));
    const strata_node file = {loader, NULL, NULL, 0, json};
    const strata_status status = read_schema(&file, id);
    json_decref(json);
    return status;
}

strata_status strata_schema_load(const char *path, const char *id, strata_schema **out,
                                 strata_error *err)
{
    *out = NULL;
    strata_arena *arena = strata_arena_new();
    strata_schema *schema = arena != NULL ? strata_arena_alloc(arena, sizeof *schema) : NULL;
    if (schema == NULL) {
        strata_arena_free(arena);
        return strata_fail_memory(err);
    }
    schema->arena = arena;
    strata_loader loader = {
        .path = path, .rule = "schema", .arena = arena, .err = err, .schema = schema};
    const strata_status status = load(&loader, id);
    if (status != STRATA_OK) {
        strata_schema_free(schema);
        return status;
    }
    *out = schema;
    return STRATA_OK;
}

void strata_schema_free(strata_schema *schema)
{
    if (schema != NULL) {
        strata_arena_free(schema->arena);
    }
}
