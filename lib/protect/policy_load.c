/* A policy file from its JSON to the struct. */
#include <string.h>

#include "base/arena.h"
#include "protect/policy_load_parts.h"
#include "schema/json_file.h"

enum {
    MIN_N_LEAST = 5,
    MIN_N_MOST = 1000,
    WIDTH_LEAST = 4,
    WIDTH_MOST = 40,
    NUMERATOR_MOST = 50,
    DETAIL_LEAST = 10, /* below that mean and SD give single scores away */
    DETAIL_MIN_N = 30
};

static strata_status need_keys(const strata_node *file)
{
    static const char *const needed[] = {
        "id",       "title",    "publisher", "documents",    "published", "min_n",
        "n",        "bands",    "counts",    "zeros",        "pairs",     "all_in_one_level",
        "collapse", "measures", "digits",    "denominators", NULL};
    strata_node member;
    for (size_t at = 0; needed[at] != NULL; at++) {
        if (!strata_node_member(file, needed[at], &member)) {
            return strata_node_fail(file, NULL, "needs \"%s\"", needed[at]);
        }
    }
    return STRATA_OK;
}

static strata_status read_identity(const strata_node *file, const char *id,
                                   strata_policy_rules *rules)
{
    strata_slice own = {"", 0};
    STRATA_TRY(strata_node_text(file, "id", &own));
    STRATA_TRY(strata_node_text(file, "title", &rules->title));
    STRATA_TRY(strata_node_text(file, "publisher", &rules->publisher));
    return strata_slice_is(own, id)
               ? STRATA_OK
               : strata_node_fail(file, "id", "must be \"%s\", as the file is called", id);
}

static strata_status read_size(const strata_node *file, const char *key, strata_range range,
                               uint32_t *out)
{
    int64_t value = *out;
    STRATA_TRY(strata_node_whole(file, key, range, &value));
    *out = (uint32_t)value;
    return STRATA_OK;
}

static strata_status read_sizes(const strata_node *file, strata_policy_rules *rules)
{
    rules->detail_min_n = DETAIL_MIN_N;
    rules->width = WIDTH_LEAST;
    STRATA_TRY(read_size(file, "min_n", (strata_range){MIN_N_LEAST, MIN_N_MOST}, &rules->min_n));
    STRATA_TRY(read_size(file, "width", (strata_range){WIDTH_LEAST, WIDTH_MOST}, &rules->width));
    const int64_t detail = rules->min_n > DETAIL_LEAST ? rules->min_n : DETAIL_LEAST;
    STRATA_TRY(
        read_size(file, "detail_min_n", (strata_range){detail, MIN_N_MOST}, &rules->detail_min_n));
    const int64_t numerator = rules->width + 1; /* so that this many stay possible */
    const int64_t most = rules->min_n < NUMERATOR_MOST ? rules->min_n : NUMERATOR_MOST;
    return read_size(file, "min_numerator", (strata_range){numerator, most}, &rules->min_numerator);
}

/* One of two words; true: the second. */
static strata_status read_choice(const strata_node *file, const char *key, const char *const *words,
                                 bool *out)
{
    unsigned word = 0;
    STRATA_TRY(strata_node_word(file, key, words, &word));
    *out = word == 1;
    return STRATA_OK;
}

static strata_status read_choices(const strata_node *file, strata_policy_rules *rules)
{
    static const char *const shown[] = {"hidden", "shown", NULL};
    static const char *const coded[] = {"tail", "hidden", NULL};
    static const char *const sides[] = {"each", "both", NULL};
    static const char *const rhythm[] = {"nightly", "yearly", NULL};
    static const char *const counts[] = {[STRATA_COUNT_ENROLLED] = "enrolled",
                                         [STRATA_COUNT_TESTED] = "tested",
                                         [STRATA_COUNT_SCORED] = "scored",
                                         NULL};
    unsigned count = 0;
    STRATA_TRY(strata_node_word(file, "n", counts, &count));
    rules->n = (strata_policy_count_of)count;
    STRATA_TRY(read_choice(file, "denominators", shown, &rules->shows_n));
    STRATA_TRY(read_choice(file, "counts", shown, &rules->shows_counts));
    STRATA_TRY(read_choice(file, "zeros", coded, &rules->hides_zeros));
    STRATA_TRY(read_choice(file, "all_in_one_level", coded, &rules->hides_one_level));
    STRATA_TRY(read_choice(file, "pairs", sides, &rules->hides_pairs));
    STRATA_TRY(read_choice(file, "release", rhythm, &rules->is_yearly));
    STRATA_TRY(strata_node_flag(file, "collapse", &rules->may_collapse));
    if (rules->shows_counts && !rules->shows_n) {
        return strata_node_fail(file, "counts",
                                "cannot be shown where \"denominators\" are hidden");
    }
    return STRATA_OK;
}

/* What a spreadsheet would take for a formula, and what would break a table. */
static strata_status read_symbol(const strata_node *file, strata_policy_rules *rules)
{
    strata_slice text = {"*", 1};
    STRATA_TRY(strata_node_text(file, "symbol", &text));
    bool is_good =
        text.len > 0 && text.len < STRATA_SYMBOL_TEXT && strchr("=+-@", text.text[0]) == NULL;
    for (size_t at = 0; at < text.len; at++) {
        const char c = text.text[at];
        is_good =
            is_good && c > ' ' && c < '\x7f' && strchr("\",;|", c) == NULL && !strata_is_digit(c);
    }
    rules->symbol = strata_arena_copy(rules->arena, text.text, text.len);
    if (rules->symbol == NULL) {
        return strata_fail_memory(file->loader->err);
    }
    return is_good ? STRATA_OK
                   : strata_node_fail(file, "symbol",
                                      "must be 1 to %d characters, no digit, blank, quote or "
                                      "separator, and not = + - or @ in front",
                                      STRATA_SYMBOL_TEXT - 1);
}

static strata_status read_digits(const strata_node *file, strata_policy_rules *rules,
                                 unsigned *percent)
{
    static const char *const keys[] = {"percent", "mean", "sd", NULL};
    const strata_range range = {0, STRATA_POLICY_DIGITS};
    int64_t digits[] = {-1, -1, -1};
    strata_node node;
    (void)strata_node_member(file, "digits", &node); /* it is there */
    STRATA_TRY(strata_node_keys(&node, keys));
    for (size_t at = 0; keys[at] != NULL; at++) {
        STRATA_TRY(strata_node_whole(&node, keys[at], range, &digits[at]));
        if (digits[at] < 0) {
            return strata_node_fail(&node, NULL, "needs \"%s\"", keys[at]);
        }
    }
    *percent = (unsigned)digits[0];
    rules->mean_digits = (uint8_t)digits[1];
    rules->sd_digits = (uint8_t)digits[2];
    return STRATA_OK;
}

static bool is_word(strata_slice text, const char *const *words)
{
    for (size_t at = 0; words[at] != NULL; at++) {
        if (strata_slice_is(text, words[at])) {
            return true;
        }
    }
    return false;
}

static strata_status read_measures(const strata_node *file, const char *const *known,
                                   strata_policy_rules *rules)
{
    strata_node array;
    size_t count = 0;
    STRATA_TRY(strata_node_texts(file, "measures", &rules->measures, &rules->measure_count));
    STRATA_TRY(strata_node_array(file, "measures", &array, &count));
    for (uint32_t at = 0; at < rules->measure_count; at++) {
        const strata_node element = strata_node_element(&array, at);
        if (!is_word(rules->measures[at], known)) {
            return strata_node_fail_word(&element, NULL, rules->measures[at].text, "no measure",
                                         known);
        }
        if (strata_slice_is_among(rules->measures[at], rules->measures, at)) {
            return strata_node_fail(&element, NULL, "\"%s\" stands here twice",
                                    rules->measures[at].text);
        }
    }
    return STRATA_OK;
}

static strata_status read_policy(const strata_node *file, const char *id,
                                 const char *const *measures, strata_policy_rules *rules)
{
    static const char *const keys[] = {"$schema",
                                       "id",
                                       "title",
                                       "publisher",
                                       "documents",
                                       "published",
                                       "min_n",
                                       "n",
                                       "denominators",
                                       "counts",
                                       "bands",
                                       "zeros",
                                       "pairs",
                                       "min_numerator",
                                       "collapse",
                                       "all_in_one_level",
                                       "symbol",
                                       "digits",
                                       "detail_min_n",
                                       "measures",
                                       "width",
                                       "release",
                                       NULL};
    unsigned percent_digits = 0;
    STRATA_TRY(strata_node_keys(file, keys));
    STRATA_TRY(need_keys(file));
    STRATA_TRY(read_identity(file, id, rules));
    STRATA_TRY(read_sizes(file, rules));
    STRATA_TRY(read_choices(file, rules));
    STRATA_TRY(read_symbol(file, rules));
    STRATA_TRY(read_digits(file, rules, &percent_digits));
    STRATA_TRY(read_measures(file, measures, rules));
    STRATA_TRY(strata_policy_load_bands(file, percent_digits, rules));
    STRATA_TRY(strata_policy_load_sources(file, rules));
    return strata_policy_check(file, rules);
}

/* The name of a file without folders and ".json". */
static const char *name_of(strata_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const size_t len = strlen(name);
    const bool has_end = len > 5 && strcmp(name + len - 5, ".json") == 0;
    return strata_arena_copy(arena, name, has_end ? len - 5 : len);
}

static strata_status load(strata_loader *loader, const char *id, const char *const *measures,
                          strata_policy_rules *rules)
{
    rules->title = rules->publisher = strata_slice_of("");
    rules->id = id != NULL ? strata_arena_copy(loader->arena, id, strlen(id))
                           : name_of(loader->arena, loader->path);
    rules->path = strata_arena_copy(loader->arena, loader->path, strlen(loader->path));
    if (rules->id == NULL || rules->path == NULL) {
        return strata_fail_memory(loader->err);
    }
    json_t *json = NULL;
    STRATA_TRY(strata_json_file_read(loader, &rules->digest, &json));
    const strata_node file = {loader, NULL, NULL, 0, json};
    const strata_status status = read_policy(&file, rules->id, measures, rules);
    json_decref(json);
    return status;
}

strata_status strata_policy_rules_load(const char *path, const char *id,
                                       const char *const *measures, strata_policy_rules **out,
                                       strata_error *err)
{
    *out = NULL;
    strata_arena *arena = strata_arena_new();
    strata_policy_rules *rules = arena != NULL ? strata_arena_alloc(arena, sizeof *rules) : NULL;
    if (rules == NULL) {
        strata_arena_free(arena);
        return strata_fail_memory(err);
    }
    rules->arena = arena;
    strata_loader loader = {.path = path, .rule = "policy", .arena = arena, .err = err};
    const strata_status status = load(&loader, id, measures, rules);
    if (status != STRATA_OK) {
        strata_policy_rules_free(rules);
        return status;
    }
    *out = rules;
    return STRATA_OK;
}
