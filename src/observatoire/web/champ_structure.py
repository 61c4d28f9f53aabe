"""Which structure a partner is: those known that its name begins, its number, and whether its place is protected."""

import streamlit as st

from observatoire.contributions.rules import PARTENAIRES_AU_PLUS
from observatoire.store import lire
from observatoire.structures import Proposition, lisible, proposer, trouver_par_numero
from observatoire.structures.numeros import SAISIE_MAX
from observatoire.territoires.normalisation import normaliser
from observatoire.web.champs import Problemes, note
from observatoire.web.formats import INSECABLE
from observatoire.web.fragments import echapper
from observatoire.web.saisie_pratique import Saisie

PROTEGE = "Son adresse est protégée (hébergement de femmes victimes de violences, par exemple)"
AIDE_PROTEGE = "Son numéro mènerait à son adresse : il n’est alors ni gardé, ni publié, et aucune structure connue ne lui est rattachée."


def connues(saisie: Saisie, numero: int) -> None:
    """Propose the structures that the name begins, until one is chosen; the place is kept."""
    with st.container(key=saisie.cle(f"connues_{numero}"), gap="small"):
        trouvees = _proposees(saisie, numero)
        if trouvees:
            pluriel = "s" if len(trouvees) > 1 else ""
            note(f"Déjà connue{pluriel} ici{INSECABLE}: choisissez, ou continuez à taper.", annonce=True)
        with st.container(horizontal=True, gap="small", key=saisie.cle(f"propositions_{numero}")):
            for rang, trouvee in enumerate(trouvees):
                st.button(
                    libelle(trouvee),
                    key=saisie.cle(f"prendre_{numero}_{rang}"),
                    icon=":material/check:",
                    on_click=saisie.prendre_structure,
                    args=(numero, trouvee.nom, trouvee.numero),
                )


def _proposees(saisie: Saisie, numero: int) -> list[Proposition]:
    """Return what to propose: nothing once a number is there, for a protected place, or when the name is all there is."""
    nom = saisie.nom_de_ligne(numero)
    if (
        saisie.texte(f"numero_{numero}")
        or saisie.coche(f"protege_{numero}")
        or len(saisie.lignes) > PARTENAIRES_AU_PLUS
    ):
        return []
    with lire() as cur:
        trouvees = proposer(cur, nom)
    return [t for t in trouvees if t.numero or normaliser(t.nom) != normaliser(nom)]


def libelle(trouvee: Proposition) -> str:
    """Return what tells a structure from others of the same name, as a button says it."""
    dits = (trouvee.nom, trouvee.commune, lisible(trouvee.numero))
    return sans_mise_en_forme(" · ".join(filter(None, dits)))


def sans_mise_en_forme(texte: str) -> str:
    """Return a text that a button shows as it is: none of its signs is read as Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+!~$:<>|" else c for c in texte)


def dessiner(saisie: Saisie, problemes: Problemes, rang: int, numero: int) -> None:
    """Ask for the number, or tell that the place is protected."""
    protege = saisie.coche(f"protege_{numero}")
    st.text_input(
        f"Partenaire {rang + 1} : SIRET, SIREN ou RNA (facultatif)",
        key=saisie.cle(f"numero_{numero}"),
        max_chars=SAISIE_MAX,
        placeholder="Pour la reconnaître à coup sûr",
        disabled=protege,
        persist_state="page",
        autocomplete="off",
    )
    problemes.montrer("numero", numero, rang)
    with st.container(key=saisie.cle(f"autre_nom_{numero}"), gap="small"):
        if not protege:
            _autre_nom(saisie, numero)
    st.checkbox(
        f"Partenaire {rang + 1} : {PROTEGE[0].lower()}{PROTEGE[1:]}",
        key=saisie.cle(f"protege_{numero}"),
        help=AIDE_PROTEGE,
        persist_state="page",
    )


def _autre_nom(saisie: Saisie, numero: int) -> None:
    """Ask, without preventing anything, when the structure of this number has another name than the one typed."""
    nom = saisie.nom_de_ligne(numero)
    with lire() as cur:
        trouvees = trouver_par_numero(cur, saisie.texte(f"numero_{numero}"))
    if not trouvees or not nom or normaliser(nom) in {normaliser(t.nom) for t in trouvees}:
        return
    autre = trouvees[0]
    st.html(
        f'<p class="sous-champ attention" role="status">Ce numéro est connu ici sous le nom «{INSECABLE}{echapper(autre.nom)}{INSECABLE}». '
        f"Est-ce bien la même structure\u202f? Sinon, vérifiez le numéro.</p>"
    )
    st.button(
        sans_mise_en_forme(f"Prendre le nom «{INSECABLE}{autre.nom}{INSECABLE}»"),
        key=saisie.cle(f"prendre_nom_{numero}"),
        icon=":material/check:",
        on_click=saisie.prendre_structure,
        args=(numero, autre.nom, saisie.texte(f"numero_{numero}")),
    )
