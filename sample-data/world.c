#include "world.h"

#include <stdlib.h>

static const int grades[GRADE_COUNT] = {3, 4, 5, 6, 7, 8, 11};

int grade_at(int index)
{
    return grades[index];
}

static const int truth_elementary[PROFILE_COUNT] = {
#define TRUTH_DISTRICT(name, elementary, effect) elementary,
#include "truth.def"
};

static const int truth_years[] = {
#define TRUTH_YEAR(year, shift, tested) year,
#include "truth.def"
};

enum {
    TRUTH_YEARS = sizeof truth_years / sizeof truth_years[0],
    SHIPPED_SEATS = 23,
    SHIPPED_SEED = 20,
    USUAL_SEATS = 30, /* one class of an elementary school */
    YEARS_TO_GRADE_11 = 8
};

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint64_t world_bits(const world *w, uint64_t number, uint64_t purpose)
{
    return mix(mix(w->seed ^ mix(number)) + purpose);
}

double world_uniform(const world *w, uint64_t number, uint64_t purpose)
{
    return (double)(world_bits(w, number, purpose) >> 11) / 9007199254740992.0;
}

double world_normal(const world *w, uint64_t number, uint64_t purpose)
{
    const uint64_t start = world_bits(w, number, purpose);
    uint64_t sum = 0;
    for (uint64_t i = 0; i < 3; ++i) {
        const uint64_t bits = mix(start + i);
        for (unsigned shift = 0; shift < 64; shift += 16) {
            sum += (bits >> shift) & 0xffff;
        }
    }
    return ((double)sum + 6.0) / 65536.0 - 6.0;
}

/* Takes years[count], the last ones of the truth that end at place `end`. */
static void set_years(world *w, int count, int end)
{
    w->year_count = count;
    for (int i = 0; i < count; ++i) {
        w->years[i] = truth_years[end - count + i];
    }
    w->first_cohort = w->years[0] - YEARS_TO_GRADE_11;
    w->cohort_count = w->years[count - 1] - w->first_cohort + 1;
}

/* Gives a district of a profile its schools and numbers. */
static void place_district(world *w, int index, int elementary, uint64_t seats)
{
    sample_district *d = &w->districts[index];
    d->profile = index % PROFILE_COUNT;
    d->schools[KIND_ELEMENTARY] = elementary;
    d->schools[KIND_MIDDLE] = (elementary + 3) / 4;
    d->schools[KIND_HIGH] = (elementary + 5) / 6;
    d->seats = seats;
    if (index > 0) {
        const sample_district *before = d - 1;
        d->first_school = before->first_school + (uint64_t)before->schools[KIND_ELEMENTARY] +
                          (uint64_t)before->schools[KIND_MIDDLE] +
                          (uint64_t)before->schools[KIND_HIGH];
    }
    d->first_student = w->student_count;
    w->student_count += (uint64_t)elementary * (uint64_t)w->cohort_count * seats;
}

bool world_shipped(world *out)
{
    *out = (world){.seed = SHIPPED_SEED, .district_count = PROFILE_COUNT};
    out->districts = calloc(PROFILE_COUNT, sizeof *out->districts);
    if (out->districts == NULL) {
        return false;
    }
    const int last = TRUTH_YEARS - 1; /* without 2024 */
    set_years(out, 7, last);
    for (int i = 0; i < PROFILE_COUNT; ++i) {
        place_district(out, i, truth_elementary[i], SHIPPED_SEATS);
    }
    return true;
}

bool world_sized(world *out, uint64_t students, int years, int districts, uint64_t seed)
{
    *out = (world){.seed = seed, .district_count = districts};
    if (years < 1 || years > TRUTH_YEARS || districts < 1 || students < 1) {
        return false;
    }
    out->districts = calloc((size_t)districts, sizeof *out->districts);
    if (out->districts == NULL) {
        return false;
    }
    set_years(out, years, TRUTH_YEARS);
    uint64_t weights = 0;
    for (int i = 0; i < districts; ++i) {
        weights += (uint64_t)truth_elementary[i % PROFILE_COUNT];
    }
    for (int i = 0; i < districts; ++i) {
        const uint64_t weight = (uint64_t)truth_elementary[i % PROFILE_COUNT];
        const uint64_t share = (uint64_t)((double)students * (double)weight / (double)weights);
        const uint64_t cohort = share / (uint64_t)out->cohort_count + 1;
        const uint64_t elementary = cohort / USUAL_SEATS + 1;
        place_district(out, i, (int)elementary, (cohort + elementary - 1) / elementary);
    }
    return true;
}

sample_school school_next(const world *w, sample_school s)
{
    const sample_district *d = &w->districts[s.district];
    ++s.number;
    if (s.number >= d->schools[s.kind]) {
        s.kind = (school_kind)(s.kind + 1);
        s.number = 0;
    }
    return s;
}

bool school_is_in(const world *w, sample_school s)
{
    return s.district < w->district_count && s.kind < KIND_COUNT;
}

void world_deinit(world *out)
{
    free(out->districts);
    *out = (world){0};
}
