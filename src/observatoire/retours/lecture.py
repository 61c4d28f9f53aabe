"""Read the voices: what is published, the sentences that wait, the address of a pratique."""

from observatoire.comptes.droits import Objet, exiger, motif_de_refus
from observatoire.comptes.model import Personne
from observatoire.errors import Introuvable
from observatoire.retours import sql
from observatoire.retours.model import VOIX, Adresse, LotPublie, Paroles, Phrase, Retrait, Voix
from observatoire.store import Cursor

TAILLE_PAGE = 20
LOTS_AU_PLUS = 500
INCONNUE = (
    "Cette adresse ne mène à rien. Vérifiez les 6 lettres et chiffres écrits sur l’affiche, "
    "ou demandez-les à la personne qui vous l’a donnée."
)


def par_code(cur: Cursor, code: str) -> Adresse:
    """Return the address that a short code names, typed in any case. Raises Introuvable."""
    ligne = cur.ligne(sql.PAR_CODE, code=code.lower()) if code.isascii() and code.isalnum() else None
    if ligne is None:
        raise Introuvable(INCONNUE)
    return Adresse(**ligne)


def trouver_adresse(cur: Cursor, pratique_id: str) -> Adresse | None:
    """Return the address of a public pratique, None when nobody opened one. Its holder may print the poster."""
    ligne = cur.ligne(sql.PAR_PRATIQUE, pratique_id=pratique_id)
    return Adresse(**ligne) if ligne else None


def lire_voix(cur: Cursor, pratique_id: str) -> Paroles:
    """Return what is published of a pratique's voices: whole batches only, never under five answers."""
    lues = {v["voix"]: Voix(**v) for v in cur.lignes(sql.PUBLIEES, pratique_id=pratique_id)}
    phrases = cur.lignes(sql.PHRASES_PUBLIEES, pratique_id=pratique_id) if lues else []
    return Paroles(tuple(lues[v] for v in VOIX if v in lues), tuple((p["voix"], p["texte"]) for p in phrases))


def compter_au_territoire(cur: Cursor, territoire_id: str) -> tuple[int, int]:
    """Return of how many pratiques, in a territory and what it contains, voices are published, and how many answers."""
    ligne = cur.ligne(sql.AU_TERRITOIRE, lieux=[territoire_id]) or {"pratiques": 0, "reponses": 0}
    return int(ligne["pratiques"]), int(ligne["reponses"])


def une_phrase(cur: Cursor, identifiant: str) -> Phrase:
    """Return a sentence, rights unchecked. Raises Introuvable."""
    ligne = cur.ligne(sql.UNE_PHRASE, id=identifiant)
    if ligne is None:
        raise Introuvable("Cette phrase n’existe pas\u00a0: revenez à la liste.")
    return Phrase(**ligne)


def lister_phrases(cur: Cursor, personne: Personne, page: int = 1) -> list[Phrase]:
    """Return the sentences that wait to be read, the oldest month first. Raises Refus."""
    exiger("lire_phrases", personne)
    lignes = cur.lignes(sql.PHRASES_A_LIRE, taille=TAILLE_PAGE, depart=(page - 1) * TAILLE_PAGE)
    return [Phrase(**ligne) for ligne in lignes]


def compter_phrases(cur: Cursor, personne: Personne) -> int:
    """Return how many sentences wait. Raises Refus."""
    exiger("lire_phrases", personne)
    return int(cur.valeur(sql.NOMBRE_A_LIRE))


def obstacle(personne: Personne, lue: Phrase) -> str | None:
    """Return why the person cannot decide of this sentence, None when they can."""
    return motif_de_refus("decider_phrase", personne, Objet(lue.etat))


def lister_lots(cur: Cursor, personne: Personne) -> list[LotPublie]:
    """Return the last published batches, those under five answers included. Raises Refus."""
    exiger("lire_phrases", personne)
    return [LotPublie(**ligne) for ligne in cur.lignes(sql.LOTS, au_plus=LOTS_AU_PLUS)]


def lister_retraits(cur: Cursor, personne: Personne) -> list[Retrait]:
    """Return the last answers taken out of a batch, put back or not. Raises Refus."""
    exiger("lire_phrases", personne)
    return [Retrait(**ligne) for ligne in cur.lignes(sql.DERNIERS_RETRAITS, au_plus=TAILLE_PAGE)]
