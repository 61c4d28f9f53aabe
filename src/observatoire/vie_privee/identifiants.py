"""What identifies somebody by itself: e-mail, phone, social security and bank account numbers.

Phone numbers are those of Google's libphonenumber in every French numbering plan; the keys of the NIR (social security) and
of the IBAN are python-stdnum's.
"""

import re
from collections.abc import Iterator

from phonenumbers import Leniency, PhoneNumberMatcher
from stdnum import iban
from stdnum.fr import nir

from observatoire.vie_privee.model import (
    COMPTE,
    COURRIEL,
    QUOI,
    SECURITE_SOCIALE,
    TELEPHONE,
    Trouvaille,
)

PLANS = ("FR", "GP", "MQ", "GF", "RE")
"""Numbering plans of ten digits; with its prefix (+687…) any other number is found too. Six digits alone say too little."""

_AROBASE = r"\s*(?:@|\(at\)|\[at\]|\(arobase\)|\[arobase\]|\s(?:arobase?|chez|at)\s)\s*"
_COURRIEL = re.compile(
    rf"(?<![\w.+-])[\w.+-]+{_AROBASE}[\w-]+(?:(?:\.|\s*[(\[]?(?:point|dot)[)\]]?\s*)[\w-]+)+", re.IGNORECASE
)
_SEPARE = r"[\s.\-\u2010-\u2013]?"
_NIR = re.compile(
    rf"(?<!\d)[1-478]{_SEPARE}\d{{2}}{_SEPARE}(?:0[1-9]|1[0-2]|[2-4]\d|[5-9]\d){_SEPARE}"
    rf"(?:\d{{2}}|2[AB]){_SEPARE}\d{{3}}{_SEPARE}\d{{3}}(?:[\s./(|-]*\d{{2}}\)?)?(?!\d)",
    re.IGNORECASE,
)
_ANNONCE = re.compile(r"s[ée]cu|nir\b|n°\s*ss\b|assur[ée]|immatriculation", re.IGNORECASE)
_PORTEE_DE_L_ANNONCE = 40
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ .\u00a0\u202f]?[A-Z0-9]{2,4}){4,8}(?!\w)", re.IGNORECASE)
_ASSEZ_DE_CHIFFRES = re.compile(r"(?:\d[^\n\d]{0,3}){6}")
_ENTRE_CHIFFRES = re.compile(r"(?<=\d)\s?[/_|·]\s?(?=\d)")
_PAR_DEUX = re.compile(r"(?<!\d)0[1-9](?:\s?[,:;*]\s?\d\d){4}(?!\d)")
"""Ten digits by two, parted by signs that also part the figures of a list: they are read so in this shape only."""
_CHIFFRE = "un|deux|trois|quatre|cinq|six|sept|huit|neuf"
_EN_LETTRES = re.compile(
    rf"\bz[ée]ro[\s,-]+(?:{_CHIFFRE})(?:[\s,.-]+(?:et[\s-]+)?"
    rf"(?:z[ée]ro|{_CHIFFRE}|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|\d\d?)\b){{4,}}",
    re.IGNORECASE,
)


def identifiants(texte: str) -> list[Trouvaille]:
    """Return what identifies somebody, in the order of the text; a passage counts once."""
    trouvees = [Trouvaille(*m.span(), COURRIEL) for m in _COURRIEL.finditer(texte)]
    trouvees += [Trouvaille(*m.span(), TELEPHONE) for m in _EN_LETTRES.finditer(texte)]
    if _ASSEZ_DE_CHIFFRES.search(texte):
        for chercher in (_nirs, _ibans, _telephones):
            for t in chercher(texte):
                if not any(t.debut < d.fin and d.debut < t.fin for d in trouvees):
                    trouvees.append(t)
    return sorted(trouvees)


def donnee_personnelle(texte: str) -> str:
    """Name the first identifier of a text (« un numéro de téléphone »), or return an empty text."""
    trouvees = identifiants(texte)
    return QUOI[trouvees[0].genre] if trouvees else ""


def _nirs(texte: str) -> Iterator[Trouvaille]:
    """Find social security numbers: the key is right, or they are written or announced as one."""
    for m in _NIR.finditer(texte):
        compact = re.sub(r"[^0-9AB]", "", m.group().upper())
        avant = texte[max(0, m.start() - _PORTEE_DE_L_ANNONCE) : m.start()]
        ecrit_comme_un_nir = re.match(r"\d\D\d\d\D\d\d\D", m.group()) is not None
        autour = avant + " " + texte[m.end() : m.end() + _PORTEE_DE_L_ANNONCE]
        if nir.is_valid(compact) or ecrit_comme_un_nir or _ANNONCE.search(autour):
            yield Trouvaille(*m.span(), SECURITE_SOCIALE)


def _ibans(texte: str) -> Iterator[Trouvaille]:
    for m in _IBAN.finditer(texte):
        if iban.is_valid(m.group()):
            yield Trouvaille(*m.span(), COMPTE)


def _telephones(texte: str) -> Iterator[Trouvaille]:
    espace = _ENTRE_CHIFFRES.sub(lambda m: " " * len(m.group()), texte)
    espace = _PAR_DEUX.sub(lambda m: re.sub(r"\D", " ", m.group()), espace)
    vus = set()
    for plan in PLANS:
        for trouve in PhoneNumberMatcher(espace, plan, leniency=Leniency.VALID):
            if trouve.start not in vus:
                vus.add(trouve.start)
                yield Trouvaille(trouve.start, trouve.end, TELEPHONE)
