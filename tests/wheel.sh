#!/bin/sh
# Builds wheel and sdist, installs each in an empty environment outside the checkout, runs the demo there, and leaves
# both in dist/.
set -eu
bin=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset PYTHONDONTWRITEBYTECODE # else each crawl of the demos compiles anew what it imports: 3 s of the processor
"$bin/uv" build --quiet --out-dir "$work/dist"
for built in "$work"/dist/*.whl "$work"/dist/*.tar.gz; do
    rm -rf "$work/env"
    "$bin/uv" venv --quiet --python "$bin/python" "$work/env"
    "$bin/uv" pip install --quiet --python "$work/env/bin/python" "$built"
    (cd "$work" && ./env/bin/newswatch demo --json >"$work/demo.json" 2>"$work/demo.err") || {
        cat "$work/demo.err"
        echo "newswatch demo failed from ${built##*/}"
        exit 1
    }
    echo "dist/${built##*/}: installs in an empty environment, the demo passes there"
done
rm -rf dist
mkdir dist
cp "$work"/dist/*.whl "$work"/dist/*.tar.gz dist/
