#!/bin/sh
# Run once by the postgres image when its volume is empty: roles and databases; rights come with the migrations.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres \
  -v app="$STOA_APP_PASSWORD" -v owner="$STOA_OWNER_PASSWORD" -v temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role stoa_owner login password :'owner';
create role stoa_app login password :'app';
create role temporal login createdb password :'temporal';
create database stoa owner stoa_owner;
create database stoa_sandbox owner stoa_owner;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect, temporary on database stoa, stoa_sandbox, temporal, temporal_visibility from public;
grant connect on database stoa to stoa_app;
SQL
