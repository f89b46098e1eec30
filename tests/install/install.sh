#!/bin/sh
# install.sh ROOT BUILD VERSION: installs into a folder of its own and uses strata from there, as a
# package's user would: the program, a CMake project and pkg-config.
set -eu
root=$1
build=$2
version=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/stage

cmake --install "$build" --prefix "$stage" >"$work/log" || { cat "$work/log"; exit 1; }
library=$(dirname "$(find "$stage" -name 'libstrata.so' | head -n 1)")

echo "== the program, with its schemas, from another folder"
cd "$work"
test "$("$stage/bin/strata" --version)" = "strata $version"
"$stage/bin/strata" schema list | grep -q '^generic/students'
"$stage/bin/strata" protect --policy list | grep -q '^nces-2011-603'

echo "== without its schemas it says so"
cp "$stage/bin/strata" "$work/alone"
if ./alone doctor | grep -q '^schemas *none found'; then
    code=0
    ./alone schema list 2>said || code=$?
    test "$code" -eq 2
    grep -q '(no-schemas)$' said
fi

echo "== find_package"
if ! { cmake -S "$root/tests/install/consumer" -B "$work/cmake" -G Ninja \
    -DCMAKE_PREFIX_PATH="$stage" && cmake --build "$work/cmake"; } >"$work/log" 2>&1; then
    cat "$work/log"
    exit 1
fi
for kind in shared static; do
    test "$("$work/cmake/consumer_$kind" | head -n 1)" = "$version"
done

echo "== pkg-config"
export PKG_CONFIG_PATH="$library/pkgconfig"
test "$(pkg-config --modversion strata)" = "$version"
# The flags are words on purpose.
# shellcheck disable=SC2046
cc -o "$work/consumer" "$root/tests/install/consumer/consumer.c" $(pkg-config --cflags --libs strata)
LD_LIBRARY_PATH=$library "$work/consumer"

echo "== nothing in what is installed names the place it was built in"
! grep -rIlF -e "$root" -e "$build" "$stage"
