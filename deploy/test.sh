#!/usr/bin/env bash
# Tests of this directory, run by ./test: the units are well formed, and what was backed up comes
# back row for row, on SQLite and on PostgreSQL.
#
# Needs NASSIJ_TEST_BINARY, NASSIJ_TEST_POSTGRES_SUPER (postgres://superuser@host:port), psql, sqlite3.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
nassij=${NASSIJ_TEST_BINARY:?}
work=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
fail() { echo "FAILED: $*" >&2; exit 1; }
passed() { echo "passed: $*"; }

# --- the scripts and units ---------------------------------------------------------------------

for script in backup restore test.sh; do bash -n "$here/$script"; done

if command -v systemd-analyze >/dev/null; then
    mkdir "$work/units"
    # the programs that the units start are not installed here
    for unit in "$here"/systemd/*.service "$here"/systemd/*.timer; do
        sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' "$unit" >"$work/units/$(basename "${unit/@./@all.}")"
    done
    found=$(systemd-analyze verify --man=no "$work"/units/* 2>&1 | grep -F "$work/units" || true)
    [[ -z $found ]] || fail "systemd-analyze verify: $found"
    passed "systemd-analyze finds nothing wrong with the units"
else
    echo "skipped: systemd-analyze is not here"
fi
if command -v nginx >/dev/null && command -v openssl >/dev/null; then
    # the sample inside the least of a configuration, with a certificate of the moment
    openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=nassij -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
    { echo "pid $work/nginx.pid; error_log stderr; events {} http { access_log off;"
      for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
      sed "s|/etc/letsencrypt/.*/fullchain.pem|$work/cert.pem|; s|/etc/letsencrypt/.*/privkey.pem|$work/key.pem|" "$here/proxy/nginx.conf"
      echo "}"; } >"$work/nginx.conf"
    nginx -e stderr -t -q -c "$work/nginx.conf" || fail "nginx refuses its sample"
    passed "nginx accepts its sample"
fi
if command -v caddy >/dev/null; then
    caddy validate --adapter caddyfile --config "$here/proxy/Caddyfile" 2>"$work/caddy.log" >/dev/null || fail "caddy: $(cat "$work/caddy.log")"
    passed "caddy accepts its sample"
fi

# --- SQLite --------------------------------------------------------------------------------------

# Every row of every file, as one text.
rows_of_sqlite() {
    local file
    for file in "$1"/*.db; do echo "-- $(basename "$file")"; sqlite3 -readonly "$file" .dump; done
}

# Until the process says where it listens; sets $address.
wait_for_server() {
    local deadline=$(( SECONDS + 60 ))
    until address=$(grep -om1 'http://127\.0\.0\.1:[0-9]*' "$work/serve.log") && curl -fs "$address/health/ready" >/dev/null; do
        kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat "$work/serve.log")"
        (( SECONDS < deadline )) || fail "the server is not ready"
        sleep 0.1
    done
}

serve() {
    NASSIJ_LISTEN=127.0.0.1:0 "$nassij" serve >"$work/serve.log" 2>&1 &
    server=$!
    wait_for_server
}

stop_server() {
    kill "$server"
    wait "$server" || fail "the server did not stop well"
    server=
}

export NASSIJ_DATA=$work/data
"$nassij" demo --members 20 >/dev/null
serve # the backup is taken while the platform runs
backup=$("$here/backup" "$work/backups")
stop_server
NASSIJ_DATA=$work/back "$here/restore" "$backup" >/dev/null
rows_of_sqlite "$work/data" >"$work/before.sql"
rows_of_sqlite "$work/back" >"$work/after.sql"
[[ $(grep -c '^INSERT' "$work/before.sql") -gt 100 ]] || fail "there is nothing to compare"
cmp "$work/before.sql" "$work/after.sql" || fail "SQLite: the rows differ"
[[ ! -d $work/data/outbox ]] || diff -r "$work/data/outbox" "$work/back/outbox"
cmp "$work/data/secret" "$work/back/secret"
[[ $(stat -c %a "$work/back/secret") == 600 ]] || fail "the secret is readable by others"
NASSIJ_DATA=$work/back "$nassij" doctor >/dev/null
passed "SQLite comes back row for row ($(sha256sum <"$work/after.sql" | cut -c1-16), $(grep -c '^INSERT' "$work/after.sql") rows)"

NASSIJ_DATA=$work/back "$here/restore" "$backup" >/dev/null 2>&1 && fail "a restore over existing data"
echo damaged >>"$backup/secret"
NASSIJ_DATA=$work/empty "$here/restore" "$backup" >/dev/null 2>&1 && fail "a restore from a damaged backup"
passed "neither over existing data nor from a damaged backup"

# --- PostgreSQL ----------------------------------------------------------------------------------

super=${NASSIJ_TEST_POSTGRES_SUPER:?}
as() { echo "${super/postgres@/$1@}/$2"; }

rows_of_postgres() {
    # every table's rows as text, in an order of their own; policies, keys and grants with the schema
    psql -At "$(as postgres "$1")" -c "select format('%I.%I', schemaname, tablename) from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1" |
    while read -r table; do
        echo "-- $table"
        psql -At "$(as postgres "$1")" -c "select t::text from $table t order by 1" </dev/null
    done
    # the tokens in \restrict lines differ from run to run
    pg_dump --schema-only "$(as postgres "$1")" | grep -v '^\\\(un\)\?restrict'
}

for name in nassij_backed_up nassij_restored; do
    NASSIJ_DATABASE=$name psql -q -f "$here/postgres/roles.sql" "$(as postgres postgres)"
done
export NASSIJ_DATA=$work/data-postgres NASSIJ_DATABASE_URL
NASSIJ_DATABASE_URL=$(as nassij_app nassij_backed_up)
NASSIJ_DATABASE_OWNER_URL=$(as nassij_owner nassij_backed_up) "$nassij" migrate >/dev/null
"$nassij" demo --members 20 >/dev/null
serve
backup=$(BACKUP_DATABASE_URL=$(as nassij_backup nassij_backed_up) "$here/backup" "$work/backups-postgres")
stop_server
RESTORE_DATABASE_URL=$(as nassij_owner nassij_restored) NASSIJ_DATA=$work/back-postgres "$here/restore" "$backup" >/dev/null
rows_of_postgres nassij_backed_up >"$work/before.txt"
rows_of_postgres nassij_restored >"$work/after.txt"
[[ $(grep -c '^(' "$work/before.txt") -gt 100 ]] || fail "there is nothing to compare"
diff "$work/before.txt" "$work/after.txt" >"$work/difference" || fail "PostgreSQL: $(head "$work/difference")"
# the services start on it, hence row-level security binds their role there
NASSIJ_DATABASE_URL=$(as nassij_app nassij_restored) "$nassij" doctor >/dev/null
passed "PostgreSQL comes back row for row ($(sha256sum <"$work/after.txt" | cut -c1-16), $(grep -c '^(' "$work/after.txt") rows)"

RESTORE_DATABASE_URL=$(as nassij_owner nassij_restored) "$here/restore" "$backup" >/dev/null 2>&1 && fail "a restore over existing data"
pg_dump "$(as nassij_app nassij_backed_up)" >/dev/null 2>&1 && fail "the application's role could be used for a backup, and would see nothing"
for name in nassij_backed_up nassij_restored; do dropdb --maintenance-db="$(as postgres postgres)" "$name"; done
passed "not over existing data"
