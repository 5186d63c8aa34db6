-- How values are wrapped: data keys (themselves wrapped by a key that is not in this database) and dictionaries, followed by every node.
-- docs/adr/0005-values.md says how they are used.

-- One row: its lock puts changes into one order, so that who saw stamp n has seen all changes up to n. The salt is for keys made of passphrases.
CREATE TABLE value_stamp (
    one   boolean PRIMARY KEY DEFAULT true CHECK (one),
    stamp bigint NOT NULL,
    salt  bytea  NOT NULL
);
INSERT INTO value_stamp (stamp, salt) VALUES (1, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Version 0 is the cache's label key, made once; versions from 1 on seal values, the newest that all nodes hold. kek names what wrapped it.
CREATE TABLE data_key (
    cache      text COLLATE "C" NOT NULL,
    version    int         NOT NULL CHECK (version >= 0),
    kek        text        NOT NULL,
    wrapped    bytea       NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now(),
    wrapped_at timestamptz NOT NULL DEFAULT now(),
    since      bigint      NOT NULL DEFAULT 0,
    changed    bigint      NOT NULL DEFAULT 0,
    PRIMARY KEY (cache, version)
);

-- bytes null: from here on the cache uses none. key_version: the data key that sealed the bytes, null for plain ones.
CREATE TABLE dictionary (
    id            bigint PRIMARY KEY,
    cache         text COLLATE "C" NOT NULL,
    bytes         bytea,
    key_version   int,
    ratio         float8      NOT NULL,
    made_at       timestamptz NOT NULL DEFAULT now(),
    superseded_at timestamptz,
    since         bigint      NOT NULL DEFAULT 0,
    changed       bigint      NOT NULL DEFAULT 0
);
CREATE INDEX dictionary_cache ON dictionary (cache);
CREATE SEQUENCE dictionary_id MINVALUE 32768 MAXVALUE 2147483647; -- what the format leaves free; the first 32,768 take two bytes in a frame

-- Up to which stamp each node has taken in what is here.
CREATE TABLE value_reader (
    node  text PRIMARY KEY,
    stamp bigint      NOT NULL,
    at    timestamptz NOT NULL
);

CREATE FUNCTION value_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    UPDATE ${flyway:defaultSchema}.value_stamp SET stamp = stamp + 1 RETURNING stamp INTO n;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    NEW.changed := n;
    IF TG_OP = 'INSERT' THEN NEW.since := n; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER data_key_changed BEFORE INSERT OR UPDATE OR DELETE ON data_key FOR EACH ROW EXECUTE FUNCTION value_changed();
CREATE TRIGGER dictionary_changed BEFORE INSERT OR UPDATE OR DELETE ON dictionary FOR EACH ROW EXECUTE FUNCTION value_changed();

-- Says up to where a node is, and hears the present stamp and the one up to which all nodes are that were heard of within 15 s.
CREATE FUNCTION values_poll(a_node text, a_stamp bigint) RETURNS TABLE (stamp bigint, agreed bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    IF a_stamp > 0 THEN -- a node that has taken in nothing yet serves nothing yet
        INSERT INTO ${flyway:defaultSchema}.value_reader AS r (node, stamp, at) VALUES (a_node, a_stamp, clock_timestamp())
        ON CONFLICT (node) DO UPDATE SET stamp = excluded.stamp, at = excluded.at
            WHERE r.stamp <> excluded.stamp OR r.at < excluded.at - interval '3 seconds';
    END IF;
    RETURN QUERY SELECT s.stamp, coalesce((SELECT min(r.stamp) FROM ${flyway:defaultSchema}.value_reader r
                                           WHERE r.at > clock_timestamp() - interval '15 seconds'), 0)
                 FROM ${flyway:defaultSchema}.value_stamp s;
END $$;

-- Puts a dictionary in the place of the one its maker knew; false when another node was faster.
CREATE FUNCTION dictionary_add(a_id bigint, a_cache text, a_known bigint, a_bytes bytea, a_key_version int, a_ratio float8)
    RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1414681171, hashtext(a_cache));
    IF EXISTS (SELECT 1 FROM ${flyway:defaultSchema}.dictionary WHERE cache = a_cache AND id > a_known) THEN RETURN false; END IF;
    UPDATE ${flyway:defaultSchema}.dictionary SET superseded_at = now() WHERE cache = a_cache AND superseded_at IS NULL;
    INSERT INTO ${flyway:defaultSchema}.dictionary (id, cache, bytes, key_version, ratio)
    VALUES (a_id, a_cache, a_bytes, a_key_version, a_ratio);
    RETURN true;
END $$;
