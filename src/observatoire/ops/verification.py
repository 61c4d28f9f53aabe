"""Check a store against its own rules: what must always be true, counted."""

from dataclasses import dataclass

from observatoire.store import Cursor


@dataclass(frozen=True, slots=True)
class Controle:
    """One rule and how many rows break it."""

    regle: str
    ecarts: int


REGLES = {
    "Chaque partenaire appartient à une pratique": """
        select count(*) from base.partenariat a
        where not exists (select 1 from base.pratique p where p.id = a.pratique_id)""",
    "Chaque effet d’un levier appartient à une pratique": """
        select count(*) from base.effet a
        where not exists (select 1 from base.pratique p where p.id = a.pratique_id)""",
    "Chaque inspiration appartient à une pratique, qui n’est pas elle-même": """
        select count(*) from base.inspiration a
        where a.source_id = a.pratique_id or not exists (select 1 from base.pratique p where p.id = a.pratique_id)""",
    "Aucun embargo n’a de jour inconnu, et rien d’autre n’a de jour": """
        select count(*) from base.pratique where (publication = 'embargo') <> (embargo_jusqu_au is not null)""",
    "Chaque source appartient à une pratique": """
        select count(*) from base.source a
        where not exists (select 1 from base.pratique p where p.id = a.pratique_id)""",
    "Chaque pratique a au moins une source": """
        select count(*) from base.pratique p
        where not exists (select 1 from base.source a where a.pratique_id = p.id)""",
    "Chaque territoire déclaré existe": """
        select count(*) from (select unnest(territoires) as t from base.pratique) v
        where not exists (select 1 from base.territoire a where a.id = v.t)""",
    "Le périmètre contient les territoires déclarés": """
        select count(*) from base.pratique where not perimetre @> territoires""",
    "Chaque structure nommée par un partenaire existe": """
        select count(*) from base.partenariat a
        where structure_id is not null and not exists (select 1 from base.structure s where s.id = a.structure_id)""",
    "Chaque nom extérieur désigne une structure qui existe": """
        select count(*) from base.structure_externe e
        where not exists (select 1 from base.structure s where s.id = e.structure_id)""",
    "Une structure que seules des fiches déposées font connaître se voit si, et seulement si, une fiche publique la nomme": """
        select count(*) from base.structure s
        where s.nommee is not null and s.nommee <> exists (
            select 1 from public.partenariat a where a.structure_id = s.id)""",
    "Le nom d’une telle structure, quand elle se voit, est celui qu’une fiche publique lui donne": """
        select count(*) from public.structure s join base.structure b on b.id = s.id
        where b.nommee and not exists (
            select 1 from public.partenariat a where a.structure_id = s.id and a.nom = s.nom)""",
    "Un partenaire au lieu protégé n’a ni numéro ni structure": """
        select count(*) from base.partenariat where protege and (numero is not null or structure_id is not null)""",
    "Une fiche au lieu protégé ne garde ni commune ni point": """
        select count(*) from base.pratique
        where lieu_protege and (lon is not null or lat is not null
            or exists (select 1 from (select unnest(perimetre) as t) v where v.t like 'commune-%' or v.t like 'epci-%'))""",
    "Chaque pratique publiée est dans l’index de recherche": """
        select count(*) from public.pratique p
        where not exists (select 1 from base.document d where d.doc = p.id)""",
    "L’index ne contient que des pratiques publiées": """
        select count(*) from base.document d
        where not exists (select 1 from public.pratique p where p.id = d.doc)""",
    "Chaque contribution publiée a sa pratique": """
        select count(*) from base.contribution c where statut = 'publiee'
            and not exists (select 1 from base.pratique p where p.id = c.pratique_id)""",
    "Chaque contribution a toutes ses révisions": """
        select count(*) from base.contribution c
        where statut not in ('brouillon', 'a_corriger')
            and not exists (select 1 from base.contribution_revision r
            where r.contribution_id = c.id and r.version = c.version)""",
}


def verifier(cur: Cursor) -> list[Controle]:
    """Return every rule with its count of rows that break it (0 everywhere in a sound store)."""
    return [Controle(regle, int(cur.valeur(sql))) for regle, sql in REGLES.items()]
