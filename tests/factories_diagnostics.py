"""A shared diagnosis in each of its states, reached through the real actions, on the factories' territories."""

from observatoire import diagnostics
from observatoire.comptes.model import CONTRIBUTEUR, Personne
from observatoire.diagnostics import Diagnostic, Vue
from observatoire.store import lire
from tests.factories_publication import partenaire, pratique, publier

ES = Personne("compte-es", "Alix Entreprend", CONTRIBUTEUR)
TS = Personne("compte-ts", "Sacha Accompagne", CONTRIBUTEUR)
MODERATION = Personne("compte-mod", "Claude Modère", "moderateur")
TIERS = Personne("compte-tiers", "Une autre", CONTRIBUTEUR)
NOMS = {"es": "La Fabrique", "ts": "Service social de Paris"}
ICI = "departement-75"


def brouillon(territoire_id: str = ICI) -> Diagnostic:
    """Return a draft that both sides write."""
    ouvert = diagnostics.ouvrir(ES, territoire_id, "es", NOMS["es"])
    return diagnostics.rejoindre(TS, diagnostics.inviter(ES, ouvert.id, "ts"), NOMS["ts"])


def a_signer(territoire_id: str = ICI) -> Diagnostic:
    """Return one that is open to signature, with a few texts."""
    d = brouillon(territoire_id)
    diagnostics.enregistrer(ES, d.id, ("besoins", "es"), "Des locaux, et du temps pour se parler.", 0)
    diagnostics.enregistrer(TS, d.id, ("besoins", "ts"), "Un logement d’abord.\n\nPuis le reste.", 0)
    diagnostics.enregistrer(TS, d.id, ("priorites", "commun"), "Ouvrir un lieu commun.", 0)
    return diagnostics.ouvrir_signature(TS, d.id)


def signe(territoire_id: str = ICI) -> Diagnostic:
    """Return one that both sides signed."""
    d = a_signer(territoire_id)
    diagnostics.signer(ES, d.id, vue(d.id).empreinte)
    return diagnostics.signer(TS, d.id, vue(d.id).empreinte)


def vue(identifiant: str, personne: Personne = ES) -> Vue:
    """Return it as the person sees it now."""
    with lire() as cur:
        return diagnostics.voir(cur, diagnostics.obtenir(cur, personne, identifiant))


def une_alliance(identifiant: str = "neuve", territoires: tuple[str, ...] = ("commune-75056",)) -> None:
    """Publish an alliance in Paris: figures change."""
    publier(
        [pratique(identifiant, titre="Une alliance neuve", mixite="mixte", cotes=["es", "ts"], thematiques=["mobilite"], territoires=list(territoires))],
        [partenaire(identifiant, 1, nom="Vélos & Cie", cote="es", role="porteur"), partenaire(identifiant, 2, nom="CCAS", cote="ts", role="co_porteur")],
    )  # fmt: skip
