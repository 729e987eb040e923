#!/bin/sh
# Runs all vectors, or says why not: 77 is ctest's "skipped".
vectors=${KEYBOOK_VECTORS:-$KEYBOOK_SOURCE_DIR/../shared/model/vectors}
if [ ! -d "$vectors" ]; then
  echo "skipped: no merge vectors in $vectors (set KEYBOOK_VECTORS to their folder)"
  exit 77
fi
exec "$KEYBOOK_BIN_DIR/keybook-vectors" "$vectors" --more "${KEYBOOK_VECTORS_MORE:-2}"
