#!/bin/sh
# Brings Temporal's two databases to the schema of this server's version; safe to run again.
set -eu
for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  schema=${pair##*:}
  tool() { temporal-sql-tool --plugin postgres12 --ep postgres -p 5432 -u temporal --db "$database" "$@"; }
  tool update-schema --schema-name "postgresql/v12/$schema" 2>/dev/null && continue
  tool setup-schema -v 0.0
  tool update-schema --schema-name "postgresql/v12/$schema"
done
