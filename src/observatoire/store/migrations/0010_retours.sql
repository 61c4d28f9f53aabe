-- The voice of the people served, and of both sides: counters by month, no answer kept as such, no address, no instant.

-- The short address of a pratique, written on its poster.
create table base.retour_adresse (
    pratique_id text primary key,
    code text not null unique,          -- six characters: /r/{code}
    secret text not null,               -- signs the forms served there and the partners' links
    mois date not null                  -- first day of the month it was opened
);

-- What came and is not published yet: for each question, how many gave each answer in a month.
create table base.retour_compte (
    pratique_id text not null,
    voix text not null check (voix in ('personne', 'es', 'ts')),
    mois date not null,
    question text not null,             -- vocabulary question_retour
    reponse text not null,              -- vocabulary reponse_retour
    nombre int not null,
    primary key (pratique_id, voix, mois, question, reponse)
);

-- What is published: whole months put together until they hold five answers. Never changed once written.
create table base.retour_lot (
    pratique_id text not null,
    voix text not null check (voix in ('personne', 'es', 'ts')),
    du date not null,                   -- first day of its first month
    au date not null,                   -- first day of its last month
    reponses int not null check (reponses >= 5),
    somme_utile int not null,           -- each answer weighs 2 (oui), 1 (un peu) or 0 (non)
    somme_ecoute int not null,
    somme_ensemble int not null,
    primary key (pratique_id, voix, du)
);

-- Sentences, apart from the answers they came with. Text erased when put aside.
create table base.retour_phrase (
    id text primary key,                -- random
    pratique_id text not null,
    voix text not null,
    mois date not null,
    texte text not null,
    etat text not null check (etat in ('a_lire', 'publiee', 'ecartee')),
    moderateur_id text
);

-- Hashes of the forms already sent, so that one counts once; forgotten after a day or two.
create table base.retour_jeton (
    empreinte text primary key,
    oublie_le date not null
);

-- @postgres
create index retour_phrase_etat on base.retour_phrase (etat);
-- @end
