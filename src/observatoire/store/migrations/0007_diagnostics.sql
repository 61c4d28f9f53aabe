-- Shared diagnoses: one living document a territory, written and countersigned by both sides.
create table base.diagnostic (
    id text primary key,
    territoire_id text not null,
    etat text not null check (etat in ('brouillon', 'ouvert_a_signature', 'signe', 'retire')),
    chiffres text,                      -- JSON of the frozen figures; null in a draft, whose figures are read as they are
    chiffres_a timestamp,               -- when they were frozen
    compte_id text not null,            -- who opened it; never shown
    cree_a timestamp not null,
    maj_a timestamp not null
);

-- Who speaks for a side, in the name of what; an account stands on one side of a diagnosis only.
create table base.diagnostic_partie (
    diagnostic_id text not null,
    compte_id text not null,
    cote text not null check (cote in ('es', 'ts')),
    au_nom_de text not null,            -- organisation; public
    cree_a timestamp not null,
    primary key (diagnostic_id, compte_id)
);

-- The secret link that lets a signed-in person speak for a side: one a side, hashed, the last one holds.
create table base.diagnostic_invitation (
    diagnostic_id text not null,
    cote text not null check (cote in ('es', 'ts')),
    jeton text not null,                -- SHA-256
    expire_a timestamp not null,
    primary key (diagnostic_id, cote)
);

-- One text a block and side; 'commun' is written by both. Each has its own version: two sides write at the same time.
create table base.diagnostic_texte (
    diagnostic_id text not null,
    bloc text not null,
    cote text not null check (cote in ('es', 'ts', 'commun')),
    texte text not null,
    version int not null,
    maj_a timestamp not null,
    primary key (diagnostic_id, bloc, cote)
);

-- Append-only. What was signed is kept whole, so that what changed since can be told.
create table base.diagnostic_signature (
    id text primary key,
    diagnostic_id text not null,
    cote text not null check (cote in ('es', 'ts')),
    compte_id text not null,            -- never shown
    au_nom_de text not null,
    empreinte text not null,            -- SHA-256 of the canonical JSON of `contenu`
    contenu text not null,              -- canonical JSON: figures and texts
    signe_a timestamp not null
);

-- @postgres
create index diagnostic_territoire on base.diagnostic (territoire_id);
create index diagnostic_signature_diagnostic on base.diagnostic_signature (diagnostic_id);
-- @end
