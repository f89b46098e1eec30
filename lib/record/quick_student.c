/* Identifiers of students as they stand in a file. */
#include <string.h>

#include "record/quick_plan.h"

static bool is_code(const strata_field *field, strata_slice text)
{
    return strata_missing_find(field->missing, field->missing_count, text) != NULL ||
           strata_slice_is_among(text, field->absent, field->absent_count);
}

bool strata_quick_identifier(const strata_quick_students *of, strata_slice text, char quote,
                             char room[STRATA_QUICK_PAD_MAX], strata_slice *out)
{
    const size_t pad = of->field->pad;
    text = strata_quick_unquoted(text, quote);
    if (quote != '\0' && text.len > 0 && memchr(text.text, quote, text.len) != NULL) {
        return false;
    }
    *out = strata_slice_trim(text);
    if (out->len == 0 || (out->len <= of->longest_code && is_code(of->field, *out))) {
        return false;
    }
    if (out->len >= pad || !strata_slice_is_digits(*out)) {
        return true;
    }
    if (pad > STRATA_QUICK_PAD_MAX) {
        return false;
    }
    memset(room, '0', pad - out->len);
    memcpy(room + (pad - out->len), out->text, out->len);
    *out = (strata_slice){room, pad};
    return !is_code(of->field, *out);
}
