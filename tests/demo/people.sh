# Users, territories and devices.

device_names=(rep-a rep-b manager head-office)

password_of() { echo "password of $1"; }

add_user() {  # add_user NAME ROLE [TERRITORY]
  password_of "$1" | "$bin/keybook-server" user add --data "$work/server" --name "$1" --role "$2" ${3:+--territory "$3"} --password-stdin >>"$work/users.txt"
}

add_people() {
  step "People and territories" "From sales_teams.csv: each regional office is a territory, its managers see every account in it; reps see the" \
    "accounts that they own or help with. Passwords are hashed with Argon2id, which takes its time on purpose."
  local office name
  while IFS= read -r office; do "$bin/keybook-server" territory add --data "$work/server" --name "$office" >/dev/null; done < <(cut -f3 "$work/team.tsv" | sort -u)
  while IFS=$'\t' read -r name office; do add_user "$name" manager "$office"; done < <(cut -f2,3 "$work/team.tsv" | sort -u)
  while IFS=$'\t' read -r name _ office; do add_user "$name" rep "$office"; done <"$work/team.tsv"
  add_user "Head Office" head-office
  say "$(grep -c ' rep ' "$work/users.txt" || true) reps, $(grep -c ' manager ' "$work/users.txt" || true) managers, 1 at head office, territories: $("$bin/keybook-server" territory list --data "$work/server" | paste -sd ' ')"
}

enrol() {  # enrol DEVICE USER
  password_of "$2" | kb "$1" enroll --server "$url" --user "$2" --device-name "$1" --password-stdin 2>>"$work/enrol.log" ||
    { tail -n 2 "$work/enrol.log" >&2; return 1; }
}

# One sync of a device with what it cost.
sync_device() {
  local result
  result=$(kb "$1" sync --json) || return $?
  printf '     %-12s sent %5s, received %5s; %2s round trips, %8s bytes up, %8s down, %6s ms\n' "$1" \
    "$(member pushed <<<"$result")" "$(member pulled <<<"$result")" "$(member round_trips <<<"$result")" \
    "$(member bytes_sent <<<"$result")" "$(member bytes_received <<<"$result")" "$(kb "$1" exchanges --limit 1 --json | member duration_ms)"
}

enrol_devices() {
  step "Four devices" "$rep_a and $rep_b both work on the account $account; $manager manages $office. Each device gets its own" \
    "credential and downloads what its user may see, and nothing else. (Head office has its device already.)"
  enrol rep-a "$rep_a"
  enrol rep-b "$rep_b"
  enrol manager "$manager"
  local device
  for device in "${device_names[@]}"; do sync_device "$device"; done
}
