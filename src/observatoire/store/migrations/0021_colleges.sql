-- Reading by two colleges: who reads for which, and their opinions on a deposit.
create table base.lecteur (
    compte_id text primary key,
    college text not null check (college in ('es', 'ts')),
    structure text not null             -- the reader's own: '' when it belongs to none
);

create table base.avis (
    contribution_id text not null,
    version int not null,               -- of the deposit: an opinion never outlives what it was given on
    rang int not null,                  -- 1, 2, and 3 when the first two differ
    compte_id text not null,
    college text not null,
    oui boolean not null,
    motif text not null,
    a timestamp not null,
    primary key (contribution_id, version, rang)
);
