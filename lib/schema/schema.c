/* Look-ups in a loaded schema. */
#include "schema/schema.h"

#include <ctype.h>
#include <string.h>

static bool is_in_years(int16_t from, int16_t until, int year)
{
    return (from == 0 || year >= from) && (until == 0 || year <= until);
}

const strata_assessment *strata_schema_assessment(const strata_schema *schema, strata_slice id,
                                                  strata_slice subject, int year)
{
    for (uint32_t at = 0; at < schema->assessment_count; at++) {
        const strata_assessment *one = &schema->assessments[at];
        if (strata_slice_equal(one->id, id) &&
            (one->subject.len == 0 || strata_slice_equal(one->subject, subject)) &&
            is_in_years(one->from, one->until, year)) {
            return one;
        }
    }
    return NULL;
}

/* The order in which the loader sorts codes. */
static int compare_code(strata_slice a, strata_slice b)
{
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const int order = shorter > 0 ? memcmp(a.text, b.text, shorter) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

const strata_map_entry *strata_map_find(const strata_map *map, strata_slice code, int year)
{
    uint32_t low = 0;
    uint32_t high = map->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (compare_code(map->entries[middle].code, code) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < map->count && strata_slice_equal(map->entries[low].code, code); low++) {
        if (is_in_years(map->entries[low].from, map->entries[low].until, year)) {
            return &map->entries[low];
        }
    }
    return NULL;
}

strata_slice strata_schema_subject(const strata_schema *schema, strata_slice assessment)
{
    strata_slice subject = {"", 0};
    for (uint32_t at = 0; at < schema->assessment_count; at++) {
        const strata_assessment *one = &schema->assessments[at];
        if (!strata_slice_equal(one->id, assessment)) {
            continue;
        }
        if (one->subject.len == 0 ||
            (subject.len > 0 && !strata_slice_equal(subject, one->subject))) {
            return (strata_slice){"", 0};
        }
        subject = one->subject;
    }
    return subject;
}

const strata_scale *strata_assessment_scale(const strata_assessment *test, strata_slice grade)
{
    const strata_scale *other = NULL;
    for (uint32_t at = 0; at < test->scale_count; at++) {
        if (test->scales[at].grade.len == 0) {
            other = &test->scales[at];
        } else if (strata_slice_equal(test->scales[at].grade, grade)) {
            return &test->scales[at];
        }
    }
    return other;
}

const char *const *strata_grade_words(void)
{
    static const char *const words[] = {"PK", "K",  "01", "02", "03", "04", "05",  "06", "07",
                                        "08", "09", "10", "11", "12", "HS", "all", NULL};
    return words;
}

char strata_header_letter(strata_slice *rest)
{
    while (rest->len > 0) {
        const char byte = rest->text[0];
        const bool is_break = strchr("-_* \t\r\n", byte) != NULL && byte != '\0';
        const bool is_wide_blank = rest->len > 1 && byte == '\xc2' && rest->text[1] == '\xa0';
        const size_t step = is_wide_blank ? 2 : 1;
        rest->text += step;
        rest->len -= step;
        if (!is_break && !is_wide_blank) {
            return (char)tolower((unsigned char)byte);
        }
    }
    return '\0';
}

bool strata_header_equal(strata_slice a, strata_slice b)
{
    char letter = '\0';
    do {
        letter = strata_header_letter(&a);
        if (letter != strata_header_letter(&b)) {
            return false;
        }
    } while (letter != '\0');
    return true;
}
