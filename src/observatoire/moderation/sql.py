"""The only SQL of the queue: one reading gives a page, its counts, and what each row needs to be shown."""

from observatoire.moderation.model import RAISONS

SUR_UNE_CONTRIBUTION = {
    "recours": "c.statut = 'en_recours'",
    "attend_trop": "coalesce(c.recours_a, c.deposee_a, c.cree_a) < $en_retard",
    "signalee": "s.pratique_id is not null",
    "donnee_personnelle": "coalesce(c.donnee_personnelle, false)",
    "doublon_possible": "coalesce(c.doublon_possible, false) or coalesce(s.doublons, 0) > 0",
    "modification": "c.pratique_id is not null",
    "nouvelle": "c.pratique_id is null",
}
"""Reason → when a contribution `c` has it; `s` sums the open reports of the sheet that it amends."""

SUR_UNE_FICHE = {
    "recours": "false",
    "attend_trop": "s.depuis < $en_retard",
    "signalee": "true",
    "donnee_personnelle": "s.donnees > 0",
    "doublon_possible": "s.doublons > 0",
    "modification": "false",
    "nouvelle": "false",
}
"""Reason → when a published sheet `p` has it."""


def _drapeaux(conditions: dict[str, str]) -> str:
    return ", ".join(f"{conditions[raison]} as r_{raison}" for raison in RAISONS)


_RANG = " ".join(f"when r_{raison} then {rang}" for rang, raison in enumerate(RAISONS))
_COMPTES = ", ".join(f"count(*) filter (where r_{raison}) as n_{raison}" for raison in RAISONS)
_CHOISIE = " or ".join(f"($raison::text = '{raison}' and r_{raison})" for raison in RAISONS)

FILE = f"""
with signalees as materialized (
    select pratique_id, min(cree_a) as depuis, count(*) as nombre, min(id) as premier,
        count(*) filter (where motif = 'doublon') as doublons,
        count(*) filter (where motif = 'donnee_personnelle') as donnees
    from base.signalement where etat = 'ouvert' group by pratique_id
), attente as materialized (
    select c.id as contribution_id, null::text as signalement_id, c.pratique_id, c.titre,
        coalesce(c.recours_a, c.deposee_a, c.cree_a) as depuis, coalesce(c.suspicion, 0) >= $suspecte as suspecte,
        coalesce(s.nombre, 0) as signalements, {_drapeaux(SUR_UNE_CONTRIBUTION)}
    from base.contribution c left join signalees s on s.pratique_id = c.pratique_id
    where c.statut in ('a_relire', 'en_recours')
    union all
    select null::text, s.premier, s.pratique_id, p.titre, s.depuis, false, s.nombre, {_drapeaux(SUR_UNE_FICHE)}
    from signalees s join base.pratique p on p.id = s.pratique_id
), comptes as (
    select count(*) as n, {_COMPTES} from attente
), page as (
    select *, case {_RANG} end as rang from attente where $raison::text = '' or {_CHOISIE}
    order by suspecte, rang, depuis, coalesce(contribution_id, signalement_id) limit $taille offset $depart
)
select page.contribution_id, page.signalement_id, page.titre as titre_en_file, page.depuis, page.suspecte,
    page.pratique_id as fiche, page.signalements, {", ".join(f"page.r_{raison}" for raison in RAISONS)},
    comptes.*, a.nom as preneur, c.*
from comptes left join page on true
    left join base.contribution c on c.id = page.contribution_id
    left join base.compte a on a.id = c.prise_par
order by page.suspecte, page.rang, page.depuis, coalesce(page.contribution_id, page.signalement_id)
"""
"""Late ones come before newer ones of a lesser reason: nobody waits for ever. No row of the page: one row of counts."""

DELAIS = """
select annee, trimestre, nombre, median_s, neuf_sur_dix_s from public.delai order by annee desc, trimestre desc limit $au_plus
"""
