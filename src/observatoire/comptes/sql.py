"""The only SQL of accounts, sessions and failed sign-ins."""

_COLONNES = "id, email, nom, role, actif, cree_a, maj_a"

COMPTES = f"select {_COLONNES} from base.compte order by nom, email"
COMPTE = f"select {_COLONNES} from base.compte where id = $id"
COMPTE_DE = f"select {_COLONNES} from base.compte where email = $email"
EMPREINTE = "select mot_de_passe from base.compte where id = $id"

CREER = """
insert into base.compte (id, email, nom, role, mot_de_passe, actif, cree_a, maj_a)
values ($id, $email, $nom, $role, $mot_de_passe, true, $a, $a)
"""
CHANGER_MOT_DE_PASSE = "update base.compte set mot_de_passe = $mot_de_passe, maj_a = $a where id = $id"
CHANGER_ROLE = "update base.compte set role = $role, maj_a = $a where id = $id"
CHANGER_ACTIF = "update base.compte set actif = $actif, maj_a = $a where id = $id"
AUTRES_ADMINISTRATEURS = """
select count(*) from base.compte where role = 'administrateur' and actif and id <> $id
"""

OUVRIR_SESSION = """
insert into base.session (empreinte, compte_id, cree_a, expire_a) values ($empreinte, $compte_id, $a, $expire_a)
"""
PERSONNE = """
select c.id, c.nom, c.role from base.session s join base.compte c on c.id = s.compte_id
where s.empreinte = $empreinte and s.expire_a > $a and c.actif
"""
FERMER_SESSION = "delete from base.session where empreinte = $empreinte"
FERMER_SESSIONS = "delete from base.session where compte_id = $compte_id"
PURGER_SESSIONS = "delete from base.session where expire_a <= $a"

TENTATIVES = "select a from base.tentative where cle = $cle and a > $depuis order by a desc"
NOTER_TENTATIVE = "insert into base.tentative (id, cle, a) values ($id, $cle, $a)"
OUBLIER_TENTATIVES = "delete from base.tentative where cle = $cle"
PURGER_TENTATIVES = "delete from base.tentative where a <= $avant"
