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

/* The next byte that counts, folded to lower case, or '\0' at the end. */
static char next_letter(strata_slice *text)
{
    while (text->len > 0) {
        const char byte = text->text[0];
        const bool is_break = strchr("-_* \t\r\n", byte) != NULL && byte != '\0';
        const bool is_wide_blank = text->len > 1 && byte == '\xc2' && text->text[1] == '\xa0';
        const size_t step = is_wide_blank ? 2 : 1;
        text->text += step;
        text->len -= step;
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
        letter = next_letter(&a);
        if (letter != next_letter(&b)) {
            return false;
        }
    } while (letter != '\0');
    return true;
}

static bool has_header(const strata_csv_row *row, strata_slice name)
{
    for (uint32_t at = 0; at < row->count; at++) {
        if (strata_header_equal(row->fields[at], name)) {
            return true;
        }
    }
    return false;
}

bool strata_layout_is_header(const strata_layout *layout, const strata_csv_row *row)
{
    for (uint32_t at = 0; at < layout->signature_count; at++) {
        if (!has_header(row, layout->signature[at])) {
            return false;
        }
    }
    for (uint32_t at = 0; at < layout->forbidden_count; at++) {
        if (has_header(row, layout->forbidden[at])) {
            return false;
        }
    }
    return layout->signature_count > 0;
}
