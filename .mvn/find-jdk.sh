# shellcheck shell=sh
# Finds a JDK which is new enough and exports its JAVA_HOME. Sourced by mvnw and by weir, because a
# machine's default `java` is often older than the JDK which stands beside it.
#
# POSIX sh and builtins only (two optional calls apart): it also runs where PATH is empty.
# Usage: . find-jdk.sh; find_jdk 25 || exit 78

# Says yes if $1 is the home of a JDK (a compiler included) of major version $2 or newer.
# Leaves the major version in jdk_major.
is_jdk() {
  jdk_major=0
  { [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ]; } || { [ -x "$1/bin/java.exe" ] && [ -x "$1/bin/javac.exe" ]; } || return 1
  [ -r "$1/release" ] || return 1
  while IFS='=' read -r jdk_key jdk_value || [ -n "$jdk_key" ]; do
    [ "$jdk_key" = JAVA_VERSION ] || continue
    jdk_major=${jdk_value#\"}
    jdk_major=${jdk_major%%[!0-9]*}
    break
  done <"$1/release"
  [ "${jdk_major:-0}" -ge "$2" ]
}

# The home of the `java` on PATH, through all its links. Prints nothing if there is none.
jdk_on_path() {
  jdk_link=$(command -v java 2>/dev/null) || return 0
  jdk_hops=0
  while [ -L "$jdk_link" ] && [ "$jdk_hops" -lt 16 ]; do
    jdk_target=$(readlink "$jdk_link" 2>/dev/null) || return 0
    case $jdk_target in
    /*) jdk_link=$jdk_target ;;
    *) jdk_link=${jdk_link%/*}/$jdk_target ;;
    esac
    jdk_hops=$((jdk_hops + 1))
  done
  jdk_link=${jdk_link%/*}
  printf '%s\n' "${jdk_link%/*}"
}

# Exports JAVA_HOME: the one that is set, else the one on PATH, else the oldest sufficient one in the
# places where Linux, macOS, Windows (Git Bash) and the version managers install JDKs.
find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && is_jdk "$JAVA_HOME" "$1"; then
    export JAVA_HOME
    return 0
  fi
  jdk_best=$(jdk_on_path)
  if [ -n "$jdk_best" ] && is_jdk "$jdk_best" "$1"; then
    JAVA_HOME=$jdk_best
    export JAVA_HOME
    return 0
  fi
  jdk_best='' jdk_best_major=0
  for jdk_home in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* /usr/local/*jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/* \
    "${HOME-}"/.local/share/mise/installs/java/* "${HOME-}"/.gradle/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "/c/Program Files/Eclipse Adoptium"/* "/c/Program Files/Java"/* "/c/Program Files/Microsoft"/jdk* \
    "/c/Program Files/Zulu"/* "/c/Program Files/Amazon Corretto"/* "/c/Program Files/BellSoft"/*; do
    if is_jdk "$jdk_home" "$1" && { [ -z "$jdk_best" ] || [ "$jdk_major" -lt "$jdk_best_major" ]; }; then
      jdk_best=$jdk_home jdk_best_major=$jdk_major
    fi
  done
  if [ -z "$jdk_best" ]; then
    printf '%s\n' \
      "Weir needs a JDK of version $1 or newer, and none was found: JAVA_HOME is ${JAVA_HOME:-not set}," \
      "\`java\` on PATH is $(command -v java 2>/dev/null || printf missing), and the usual installation folders have none." \
      "Install one (Eclipse Temurin $1, your system's openjdk-$1 package, or \`sdk install java\`) or set JAVA_HOME." >&2
    return 1
  fi
  JAVA_HOME=$jdk_best
  export JAVA_HOME
}
