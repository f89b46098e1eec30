/* Code maps: what the codes of a column mean, by year where they changed. */
#include <stdlib.h>
#include <string.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

/* The map written in the field, or the named one that the field points to. */
static strata_status find_map(const strata_node *strata, strata_node *out, strata_slice *name)
{
    if (json_is_object(out->value)) {
        return STRATA_OK;
    }
    STRATA_TRY(strata_node_own_text(out, name));
    const strata_node *maps = strata->loader->maps;
    if (maps != NULL && strata_node_member(maps, name->text, out)) {
        return STRATA_OK;
    }
    void *room = NULL;
    const size_t count = maps != NULL ? json_object_size(maps->value) : 0;
    STRATA_TRY(strata_node_alloc(strata, count + 1, sizeof(char *), &room));
    const char **names = room;
    if (count > 0) {
        size_t at = 0;
        const char *key = NULL;
        json_t *value = NULL;
        json_object_foreach(maps->value, key, value)
        {
            names[at++] = key;
        }
    }
    return strata_node_fail_word(strata, "map", name->text, "no map of this schema", names);
}

/* How many entries a code makes: one, or one for each element of an array. */
static size_t count_meanings(const json_t *value)
{
    return json_is_array(value) ? json_array_size(value) : 1;
}

/* {"to": ..., "from": ..., "until": ...} or {"drop": true, ...}; *to is where the meaning stands.
 */
static strata_status read_dated(const strata_node *node, strata_map_entry *entry, strata_node *to)
{
    static const char *const keys[] = {"to", "drop", "from", "until", NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    STRATA_TRY(strata_node_flag(node, "drop", &entry->drop));
    STRATA_TRY(strata_node_years(node, &entry->from, &entry->until));
    if (entry->drop == strata_node_member(node, "to", to)) {
        return strata_node_fail(node, NULL, "must say either \"to\" or \"drop\": true");
    }
    return strata_node_text(node, "to", &entry->to);
}

/* The meaning in the words of the field's target. */
static strata_status check_meaning(const strata_node *to, const strata_field *field,
                                   strata_map_entry *entry)
{
    if (field->to == STRATA_TO_DIM) {
        entry->group.dim[0] = (uint8_t)field->index;
    }
    if (entry->to.len > 0) {
        return strata_target_check_value(to, field->to, field->index, entry->to.text,
                                         &entry->group);
    }
    return field->to != STRATA_TO_GROUP || entry->drop
               ? STRATA_OK
               : strata_node_fail(to, NULL, "a row without a group means nothing: use \"drop\"");
}

static strata_status read_meaning(const strata_node *node, const strata_field *field,
                                  strata_map_entry *entry)
{
    strata_node to = *node;
    if (json_is_string(node->value)) {
        STRATA_TRY(strata_node_own_text(node, &entry->to));
    } else {
        STRATA_TRY(read_dated(node, entry, &to));
    }
    return check_meaning(&to, field, entry);
}

static strata_status read_code(const strata_node *codes, const char *code,
                               const strata_field *field, strata_map_entry *entries)
{
    strata_node node;
    (void)strata_node_member(codes, code, &node);
    const size_t count = count_meanings(node.value);
    const char *copy = strata_arena_copy(codes->loader->arena, code, strlen(code));
    if (copy == NULL) {
        return strata_fail_memory(codes->loader->err);
    }
    for (size_t at = 0; at < count; at++) {
        const bool is_list = json_is_array(node.value);
        const strata_node meaning = is_list ? strata_node_element(&node, at) : node;
        entries[at].code = strata_slice_trim(strata_slice_of(copy));
        STRATA_TRY(read_meaning(&meaning, field, &entries[at]));
    }
    return count > 0 ? STRATA_OK : strata_node_fail(&node, NULL, "needs at least one meaning");
}

/* *count is how many entries they make. */
static strata_status read_codes(const strata_node *map, const strata_field *field,
                                strata_map_entry *entries, size_t *count)
{
    strata_node codes;
    if (!strata_node_member(map, "codes", &codes)) {
        return STRATA_OK;
    }
    const char *code = NULL;
    json_t *value = NULL;
    json_object_foreach(codes.value, code, value)
    {
        STRATA_TRY(read_code(&codes, code, field, entries + *count));
        *count += count_meanings(value);
    }
    return STRATA_OK;
}

/* Sorts as strata_map_find looks. */
static int compare_entries(const void *left, const void *right)
{
    const strata_map_entry *a = left;
    const strata_map_entry *b = right;
    const int order = strata_slice_compare(a->code, b->code);
    return order != 0 ? order : (a->from > b->from) - (a->from < b->from);
}

/* Two meanings of a code in one year are none. entries[count] are sorted. */
static strata_status check_years(const strata_node *map, const strata_map_entry *entries,
                                 size_t count)
{
    for (size_t at = 1; at < count; at++) {
        const strata_map_entry *before = &entries[at - 1];
        if (strata_slice_equal(before->code, entries[at].code) &&
            (before->until == 0 || entries[at].from <= before->until)) {
            return strata_node_fail(map, NULL, "code \"%.60s\" has two meanings in the same year",
                                    before->code.text);
        }
    }
    return STRATA_OK;
}

/* How many entries the map will have; refuses what is no map. */
static strata_status count_entries(const strata_node *map, size_t *count)
{
    static const char *const keys[] = {"codes", "drop", "description", NULL};
    STRATA_TRY(strata_node_keys(map, keys));
    *count = 0;
    strata_node codes;
    if (strata_node_member(map, "codes", &codes)) {
        if (!json_is_object(codes.value)) {
            return strata_node_fail(&codes, NULL, "must be an object {...}");
        }
        const char *code = NULL;
        json_t *value = NULL;
        json_object_foreach(codes.value, code, value)
        {
            *count += count_meanings(value);
        }
    }
    strata_node drop;
    size_t dropped = 0;
    STRATA_TRY(strata_node_array(map, "drop", &drop, &dropped));
    *count += dropped;
    return *count > 0 ? STRATA_OK
                      : strata_node_fail(map, NULL, "needs \"codes\" or \"drop\" with an entry");
}

static strata_status read_drops(const strata_node *map, strata_map_entry *entries)
{
    const strata_slice *dropped = NULL;
    uint32_t count = 0;
    STRATA_TRY(strata_node_texts(map, "drop", &dropped, &count));
    for (size_t at = 0; at < count; at++) {
        entries[at].code = strata_slice_trim(dropped[at]);
        entries[at].drop = true;
    }
    return STRATA_OK;
}

/* The entries of a map, sorted. */
static strata_status read_entries(const strata_node *map, const strata_field *field,
                                  strata_map *out)
{
    size_t count = 0;
    void *room = NULL;
    STRATA_TRY(count_entries(map, &count));
    STRATA_TRY(strata_node_alloc(map, count, sizeof(strata_map_entry), &room));
    strata_map_entry *entries = room;
    for (size_t at = 0; at < count; at++) {
        entries[at].to = strata_slice_of("");
    }
    size_t coded = 0;
    STRATA_TRY(read_codes(map, field, entries, &coded));
    STRATA_TRY(read_drops(map, entries + coded));
    qsort(entries, count, sizeof *entries, compare_entries);
    out->entries = entries;
    out->count = (uint32_t)count;
    return check_years(map, entries, count);
}

strata_status strata_load_map(const strata_node *strata, const strata_field *field,
                              const strata_map **out)
{
    strata_node node;
    if (!strata_node_member(strata, "map", &node)) {
        return STRATA_OK;
    }
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(strata, 1, sizeof(strata_map), &room));
    strata_map *map = room;
    map->name = strata_slice_of("");
    STRATA_TRY(find_map(strata, &node, &map->name));
    STRATA_TRY(read_entries(&node, field, map));
    *out = map;
    return STRATA_OK;
}

static bool has_name(const strata_map *map, const char *name)
{
    return map != NULL && strata_slice_is(map->name, name);
}

static bool pattern_uses(const strata_pattern *patterns, uint32_t count, const char *name)
{
    for (uint32_t at = 0; at < count; at++) {
        for (uint32_t c = 0; c < patterns[at].capture_count; c++) {
            if (has_name(patterns[at].captures[c].map, name)) {
                return true;
            }
        }
    }
    return false;
}

static bool layout_uses(const strata_layout *layout, const char *name)
{
    for (uint32_t at = 0; at < layout->field_count; at++) {
        const strata_field *field = &layout->fields[at];
        if (has_name(field->map, name) ||
            pattern_uses(field->patterns, field->pattern_count, name)) {
            return true;
        }
    }
    return pattern_uses(layout->file_names, layout->file_name_count, name);
}

static bool is_used(const strata_schema *schema, const char *name)
{
    for (uint32_t at = 0; at < schema->layout_count; at++) {
        if (layout_uses(&schema->layouts[at], name)) {
            return true;
        }
    }
    return false;
}

strata_status strata_load_check_maps(const strata_node *strata)
{
    strata_node maps;
    if (!strata_node_member(strata, "maps", &maps)) {
        return STRATA_OK;
    }
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(maps.value, name, value)
    {
        if (!is_used(strata->loader->schema, name)) {
            return strata_node_fail(&maps, name, "no field uses this map");
        }
    }
    return STRATA_OK;
}
