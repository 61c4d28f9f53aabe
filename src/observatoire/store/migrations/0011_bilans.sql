-- What an ended collaboration teaches, what each lever changed for an obstacle, and the day an embargo ends.
alter table base.pratique add column acquis text;               -- what worked all the same
alter table base.pratique add column a_refaire text;            -- what they would do again, or otherwise
alter table base.pratique add column condition_manquante text;  -- the condition that lacked
alter table base.pratique add column embargo_jusqu_au date;     -- shown from this day on; null unless under embargo

create table base.effet (
    pratique_id text not null,
    rang int not null,
    frein text not null,                -- vocabulary frein
    levier text not null,               -- vocabulary levier
    effet text not null,                -- vocabulary effet
    primary key (pratique_id, rang)
);
