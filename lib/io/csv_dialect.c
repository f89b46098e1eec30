/* One character each for delimiter and quote, and three caps. */
#include "io/csv_dialect.h"

enum {
    DEFAULT_FIELDS = 4096,
    DEFAULT_FIELD_BYTES = 64 * 1024,
    DEFAULT_ROW_BYTES = 1024 * 1024,
    ROW_BYTES_MOST = 1024 * 1024 * 1024 /* positions in a batch are of 32 bits */
};

static void fill_defaults(strata_csv_dialect *dialect)
{
    const uint32_t fields = dialect->max_fields;
    const uint32_t field_bytes = dialect->max_field_bytes;
    const uint32_t row_bytes = dialect->max_row_bytes;
    if (dialect->delimiter == '\0') {
        dialect->delimiter = ',';
    }
    if (dialect->quote == '\0') {
        dialect->quote = '"';
    }
    dialect->max_fields = fields != 0 ? fields : DEFAULT_FIELDS;
    dialect->max_field_bytes = field_bytes != 0 ? field_bytes : DEFAULT_FIELD_BYTES;
    dialect->max_row_bytes = row_bytes != 0 ? row_bytes : DEFAULT_ROW_BYTES;
}

static bool is_usable(char c)
{
    const unsigned char byte = (unsigned char)c;
    return byte < 0x80 && c != '\r' && c != '\n';
}

strata_status strata_csv_dialect_complete(strata_csv_dialect *dialect, strata_error *err)
{
    fill_defaults(dialect);
    if (!is_usable(dialect->delimiter) || !is_usable(dialect->quote)) {
        return strata_fail(
            err, STRATA_E_USAGE, "csv-dialect",
            "a delimiter or quote must be one ASCII character other than a line end");
    }
    if (!dialect->no_quote && dialect->delimiter == dialect->quote) {
        return strata_fail(err, STRATA_E_USAGE, "csv-dialect",
                           "delimiter and quote are the same character, expected two");
    }
    if (dialect->max_row_bytes > ROW_BYTES_MOST) {
        return strata_fail(err, STRATA_E_USAGE, "csv-dialect", "rows may have at most %d bytes",
                           (int)ROW_BYTES_MOST);
    }
    return STRATA_OK;
}
