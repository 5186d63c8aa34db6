-- The gateways that are alive and where they are reached by each other. A row a process, touched every two seconds.
CREATE TABLE gateway.instance (
    run        text        PRIMARY KEY,
    node       text        NOT NULL,
    url        text        NOT NULL,
    started_at timestamptz NOT NULL,
    seen_at    timestamptz NOT NULL
);
