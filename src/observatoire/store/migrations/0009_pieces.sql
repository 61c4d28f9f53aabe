-- Photos and documents joined to a contribution. Files are kept once, under the hash of their cleaned bytes: a content names
-- them by this id, so drafts, revisions and amendments need nothing more.
create table base.fichier (
    id text primary key,                -- first 32 hexadecimal digits of the SHA-256 of octets
    genre text not null check (genre in ('photo', 'document')),
    octets bytea not null,              -- JPEG without metadata, or PDF without script, attachment nor author
    vignette bytea,                     -- a photo made small; null for a document
    poids int not null,                 -- bytes
    largeur int,                        -- pixels of a photo
    hauteur int,
    nb_pages int,                       -- pages of a document
    cree_a timestamp not null
);

-- What a published sheet shows, in order.
create table base.piece (
    pratique_id text not null,
    rang int not null,
    fichier text not null,
    legende text,
    credit text not null,
    description text,                   -- what a photo shows, for those who do not see it
    primary key (pratique_id, rang)
);

-- @postgres
create index piece_fichier on base.piece (fichier);
create index fichier_cree on base.fichier (cree_a);
-- @end
