# The desktop app on a rep's device.

show_app() {
  [[ $app ]] || return 0
  if [[ ! -x $bin/keybook-app ]]; then
    step "The app" "keybook-app is not in $bin: skipped."
    return
  fi
  leave_something_to_decide
  if [[ ${WAYLAND_DISPLAY:-}${DISPLAY:-} ]]; then
    step "The app" "It opens on the device of $rep_a. The server goes on while it is open; close the window to end the demo."
    "$bin/keybook-app" --profile "$work/rep-a" >"$work/app.txt" 2>&1 || { tail -n 3 "$work/app.txt" | show; false; }
    return
  fi
  step "The app" "There is no display, so it saves pictures of its pages, with the data of $rep_a's device."
  rm -rf "$pictures"
  mkdir -p "$pictures"
  promise "the app draws every page" take_pictures
  say "$(ls "$pictures" | wc -l) pictures are in ${pictures#"$root"/}"
}

# So that the dialog has something to show.
leave_something_to_decide() {
  kb rep-a set account "$id" phone=010-5550101
  kb rep-b set account "$id" phone=010-5550202
  kb rep-b sync >/dev/null
  kb rep-a sync >/dev/null
}

take_pictures() {
  QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software timeout 600 "$bin/keybook-app" --profile "$work/rep-a" --screenshot "$pictures" >"$work/app.txt" 2>&1 &&
    [[ $(ls "$pictures") ]] || { tail -n 5 "$work/app.txt" | show; return 1; }
}
