-- Invalidations at a later time: a row waits as 'scheduled', and becomes 'done', 'failed' or 'cancelled'. The node that takes a due one says
-- so in taken_at; one that was taken and not settled for a minute has lost its node.
ALTER TABLE gateway.invalidation
    ADD COLUMN status   text NOT NULL DEFAULT 'done',
    ADD COLUMN run_at   timestamptz,
    ADD COLUMN taken_at timestamptz,
    ADD COLUMN error    text;
CREATE INDEX invalidation_due ON gateway.invalidation (run_at) WHERE status = 'scheduled';

-- Answers to admin POSTs with an Idempotency-Key, for a day. Without a status the request is under way.
CREATE TABLE gateway.idempotency (
    actor       text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    claim       uuid        NOT NULL,
    at          timestamptz NOT NULL,
    status      int,
    location    text,
    etag        text,
    media_type  text,
    body        text,
    PRIMARY KEY (actor, key)
);
CREATE INDEX idempotency_by_time ON gateway.idempotency (at);
