-- What a pratique comes from: another one, and what was kept of it, changed, left.
create table base.inspiration (
    pratique_id text not null,
    rang int not null,
    source_id text not null,
    garde text,
    change text,
    abandonne text,
    primary key (pratique_id, rang)
);

-- Something published may tell the same: looked for once it is deposited, again when a decision is taken.
alter table base.contribution add column doublon_possible boolean;

-- @postgres
create index inspiration_source on base.inspiration (source_id);
-- @end
