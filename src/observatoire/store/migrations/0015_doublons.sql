-- What was decided of two records that look alike: asked once. Keys are kind:id, the smaller first.
create table base.doublon (
    une text not null,
    autre text not null,
    decision text not null check (decision in ('differents', 'memes')),
    raison text,
    acteur text not null,
    a timestamp not null,
    primary key (une, autre)
);

-- A sheet withdrawn because another one tells the same: its address leads there.
create table base.fusion (
    ecarte text primary key,
    garde text not null,
    raison text not null,
    acteur text not null,
    a timestamp not null
);

-- @postgres
create index doublon_autre on base.doublon (autre);
create index fusion_garde on base.fusion (garde);
-- @end
