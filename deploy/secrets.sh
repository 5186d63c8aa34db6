#!/bin/sh
# Makes the secrets of a deployment from containers: sh deploy/secrets.sh [DIRECTORY], by default .terrace/secrets.
# What is there already stays as it is. Nothing has a default: without this, nothing starts.
set -eu
umask 077
directory=${1:-.terrace/secrets}
command -v openssl >/dev/null 2>&1 || {
  echo "secrets.sh: openssl is not on PATH (Debian: apt-get install openssl)" >&2
  exit 1
}
mkdir -p "$directory"
# The directory is its owner's alone. The files in it can be read by all who get in, since a container sees
# a file with the mode and owner it has outside, and each container has a user of its own.
chmod 700 "$directory"
cd "$directory"

keep() { # keep FILE COMMAND ... : the command's output, unless the file is there
  file=$1
  shift
  [ -s "$file" ] && return
  "$@" >".fresh"
  [ -s ".fresh" ] || {
    echo "secrets.sh: $file could not be made" >&2
    exit 1
  }
  chmod 444 ".fresh"
  mv ".fresh" "$file"
  echo "$directory/$file"
}

# Without a line's end: Kubernetes hands a secret on to the byte.
word() { printf '%s' "$(openssl rand -hex "$1")"; }

keep admin.token word 32
keep jwt.key openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256
keep jwt.pub openssl pkey -in jwt.key -pubout
keep postgres.password word 24
keep s3.access word 10
keep s3.secret word 20

# Compose hands these to the services as environment.
keep postgres.env printf 'TERRACE_POSTGRES_PASSWORD=%s\n' "$(cat postgres.password)"
keep s3.env printf 'TERRACE_S3_ACCESS_KEY=%s\nTERRACE_S3_SECRET_KEY=%s\n' "$(cat s3.access)" "$(cat s3.secret)"
