"""Give our structures in the data·inclusion schema v1, each line validated by the schema's own package.

Those that a connector brought in are their producer's to give: they are left out.

What the schema cannot carry, and what we do not know, is told in docs/data-inclusion.md.
"""

from typing import Any
from urllib.parse import quote

from data_inclusion.schema.v1 import Structure

from observatoire.clock import a_paris
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.vocabulaires.data_inclusion import RESEAUX

SOURCE = "observatoire-es-ts"
"""Our name as a producer."""
NOM_MAX, NOM_MINI = 150, 3

_STRUCTURES = """
select s.id, s.nom, public.cle_de(s.nom) as cle, s.type_structure, s.description, s.siret, s.site, s.maj_a,
    t.code as code_insee, t.nom as commune, t.codes_postaux
from public.structure s
left join public.territoire t on t.niveau = 'commune' and cardinality(s.territoires) = 1 and t.id = s.territoires[1]
where not s.est_demo
    and not exists (select 1 from public.structure_origine o where o.structure_id = s.id and o.creee)
order by s.id
"""


def structures_data_inclusion(cur: Cursor) -> list[dict[str, Any]]:
    """Return the structures as the schema writes them in JSON; one that it would refuse is left out (see `ecartees`)."""
    return [
        validee.model_dump(mode="json") for ligne in cur.lignes(_STRUCTURES) if (validee := _valider(ligne))
    ]


def ecartees(cur: Cursor) -> list[str]:
    """Return the ids of the structures that the schema refuses."""
    return [ligne["id"] for ligne in cur.lignes(_STRUCTURES) if _valider(ligne) is None]


def _valider(ligne: dict[str, Any]) -> Structure | None:
    try:
        return Structure.model_validate(_champs(ligne))
    except ValueError:  # the schema refuses it
        return None


def _champs(ligne: dict[str, Any]) -> dict[str, Any]:
    """Return what the schema asks of one of our rows; what is not known is left out."""
    postaux = ligne["codes_postaux"] or []
    reseau = RESEAUX.get(ligne["type_structure"] or "")
    dits = {
        "source": SOURCE,
        "id": f"{SOURCE}--{ligne['id']}",
        "nom": ligne["nom"].strip().rstrip(".")[:NOM_MAX],
        "date_maj": a_paris(ligne["maj_a"]).date(),
        "description": ligne["description"],
        "lien_source": f"{settings().public_url}/explorer?structure={quote(ligne['cle'], safe='')}",
        "siret": ligne["siret"],
        "commune": ligne["commune"],
        "code_insee": ligne["code_insee"],
        "code_postal": postaux[0] if len(postaux) == 1 else None,
        "site_web": ligne["site"],
        "reseaux_porteurs": [reseau] if reseau else None,
    }
    return {nom: valeur for nom, valeur in dits.items() if valeur}
