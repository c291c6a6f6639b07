# shellcheck shell=sh
# Builds what `weir` needs in a checkout, where it is older than its sources. Sourced by weir, whose
# $home is the checkout.

# Says yes if $1 is missing, or if something under the other paths is newer than both $1 and the stamp
# of the last build. (A build may rightly leave a jar as it was, although a source was touched.)
is_stale() {
  [ -e "$1" ] || return 0
  stale_before=$1
  if [ "$stamp" -nt "$1" ]; then stale_before=$stamp; fi
  shift
  [ -n "$(find "$@" -newer "$stale_before" 2>/dev/null)" ]
}

are_libraries_stale() {
  is_stale "$libraries" "$home"/pom.xml "$home"/*/pom.xml "$home"/engine/*/pom.xml "$home"/processors/*/pom.xml
}

is_any_module_stale() {
  for pom in "$home"/engine/api/pom.xml "$home"/engine/expression/pom.xml "$home"/engine/core/pom.xml \
    "$home"/processors/*/pom.xml "$home/$1"/pom.xml; do
    module=${pom%/pom.xml}
    for jar in "$module"/target/weir-*.jar; do :; done
    is_stale "$jar" "$module/src/main" && return 0
  done
  return 1
}

# One build at a time: whoever comes second waits, and may find nothing left to do.
lock_builds() {
  mkdir -p "${lock%/*}"
  until mkdir "$lock" 2>/dev/null; do
    if read -r builder 2>/dev/null <"$lock/pid" && ! kill -0 "$builder" 2>/dev/null; then
      rm -rf "$lock"
    else
      sleep 1
    fi
  done
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT TERM
  printf '%s\n' $$ >"$lock/pid"
}

unlock_builds() {
  rm -rf "$lock"
  trap - EXIT INT TERM
}

# Builds the module in folder $1 with all that it needs, unless all of that is newer than its sources.
# Sets is_first_build if nothing had been built before.
build_if_stale() {
  libraries=$home/$1/target/lib
  stamp=$home/$1/target/built
  lock=$home/engine/server/target/build.lock
  are_libraries_stale || is_any_module_stale "$1" || return 0
  lock_builds
  if are_libraries_stale; then
    rm -rf "$libraries" # so that no library of an older version stays
  elif ! is_any_module_stale "$1"; then
    unlock_builds
    return 0
  fi
  if [ ! -e "$stamp" ]; then is_first_build=yes; fi
  echo "weir: building $1, as after each change of the sources ..." >&2
  : >"$lock/begun"
  # Maven takes its project folder from where it runs.
  (cd "$home" && exec ./mvnw -q -B -ntp -Pquick -Dmaven.test.skip=true -pl "$1" -am package) >&2 || {
    echo "weir: the build failed, see above." >&2
    exit 70
  }
  touch -r "$lock/begun" "$stamp" # what was saved while the build ran is newer than the build
  rm -f "$home/$1"/target/*.aot.note
  unlock_builds
}
