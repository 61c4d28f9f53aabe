"""The same hostile strings in every fact of every message: its headers stay ours, its HTML says them and runs nothing."""

from dataclasses import replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from html.parser import HTMLParser

import pytest
from tests.hostiles import HOSTILES, Lecteur
from tests.serveur_smtp import Boite, port_libre, serveur_smtp

from observatoire import courrier
from observatoire.courrier import Lettre
from observatoire.courrier.envoi import composer
from observatoire.courrier.modeles import MODELES
from observatoire.settings import settings
from observatoire.store import Store, ecrire, lire

INJECTIONS = (
    "\r\nBcc: autre@exemple.fr", "\nBcc: autre@exemple.fr\n\n<script>alert(1)</script>", "x\rSubject: autre", "a\x0bBcc: b@c.fr", "a\x85Bcc: b@c.fr",
    "a\u2028Bcc: b@c.fr", "\r\n\r\n--===============0==\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>", "=?utf-8?q?=0D=0ABcc:_b@c.fr?=",
    "=?utf-8?b?DQpCY2M6IGJAYy5mcg==?=", "long " * 300, ".\r\nMAIL FROM:<b@c.fr>",
)  # fmt: skip
CHAINES = (*HOSTILES, *INJECTIONS)
FAITS = ("titre", "motif", "reponse", "suite", "partenaire", "appel", "jusqu_au")
"""What a message takes from somebody's words; its link is ours."""
LIEN = "https://observatoire.exemple.fr/confirmer/abc"
EN_TETES = [
    "auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "subject", "to",
]  # fmt: skip
BALISES = {
    "html", "head", "meta", "title", "body", "p", "blockquote", "br", "a", "hr", "small",
}  # fmt: skip


class Balises(HTMLParser):
    """Notes every tag, and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.vues: set[str] = set()
        self.liens: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.vues.add(tag)
        self.liens += [str(v) for nom, v in attrs if nom in ("href", "src")]


def recu(modele: str, chaine: str) -> EmailMessage:
    """Post a message by its real verb, and return what a mail program reads of what would be sent."""
    faits = {**dict.fromkeys(FAITS, chaine), "lien": LIEN}
    with ecrire() as tx:
        courrier.poster(
            tx, modele, "camille@exemple.fr", faits, objet_type="pratique", objet_id=chaine, cle=chaine
        )
    with lire() as cur:
        lettre = Lettre(**(cur.ligne("select * from base.lettre where cle = $cle", cle=chaine) or {}))
    envoye = composer(lettre, "L’observatoire <observatoire@exemple.fr>").as_bytes(policy=SMTP)
    lu = message_from_bytes(envoye, policy=default)
    assert isinstance(lu, EmailMessage)
    return lu


@pytest.mark.parametrize("modele", MODELES)
def test_aucun_message_ne_porte_dautre_en_tete_ni_rien_qui_sexecute(store: Store, modele: str) -> None:
    for chaine in (c for c in CHAINES if "\x00" not in c):
        lu = recu(modele, chaine)
        assert sorted(nom.lower() for nom in lu) == EN_TETES, chaine
        assert lu.get_content_type() == "multipart/alternative"
        assert [a.addr_spec for a in lu["To"].addresses] == ["camille@exemple.fr"]
        texte, html = lu.iter_parts()
        assert (texte.get_content_type(), html.get_content_type()) == ("text/plain", "text/html"), chaine
        lecteur, balises = Lecteur(), Balises()
        for lit in (lecteur, balises):
            lit.feed(html.get_content())
        assert lecteur.fautes == []
        assert balises.vues <= BALISES, chaine
        assert set(balises.liens) <= {LIEN}, chaine


@pytest.mark.parametrize("chaine", CHAINES)
def test_une_adresse_hostile_ne_recoit_rien(store: Store, chaine: str) -> None:
    for adresse in (chaine, f"camille@exemple.fr{chaine}", f"{chaine}camille@exemple.fr"):
        if courrier.courriel_sain(adresse):
            assert not any(c.isspace() or c in '<>",;:()[]\\' for c in adresse)
            continue
        with ecrire() as tx:
            courrier.poster(
                tx, "recu", adresse, {"titre": "x"}, objet_type="pratique", objet_id="1", cle=adresse
            )
    with lire() as cur:
        assert cur.valeur("select count(*) from base.lettre") == 0


def test_une_lettre_illisible_narrete_pas_les_autres(store: Store) -> None:
    """One that an older version kept is refused; what is behind it goes."""
    boite, port = Boite(), port_libre()
    reglages = replace(settings(), smtp_url=f"smtp://127.0.0.1:{port}", mail_from="observatoire@exemple.fr")
    for cle in ("a", "b"):
        with ecrire() as tx:
            courrier.poster(
                tx, "recu", "camille@exemple.fr", {"titre": cle}, objet_type="", objet_id="", cle=cle
            )
    with ecrire() as tx:
        tx.executer("update base.lettre set destinataire = '=?utf-8?q?=0D=0A?=@exemple.fr' where cle = 'a'")
    with serveur_smtp(boite, port):
        bilan = courrier.distribuer(reglages)
    assert (bilan.envoyees, bilan.rejetees, bilan.panne) == (1, 1, "")
    assert boite.adresses == ["camille@exemple.fr"]


def test_une_adresse_qui_passe_seule_dans_un_en_tete(store: Store) -> None:
    """What the rule lets through, the message carries as one address."""
    passent = [a for c in CHAINES if courrier.courriel_sain(a := f"{c}@exemple.fr")]
    for adresse in passent:
        lettre = Lettre(
            cle="a", modele="recu", destinataire=adresse, objet="x", texte="x", html="x", objet_type="", objet_id="", etat="a_envoyer", essais=0,
            erreur=None, cree_a=datetime(2026, 1, 1), prochain_a=datetime(2026, 1, 1), bail_a=None, envoye_a=None,
        )  # fmt: skip
        lu = message_from_bytes(
            composer(lettre, "observatoire@exemple.fr").as_bytes(policy=SMTP), policy=default
        )
        assert sorted(nom.lower() for nom in lu) == EN_TETES, adresse
        assert len(lu["To"].addresses) == 1, adresse
