#!/usr/bin/env bash
# What action.yml runs. It keeps to bash 3.2, which is what macOS has.
set -euo pipefail

if [[ $ASYNCLINT_VERSION ]]; then
  command=(npx --yes "asynclint@$ASYNCLINT_VERSION")
elif [[ -x node_modules/.bin/asynclint ]]; then
  command=(node_modules/.bin/asynclint)
else
  command=(npx --yes "asynclint@$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/package.json")")
fi

command+=(lint)
[[ ! $ASYNCLINT_FORMAT ]] || command+=(--format "$ASYNCLINT_FORMAT")
[[ ! $ASYNCLINT_SARIF_FILE ]] || command+=(--format "sarif=$ASYNCLINT_SARIF_FILE")
# Words, and no patterns.
set -f
for word in $ASYNCLINT_ARGS; do command+=("$word"); done
set +f
command+=(--)
while IFS= read -r path; do
  path=${path%$'\r'}
  [[ ! $path ]] || command+=("$path")
done <<<"$ASYNCLINT_PATHS"

status=0
"${command[@]}" || status=$?
echo "status=$status" >>"$GITHUB_OUTPUT"
exit "$status"
