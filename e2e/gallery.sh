#!/usr/bin/env bash
# Pictures of messages for docs/gallery.md: every message of target/e2e/gallery/messages.json as its platform shows it, by the platforms'
# own parsers where npm has them (Adaptive Cards for Teams, Discord, and marked, of which Mattermost's is a fork), else by HTML of ours
# that follows their documents. Opt-in; needs node 18 or later, npm with a registry, Chromium; nothing of it is a part of the product.
source "$(dirname "$0")/lib.sh"
skip() {
    printf 'SKIPPED: %s\n' "$*"
    exit 0
}
GALLERY_CHROMIUM=$(command -v chromium || command -v chromium-browser || true)
[ -n "$GALLERY_CHROMIUM" ] || skip "no chromium on this machine"
command -v npm >/dev/null || skip "no npm on this machine"
mkdir -p "$DIR" docs/images/gallery

# Chinese and emoji
install_packages fonts-wqy-microhei fonts-noto-color-emoji

step "Write the messages"
if [ -n "${E2E_CLASSPATH:-}" ]; then
    java -Dgallery.write="$DIR/messages.json" -cp "$E2E_CLASSPATH" org.junit.platform.console.ConsoleLauncher execute \
        --select-class routes.notice.render.GalleryTest >"$DIR/messages.log" 2>&1 || true
else
    mvn -q test -Dtest=GalleryTest -Dgallery.write="$DIR/messages.json" >"$DIR/messages.log" 2>&1 || true
fi
[ -s "$DIR/messages.json" ] || fail "see $DIR/messages.log"

step "Get the parsers"
if [ ! -d "$DIR/node_modules/adaptivecards" ]; then
    (cd "$DIR" && npm init -y && npm install --no-save --no-audit --no-fund adaptivecards@3.0.6 markdown-it@14.3.3 \
        discord-markdown-parser@1.3.1 marked@0.8.2 playwright-core@1.65.1 sharp@0.35.5) >"$DIR/npm.log" 2>&1 || fail "see $DIR/npm.log"
fi

step "Take the pictures"
cp e2e/gallery.mjs e2e/gallery-screens.mjs "$DIR"
GALLERY_CHROMIUM=$GALLERY_CHROMIUM GALLERY_OUTPUT=$PWD/docs/images/gallery node "$DIR/gallery.mjs"
