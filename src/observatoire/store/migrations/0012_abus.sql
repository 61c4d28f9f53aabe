-- What an installation decides while it runs, and what signs its proofs of work.
create table base.reglage (
    nom text primary key,
    valeur text not null,
    acteur text not null,
    a timestamp not null
);

-- Signs of an automatic sending, counted at the deposit: such contributions are read after the others.
alter table base.contribution add column suspicion int;
