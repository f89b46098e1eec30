/* Typed access to the values of a schema or policy file; refusals name path, line and column. */
#include "schema/schema_node.h"

#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/checked.h"
#include "schema/catalog.h"
#include "schema/json_locate.h"

enum {
    DEPTH_MAX = 16, /* no path that the specification knows is deeper */
    PATH_SIZE = 160,
    MESSAGE_SIZE = 256
};

/* The steps from the file to node, then to key if that is not NULL. */
static size_t path_steps(const strata_node *node, const char *key, strata_json_step *steps)
{
    size_t count = key != NULL ? 1 : 0;
    for (const strata_node *up = node; up->parent != NULL; up = up->parent) {
        count++;
    }
    assert(count <= DEPTH_MAX);
    size_t at = count;
    if (key != NULL) {
        steps[--at] = (strata_json_step){key, 0};
    }
    for (const strata_node *up = node; up->parent != NULL; up = up->parent) {
        steps[--at] = (strata_json_step){up->key, up->index};
    }
    return count;
}

/* "layouts[1].fields[3].strata.to" */
static void path_text(const strata_json_step *steps, size_t count, char *out)
{
    size_t len = 0;
    out[0] = '\0';
    for (size_t at = 0; at < count && len < PATH_SIZE; at++) {
        const size_t room = PATH_SIZE - len;
        const int more = steps[at].key != NULL
                             ? snprintf(out + len, room, "%s%s", at > 0 ? "." : "", steps[at].key)
                             : snprintf(out + len, room, "[%zu]", steps[at].index);
        len += more > 0 ? (size_t)more : 0;
    }
}

strata_status strata_node_fail(const strata_node *node, const char *key, const char *format, ...)
{
    const strata_loader *loader = node->loader;
    strata_json_step steps[DEPTH_MAX];
    const size_t count = path_steps(node, key, steps);
    char path[PATH_SIZE];
    path_text(steps, count, path);
    char message[MESSAGE_SIZE];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    uint64_t at[2] = {0};
    strata_json_locate(loader->text, loader->len, steps, count, at);
    const strata_place_in_file place = {loader->path, at[0], at[1]};
    return strata_fail_at(loader->err, STRATA_E_USAGE, loader->rule, place, "%s%s%s", path,
                          count > 0 ? ": " : "", message);
}

static size_t count_words(const char *const *words)
{
    size_t count = 0;
    while (words[count] != NULL) {
        count++;
    }
    return count;
}

strata_status strata_node_fail_word(const strata_node *node, const char *key, const char *text,
                                    const char *what, const char *const *words)
{
    const char *nearest = strata_nearest(text, words, count_words(words));
    if (nearest != NULL) {
        return strata_node_fail(node, key, "\"%.60s\" is %s, did you mean \"%s\"?", text, what,
                                nearest);
    }
    char list[160] = "";
    size_t len = 0;
    for (size_t at = 0; words[at] != NULL && len < sizeof list; at++) {
        const int more =
            snprintf(list + len, sizeof list - len, "%s%s", at > 0 ? ", " : "", words[at]);
        len += more > 0 ? (size_t)more : 0;
    }
    return strata_node_fail(node, key, "\"%.60s\" is %s; there are %s%s", text, what, list,
                            len >= sizeof list ? " ..." : "");
}

strata_status strata_node_keys(const strata_node *object, const char *const *keys)
{
    if (!json_is_object(object->value)) {
        return strata_node_fail(object, NULL, "must be an object {...}");
    }
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach(object->value, key, value)
    {
        size_t at = 0;
        while (keys[at] != NULL && strcmp(keys[at], key) != 0) {
            at++;
        }
        if (keys[at] == NULL) {
            return strata_node_fail_word(object, key, key, "no key here", keys);
        }
    }
    return STRATA_OK;
}

bool strata_node_member(const strata_node *object, const char *key, strata_node *out)
{
    json_t *value = json_object_get(object->value, key);
    if (value == NULL) {
        return false;
    }
    *out = (strata_node){object->loader, object, key, 0, value};
    return true;
}

strata_status strata_node_array(const strata_node *object, const char *key, strata_node *out,
                                size_t *count)
{
    *count = 0;
    if (strata_node_member(object, key, out)) {
        if (!json_is_array(out->value)) {
            return strata_node_fail(object, key, "must be an array [...]");
        }
        *count = json_array_size(out->value);
    }
    return STRATA_OK;
}

strata_node strata_node_element(const strata_node *array, size_t index)
{
    return (strata_node){array->loader, array, NULL, index, json_array_get(array->value, index)};
}

strata_status strata_node_own_text(const strata_node *node, strata_slice *out)
{
    if (!json_is_string(node->value)) {
        return strata_node_fail(node, NULL, "must be a text in quotes");
    }
    const size_t len = json_string_length(node->value);
    const char *copy = strata_arena_copy(node->loader->arena, json_string_value(node->value), len);
    if (copy == NULL) {
        return strata_fail_memory(node->loader->err);
    }
    *out = (strata_slice){copy, len};
    return STRATA_OK;
}

strata_status strata_node_text(const strata_node *object, const char *key, strata_slice *out)
{
    strata_node member;
    return strata_node_member(object, key, &member) ? strata_node_own_text(&member, out)
                                                    : STRATA_OK;
}

strata_status strata_node_flag(const strata_node *object, const char *key, bool *out)
{
    strata_node member;
    if (strata_node_member(object, key, &member)) {
        if (!json_is_boolean(member.value)) {
            return strata_node_fail(object, key, "must be true or false");
        }
        *out = json_is_true(member.value);
    }
    return STRATA_OK;
}

strata_status strata_node_whole(const strata_node *object, const char *key, strata_range range,
                                int64_t *out)
{
    strata_node member;
    if (strata_node_member(object, key, &member)) {
        const int64_t value = json_integer_value(member.value);
        if (!json_is_integer(member.value) || value < range.least || value > range.most) {
            return strata_node_fail(object, key,
                                    "must be a whole number from %" PRId64 " to %" PRId64,
                                    range.least, range.most);
        }
        *out = value;
    }
    return STRATA_OK;
}

strata_status strata_node_year(const strata_node *object, const char *key, int16_t *out)
{
    int64_t year = *out;
    STRATA_TRY(
        strata_node_whole(object, key, (strata_range){STRATA_YEAR_MIN, STRATA_YEAR_MAX}, &year));
    *out = (int16_t)year;
    return STRATA_OK;
}

strata_status strata_node_years(const strata_node *object, int16_t *from, int16_t *until)
{
    STRATA_TRY(strata_node_year(object, "from", from));
    STRATA_TRY(strata_node_year(object, "until", until));
    if (*from != 0 && *until != 0 && *from > *until) {
        return strata_node_fail(object, "until", "is before \"from\"");
    }
    return STRATA_OK;
}

strata_status strata_node_word(const strata_node *object, const char *key, const char *const *words,
                               unsigned *out)
{
    strata_slice text = {NULL, 0};
    STRATA_TRY(strata_node_text(object, key, &text));
    if (text.text == NULL) {
        return STRATA_OK;
    }
    for (unsigned at = 0; words[at] != NULL; at++) {
        if (strata_slice_is(text, words[at])) {
            *out = at;
            return STRATA_OK;
        }
    }
    return strata_node_fail_word(object, key, text.text, "no word for it", words);
}

strata_status strata_node_texts(const strata_node *object, const char *key,
                                const strata_slice **out, uint32_t *count)
{
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(object, key, sizeof(strata_slice), &list));
    strata_slice *texts = list.items;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node element = strata_node_element(&list.array, at);
        STRATA_TRY(strata_node_own_text(&element, &texts[at]));
        if (texts[at].len == 0) {
            return strata_node_fail(&element, NULL, "must not be empty");
        }
    }
    *out = texts;
    *count = (uint32_t)list.count;
    return STRATA_OK;
}

strata_status strata_node_list_of(const strata_node *object, const char *key, size_t size,
                                  strata_node_list *out)
{
    STRATA_TRY(strata_node_array(object, key, &out->array, &out->count));
    return strata_node_alloc(object, out->count, size, &out->items);
}

strata_status strata_node_alloc(const strata_node *node, size_t count, size_t size, void **out)
{
    size_t bytes = 0;
    if (strata_mul_size(count > 0 ? count : 1, size, &bytes)) {
        *out = strata_arena_alloc(node->loader->arena, bytes);
        if (*out != NULL) {
            return STRATA_OK;
        }
    }
    (void)strata_fail_memory(node->loader->err);
    return STRATA_E_MEMORY;
}
