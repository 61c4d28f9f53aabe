-- Each version of a sheet that another one replaced, the catalogue's own included: what may be set again.
create table base.pratique_version (
    pratique_id text not null,
    version int not null,               -- of the sheet, as it was
    contenu text not null,              -- JSON of the form
    remplacee_a timestamp not null,
    acteur text not null,               -- who published what replaced it
    motif text not null,                -- why, when an earlier version was set again; '' otherwise
    primary key (pratique_id, version)
);
