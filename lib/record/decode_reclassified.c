/* The day an English learner was reclassified, as years since. */
#include "record/decode_parts.h"

enum {
    LAST_SPRING_MONTH = 6, /* a school year ends with June */
    YEARS_TOLD_APART = 4,
    FEBRUARY = 2
};

typedef struct date {
    int year;
    int month;
    int day;
} date;

/* Digits of a text from start on. */
static bool read_digits(strata_slice text, size_t start, size_t count, int *out)
{
    uint64_t value = 0;
    if (start + count > text.len ||
        !strata_count_parse((strata_slice){text.text + start, count}, &value)) {
        return false;
    }
    *out = (int)value;
    return true;
}

static int days_of(const date *of)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = of->year % 4 == 0 && (of->year % 100 != 0 || of->year % 400 == 0);
    return days[of->month - 1] + (of->month == FEBRUARY && is_leap ? 1 : 0);
}

/* The ways to write a date: where its parts stand, and what is between them. */
static const struct {
    size_t len;
    size_t year;
    size_t month;
    size_t day;
    char between; /* stands where no digit is read; 0: nothing does */
    size_t at[2];
} forms[] = {
    {10, 0, 5, 8, '-', {4, 7}}, /* 2019-06-30 */
    {10, 6, 0, 3, '/', {2, 5}}, /* 06/30/2019 */
    {8, 0, 4, 6, '\0', {0, 0}}, /* 20190630 */
};

static bool read_form(size_t form, strata_slice text, date *out)
{
    const char between = forms[form].between;
    if (text.len != forms[form].len ||
        (between != '\0' &&
         (text.text[forms[form].at[0]] != between || text.text[forms[form].at[1]] != between))) {
        return false;
    }
    return read_digits(text, forms[form].year, 4, &out->year) &&
           read_digits(text, forms[form].month, 2, &out->month) &&
           read_digits(text, forms[form].day, 2, &out->day);
}

static bool read_date(strata_slice text, date *out)
{
    for (size_t form = 0; form < sizeof forms / sizeof forms[0]; form++) {
        if (read_form(form, text, out)) {
            return out->year >= STRATA_YEAR_MIN && out->year <= STRATA_YEAR_MAX &&
                   out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= days_of(out);
        }
    }
    return false;
}

static strata_code code_after(int years)
{
    static const char *const names[] = {"exited_y1", "exited_y2", "exited_y3", "exited_y4",
                                        "exited_over_4"};
    const int at = years <= YEARS_TOLD_APART ? years - 1 : YEARS_TOLD_APART;
    return strata_group_find(STRATA_DIM_EL, strata_slice_of(names[at]));
}

bool strata_decode_reclassified(strata_decoder *decoder, strata_record *out)
{
    strata_code *el = &out->codes[STRATA_DIM_EL];
    strata_value value;
    date when;
    if (!strata_decode_has(decoder, STRATA_TO_RECLASSIFIED_ON)) {
        return true;
    }
    if (!strata_decode_optional(decoder, STRATA_TO_RECLASSIFIED_ON, 0, &value)) {
        return false;
    }
    if (value.state != STRATA_VALUE_THERE ||
        *el != strata_group_find(STRATA_DIM_EL, strata_slice_of("reclassified"))) {
        return true;
    }
    if (!read_date(value.text, &when)) {
        return strata_decode_warn(decoder, "date-range", value.field);
    }
    const int spring = when.month <= LAST_SPRING_MONTH ? when.year : when.year + 1;
    if (spring > out->year) {
        return strata_decode_warn(decoder, "date-range", value.field);
    }
    const int years = out->year - spring;
    *el = code_after(years > 1 ? years : 1);
    return true;
}
