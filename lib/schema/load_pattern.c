/* Names with captures: of columns that are a family, and of files. */
#include <string.h>

#include "schema/load_parts.h"
#include "schema/targets.h"

/* The captures that stand beside a pattern. */
typedef struct capture_list {
    const strata_capture *captures; /* captures[count] */
    uint32_t count;
} capture_list;

/* Where the text of a pattern stands. */
typedef struct pattern_place {
    const strata_node *node;
    const char *key;      /* NULL: the node itself */
    bool is_of_file;      /* "*" is any text */
    capture_list allowed; /* each of them must stand in it once */
} pattern_place;

static bool may_be_any_text(strata_target to)
{
    const strata_target_words words = strata_target_rule_of(to)->words;
    return words == STRATA_WORDS_FREE || words == STRATA_WORDS_YEAR || words == STRATA_WORDS_GRADE;
}

/* The columns are known before a row is read, so their names mean the same in all years. */
static strata_status check_codes(const strata_node *node, const strata_capture *capture)
{
    const strata_map *map = capture->map;
    for (uint32_t at = 0; at < map->count; at++) {
        const strata_map_entry *entry = &map->entries[at];
        if (entry->from != 0 || entry->until != 0) {
            return strata_node_fail(node, "map",
                                    "code \"%.60s\" has years; in a name it has one "
                                    "meaning",
                                    entry->code.text);
        }
        if (!entry->drop && entry->to.len == 0 && capture->to != STRATA_TO_NOTHING) {
            return strata_node_fail(node, "map", "code \"%.60s\" must mean something or be dropped",
                                    entry->code.text);
        }
    }
    return STRATA_OK;
}

static strata_status check_capture(const strata_node *node, const strata_capture *capture)
{
    const strata_target_rule *rule = strata_target_rule_of(capture->to);
    if (capture->to != STRATA_TO_NOTHING && !rule->can_be_set) {
        return strata_node_fail(node, "to", "no constant can give \"%s\"", rule->name);
    }
    if ((capture->map == NULL) == (capture->length == 0)) {
        return strata_node_fail(node, NULL,
                                "needs either a \"map\" of the texts it may be, or a \"length\"");
    }
    if (capture->map == NULL && !may_be_any_text(capture->to)) {
        return strata_node_fail(node, NULL, "needs a \"map\" to give \"%s\"", rule->name);
    }
    if (capture->is_school_year && (capture->to != STRATA_TO_YEAR || capture->map != NULL)) {
        return strata_node_fail(node, "school_year", "is for \"to\": \"year\" with a \"length\"");
    }
    return capture->map != NULL ? check_codes(node, capture) : STRATA_OK;
}

static strata_status read_capture(const strata_node *captures, const char *name,
                                  strata_capture *out)
{
    enum {
        LENGTH_MAX = 64
    };
    static const char *const keys[] = {"to", "dim", "map", "length", "school_year", NULL};
    strata_node node;
    (void)strata_node_member(captures, name, &node);
    STRATA_TRY(strata_node_keys(&node, keys));
    const char *copy = strata_arena_copy(captures->loader->arena, name, strlen(name));
    if (copy == NULL) {
        return strata_fail_memory(captures->loader->err);
    }
    strata_field given = {0};
    STRATA_TRY(strata_load_target(&node, &given));
    int64_t length = 0;
    STRATA_TRY(strata_node_whole(&node, "length", (strata_range){1, LENGTH_MAX}, &length));
    *out = (strata_capture){.name = strata_slice_of(copy),
                            .to = given.to,
                            .index = given.index,
                            .map = given.map,
                            .length = (uint32_t)length};
    STRATA_TRY(strata_node_flag(&node, "school_year", &out->is_school_year));
    return check_capture(&node, out);
}

static strata_status read_captures(const strata_node *object, capture_list *out)
{
    strata_node captures;
    *out = (capture_list){NULL, 0};
    if (!strata_node_member(object, "captures", &captures)) {
        return STRATA_OK;
    }
    if (!json_is_object(captures.value)) {
        return strata_node_fail(&captures, NULL, "must be an object {...}");
    }
    const size_t count = json_object_size(captures.value);
    if (count == 0 || count > STRATA_CAPTURES_MAX) {
        return strata_node_fail(&captures, NULL, "must have from 1 to %d captures",
                                (int)STRATA_CAPTURES_MAX);
    }
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(object, count, sizeof(strata_capture), &room));
    strata_capture *all = room;
    uint32_t at = 0;
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(captures.value, name, value)
    {
        STRATA_TRY(read_capture(&captures, name, &all[at]));
        at++;
    }
    *out = (capture_list){all, at};
    return STRATA_OK;
}

static strata_status fail_name(const pattern_place *place, strata_slice name)
{
    const char *names[STRATA_CAPTURES_MAX + 1] = {NULL};
    for (uint32_t at = 0; at < place->allowed.count; at++) {
        names[at] = place->allowed.captures[at].name.text;
    }
    char text[64] = "";
    memcpy(text, name.text, name.len < sizeof text ? name.len : sizeof text - 1);
    return strata_node_fail_word(place->node, place->key, text, "no capture here", names);
}

/* Adds the capture of that name to captures[*count]. */
static strata_status add_capture(const pattern_place *place, strata_slice name,
                                 strata_capture *captures, uint32_t *count)
{
    for (uint32_t at = 0; at < *count; at++) {
        if (strata_slice_equal(captures[at].name, name)) {
            return strata_node_fail(place->node, place->key, "has {%s} twice",
                                    captures[at].name.text);
        }
    }
    for (uint32_t at = 0; at < place->allowed.count; at++) {
        if (strata_slice_equal(place->allowed.captures[at].name, name)) {
            captures[(*count)++] = place->allowed.captures[at];
            return STRATA_OK;
        }
    }
    return fail_name(place, name);
}

/* A name of a column and its aliases need not say the same, but each capture is in one of them. */
static strata_status need_all(const pattern_place *place, const strata_pattern *patterns,
                              uint32_t count)
{
    for (uint32_t at = 0; at < place->allowed.count; at++) {
        const strata_slice name = place->allowed.captures[at].name;
        bool is_there = false;
        for (uint32_t one = 0; one < count; one++) {
            for (uint32_t used = 0; used < patterns[one].capture_count; used++) {
                is_there = is_there || strata_slice_equal(patterns[one].captures[used].name, name);
            }
        }
        if (!is_there) {
            return strata_node_fail(place->node, place->key, "lacks the capture {%s}", name.text);
        }
    }
    return STRATA_OK;
}

static strata_status check_stars(const pattern_place *place, strata_slice text)
{
    uint32_t stars = 0;
    for (size_t at = 0; place->is_of_file && at < text.len; at++) {
        stars += text.text[at] == '*' ? 1 : 0;
    }
    return stars <= STRATA_CAPTURES_MAX
               ? STRATA_OK
               : strata_node_fail(place->node, place->key, "has more than %d \"*\"",
                                  (int)STRATA_CAPTURES_MAX);
}

static strata_status read_pattern(const pattern_place *place, strata_slice text,
                                  strata_pattern *out)
{
    STRATA_TRY(check_stars(place, text));
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(place->node, place->allowed.count, sizeof(strata_capture), &room));
    strata_capture *captures = room;
    *out = (strata_pattern){.text = text, .captures = captures};
    const char *next = text.text;
    while (place->allowed.count > 0 && (next = strchr(next, '{')) != NULL) {
        const char *end = strchr(next, '}');
        if (end == NULL) {
            return strata_node_fail(place->node, place->key, "has a \"{\" without \"}\"");
        }
        const strata_slice name = {next + 1, (size_t)(end - next) - 1};
        STRATA_TRY(add_capture(place, name, captures, &out->capture_count));
        next = end + 1;
    }
    return STRATA_OK;
}

static strata_status read_patterns(const strata_node *strata, const capture_list *captures,
                                   strata_field *field)
{
    void *room = NULL;
    STRATA_TRY(
        strata_node_alloc(strata, field->alias_count + (size_t)1, sizeof(strata_pattern), &room));
    strata_pattern *patterns = room;
    const pattern_place name = {strata->parent, "name", false, *captures};
    STRATA_TRY(read_pattern(&name, field->name, &patterns[0]));
    strata_node aliases = *strata;
    (void)strata_node_member(strata, "aliases", &aliases);
    for (uint32_t at = 0; at < field->alias_count; at++) {
        const strata_node alias = strata_node_element(&aliases, at);
        const pattern_place place = {&alias, NULL, false, *captures};
        STRATA_TRY(read_pattern(&place, field->aliases[at], &patterns[at + 1]));
    }
    field->patterns = patterns;
    field->pattern_count = field->alias_count + 1;
    return need_all(&name, patterns, field->pattern_count);
}

strata_status strata_load_family(const strata_node *strata, strata_field *field)
{
    capture_list captures;
    STRATA_TRY(read_captures(strata, &captures));
    STRATA_TRY(strata_load_set(strata, &field->set, &field->set_count));
    if (captures.count == 0 && field->set_count == 0) {
        return STRATA_OK;
    }
    if (field->set_count > 0 && !strata_target_is_figure(field->to)) {
        return strata_node_fail(strata, "set", "is for columns that give a count or a statistic");
    }
    return read_patterns(strata, &captures, field);
}

static strata_status read_file_name(const strata_node *node, strata_pattern *out)
{
    static const char *const keys[] = {"pattern", "captures", NULL};
    STRATA_TRY(strata_node_keys(node, keys));
    strata_slice text = {"", 0};
    STRATA_TRY(strata_node_text(node, "pattern", &text));
    pattern_place place = {node, "pattern", true, {NULL, 0}};
    STRATA_TRY(read_captures(node, &place.allowed));
    if (text.len == 0 || place.allowed.count == 0) {
        return strata_node_fail(node, NULL, "needs \"pattern\" and \"captures\"");
    }
    STRATA_TRY(read_pattern(&place, text, out));
    return need_all(&place, out, 1);
}

strata_status strata_load_file_names(const strata_node *strata, strata_layout *out)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(strata, "file_names", sizeof(strata_pattern), &list));
    strata_pattern *patterns = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(read_file_name(&node, &patterns[at]));
    }
    out->file_names = patterns;
    out->file_name_count = (uint32_t)list.count;
    return STRATA_OK;
}
