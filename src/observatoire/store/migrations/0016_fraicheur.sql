-- How often the author of a published sheet wants to be asked whether it is still true, and the last link that asks.
create table base.rappel (
    pratique_id text primary key,
    contribution_id text not null,      -- the one that made the sheet: its author is asked
    frequence text not null,            -- vocabulary frequence_rappel
    rappel_le date,                     -- next time; null when none is wanted
    empreinte text unique,              -- SHA-256 of the last link's token
    expire_a timestamp,
    repondue_a timestamp,               -- the last link was used
    maj_a timestamp not null
);
