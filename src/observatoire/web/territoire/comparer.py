"""Two to five territories side by side: their figures, their pratiques, their white zones."""

from collections.abc import Sequence

import streamlit as st

from observatoire.territoires import Territoire
from observatoire.web import cache, cache_territoire, champ_territoire, comparaison, presence, zones_mots
from observatoire.web.comparaison import COLONNES, Lue
from observatoire.web.composants import annoncer, message_attention
from observatoire.web.explorateur.tableau import fichier
from observatoire.web.formats import INSECABLE, date_fr
from observatoire.web.fragments import echapper

AU_PLUS = 5
"""Territories side by side."""
PROPOSES = 3


def dessiner(version: int, ici: Territoire) -> None:
    """Draw the section."""
    autres, inconnus = _lire_adresse(version, ici)
    for code in inconnus:
        message_attention(
            f"Aucun territoire ne porte le code «{INSECABLE}{code[:60]}{INSECABLE}»{INSECABLE}: il est laissé de côté."
        )
    _choisir(version, ici, autres)
    if autres:
        _montrer(version, [ici, *autres])


def _lire_adresse(version: int, ici: Territoire) -> tuple[list[Territoire], list[str]]:
    """Return the territories of the address, and the codes that designate none or several."""
    trouves: dict[str, Territoire] = {}
    inconnus = []
    for code in dict.fromkeys(st.query_params.get_all("avec")):
        designes = cache_territoire.designes(version, code[:60])
        if len(designes) != 1:
            inconnus.append(code)
        elif designes[0].id != ici.id:
            trouves[designes[0].id] = designes[0]
    return list(trouves.values())[: AU_PLUS - 1], inconnus


def _choisir(version: int, ici: Territoire, autres: Sequence[Territoire]) -> None:
    st.html(
        f'<p class="aide-territoire">De deux à cinq territoires, du même niveau ou non. Rien n’est classé{INSECABLE}: ces chiffres '
        "situent, ils ne notent pas.</p>"
    )
    with st.container(horizontal=True, gap="xsmall", key="territoires-compares"):
        for t in autres:
            st.button(
                f"Retirer {t.libelle}",
                key=f"retirer-{t.id}",
                icon=":material/close:",
                on_click=_garder,
                args=([a.id for a in autres if a.id != t.id],),
            )
    ids = [t.id for t in autres]
    if len(ids) == AU_PLUS - 1:
        st.html(
            f'<p class="aide-territoire">Cinq territoires au plus{INSECABLE}: retirez-en un pour en ajouter un autre.</p>'
        )
        return
    with st.container(width=640):
        champ_territoire.dessiner(
            lambda identifiant: _garder([*ids, identifiant]),
            cle="comparer-avec",
            invite="Ajouter un territoire à comparer…",
            titre="Ajouter un territoire à comparer",
            geste="comparer",
        )
    if not autres:
        _proposer(version, ici)


def _garder(ids: list[str]) -> None:
    st.query_params["avec"] = ids


def _proposer(version: int, ici: Territoire) -> None:
    """Offer the nearest look-alikes where nobody is chosen yet."""
    proches = cache_territoire.semblables(version, ici.id, ()).proches if ici.niveau != "pays" else ()
    if not proches:
        return
    ids = tuple(s.territoire_id for s in proches[:PROPOSES])
    noms = cache_territoire.libelles(version, ids)
    st.html(f'<p class="aide-territoire">Les plus semblables par leurs chiffres{INSECABLE}:</p>')
    with st.container(horizontal=True, gap="xsmall", key="semblables-proposes"):
        for i in ids:
            st.button(noms[i], key=f"proposer-{i}", on_click=_garder, args=([i],))
        st.button("Les trois", key="proposer-trois", on_click=_garder, args=(list(ids),))


def _montrer(version: int, territoires: list[Territoire]) -> None:
    lues = _lire(version, territoires)
    liste = cache_territoire.indicateurs_connus(version)
    annoncer(comparaison.dire(territoires))
    demo = sum(x.presence.demo for x in lues)
    if demo:
        message_attention("Des pratiques de démonstration, inventées, comptent dans ces nombres.")
    st.download_button(
        "Télécharger cette comparaison (CSV)",
        data=lambda: fichier(COLONNES, comparaison.lignes_de_fichier(lues, liste, _jour(version))),
        file_name="observatoire-comparaison.csv",
        mime="text/csv; charset=utf-8",
        icon=":material/download:",
        on_click="ignore",
        key="csv-de-comparaison",
    )
    st.html(
        f'<h2 class="titre-zones">Leurs chiffres</h2>{comparaison.indicateurs(lues, liste)}'
        '<h2 class="titre-zones">Ce qui y est raconté</h2>'
        f'<p class="aide-territoire">{echapper(presence.PRUDENCE)} Au {_jour(version)}.</p>{comparaison.pratiques(lues)}'
        '<h2 class="titre-zones">Où les deux côtés se relient</h2>'
        f'<p class="aide-territoire">{echapper(zones_mots.PRUDENCE)}</p>{comparaison.zones_blanches(lues)}'
    )


def _jour(version: int) -> str:
    return date_fr(cache.date_des_donnees(version))


def _lire(version: int, territoires: Sequence[Territoire]) -> list[Lue]:
    ids = tuple(t.id for t in territoires)
    valeurs = cache_territoire.valeurs(version, ids)
    cases = cache_territoire.cases(version, ids)
    lues = []
    for t in territoires:
        vue = cache_territoire.presence(version, t.id)
        if vue is not None:
            lues.append(
                Lue(t, valeurs[t.id], vue, {theme: c for (i, theme), c in cases.items() if i == t.id})
            )
    return lues
