-- Calls for projects: the content as it was typed, and the rounds once published.
create table base.appel (
    id text primary key,
    etat text not null check (etat in ('brouillon', 'publie', 'clos', 'retire')),
    contenu text not null,              -- JSON of the form
    compte_id text not null,            -- who writes it
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null,
    publie_a timestamp,
    clos_a timestamp                    -- closed before its time
);

create table base.appel_vague (
    appel_id text not null,
    rang int not null,
    ouvre_a timestamp not null,
    ferme_a timestamp not null,         -- the last instant at which a deposit is in time
    primary key (appel_id, rang)
);

-- @postgres
create index appel_compte on base.appel (compte_id);
-- @end
