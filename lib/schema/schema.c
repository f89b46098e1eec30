/* Look-ups in a loaded schema. */
#include "schema/schema.h"

#include <ctype.h>
#include <string.h>

#include "schema/years.h"

const strata_assessment *strata_schema_assessment(const strata_schema *schema, strata_slice id,
                                                  strata_slice subject, int year)
{
    for (uint32_t at = 0; at < schema->assessment_count; at++) {
        const strata_assessment *one = &schema->assessments[at];
        if (strata_slice_equal(one->id, id) &&
            (one->subject.len == 0 || strata_slice_equal(one->subject, subject)) &&
            strata_years_hold((strata_years){one->from, one->until}, year)) {
            return one;
        }
    }
    return NULL;
}

const strata_map_entry *strata_map_find(const strata_map *map, strata_slice code, int year)
{
    uint32_t low = 0;
    uint32_t high = map->count;
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (strata_slice_compare(map->entries[middle].code, code) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < map->count && strata_slice_equal(map->entries[low].code, code); low++) {
        const strata_map_entry *entry = &map->entries[low];
        if (strata_years_hold((strata_years){entry->from, entry->until}, year)) {
            return entry;
        }
    }
    return NULL;
}

const strata_missing *strata_missing_find(const strata_missing *list, size_t count,
                                          strata_slice text)
{
    for (size_t at = 0; at < count; at++) {
        if (strata_slice_equal(list[at].value, text)) {
            return &list[at];
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
