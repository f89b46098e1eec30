#!/bin/sh
# format_check.sh ROOT: all C is as clang-format writes it.
set -eu
cd "$1"
if ! find cmd lib tests sample-data -name '*.[ch]' -exec clang-format --dry-run -Werror {} +; then
    echo "run: clang-format -i FILE"
    exit 1
fi
