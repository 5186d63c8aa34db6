-- Counting in records, and what a conditional write means for those that come late.

-- The position of the last conditional write or increment. It was decided by what was there before it, so an older write that arrives
-- later cannot count as done before it.
ALTER TABLE gateway.record ADD COLUMN decided bytea;

-- Outcomes of increments under the names that callers gave them, for as long as they are remembered.
CREATE TABLE gateway.increment_once (
    cache       text COLLATE "C" NOT NULL,
    key         bytea  NOT NULL,
    id          text COLLATE "C" NOT NULL,
    asked       text   NOT NULL,
    count       bigint NOT NULL,
    stale_until bigint NOT NULL,
    PRIMARY KEY (cache, key, id)
);
CREATE INDEX increment_once_stale_until ON gateway.increment_once (stale_until);

-- As in V3, and 4: to be done again as a new write, since it cannot count as done before what is there: it has a condition of its own that
-- was not asked of what was there then, or what is there was decided by what was there before.
CREATE OR REPLACE FUNCTION gateway.record_write(a_cache text, a_key bytea, a_hash bigint, a_as_of bytea, a_etag bytea, a_expires bigint,
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
    IF r.as_of > a_as_of THEN
        RETURN CASE WHEN a_condition <> 'A' OR r.decided > a_as_of THEN 4 ELSE 3 END;
    END IF;
    INSERT INTO gateway.record (cache, key, as_of, etag, expires, stale_until, tags, body, decided)
    VALUES (a_cache, a_key, a_as_of, a_etag, a_expires, a_stale_until, a_tags, a_body,
            CASE a_condition WHEN 'A' THEN NULL ELSE a_as_of END)
    ON CONFLICT (cache, key) DO UPDATE
        SET as_of = excluded.as_of, etag = excluded.etag, expires = excluded.expires, stale_until = excluded.stale_until,
            tags = excluded.tags, body = excluded.body, decided = coalesce(excluded.decided, r.decided);
    RETURN CASE WHEN live THEN 1 ELSE 0 END;
END $$;

-- Puts a record in the place of the one that was seen (null: none), and remembers the count under the caller's name (null: none).
-- 0 nothing was there, 1 something was, 4 a later deletion is there, 5 something else is there, 6 remembered, 7 remembered otherwise.
CREATE FUNCTION gateway.record_swap(a_cache text, a_key bytea, a_hash bigint, a_as_of bytea, a_etag bytea, a_expires bigint,
                                    a_stale_until bigint, a_tags bytea[], a_body bytea, a_now bigint, a_seen bytea, a_seen_etags bytea[],
                                    a_id text, a_asked text, a_count bigint, a_until bigint, OUT code int, OUT known bigint)
    LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    r gateway.record;
    o gateway.increment_once;
    live boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(a_hash);
    IF a_id IS NOT NULL THEN
        SELECT * INTO o FROM gateway.increment_once i
        WHERE i.cache = a_cache AND i.key = a_key AND i.id = a_id AND i.stale_until > a_now;
        IF FOUND THEN
            code := CASE WHEN o.asked = a_asked THEN 6 ELSE 7 END;
            known := o.count;
            RETURN;
        END IF;
    END IF;
    SELECT * INTO r FROM gateway.record WHERE cache = a_cache AND key = a_key;
    live := FOUND AND r.body IS NOT NULL AND r.expires > a_now;
    IF live <> (a_seen IS NOT NULL) OR (live AND (r.as_of <> a_seen OR NOT r.etag = ANY (a_seen_etags))) THEN
        code := 5;
        RETURN;
    END IF;
    IF r.as_of > a_as_of THEN
        code := 4;
        RETURN;
    END IF;
    INSERT INTO gateway.record (cache, key, as_of, etag, expires, stale_until, tags, body, decided)
    VALUES (a_cache, a_key, a_as_of, a_etag, a_expires, a_stale_until, a_tags, a_body, a_as_of)
    ON CONFLICT (cache, key) DO UPDATE
        SET as_of = excluded.as_of, etag = excluded.etag, expires = excluded.expires, stale_until = excluded.stale_until,
            tags = excluded.tags, body = excluded.body, decided = excluded.decided;
    IF a_id IS NOT NULL THEN
        INSERT INTO gateway.increment_once (cache, key, id, asked, count, stale_until)
        VALUES (a_cache, a_key, a_id, a_asked, a_count, a_until)
        ON CONFLICT (cache, key, id) DO UPDATE
            SET asked = excluded.asked, count = excluded.count, stale_until = excluded.stale_until;
    END IF;
    code := CASE WHEN live THEN 1 ELSE 0 END;
END $$;
