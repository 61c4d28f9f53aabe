-- Structures that outside sources tell, by connector: what is proposed, what was accepted, and the way back.
-- One refresh of a connector: what it read, or why it failed.
create table base.connecteur_actualisation (
    id text primary key,
    connecteur text not null,
    acteur text not null,
    a timestamp not null,
    reussie boolean not null,
    message text not null,              -- what failed, or what deserves a look
    lues int not null,
    ecartees int not null,              -- rows that are not a structure, or that the schema refuses
    hors int not null,                  -- outside the territories asked for
    nouvelles int not null,
    modifiees int not null,
    inchangees int not null,
    absentes int not null               -- accepted once, not told any more
);

-- Several proposals accepted in one go, undone in one go.
create table base.connecteur_lot (
    id text primary key,
    connecteur text not null,
    acteur text not null,
    a timestamp not null,
    nombre int not null,
    annule_a timestamp
);

-- Private: what a source tells that nobody accepted yet, or that somebody decided.
create table base.connecteur_proposition (
    id text primary key,
    connecteur text not null,
    cle text not null,                  -- source--id
    genre text not null check (genre in ('nouvelle', 'modifiee', 'absente')),
    structure_id text,                  -- the structure it is about; null when it would be created
    rapprochement text not null check (rapprochement in ('', 'identite', 'siret', 'nom_commune')),
    entite text not null,               -- JSON: fields as the source tells them
    maj_le date,
    differences text not null,          -- JSON: field, before, after, kept as it is here
    empreinte text not null,            -- SHA-256 of the fields: what was refused is not proposed again
    etat text not null check (etat in ('proposee', 'acceptee', 'refusee')),
    proposee_a timestamp not null,
    decidee_a timestamp,
    acteur text,
    lot_id text,
    avant text                          -- JSON: what accepting replaced
);

-- The name of a structure outside: one row a connector and source--id, written when a proposal is accepted.
create table base.structure_externe (
    connecteur text not null,
    cle text not null,
    structure_id text not null,
    champs text not null,               -- JSON: fields as last accepted
    ecrits text not null,               -- JSON: columns of the structure that it wrote, with the value
    source text not null,
    lien text,
    licence text not null,
    thematiques text[] not null,
    publics text[] not null,
    maj_le date,
    creee boolean not null,             -- the structure came from this source
    acceptee_a timestamp not null,
    absente_depuis timestamp,           -- first complete refresh that no longer told it
    primary key (connecteur, cle)
);

-- A structure that its source withdrew; never deleted.
alter table base.structure add column retiree_a timestamp;

-- @postgres
create index connecteur_proposition_par_etat on base.connecteur_proposition (connecteur, etat);
create index structure_externe_structure on base.structure_externe (structure_id);
-- @end
