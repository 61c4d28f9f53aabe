"""The SQL of what is given to the public: views of `public` only, chunk by chunk."""

from typing import Any

from observatoire.pratiques.question import Recherche
from observatoire.pratiques.sql import ORDRES
from observatoire.pratiques.sql_filtres import filtrer
from observatoire.publication.ressources import TERRITOIRES
from observatoire.recherche import Interpretation

CHOISIES = "select id, est_demo from choisies order by {ordre}"
PAGE = """
select id from choisies where not est_demo or $avec_demo order by {ordre} limit $taille offset $depart
"""
NOMBRES = "select count(*) as nombre, count(*) filter (where est_demo) as demo from choisies"

LOT = """
select p.*, c.confirmes as confirmations, c.partenaires as confirmations_sur from public.pratique p
join (select unnest($ids::text[]) as id) v on v.id = p.id
left join public.confirmation c on c.pratique_id = p.id
"""
LISTES_DE_CODES = (
    "objectifs", "familles", "thematiques", "publics", "freins", "leviers", "causes_arret", "territoires",
    "perimetre", "cotes",
)  # fmt: skip
"""Lists whose values hold no `|`: the engine joins them."""
LOT_EN_COLONNES = f"""
select p.id, p.titre, p.resume, p.recit, p.resultats, p.difficultes, p.acquis, p.a_refaire, p.condition_manquante, p.forme, p.mots_libres, p.activite, p.annee_debut,
    p.annee_fin, p.niveau_preuve, p.lon, p.lat, p.mixite, p.site, p.origine, p.licence, p.source_le, p.confirmee_le, c.confirmes as confirmations, c.partenaires as confirmations_sur,
    p.maj_a, p.publiee_a, {", ".join(f"array_to_string(p.{nom}, '|') as {nom}" for nom in LISTES_DE_CODES)}
from public.pratique p
join (select unnest($ids::text[]) as id, unnest($rangs::int[]) as rang) v on v.id = p.id
left join public.confirmation c on c.pratique_id = p.id
order by v.rang
"""
PARTENAIRES_EN_CLAIR = """
select a.pratique_id, a.nom, a.cote, a.role
from public.partenariat a
join (select unnest($ids::text[]) as id) v on v.id = a.pratique_id
order by a.pratique_id, a.rang
"""
PARTENAIRES = """
select a.pratique_id, a.rang, a.nom, a.cote, a.role, a.apporte, a.cherche, a.confirmation, a.structure_id,
    s.siren, s.siret
from public.partenariat a
join (select unnest($ids::text[]) as id) v on v.id = a.pratique_id
left join public.structure s on s.id = a.structure_id
order by a.pratique_id, a.rang
"""
EFFETS = """
select a.pratique_id, a.rang, a.frein, a.levier, a.effet
from public.effet a
join (select unnest($ids::text[]) as id) v on v.id = a.pratique_id
order by a.pratique_id, a.rang
"""
INSPIRATIONS = """
select a.pratique_id, a.rang, a.source_id, a.source_titre, a.garde, a.change, a.abandonne
from public.inspiration a
join (select unnest($ids::text[]) as id) v on v.id = a.pratique_id
order by a.pratique_id, a.rang
"""
SOURCES = """
select a.pratique_id, a.rang, a.titre, a.url, a.date_le, a.table_rapport, a.citation
from public.source a
join (select unnest($ids::text[]) as id) v on v.id = a.pratique_id
order by a.pratique_id, a.rang
"""
FRAICHEUR = """
select count(*) as nombre, max(maj_a) as maj_a, max(source_le) as source_le,
    (
        select count(*) from public.partenariat a
        join public.pratique p on p.id = a.pratique_id where not p.est_demo
    ) as partenaires
from public.pratique where not est_demo
"""
NOMBRE_DE_FICHES = "select count(*) from public.pratique where not est_demo"
FICHES = """
select id, maj_a from public.pratique where not est_demo order by publiee_a, id limit $taille offset $depart
"""

_TERRITOIRE = ", ".join(c.nom for c in TERRITOIRES.colonnes)
_OU = "(cardinality($niveaux::text[]) = 0 or niveau = any($niveaux::text[])) and ancetres @> $parents::text[]"
NOMBRE_DE_TERRITOIRES = f"select count(*) from public.territoire where {_OU}"
PAGE_DE_TERRITOIRES = f"""
select {_TERRITOIRE} from public.territoire where {_OU}
order by case niveau when 'pays' then 0 when 'region' then 1 when 'departement' then 2 when 'epci' then 3 else 4 end,
    nom_norm, code
limit $taille offset $depart
"""
TERRITOIRES_PAR_IDS = f"select {_TERRITOIRE} from public.territoire where id = any($ids::text[])"


def question(r: Recherche, comprise: Interpretation | None, suite: str) -> tuple[str, dict[str, Any]]:
    """Return the SQL of a question ended by `suite`, in the question's order, and its parameters."""
    filtre = filtrer(r, comprise)
    return f"{filtre.sql} {suite.format(ordre=ORDRES[r.tri])}", filtre.params
