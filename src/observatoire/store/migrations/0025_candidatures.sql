-- Applications to a call: the content as it was typed, each partner with its own link and its signature of a content.
create table base.candidature (
    id text primary key,
    appel_id text not null,
    etat text not null check (etat in ('brouillon', 'deposee', 'a_completer', 'en_relecture', 'a_decider', 'acceptee',
        'acceptee_sous_reserve', 'refusee', 'classee_sans_suite', 'retiree')),
    contenu text not null,              -- JSON of the form
    compte_id text,                     -- who began it, when signed in
    jeton text not null unique,         -- SHA-256 of the secret link of who writes it
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null,
    deposee_a timestamp,                -- first deposit: it stays in time when a complement is asked
    empreinte text,                     -- SHA-256 of the content deposited last
    demande_eur decimal(12, 2),         -- read at the deposit
    complement text,                    -- what the funder asks for
    complement_avant timestamp          -- until when it is received
);

create table base.candidature_membre (
    candidature_id text not null,
    cle text not null,                  -- of the partner in the content
    nom text not null,                  -- as it was invited
    siren text,
    jeton text unique,                  -- SHA-256 of its own link; none for who writes
    etat text not null check (etat in ('attendu', 'signe', 'a_revoir')),
    empreinte text,                     -- SHA-256 of the content it signed
    mot text,                           -- what it asks to change
    repondu_a timestamp,
    primary key (candidature_id, cle)
);

create table base.candidature_depot (
    candidature_id text not null,
    rang int not null,
    contenu text not null,
    empreinte text not null,
    depose_a timestamp not null,
    primary key (candidature_id, rang)
);

-- @postgres
create index candidature_appel on base.candidature (appel_id);
create index candidature_compte on base.candidature (compte_id);
create index candidature_membre_siren on base.candidature_membre (siren);
-- @end
