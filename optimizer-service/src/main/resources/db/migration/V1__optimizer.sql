-- Where each topic was read up to; written in the transaction that writes what was read.
CREATE TABLE progress (
    topic     text    NOT NULL,
    part      integer NOT NULL,
    next      bigint  NOT NULL,
    PRIMARY KEY (topic, part)
);

-- The access profile of a cache, and the last sample taken from each node.
CREATE TABLE profile (
    cache_name text        PRIMARY KEY,
    part       integer     NOT NULL,
    state      bytea       NOT NULL,
    marks      jsonb       NOT NULL,
    saved_at   timestamptz NOT NULL
);
CREATE INDEX profile_part ON profile (part);

-- Counts a minute; tier '' is the cache as a whole. Latency is an HdrHistogram, V2 compressed, microseconds.
CREATE TABLE minute (
    cache_name      text        NOT NULL,
    tier            text        NOT NULL,
    at              timestamptz NOT NULL,
    seconds         integer     NOT NULL,
    hits            bigint      NOT NULL,
    misses          bigint      NOT NULL,
    stale_hits      bigint      NOT NULL,
    writes          bigint      NOT NULL,
    errors          bigint      NOT NULL,
    origin_calls    bigint      NOT NULL,
    origin_errors   bigint      NOT NULL,
    bytes_out       bigint      NOT NULL,
    bytes_in        bigint      NOT NULL,
    evictions       bigint      NOT NULL,
    early_evictions bigint      NOT NULL,
    entries         bigint      NOT NULL,
    bytes           bigint      NOT NULL,
    max_bytes       bigint      NOT NULL,
    latency         bytea,
    PRIMARY KEY (cache_name, tier, at)
);
CREATE INDEX minute_at ON minute (at);

CREATE TABLE recommendation (
    id           text             PRIMARY KEY,
    cache_name   text             NOT NULL,
    kind         text             NOT NULL,
    status       text             NOT NULL,
    title        text             NOT NULL,
    body         jsonb            NOT NULL,
    impact_score double precision NOT NULL,
    created_at   timestamptz      NOT NULL,
    updated_at   timestamptz      NOT NULL
);
CREATE UNIQUE INDEX recommendation_open ON recommendation (cache_name, kind)
    WHERE status IN ('proposed', 'applying', 'verifying');
CREATE INDEX recommendation_order ON recommendation (created_at DESC, id);

CREATE TABLE schedule (
    id          text        PRIMARY KEY,
    paused      boolean     NOT NULL DEFAULT false,
    last_run    timestamptz,
    last_result jsonb
);
