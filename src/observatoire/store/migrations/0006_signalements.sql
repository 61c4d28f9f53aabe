-- Reports: somebody says that a published sheet is wrong. Moderation only.
create table base.signalement (
    id text primary key,
    pratique_id text not null,
    motif text not null,                -- vocabulary motif_signalement
    precisions text,
    courriel text,                      -- to answer with; never public, erased with the decision
    etat text not null check (etat in ('ouvert', 'corrigee', 'gardee', 'retiree')),
    reponse text,                       -- why it was decided so
    moderateur_id text,
    version int not null,
    cree_a timestamp not null,
    decide_a timestamp
);

-- @postgres
create index signalement_pratique on base.signalement (pratique_id);
create index signalement_etat on base.signalement (etat);
-- @end
