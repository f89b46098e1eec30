/* The writers there are, which rows a table takes, and how many digits its values have. */
#include "table/table.h"

#include <string.h>

#include "gap/gap.h"
#include "measure/measure.h"
#include "trend/trend.h"

#define STRATA_WRITER(id) extern const strata_table_writer strata_##id;
#include "table/writers.def"
#undef STRATA_WRITER

static const strata_table_writer *const writers[] = {
#define STRATA_WRITER(id) &strata_##id,
#include "table/writers.def"
#undef STRATA_WRITER
};

enum {
    MEASURE_TEXT = 64,
    DIGITS_UNKNOWN = 2
};

size_t strata_table_writer_count(void)
{
    return sizeof writers / sizeof writers[0];
}

const strata_table_writer *strata_table_writer_at(size_t index)
{
    return writers[index];
}

const strata_table_writer *strata_table_writer_find(const char *id)
{
    for (size_t i = 0; i < strata_table_writer_count(); i++) {
        if (strcmp(writers[i]->id, id) == 0) {
            return writers[i];
        }
    }
    return NULL;
}

static bool ends_with(strata_slice text, const char *end)
{
    const size_t len = strlen(end);
    return text.len > len && memcmp(text.text + text.len - len, end, len) == 0;
}

const strata_table_writer *strata_table_writer_for(const char *path)
{
    strata_slice name = strata_slice_of(path);
    if (ends_with(name, ".gz")) {
        name.len -= strlen(".gz");
    }
    for (size_t i = 0; i < strata_table_writer_count(); i++) {
        if (writers[i]->extension[0] != '\0' && ends_with(name, writers[i]->extension)) {
            return writers[i];
        }
    }
    return NULL;
}

static const char *measure_of(const strata_estimates *estimates, const strata_estimate *row)
{
    return strata_dictionary_text(estimates->dictionary, row->measure);
}

/* "gap_pct" of "gap_pct.slope" in base[MEASURE_TEXT]. */
static void copy_base(const char *measure, char *base)
{
    const size_t len = strcspn(measure, ".");
    const size_t kept = len < MEASURE_TEXT ? len : MEASURE_TEXT - 1;
    memcpy(base, measure, kept);
    base[kept] = '\0';
}

/* A change in a year is smaller than what changes: its values get one digit more. */
static bool is_per_year(const char *measure)
{
    const char *dot = strchr(measure, '.');
    const strata_trend *trend = dot != NULL ? strata_trend_find(dot + 1) : NULL;
    return trend != NULL && trend->unit[0] != '\0';
}

unsigned strata_table_digits(const strata_estimates *estimates, const strata_estimate *row)
{
    const char *measure = measure_of(estimates, row);
    char base[MEASURE_TEXT];
    copy_base(measure, base);
    const unsigned more = is_per_year(measure) ? 1 : 0;
    const strata_gap *gap = strata_gap_find(base);
    if (gap != NULL) {
        return gap->digits + more;
    }
    const strata_measure *one = strata_measure_find(base);
    return (one != NULL ? one->digits : DIGITS_UNKNOWN) + more;
}

bool strata_table_has(strata_table_kind kind, const strata_estimates *estimates,
                      const strata_estimate *row)
{
    if (kind == STRATA_TABLE_ALL) {
        return true;
    }
    if (strchr(measure_of(estimates, row), '.') != NULL) {
        return kind == STRATA_TABLE_TRENDS;
    }
    return kind == (row->has_ref ? STRATA_TABLE_GAPS : STRATA_TABLE_ACHIEVEMENT);
}
