-- The index by written form: a search ranks exact words first and follows words in a row.
-- Nothing but the index is dropped: it is made again from the pratiques (recherche.mettre_a_niveau).
drop table base.forme_de_mot;
drop table base.mot;
drop table base.occurrence;
drop table base.document;

create table base.mot (
    mid int primary key,
    mot text not null unique,           -- as written, in lower case
    plie text not null,                 -- without accents nor ligatures
    racine text not null                -- stem of the folded word
);

create table base.document (
    num int primary key,
    doc text not null unique,           -- pratique id
    longueur real not null              -- sum of its weights
);

-- No key on the two large tables: their integrity is recherche/'s own, a key would cost more than the data.
create table base.occurrence (
    mid int not null,
    num int not null,
    poids real not null                 -- frequency weighted by part of the sheet
);

create table base.suite (
    num int not null,
    racines text not null               -- stems in order, parts separated by |
);

create table base.index_de_recherche (
    version int primary key             -- rules of folding and weighing that made the index
);

-- @postgres
create index mot_racine on base.mot (racine);
create index mot_plie on base.mot (plie text_pattern_ops);
create index occurrence_mot on base.occurrence (mid);
create index occurrence_document on base.occurrence (num);
create index suite_document on base.suite (num);
-- @end
