-- Kept warming jobs. A due one is claimed by locking its row (SKIP LOCKED), so of many gateways one runs it.
CREATE TABLE gateway.warming (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text        NOT NULL UNIQUE,
    cache_name  text        NOT NULL,
    definition  jsonb       NOT NULL,
    next_run_at timestamptz,
    last_job    text,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX warming_due ON gateway.warming (next_run_at) WHERE next_run_at IS NOT NULL;

-- What is looked for each few seconds: running jobs whose node is gone.
CREATE INDEX job_running ON gateway.job (touched_at) WHERE status IN ('queued', 'running');
