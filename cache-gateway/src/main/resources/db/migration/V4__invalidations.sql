-- Every acknowledged invalidation: who, what, why, and its position in the coherence log.
create table gateway.invalidation (
    seq        bigint generated always as identity primary key,
    id         text        not null unique,
    cache_name text        not null,
    keys       text[]      not null,
    tags       text[]      not null,
    pattern    text,
    urls       text[]      not null,
    prefixes   text[]      not null,
    everything boolean     not null,
    soft       boolean     not null,
    cdn        boolean     not null,
    position   text,
    key_count  bigint      not null,
    estimated  bigint      not null,
    actor      text        not null,
    reason     text,
    at         timestamptz not null
);
create index invalidation_by_cache on gateway.invalidation (cache_name, seq desc);
create index invalidation_by_time on gateway.invalidation (at);
