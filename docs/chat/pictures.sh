#!/usr/bin/env bash
# Draws the cards of the sample room into docs/images. Needs the packaged service, node, npm, Chromium, ImageMagick, and Noto's fonts.
set -euo pipefail
cd "$(dirname "$0")"
npm install --silent --no-audit --no-fund --ignore-scripts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/cards" "$work/pages"
sample=../../src/main/resources/examples/snapshot.json
card() { # platform, language, file
  java -jar ../../target/quarkus-app/quarkus-run.jar diagnose "$sample" --format "$1" --lang "$2" > "$work/cards/$3.json" || [ $? = 1 ]
}
for platform in slack teams discord telegram; do card "$platform" en "$platform"; done
for platform in feishu dingtalk wecom; do card "$platform" zh "$platform"; done
node pictures.mjs "$work/cards" "$work/pages"
mkdir -p ../images
for page in "$work"/pages/*.html; do
  name=$(basename "$page" .html)
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=480,900 --virtual-time-budget=3000 \
    --user-data-dir="$work/chromium" --screenshot="$work/$name.png" "file://$page" 2> /dev/null
  convert "$work/$name.png" -bordercolor white -border 1 -trim +repage -border 8 -colors 64 -strip "PNG8:../images/card-$name.png"
done
