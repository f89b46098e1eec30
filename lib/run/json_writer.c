/* Two blanks a level, one member a line. */
#include "run/json_writer.h"

#include <inttypes.h>

void strata_json_init(strata_json *json, strata_sink *sink, strata_error *err)
{
    *json = (strata_json){.out = strata_printer_of(sink, err)};
}

static void new_line(strata_json *json)
{
    strata_print(&json->out, "\n");
    strata_print_repeat(&json->out, ' ', (size_t)2 * json->depth);
}

/* All that stands in front of a value. */
static void start_value(strata_json *json, const char *key)
{
    if (json->has_sibling) {
        strata_print(&json->out, ",");
    }
    if (json->depth > 0) {
        new_line(json);
    }
    if (key != NULL) {
        strata_print_json(&json->out, strata_slice_of(key));
        strata_print(&json->out, ": ");
    }
    json->has_sibling = true;
}

void strata_json_open(strata_json *json, const char *key, char bracket)
{
    start_value(json, key);
    strata_print(&json->out, bracket == '{' ? "{" : "[");
    json->depth++;
    json->has_sibling = false;
}

void strata_json_close(strata_json *json, char bracket)
{
    json->depth--;
    if (json->has_sibling) {
        new_line(json);
    }
    strata_print(&json->out, bracket == '}' ? "}" : "]");
    json->has_sibling = true;
}

void strata_json_text(strata_json *json, const char *key, const char *text)
{
    start_value(json, key);
    strata_print_json(&json->out, strata_slice_of(text));
}

void strata_json_count(strata_json *json, const char *key, uint64_t count)
{
    start_value(json, key);
    strata_print_format(&json->out, "%" PRIu64, count);
}

void strata_json_bool(strata_json *json, const char *key, bool value)
{
    start_value(json, key);
    strata_print(&json->out, value ? "true" : "false");
}

strata_status strata_json_end(strata_json *json)
{
    strata_print(&json->out, "\n");
    return json->out.status;
}
