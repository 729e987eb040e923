# The server: started, killed, started again on the same address.

address=127.0.0.1:0
server_log=

serve() {
  server_log=$work/server.log
  : >"$work/server.out"
  "$bin/keybook-server" serve --data "$work/server" --listen "$address" >"$work/server.out" 2>>"$server_log" &
  server_pid=$!
  local tries
  for ((tries = 0; tries < 300; ++tries)); do
    url=$(sed -n 's/^listening on //p' "$work/server.out")
    if [[ $url ]]; then address=${url#*//}; return; fi
    kill -0 "$server_pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "The server did not start:" >&2
  tail -n 5 "$server_log" >&2
  return 1
}

stop_server() {
  kill "$server_pid"
  wait "$server_pid"
  server_pid=
}

kill_server() {
  kill -9 "$server_pid"
  wait "$server_pid" 2>/dev/null || true
  server_pid=
}

start_server() {
  step "A server of one's own" "One program with an embedded database; no other software. It listens on a free port of this machine."
  echo admin-password | "$bin/keybook-server" init --data "$work/server" --admin root --password-stdin | show
  serve
  say "it serves at $url"
}
