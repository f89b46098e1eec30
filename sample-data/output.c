#include "output.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

enum {
    PATH_TEXT = 4096,
    LINE_TEXT = 4096
};

struct output {
    FILE *plain; /* NULL: gz */
    gzFile packed;
    bool is_bad;
    char path[PATH_TEXT];
};

static void complain(const char *path)
{
    (void)fprintf(stderr, "generate_sample: cannot write %s: %s\n", path, strerror(errno));
}

static bool open_file(output *out)
{
    const size_t len = strlen(out->path);
    if (strcmp(out->path, "-") == 0) {
        out->plain = stdout;
    } else if (len > 3 && strcmp(out->path + len - 3, ".gz") == 0) {
        out->packed = gzopen(out->path, "wb9");
    } else {
        out->plain = fopen(out->path, "wb");
    }
    return out->plain != NULL || out->packed != NULL;
}

output *output_open(const char *path)
{
    output *out = calloc(1, sizeof *out);
    if (out == NULL || strlen(path) >= sizeof out->path) {
        complain(path);
        free(out);
        return NULL;
    }
    memcpy(out->path, path, strlen(path) + 1);
    if (!open_file(out)) {
        complain(path);
        free(out);
        return NULL;
    }
    return out;
}

output *output_open_in(const char *folder, const char *name)
{
    char path[PATH_TEXT];
    const int len = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (len < 0 || (size_t)len >= sizeof path) {
        complain(name);
        return NULL;
    }
    return output_open(path);
}

void output_print(output *out, const char *format, ...)
{
    char line[LINE_TEXT];
    va_list args;
    va_start(args, format);
    const int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof line) {
        out->is_bad = true;
    } else if (len > 0 && out->plain != NULL) {
        out->is_bad |= fwrite(line, 1, (size_t)len, out->plain) != (size_t)len;
    } else if (len > 0) {
        out->is_bad |= gzwrite(out->packed, line, (unsigned)len) != len;
    }
}

bool output_close(output *out)
{
    if (out == NULL) {
        return false;
    }
    bool good = !out->is_bad;
    if (out->plain != NULL) {
        good &= fclose(out->plain) == 0;
    } else {
        good &= gzclose(out->packed) == Z_OK;
    }
    if (!good) {
        complain(out->path);
    }
    free(out);
    return good;
}
