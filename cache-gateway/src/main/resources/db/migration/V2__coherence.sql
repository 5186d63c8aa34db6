-- Epochs of the coherence logs: the counter that survives what the logs themselves do not. Advanced by compare-and-set only.
CREATE TABLE log_epoch (
    log   integer PRIMARY KEY,
    epoch bigint  NOT NULL CHECK (epoch > 0)
);
