# ./terrace test: sourced by the script, with its functions and the command's arguments.
# Installs what the tests need where it may, runs them all, and tells what happened in a page.

# What tests of a tag need: the tag, the program that shows it is there, the Debian package.
NEEDS="browser:chromium:chromium
memcached:memcached:memcached
prometheus:prometheus:prometheus
prometheus:promtool:prometheus
prometheus:prometheus-alertmanager:prometheus-alertmanager"

left_out() { case ",$without," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }

there() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || [ -x "/usr/local/sbin/$1" ]; }

missing_packages() {
  printf '%s\n' "$NEEDS" | while IFS=: read -r tag program package; do
    left_out "$tag" || there "$program" || printf '%s\n' "$package"
  done | sort -u | tr '\n' ' '
}

install_needs() {
  packages=$(missing_packages)
  [ -n "$packages" ] || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing what the tests need: $packages(log: $LOGS/install.log)"
    # shellcheck disable=SC2086
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } >"$LOGS/install.log" 2>&1 </dev/null ||
      say "apt-get did not install them, see $LOGS/install.log"
    packages=$(missing_packages)
    [ -n "$packages" ] || return 0
  fi
  # Memcached alone is fetched by the stack itself where apt is there.
  [ "$packages" = "memcached " ] && command -v apt-get >/dev/null 2>&1 && return 0
  die "the tests need what this machine lacks: ${packages}(Debian: sudo apt-get install -y $packages); or leave it out by name: --without $(missing_tags)"
}

missing_tags() {
  printf '%s\n' "$NEEDS" | while IFS=: read -r tag program package; do
    left_out "$tag" || there "$program" || printf '%s\n' "$tag"
  done | sort -u | paste -sd , -
}

reports() { # the XML reports that this run wrote
  find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -newer "$began" -o -path '*/target/failsafe-reports/TEST-*.xml' -newer "$began" | sort
}

count() { # a line a module: module tests failures errors skipped seconds; then the sum
  reports | while read -r report; do
    module=${report#"$ROOT"/}
    module=${module%%/target/*}
    # The attributes of the suite stand in its first tag, which may go over lines.
    tr '\n' ' ' <"$report" | grep -o '<testsuite [^>]*>' | head -n 1 |
      awk -v module="$module" '
        function attribute(name) { return match($0, " " name "=\"[0-9.]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0 }
        { print module, attribute("tests"), attribute("failures"), attribute("errors"), attribute("skipped"), attribute("time") }'
  done | awk '
    { tests[$1] += $2; failed[$1] += $3 + $4; skipped[$1] += $5; time[$1] += $6
      if (!($1 in seen)) { seen[$1] = 1; order[++n] = $1 } }
    END {
      for (i = 1; i <= n; i++) { m = order[i]
        printf "  %-20s %5d tests %4d failed %4d skipped %7.1f s\n", m, tests[m], failed[m], skipped[m], time[m]
        t += tests[m]; f += failed[m]; s += skipped[m] }
      printf "  %-20s %5d tests %4d failed %4d skipped\n", "together", t, f, s }'
}

browserless() { # what vitest says of the dashboard's tests: "83 passed (83)"
  sed -n 's/^ *Tests  *\([0-9].*\)$/\1/p' "$log" | tail -n 1
}

show_failures() {
  find "$ROOT" \( -path '*/target/surefire-reports/*.txt' -o -path '*/target/failsafe-reports/*.txt' \) -newer "$began" |
    while read -r report; do
      grep -q 'FAILURE!\|ERROR!' "$report" || continue
      say "--- ${report#"$ROOT"/}"
      sed -n '5,40p' "$report"
    done
}

show_skipped() {
  reports | while read -r report; do
    grep -q '<skipped' "$report" || continue
    tr '\n' ' ' <"$report" | sed 's/<testcase /\n&/g' | grep '<skipped' |
      sed 's/<testcase name="\([^"]*\)" classname="\([^"]*\)".*/  skipped: \2 \1/'
  done
}

without=
while [ $# -gt 0 ]; do
  case $1 in
    --without) [ $# -gt 1 ] || wrong "--without needs names: browser,prometheus,memcached"; without=$2; shift ;;
    --without=*) without=${1#*=} ;;
    *) wrong "test does not know $1" ;;
  esac
  shift
done
for tag in $(printf '%s' "$without" | tr ',' ' '); do
  printf '%s\n' "$NEEDS" | grep -q "^$tag:" || wrong "--without $tag: there are browser, prometheus, memcached"
done

mkdir -p "$LOGS"
find_builders
[ -n "$without" ] && say "left out by name: $without"
install_needs
if [ -f "$STATE/built.quick" ]; then
  # up compiled without the checks of the compiler: what it compiled is compiled again.
  rm -rf "$ROOT"/*/target/classes "$ROOT"/*/target/test-classes "$ROOT"/*/target/maven-status "$STATE/built.quick"
fi
began=$(mktemp "$STATE/.began.XXXXXX")
log=$LOGS/test.log
say "testing (log: $log)"
start=$SECONDS
(cd "$ROOT" && exec mvn -B -ntp verify ${without:+"-Dterrace.without=$without"}) >"$log" 2>&1 </dev/null &
maven=$!
trap 'kill "$maven" 2>/dev/null; wait "$maven"; rm -f "$began"; exit 130' INT TERM
watch_build "$maven" "$log"
wait "$maven"
code=$?
trap - INT TERM
count
dashboard=$(browserless)
[ -n "$dashboard" ] && say "  dashboard            $dashboard"
skipped=$(show_skipped)
case $dashboard in *skipped* | *todo*) skipped="$skipped
  skipped: dashboard, $dashboard" ;; esac
if [ "$code" -ne 0 ]; then
  show_failures
  grep -E '^\[ERROR\]' "$log" | grep -v -E '^\[ERROR\][[:space:]]+(at |\.\.\. )|^\[ERROR\][[:space:]]*$' | head -n 25
fi
[ -n "$skipped" ] && { say "a skipped test fails the run:"; say "$skipped"; code=1; }
if [ "$code" -eq 0 ]; then
  mv "$began" "$STATE/built"
  say "all hold, $((SECONDS - start)) s${without:+, without $without}"
else
  rm -f "$began"
  say "FAILED after $((SECONDS - start)) s, see $log"
fi
exit "$code"
