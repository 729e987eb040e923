# Two reps offline on the same account, and how it comes together.

get() { kb "$1" get account "$id" --json; }
value() { get "$1" | sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p"; }  # of a text field of the account

report_before='客户现场使用情况良好。
上季度交货延误两次，客户不满。
下次拜访谈年度框架合同。'
report_a='客户现场使用情况良好，新产线已经投产。
上季度交货延误两次，客户不满。
下次拜访谈年度框架合同。'
report_b='客户现场使用情况良好。
上季度交货延误两次，客户不满。
下次拜访谈年度框架合同，王总参加，报价有效期到月底。'

work_offline() {
  step "Both reps offline, on the same account" "First they agree on something: a contact and a visit that both devices know. Then the server is stopped, and" \
    "each works as if alone. Every change is saved on the device at once."
  id=$(kb rep-a get account "account:name=$account" --json | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')
  contact=$(kb rep-a new contact account="$id" name=王丽 title=采购经理)
  visit=$(kb rep-a new visit account="$id" subject=季度拜访 visited_at="$(date -u -d '-1 day' +%FT%TZ)" report="$report_before")
  local device
  for device in rep-a rep-b; do kb "$device" sync >/dev/null; done
  stop_server
  say "server stopped"
  edits_of_a
  edits_of_b
  local code=0
  kb rep-b sync 2>"$work/offline.txt" || code=$?
  say "rep-b tries to sync:"
  show <"$work/offline.txt"
  promise "an unreachable server ends with code 3 and changes nothing" equal "$code $(value rep-b remark)" "3 年底前有扩产计划"
}

edits_of_a() {
  say "rep-a ($rep_a), first:"
  kb rep-a set account "$id" website=https://www.example.com phone=010-5550001 short_name=甲方 tags=重点
  kb rep-a set visit "$visit" report="$report_a"
  kb rep-a delete contact "$contact"
  # Enough besides to make an upload that takes a moment.
  awk -F, -v agent="$rep_a" -v day="$(date -u -d '+7 days' +%F)" '
    NR > 1 && $2 == agent && $4 != "" && n < 400 {
      n++
      printf "{\"op\":\"new\",\"type\":\"visit\",\"fields\":{\"account\":\"account:name=%s\",\"subject\":\"跟进 %s\",\"planned_for\":\"%sT01:00:00Z\"}}\n", $4, $1, day
    }' "$work/sales_pipeline.csv" >"$work/plan.jsonl"
  kb rep-a apply "$work/plan.jsonl" >/dev/null
  printf '     %s\n' 'website, phone 010-5550001, short name 甲方, tag 重点' 'first line of the report' 'deletes the contact 王丽' "plans $(wc -l <"$work/plan.jsonl") visits"
  sleep 0.02  # "later" below is later by any clock
}

edits_of_b() {
  say "rep-b ($rep_b), later:"
  kb rep-b set account "$id" remark=年底前有扩产计划 phone=010-5550002 short_name=乙方 tags=价格敏感
  kb rep-b set visit "$visit" report="$report_b"
  kb rep-b set contact "$contact" mobile=13800000000
  printf '     %s\n' 'remark, phone 010-5550002, short name 乙方, tag 价格敏感' 'last line of the report' 'writes down the mobile of 王丽'
}

sync_in_an_unlucky_order() {
  step "An unlucky order" "The later edits go up first; the manager and head office get them before the earlier ones exist anywhere but on" \
    "rep-a's device. In the middle of rep-a's upload the server is killed with SIGKILL."
  serve
  sync_device rep-b
  sync_device manager
  kill_in_the_middle
  serve
  say "server started again on the same data"
  local device
  for device in rep-a head-office rep-b manager rep-a; do sync_device "$device"; done
  for device in "${device_names[@]}"; do
    promise "$device is in sync" equal "$(kb "$device" status --json | member in_sync)" true
  done
  promise "the $(wc -l <"$work/plan.jsonl") planned visits are there once each, for head office too" \
    equal "$(kb head-office list visit --where "planned_for!=" --json | wc -l)" "$(wc -l <"$work/plan.jsonl")"
  promise "the server's own check finds nothing wrong" quietly "$bin/keybook-server" check --data "$work/server"
}

quietly() { "$@" >"$work/quiet.txt" 2>&1 || { show <"$work/quiet.txt"; return 1; }; }

# Waits until the server begins to write down what it got, and kills it there.
kill_in_the_middle() {
  local log=("$work/server"/*-wal) code=0 client
  say "rep-a: $(kb rep-a status --json | member pending) changes wait"
  touch "$work/before"
  (trap - ERR; kb rep-a sync) >"$work/cut.txt" 2>&1 &
  client=$!
  # Built into the shell, since starting a program takes longer than the server's commit.
  until [[ ${log[0]} -nt $work/before ]] || ! kill -0 "$client" 2>/dev/null; do :; done
  kill_server
  say "server killed while it wrote them down"
  wait "$client" || code=$?
  if ((code == 0)); then say "(rep-a had its answer just before)"; else show <"$work/cut.txt"; fi
  say "rep-a: $(kb rep-a status --json | member pending) changes wait now; whether they arrived or not, they are sent again and count once"
}

show_what_everybody_sees() {
  step "Who sees what" "Rights are judged by the server alone. Records on each device:"
  printf '     %-12s %-12s %9s %9s %9s %14s  %s\n' device role accounts contacts visits opportunities user
  local device status
  for device in "${device_names[@]}"; do
    status=$(kb "$device" status --json)
    # The name last: a terminal's columns are no bytes.
    printf '     %-12s %-12s %9d %9d %9d %14d  %s\n' "$device" "$(member role <<<"$status")" "$(count "$device" account)" \
      "$(count "$device" contact)" "$(count "$device" visit)" "$(count "$device" opportunity)" "$(member user <<<"$status")"
  done
  echo
  say "$account, as all four see it now:"
  kb rep-a get account "$id" | grep -E '^(Name|Short name|Phone|Website|Remark|Tags|Owner)  ' | show
  promise "edits of different fields are both there" equal "$(value manager website) $(value manager remark)" "https://www.example.com 年底前有扩产计划"
  promise "one field, no review wanted: the later edit stands, the earlier is in the history" \
    equal "$(value manager short_name) $(kb manager history account "$id" --field short_name --json | grep -c '"value":"甲方"')" "乙方 1"
  promise "tags of both are there" equal "$(get manager | grep -o '"tags":\[[^]]*\]' | head -n 1)" '"tags":["价格敏感","重点"]'
  say "the visit's report, to which both wrote:"
  kb manager get visit "$visit" | sed -n '/^Report/,/^[A-Z].*  /p' | grep -E '客户|交货|拜访' | show
  local report
  report=$(kb manager get visit "$visit" --json)
  promise "the report has the passages of both" contains "$report" 新产线已经投产 王总参加
}

count() { kb "$1" list "$2" --json | wc -l; }
contains() {
  local text=$1 part
  shift
  for part in "$@"; do [[ $text == *"$part"* ]] || return 1; done
}

settle_conflicts() {
  step "What only a person can decide" "One field that wants review was changed by both; a contact was deleted by one and edited by the other. Everybody" \
    "who sees the account sees the conflict, with both values."
  kb manager conflicts 2>/dev/null | show
  local device
  for device in "${device_names[@]}"; do
    promise "$device shows the 2 conflicts" equal "$(kb "$device" status --json | member conflicts)" 2
  done
  say "$manager settles them: the other phone number; the contact stays."
  kb manager resolve "$id/phone" --keep other
  kb manager resolve "$contact/@deleted" --keep current
  local pass
  for pass in 1 2; do for device in manager rep-b rep-a head-office; do if ((pass == 1)); then sync_device "$device"; else kb "$device" sync >/dev/null; fi; done; done
  say "the phone's history:"
  kb rep-a history account "$id" --field phone | show
  for device in "${device_names[@]}"; do
    promise "$device has no conflict, and the phone that was chosen" equal "$(kb "$device" status --json | member conflicts) $(value "$device" phone)" "0 010-5550001"
  done
  promise "the contact lives, with its mobile" contains "$(kb rep-a get contact "$contact" --json)" 13800000000
}

prove_it_is_the_same() {
  step "The same for everybody" "A digest over everything visible of the account's file, types, ids and values, computed on each device:"
  local device digest first=
  for device in "${device_names[@]}"; do
    digest=$(kb "$device" digest --account "$id")
    printf '     %-12s %s\n' "$device" "$digest"
    first=${first:-$digest}
    promise "the same as on rep-a's device" equal "$digest" "$first"
  done
  say "A second device of $rep_a, downloaded afresh, must show the same as the first one, which went through all this:"
  enrol second-device "$rep_a"
  sync_device second-device
  printf '     %-14s %s\n' rep-a "$(kb rep-a digest)" second-device "$(kb second-device digest)"
  promise "equal" equal "$(kb rep-a digest)" "$(kb second-device digest)"
  for device in "${device_names[@]}" second-device; do promise "$device: the local store's check finds nothing wrong" quietly kb "$device" check; done
}

show_exchanges() {
  step "What each exchange cost" "Newest first, per device."
  local device
  for device in "${device_names[@]}"; do
    say "$device"
    kb "$device" exchanges | show
  done
}
