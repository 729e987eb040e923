#!/bin/sh
# Makes the golden files of the formats that have none yet: make.sh BUILD. Those that are there stay as they are.
set -eu
build=$(realpath "$1")
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
KEYBOOK_GOLDEN_OUT=$out "$build/bin-tests/golden" --gtest_also_run_disabled_tests --gtest_filter='*MakeFiles'
if [ -e "$out/client-2.db" ] && [ -e "$out/server-2.db" ]; then sh to_version_1.sh "$out"; fi
mkdir -p files
for file in "$out"/*.db; do
  name=files/$(basename "$file").zst
  [ -e "$name" ] || zstd -q -19 -o "$name" "$file"
done
# Expectations belong to the story of a version, and messages to the version of the protocol.
for file in "$out"/*.json*; do
  name=files/$(basename "$file")
  [ -e "$name" ] || cp "$file" "$name"
done
ls -l files
