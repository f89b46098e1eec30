/* Indented JSON into a sink: for the manifest and the data dictionary. */
#ifndef STRATA_RUN_JSON_WRITER_H
#define STRATA_RUN_JSON_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "table/printer.h"

/** Plain struct on the caller's stack; the first failure is kept and ends all later writing. */
typedef struct strata_json {
    strata_printer out;
    unsigned depth;
    bool has_sibling; /* something stands before at this depth */
} strata_json;

void strata_json_init(strata_json *json, strata_sink *sink, strata_error *err);

/** Opens an object '{' or an array '['; key is NULL inside arrays and at the top. */
void strata_json_open(strata_json *json, const char *key, char bracket);
/** Closes it with '}' or ']'. */
void strata_json_close(strata_json *json, char bracket);

/** Members of an object; with key NULL, elements of an array. */
void strata_json_text(strata_json *json, const char *key, const char *text);
void strata_json_count(strata_json *json, const char *key, uint64_t count);
void strata_json_bool(strata_json *json, const char *key, bool value);

/** Ends the text with a line feed. @return the first failure since _init, or STRATA_OK */
strata_status strata_json_end(strata_json *json) STRATA_NODISCARD;

#endif
