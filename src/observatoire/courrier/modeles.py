"""What each message says: one source for its text and its HTML. Facts in, French out."""

from collections.abc import Callable, Mapping
from html import escape

from observatoire.courrier.model import Message

Faits = Mapping[str, str]
_SALUT = "Bonjour,"
_FIN = "L’observatoire des bonnes pratiques ES/TS"
_POURQUOI = "Vous recevez ce message parce que cette adresse nous a été donnée pour cela. Elle n’est ni publiée ni transmise."
_LIEN_GARDE = "Pour la suivre, ouvrez le lien secret reçu au moment du dépôt."


def _recu(f: Faits) -> Message:
    return Message(
        f"Reçue\u00a0: «\u00a0{f['titre']}\u00a0»",
        (
            f"Votre contribution «\u00a0{f['titre']}\u00a0» est bien arrivée. Une personne de la modération va la lire.",
            "Elle la publiera, ou vous demandera une précision. " + _LIEN_GARDE,
        ),
    )


def _correction(f: Faits) -> Message:
    return Message(
        f"Une précision vous est demandée\u00a0: «\u00a0{f['titre']}\u00a0»",
        (
            "La modération a lu votre contribution et vous demande une précision avant de la publier.",
            "Pour y répondre, ouvrez le lien secret reçu au moment du dépôt, corrigez, puis déposez à nouveau.",
        ),
        f["motif"],
    )


_RESERVEES = {
    "anonyme": "Votre contribution est acceptée. Rien n’en est montré\u00a0: elle compte dans ce que les fins enseignent. Merci.",
    "embargo": "Votre contribution est acceptée. Elle paraîtra d’elle-même le jour que vous avez choisi. Merci.",
}
"""What is said of a contribution that has no public sheet yet, or never will."""


def _publiee(f: Faits) -> Message:
    if reserve := _RESERVEES.get(f.get("reserve", "")):
        return Message(f"Acceptée\u00a0: «\u00a0{f['titre']}\u00a0»", (reserve, _LIEN_GARDE))
    return Message(
        f"Publiée\u00a0: «\u00a0{f['titre']}\u00a0»",
        ("Votre contribution est publiée. Merci\u00a0: d’autres pourront s’en saisir.",),
        lien=("Voir la fiche", f["lien"]) if f.get("lien") else None,
    )


def _embargo_leve(f: Faits) -> Message:
    return Message(
        f"Visible depuis aujourd’hui\u00a0: «\u00a0{f['titre']}\u00a0»",
        (
            "Le jour que vous aviez choisi est arrivé\u00a0: votre fiche est sur la carte, dans la recherche et dans les données ouvertes.",
        ),
        lien=("Voir la fiche", f["lien"]) if f.get("lien") else None,
    )


def _refusee(f: Faits) -> Message:
    return Message(
        f"Non retenue\u00a0: «\u00a0{f['titre']}\u00a0»",
        (
            "La modération a lu votre contribution et ne la publie pas. Voici pourquoi.",
            "Votre lien secret dit si un recours est encore possible\u00a0: une autre personne relirait votre texte.",
            "Vous pouvez en proposer une autre quand vous voulez. " + _LIEN_GARDE,
        ),
        f["motif"],
    )


def _signalement(f: Faits) -> Message:
    return Message(
        f"Votre signalement sur «\u00a0{f['titre']}\u00a0»",
        (f"Votre signalement a été lu. {f['suite']}", "Merci de votre attention."),
        f["reponse"],
    )


def _confirmation(f: Faits) -> Message:
    return Message(
        f"Confirmez-vous y prendre part\u202f? «\u00a0{f['titre']}\u00a0»",
        (
            f"{f['partenaire']} est nommé parmi les partenaires d’une pratique de l’observatoire. "
            "Avec le lien ci-dessous, vous pouvez confirmer, corriger ce qui est dit de votre structure, ou refuser d’y être nommé.",
            f"Ce lien est personnel et vaut jusqu’au {f['jusqu_au']}. Il ne faut pas le transmettre.",
        ),
        lien=("Répondre", f["lien"]),
    )


def _fraicheur(f: Faits) -> Message:
    return Message(
        f"Toujours vrai\u202f? «\u00a0{f['titre']}\u00a0»",
        (
            "Vous avez raconté cette pratique. Est-ce toujours vrai, faut-il la modifier, ou s’est-elle arrêtée\u202f? "
            "Une réponse prend une minute, et dit aux lecteurs que la fiche est à jour.",
        ),
        lien=("Répondre en une minute", f["lien"]),
    )


def _candidature_invitation(f: Faits) -> Message:
    return Message(
        f"Candidater ensemble\u202f? «\u00a0{f['titre']}\u00a0»",
        (
            f"{f['partenaire']} est parmi les partenaires d’une candidature à l’appel «\u00a0{f['appel']}\u00a0». "
            "Avec le lien ci-dessous, vous pouvez la lire, la signer, ou dire ce qui doit changer.",
            "Elle ne peut être déposée que signée par tous. Ce lien est personnel\u00a0: il ne faut pas le transmettre.",
        ),
        lien=("Lire et signer", f["lien"]),
    )


MODELES: dict[str, Callable[[Faits], Message]] = {
    "recu": _recu,
    "correction": _correction,
    "publiee": _publiee,
    "embargo_leve": _embargo_leve,
    "refusee": _refusee,
    "signalement": _signalement,
    "confirmation": _confirmation,
    "fraicheur": _fraicheur,
    "candidature_invitation": _candidature_invitation,
}
"""Model → what it says of the facts it is given."""


def en_texte(m: Message) -> str:
    """Return the text part."""
    citation = "\n".join(f"> {ligne}" for ligne in m.citation.splitlines())
    lien = f"{m.lien[0]}\u00a0: {m.lien[1]}" if m.lien else ""
    parties = (_SALUT, m.paragraphes[0], citation, *m.paragraphes[1:], lien, _FIN, f"-- \n{_POURQUOI}")
    return "\n\n".join(p for p in parties if p) + "\n"


def en_html(m: Message) -> str:
    """Return the HTML part: every fact escaped, no image, no style sheet, nothing asked elsewhere."""

    def p(texte: str) -> str:
        return f"<p>{escape(texte)}</p>" if texte else ""

    citation = escape(m.citation).replace("\n", "<br>")
    parties = (
        p(_SALUT),
        p(m.paragraphes[0]),
        f"<blockquote>{citation}</blockquote>" if citation else "",
        *map(p, m.paragraphes[1:]),
        f'<p><a href="{escape(m.lien[1])}">{escape(m.lien[0])}</a></p>' if m.lien else "",
        p(_FIN),
        f"<hr><p><small>{escape(_POURQUOI)}</small></p>",
    )
    return f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(m.objet)}</title></head><body>{"".join(parties)}</body></html>'
