"""The only SQL of the voices."""

PUBLIQUE = "select titre from public.pratique where id = $pratique_id"

_ADRESSE = """
select a.pratique_id, p.titre, a.code, a.secret
from base.retour_adresse a join public.pratique p on p.id = a.pratique_id
"""
PAR_CODE = f"{_ADRESSE} where a.code = $code"
PAR_PRATIQUE = f"{_ADRESSE} where a.pratique_id = $pratique_id"
CODE_PRIS = "select count(*) from base.retour_adresse where code = $code"
OUVRIR = """
insert into base.retour_adresse (pratique_id, code, secret, mois)
values ($pratique_id, $code, $secret, $mois)
"""

ARRIVES = """
select nombre from base.retour_compte
where pratique_id = $pratique_id and voix = $voix and mois = $mois and question = $question and reponse = $reponse
"""
PREMIER = """
insert into base.retour_compte (pratique_id, voix, mois, question, reponse, nombre)
values ($pratique_id, $voix, $mois, $question, $reponse, 1)
"""
UN_DE_PLUS = """
update base.retour_compte set nombre = nombre + 1
where pratique_id = $pratique_id and voix = $voix and mois = $mois and question = $question and reponse = $reponse
"""

DEPENSE = "select count(*) from base.retour_jeton where empreinte = $empreinte"
DEPENSER = "insert into base.retour_jeton (empreinte, oublie_le) values ($empreinte, $oublie_le)"
OUBLIER = "delete from base.retour_jeton where oublie_le < $jour"

EN_ATTENTE = """
select pratique_id, voix, mois, question, reponse, nombre from base.retour_compte
where mois < $courant and ($pratique_id = '' or pratique_id = $pratique_id) order by pratique_id, voix, mois
"""
LOT = """
insert into base.retour_lot (pratique_id, voix, du, au, reponses, somme_utile, somme_ecoute, somme_ensemble)
values ($pratique_id, $voix, $du, $au, $reponses, $utile, $ecoute, $ensemble)
"""
VIDER = """
delete from base.retour_compte
where pratique_id = $pratique_id and voix = $voix and mois >= $du and mois <= $au
"""
AJOUTER_PHRASE = """
insert into base.retour_phrase (id, pratique_id, voix, mois, texte, etat, moderateur_id)
values ($id, $pratique_id, $voix, $mois, $texte, 'a_lire', null)
"""
_PHRASE = """
select f.id, f.pratique_id, coalesce(p.titre, f.pratique_id) as titre, f.voix, f.mois, f.texte, f.etat
from base.retour_phrase f left join base.pratique p on p.id = f.pratique_id
"""
UNE_PHRASE = f"{_PHRASE} where f.id = $id"
PHRASES_A_LIRE = f"{_PHRASE} where f.etat = 'a_lire' order by f.mois, f.id limit $taille offset $depart"
NOMBRE_A_LIRE = "select count(*) from base.retour_phrase where etat = 'a_lire'"
DECIDER = """
update base.retour_phrase set etat = $etat, texte = $texte, moderateur_id = $moderateur_id where id = $id
"""

_JUSTE = """(
    select
        l.pratique_id, l.voix, l.du, l.au, l.reponses, coalesce(r.retirees, 0) as retirees,
        l.somme_utile - coalesce(r.utile, 0) as somme_utile, l.somme_ecoute - coalesce(r.ecoute, 0) as somme_ecoute,
        l.somme_ensemble - coalesce(r.ensemble, 0) as somme_ensemble
    from base.retour_lot l
    left join (
        select pratique_id, voix, du, count(*) as retirees, sum(utile) as utile, sum(ecoute) as ecoute, sum(ensemble) as ensemble
        from base.retour_retrait where annule_a is null
        group by pratique_id, voix, du
    ) r on r.pratique_id = l.pratique_id and r.voix = l.voix and r.du = l.du
)"""
"""Batches without the answers taken out of them, as the public view counts them."""
LOTS = f"""
select l.pratique_id, p.titre, l.voix, l.du, l.au, cast(l.reponses - l.retirees as int) as reponses
from {_JUSTE} l join public.pratique p on p.id = l.pratique_id
order by l.au desc, p.titre, l.voix limit $au_plus
"""
UN_LOT = f"""
select reponses - retirees as reponses, somme_utile as utile, somme_ecoute as ecoute, somme_ensemble as ensemble
from {_JUSTE} l where pratique_id = $pratique_id and voix = $voix and du = $du
"""
RETIRER = """
insert into base.retour_retrait (id, pratique_id, voix, du, utile, ecoute, ensemble, raison, acteur, a)
values ($id, $pratique_id, $voix, $du, $utile, $ecoute, $ensemble, $raison, $acteur, $a)
"""
RETRAITS = """
select r.id, r.pratique_id, coalesce(p.titre, r.pratique_id) as titre, r.voix, r.du, r.raison, r.a, r.annule_a
from base.retour_retrait r left join base.pratique p on p.id = r.pratique_id
"""
UN_RETRAIT = f"{RETRAITS} where r.id = $id"
DERNIERS_RETRAITS = f"{RETRAITS} order by r.a desc, r.id limit $au_plus"
RETABLIR = "update base.retour_retrait set annule_a = $a where id = $id"

PREUVES = f"""
select p.niveau_preuve,
    (select count(*) from base.source s where s.pratique_id = p.id and s.url is not null) > 0 as documentee,
    (
        select count(*) from {_JUSTE} l
        where l.pratique_id = p.id and l.voix = 'personne' and l.reponses - l.retirees >= 5
    ) > 0 as paroles
from base.pratique p where p.id = $id
"""
NIVEAU = "update base.pratique set niveau_preuve = $niveau, maj_a = $a where id = $id"

PUBLIEES = """
select voix, reponses, utile, ecoute, ensemble, du, au from public.retour where pratique_id = $pratique_id
"""
PHRASES_PUBLIEES = """
select voix, texte from public.retour_phrase where pratique_id = $pratique_id order by voix, texte
"""
AU_TERRITOIRE = """
select count(distinct r.pratique_id) as pratiques, coalesce(sum(r.reponses), 0) as reponses
from public.retour r join public.pratique p on p.id = r.pratique_id
where not p.est_demo and p.perimetre @> $lieux::text[]
"""
