-- 99th percentile of a minute's latencies, microseconds, so that a week of minutes is looked through without decoding its histograms.
ALTER TABLE minute ADD COLUMN p99_micros bigint;

-- What was found odd in the last days of each cache; written by the scheduled forecast.
CREATE TABLE anomaly (
    cache_name text        PRIMARY KEY,
    made_at    timestamptz NOT NULL,
    body       jsonb       NOT NULL
);
CREATE INDEX anomaly_made_at ON anomaly (made_at);
