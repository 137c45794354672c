#!/bin/sh
# Takes the picture of a Slack message for the README: tools/picture.sh [CHROMIUM]
set -eu
cd "$(dirname "$0")/../fixtures/pictures"
"${1:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=720,1180 \
  --screenshot="$PWD/slack-message.png" "file://$PWD/slack-message.html"
