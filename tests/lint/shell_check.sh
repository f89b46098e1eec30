#!/bin/sh
# shell_check.sh ROOT: what the tool shellcheck says of all shell scripts.
set -eu
cd "$1"
find cmd lib tests sample-data -name '*.sh' -exec shellcheck -x -P SCRIPTDIR {} + &&
    shellcheck -x .ci/run
