/* One pass over the rows. */
#include "table/short_survey.h"

#include <string.h>

size_t strata_short_width(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++) {
        count += ((unsigned char)*text & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
}

static void add_row(strata_short_survey *survey, const strata_short_row *row)
{
    if (survey->rows == 0) {
        survey->first = *row;
    }
    survey->rows++;
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        const char *text = row->fields[column];
        const size_t width = strata_short_width(text);
        if (width > survey->widths[column]) {
            survey->widths[column] = width;
        }
        if (strcmp(text, survey->first.fields[column]) != 0) {
            survey->is_same[column] = false;
        }
    }
}

void strata_short_survey_make(strata_short_survey *survey, const strata_estimates *estimates,
                              const strata_table_options *options)
{
    *survey = (strata_short_survey){0};
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        survey->is_same[column] = true;
    }
    for (size_t i = 0; i < estimates->count; i++) {
        if (strata_table_has(options->kind, estimates, &estimates->rows[i])) {
            strata_short_row row;
            strata_short_row_fill(&row, estimates, &estimates->rows[i], options->digits);
            add_row(survey, &row);
        }
    }
}
