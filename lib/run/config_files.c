/* Paths and globs of a configuration. */
#include <glob.h>
#include <string.h>

#include "base/alloc.h"
#include "run/config_parts.h"
#include "run/path.h"

static const char *resolve(const strata_config *config, const char *folder, const char *path)
{
    return strata_text_join(config->arena, path[0] == '/' ? "" : folder, path);
}

const char *strata_config_resolve(const strata_config *config, const char *path)
{
    return resolve(config, config->folder, path);
}

const char *strata_config_resolve_glob(const strata_config *config, const char *glob)
{
    char *escaped = strata_arena_alloc(config->arena, 2 * strlen(config->folder) + 1);
    if (escaped == NULL) {
        return NULL;
    }
    char *out = escaped;
    for (const char *c = config->folder; *c != '\0'; c++) {
        if (strchr("*?[\\", *c) != NULL) {
            *out++ = '\\';
        }
        *out++ = *c;
    }
    return resolve(config, escaped, glob);
}

strata_status strata_texts_add(strata_texts *list, const char *text, strata_error *err)
{
    void *items = list->items;
    const strata_status status =
        strata_reserve(&items, &list->room, list->count + 1, sizeof *list->items, err);
    list->items = items;
    if (status == STRATA_OK) {
        list->items[list->count++] = text;
    }
    return status;
}

static bool has_text(const strata_texts *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

static strata_status add_matches(strata_texts *list, const strata_config *config,
                                 const glob_t *found, strata_error *err)
{
    for (size_t i = 0; i < found->gl_pathc; i++) {
        if (has_text(list, found->gl_pathv[i])) {
            continue;
        }
        const char *copy =
            strata_arena_copy(config->arena, found->gl_pathv[i], strlen(found->gl_pathv[i]));
        if (copy == NULL) {
            return strata_fail_memory(err);
        }
        STRATA_TRY(strata_texts_add(list, copy, err));
    }
    return STRATA_OK;
}

static strata_status add_glob(strata_texts *list, const strata_config *config, const char *pattern,
                              strata_error *err)
{
    const char *resolved = strata_config_resolve_glob(config, pattern);
    if (resolved == NULL) {
        return strata_fail_memory(err);
    }
    glob_t found = {0};
    const int outcome = glob(resolved, GLOB_NOSORT, NULL, &found);
    strata_status status = STRATA_OK;
    if (outcome == 0) {
        status = add_matches(list, config, &found, err);
    } else if (outcome == GLOB_NOMATCH) {
        status =
            strata_fail(err, STRATA_E_USAGE, "no-match", "no file matches \"%.120s\"", pattern);
    } else {
        status = outcome == GLOB_NOSPACE
                     ? strata_fail_memory(err)
                     : strata_fail(err, STRATA_E_INPUT, "io",
                                   "cannot read the folders of \"%.120s\"", pattern);
    }
    globfree(&found);
    return status;
}

/* The next item of a list, without its quotes; *rest moves behind it. */
static strata_slice next_item(const char **rest)
{
    const char *at = *rest + strspn(*rest, ", \t");
    const bool is_quoted = *at == '"';
    at += is_quoted ? 1 : 0;
    const size_t len = strcspn(at, is_quoted ? "\"" : ", \t");
    *rest = at + len + (is_quoted && at[len] == '"' ? 1 : 0);
    return (strata_slice){.text = at, .len = len};
}

strata_status strata_texts_add_globs(strata_texts *list, const strata_config *config,
                                     const char *globs, strata_error *err)
{
    const char *rest = globs;
    for (strata_slice item = next_item(&rest); item.len > 0; item = next_item(&rest)) {
        const char *pattern = strata_arena_copy(config->arena, item.text, item.len);
        if (pattern == NULL) {
            return strata_fail_memory(err);
        }
        STRATA_TRY(add_glob(list, config, pattern, err));
    }
    return STRATA_OK;
}

const char *strata_config_compact(const strata_config *config, const char *text)
{
    char *copy = strata_arena_copy(config->arena, text, strlen(text));
    if (copy == NULL) {
        return NULL;
    }
    char *out = copy;
    for (const char *c = copy; *c != '\0'; c++) {
        const bool is_blank = *c == ' ' || *c == '\t';
        const bool is_empty_item = *c == ',' && (out == copy || out[-1] == ',');
        if (!is_blank && !is_empty_item) {
            *out++ = *c;
        }
    }
    out -= out > copy && out[-1] == ',' ? 1 : 0;
    *out = '\0';
    return copy;
}
