/* One value of a row as its field says to read it: trimmed, missing values told apart, ids padded
 * and joined, codes mapped. */
#ifndef STRATA_RECORD_VALUE_H
#define STRATA_RECORD_VALUE_H

#include "record/binding.h"

typedef enum strata_value_state {
    STRATA_VALUE_NONE,    /* the file has no such column, or not for this year */
    STRATA_VALUE_MISSING, /* the row leaves it out */
    STRATA_VALUE_ABSENT,  /* an id that stands for "a higher level": there is nothing to report */
    STRATA_VALUE_UNKNOWN, /* a code that the field's map does not have */
    STRATA_VALUE_THERE
} strata_value_state;

/** In place of a field's number: about no field, but a constant or the whole row. */
#define STRATA_NO_FIELD UINT32_MAX

typedef struct strata_value {
    strata_value_state state;
    strata_missing_kind missing;   /* if missing */
    bool is_dropped;               /* the map says that the row is out of scope */
    strata_slice text;             /* if there: in the words of the target; lives as the row does */
    strata_slice dropped;          /* if is_dropped: the code, as the schema writes it */
    const strata_group_key *group; /* if a map or a constant gives groups, else NULL */
    uint32_t field;                /* number in the binding, or STRATA_NO_FIELD for a constant */
} strata_value;

/** Reads the values of one row after the other. Start from {0}. */
typedef struct strata_value_reader {
    const strata_binding *binding; /* borrowed */
    const strata_csv_row *row;     /* borrowed */
    int year;                      /* 0: not known yet, every field and code holds */
    strata_arena *texts;           /* padded and joined texts of the row */
    bool has_texts;
    bool is_out_of_memory; /* a value could not be built; to be asked after the row */
} strata_value_reader;

strata_status strata_value_reader_init(strata_value_reader *reader, const strata_binding *binding,
                                       strata_error *err) STRATA_NODISCARD;
void strata_value_reader_deinit(strata_value_reader *reader);

/** Goes on to a row, which has binding->column_count fields; year is 0 again. */
void strata_value_reader_start(strata_value_reader *reader, const strata_csv_row *row);

/** Whether a field of the binding is about some characters of its column, not about all of it. */
bool strata_value_is_part(const strata_binding *binding, const strata_field *field);

/** The value of a field of the binding. */
strata_value strata_value_of_field(strata_value_reader *reader, uint32_t field);

/** The value of a target in a result: of its inputs, the first that holds in reader->year. */
strata_value strata_value_of(strata_value_reader *reader, const strata_bound_result *result,
                             strata_target to, uint16_t index);

/** The value of some inputs: the first of them that holds in reader->year. */
strata_value strata_value_of_inputs(strata_value_reader *reader, const strata_value_inputs *inputs);

/** A field's text as it stands in the row, trimmed; empty if the file has no such column. */
strata_slice strata_value_raw(const strata_value_reader *reader, uint32_t field);

/** Whether the row has this result: always, unless the schema names a field that must be present. A
 * value that is hidden, or of a student who was not tested, is a result all the same; one that is
 * not reported, or an id without a place, is none. */
bool strata_value_has_result(strata_value_reader *reader, const strata_bound_result *result);

#endif
