#!/bin/sh
# The cheap gate, cheapest first. Everything is run, so that one look shows all that is wrong.
set -u
bin=.venv/bin
failed=0

step() {
    title="$1"
    shift
    if output=$("$@" 2>&1); then
        echo "ok      $title"
    else
        echo "FAILED  $title"
        echo "$output"
        failed=1
    fi
}

templates() {
    find templates -name '*.html'
}

untrimmed() {
    ! grep -rnE '\{%-? *blocktrans' templates | grep -v trimmed
}

as_production() {
    env DEBUG=0 SECRET_KEY=this-key-is-for-the-check-only-0123456789-abcdefghij-XYZ ALLOWED_HOSTS=example.org \
        "$bin/python" manage.py check --deploy --fail-level WARNING
}

step "ruff check" "$bin/ruff" check .
step "ruff format" "$bin/ruff" format --check .
step "djade" "$bin/djade" --check --target-version 5.2 $(templates)
step "blocktranslate is trimmed" untrimmed
step "length of files" "$bin/python" scripts/check_lengths.py
step "settings and models" "$bin/python" manage.py check --fail-level WARNING
step "settings of production" as_production
step "migrations" "$bin/python" manage.py makemigrations --check --dry-run
step "catalogues" "$bin/python" scripts/catalogues.py check
exit $failed
