-- The first tables. One text for DuckDB and PostgreSQL: see docs/adr/0002-un-texte-sql-deux-moteurs.md.
-- No foreign key, no enumeration, no trigger: integrity and journal are kept by each notion's actions.
-- Instants are naive UTC (timestamp); codes are text; plain tags are text[].

create sequence base.journal_id start 1;

-- Who did what, when, on what. Append-only; written in the transaction of the change it tells.
create table base.journal (
    id bigint primary key,
    a timestamp not null,
    acteur text not null,               -- compte id, 'contributeur', 'catalogue', 'cli'…
    verbe text not null,                -- past participle: deposee, publiee, refusee…
    objet_type text not null,           -- pratique, contribution, compte…
    objet_id text not null,
    details text not null default '{}'  -- JSON, no personal data beyond identifiers
);

-- Communes, EPCI, départements, régions and the country: one table, ancestors listed from near to far.
create table base.territoire (
    id text primary key,                -- commune-75056, epci-200054781, departement-75, region-11, pays-FR
    niveau text not null check (niveau in ('commune', 'epci', 'departement', 'region', 'pays')),
    code text not null,                 -- COG code or SIREN of the EPCI
    nom text not null,
    nom_norm text not null,             -- lower case, no accents, no punctuation
    ancetres text[] not null,           -- ids of what contains it (EPCI before département)
    zone text not null check (zone in ('metro', 'drom', 'com')),
    codes_postaux text[] not null,
    population bigint,                  -- legal population; unknown is null, never 0
    lon double precision,               -- WGS 84, degrees
    lat double precision,
    millesime text not null             -- COG vintage
);

-- Former, delegated and associated communes, municipal arrondissements: what people may still type.
create table base.territoire_ancien (
    code text not null,
    nom text,
    nature text not null,
    territoire_id text not null,
    primary key (code, nature, territoire_id)
);

create table base.structure (
    id text primary key,
    nom text not null,
    nom_norm text not null,
    type_structure text,                -- vocabulary type_structure; unknown is null
    cote_defaut text,                   -- proposed side, always overridable in a partenariat
    description text,
    siren text,
    siret text,
    rna text,
    site text,
    territoires text[] not null,        -- declared territories
    tables_rapport int[] not null,      -- tables of the 2021 workshop where it sat or was quoted
    source_titre text,
    source_url text,
    licence text not null,
    est_demo boolean not null,
    empreinte_source text,              -- hash of the catalogue entry last loaded; null when not from a catalogue
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null
);

-- One collaboration or territorial initiative.
create table base.pratique (
    id text primary key,
    statut text not null check (statut in ('publiee', 'retiree')),
    publication text not null check (publication in ('nominative', 'anonyme', 'embargo')),
    origine text not null check (origine in ('rapport', 'documentee', 'contribution', 'demo')),
    titre text not null,
    resume text not null,
    recit text,                         -- what was done
    resultats text,
    difficultes text,                   -- what did not work
    forme text,                         -- vocabulary forme
    objectifs text[] not null,
    familles text[] not null,
    thematiques text[] not null,
    publics text[] not null,
    freins text[] not null,
    leviers text[] not null,
    mots_libres text[] not null,        -- words of the source that no vocabulary value renders
    activite text,                      -- vocabulary activite; unknown is null
    causes_arret text[] not null,       -- ranked, three at most
    annee_debut int,
    annee_fin int,
    niveau_preuve text not null,
    territoires text[] not null,        -- declared ids; [] is "sans lieu", ['pays-FR'] national
    perimetre text[] not null,          -- derived: declared ids and all their ancestors
    lon double precision,               -- derived: point of the first declared commune
    lat double precision,
    mixite text not null check (mixite in ('mixte', 'non_mixte', 'a_verifier')), -- derived from partners
    cotes text[] not null,              -- derived: sides of the partners
    site text,
    licence text not null,
    source_le date,                     -- date of the newest source; unknown is null
    confirmee_le date,                  -- last confirmation by someone who takes part
    est_demo boolean not null,
    empreinte_source text,
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null,
    publiee_a timestamp not null
);

-- The place of one structure in one pratique.
create table base.partenariat (
    pratique_id text not null,
    rang int not null,
    structure_id text,                  -- null while the name has not been matched to a structure
    nom text not null,
    cote text not null,
    role text,                          -- unknown is null
    apporte text[] not null,
    cherche text[] not null,
    confirmation text,                  -- null: never asked
    primary key (pratique_id, rang)
);

create table base.source (
    pratique_id text not null,
    rang int not null,
    titre text not null,
    url text,
    date_le date,
    table_rapport int,                  -- table of the workshop (1 to 6); 0 for the study, the round table or the synthesis
    citation text,                      -- the report's own words
    primary key (pratique_id, rang)
);

create table base.piste (
    id text primary key,
    titre text not null,
    texte text not null,                -- the report's own words
    famille text not null,
    tables_rapport int[] not null,
    dans_synthese boolean not null,
    texte_synthese text,
    pratiques text[] not null,          -- ids of pratiques that realise it
    ordre int not null,
    licence text not null,
    empreinte_source text,
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null
);

-- The report's words on an objective, an obstacle or a lever, beside the vocabulary value of that code.
create table base.parole_rapport (
    vocabulaire text not null check (vocabulaire in ('objectif', 'frein', 'levier')),
    code text not null,
    texte text not null,
    tables_rapport int[] not null,
    empreinte_source text,
    primary key (vocabulaire, code)
);

create table base.terme (
    id text primary key,
    terme text not null,
    sens_ts text,
    sens_es text,
    mot_commun text,
    faux_ami boolean not null,
    synonymes text[] not null,
    source text not null,
    ordre int not null,
    empreinte_source text,
    version int not null,
    cree_a timestamp not null,
    maj_a timestamp not null
);

create table base.compte (
    id text primary key,
    email text not null unique,         -- folded to lower case
    nom text not null,
    role text not null check (role in ('contributeur', 'moderateur', 'financeur', 'administrateur')),
    mot_de_passe text not null,         -- argon2id
    actif boolean not null,
    cree_a timestamp not null,
    maj_a timestamp not null
);

create table base.session (
    empreinte text primary key,         -- SHA-256 of the cookie's value
    compte_id text not null,
    cree_a timestamp not null,
    expire_a timestamp not null
);

-- Failed sign-ins, kept one hour, to slow down guessing.
create table base.tentative (
    id text primary key,
    cle text not null,                  -- SHA-256 of the e-mail typed
    a timestamp not null
);

-- A submission, or an amendment of a published pratique, on its way.
create table base.contribution (
    id text primary key,
    statut text not null check (statut in ('brouillon', 'a_relire', 'a_corriger', 'publiee', 'refusee', 'retiree')),
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
    decidee_a timestamp
);

create table base.contribution_revision (
    contribution_id text not null,
    version int not null,
    statut text not null,
    contenu text not null,
    motif text,
    acteur text not null,
    a timestamp not null,
    primary key (contribution_id, version)
);

-- Full-text index of published pratiques, kept by recherche/ in the transaction of the write.
-- No key on the two large tables: their integrity is recherche/'s own, a key would cost more than the data.
create table base.mot (
    mid int primary key,
    mot text not null unique            -- stem of folded words
);

create table base.forme_de_mot (
    forme text primary key,             -- folded word as people type it
    mid int not null
);

create table base.document (
    num int primary key,
    doc text not null unique,           -- pratique id
    longueur real not null              -- sum of its weights
);

create table base.occurrence (
    mid int not null,
    num int not null,
    poids real not null                 -- frequency weighted by field
);

-- @postgres
create index pratique_perimetre on base.pratique using gin (perimetre);
create index pratique_publiee on base.pratique (publiee_a desc);
create index partenariat_structure on base.partenariat (structure_id);
create index occurrence_mot on base.occurrence (mid);
create index occurrence_document on base.occurrence (num);
create index journal_objet on base.journal (objet_type, objet_id);
create index contribution_statut on base.contribution (statut);
create index session_compte on base.session (compte_id);
-- @end
