# How the demo speaks, and how it keeps its promises.

work=$(mktemp -d "${TMPDIR:-/tmp}/keybook-demo.XXXXXX")
server_pid=
steps=0 promises=0 broken=0

clean_up() {
  local code=$?
  if [[ $server_pid ]]; then { kill -9 "$server_pid"; wait "$server_pid"; } 2>/dev/null || true; fi
  if [[ $keep ]] || ((code != 0)); then echo "The demo's data is in $work"; else rm -rf "$work"; fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM
trap 'echo "The demo stopped in line $LINENO of ${BASH_SOURCE[0]##*/}: $BASH_COMMAND" >&2' ERR
set -E

step() {
  steps=$((steps + 1))
  printf '\n\033[1m%s. %s\033[0m\n' "$steps" "$1" | plain
  shift
  if (($#)); then printf '%s\n' "$*" | fold -s -w 110 | sed 's/^/   /'; fi
}
say() { printf '   %s\n' "$*"; }
show() { sed 's/^/     /'; }  # what a program printed
plain() { if [[ -t 1 ]]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi; }

# promise TEXT COMMAND…: says whether it is kept; the demo fails at its end where one is not.
promise() {
  local text=$1
  shift
  promises=$((promises + 1))
  if "$@"; then
    say "kept    $text"
  else
    broken=$((broken + 1))
    say "BROKEN  $text"
  fi
}
equal() { [[ $1 == "$2" ]] || { say "        '$1' is not '$2'"; return 1; }; }

# member NAME: of a flat JSON object on standard input. The product needs no jq, so neither does its demo.
member() { sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

kb() {  # kb DEVICE COMMAND…
  local device=$1
  shift
  "$bin/keybook" --profile "$work/$device" "$@"
}

conclude() {
  step "Result"
  if ((broken > 0)); then
    say "$broken of $promises promises are BROKEN."
    exit 1
  fi
  say "All $promises promises are kept."
}
