#!/bin/sh
# Makes the class archive of a staged distribution, with which the very first start is quick: classes that the
# bird-strike sample needs, parsed and checked. The same jars give the same archive, byte for byte.
# Usage: engine/dist/archive-classes.sh STAGE WORK
set -eu

stage=$1
work=$2
archive=$stage/lib/server.jsa
mkdir -p "$work"
rm -f "$archive"

weir() {
  options=$1
  shift
  WEIR_AOT=off WEIR_JAVA_OPTS=$options "$stage/weir" "$@" >"$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 1
  }
}

weir "-Xshare:off -XX:DumpLoadedClassList=$work/loaded" run "$stage/samples/birdstrikes/birdstrikes.flow.yaml" \
  --quiet --param "out=$work/out" --data "$work/data"
# What differs from run to run is left out: numbers, order, and which constants happened to be resolved.
sed -e '/^#/d' -e '/^@cp /d' -e 's/ id: .*//' "$work/loaded" | LC_ALL=C sort -u >"$work/classes"
weir "-Xshare:dump -XX:SharedClassListFile=$work/classes -XX:SharedArchiveFile=$archive" --version
[ -s "$archive" ] || {
  cat "$work/log" >&2
  exit 1
}
