#!/usr/bin/env bash
# What others measure of the reader's site: Lighthouse (mobile) and the Nu HTML checker, in a folder outside the repository.
# benchmarks/site.sh http://127.0.0.1:8000 /articles/15/ …   needs node, npm, java and chromium; wants a quiet machine
# and the server of production (gunicorn, collected static files): runserver is slower than what readers get.
set -euo pipefail
base=${1:?the address of a running site}; shift
tools=${TOOLS:-${TMPDIR:-/tmp}/gongkan-site-tools}
mkdir -p "$tools"
[ -d "$tools/node_modules/lighthouse" ] || npm install --prefix "$tools" --no-audit --no-fund lighthouse vnu-jar
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- / /issues/2026-11/ /search/
for path in "$@"; do
    curl --silent --output "$work/page$((n = ${n:-0} + 1)).html" "$base$path"
    CHROME_PATH=$(command -v chromium) "$tools/node_modules/.bin/lighthouse" "$base$path" --quiet --output json \
        --output-path "$work/report.json" --only-categories performance,accessibility,best-practices,seo \
        --chrome-flags="--headless=new --no-sandbox --disable-gpu"
    python3 - "$path" "$work/report.json" <<'P'
import json, sys
report = json.load(open(sys.argv[2]))
marks = {name: round(100 * (group["score"] or 0)) for name, group in report["categories"].items()}
audits = report["audits"]
told = {name: audits[name]["displayValue"] for name in ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")}
print(sys.argv[1], marks, told)
P
done
java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$work"/page*.html && echo "HTML: 0 errors on $# pages"
