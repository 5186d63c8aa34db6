-- Long work of the gateways. A running job is touched each second by the node that runs it; one that is not touched has lost its node.
CREATE TABLE job (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          text        NOT NULL UNIQUE,
    kind        text        NOT NULL,
    cache_name  text        NOT NULL,
    status      text        NOT NULL,
    done        bigint      NOT NULL,
    total       bigint      NOT NULL,
    result      jsonb,
    error       text,
    actor       text        NOT NULL,
    cancelled   boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL,
    started_at  timestamptz,
    finished_at timestamptz,
    touched_at  timestamptz NOT NULL
);
