/* One member of a gzip file after the other, by one of the libraries that can do it. */
#ifndef STRATA_IO_GUNZIP_H
#define STRATA_IO_GUNZIP_H

#include <stddef.h>

/** What a step came to. */
typedef enum strata_gunzip_state {
    STRATA_GUNZIP_GOES_ON,    /* it wants input, or room */
    STRATA_GUNZIP_MEMBER_END, /* the member is whole, its checksum and length are right */
    STRATA_GUNZIP_DAMAGED,
    STRATA_GUNZIP_NO_MEMORY
} strata_gunzip_state;

/** Bytes on their way; a step moves both on. */
typedef struct strata_gunzip_bytes {
    const unsigned char *in; /* in[in_len] */
    size_t in_len;
    unsigned char *out; /* out[out_len]: room */
    size_t out_len;
} strata_gunzip_bytes;

/** A library. A member begins with _start and ends with STRATA_GUNZIP_MEMBER_END; then `in` stands
 * behind it. A step may also be asked for without input, for what there was no room for. */
typedef struct strata_gunzip {
    const char *name;
    void *(*open)(void); /* NULL when out of memory */
    void (*start)(void *state);
    strata_gunzip_state (*step)(void *state, strata_gunzip_bytes *bytes);
    void (*close)(void *state);
} strata_gunzip;

extern const strata_gunzip strata_gunzip_zlib;
/** About three times as fast; only where it was found when strata was built (STRATA_HAVE_ISAL). */
extern const strata_gunzip strata_gunzip_isal;

/** The fastest there is. */
const strata_gunzip *strata_gunzip_best(void);

#endif
