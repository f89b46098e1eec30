/* Filling and printing the error object. The first error wins: what follows is its consequence. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The end of a long path tells more than its beginning. */
static void keep_end(char *out, size_t size, const char *text)
{
    const size_t len = strlen(text);
    const char *from = len < size ? text : text + (len - size + 1);
    memcpy(out, from, strlen(from) + 1);
}

/* One message is one line, whatever a file is called. */
static void flatten(char *text)
{
    for (char *c = text; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f) {
            *c = '?';
        }
    }
}

static void fill(strata_error *err, strata_status status, const char *rule, strata_place_in_file at)
{
    *err = (strata_error){.status = status, .line = at.line, .column = at.column};
    if (rule != NULL) {
        (void)snprintf(err->rule, sizeof err->rule, "%s", rule);
    }
    if (at.file != NULL) {
        keep_end(err->file, sizeof err->file, at.file);
        flatten(err->file);
    }
}

strata_status strata_fail(strata_error *err, strata_status status, const char *rule,
                          const char *format, ...)
{
    if (err != NULL && err->status == STRATA_OK) {
        fill(err, status, rule, (strata_place_in_file){0});
        va_list args;
        va_start(args, format);
        (void)vsnprintf(err->text, sizeof err->text, format, args);
        va_end(args);
        flatten(err->text);
    }
    return status;
}

strata_status strata_fail_at(strata_error *err, strata_status status, const char *rule,
                             strata_place_in_file at, const char *format, ...)
{
    if (err != NULL && err->status == STRATA_OK) {
        fill(err, status, rule, at);
        va_list args;
        va_start(args, format);
        (void)vsnprintf(err->text, sizeof err->text, format, args);
        va_end(args);
        flatten(err->text);
    }
    return status;
}

strata_status strata_fail_again(strata_error *err, const strata_error *first)
{
    if (err != NULL && err->status == STRATA_OK) {
        *err = *first;
    }
    return first->status;
}

strata_status strata_fail_memory(strata_error *err)
{
    return strata_fail(err, STRATA_E_MEMORY, "memory", "out of memory");
}

char *strata_error_format(const strata_error *err, char *out, size_t size)
{
    char where[320] = "";
    if (err->file[0] != '\0' && err->line != 0 && err->column != 0) {
        (void)snprintf(where, sizeof where, "%s:%llu:%llu: ", err->file,
                       (unsigned long long)err->line, (unsigned long long)err->column);
    } else if (err->file[0] != '\0' && err->line != 0) {
        (void)snprintf(where, sizeof where, "%s:%llu: ", err->file, (unsigned long long)err->line);
    } else if (err->file[0] != '\0') {
        (void)snprintf(where, sizeof where, "%s: ", err->file);
    }
    const bool rule = err->rule[0] != '\0';
    (void)snprintf(out, size, "%serror: %s%s%s%s", where, err->text, rule ? " (" : "", err->rule,
                   rule ? ")" : "");
    return out;
}
