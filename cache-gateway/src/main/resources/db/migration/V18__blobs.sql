-- Large values: bytes of a blob by chunks, and the record that is to name it (docs/adr/0008-large-values.md).
CREATE TABLE gateway.blob (
    id        uuid PRIMARY KEY,
    cache     text COLLATE "C" NOT NULL,
    key       bytea  NOT NULL,
    size      bigint NOT NULL DEFAULT 0,
    condemned timestamptz            -- since when no record names it and nothing was added; null: not known to be so
);

CREATE TABLE gateway.blob_chunk (
    blob   uuid  NOT NULL REFERENCES gateway.blob ON DELETE CASCADE,
    number int   NOT NULL,
    body   bytea NOT NULL,
    crc    int   NOT NULL,           -- CRC-32C over blob, number and body
    PRIMARY KEY (blob, number)
);
ALTER TABLE gateway.blob_chunk ALTER body SET STORAGE EXTERNAL; -- slices of it are read; nothing is gained by packing it

-- The blob that a stored entry is a manifest of, else null: flag 32 at byte 3, the header's length at byte 28, the id first in the body.
-- Slices are taken of the body, so that of a value that is held only the first page is read.
CREATE FUNCTION gateway.blob_of(a_body bytea) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
DECLARE
    head bytea := substring(a_body FROM 1 FOR 32);
    length int;
BEGIN
    IF head IS NULL OR octet_length(head) < 32 OR get_byte(head, 3) & 32 = 0 THEN RETURN NULL; END IF;
    length := (get_byte(head, 29) << 16) | (get_byte(head, 30) << 8) | get_byte(head, 31);
    RETURN encode(substring(a_body FROM length + 1 FOR 16), 'hex')::uuid;
END $$;

-- Adds a chunk; false when there is no such blob. Not waited for: sealing is, and what is committed later is durable later.
CREATE FUNCTION gateway.blob_append(a_id uuid, a_number int, a_body bytea, a_crc int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    UPDATE gateway.blob SET size = size + octet_length(a_body), condemned = NULL WHERE id = a_id;
    IF NOT FOUND THEN RETURN false; END IF;
    INSERT INTO gateway.blob_chunk (blob, number, body, crc) VALUES (a_id, a_number, a_body, a_crc);
    RETURN true;
END $$;
