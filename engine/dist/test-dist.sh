#!/bin/sh
# Tries the distribution as a newcomer would, on a machine that has nothing else: unpacks it into a
# temporary folder and runs a sample with an empty environment and an empty PATH.
# Usage: engine/dist/test-dist.sh [ARCHIVE]
set -eu

archive=${1:-$(ls "$(dirname "$0")"/target/weir-*.tar.gz)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT TERM

(cd "$(dirname "$archive")" && sha256sum -c --quiet "$(basename "$archive").sha256")
tar xzf "$archive" -C "$folder"
cd "$folder"/weir-*

fail() {
  echo "test-dist: $*" >&2
  exit 1
}

weir() {
  env -i HOME="$folder/home" PATH='' WEIR_AOT="${WEIR_AOT-}" ./weir "$@"
}

# The sample's results go to $1, with whatever the launcher does about its cache.
run_sample() {
  weir run samples/birdstrikes/birdstrikes.flow.yaml --quiet --param "out=$folder/out" --data "$folder/data" ||
    fail "the sample failed"
  [ -n "$(find "$folder/out" -type f -size +0)" ] || fail "the sample wrote nothing"
  mv "$folder/out" "$folder/$1"
  rm -rf "$folder/data"
}

mkdir "$folder/home"
weir --version || fail "weir --version failed"
env -i PATH='' WEIR_AOT=off WEIR_JAVA_OPTS=-Xshare:on ./weir --version >/dev/null || fail "the class archive does not fit"
WEIR_AOT=off run_sample without-cache

WEIR_AOT=train weir >"$folder/training.log" 2>&1 || fail "the training failed: $(cat "$folder/training.log")"
[ "$(tail -n 1 lib/server.aot.note)" = complete ] || fail "the training left no cache: $(cat "$folder/training.log")"
run_sample with-cache
diff -r "$folder/without-cache" "$folder/with-cache" || fail "the cache changed the result"
echo "test-dist: $(basename "$archive") works"
