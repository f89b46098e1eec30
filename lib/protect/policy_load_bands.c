/* Bands of group sizes, their tails and ranges. */
#include <inttypes.h>

#include "base/number.h"
#include "protect/policy_load_parts.h"

enum {
    N_MOST = 1000000000,
    LOW_LEAST = 1, /* whole percents */
    LOW_MOST = 49,
    HIGH_LEAST = 50,
    HIGH_MOST = 99,
    ALL = 100
};

/* "<=20" or ">=80" */
static bool read_tail(strata_slice text, strata_policy_band *band)
{
    uint64_t bound = 0;
    if (text.len < 3 || text.text[1] != '=' ||
        !strata_count_parse((strata_slice){text.text + 2, text.len - 2}, &bound)) {
        return false;
    }
    if (text.text[0] == '<' && !band->has_low && bound >= LOW_LEAST && bound <= LOW_MOST) {
        band->has_low = true;
        band->low = (uint8_t)bound;
        return true;
    }
    if (text.text[0] == '>' && !band->has_high && bound >= HIGH_LEAST && bound <= HIGH_MOST) {
        band->has_high = true;
        band->high = (uint8_t)bound;
        return true;
    }
    return false;
}

static strata_status read_tails(const strata_node *node, strata_policy_band *band)
{
    strata_node array;
    size_t count = 0;
    STRATA_TRY(strata_node_array(node, "tails", &array, &count));
    for (size_t at = 0; at < count; at++) {
        const strata_node element = strata_node_element(&array, at);
        strata_slice text = {"", 0};
        STRATA_TRY(strata_node_own_text(&element, &text));
        if (!read_tail(text, band)) {
            return strata_node_fail(&element, NULL,
                                    "must be one tail \"<=%d\" to \"<=%d\" and one \">=%d\" to "
                                    "\">=%d\", in whole percents",
                                    LOW_LEAST, LOW_MOST, HIGH_LEAST, HIGH_MOST);
        }
    }
    return STRATA_OK;
}

/* "21-29" */
static bool read_bounds(strata_slice text, strata_policy_range *out)
{
    size_t dash = 0;
    while (dash < text.len && text.text[dash] != '-') {
        dash++;
    }
    uint64_t lo = 0;
    uint64_t hi = 0;
    if (dash == text.len || !strata_count_parse((strata_slice){text.text, dash}, &lo) ||
        !strata_count_parse((strata_slice){text.text + dash + 1, text.len - dash - 1}, &hi) ||
        lo > hi || hi > ALL) {
        return false;
    }
    *out = (strata_policy_range){(uint8_t)lo, (uint8_t)hi};
    return true;
}

/* Each range begins right behind the one before, the first behind the lower tail. */
static strata_status read_ranges(const strata_node *node, strata_policy_band *band)
{
    strata_node array;
    size_t count = 0;
    const strata_slice *texts = NULL;
    band->has_ranges = strata_node_member(node, "ranges", &array);
    STRATA_TRY(strata_node_texts(node, "ranges", &texts, &band->range_count));
    STRATA_TRY(strata_node_array(node, "ranges", &array, &count));
    void *room = NULL;
    STRATA_TRY(strata_node_alloc(node, count, sizeof(strata_policy_range), &room));
    strata_policy_range *ranges = room;
    unsigned next = band->has_low ? band->low + 1U : 0;
    for (size_t at = 0; at < count; at++) {
        const strata_node element = strata_node_element(&array, at);
        if (!read_bounds(texts[at], &ranges[at])) {
            return strata_node_fail(&element, NULL, "must be two whole percents such as \"21-29\"");
        }
        if (ranges[at].lo != next) {
            return strata_node_fail(
                &element, NULL, "must begin with %u, so that every percent is in one range", next);
        }
        next = ranges[at].hi + 1U;
    }
    band->ranges = ranges;
    const unsigned end = band->has_high ? band->high : ALL + 1;
    if (band->has_ranges && next != end) {
        return strata_node_fail(node, "ranges",
                                "must end with %u, so that every percent is in one range", end - 1);
    }
    return STRATA_OK;
}

static strata_status read_digits(const strata_node *node, unsigned percent_digits,
                                 strata_policy_band *band)
{
    strata_node member;
    int64_t digits = band->has_ranges ? 0 : percent_digits;
    if (band->has_ranges && strata_node_member(node, "digits", &member)) {
        return strata_node_fail(node, "digits", "says nothing where there are ranges");
    }
    STRATA_TRY(strata_node_whole(node, "digits", (strata_range){0, percent_digits}, &digits));
    band->digits = (uint8_t)digits;
    return STRATA_OK;
}

/* Right behind the band before, the first at min_n; only the last is open. */
static strata_status read_sizes(const strata_node *node, int64_t expected, bool is_last,
                                strata_policy_band *band)
{
    band->n_from = -1;
    band->n_to = STRATA_POLICY_NO_END;
    STRATA_TRY(strata_node_whole(node, "n_from", (strata_range){1, N_MOST}, &band->n_from));
    STRATA_TRY(strata_node_whole(node, "n_to", (strata_range){1, N_MOST}, &band->n_to));
    if (band->n_from != expected) {
        return strata_node_fail(node, band->n_from < 0 ? NULL : "n_from",
                                "must have \"n_from\": %" PRId64
                                ", so that every n from \"min_n\" on is in one band",
                                expected);
    }
    if (is_last != (band->n_to == STRATA_POLICY_NO_END)) {
        return strata_node_fail(node, is_last ? "n_to" : NULL,
                                is_last ? "must not stand in the last band, which has no end"
                                        : "needs \"n_to\": only the last band has no end");
    }
    if (!is_last && band->n_to < band->n_from) {
        return strata_node_fail(node, "n_to", "is less than \"n_from\"");
    }
    return STRATA_OK;
}

strata_status strata_policy_load_bands(const strata_node *file, unsigned percent_digits,
                                       strata_policy_rules *rules)
{
    static const char *const keys[] = {"n_from", "n_to", "tails", "ranges", "digits", NULL};
    strata_node_list list;
    STRATA_TRY(strata_node_list_of(file, "bands", sizeof(strata_policy_band), &list));
    if (list.count == 0) {
        return strata_node_fail(file, "bands", "needs at least one band");
    }
    strata_policy_band *bands = list.items;
    int64_t expected = rules->min_n;
    for (size_t at = 0; at < list.count; at++) {
        const strata_node node = strata_node_element(&list.array, at);
        STRATA_TRY(strata_node_keys(&node, keys));
        STRATA_TRY(read_sizes(&node, expected, at + 1 == list.count, &bands[at]));
        STRATA_TRY(read_tails(&node, &bands[at]));
        STRATA_TRY(read_ranges(&node, &bands[at]));
        STRATA_TRY(read_digits(&node, percent_digits, &bands[at]));
        expected = bands[at].n_to + 1;
    }
    rules->bands = bands;
    rules->band_count = (uint32_t)list.count;
    return STRATA_OK;
}
