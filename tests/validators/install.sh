#!/usr/bin/env bash
# Puts the AMP validator, its engine, the Nu Html Checker and axe-core into .cache/validators; at once done when they are there.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(cd "$here/../.." && pwd)/.cache/validators
recipe=(package.json package-lock.json .npmrc install.sh)

# The engine of the AMP validator is published in no package of its own. Next.js 15 carries it (later majors do not), in
# 140 MB of other files: so its archive is fetched, and that one file taken out.
engine_package=next@15.5.29
engine_file=package/dist/compiled/amphtml-validator/validator_wasm.js
engine_sha256=f1f4629ab36f555f5a9937a5cf00f0ef780bf025883c035d06389b151c896f26

installed() {
    local file
    for file in "${recipe[@]}"; do
        cmp -s "$here/$file" "$cache/$file" || return 1
    done
}

if installed; then
    exit 0
fi
for tool in npm tar sha256sum; do
    if ! command -v "$tool" >/dev/null; then
        echo "The validators cannot be installed: $tool is missing." >&2
        exit 1
    fi
done

# All is made ready in a folder of its own, so that an interrupted run leaves nothing half-done behind.
mkdir -p "$(dirname "$cache")"
fresh=$(mktemp -d "$cache.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
(
    cd "$fresh"
    for file in "${recipe[@]}"; do
        cp "$here/$file" .
    done
    npm ci --loglevel=error
    archive=$(npm pack --silent "$engine_package")
    tar --extract --gzip --file "$archive" --strip-components=4 "$engine_file"
    echo "$engine_sha256  validator_wasm.js" | sha256sum --check --quiet
    rm "$archive"
)
chmod 755 "$fresh"
rm -rf "$cache"
mv "$fresh" "$cache"
trap - EXIT
echo "The validators are installed in $cache"
