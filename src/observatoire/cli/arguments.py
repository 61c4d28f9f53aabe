"""What may be typed after `observatoire`."""

import argparse
from typing import Any, NoReturn

ROLES_DE_COMPTE = ("contributeur", "moderateur", "financeur", "administrateur")


class Analyseur(argparse.ArgumentParser):
    """argparse, whose errors say in French what to do."""

    def error(self, message: str) -> NoReturn:
        """Stop with code 2 and the way to the help."""
        self.exit(2, f"Commande incomplète ou inconnue ({message}). Voyez : {self.prog} --help\n")


def _entier_positif(texte: str) -> int:
    if not texte.isdigit() or not 0 <= int(texte) <= 2_000_000:
        raise argparse.ArgumentTypeError(f"« {texte} » n’est pas un nombre entre 0 et 2 000 000")
    return int(texte)


def analyseur() -> Analyseur:
    """Build the parser; every verb and option is described in docs/reference/commandes.md."""
    racine = Analyseur(prog="observatoire", description="L’observatoire des bonnes pratiques ES/TS.")
    verbes: Any = racine.add_subparsers(dest="verbe", required=True, metavar="verbe")

    def verbe(nom: str, aide: str) -> argparse.ArgumentParser:
        ajoute: argparse.ArgumentParser = verbes.add_parser(nom, help=aide, description=aide)
        return ajoute

    verbe("servir", "prépare les données et ouvre l’observatoire (adresse affichée)")
    verbe("migrer", "crée la base ou la met à jour")
    verbe("charger", "charge le référentiel et le catalogue ; ne remplace jamais ce qui a été modifié depuis")
    verbe("sauvegarder", "écrit une sauvegarde vérifiée de la base")
    restaurer = verbe("restaurer", "remet une sauvegarde à la place de la base (application arrêtée)")
    restaurer.add_argument("sauvegarde", nargs="?", help="fichier à reprendre ; la plus récente par défaut")
    restaurer.add_argument("--liste", action="store_true", help="montre les sauvegardes, n’en reprend aucune")
    verbe("verifier", "contrôle la base et les accusés de réception")
    demo = verbe("demo", "ajoute des pratiques inventées, signalées comme démonstration")
    demo.add_argument(
        "--pratiques",
        type=_entier_positif,
        default=300,
        metavar="N",
        help="combien ; 0 retire la démonstration",
    )
    demo.add_argument("--graine", type=_entier_positif, default=2021, help="même graine, mêmes pratiques")
    _verbes_de_compte(verbe("compte", "crée et gère les comptes"))
    return racine


def _verbes_de_compte(compte: argparse.ArgumentParser) -> None:
    actions: Any = compte.add_subparsers(dest="action", required=True, metavar="action")
    creer = actions.add_parser(
        "creer", help="crée un compte ; le mot de passe est demandé, jamais écrit à l’écran"
    )
    creer.add_argument("--courriel", required=True)
    creer.add_argument("--nom", required=True)
    creer.add_argument("--role", required=True, choices=ROLES_DE_COMPTE)
    actions.add_parser("lister", help="montre les comptes")
    for nom, aide in (
        ("desactiver", "ferme un compte et ses sessions"),
        ("mot-de-passe", "change le mot de passe d’un compte"),
    ):
        actions.add_parser(nom, help=aide).add_argument("--courriel", required=True)
    role = actions.add_parser("role", help="change le rôle d’un compte")
    role.add_argument("--courriel", required=True)
    role.add_argument("--role", required=True, choices=ROLES_DE_COMPTE)
