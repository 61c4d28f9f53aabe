-- Moderation: the appeal of a refused contributor, who took a reading in charge, what the text seemed to hold at the deposit.
-- DuckDB does not change a CHECK in place: the table is made again with the new state, and takes its name back.
create table base.contribution_nouvelle (
    id text primary key,
    statut text not null check (
        statut in ('brouillon', 'a_relire', 'a_corriger', 'publiee', 'refusee', 'en_recours', 'retiree')
    ),
    pratique_id text,                   -- the pratique it amends, or that it became
    contenu text not null,              -- JSON of the form (contributions/model.py)
    titre text not null,
    compte_id text,                     -- author with an account; null with a secret link only
    courriel text,                      -- never shown, erased with the link
    jeton text not null unique,         -- SHA-256 of the secret link's token
    jeton_expire_a timestamp not null,
    motif text,                         -- reason of the last decision, seen by the contributor
    moderateur_id text,
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null,
    deposee_a timestamp,
    decidee_a timestamp,
    suspicion int,                      -- signs of an automatic sending, counted at the deposit
    donnee_personnelle boolean,         -- a free text seemed to hold something personal at the deposit; unknown is null
    recours text,                       -- the appeal, in its author's words; null: none was made
    recours_a timestamp,
    juges text[],                       -- accounts that took the decision appealed against
    prise_par text,                     -- account that reads it now
    prise_a timestamp
);

insert into base.contribution_nouvelle (id, statut, pratique_id, contenu, titre, compte_id, courriel, jeton,
    jeton_expire_a, motif, moderateur_id, version, cree_a, maj_a, deposee_a, decidee_a, suspicion)
select id, statut, pratique_id, contenu, titre, compte_id, courriel, jeton,
    jeton_expire_a, motif, moderateur_id, version, cree_a, maj_a, deposee_a, decidee_a, suspicion
from base.contribution;

drop table base.contribution;

alter table base.contribution_nouvelle rename to contribution;

-- @postgres
create index contribution_statut on base.contribution (statut);
-- @end
