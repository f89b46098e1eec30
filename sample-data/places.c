#include "places.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const district_names[PROFILE_COUNT] = {
#define TRUTH_DISTRICT(name, elementary, effect) name,
#include "truth.def"
};

static const int partner_first_start =
#define TRUTH_PARTNER(first_start, growth) first_start
#include "truth.def"
    ;

enum {
    PARTNER_EVERY = 4, /* every fourth elementary school is a partner */
    PARTNER_PLACE = 1,
    ENDED_SCHOOL = 9, /* this one of the first district left the partnership */
    ENDED_YEAR = 2022,
    RENUMBERED_DISTRICT = 1, /* that of district and school that got a new code */
    RENUMBERED_SCHOOL = 5,
    RENUMBERED_OFFSET = 900
};

void lea_code(int district, char out[CODE_TEXT])
{
    (void)snprintf(out, CODE_TEXT, "%05d", 1011 + 8 * district);
}

bool is_renumbered(const world *w, sample_school s)
{
    return w->district_count == PROFILE_COUNT && s.district == RENUMBERED_DISTRICT &&
           s.kind == KIND_ELEMENTARY && s.number == RENUMBERED_SCHOOL;
}

void school_code(const world *w, sample_school s, int year, char out[CODE_TEXT])
{
    const sample_district *d = &w->districts[s.district];
    uint64_t number = 100001 + d->first_school + (uint64_t)s.number;
    for (int kind = 0; kind < (int)s.kind; ++kind) {
        number += (uint64_t)d->schools[kind];
    }
    if (year > RENUMBERED_LAST_YEAR && is_renumbered(w, s)) {
        number += RENUMBERED_OFFSET;
    }
    (void)snprintf(out, CODE_TEXT, "%07" PRIu64, number);
}

const char *district_name(const world *w, int district)
{
    return district_names[w->districts[district].profile];
}

void school_name(const world *w, sample_school s, char out[NAME_TEXT])
{
    static const char *const words[] = {
        "Acorn",  "Badger", "Clover",  "Dragonfly",  "Egret",  "Fern",    "Goldfinch",
        "Heron",  "Iris",   "Juniper", "Kingfisher", "Lichen", "Magpie",  "Nettle",
        "Osprey", "Poppy",  "Quail",   "Raven",      "Sorrel", "Thistle", "Ca\303\261ada Verde",
        "Willow"};
    static const char *const kinds[KIND_COUNT] = {"Elementary", "Middle", "High"};
    const size_t count = sizeof words / sizeof words[0];
    const uint64_t place = w->districts[s.district].first_student /
                               (w->districts[s.district].seats * (uint64_t)w->cohort_count) +
                           (uint64_t)s.number;
    (void)snprintf(out, NAME_TEXT, "%s %s", words[place % count], kinds[s.kind]);
}

int partner_start(const world *w, sample_school s, int *end)
{
    *end = 0;
    if (s.kind != KIND_ELEMENTARY || s.number % PARTNER_EVERY != PARTNER_PLACE) {
        return 0;
    }
    if (w->district_count == PROFILE_COUNT && s.district == 0 && s.number == ENDED_SCHOOL) {
        *end = ENDED_YEAR;
    }
    return partner_first_start + (s.number / PARTNER_EVERY) % 2;
}
