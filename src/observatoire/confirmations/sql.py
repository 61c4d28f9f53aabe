"""The only SQL of partners' confirmations."""

PARTENAIRES = """
select rang, nom, cote, role, apporte, confirmation from base.partenariat where pratique_id = $pratique_id order by rang
"""
PUBLIQUE = "select id from public.pratique where id = $pratique_id"
TITRE = "select titre from public.pratique where id = $pratique_id"
CREATRICE = """
select c.id from base.contribution c join base.pratique p on p.id = c.pratique_id
where c.pratique_id = $pratique_id and c.statut = 'publiee' and p.origine = 'contribution'
order by c.decidee_a, c.id limit 1
"""
"""The contribution that a pratique came from; none when it came from the catalogue."""

PAR_EMPREINTE = """
select i.id, i.pratique_id, i.cle, i.nom, i.etat, i.expire_a, p.titre, p.resume
from base.invitation i join public.pratique p on p.id = i.pratique_id
where i.empreinte = $empreinte
"""
DERNIERES = """
select cle, max(expire_a) as expire_a from base.invitation
where pratique_id = $pratique_id and etat <> 'revoquee' group by cle
"""
CREER = """
insert into base.invitation (id, pratique_id, cle, nom, empreinte, etat, expire_a, cree_a, repondue_a)
values ($id, $pratique_id, $cle, $nom, $empreinte, 'envoyee', $expire_a, $a, null)
"""
REVOQUER = """
update base.invitation set etat = 'revoquee', repondue_a = $a
where pratique_id = $pratique_id and cle = $cle and etat = 'envoyee'
"""
REPONDRE = "update base.invitation set etat = $etat, repondue_a = $a where id = $id"

CHANGER_PLACE = """
update base.partenariat set confirmation = $confirmation where pratique_id = $pratique_id and rang = $rang
"""
CONFIRMER_PLACE = """
update base.partenariat set confirmation = 'confirmee', role = $role, apporte = $apporte::text[]
where pratique_id = $pratique_id and rang = $rang
"""
CHANGER_PRATIQUE = """
update base.pratique set mixite = $mixite, cotes = $cotes::text[], confirmee_le = $confirmee_le, maj_a = $a,
    version = version + 1
where id = $pratique_id
"""
CONFIRMEE_LE = "select confirmee_le from base.pratique where id = $pratique_id"

TEXTES_DE_PRATIQUE = "select titre, resume, recit, resultats, difficultes, acquis, a_refaire, condition_manquante, site from base.pratique where id = $id"
RECRIRE_PRATIQUE = """
update base.pratique set titre = $titre, resume = $resume, recit = $recit, resultats = $resultats,
    difficultes = $difficultes, acquis = $acquis, a_refaire = $a_refaire,
    condition_manquante = $condition_manquante, site = $site, empreinte_source = null
where id = $id
"""
"""Without a source hash, a later load of the catalogue leaves the row as it was rewritten."""
SOURCES = "select rang, titre, url, citation from base.source where pratique_id = $id"
RECRIRE_SOURCE = """
update base.source set titre = $titre, url = $url, citation = $citation where pratique_id = $id and rang = $rang
"""
PIECES = "select rang, legende, credit, description from base.piece where pratique_id = $id"
RECRIRE_PIECE = """
update base.piece set legende = $legende, credit = $credit, description = $description
where pratique_id = $id and rang = $rang
"""
INSPIRATIONS = "select rang, garde, change, abandonne from base.inspiration where pratique_id = $id"
RECRIRE_INSPIRATION = """
update base.inspiration set garde = $garde, change = $change, abandonne = $abandonne
where pratique_id = $id and rang = $rang
"""
