"""The only SQL of shared diagnoses."""

UN = "select * from base.diagnostic where id = $id"
DU_TERRITOIRE = """
select * from base.diagnostic where territoire_id = $territoire_id and etat <> 'retire' order by cree_a limit 1
"""
"""One at a time for a territory: opening checks it, and all writes go one after the other."""
TEXTES = "select bloc, cote, texte, version from base.diagnostic_texte where diagnostic_id = $id"
PARTIES = "select compte_id, cote, au_nom_de from base.diagnostic_partie where diagnostic_id = $id order by cree_a, compte_id"
SIGNATURES = """
select cote, au_nom_de, empreinte, contenu, signe_a
from (
    select *, row_number() over (partition by cote order by signe_a desc, id) as rang
    from base.diagnostic_signature where diagnostic_id = $id
) s
where rang = 1
"""
INVITATION = """
select i.diagnostic_id, i.cote from base.diagnostic_invitation i join base.diagnostic d on d.id = i.diagnostic_id
where i.jeton = $jeton and i.expire_a > $a and d.etat <> 'retire'
"""

CREER = """
insert into base.diagnostic (id, territoire_id, etat, compte_id, cree_a, maj_a)
values ($id, $territoire_id, 'brouillon', $compte_id, $a, $a)
"""
REJOINDRE = """
insert into base.diagnostic_partie (diagnostic_id, compte_id, cote, au_nom_de, cree_a)
values ($id, $compte_id, $cote, $au_nom_de, $a)
"""
INVITER = """
insert into base.diagnostic_invitation (diagnostic_id, cote, jeton, expire_a) values ($id, $cote, $jeton, $expire_a)
on conflict (diagnostic_id, cote) do update set jeton = excluded.jeton, expire_a = excluded.expire_a
"""
ECRIRE = """
insert into base.diagnostic_texte (diagnostic_id, bloc, cote, texte, version, maj_a)
values ($id, $bloc, $cote, $texte, $version, $a)
on conflict (diagnostic_id, bloc, cote) do update
set texte = excluded.texte, version = excluded.version, maj_a = excluded.maj_a
"""
FIGER = "update base.diagnostic set etat = $etat, chiffres = $chiffres, chiffres_a = $a, maj_a = $a where id = $id"
PASSER = "update base.diagnostic set etat = $etat, maj_a = $a where id = $id"
SIGNER = """
insert into base.diagnostic_signature (id, diagnostic_id, cote, compte_id, au_nom_de, empreinte, contenu, signe_a)
values ($signature_id, $id, $cote, $compte_id, $au_nom_de, $empreinte, $contenu, $a)
"""
