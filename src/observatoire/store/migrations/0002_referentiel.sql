-- Which delivered files were loaded last: loading again what is there already costs one read.
create table base.referentiel (
    nom text primary key,               -- territoires
    empreinte text not null,            -- checksum of the delivered files
    charge_a timestamp not null
);
