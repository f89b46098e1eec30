/* Each library has its own way to say its version; libcsv and libinih have none at run time. */
#include "run/libraries.h"

#include <archive.h>
#include <jansson.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <xxhash.h>

#include <csv.h>
#ifdef STRATA_HAVE_GLPK
#include <glpk.h>
#endif
#include <gsl/gsl_version.h>
#ifdef STRATA_HAVE_ISAL
#include <isa-l.h>
#endif
#include <zlib.h>

enum {
    ARCHIVE_STEP = 1000, /* as below, with 1,000 */
    XXHASH_STEP = 100    /* version number = major * 100 * 100 + minor * 100 + release */
};

static void version_of_archive(char *out, size_t size)
{
    const int number = archive_version_number();
    (void)snprintf(out, size, "%d.%d.%d", number / ARCHIVE_STEP / ARCHIVE_STEP,
                   number / ARCHIVE_STEP % ARCHIVE_STEP, number % ARCHIVE_STEP);
}

static void version_of_csv(char *out, size_t size)
{
    (void)snprintf(out, size, "%d.%d.%d", CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}

#ifdef STRATA_HAVE_GLPK
static void version_of_glpk(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", glp_version());
}
#endif

static void version_of_gsl(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", gsl_version);
}

#ifdef STRATA_HAVE_ISAL
static void version_of_isal(char *out, size_t size)
{
    (void)snprintf(out, size, "%d.%d.%d", ISAL_MAJOR_VERSION, ISAL_MINOR_VERSION,
                   ISAL_PATCH_VERSION);
}
#endif

static void version_of_jansson(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", jansson_version_str());
}

static void version_of_crypto(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", OpenSSL_version(OPENSSL_VERSION_STRING));
}

static void version_of_xxhash(char *out, size_t size)
{
    const unsigned number = XXH_versionNumber();
    (void)snprintf(out, size, "%u.%u.%u", number / XXHASH_STEP / XXHASH_STEP,
                   number / XXHASH_STEP % XXHASH_STEP, number % XXHASH_STEP);
}

static void version_of_zlib(char *out, size_t size)
{
    (void)snprintf(out, size, "%s", zlibVersion());
}

static const struct {
    const char *name;
    void (*version)(char *out, size_t size);
} libraries[] = {
    {"libarchive", version_of_archive},
    {"libcsv", version_of_csv},
#ifdef STRATA_HAVE_GLPK
    {"glpk", version_of_glpk},
#endif
    {"gsl", version_of_gsl},
#ifdef STRATA_HAVE_ISAL
    {"isa-l", version_of_isal},
#endif
    {"jansson", version_of_jansson},
    {"libcrypto", version_of_crypto},
    {"xxhash", version_of_xxhash},
    {"zlib", version_of_zlib},
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
