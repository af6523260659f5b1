#!/bin/sh
# Serve the demo on http://127.0.0.1:$PORT, as production does; with DEBUG=1, as a developer likes it.
set -eu

PORT="${PORT:-8000}"
case "$PORT" in
    '' | 0* | *[!0-9]* | ??????*)
        echo "PORT=$PORT is not a port: take a number from 1024 to 65535." >&2
        exit 1
        ;;
esac
.venv/bin/python - "$PORT" <<'PYTHON' || exit 1
import socket
import sys

port = int(sys.argv[1])
with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", port))
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "there is no such port"
        sys.exit(f"Port {port} cannot be used ({reason}): say, for example, PORT=9000 make run.")
PYTHON

mkdir -p var
if [ ! -s var/secret_key ]; then
    (umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))' >var/secret_key)
fi
export SECRET_KEY="$(cat var/secret_key)" DEBUG="${DEBUG:-0}" HTTPS=0 SERVE_MEDIA=1
export ALLOWED_HOSTS="${ALLOWED_HOSTS:-127.0.0.1,localhost}"

migrated="$(.venv/bin/python manage.py migrate --no-color)"
case "$migrated" in
    *"No migrations to apply"*) ;;
    # What an older version wrote may be in no index.
    *) .venv/bin/python manage.py rebuild_search ;;
esac
.venv/bin/python manage.py demo --url "http://127.0.0.1:$PORT"
if [ "$DEBUG" = 1 ]; then
    exec .venv/bin/python manage.py runserver "127.0.0.1:$PORT"
fi
if [ ! -e var/static/.collected ] || [ -n "$(find static requirements.txt -newer var/static/.collected | head -n 1)" ]; then
    .venv/bin/python manage.py collectstatic --no-input --verbosity 0
    touch var/static/.collected
fi
echo "Ready: http://127.0.0.1:$PORT/ (Ctrl-C ends it)"
# "-m": the program beside it names the folder it was installed in, and folders are moved.
exec .venv/bin/python -m granian --interface wsgi --host 127.0.0.1 --port "$PORT" --workers 1 \
    --blocking-threads 4 --no-ws --log-level warning rtcm_site.wsgi:application
