-- What is published where. Old versions stay: pages in flight still name them.
CREATE TABLE asset (
    published_path  text PRIMARY KEY,
    path            text NOT NULL,
    fingerprint     text NOT NULL,
    content_type    text NOT NULL,
    bytes           bigint NOT NULL,
    cache_control   text NOT NULL,
    integrity       text NOT NULL,
    encodings       text[] NOT NULL,
    encoded_bytes   bigint[] NOT NULL,
    published_at    timestamptz NOT NULL
);
CREATE INDEX asset_by_path ON asset (path, published_at DESC);

CREATE TABLE distribution (
    id           text PRIMARY KEY,
    name         text NOT NULL UNIQUE,
    provider     text NOT NULL CHECK (provider IN ('cloudfront', 'cloudflare', 'local')),
    provider_id  text NOT NULL,
    domain       text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now()
);
INSERT INTO distribution (id, name, provider, provider_id, domain) VALUES ('local', 'local', 'local', 'edge', 'localhost');

-- A purge is durable before it is answered; each distribution's part has its own state.
CREATE TABLE purge (
    id          text PRIMARY KEY,
    actor       text NOT NULL,
    reason      text,
    paths       text[] NOT NULL,
    tags        text[] NOT NULL,
    prefixes    text[] NOT NULL,
    everything  boolean NOT NULL,
    created_at  timestamptz NOT NULL
);
CREATE INDEX purge_by_time ON purge (created_at DESC, id DESC);
CREATE TABLE purge_request (
    purge_id             text NOT NULL REFERENCES purge (id) ON DELETE CASCADE,
    distribution_id      text NOT NULL REFERENCES distribution (id) ON DELETE CASCADE,
    provider             text NOT NULL,
    provider_request_id  text,
    status               text NOT NULL CHECK (status IN ('queued', 'accepted', 'in_progress', 'completed', 'failed')),
    items                integer NOT NULL,
    attempts             integer NOT NULL DEFAULT 0,
    error                text,
    updated_at           timestamptz NOT NULL,
    PRIMARY KEY (purge_id, distribution_id)
);
CREATE INDEX purge_request_open ON purge_request (updated_at) WHERE status NOT IN ('completed', 'failed');
