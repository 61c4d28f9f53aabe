-- Messages to send, written in the transaction of what they tell. The key names the event: the same one is never told twice.
create table base.lettre (
    cle text primary key,
    modele text not null,
    destinataire text not null,         -- never public
    objet text not null,
    texte text not null,                -- erased once sent
    html text not null,
    objet_type text not null,
    objet_id text not null,
    etat text not null check (etat in ('a_envoyer', 'envoye', 'remis', 'rejete', 'abandonne')),
    essais int not null,
    erreur text,
    cree_a timestamp not null,
    prochain_a timestamp not null,
    bail_a timestamp,                   -- one sender holds it until then
    envoye_a timestamp
);

-- @postgres
create index lettre_due on base.lettre (prochain_a) where etat = 'a_envoyer';
-- @end
