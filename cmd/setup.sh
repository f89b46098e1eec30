# Functions of quickstart.sh and tests/run.sh, which read this file with `.`; `root` is the folder of
# the project.
# shellcheck shell=sh

# packages_of SECTION...: the packages of these sections of cmd/packages.txt.
packages_of() {
    for section in "$@"; do
        sed -n "/^\[$section\]/,/^\[/{/^[a-z0-9]/p;}" "${root:?}/cmd/packages.txt"
    done
}

# need_packages SECTION...: installs what is missing, with sudo if we are not root.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "not a Debian system: please see to the packages of cmd/packages.txt yourself" >&2
        return 0
    fi
    missing=
    for package in $(packages_of "$@"); do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed$' ||
            missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "installing:$missing" >&2
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "please run as root: apt-get install$missing" >&2
            return 2
        fi
        as_root=sudo
    fi
    # The lists of names may be old or absent. Split into words on purpose.
    # shellcheck disable=SC2086
    $as_root apt-get -qq update >&2 &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
            install $missing >&2
}

# build_folder PRESET: sets `folder` to build/PRESET, or to a folder of its own kind for this run
# where we may not write that. What was configured for another place is thrown away.
build_folder() {
    folder=$root/build/$1
    cache=$folder/CMakeCache.txt
    if mkdir -p "$folder" 2>/dev/null && [ -O "$folder" ] && [ -w "$folder" ]; then
        if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
            rm -rf "$folder"
            mkdir -p "$folder"
        fi
        return 0
    fi
    folder=$(mktemp -d)/$1
    own_folders="${own_folders:-} ${folder%/*}"
    echo "build/$1 cannot be written; building in $folder" >&2
}

# remove_own_folders: at the end of a run.
remove_own_folders() {
    # Split into words on purpose; mktemp makes names without blanks.
    # shellcheck disable=SC2086
    [ -z "${own_folders:-}" ] || rm -rf $own_folders
}
