"""Give the public shared diagnoses: a page of them, and one whole, as its document says it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from observatoire import diagnostics
from observatoire.clock import a_paris
from observatoire.comptes.model import ANONYME
from observatoire.diagnostics import BLOCS, Vue
from observatoire.errors import Introuvable
from observatoire.publication.ressource_diagnostics import DIAGNOSTICS
from observatoire.settings import settings
from observatoire.store import Cursor
from observatoire.territoires import trouver_tous

Enregistrement = dict[str, Any]

INCONNU = "Aucun diagnostic public n’a cet identifiant. La liste est à /api/v1/diagnostics."
_OU = """
from public.diagnostic d join public.territoire t on t.id = d.territoire_id
where cardinality($lieux::text[]) = 0 or t.id = any($lieux::text[]) or t.ancetres @> $lieux::text[]
"""
_LIGNE = "select d.id, d.territoire_id, d.etat, d.cree_a, d.chiffres_a"
_PAGE = f"{_LIGNE} {_OU} order by d.chiffres_a desc, d.id limit $taille offset $depart"
_UN = f"{_LIGNE} from public.diagnostic d where d.id = $id"
_DU_TERRITOIRE = (
    f"{_LIGNE} from public.diagnostic d where d.territoire_id = $territoire order by d.cree_a limit 1"
)
_PARTIES = """
select diagnostic_id, cote, au_nom_de from public.diagnostic_partie where diagnostic_id = any($ids::text[])
order by depuis, au_nom_de
"""


@dataclass(frozen=True, slots=True)
class PageDeDiagnostics:
    """One page of an answer; `total` counts the whole answer."""

    enregistrements: list[Enregistrement]
    total: int


def lister_diagnostics(
    cur: Cursor, *, territoire: str = "", page: int = 1, taille: int = 50
) -> PageDeDiagnostics:
    """Return one page of the public diagnoses, newest figures first: of a territory and what it contains, or all."""
    lieux = [territoire] if territoire else []
    lignes = cur.lignes(_PAGE, lieux=lieux, taille=taille, depart=(page - 1) * taille)
    total = int(cur.valeur(f"select count(*) {_OU}", lieux=lieux))
    return PageDeDiagnostics(_enregistrements(cur, lignes), total)


def trouver_diagnostic(cur: Cursor, territoire_id: str) -> Enregistrement | None:
    """Return the public diagnosis of a territory, None when there is none; that of a part of it is not its own."""
    ligne = cur.ligne(_DU_TERRITOIRE, territoire=territoire_id)
    return _enregistrements(cur, [ligne])[0] if ligne else None


def detailler_diagnostic(cur: Cursor, identifiant: str) -> Enregistrement:
    """Return a public diagnosis whole: its record, figures, texts and signatures, compared with what is known now.

    Raises Introuvable for a draft or a withdrawn one, as for one that never was.
    """
    ligne = cur.ligne(_UN, id=identifiant)
    if ligne is None:
        raise Introuvable(INCONNU)
    vue = diagnostics.voir(cur, diagnostics.obtenir(cur, ANONYME, identifiant))
    return _enregistrements(cur, [ligne])[0] | {
        "empreinte": vue.empreinte,
        "signe_des_deux_cotes": all(s.vaut for s in vue.signatures.values()),
        "signatures": [_signature(cote, vue) for cote in vue.signatures],
        "changements": list(vue.changes),
        "chiffres": vue.chiffres,
        "blocs": [_bloc(code, vue) for code in BLOCS],
    }


def _enregistrements(cur: Cursor, lignes: list[Enregistrement]) -> list[Enregistrement]:
    lieux = trouver_tous(cur, [ligne["territoire_id"] for ligne in lignes])
    organisations: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for p in cur.lignes(_PARTIES, ids=[ligne["id"] for ligne in lignes]):
        organisations[p["diagnostic_id"], p["cote"]].append(p["au_nom_de"])
    base = settings().public_url
    resultat = []
    for ligne in lignes:
        ici, identifiant = lieux[ligne["territoire_id"]], ligne["id"]
        entier = ligne | {
            "niveau": ici.niveau,
            "code": ici.code,
            "nom": ici.libelle,
            "ouvert_le": a_paris(ligne["cree_a"]).date(),
            "organisations_es": organisations[identifiant, "es"],
            "organisations_ts": organisations[identifiant, "ts"],
            "adresse": f"{base}/diagnostics/{identifiant}",
        }
        resultat.append({c.nom: entier[c.nom] for c in DIAGNOSTICS.colonnes})
    return resultat


def _signature(cote: str, vue: Vue) -> Enregistrement:
    etat = vue.signatures[cote]
    mise = etat.signature
    return {
        "cote": cote,
        "au_nom_de": mise and mise.au_nom_de,
        "signe_a": mise and mise.signe_a,
        "empreinte": mise and mise.empreinte,
        "vaut": etat.vaut,
        "changements": list(etat.changes),
    }


def _bloc(code: str, vue: Vue) -> Enregistrement:
    textes = [{"cote": cote, "texte": vue.diagnostic.textes[code, cote].texte} for cote in BLOCS[code].cotes]
    return {"code": code, "titre": BLOCS[code].titre, "textes": textes}
