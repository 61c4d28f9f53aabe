"""Who asks: the session cookie, looked up in the store at each run of a page and at each request."""

from starlette.requests import HTTPConnection

from observatoire.comptes.model import ANONYME, Personne
from observatoire.comptes.sessions import trouver_personne
from observatoire.store import lire

NOM_COOKIE = "obs_session"


def personne_du_jeton(jeton: str) -> Personne:
    """Return whose session this token opens, a visiteur otherwise."""
    if not jeton:
        return ANONYME
    with lire() as cur:
        return trouver_personne(cur, jeton) or ANONYME


def jeton_de_la_page() -> str:
    """Return the token that the browser sent when it opened this Streamlit page, '' without one."""
    import streamlit as st

    jeton = st.context.cookies.get(NOM_COOKIE, "")
    return jeton if isinstance(jeton, str) else ""  # without a browser, Streamlit's own tests give a stand-in


def adresse_du_navigateur() -> str | None:
    """Return the network address that this Streamlit page is asked from; None on the machine itself, or without a browser."""
    import streamlit as st

    adresse = st.context.ip_address
    return adresse if isinstance(adresse, str) else None


def personne_courante() -> Personne:
    """Return who looks at this Streamlit page: one read of the store, none for a visiteur."""
    return personne_du_jeton(jeton_de_la_page())


def personne_de_la_requete(requete: HTTPConnection) -> Personne:
    """Return who made this request (light pages and API)."""
    return personne_du_jeton(requete.cookies.get(NOM_COOKIE, ""))
