-- Reading a call's applications: who reads for which college, and one opinion by reader and application.
create table base.relecteur (
    appel_id text not null,
    compte_id text not null,
    college text not null check (college in ('es', 'ts', 'financeur', 'usager')),
    siren text,
    structure text,
    actif boolean not null,
    nomme_a timestamp not null,
    primary key (appel_id, compte_id)
);

create table base.relecture (
    candidature_id text not null,
    compte_id text not null,
    college text not null,
    etat text not null check (etat in ('demandee', 'ouverte', 'rendue', 'conflit', 'retiree')),
    notes text not null,                -- JSON: criterion → mark, null for « sans objet »
    commentaires text not null,         -- JSON: criterion → text
    recommandation text,
    commentaire text,
    note_privee text,                   -- for its author only
    lien text,                          -- why a reader declared a conflict
    version int not null,
    demandee_a timestamp not null,
    maj_a timestamp not null,
    rendue_a timestamp,
    primary key (candidature_id, compte_id)
);

create table base.instruction (
    appel_id text primary key,
    phase text not null check (phase in ('individuel', 'mise_en_commun', 'decision')),
    maj_a timestamp not null
);

-- @postgres
create index relecture_compte on base.relecture (compte_id);
-- @end
