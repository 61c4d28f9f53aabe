"""How a sheet is cited and passed on: a sentence, files for reference managers, an e-mail to write. Pure functions."""

import re
from urllib.parse import quote

from observatoire.clock import a_paris
from observatoire.pratiques import Pratique
from observatoire.web.formats import INSECABLE, date_fr
from observatoire.web.fragments import echapper
from observatoire.web.navigation import NOM

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~", "\u202f": "~",
}  # fmt: skip


def adresse(p: Pratique, base: str) -> str:
    """Return the stable address of a sheet."""
    return f"{base}/fiche/{quote(p.id, safe='')}"


def citer(p: Pratique, base: str) -> str:
    """Return the reference to copy."""
    return (
        f"«{INSECABLE}{p.titre}{INSECABLE}», {NOM}, version {p.version} du {date_fr(p.maj_a)}, "
        f"{adresse(p, base)} ({p.licence})."
    )


def bibtex(p: Pratique, base: str) -> str:
    """Return the reference for BibTeX; no text can close a field or run a command."""
    jour = a_paris(p.maj_a).date()
    champs = {
        "title": f"{{{_latex(p.titre)}}}",
        "author": f"{{{_latex(NOM)}}}",
        "year": str(jour.year),
        "month": str(jour.month),
        "version": str(p.version),
        "url": adresse(p, base),
        "note": _latex(p.licence),
    }
    lignes = "".join(f"  {nom} = {{{valeur}}},\n" for nom, valeur in champs.items())
    return f"@misc{{{re.sub(r'[^A-Za-z0-9-]', '', p.id) or 'fiche'},\n{lignes}}}\n"


def _latex(texte: str) -> str:
    return "".join(_LATEX.get(c, c) for c in _une_ligne(texte))


def ris(p: Pratique, base: str) -> str:
    """Return the reference in RIS, one field a line."""
    jour = a_paris(p.maj_a).date()
    champs = (
        ("TY", "ELEC"),
        ("TI", _une_ligne(p.titre)),
        ("AU", NOM),
        ("AB", _une_ligne(p.resume)),
        ("PY", str(jour.year)),
        ("DA", jour.strftime("%Y/%m/%d")),
        ("ET", f"version {p.version}"),
        ("LA", "fr"),
        ("UR", adresse(p, base)),
        ("N1", _une_ligne(p.licence)),
        ("ER", ""),
    )
    return "".join(f"{nom}  - {valeur}\r\n" for nom, valeur in champs)


def _une_ligne(texte: str) -> str:
    """Return a text on one line, characters that cannot be seen left out."""
    return "".join(c for c in " ".join(texte.split()) if c.isprintable() or c in "\u00a0\u202f")


def courriel(p: Pratique, base: str) -> str:
    """Return a mailto: address that opens a message about the sheet, to nobody yet."""
    sujet, corps = _une_ligne(p.titre), f"{_une_ligne(p.titre)}\r\n{adresse(p, base)}\r\n"
    return f"mailto:?subject={quote(sujet, safe='')}&body={quote(corps, safe='')}"


def gestes(p: Pratique, base: str, *, legere: bool) -> str:
    """Return what can be done with a sheet, as a list of links; `legere` is the plain page, which links to the map."""
    ici = f"/fiche/{quote(p.id, safe='')}"
    liens = [
        (f"{ici}.pdf", "Télécharger en PDF"),
        (courriel(p, base), "Envoyer par courriel"),
        (f"/pratique?id={quote(p.id, safe='')}", "Voir cette fiche sur la carte")
        if legere
        else (ici, "Version simple, à imprimer"),
        (f"/proposer?pratique={quote(p.id, safe='')}", "Compléter ou corriger cette fiche"),
        (f"/proposer?inspire={quote(p.id, safe='')}", "S’en inspirer ailleurs"),
        (f"{ici}/signaler", "Signaler une erreur"),
    ]
    return f'<ul class="gestes">{"".join(f"<li>{_lien(a, t)}</li>" for a, t in liens)}</ul>'


def fichiers(p: Pratique) -> str:
    """Return the links to the reference's files."""
    ici = f"/fiche/{quote(p.id, safe='')}"
    return (
        f'<p class="fichiers">Pour un logiciel de bibliographie{INSECABLE}: '
        f"{_lien(f'{ici}.bib', 'BibTeX')}, {_lien(f'{ici}.ris', 'RIS')}.</p>"
    )


def _lien(cible: str, texte: str) -> str:
    return f'<a href="{echapper(cible)}" target="_self">{echapper(texte)}</a>'
