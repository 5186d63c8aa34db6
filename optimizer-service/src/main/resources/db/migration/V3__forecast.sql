-- The last forecast of each figure of each cache, with the events expected within its horizon; written by the scheduled job.
CREATE TABLE forecast (
    cache_name text        NOT NULL,
    metric     text        NOT NULL,
    made_at    timestamptz NOT NULL,
    body       jsonb       NOT NULL,
    PRIMARY KEY (cache_name, metric)
);
CREATE INDEX forecast_made_at ON forecast (made_at);
