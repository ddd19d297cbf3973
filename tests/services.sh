# What the tests need beside this project: packages, a PostgreSQL cluster and a Redis of their own,
# thrown away at the end. Sourced by ./test, which sets $work and $logs.

# Each line: how to tell that it is there, and the Debian package that brings it.
needed_packages() {
    have chromium              || echo chromium
    fc-list :lang=ar 2>/dev/null | grep -q . || echo fontconfig fonts-dejavu-core
    postgres_bin >/dev/null    || echo postgresql
    have redis-server          || echo redis-server
    have sqlite3               || echo sqlite3
    have curl                  || echo curl
    have pdftotext             || echo poppler-utils
    have ledger                || echo ledger
    have hledger               || echo hledger
    have bean-check            || echo beancount
    mail_python >/dev/null     || echo python3-aiosmtpd
}

have() { command -v "$1" >/dev/null; }

# The newest PostgreSQL on this machine.
postgres_bin() {
    local newest
    newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [[ -x $newest/postgres ]] && echo "$newest"
}

# A Python that can be an SMTP server. Debian's package serves Debian's own Python only.
mail_python() {
    local python
    for python in python3 /usr/bin/python3; do
        if "$python" -c 'import aiosmtpd' 2>/dev/null; then echo "$python"; return; fi
    done
    return 1
}

install_packages() {
    local missing root=()
    mapfile -t missing < <(needed_packages | tr ' ' '\n')
    (( ${#missing[@]} )) || return 0
    (( EUID == 0 )) || root=(sudo)
    echo "installing ${missing[*]}"
    "${root[@]}" apt-get -qq update &&
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}" >/dev/null
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Tries a command until it succeeds; gives up after 30 seconds.
wait_until() {
    local deadline=$(( SECONDS + 30 ))
    until "$@" >/dev/null 2>&1; do
        (( SECONDS < deadline )) || { echo "gave up waiting for: $*" >&2; return 1; }
        sleep 0.1
    done
}

# PostgreSQL refuses to run as root; then it runs as the user its package made.
as_postgres=()
(( EUID != 0 )) || as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)

# Sets NASSIJ_TEST_POSTGRES (the owner of the tests' databases) and NASSIJ_TEST_POSTGRES_SUPER.
start_postgres() {
    local bin port data=$work/postgres
    bin=$(postgres_bin) port=$(free_port)
    mkdir "$data"
    (( EUID != 0 )) || chown postgres "$data"
    "${as_postgres[@]}" "$bin/initdb" -D "$data/cluster" -A trust -U postgres -E UTF8 --locale=C.UTF-8 --no-sync >"$logs/initdb.log"
    # no promise to keep the data: it is gone in some minutes
    "${as_postgres[@]}" "$bin/postgres" -D "$data/cluster" -k "$data" -p "$port" \
        -c listen_addresses=127.0.0.1 -c max_connections=300 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off >"$logs/postgres.log" 2>&1 &
    started+=($!)
    export NASSIJ_TEST_POSTGRES=postgres://nassij_owner@127.0.0.1:$port
    export NASSIJ_TEST_POSTGRES_SUPER=postgres://postgres@127.0.0.1:$port
    wait_until "$bin/pg_isready" -q -d "$NASSIJ_TEST_POSTGRES_SUPER/postgres"
    # the roles of a real installation; tests make their own databases
    psql -q -f deploy/postgres/roles.sql "$NASSIJ_TEST_POSTGRES_SUPER/postgres"
    psql -q -c 'alter role nassij_owner createdb' "$NASSIJ_TEST_POSTGRES_SUPER/postgres"
}

# Sets NASSIJ_TEST_REDIS.
start_redis() {
    local port
    port=$(free_port)
    mkdir "$work/redis"
    redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$work/redis" >"$logs/redis.log" &
    started+=($!)
    export NASSIJ_TEST_REDIS=redis://127.0.0.1:$port
    wait_until redis-cli -p "$port" ping
}
