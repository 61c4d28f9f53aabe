-- How hard each side was looked for, by territory and theme: what lets an empty cell be called empty.
-- One row a cell and side: the last one noted; the journal keeps the former ones.
create table base.observation (
    territoire_id text not null,
    theme text not null,                -- coarse theme; '' for all of them
    cote text not null check (cote in ('es', 'ts')),
    effort int not null check (effort in (0, 1, 2)), -- 0 nobody looked, 1 in part, 2 thoroughly
    vaut_dessous boolean not null,      -- holds for every territory inside too
    source text not null,               -- how it was looked for: the directory, the meeting, the survey
    observe_le date not null,
    auteur text not null,               -- compte id, or 'cli'; never shown
    maj_a timestamp not null,
    primary key (territoire_id, theme, cote)
);
