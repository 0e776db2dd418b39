#!/bin/sh
# Chromium and a Chinese font for the browser tests: from Debian's packages where they are missing and this user may install them.
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium chromium-driver"
fc-list 2>/dev/null | grep -qi "noto.*cjk" || missing="$missing fonts-noto-cjk"
[ -z "$missing" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing $missing ..."
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing; } >/dev/null 2>&1 && exit 0
fi
echo "Not installed: $missing. Tests that drive a real browser are skipped."
exit 0
