#!/usr/bin/env bash
# A rolling upgrade and the way back, under load: builds an older version from git and this one, runs both side by side on the same
# stores, and counts what was lost (docs/upgrade.md).
#   e2e/upgrade.sh [REVISION] [SECONDS]   REVISION: the older version; when it is left out the last tag, and without
#   one the last revision before pom.xml got the version of this one
set -euo pipefail
cd "$(dirname "$0")/.."

before_this_version() {
    local version
    version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' pom.xml | head -1)
    git rev-parse --short "$(git log --format=%H -S"<version>$version</version>" -- pom.xml | tail -1)^"
}

old=${1:-$(git describe --tags --abbrev=0 2>/dev/null || before_this_version)}
dir=$PWD/target/e2e/upgrade
rm -rf "$dir" && mkdir -p "$dir"

packaged() { # FOLDER: builds it and prints its jar
    (cd "$1" && mvn -B -q -DskipTests -Dmaven.test.skip=true -Djacoco.skip=true package >&2 && ls "$PWD"/target/*-app.jar | head -1)
}

git clone -q --shared . "$dir/older"
git -C "$dir/older" checkout -q "$old"
older=$(packaged "$dir/older")
mvn -B -q -Dskip.unit=true package
newer=$(ls "$PWD"/target/veaiops-camel-*-app.jar | head -1)
mvn -B -q dependency:build-classpath -Dmdep.outputFile="$dir/classpath" -Dmdep.includeScope=test
echo "from $(basename "$older") ($(git -C "$dir/older" rev-parse --short HEAD)) to $(basename "$newer") ($(git rev-parse --short HEAD)) and back"
java -cp "target/test-classes:target/classes:$(cat "$dir/classpath")" routes.e2e.RollingUpgrade "$older" "$newer" "${2:-20}"
