#!/bin/sh
# The browser tests need a Chromium and a font with Chinese characters. Debian and Ubuntu: installed here.
set -eu

have_browser() {
    [ -n "${KG_CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
}

have_font() {
    command -v fc-list >/dev/null && [ -n "$(fc-list ':lang=zh' family)" ]
}

if have_browser >/dev/null && have_font; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium: install it and name its program in KG_CHROMIUM." >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
echo "Installing Chromium and a Chinese font from the system's packages (once) …"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fontconfig fonts-noto-cjk >/dev/null
