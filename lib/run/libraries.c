/* Each library has its own way to say its version; libcsv and libinih have none at run time. */
#include "run/libraries.h"

#include <jansson.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <xxhash.h>

#include <csv.h>
#include <gsl/gsl_version.h>
#include <zlib.h>

enum {
    XXHASH_STEP = 100 /* version number = major * 100 * 100 + minor * 100 + release */
};

static void csv_version(char *out, size_t size)
{
    (void)snprintf(out, size, "%d.%d.%d", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}

static void gsl_version_text(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", gsl_version);
}

static void jansson_version(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", jansson_version_str());
}

static void crypto_version(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", OpenSSL_version(OPENSSL_VERSION_STRING));
}

static void xxhash_version(char *out, size_t size)
{
    const unsigned number = XXH_versionNumber();
    (void)snprintf(out, size, "%u.%u.%u", number / XXHASH_STEP / XXHASH_STEP,
                   number / XXHASH_STEP % XXHASH_STEP, number % XXHASH_STEP);
}

static void zlib_version(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", zlibVersion());
}

static const struct {
    const char *name;
    void (*version)(char *out, size_t size);
} libraries[] = {
    {"libcsv", csv_version},       {"gsl", gsl_version_text},  {"jansson", jansson_version},
    {"libcrypto", crypto_version}, {"xxhash", xxhash_version}, {"zlib", zlib_version},
};

size_t strata_library_count(void)
{
    return sizeof libraries / sizeof libraries[0];
}

const char *strata_library_at(size_t index, char *version, size_t size)
{
    libraries[index].version(version, size);
    return libraries[index].name;
}
