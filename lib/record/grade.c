/* The list of grades. */
#include "record/grade.h"

#include <string.h>

#include "schema/catalog.h"

static const char *const grades[] = {"PK", "K",  "01", "02", "03", "04", "05", "06",
                                     "07", "08", "09", "10", "11", "12", "HS", "all"};

enum {
    GRADE_COUNT = sizeof grades / sizeof grades[0]
};

strata_status strata_grade_find(const char *text, const char **out, strata_error *err)
{
    for (size_t at = 0; at < GRADE_COUNT; at++) {
        const char *shorter = grades[at] + (grades[at][0] == '0' ? 1 : 0);
        if (strcmp(text, grades[at]) == 0 || strcmp(text, shorter) == 0) {
            *out = grades[at];
            return STRATA_OK;
        }
    }
    return strata_fail_word(err, "grade", text, grades, GRADE_COUNT);
}
