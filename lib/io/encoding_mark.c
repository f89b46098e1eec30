/* A table. */
#include "io/encoding_mark.h"

#include <string.h>

typedef struct mark {
    size_t len;
    unsigned char bytes[STRATA_MARK_MAX];
    const char *encoding;
} mark;

/* The longer ones first: the mark of UTF-32LE begins with that of UTF-16LE. */
static const mark marks[] = {
    {4, {0xff, 0xfe, 0, 0}, "UTF-32LE"}, {4, {0, 0, 0xfe, 0xff}, "UTF-32BE"},
    {3, {0xef, 0xbb, 0xbf}, NULL},       {2, {0xff, 0xfe}, "UTF-16LE"},
    {2, {0xfe, 0xff}, "UTF-16BE"},
};

bool strata_encoding_mark(const unsigned char *bytes, size_t len, const char **encoding)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (len >= marks[i].len && memcmp(bytes, marks[i].bytes, marks[i].len) == 0) {
            *encoding = marks[i].encoding;
            return true;
        }
    }
    return false;
}
