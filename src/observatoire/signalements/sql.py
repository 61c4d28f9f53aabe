"""The only SQL of reports."""

PUBLIQUE = "select id from public.pratique where id = $pratique_id"
STATUT = "select statut from base.pratique where id = $pratique_id"

_AVEC_FICHE = """
select s.*, coalesce(p.titre, s.pratique_id) as titre, coalesce(p.statut, 'retiree') as statut_pratique
from base.signalement s left join base.pratique p on p.id = s.pratique_id
"""
UN = f"{_AVEC_FICHE} where s.id = $id"
OUVERTS = f"{_AVEC_FICHE} where s.etat = 'ouvert' order by s.cree_a, s.id limit $taille offset $depart"
"""Oldest first."""
DECIDES = (
    f"{_AVEC_FICHE} where s.etat <> 'ouvert' order by s.decide_a desc, s.id limit $taille offset $depart"
)
NOMBRE_OUVERTS = "select count(*) from base.signalement where etat = 'ouvert'"

PAREIL = """
select id from base.signalement
where pratique_id = $pratique_id and motif = $motif and etat = 'ouvert'
    and coalesce(precisions, '') = $precisions and coalesce(courriel, '') = $courriel
"""
OUVERTS_DE = """
select count(*) from base.signalement where pratique_id = $pratique_id and motif = $motif and etat = 'ouvert'
"""
CREER = """
insert into base.signalement (id, pratique_id, motif, precisions, courriel, etat, version, cree_a)
values ($id, $pratique_id, $motif, $precisions, $courriel, 'ouvert', 1, $a)
"""
DECIDER = """
update base.signalement set etat = $etat, reponse = $reponse, moderateur_id = $moderateur_id, courriel = null,
    version = version + 1, decide_a = $a
where id = $id
"""
AUTRES_OUVERTS = (
    "select id from base.signalement where pratique_id = $pratique_id and etat = 'ouvert' and id <> $id"
)
