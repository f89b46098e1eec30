/* Files being written, plain or gz by their name, with every error noticed. */
#ifndef SAMPLE_OUTPUT_H
#define SAMPLE_OUTPUT_H

#include <stdbool.h>

typedef struct output output;

/** Opens a file; "-" is standard output. NULL, after a message, if that fails. */
output *output_open(const char *path);

/** The same for a file in a folder. */
output *output_open_in(const char *folder, const char *name);

/** Formatted text. A failure is remembered until output_close. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void output_print(output *out, const char *format, ...);

/** False, after a message, if anything went wrong. NULL is fine and gives false. */
bool output_close(output *out);

#endif
