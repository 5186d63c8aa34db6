-- Rollups: a row for the cache as a whole (tier empty) and one for each tier. Partitions are made by the service and dropped whole.
CREATE TABLE monitoring.metric_10s (
    cache_name text NOT NULL,
    tier text NOT NULL,
    start timestamptz NOT NULL,
    windows integer NOT NULL,
    hits bigint NOT NULL,
    misses bigint NOT NULL,
    stale_hits bigint NOT NULL,
    writes bigint NOT NULL,
    removals bigint NOT NULL,
    errors bigint NOT NULL,
    origin_calls bigint NOT NULL,
    origin_errors bigint NOT NULL,
    bytes_out bigint NOT NULL,
    bytes_in bigint NOT NULL,
    stores bigint NOT NULL,
    refused bigint NOT NULL,
    evictions bigint NOT NULL,
    early_evictions bigint NOT NULL,
    entries bigint NOT NULL,
    bytes bigint NOT NULL,
    max_bytes bigint NOT NULL,
    breaker text NOT NULL,
    latency bytea NOT NULL,
    PRIMARY KEY (cache_name, tier, start)
) PARTITION BY RANGE (start);
COMMENT ON COLUMN monitoring.metric_10s.latency IS 'HdrHistogram, microseconds, 2 digits, V2 compressed encoding; empty without values';
CREATE INDEX ON monitoring.metric_10s (start);

CREATE TABLE monitoring.metric_1m (
    LIKE monitoring.metric_10s INCLUDING ALL
) PARTITION BY RANGE (start);

-- One row an episode. At most one open row a fingerprint, so that two evaluators cannot open it twice.
CREATE TABLE monitoring.alert (
    id text PRIMARY KEY,
    fingerprint text NOT NULL,
    rule text NOT NULL,
    metric text NOT NULL,
    unit text NOT NULL,
    cache_name text NOT NULL,
    tier text,
    severity text NOT NULL,
    lower_since timestamptz,
    threshold double precision NOT NULL,
    value double precision NOT NULL,
    measured_at timestamptz NOT NULL,
    status text NOT NULL,
    state jsonb NOT NULL,
    cause jsonb,
    started_at timestamptz NOT NULL,
    resolved_at timestamptz,
    quiet_until timestamptz,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL
);
CREATE UNIQUE INDEX alert_open ON monitoring.alert (fingerprint) WHERE resolved_at IS NULL;
CREATE INDEX alert_newest ON monitoring.alert (started_at DESC, id DESC);
CREATE INDEX alert_resolved ON monitoring.alert (resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX alert_quiet ON monitoring.alert (quiet_until) WHERE quiet_until IS NOT NULL;

CREATE TABLE monitoring.audit (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL UNIQUE,
    service text NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    resource text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    reason text,
    at timestamptz NOT NULL
);
CREATE INDEX ON monitoring.audit (at);

CREATE FUNCTION monitoring.audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit rows are never changed or removed';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON monitoring.audit
    FOR EACH STATEMENT EXECUTE FUNCTION monitoring.audit_is_append_only();
