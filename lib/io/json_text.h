/* Text as it stands inside a JSON string. Writing JSON needs no more; reading it is jansson's. */
#ifndef STRATA_IO_JSON_TEXT_H
#define STRATA_IO_JSON_TEXT_H

#include "base/slice.h"
#include "io/sink.h"

/** Writes text as a JSON string, quotes included (RFC 8259); control characters as \u00XX. */
strata_status strata_json_write_string(strata_sink *sink, strata_slice text,
                                       strata_error *err) STRATA_NODISCARD;

#endif
