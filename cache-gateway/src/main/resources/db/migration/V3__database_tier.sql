-- The database tier. Positions are 16 bytes, epoch and offset in big-endian, so that bytea compares them and greatest() works.
-- Keys are bytea: they are any UTF-8, also with NUL, which text does not take.

-- One row a cache: its generation and floor. A floor that is null is not known: nothing is filled.
-- born tells a row that was made anew from the one before: tickets carry it.
CREATE TABLE gateway.tier (
    cache      text COLLATE "C" PRIMARY KEY,
    born       bigint GENERATED ALWAYS AS IDENTITY,
    generation bytea NOT NULL,
    floor      bytea
);

-- Copies. body null: a mark in place of an entry, left by a removal.
CREATE TABLE gateway.entry (
    cache       text COLLATE "C" NOT NULL,
    key         bytea  NOT NULL,
    hash        bigint NOT NULL,
    generation  bytea  NOT NULL,
    as_of       bytea  NOT NULL,
    stale_until bigint NOT NULL,
    size        int    NOT NULL,
    body        bytea,
    PRIMARY KEY (cache, key)
) WITH (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE gateway.entry ALTER body SET STORAGE EXTERNAL; -- the codec has compressed what pays
CREATE INDEX entry_hash ON gateway.entry (cache, hash); -- uniform: a range of it is a random sample
CREATE INDEX entry_stale_until ON gateway.entry (stale_until);

-- Records of caches without origin: never evicted, untouched by floors and generations.
CREATE TABLE gateway.record (
    cache       text COLLATE "C" NOT NULL,
    key         bytea   NOT NULL,
    as_of       bytea   NOT NULL,
    etag        bytea   NOT NULL,
    expires     bigint  NOT NULL,
    stale_until bigint  NOT NULL,
    tags        bytea[] NOT NULL,
    body        bytea,
    PRIMARY KEY (cache, key)
);
ALTER TABLE gateway.record ALTER body SET STORAGE EXTERNAL;
CREATE INDEX record_tags ON gateway.record USING gin (tags);
CREATE INDEX record_stale_until ON gateway.record (stale_until);

-- Each function is one round trip and one transaction. They are volatile, so every statement in them has a snapshot of its own: what comes
-- after a lock sees all that was committed before the lock was had.

-- 1 stored, 0 refused, -1 the floor is not known.
CREATE FUNCTION gateway.tier_fill(a_cache text, a_key bytea, a_hash bigint, a_born bigint, a_generation bytea, a_as_of bytea,
                                  a_stale_until bigint, a_body bytea) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    t gateway.tier;
    n int;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(1414681170, hashtext(a_cache));
    SELECT * INTO t FROM gateway.tier WHERE cache = a_cache;
    IF NOT FOUND OR t.floor IS NULL THEN RETURN -1; END IF;
    IF t.born <> a_born OR t.generation <> a_generation OR a_as_of < t.generation OR a_as_of < t.floor THEN RETURN 0; END IF;
    INSERT INTO gateway.entry AS e (cache, key, hash, generation, as_of, stale_until, size, body)
    VALUES (a_cache, a_key, a_hash, a_generation, a_as_of, a_stale_until, octet_length(a_body) + octet_length(a_key) + 160, a_body)
    ON CONFLICT (cache, key) DO UPDATE
        SET generation = excluded.generation, as_of = excluded.as_of, stale_until = excluded.stale_until,
            size = excluded.size, body = excluded.body
        WHERE e.generation <> excluded.generation OR e.as_of <= excluded.as_of;
    GET DIAGNOSTICS n = ROW_COUNT;
    RETURN n;
END $$;

-- The mark takes the place of what is older than it.
CREATE FUNCTION gateway.tier_remove(a_cache text, a_key bytea, a_hash bigint, a_mark bytea, a_until bigint)
    RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    INSERT INTO gateway.entry AS e (cache, key, hash, generation, as_of, stale_until, size, body)
    SELECT a_cache, a_key, a_hash, t.generation, a_mark, a_until, octet_length(a_key) + 160, NULL
    FROM gateway.tier t WHERE t.cache = a_cache
    ON CONFLICT (cache, key) DO UPDATE
        SET generation = excluded.generation, as_of = excluded.as_of, stale_until = excluded.stale_until,
            size = excluded.size, body = NULL
        WHERE e.generation <> excluded.generation OR e.as_of < excluded.as_of;
END $$;

-- Raises generation and floor (null: leave it), never lowers. No fill is between its check and its row meanwhile.
CREATE FUNCTION gateway.tier_raise(a_cache text, a_generation bytea, a_floor bytea) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1414681170, hashtext(a_cache));
    INSERT INTO gateway.tier AS t (cache, generation, floor) VALUES (a_cache, a_generation, a_floor)
    ON CONFLICT (cache) DO UPDATE
        SET generation = greatest(t.generation, excluded.generation), floor = greatest(t.floor, excluded.floor);
END $$;

-- Writes (or with a null body deletes) a record. Condition: A always, E exists, N is absent, M one of the etags.
-- 0 nothing was there, 1 something was, 2 the condition failed, 3 something later is there.
-- A condition that holds only because of a later write cannot count as done before it: it fails.
CREATE FUNCTION gateway.record_write(a_cache text, a_key bytea, a_hash bigint, a_as_of bytea, a_etag bytea, a_expires bigint,
                                     a_stale_until bigint, a_tags bytea[], a_body bytea, a_now bigint, a_condition text,
                                     a_etags bytea[]) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    r gateway.record;
    live boolean;
    ok boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(a_hash);
    SELECT * INTO r FROM gateway.record WHERE cache = a_cache AND key = a_key;
    live := FOUND AND r.body IS NOT NULL AND r.expires > a_now;
    ok := CASE a_condition
              WHEN 'A' THEN true
              WHEN 'E' THEN live
              WHEN 'N' THEN NOT live
              ELSE live AND r.etag = ANY (a_etags)
          END;
    IF NOT ok THEN RETURN 2; END IF;
    IF r.as_of > a_as_of THEN RETURN CASE a_condition WHEN 'A' THEN 3 ELSE 2 END; END IF;
    INSERT INTO gateway.record (cache, key, as_of, etag, expires, stale_until, tags, body)
    VALUES (a_cache, a_key, a_as_of, a_etag, a_expires, a_stale_until, a_tags, a_body)
    ON CONFLICT (cache, key) DO UPDATE
        SET as_of = excluded.as_of, etag = excluded.etag, expires = excluded.expires, stale_until = excluded.stale_until,
            tags = excluded.tags, body = excluded.body;
    RETURN CASE WHEN live THEN 1 ELSE 0 END;
END $$;
