CREATE OR REPLACE FUNCTION REGISTER."register_refuse"() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END
$body$
--;
CREATE OR REPLACE FUNCTION REGISTER."register_refers"() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    unknown text;
BEGIN
    EXECUTE format('SELECT a.%1$I FROM added AS a WHERE a.%1$I IS NOT NULL '
        'AND NOT EXISTS (SELECT 1 FROM %2$I.%3$I AS t WHERE t.%4$I = a.%1$I) LIMIT 1',
        TG_ARGV[0], TG_TABLE_SCHEMA, TG_ARGV[1], TG_ARGV[2]) INTO unknown;
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION '% %', TG_ARGV[3], unknown;
    END IF;
    RETURN NULL;
END
$body$
--;
CREATE OR REPLACE FUNCTION REGISTER."register_audit"() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    old_row jsonb := to_jsonb(OLD) - 'fid' - 'geom';
    key_text text := '';
    done_by text := session_user;
    in_batch text;
    name text;
BEGIN
    FOREACH name IN ARRAY TG_ARGV LOOP
        key_text := key_text || CASE WHEN key_text = '' AND name = TG_ARGV[0] THEN '' ELSE '|' END
            || coalesce(old_row ->> name, '');
    END LOOP;
    -- a row that was changed by hand keeps the batch of whoever wrote it first
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) ->> 'batch') IS DISTINCT FROM (old_row ->> 'batch') THEN
        done_by := to_jsonb(NEW) ->> 'who';
        in_batch := to_jsonb(NEW) ->> 'batch';
    END IF;
    EXECUTE format('INSERT INTO %I.register_log (who, action, table_name, row_key, before, batch) '
        'VALUES ($1, $2, $3, $4, $5, $6)', TG_TABLE_SCHEMA)
        USING done_by, lower(TG_OP), TG_TABLE_NAME, key_text, old_row::text, in_batch;
    RETURN NULL;
END
$body$
