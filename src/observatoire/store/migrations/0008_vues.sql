-- Saved views: an address of the explorer with a name, kept by an account; private unless shared.
create table base.vue_enregistree (
    id text primary key,                -- random: who holds the address of a shared one may read it
    compte_id text not null,
    nom text not null,
    nom_norm text not null,             -- folded: two names of an account never read the same
    question text not null,             -- canonical parameters of the question, url-encoded
    partagee boolean not null,
    cree_a timestamp not null,
    maj_a timestamp not null,
    unique (compte_id, nom_norm)
);
