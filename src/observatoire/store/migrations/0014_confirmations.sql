-- Partners asked to confirm: one link for each, good once and for a while, kept as a hash.

create table base.invitation (
    id text primary key,
    pratique_id text not null,
    cle text not null,                  -- folded name of the partner: its rank may change, its row may be written again
    nom text not null,                  -- as it was asked
    empreinte text not null unique,     -- SHA-256 of the link's token
    etat text not null check (etat in ('envoyee', 'confirmee', 'refusee', 'revoquee')),
    expire_a timestamp not null,
    cree_a timestamp not null,
    repondue_a timestamp
);

-- @postgres
create index invitation_pratique on base.invitation (pratique_id);
-- @end
