"""Rights: every cell of the table, against a second writing of it that shares nothing with the code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observatoire.comptes import doc
from observatoire.comptes.droits import (
    APPARTENANCES,
    AUTEUR,
    AUTRE,
    ETATS,
    FINANCE,
    JUGE,
    LIEN,
    MEMBRE,
    PARTIE,
    SANS_OBJET,
    VERBES,
    Objet,
    cellules,
    exiger,
    motif_de_refus,
    permis,
)
from observatoire.comptes.model import ANONYME, ROLES, VISITEUR, Personne
from observatoire.contributions.model import TRANSITIONS
from observatoire.errors import Refus
from observatoire.vocabulaires import vocabulaire

# Who may, by verb and state: a for the author's account, p for who speaks for a side, l for the holder of the link,
# m for the holder of a partner's link, f for who wrote the call, j for who took the decision appealed against, x for anybody else.
# Columns: visiteur, contributeur, moderateur, financeur, administrateur. A state not written: nobody.
DECISIONS = """
voir_pratique        publiee     x    x    x    x    x
voir_pratique        reservee    -    -    x    -    x
voir_pratique        retiree     -    -    x    -    x
modifier_pratique    publiee     x    x    x    x    x
modifier_pratique    reservee    -    -    x    -    x
retirer_pratique     publiee     -    -    x    -    x
retirer_pratique     reservee    -    -    x    -    x
voir_versions        publiee     -    -    x    -    x
voir_versions        reservee    -    -    x    -    x
retablir_version     publiee     -    -    x    -    x
retablir_version     reservee    -    -    x    -    x
signaler             publiee     x    x    x    x    x
voir_signalements    -           -    -    x    -    x
traiter_signalement  ouvert      -    -    x    -    x
proposer             -           x    x    x    x    x
voir_contribution    brouillon   l    al   al   al   al
voir_contribution    a_relire    l    al   aljx  al   aljx
voir_contribution    a_corriger  l    al   aljx  al   aljx
voir_contribution    publiee     l    al   aljx  al   aljx
voir_contribution    refusee     l    al   aljx  al   aljx
voir_contribution    en_recours  l    al   aljx  al   aljx
voir_contribution    retiree     l    al   aljx  al   aljx
corriger             brouillon   l    al   al   al   al
corriger             a_corriger  l    al   al   al   al
deposer              brouillon   l    al   al   al   al
deposer              a_corriger  l    al   al   al   al
retirer              brouillon   l    al   al   al   al
retirer              a_relire    l    al   al   al   al
retirer              a_corriger  l    al   al   al   al
retirer              en_recours  l    al   al   al   al
retirer              publiee     -    -    aljx  -    aljx
relire               -           -    -    x    -    x
publier              a_relire    -    -    jx   -    jx
publier              en_recours  -    -    x    -    x
demander_correction  a_relire    -    -    jx   -    jx
demander_correction  en_recours  -    -    x    -    x
refuser              a_relire    -    -    jx   -    jx
refuser              en_recours  -    -    x    -    x
prendre_en_charge    a_relire    -    -    jx   -    jx
prendre_en_charge    en_recours  -    -    x    -    x
donner_avis          a_relire    -    -    jx   -    jx
contester            refusee     l    al   al   al   al
dedoublonner         -           -    -    x    -    x
lire_courrier        -           -    -    x    -    x
fermer_les_depots    -           -    -    x    -    x
reprendre_reservee   publiee     l    al   al   al   al
recueillir_voix      publiee     l    al   aljx  al   aljx
suivre_fraicheur     publiee     l    al   al   al   al
inviter_partenaire   sans_demande l   al   alx  al   alx
inviter_partenaire   invitee     l    al   alx  al   alx
inviter_partenaire   expiree     l    al   alx  al   alx
inviter_partenaire   confirmee   -    -    alx  -    alx
inviter_partenaire   refusee     -    -    alx  -    alx
revoquer_invitation  invitee     l    al   alx  al   alx
repondre_invitation  envoyee     l    l    l    l    l
lire_phrases         -           -    -    x    -    x
decider_phrase       a_lire      -    -    x    -    x
garder_vue           -           -    x    x    -    x
importer_pratiques   -           -    x    x    -    x
noter_observation    -           -    -    x    -    x
importer_indicateur  -           -    -    -    -    x
accepter_connecteur  -           -    -    -    -    x
ouvrir_diagnostic    -                   -    x    x    -    x
voir_diagnostic      brouillon           -    pl   plx  -    plx
voir_diagnostic      ouvert_a_signature  lx   plx  plx  plx  plx
voir_diagnostic      signe               lx   plx  plx  plx  plx
voir_diagnostic      retire              -    -    plx  -    plx
inviter_diagnostic   brouillon           -    p    plx  -    plx
inviter_diagnostic   ouvert_a_signature  -    p    plx  -    plx
inviter_diagnostic   signe               -    p    plx  -    plx
rejoindre_diagnostic brouillon           -    l    l    -    l
rejoindre_diagnostic ouvert_a_signature  -    l    l    -    l
rejoindre_diagnostic signe               -    l    l    -    l
ecrire_diagnostic    brouillon           -    p    p    -    p
ecrire_diagnostic    ouvert_a_signature  -    p    p    -    p
ecrire_diagnostic    signe               -    p    p    -    p
ouvrir_signature     brouillon           -    p    p    -    p
actualiser_diagnostic ouvert_a_signature -    p    p    -    p
actualiser_diagnostic signe              -    p    p    -    p
signer_diagnostic    ouvert_a_signature  -    p    p    -    p
retirer_diagnostic   brouillon           -    -    plx  -    plx
retirer_diagnostic   ouvert_a_signature  -    -    plx  -    plx
retirer_diagnostic   signe               -    -    plx  -    plx
ecrire_appel         -           -    -    -    x    x
voir_appel           brouillon   -    -    -    a    a
voir_appel           publie      x    ax   ax   ax   ax
voir_appel           clos        x    ax   ax   ax   ax
voir_appel           retire      -    -    -    a    a
enregistrer_appel    brouillon   -    -    -    a    a
publier_appel        brouillon   -    -    -    a    a
prolonger_appel      publie      -    -    -    a    a
clore_appel          publie      -    -    -    a    a
retirer_appel        brouillon   -    -    -    a    a
retirer_appel        publie      -    -    -    a    ax
candidater           -           x    x    x    x    x
voir_candidature brouillon lm alm alm alm alm
voir_candidature deposee lm alm alm almf almf
voir_candidature a_completer lm alm alm almf almf
voir_candidature en_relecture lm alm alm almf almf
voir_candidature a_decider lm alm alm almf almf
voir_candidature acceptee lm alm alm almf almf
voir_candidature acceptee_sous_reserve lm alm alm almf almf
voir_candidature refusee lm alm alm almf almf
voir_candidature classee_sans_suite lm alm alm almf almf
voir_candidature retiree lm alm alm almf almf
enregistrer_candidature brouillon l al al al al
enregistrer_candidature a_completer l al al al al
inviter_membre brouillon l al al al al
inviter_membre a_completer l al al al al
deposer_candidature brouillon l al al al al
deposer_candidature a_completer l al al al al
signer_candidature brouillon lm alm alm alm alm
signer_candidature a_completer lm alm alm alm alm
retirer_candidature brouillon l al al al al
retirer_candidature deposee l al al al al
retirer_candidature a_completer l al al al al
retirer_candidature en_relecture l al al al al
demander_complement deposee - - - f f
instruire_appel publie - - - a a
instruire_appel clos - - - a a
declarer_conflit demandee - a a a a
declarer_conflit ouverte - a a a a
declarer_conflit rendue - a a a a
lire_dossier ouverte - a a a a
lire_dossier rendue - a a a a
donner_relecture ouverte - a a a a
donner_relecture rendue - a a a a
voir_journal         -           -    -    x    -    x
gerer_comptes        -           -    -    -    -    x
exporter_prive       -           -    -    -    -    x
"""
COLONNES = ("visiteur", "contributeur", "moderateur", "financeur", "administrateur")
LETTRES = {"a": AUTEUR, "p": PARTIE, "l": LIEN, "m": MEMBRE, "f": FINANCE, "j": JUGE, "x": AUTRE}


def _attendues() -> set[tuple[str, str, str | None, str]]:
    attendues = set()
    for ligne in DECISIONS.strip().splitlines():
        verbe, etat, *cases = ligne.split()
        for role, case in zip(COLONNES, cases, strict=True):
            attendues |= {(verbe, role, None if etat == "-" else etat, LETTRES[c]) for c in case if c != "-"}
    return attendues


ATTENDUES = _attendues()
CELLULES = list(cellules())


def _situation(role: str, etat: str | None, appartenance: str) -> tuple[Personne, Objet]:
    personne = ANONYME if role == VISITEUR else Personne("moi", "Moi", role)
    compte = "moi" if appartenance == AUTEUR else "un-autre"
    return personne, Objet(
        etat,
        compte,
        par_lien=appartenance == LIEN,
        partie=appartenance == PARTIE,
        membre=appartenance == MEMBRE,
        financeur_id="moi" if appartenance == FINANCE else None,
        juges=frozenset({"moi"} if appartenance == JUGE else ()),
    )


@pytest.mark.parametrize(("verbe", "role", "etat", "appartenance"), CELLULES)
def test_chaque_case(verbe: str, role: str, etat: str | None, appartenance: str) -> None:
    personne, objet = _situation(role, etat, appartenance)
    motif = motif_de_refus(verbe, personne, objet)
    assert (motif is None) == ((verbe, role, etat, appartenance) in ATTENDUES)
    if motif is None:
        exiger(verbe, personne, objet)
    else:
        with pytest.raises(Refus) as refus:
            exiger(verbe, personne, objet)
        assert str(refus.value) == motif


def test_la_table_ecrite_ici_et_celle_du_code_ont_les_memes_verbes() -> None:
    assert {cellule[0] for cellule in ATTENDUES} == set(VERBES)
    assert set(CELLULES) >= ATTENDUES
    assert set(COLONNES) == set(ROLES)


@pytest.mark.parametrize("cellule", CELLULES)
def test_un_refus_dit_pourquoi_et_quoi_faire(cellule: tuple[str, str, str | None, str]) -> None:
    verbe, *reste = cellule
    motif = motif_de_refus(verbe, *_situation(*reste))
    if motif is not None:
        assert motif[0].isupper()
        assert motif.endswith(".")
        assert "'" not in motif
        assert " :" not in motif
        assert any(appui in motif for appui in ("\u00a0: ", "Pour "))


@given(
    verbe=st.sampled_from(sorted(VERBES)),
    role=st.text(max_size=20).filter(lambda r: r not in ROLES),
    etat=st.sampled_from([None, *ETATS["contribution"]]),
    appartenance=st.sampled_from(sorted(APPARTENANCES)),
)
def test_aucun_role_hors_de_la_table_n_est_permis(
    verbe: str, role: str, etat: str | None, appartenance: str
) -> None:
    assert not permis(verbe, role, etat, appartenance)
    assert motif_de_refus(verbe, Personne("moi", "Moi", role), Objet(etat, par_lien=appartenance == LIEN))


@given(
    verbe=st.sampled_from(sorted(VERBES)),
    role=st.sampled_from(sorted(ROLES)),
    etat=st.text(max_size=20).filter(lambda e: e not in ETATS["contribution"]),
)
def test_aucun_etat_hors_de_la_table_n_est_permis(verbe: str, role: str, etat: str) -> None:
    assert motif_de_refus(verbe, Personne("moi", "Moi", role), Objet(etat, "moi"))


@given(
    verbe=st.sampled_from(
        [
            "relire",
            "publier",
            "demander_correction",
            "refuser",
            "retirer_pratique",
            "voir_signalements",
            "traiter_signalement",
            "ecrire_diagnostic",
            "signer_diagnostic",
            "retirer_diagnostic",
            "voir_journal",
            "gerer_comptes",
        ]
    ),
    etat=st.sampled_from([None, *ETATS["contribution"]]),
    compte=st.none() | st.text(max_size=5),
    par_lien=st.booleans(),
)
def test_un_visiteur_ne_modere_jamais(
    verbe: str, etat: str | None, compte: str | None, par_lien: bool
) -> None:
    assert motif_de_refus(verbe, ANONYME, Objet(etat, compte, par_lien=par_lien))


@given(
    verbe=st.sampled_from(["publier", "demander_correction", "refuser"]),
    role=st.sampled_from(sorted(ROLES)),
    etat=st.sampled_from(ETATS["contribution"]),
    par_lien=st.booleans(),
)
def test_personne_ne_decide_de_ce_qu_il_a_depose(verbe: str, role: str, etat: str, par_lien: bool) -> None:
    assert motif_de_refus(verbe, Personne("moi", "Moi", role), Objet(etat, "moi", par_lien=par_lien))
    assert motif_de_refus(verbe, Personne("moi", "Moi", role), Objet(etat, "un-autre", par_lien=True))


def test_un_visiteur_n_est_pas_l_auteur_d_une_contribution_sans_compte() -> None:
    assert Objet("brouillon", None).appartenance(ANONYME) == AUTRE
    assert motif_de_refus("corriger", ANONYME, Objet("brouillon", None)) is not None


def test_un_verbe_inconnu_est_une_faute_de_programmation() -> None:
    with pytest.raises(KeyError):
        motif_de_refus("inventer", ANONYME, SANS_OBJET)


def test_les_etats_des_droits_sont_ceux_du_vocabulaire() -> None:
    assert ETATS["contribution"] == vocabulaire("statut").codes
    assert ETATS["diagnostic"] == vocabulaire("etat_diagnostic").codes
    assert set(ETATS["signalement"]) == set(vocabulaire("etat_signalement").codes)
    assert set(ETATS["pratique"]) - {"reservee"} <= set(vocabulaire("statut").codes)


def test_ce_que_les_droits_permettent_est_une_transition_et_reciproquement() -> None:
    qui_changent = {verbe for verbe, _ in TRANSITIONS}
    permises = {(verbe, etat) for verbe, _, etat, _ in ATTENDUES if verbe in qui_changent}
    assert permises == set(TRANSITIONS)


def test_la_page_de_reference_est_a_jour() -> None:
    assert doc.FICHIER.read_text(encoding="utf-8") == doc.rediger(), "run: python -m observatoire.comptes.doc"
