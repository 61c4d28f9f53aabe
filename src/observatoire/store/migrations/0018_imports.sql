-- Many pratiques told in one file: each row is a contribution that remembers its import, so that the whole can be undone.
create table base.import (
    id text primary key,
    fichier text not null,
    empreinte text not null,            -- SHA-256 of the file
    source text not null,               -- name given to where such files come from; '' for none
    acteur text not null,
    compte_id text,
    lignes int not null,
    ecartees int not null,
    importe_a timestamp not null,
    annule_a timestamp
);

-- Titles of columns → our columns, remembered for a source by account.
create table base.import_source (
    compte_id text not null,
    source text not null,
    correspondances text not null,      -- JSON
    maj_a timestamp not null,
    primary key (compte_id, source)
);

alter table base.contribution add column import_id text;

-- @postgres
create index contribution_import on base.contribution (import_id) where import_id is not null;
-- @end
