# The customers: the CRM set beside the checkout where it is there, else a made-up sample of like shape.

prepare_data() {
  source=${KEYBOOK_DEMO_DATA:-$root/../shared/data/maven_crm}  # the variable: to try the sample
  if [[ -r $source/sales_pipeline.csv ]]; then
    step "The data" "The Maven Analytics CRM set: 35 reps, 85 accounts, 8,800 opportunities, with the defects of a grown data base."
  else
    source=$work/sample
    mkdir -p "$source"
    awk -v folder="$source" -f "$here/sample.awk"
    step "The data" "The CRM set is not beside this checkout, so a Chinese sample of like shape was made: same tables, same kinds of defects."
  fi
  local table
  for table in accounts products sales_teams sales_pipeline; do
    tr -d '\r' <"$source/$table.csv" >"$work/$table.csv"
    say "$(printf '%-15s %5d lines' "$table" "$(($(wc -l <"$work/$table.csv") - 1))")"
  done
  tail -n +2 "$work/sales_teams.csv" | awk -F, -v OFS='\t' '{print $1, $2, $3}' >"$work/team.tsv"
  make_import_files
  cast_roles
}

# References are written as type:key=value; a blank stays a blank, and becomes a defect that the import names.
make_import_files() {
  awk -F, -v OFS=, 'NR > 1 {if ($4 != "") $4 = "account:name=" $4; if ($3 != "") $3 = "product:name=" $3} {print}' "$work/sales_pipeline.csv" >"$work/opportunities.csv"
  awk -F, -v OFS=, 'NR == 1 {print "name", "parent"} NR > 1 && $7 != "" {print $1, "account:name=" $7}' "$work/accounts.csv" >"$work/parents.csv"
  # Who has most opportunities with an account owns it, the others are its team, and the owner's office is its territory.
  awk -F, -v team="$work/team.tsv" '
    function quoted(text) { gsub(/[\\"]/, "\\\\&", text); return "\"" text "\"" }
    BEGIN { while ((getline line < team) > 0) { split(line, t, "\t"); office[t[1]] = t[3] } }
    NR > 1 && $4 != "" { n[$4, $2]++; agents[$4] = agents[$4] (n[$4, $2] == 1 ? "\t" $2 : "") }
    END {
      for (account in agents) {
        count = split(substr(agents[account], 2), name, "\t"); owner = ""; others = ""
        for (i = 1; i <= count; i++) if (owner == "" || n[account, name[i]] > n[account, owner] || (n[account, name[i]] == n[account, owner] && name[i] < owner)) owner = name[i]
        for (i = 1; i <= count; i++) if (name[i] != owner) others = others (others == "" ? "" : ",") quoted(name[i])
        printf "{\"op\":\"set\",\"type\":\"account\",\"id\":%s,\"fields\":{\"owner\":%s,\"territory\":%s,\"team\":[%s]}}\n", quoted("account:name=" account), quoted(owner), quoted(office[owner]), others
        print account "\t" owner > "/dev/stderr"
      }
    }' "$work/sales_pipeline.csv" 2>"$work/owners.tsv" | sort >"$work/owners.jsonl"
}

# The account and the two colleagues under one manager who have most to do with it.
cast_roles() {
  IFS=$'\t' read -r account rep_a rep_b manager office < <(awk -F, -v team="$work/team.tsv" -v owners="$work/owners.tsv" '
    BEGIN {
      while ((getline line < team) > 0) { split(line, t, "\t"); boss[t[1]] = t[2]; office[t[1]] = t[3] }
      while ((getline line < owners) > 0) { split(line, o, "\t"); owner[o[1]] = o[2]; owned[o[2]]++ }
    }
    NR > 1 && $4 != "" && $2 != owner[$4] && boss[$2] == boss[owner[$4]] {
      n[$4, $2]++
      score = owned[owner[$4]] * 1000 + n[$4, $2]
      if (score > best || (score == best && $4 < account)) { best = score; account = $4; a = owner[$4]; b = $2 }
    }
    END { print account "\t" a "\t" b "\t" boss[a] "\t" office[a] }' "$work/sales_pipeline.csv")
  [[ $account && $rep_b ]]
}

# import_table TYPE FILE MAP: counts, and every rejected line with its reason.
import_table() {
  local type=$1 file=$2
  printf '%s' "$3" >"$work/map.json"
  kb head-office import "$type" "$file" --map "$work/map.json" --rejected "$file.rejected.csv" >"$work/import.txt" 2>>"$work/import.log"
  say "$(printf '%-12s %s' "$type" "$(tail -n 1 "$work/import.txt")")"
  # Lines of the report are "LINE FIELD REASON"; the same reason is told once, with its lines.
  head -n -1 "$work/import.txt" | tail -n +2 | awk '
    { line = $1; $1 = ""; sub(/^ +/, ""); count[$0]++; if (count[$0] <= 8) lines[$0] = lines[$0] " " line; else if (count[$0] == 9) lines[$0] = lines[$0] " …" }
    END { for (reason in count) printf "%6d x %s\n         lines%s\n", count[reason], reason, lines[reason] }'
}

created() { sed -n 's/.*created \([0-9]*\).*/\1/p' "$work/import.txt" | tail -n 1; }
rejected() { sed -n 's/.*rejected \([0-9]*\).*/\1/p' "$work/import.txt" | tail -n 1; }

head_office_imports() {
  step "Head office imports" "One change per line. What does not fit its declaration is reported with line, field and reason, and goes to a" \
    "file that can be mended and imported again. Nothing is dropped silently."
  enrol head-office "Head Office"
  kb head-office sync >/dev/null
  import_table product "$work/products.csv" '{"product":"name","sales_price":"list_price"}'
  import_table account "$work/accounts.csv" \
    '{"account":"name","sector":"industry","year_established":"founded_year","office_location":"location","subsidiary_of":""}'
  import_table account "$work/parents.csv" '{}'
  say "(the second pass gave the subsidiaries their parents)"
  spelling_as_it_was
  import_table opportunity "$work/opportunities.csv" \
    '{"opportunity_id":"code","sales_agent":"owner","deal_stage":"stage","close_value":"amount"}'
  local first=$(created) rows=$(($(wc -l <"$work/opportunities.csv") - 1))
  promise "every line was taken or reported: $first + $(rejected) of $rows" equal "$((first + $(rejected)))" "$rows"
  mend_product_names "$first" "$rows"
  kb head-office apply "$work/owners.jsonl" >"$work/apply.txt"
  say "owners, teams and territories of the accounts, in one go: $(cat "$work/apply.txt")"
  say "$(kb head-office status --json | member pending) changes wait on head office's device; they go up:"
  sync_device head-office
}

# An import changes no value: what is merely spelled wrong comes in as it was and can be found.
spelling_as_it_was() {
  local word
  for word in technolgy Philipines; do
    if grep -q "$word" "$work/accounts.csv"; then say "the source spells '$word' (lines $(grep -n "$word" "$work/accounts.csv" | cut -d: -f1 | paste -sd ' ')): kept as it is, an import changes no value"; fi
  done
}

mend_product_names() {
  local first=$1 rows=$2 file=$work/opportunities.csv.rejected.csv
  sed 's/product:name=GTXPro/product:name=GTX Pro/' "$file" >"$work/mended.csv"
  say "the product name is mended in the file of rejected lines, and that file imported:"
  import_table opportunity "$work/mended.csv" '{"opportunity_id":"code","sales_agent":"owner","deal_stage":"stage","close_value":"amount"}'
  local without_account
  without_account=$(awk -F, 'NR > 1 && $4 == ""' "$work/sales_pipeline.csv" | wc -l)
  promise "in are all but the $without_account lines that name no account" equal "$((first + $(created)))" "$((rows - without_account))"
  cp "$work/mended.csv.rejected.csv" "$root/build/demo-rejected.csv" 2>/dev/null && say "those are kept in build/demo-rejected.csv"
  return 0
}
