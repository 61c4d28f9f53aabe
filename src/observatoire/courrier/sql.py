"""The only SQL of the outbox."""

UNE = "select * from base.lettre where cle = $cle"
POSTER = """
insert into base.lettre (cle, modele, destinataire, objet, texte, html, objet_type, objet_id, etat, essais, cree_a, prochain_a)
values ($cle, $modele, $destinataire, $objet, $texte, $html, $objet_type, $objet_id, 'a_envoyer', 0, $a, $a)
on conflict (cle) do nothing
"""
DUES = """
select * from base.lettre
where etat = 'a_envoyer' and prochain_a <= $a and (bail_a is null or bail_a <= $a)
order by prochain_a, cle limit $nombre
"""
PRENDRE = "update base.lettre set bail_a = $bail_a where cle = any($cles::text[])"
RENDRE = "update base.lettre set bail_a = null where cle = any($cles::text[]) and etat = 'a_envoyer' and bail_a = $bail_a"
ETAT = """
update base.lettre set etat = $etat, erreur = $erreur, envoye_a = $envoye_a, texte = '', html = '', bail_a = null where cle = $cle
"""
ECHOUER = "update base.lettre set etat = $etat, erreur = $erreur, bail_a = null where cle = $cle and bail_a = $bail_a"
"""The body stays: somebody may correct what failed and try again."""
REPORTER = """
update base.lettre set essais = $essais, prochain_a = $prochain_a, erreur = $erreur, bail_a = null
where cle = $cle and bail_a = $bail_a
"""
REMETTRE = """
update base.lettre set etat = 'a_envoyer', essais = 0, prochain_a = $a, erreur = null, bail_a = null where cle = $cle
"""
LISTER = "select * from base.lettre where etat = any($etats::text[]) order by cree_a desc, cle limit $nombre"
COMPTER = "select etat, count(*) as n from base.lettre group by etat"
OUBLIER = "delete from base.lettre where etat <> 'a_envoyer' and cree_a <= $avant"
