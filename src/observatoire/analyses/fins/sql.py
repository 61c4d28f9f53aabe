"""The SQL of endings: public views only."""

PARCOURS = """
select anonyme, est_demo, mixite, activite, causes, themes, annee_debut, annee_fin, annee_nouvelles, lecon from public.parcours
"""
LECONS = """
select id as pratique_id, titre, activite, causes_arret as causes, acquis, a_refaire, condition_manquante, est_demo
from public.pratique
where activite in ('terminee_prevue', 'transformee', 'abandonnee', 'en_pause')
    and coalesce(acquis, a_refaire, condition_manquante) is not null
order by est_demo, annee_fin desc nulls last, publiee_a desc, id limit $au_plus
"""
