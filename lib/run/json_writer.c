/* Two blanks a level, one member a line. */
#include "run/json_writer.h"

#include <inttypes.h>

#include "io/json_text.h"

void strata_json_init(strata_json *json, strata_sink *sink, strata_error *err)
{
    *json = (strata_json){.sink = sink, .err = err};
}

static void keep(strata_json *json, strata_status status)
{
    if (json->status == STRATA_OK) {
        json->status = status;
    }
}

static void put(strata_json *json, const char *text)
{
    if (json->status == STRATA_OK) {
        keep(json, strata_sink_text(json->sink, text, json->err));
    }
}

static void put_string(strata_json *json, const char *text)
{
    if (json->status == STRATA_OK) {
        keep(json, strata_json_write_string(json->sink, strata_slice_of(text), json->err));
    }
}

static void new_line(strata_json *json)
{
    put(json, "\n");
    for (unsigned i = 0; i < json->depth; i++) {
        put(json, "  ");
    }
}

/* All that stands in front of a value. */
static void start_value(strata_json *json, const char *key)
{
    if (json->has_sibling) {
        put(json, ",");
    }
    if (json->depth > 0) {
        new_line(json);
    }
    if (key != NULL) {
        put_string(json, key);
        put(json, ": ");
    }
    json->has_sibling = true;
}

void strata_json_open(strata_json *json, const char *key, char bracket)
{
    start_value(json, key);
    put(json, bracket == '{' ? "{" : "[");
    json->depth++;
    json->has_sibling = false;
}

void strata_json_close(strata_json *json, char bracket)
{
    json->depth--;
    if (json->has_sibling) {
        new_line(json);
    }
    put(json, bracket == '}' ? "}" : "]");
    json->has_sibling = true;
}

void strata_json_text(strata_json *json, const char *key, const char *text)
{
    start_value(json, key);
    put_string(json, text);
}

void strata_json_count(strata_json *json, const char *key, uint64_t count)
{
    start_value(json, key);
    if (json->status == STRATA_OK) {
        keep(json, strata_sink_format(json->sink, json->err, "%" PRIu64, count));
    }
}

void strata_json_bool(strata_json *json, const char *key, bool value)
{
    start_value(json, key);
    put(json, value ? "true" : "false");
}

strata_status strata_json_end(strata_json *json)
{
    put(json, "\n");
    return json->status;
}
