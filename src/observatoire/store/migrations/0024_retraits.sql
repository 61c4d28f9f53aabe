-- One false answer taken out of a published batch by moderation, and put back by it. The batch itself never changes.

create table base.retour_retrait (
    id text primary key,
    pratique_id text not null,
    voix text not null,
    du date not null,                   -- first day of the first month of its batch
    utile int not null,                 -- what it weighed: 2 (oui), 1 (un peu) or 0 (non)
    ecoute int not null,
    ensemble int not null,
    raison text not null,
    acteur text not null,
    a timestamp not null,
    annule_a timestamp                  -- put back then
);
