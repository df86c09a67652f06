#!/usr/bin/env bash
# Draws a post-mortem into docs/images. Needs the packaged service, curl, python3, Chromium, ImageMagick, and Noto's fonts.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
java -Dquarkus.http.port=18973 -Dlivedoctor.history.directory="$work/history" -Dlivedoctor.access.directory="$work/access" \
  -jar ../../target/quarkus-app/quarkus-run.jar > "$work/log" 2>&1 &
service=$!
trap 'kill $service; rm -rf "$work"' EXIT
room=http://localhost:18973/rooms/id-beauty-07
until curl -sf http://localhost:18973/q/health/ready > /dev/null; do sleep 0.5; done
python3 - > "$work/windows.ndjson" <<'PYTHON'
import copy, datetime, json, math, random
random.seed(7)
sample = json.load(open('../../src/main/resources/examples/snapshot.json'))
start = datetime.datetime.now(datetime.timezone.utc).replace(minute=0, second=0, microsecond=0) - datetime.timedelta(hours=4)
for minute in range(120):
    window = copy.deepcopy(sample)
    del window['room']
    begin = start + datetime.timedelta(minutes=minute)
    stamp = lambda time: time.strftime('%Y-%m-%dT%H:%M:%SZ')
    window['window'] = {'start': stamp(begin), 'end': stamp(begin + datetime.timedelta(minutes=1))}
    window['events'] = []
    if minute == 20: window['events'].append({'at': stamp(begin), 'type': 'product.pinned', 'note': 'serum 30 ml'})
    if minute == 66: window['events'].append({'at': stamp(begin), 'type': 'cdn.node_drained', 'note': 'jkt-2'})
    failing = 50 <= minute < 70
    metrics = window['metrics']
    metrics['audience.viewers'] = round(2500 + 1700 * math.sin(math.pi * minute / 120) - (900 if failing else 0) + random.gauss(0, 60))
    for part in window['slices']:
        part['metrics']['audience.viewers'] = round(part['metrics']['audience.viewers'] * metrics['audience.viewers'] / 4120)
    metrics['commerce.orders'] = random.randint(5, 8) if failing else random.randint(14, 22)
    if not failing or minute >= 68:
        metrics.update({'playback.stall_ratio': 0.005 + random.random() / 400, 'audience.retention_60s_ratio': 0.42, 'audience.exits': 480})
        window['slices'][0]['metrics'].update({'audience.exits': 150, 'playback.stall_ratio': 0.006, 'delivery.edge_error_ratio': 0.001})
    else:
        metrics['playback.stall_ratio'] = 0.07 + random.random() / 50
    print(json.dumps(window))
PYTHON
curl -sf -H 'Content-Type: application/x-ndjson' --data-binary @"$work/windows.ndjson" "$room/snapshots" > "$work/answers"
curl -sf -H 'Accept: text/html' "$room/post-mortem?from=$(date -u -d '-4 hours' +%Y-%m-%dT%H:00:00Z)&to=$(date -u -d '-2 hours' +%Y-%m-%dT%H:00:00Z)" > "$work/page.html"
mkdir -p ../images
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1000,2600 --virtual-time-budget=3000 \
  --user-data-dir="$work/chromium" --screenshot="$work/page.png" "file://$work/page.html" 2> /dev/null
convert "$work/page.png" -trim +repage -bordercolor white -border 16 -colors 128 -strip PNG8:../images/post-mortem.png
