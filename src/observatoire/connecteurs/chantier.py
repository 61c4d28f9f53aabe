"""Prepare what accepting proposals writes, so that each structure is written once however many outside names it has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from observatoire.connecteurs.model import ABSENTE, COLONNES, NOUVELLE, Entite, Externe, Proposition
from observatoire.connecteurs.rules import Annuaire, Partages, a_ecrire, partages, touchee
from observatoire.errors import Conflit
from observatoire.territoires.normalisation import normaliser

AUCUN = Partages(frozenset(), frozenset())


def identifiant(connecteur: str, cle: str) -> str:
    """Return the id of the structure that an outside one creates: the same one if it ever comes back."""
    return f"c-{sha256(f'{connecteur} {cle}'.encode()).hexdigest()[:16]}"


@dataclass
class Chantier:
    """What a lot changes: structures to create, to change, to withdraw; outside names to write, to forget."""

    connecteur: str
    annuaire: Annuaire
    retirees: Mapping[str, dict[str, Any]]
    """Structures withdrawn once, that would come back under the same id."""
    externes: Mapping[str, Externe]
    tenues: Collection[str]
    """Structures that a pratique names, or that have another outside name: never withdrawn."""
    communs: Partages = AUCUN
    creees: dict[str, dict[str, Any]] = field(default_factory=dict)
    changees: dict[str, dict[str, Any]] = field(default_factory=dict)
    retraits: set[str] = field(default_factory=set)
    noms: dict[str, dict[str, Any]] = field(default_factory=dict)
    oublies: list[str] = field(default_factory=list)
    avants: dict[str, dict[str, Any]] = field(default_factory=dict)

    def reunir(self, propositions: Collection[Proposition]) -> None:
        """Learn what the structures of the source have in common, accepted ones included."""
        connues = [Entite(e.cle, e.champs) for e in self.externes.values()]
        self.communs = partages([*connues, *(p.entite for p in propositions)])

    def accepter(self, p: Proposition) -> None:
        """Prepare one proposal. Raises Conflit when what it was compared with has changed."""
        if (p.genre == NOUVELLE) == (p.cle in self.externes):
            raise _a_actualiser(p)
        if p.genre == ABSENTE:
            self._retirer(p)
        elif p.genre == NOUVELLE:
            self._nommer(p, *self._ou(p))
        else:
            connue = self.externes[p.cle]
            structure = self.annuaire.par_id.get(connue.structure_id)
            if structure is None:
                raise _a_actualiser(p)
            self._nommer(p, structure, connue.ecrits, creee=connue.creee)

    def _ou(self, p: Proposition) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        trouvee, comment = self.annuaire.rapprocher(p.entite, self.communs)
        if p.structure_id is not None and trouvee != p.structure_id:
            raise _a_actualiser(p)
        # One of the same source with the same SIRET, created meanwhile, is joined; any other would be a surprise.
        siennes = {*self.creees, *(e.structure_id for e in self.externes.values())}
        if trouvee is None or (p.structure_id is None and (comment != "siret" or trouvee not in siennes)):
            return None, {}
        return self.annuaire.par_id[trouvee], {}

    def _nommer(
        self,
        p: Proposition,
        structure: dict[str, Any] | None,
        ecrits: Mapping[str, Any],
        *,
        creee: bool = False,
    ) -> None:
        """Write the columns that the source may, then the outside name."""
        nouvelle = structure is None
        if structure is None:
            structure = self._creer(p)
            a_faire = {c: v for c in COLONNES if (v := p.entite.champs[c])}
        else:
            a_faire = a_ecrire(structure, ecrits, p.entite.champs)
        avant = {c: structure[c] for c in a_faire}
        if not nouvelle and a_faire:
            structure |= a_faire | {"nom_norm": normaliser(a_faire.get("nom", structure["nom"]))}
            if structure["id"] not in self.creees:
                self.changees[structure["id"]] = structure
        ou = structure["id"]
        self.avants[p.id] = {
            "structure_id": ou, "propose": p.structure_id, "avant": {} if nouvelle else avant, "ecrits": a_faire,
            "creee": nouvelle,
        }  # fmt: skip
        self.noms[p.cle] = {"structure_id": ou, "ecrits": {**ecrits, **a_faire}, "creee": creee or nouvelle}

    def _creer(self, p: Proposition) -> dict[str, Any]:
        ou = identifiant(self.connecteur, p.cle)
        ligne = {c: p.entite.champs[c] for c in COLONNES} | {
            "id": ou,
            "nom_norm": normaliser(p.entite.champs["nom"]),
            "empreinte_source": None,
            "retiree_a": None,
        }
        (self.changees if ou in self.retirees else self.creees)[ou] = ligne
        self.annuaire.ajouter(ligne)
        return ligne

    def _retirer(self, p: Proposition) -> None:
        """Forget an outside name; withdraw the structure when nothing else holds it here."""
        connue = self.externes[p.cle]
        structure = self.annuaire.par_id.get(connue.structure_id)
        seule = connue.creee and structure is not None and connue.structure_id not in self.tenues
        retrait = seule and structure is not None and not touchee(structure, connue.ecrits)
        if retrait:
            self.retraits.add(connue.structure_id)
        self.oublies.append(p.cle)
        self.avants[p.id] = {
            "structure_id": connue.structure_id, "propose": p.structure_id, "avant": {}, "ecrits": {}, "creee": False,
            "retiree": retrait,
        }  # fmt: skip


def _a_actualiser(p: Proposition) -> Conflit:
    return Conflit(
        f"Ce que «\u00a0{p.nom}\u00a0» désigne ici a changé depuis\u00a0: actualisez cette source, puis recommencez."
    )
