-- Indicators of the territories: what each means (one reviewed file of data/indicateurs), and its values.
create table base.indicateur (
    code text primary key,
    rubrique text not null,             -- population, ressources, logement, quartiers…
    ordre int not null,                 -- place in a portrait
    libelle text not null,
    definition text not null,
    unite text not null,                -- '%', '€ par habitant', 'habitants'…
    nature text not null check (nature in ('quantite', 'taux')),
    decimales int not null,             -- shown
    annee int not null,
    source text not null,
    limites text not null,              -- what it does not say
    semblables boolean not null,        -- compares territories of one level (look-alikes)
    origine text not null check (origine in ('livree', 'importee')),
    relecteur text not null,
    revu_le date not null
);

-- A missing value has no row: it is never 0. No key: integrity is indicateurs/'s own, a key would cost more than the data.
create table base.indicateur_valeur (
    indicateur text not null,
    territoire_id text not null,
    annee int not null,
    valeur double precision not null
);

-- @postgres
create index indicateur_valeur_territoire on base.indicateur_valeur (territoire_id);
create index indicateur_valeur_indicateur on base.indicateur_valeur (indicateur);
-- @end
