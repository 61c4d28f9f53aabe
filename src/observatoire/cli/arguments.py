"""What may be typed after `observatoire`."""

import argparse
import re
from typing import Any, NoReturn

from observatoire.cli.francais import parler_francais
from observatoire.territoires.model import NIVEAUX

ROLES_DE_COMPTE = ("contributeur", "moderateur", "financeur", "administrateur")
PRATIQUES_MAXIMUM = 2_000_000


class Analyseur(argparse.ArgumentParser):
    """argparse, whose errors say in French what to do."""

    def error(self, message: str) -> NoReturn:
        """Stop with code 2, what was not understood and the way to the help."""
        sans_guillemets = re.sub(r"'([\w-]+)'", r"\1", message)
        self.exit(2, f"Commande non comprise\u00a0: {sans_guillemets}.\nL’aide\u00a0: {self.prog} --help\n")


def _entier_positif(texte: str) -> int:
    if not (texte.isascii() and texte.isdigit()) or int(texte) > PRATIQUES_MAXIMUM:
        raise argparse.ArgumentTypeError(
            f"«\u00a0{texte}\u00a0» n’est pas un nombre entre 0 et 2\u202f000\u202f000"
        )
    return int(texte)


def analyseur() -> Analyseur:
    """Build the parser; docs/reference/commandes.md is written from it."""
    parler_francais()
    racine = Analyseur(prog="./observatoire", description="L’observatoire des bonnes pratiques ES/TS.")
    verbes: Any = racine.add_subparsers(dest="verbe", required=True, metavar="verbe")

    def verbe(nom: str, aide: str) -> argparse.ArgumentParser:
        ajoute: argparse.ArgumentParser = verbes.add_parser(nom, help=aide, description=_phrase(aide))
        return ajoute

    verbe("servir", "prépare les données, ouvre l’observatoire et affiche son adresse")
    verbe("migrer", "crée la base ou la met à jour")
    verbe(
        "charger",
        "charge le référentiel et le catalogue\u202f; ne remplace jamais ce qui a été modifié depuis",
    )
    verbe("sauvegarder", "écrit une sauvegarde vérifiée de la base")
    _options_de_restauration(
        verbe("restaurer", "remet une sauvegarde à la place de la base (application arrêtée)")
    )
    verbe("verifier", "contrôle la base et les accusés de réception")
    verbe("retrouver", "remet dans la base les contributions reçues qui y manquent, à relire de nouveau")
    verbe("courrier", "envoie les messages en attente au serveur réglé")
    verbe("rappels", "prépare les messages qui demandent aux auteurs si leur fiche est toujours vraie")
    _options_de_demo(
        verbe("demo", "remplace la démonstration\u00a0: des pratiques inventées, signalées comme telles")
    )
    _verbes_de_compte(verbe("compte", "crée et gère les comptes"))
    _verbes_de_lecteur(verbe("lecteur", "dit qui lit les contributions pour quel collège"))
    _verbes_d_observation(
        verbe("observation", "note jusqu’où chaque côté a été cherché, territoire par territoire")
    )
    _verbes_d_indicateurs(
        verbe("indicateurs", "montre les indicateurs des territoires, importe leurs valeurs")
    )
    _verbes_de_pratiques(verbe("pratiques", "importe des pratiques d’un tableur, annule un import"))
    _verbes_de_connecteur(
        verbe(
            "connecteur",
            "relit une source extérieure de structures, montre ce qui change, l’accepte ou l’annule",
        )
    )
    return racine


def _phrase(aide: str) -> str:
    return f"{aide[0].upper()}{aide[1:]}."


def _options_de_restauration(restaurer: argparse.ArgumentParser) -> None:
    restaurer.add_argument(
        "sauvegarde",
        nargs="?",
        help="fichier à reprendre, ou son nom dans la liste\u202f; la plus récente par défaut",
    )
    restaurer.add_argument("--liste", action="store_true", help="montre les sauvegardes, n’en reprend aucune")


def _options_de_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument(
        "--pratiques",
        type=_entier_positif,
        default=300,
        metavar="N",
        help="combien, 300 par défaut\u202f; 0 retire la démonstration",
    )
    demo.add_argument(
        "--graine",
        type=_entier_positif,
        default=2021,
        metavar="N",
        help="même graine, mêmes pratiques\u202f; 2021 par défaut",
    )


def _verbes_de_compte(compte: argparse.ArgumentParser) -> None:
    actions: Any = compte.add_subparsers(dest="action", required=True, metavar="action")

    def action(nom: str, aide: str, *, role: bool = False) -> argparse.ArgumentParser:
        ajoutee: argparse.ArgumentParser = actions.add_parser(nom, help=aide, description=_phrase(aide))
        ajoutee.add_argument("--courriel", required=True, metavar="COURRIEL", help="adresse du compte")
        if role:
            ajoutee.add_argument(
                "--role", required=True, choices=ROLES_DE_COMPTE, help="ce que le compte pourra faire"
            )
        return ajoutee

    creer = action(
        "creer", "crée un compte\u202f; le mot de passe est demandé, jamais écrit à l’écran", role=True
    )
    creer.add_argument("--nom", required=True, metavar="NOM", help="nom à afficher")
    lister = "montre les comptes"
    actions.add_parser("lister", help=lister, description=_phrase(lister))
    action("role", "change le rôle d’un compte", role=True)
    action("mot-de-passe", "change le mot de passe d’un compte et ferme ses sessions")
    action("desactiver", "ferme un compte et ses sessions")
    action("reactiver", "rouvre un compte fermé")


def _verbes_de_lecteur(lecteur: argparse.ArgumentParser) -> None:
    actions: Any = lecteur.add_subparsers(dest="action", required=True, metavar="action")
    for nom, aide in (
        ("nommer", "fait lire un compte pour un collège"),
        ("retirer", "ne fait plus lire un compte pour aucun collège"),
    ):
        ajoutee = actions.add_parser(nom, help=aide, description=_phrase(aide))
        ajoutee.add_argument("--courriel", required=True, metavar="COURRIEL", help="adresse du compte")
        if nom == "nommer":
            ajoutee.add_argument(
                "--college",
                required=True,
                choices=("es", "ts"),
                help="entrepreneurs sociaux, ou travail social",
            )
            ajoutee.add_argument(
                "--structure",
                default="",
                metavar="NOM",
                help="structure de cette personne\u00a0: elle ne lit pas ses propres collaborations",
            )
    lister = "montre qui lit pour quel collège"
    actions.add_parser("lister", help=lister, description=_phrase(lister))


def _verbes_d_indicateurs(indicateurs: argparse.ArgumentParser) -> None:
    actions: Any = indicateurs.add_subparsers(dest="action", required=True, metavar="action")
    lister = "montre les indicateurs"
    actions.add_parser("lister", help=lister, description=_phrase(lister))
    aide = "lit un fichier CSV ou XLSX\u00a0: code, valeur, et si l’on veut annee\u202f; remplace les valeurs de l’indicateur"
    importer = actions.add_parser("importer", help=aide, description=_phrase(aide))
    importer.add_argument("fichier", metavar="FICHIER", help="fichier CSV ou XLSX, titres en première ligne")
    importer.add_argument(
        "--indicateur",
        required=True,
        metavar="CODE",
        help="code d’un indicateur déclaré avec donnees: import",
    )
    importer.add_argument(
        "--niveau",
        choices=tuple(NIVEAUX),
        help="ce que désigne un code ambigu (75\u00a0: département ou région)",
    )
    importer.add_argument(
        "--annee", type=_entier_positif, metavar="AAAA", help="année des lignes qui n’en donnent pas"
    )
    _options_d_apercu(importer)


def _verbes_de_pratiques(pratiques: argparse.ArgumentParser) -> None:
    actions: Any = pratiques.add_subparsers(dest="action", required=True, metavar="action")
    aide = "lit un fichier CSV ou XLSX (modèle sur la page Importer)\u202f; chaque ligne devient une contribution à relire"
    importer = actions.add_parser("importer", help=aide, description=_phrase(aide))
    importer.add_argument("fichier", metavar="FICHIER", help="fichier CSV ou XLSX, titres en première ligne")
    _options_d_apercu(importer)
    importer.add_argument(
        "--avec-les-doublons",
        action="store_true",
        help="enregistre aussi les lignes dont le titre est déjà là",
    )
    lister = "montre les derniers imports"
    actions.add_parser("lister", help=lister, description=_phrase(lister))
    aide = "retire les contributions d’un import qui attendent encore\u202f; ce qui a été publié reste"
    annuler = actions.add_parser("annuler", help=aide, description=_phrase(aide))
    annuler.add_argument("identifiant", metavar="IMPORT", help="identifiant montré par «\u00a0lister\u00a0»")


def _verbes_de_connecteur(connecteur: argparse.ArgumentParser) -> None:
    actions: Any = connecteur.add_subparsers(dest="action", required=True, metavar="action")
    lister = "montre les sources et leur dernière actualisation"
    actions.add_parser("lister", help=lister, description=_phrase(lister))
    for nom, aide in (
        ("actualiser", "relit une source et prépare ce qui change\u202f; n’écrit sur aucune structure"),
        ("differences", "montre ce qui attend d’être accepté, champ par champ"),
        ("accepter", "écrit tout ce qui attend"),
        ("refuser", "écarte tout ce qui attend\u202f; la même chose n’est pas proposée deux fois"),
    ):
        ajoutee = actions.add_parser(nom, help=aide, description=_phrase(aide))
        ajoutee.add_argument("connecteur", metavar="CODE", help="nom de son fichier dans data/connecteurs")
    aide = "remet ce qu’un lot accepté a changé, sauf ce qui a été modifié depuis"
    annuler = actions.add_parser("annuler", help=aide, description=_phrase(aide))
    annuler.add_argument("lot", metavar="LOT", help="identifiant donné par «\u00a0accepter\u00a0»")


def _options_d_apercu(importer: argparse.ArgumentParser) -> None:
    importer.add_argument(
        "--apercu",
        action="store_true",
        help="dit ce qui serait enregistré et ce qui est à corriger, sans rien écrire",
    )
    importer.add_argument(
        "--sans-les-fautives", action="store_true", help="enregistre les lignes justes, laisse les autres"
    )


def _verbes_d_observation(observation: argparse.ArgumentParser) -> None:
    actions: Any = observation.add_subparsers(dest="action", required=True, metavar="action")
    aide = "lit un fichier CSV ou XLSX\u00a0: territoire, cote, effort, date, source, et si l’on veut theme, vaut_dessous"
    importer = actions.add_parser("importer", help=aide, description=_phrase(aide))
    importer.add_argument("fichier", metavar="FICHIER", help="fichier CSV ou XLSX, titres en première ligne")
    _options_d_apercu(importer)
