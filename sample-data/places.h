/* Codes and names of the districts and schools. */
#ifndef SAMPLE_PLACES_H
#define SAMPLE_PLACES_H

#include "world.h"

#define COUNTY_CODE "99"
#define COUNTY_NAME "Sample County"
#define STATE_NAME  "State of Sample"

enum {
    NAME_TEXT = 64
};

/** Five digits, as California's districts have: "01011". */
void lea_code(int district, char out[CODE_TEXT]);

/** Seven digits: "0100001". One school got a new code in 2019. */
void school_code(const world *w, sample_school s, int year, char out[CODE_TEXT]);

/** The school that got a new code, and the last year of the old one. */
bool is_renumbered(const world *w, sample_school s);
enum {
    RENUMBERED_LAST_YEAR = 2018
};

const char *district_name(const world *w, int district);

/** In UTF-8; one of them has a letter beyond ASCII. */
void school_name(const world *w, sample_school s, char out[NAME_TEXT]);

/** Partner schools: first year of the partnership, 0 for other schools; *end is its last year, 0 =
 * it goes on. */
int partner_start(const world *w, sample_school s, int *end);

#endif
