"""The OpenAPI 3.1 description, made of the declarations: routes, parameters, columns."""

from functools import cache

from data_inclusion.schema.v1 import Structure

import observatoire
from observatoire.analyses.presence import PORTEES
from observatoire.api.formes import NOMBRE, TEXTE, Json, objet
from observatoire.api.parametres import (
    DES_DIAGNOSTICS,
    DES_PRATIQUES,
    DES_TERRITOIRES,
    DES_VALEURS,
    DES_VOIX,
    DES_ZONES,
    DU_FICHIER_DES_VOIX,
    Parametre,
    des_fichiers,
)
from observatoire.api.pratiques import EXTENSIONS
from observatoire.api.problemes import PROBLEMES, TYPE_MIME
from observatoire.api.schema_diagnostic import diagnostic_entier
from observatoire.publication import (
    DIAGNOSTICS,
    FORMATS,
    INDICATEURS,
    LICENCE,
    LICENCE_URL,
    LIMITES,
    PRATIQUES,
    RESSOURCES,
    TERRITOIRES,
    VALEURS,
    VOIX,
    ZONES,
    Format,
    json_schema,
)
from observatoire.settings import settings
from observatoire.vocabulaires import VOCABULAIRES


def description() -> Json:
    """Return the description, with this site's address."""
    return _description(settings().public_url)


@cache
def _description(base: str) -> Json:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "API de l’Observatoire des bonnes pratiques ES/TS",
            "version": observatoire.__version__,
            "summary": "Lire les pratiques publiées, les territoires et les vocabulaires. Sans clé, en lecture seule.",
            "description": LIMITES,
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "servers": [{"url": f"{base}/api/v1"}],
        "paths": _chemins(),
        "components": {"schemas": _schemas(), "responses": _problemes()},
    }


def _chemins() -> Json:
    fichiers = {f.media: {"schema": _schema_de(f)} for f in FORMATS.values()}
    pratiques = _reponse("Les pratiques, page par page, ou un fichier de toutes.", "PageDePratiques")
    pratiques["content"] |= fichiers
    return {
        "/": _lecture("accueil", "Présentation et adresses", _reponse("Présentation.", "Accueil"), echecs=(406,)),
        "/pratiques": _lecture(
            "listerPratiques", "Chercher des pratiques", pratiques, DES_PRATIQUES, echecs=(400, 406, 422)
        ),
        **{
            f"/pratiques.{extension}": _lecture(
                f"exporterPratiques{extension.capitalize()}",
                f"Télécharger des pratiques en {extension.upper()}",
                {"description": "Toutes les pratiques choisies.", "content": _contenu_de(extension), "headers": _ENTETES},
                des_fichiers(extension),
                echecs=(400, 422),
            )
            for extension in EXTENSIONS
        },
        "/pratiques/{id}": _lecture(
            "obtenirPratique", "Lire une pratique", _reponse("La pratique.", "Pratique"),
            dans_l_adresse={"id": TEXTE | {"minLength": 1}}, echecs=(404, 406),
        ),
        "/territoires": _lecture(
            "listerTerritoires", "Chercher des territoires", _reponse("Les territoires.", "PageDeTerritoires"),
            DES_TERRITOIRES, echecs=(400, 422),
        ),
        "/territoires/{id}": _lecture(
            "obtenirTerritoire", "Lire un territoire, ses indicateurs et le nombre de ses pratiques",
            _reponse("Le territoire.", "TerritoireDetaille"),
            dans_l_adresse={"id": TEXTE | {"minLength": 1}}, echecs=(404,),
        ),
        "/indicateurs": _lecture("listerIndicateurs", "Lister les indicateurs", _reponse("Les indicateurs.", "Indicateurs")),
        "/indicateurs/{code}": _lecture(
            "obtenirIndicateur", "Lire ce que mesure un indicateur", _reponse("L’indicateur.", "Indicateur"),
            dans_l_adresse={"code": TEXTE | {"minLength": 1}}, echecs=(404,),
        ),
        "/indicateurs/{code}/valeurs": _lecture(
            "listerValeurs", "Lire les valeurs d’un indicateur", _reponse("Les valeurs, page par page.", "PageDeValeurs"),
            DES_VALEURS, dans_l_adresse={"code": TEXTE | {"minLength": 1}}, echecs=(400, 404, 422),
        ),
        "/vocabulaires": _lecture(
            "listerVocabulaires", "Lister les vocabulaires", _reponse("Les vocabulaires.", "Vocabulaires")
        ),
        "/vocabulaires/{nom}": _lecture(
            "obtenirVocabulaire", "Lire un vocabulaire", _reponse("Le vocabulaire et ses valeurs.", "Vocabulaire"),
            dans_l_adresse={"nom": TEXTE | {"enum": list(VOCABULAIRES)}}, echecs=(404,),
        ),
        "/zones": _lecture(
            "lireZones", "Lire les zones blanches d’un territoire", _reponse("Les zones, par territoire puis par thème.", "Zones"),
            DES_ZONES, echecs=(400, 422),
        ),
        "/diagnostics": _lecture(
            "listerDiagnostics", "Lister les diagnostics partagés", _reponse("Les diagnostics publics, page par page.", "PageDeDiagnostics"),
            DES_DIAGNOSTICS, echecs=(400, 422),
        ),
        "/diagnostics/{id}": _lecture(
            "obtenirDiagnostic", "Lire un diagnostic partagé, ses chiffres, ses textes et ses signatures",
            _reponse("Le diagnostic.", "DiagnosticEntier"),
            dans_l_adresse={"id": TEXTE | {"minLength": 1}}, echecs=(404,),
        ),
        "/structures/data-inclusion.json": _lecture(
            "listerStructuresDataInclusion", "Lire les structures au schéma data·inclusion v1",
            {"description": "Toutes les structures, hors démonstration, chacune validée par le paquet du schéma.",
             "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/DataInclusionStructure"}}}}},
        ),
        "/voix": _lecture(
            "listerVoix", "Lister ce que disent les personnes concernées et les deux côtés",
            _reponse("Les voix publiées, page par page.", "PageDeVoix"), DES_VOIX, echecs=(400, 422),
        ),
        "/voix.csv": _lecture(
            "telechargerVoix", "Télécharger les voix publiées",
            {"description": "Le fichier, pour tableur.", "content": _contenu_de("csv")}, DU_FICHIER_DES_VOIX, echecs=(400, 422),
        ),
        "/schema/{nom}.json": _lecture(
            "obtenirSchema", "Lire le Table Schema d’une ressource",
            {"description": "Table Schema (frictionless).", "content": {"application/json": {"schema": {"type": "object"}}}},
            dans_l_adresse={"nom": TEXTE | {"enum": list(RESSOURCES)}}, echecs=(404,),
        ),
        "/openapi.json": _lecture(
            "obtenirDescription", "Lire cette description",
            {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}},
        ),
    }  # fmt: skip


def _contenu_de(extension: str) -> Json:
    choisi = next(f for f in FORMATS.values() if f.extension == extension)
    return {choisi.media: {"schema": _schema_de(choisi)}}


def _schema_de(choisi: Format) -> Json:
    if choisi.nom == "geojson":
        return {"$ref": "#/components/schemas/Collection"}
    return {"type": "string"} if choisi.media == "text/csv" else {"type": "string", "format": "binary"}


def _lecture(
    identifiant: str,
    resume: str,
    reponse: Json,
    parametres: tuple[Parametre, ...] = (),
    *,
    dans_l_adresse: Json | None = None,
    echecs: tuple[int, ...] = (),
) -> Json:
    adresse = [
        {"name": nom, "in": "path", "required": True, "schema": schema}
        for nom, schema in (dans_l_adresse or {}).items()
    ]
    codes = sorted({400, *echecs, 503})
    return {
        "get": {
            "operationId": identifiant,
            "summary": resume,
            "parameters": adresse + [_parametre(p) for p in parametres],
            "responses": {
                "200": reponse,
                "304": {"description": "Inchangé depuis l’ETag donné dans If-None-Match."},
                **{str(code): {"$ref": f"#/components/responses/Probleme{code}"} for code in codes},
            },
        }
    }


def _parametre(parametre: Parametre) -> Json:
    schema: Json = dict(parametre.schema)
    if parametre.repetable:
        schema = {"type": "array", "items": schema}
    dit = {"name": parametre.nom, "in": "query", "description": parametre.description, "schema": schema}
    return dit | ({"style": "form", "explode": True} if parametre.repetable else {})


_ENTETES = {
    "ETag": {"description": "Validateur à redonner dans If-None-Match.", "schema": TEXTE},
    "Link": {"description": "Licence de réutilisation.", "schema": TEXTE},
}


def _reponse(texte: str, schema: str) -> Json:
    contenu = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": texte, "content": contenu, "headers": _ENTETES}


def _problemes() -> Json:
    schema = {"$ref": "#/components/schemas/Probleme"}
    return {
        f"Probleme{code}": {"description": titre, "content": {TYPE_MIME: {"schema": schema}}}
        for code, (_, titre) in PROBLEMES.items()
    }


def _page(schema: str, **autres: Json) -> Json:
    adresse = {"type": ["string", "null"], "format": "uri"}
    return objet(
        {
            "donnees": {"type": "array", "items": {"$ref": f"#/components/schemas/{schema}"}},
            "pagination": objet(dict.fromkeys(("page", "par_page", "pages", "total"), NOMBRE)),
            "liens": objet(dict.fromkeys(("soi", "premiere", "precedente", "suivante", "derniere"), adresse)),
            **autres,
        }
    )


def _collection() -> Json:
    """Return the schema of the GeoJSON file (RFC 7946)."""
    coordonnees = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    point = objet({"type": {"const": "Point"}, "coordinates": coordonnees}) | {"type": ["object", "null"]}
    absentes = tuple(c.nom for c in PRATIQUES.colonnes if not c.fichiers)
    element = {
        "type": {"const": "Feature"},
        "id": TEXTE,
        "geometry": point,
        "properties": json_schema(PRATIQUES, sans=absentes),
    }
    return objet(
        {
            "type": {"const": "FeatureCollection"},
            "metadonnees": {"$ref": "#/components/schemas/Metadonnees"},
            "features": {"type": "array", "items": objet(element)},
        }
    )


def _territoire_detaille() -> Json:
    """Return the schema of a territory with its values, and its pratiques counted by reach."""
    schema = json_schema(TERRITOIRES)
    ajouts: Json = {
        "indicateurs": {"type": "array", "items": {"$ref": "#/components/schemas/Valeur"}},
        "pratiques": objet(dict.fromkeys(PORTEES, NOMBRE)),
    }
    return schema | {"properties": schema["properties"] | ajouts, "required": [*schema["required"], *ajouts]}


def _schemas() -> Json:
    vocabulaire = {
        "nom": TEXTE,
        "libelle": TEXTE,
        "description": TEXTE,
        "nombre": NOMBRE,
        "adresse": TEXTE,
    }
    categorie = objet({"code": TEXTE, "libelle": TEXTE}) | {"type": ["object", "null"]}
    valeur = objet(
        {
            **dict.fromkeys(("code", "libelle", "court", "description"), TEXTE),
            "categorie": categorie,
            "retire_le": {"type": ["string", "null"], "format": "date"},
        }
    )
    erreur = objet(
        {"parametre": TEXTE, "message": TEXTE, "acceptees": {"type": "array", "items": TEXTE}},
        facultatives=("acceptees",),
    )
    return {
        "Accueil": objet(
            {"titre": TEXTE, "version": TEXTE, "licence": objet({"nom": TEXTE, "adresse": TEXTE}),
             "limites": TEXTE, "adresses": {"type": "object", "additionalProperties": TEXTE}}
        ),
        "Pratique": json_schema(PRATIQUES),
        "PageDePratiques": _page("Pratique", metadonnees={"$ref": "#/components/schemas/Metadonnees"}),
        "Metadonnees": objet(
            {
                "titre": TEXTE,
                "licence": objet({"nom": TEXTE, "adresse": TEXTE, "precision": TEXTE}),
                "source": TEXTE,
                "extrait_le": {"type": "string", "format": "date"},
                "filtres": {"type": "array", "items": objet({"nom": TEXTE, "valeur": TEXTE})},
                "nombre": NOMBRE,
                "limites": TEXTE,
                "avis": TEXTE,
            },
            facultatives=("avis",),
        ),
        "Zone": json_schema(ZONES),
        "Zones": objet(
            {
                "donnees": {"type": "array", "items": {"$ref": "#/components/schemas/Zone"}},
                "metadonnees": objet(
                    {
                        "licence": objet({"nom": TEXTE, "adresse": TEXTE}),
                        "extrait_le": {"type": "string", "format": "date"},
                        "avec_demo": {"type": "boolean"},
                        "limites": TEXTE,
                    }
                ),
            }
        ),
        "Collection": _collection(),
        "Territoire": json_schema(TERRITOIRES),
        "PageDeTerritoires": _page("Territoire"),
        "TerritoireDetaille": _territoire_detaille(),
        "Indicateur": json_schema(INDICATEURS),
        "Indicateurs": objet({"donnees": {"type": "array", "items": {"$ref": "#/components/schemas/Indicateur"}}}),
        "Valeur": json_schema(VALEURS),
        "PageDeValeurs": _page("Valeur"),
        "Diagnostic": json_schema(DIAGNOSTICS),
        "PageDeDiagnostics": _page("Diagnostic"),
        "DiagnosticEntier": diagnostic_entier(),
        "Voix": json_schema(VOIX),
        **_data_inclusion(),
        "PageDeVoix": _page("Voix"),
        "Vocabulaires": objet({"donnees": {"type": "array", "items": objet(vocabulaire)}}),
        "Vocabulaire": objet(vocabulaire | {"valeurs": {"type": "array", "items": valeur}}),
        "Probleme": objet(
            {"type": TEXTE, "title": TEXTE, "status": {"type": "integer"}, "detail": TEXTE, "instance": TEXTE,
             "erreurs": {"type": "array", "items": erreur}},
            facultatives=("erreurs",),
        ),
    }  # fmt: skip


def _data_inclusion() -> Json:
    """Return the schema of a structure as its own package writes it, and what it refers to."""
    schema = Structure.model_json_schema(
        ref_template="#/components/schemas/DataInclusion{model}", mode="serialization"
    )
    definitions = {f"DataInclusion{nom}": valeur for nom, valeur in schema.pop("$defs", {}).items()}
    return {"DataInclusionStructure": schema, **definitions}
