-- The roles and the database of a PostgreSQL installation. Run once as a superuser, again any time:
--
--   NASSIJ_OWNER_PASSWORD=… NASSIJ_APP_PASSWORD=… NASSIJ_BACKUP_PASSWORD=… psql -f roles.sql postgres
--
-- Row-level security keeps the associations apart, and binds neither superusers nor roles with
-- BYPASSRLS nor the owner of a table. So three roles, each with no more than its work needs:
--   nassij_owner   owns the schemas; only `nassij migrate` connects with it
--   nassij_app     the services; sees the rows of one association at a time. `migrate` grants it the rest
--   nassij_backup  reads every row, writes none; only `backup` connects with it

\set ON_ERROR_STOP on
set client_min_messages = warning;
\set owner_password ''
\set app_password ''
\set backup_password ''
\set database nassij
\getenv owner_password NASSIJ_OWNER_PASSWORD
\getenv app_password NASSIJ_APP_PASSWORD
\getenv backup_password NASSIJ_BACKUP_PASSWORD
\getenv database NASSIJ_DATABASE

select format('create role %I', role)
from unnest(array['nassij_owner', 'nassij_app', 'nassij_backup']) role
where not exists (select from pg_roles where rolname = role) \gexec

alter role nassij_owner  login nosuperuser nocreaterole nobypassrls noreplication;
alter role nassij_app    login nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
alter role nassij_backup login nosuperuser nocreatedb nocreaterole bypassrls   noreplication;
grant pg_read_all_data to nassij_backup;
alter role nassij_backup set default_transaction_read_only = on;

-- an empty password is for installations that know their roles in another way (peer, certificates)
select format('alter role %I password %L', role, password)
from (values ('nassij_owner', :'owner_password'), ('nassij_app', :'app_password'), ('nassij_backup', :'backup_password')) given (role, password)
where password <> '' \gexec

select format('create database %I owner nassij_owner encoding ''UTF8'' template template0', :'database')
where not exists (select from pg_database where datname = :'database') \gexec

revoke all on database :"database" from public;
grant connect on database :"database" to nassij_app, nassij_backup;
