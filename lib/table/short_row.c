/* The tidy columns put together for reading. */
#include "table/short_row.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "io/utf8.h"

const char *strata_short_heading(strata_short_column column)
{
    static const char *const headings[STRATA_SHORT_COUNT] = {
        "year",    "place", "name",  "assessment", "subject", "grade",  "group", "ref",
        "measure", "cut",   "value", "interval",   "n",       "status", "flags"};
    return headings[column];
}

bool strata_short_is_number(strata_short_column column)
{
    return column == STRATA_SHORT_CUT || column == STRATA_SHORT_VALUE ||
           column == STRATA_SHORT_INTERVAL || column == STRATA_SHORT_N;
}

/* Formats into a column, leaves no half character at the end of a text that was cut, and nothing
 * that a terminal would take for a command. */
static void put(strata_short_row *row, strata_short_column column, const char *format, ...)
    STRATA_PRINTF(3, 4);

static void put(strata_short_row *row, strata_short_column column, const char *format, ...)
{
    char *out = row->fields[column];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(out, STRATA_SHORT_TEXT, format, args);
    va_end(args);
    out[strata_utf8_prefix(out, strlen(out))] = '\0';
    for (char *c = out; *c != '\0'; c++) {
        if ((unsigned char)*c < ' ' || *c == 0x7f) {
            *c = '?';
        }
    }
}

static void put_years(strata_short_row *row, const strata_tidy_row *tidy, const strata_estimate *e)
{
    const char *term = tidy->fields[STRATA_TIDY_term].text;
    const char *blank = term[0] != '\0' ? " " : "";
    if (e->year_from == e->year_to) {
        put(row, STRATA_SHORT_YEAR, "%d%s%s", e->year_to, blank, term);
    } else {
        put(row, STRATA_SHORT_YEAR, "%d-%d%s%s", e->year_from, e->year_to, blank, term);
    }
}

static void put_place(strata_short_row *row, const strata_tidy_row *tidy)
{
    const char *level = tidy->fields[STRATA_TIDY_entity_level].text;
    static const size_t inner_first[] = {STRATA_TIDY_school, STRATA_TIDY_lea, STRATA_TIDY_county};
    const char *id = "";
    for (size_t i = 0; i < sizeof inner_first / sizeof inner_first[0] && id[0] == '\0'; i++) {
        id = tidy->fields[inner_first[i]].text;
    }
    put(row, STRATA_SHORT_PLACE, "%s%s%s", level, id[0] != '\0' ? " " : "", id);
    put(row, STRATA_SHORT_NAME, "%s", tidy->fields[STRATA_TIDY_entity_name].text);
}

static void put_groups(strata_short_row *row, const strata_tidy_row *tidy)
{
    const char *dim = tidy->fields[STRATA_TIDY_dim].text;
    const char *group = tidy->fields[STRATA_TIDY_group].text;
    if (strcmp(dim, group) == 0) {
        put(row, STRATA_SHORT_GROUP, "%s", group);
    } else {
        put(row, STRATA_SHORT_GROUP, "%s=%s", dim, group);
    }
    put(row, STRATA_SHORT_REF, "%s", tidy->fields[STRATA_TIDY_ref_group].text);
}

/* A value that is only known within bounds shows them in its place. */
static void put_value(strata_short_row *row, const strata_tidy_row *tidy)
{
    const char *value = tidy->fields[STRATA_TIDY_value].text;
    const char *lo = tidy->fields[STRATA_TIDY_lo].text;
    const char *hi = tidy->fields[STRATA_TIDY_hi].text;
    const char *bound_lo = tidy->fields[STRATA_TIDY_bound_lo].text;
    const char *bound_hi = tidy->fields[STRATA_TIDY_bound_hi].text;
    if (value[0] == '\0' && bound_lo[0] != '\0' && bound_hi[0] != '\0') {
        put(row, STRATA_SHORT_VALUE, "%s..%s", bound_lo, bound_hi);
    } else {
        put(row, STRATA_SHORT_VALUE, "%s", value);
    }
    if (lo[0] != '\0' && hi[0] != '\0') {
        put(row, STRATA_SHORT_INTERVAL, "%s to %s", lo, hi);
    }
}

void strata_short_row_fill(strata_short_row *row, const strata_estimates *estimates,
                           const strata_estimate *estimate, strata_digits digits)
{
    strata_tidy_row tidy;
    strata_tidy_row_fill(&tidy, estimates, estimate, digits);
    for (size_t column = 0; column < STRATA_SHORT_COUNT; column++) {
        row->fields[column][0] = '\0';
    }
    put_years(row, &tidy, estimate);
    put_place(row, &tidy);
    put(row, STRATA_SHORT_ASSESSMENT, "%s", tidy.fields[STRATA_TIDY_assessment].text);
    put(row, STRATA_SHORT_SUBJECT, "%s", tidy.fields[STRATA_TIDY_subject].text);
    put(row, STRATA_SHORT_GRADE, "%s", tidy.fields[STRATA_TIDY_grade].text);
    put_groups(row, &tidy);
    put(row, STRATA_SHORT_MEASURE, "%s", tidy.fields[STRATA_TIDY_measure].text);
    put(row, STRATA_SHORT_CUT, "%s", tidy.fields[STRATA_TIDY_cut].text);
    put_value(row, &tidy);
    put(row, STRATA_SHORT_N, "%s", tidy.fields[STRATA_TIDY_n].text);
    put(row, STRATA_SHORT_STATUS, "%s", tidy.fields[STRATA_TIDY_status].text);
    put(row, STRATA_SHORT_FLAGS, "%s", tidy.fields[STRATA_TIDY_flags].text);
}

const char *strata_short_warning(const strata_estimates *estimates)
{
    return estimates->confidential ? "CONFIDENTIAL: small groups are shown; not for publication"
                                   : "";
}
