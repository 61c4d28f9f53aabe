"""What a file of pratiques holds: its columns, what each row says, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from observatoire.contributions.model import Contenu

PARTENAIRES = 4
"""Partners that one row may name."""


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of the file."""

    nom: str
    sens: str
    exemples: tuple[str, str]
    vocabulaire: str = ""
    """Vocabulary of its values; empty for a free text."""
    plusieurs: bool = False
    facultative: bool = True


def _partenaire(rang: int, premier: tuple[str, str], cotes: tuple[str, str]) -> tuple[Colonne, ...]:
    obligatoire = rang == 1
    return (
        Colonne(f"partenaire_{rang}", "nom d’une structure partenaire", premier, facultative=not obligatoire),
        Colonne(f"cote_{rang}", "son côté dans cette collaboration", cotes, "cote", facultative=not obligatoire),
        Colonne(f"role_{rang}", "son rôle", ("porteur", "porteur") if obligatoire else (("partenaire_operationnel", "") if rang == 2 else ("", "")), "role", facultative=not obligatoire),
        Colonne(f"numero_{rang}", "son SIRET, son SIREN ou son RNA", ("", "")),
    )  # fmt: skip


COLONNES = (
    Colonne("titre", "de 8 à 120 caractères", ("Une cuisine partagée au centre social", "Des vélos réparés ensemble"), facultative=False),
    Colonne("resume", "en deux phrases, de 30 à 400 caractères", ("Une entreprise d’insertion et un centre social cuisinent avec les habitants.", "Un atelier vélo et un service social de secteur réparent et roulent ensemble."), facultative=False),
    Colonne("recit", "ce qui s’est passé, 80 caractères au moins", ("Tout a commencé par un four en panne\u00a0: le centre social a ouvert sa cuisine à l’entreprise d’insertion, qui y forme ses salariés.", "Le service social cherchait de quoi se déplacer sans voiture\u00a0; l’atelier a prêté ses outils, puis une place chaque mercredi après-midi."), facultative=False),
    Colonne("forme", "forme de la collaboration", ("lieu_partage", "groupe_de_travail_mixte"), "forme", facultative=False),
    Colonne("objectifs", "de 1 à 5, séparés par un point-virgule", ("se_connaitre; construire_ensemble", "se_connaitre"), "objectif", plusieurs=True, facultative=False),
    Colonne("publics", "de 1 à 14, séparés par un point-virgule", ("familles", "familles"), "public", plusieurs=True, facultative=False),
    Colonne("activite", "où en est la collaboration", ("active", "en_projet"), "activite", facultative=False),
    Colonne("territoires", "codes officiels (commune-78440, departement-69), «\u00a0national\u00a0» ou «\u00a0sans lieu\u00a0»\u00a0; séparés par un point-virgule", ("commune-78440", "sans lieu"), plusieurs=True, facultative=False),
    *_partenaire(1, ("La Marmite solidaire", "Atelier du Guidon"), ("es", "es")),
    *(c for rang in range(2, PARTENAIRES + 1) for c in _partenaire(rang, ("Centre social des Tilleuls", "") if rang == 2 else ("", ""), ("ts", "") if rang == 2 else ("", ""))),
    Colonne("thematiques", "8 au plus, séparées par un point-virgule", ("equipement-et-alimentation--alimentation", ""), "thematique", plusieurs=True),
    Colonne("freins", "8 au plus, séparés par un point-virgule", ("temps_non_finance", ""), "frein", plusieurs=True),
    Colonne("leviers", "8 au plus, séparés par un point-virgule", ("convention_ecrite", ""), "levier", plusieurs=True),
    Colonne("resultats", "ce que cela a changé", ("Douze repas partagés en un an.", "")),
    Colonne("difficultes", "ce qui n’a pas marché", ("Les plannings ont été longs à accorder.", "")),
    Colonne("annee_debut", "année, en quatre chiffres", ("2019", "")),
    Colonne("annee_fin", "année, si la collaboration est terminée", ("", "")),
    Colonne("causes_arret", "de 1 à 3 si elle est terminée, la première d’abord", ("", ""), "cause_arret", plusieurs=True),
    Colonne("acquis", "ce qui a marché quand même, si elle s’est arrêtée", ("", "")),
    Colonne("a_refaire", "ce qu’on referait, si elle s’est arrêtée", ("", "")),
    Colonne("condition_manquante", "la condition qui a manqué, si elle s’est arrêtée", ("", "")),
    Colonne("site", "adresse, comme https://www.exemple.fr", ("", "")),
    Colonne("publication", "nominative si vide", ("", "nominative"), "publication"),
    Colonne("embargo_jusqu_au", "jour, 31/03/2027 ou 2027-03-31, si la publication est sous embargo", ("", "")),
)  # fmt: skip
PAR_NOM = {c.nom: c for c in COLONNES}
OBLIGATOIRES = tuple(c.nom for c in COLONNES if not c.facultative)
FACULTATIVES = tuple(c.nom for c in COLONNES if c.facultative)


@dataclass(frozen=True, slots=True)
class Faute:
    """What is wrong, or deserves a second look, in one cell."""

    colonne: str
    raison: str
    proposition: str = ""
    """What to write instead, when one value is near enough."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """One row: what it says, what prevents it, what deserves a second look, what it looks like."""

    numero: int
    """As a spreadsheet shows it: the titles are row 1."""
    cellules: Mapping[str, str]
    contenu: Contenu
    erreurs: tuple[Faute, ...] = ()
    avertissements: tuple[Faute, ...] = ()
    doublon: str = ""
    """A sentence naming what it seems to repeat; the person decides."""


@dataclass(frozen=True, slots=True)
class Apercu:
    """What importing the file would do."""

    lignes: tuple[Ligne, ...]
    empreinte: str

    @property
    def justes(self) -> tuple[Ligne, ...]:
        """The rows that can be taken, the possible duplicates among them."""
        return tuple(ligne for ligne in self.lignes if not ligne.erreurs)

    @property
    def fautives(self) -> tuple[Ligne, ...]:
        """The rows to correct."""
        return tuple(ligne for ligne in self.lignes if ligne.erreurs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """A file that was imported, and where its contributions are now."""

    id: str
    fichier: str
    source: str
    lignes: int
    importe_a: datetime
    annule_a: datetime | None
    en_attente: int
    """Contributions that undoing it would withdraw."""
    decidees: int
    """Published or refused meanwhile: undoing leaves them."""
