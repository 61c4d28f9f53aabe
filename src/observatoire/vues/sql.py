"""The only SQL of saved views."""

_COLONNES = "id, nom, question, partagee, maj_a"
DU_COMPTE = f"select {_COLONNES} from base.vue_enregistree where compte_id = $compte_id order by nom_norm"
UNE_DU_COMPTE = f"select {_COLONNES} from base.vue_enregistree where id = $id and compte_id = $compte_id"
PARTAGEE = f"select {_COLONNES} from base.vue_enregistree where id = $id and partagee"
NOMBRE = "select count(*) from base.vue_enregistree where compte_id = $compte_id"
MEME_NOM = """
select nom from base.vue_enregistree where compte_id = $compte_id and nom_norm = $nom_norm and id <> $sauf
"""
AJOUTER = """
insert into base.vue_enregistree (id, compte_id, nom, nom_norm, question, partagee, cree_a, maj_a)
values ($id, $compte_id, $nom, $nom_norm, $question, false, $a, $a)
"""
NOMMER = "update base.vue_enregistree set nom = $nom, nom_norm = $nom_norm, maj_a = $a where id = $id"
REMPLACER = "update base.vue_enregistree set question = $question, maj_a = $a where id = $id"
PARTAGER = "update base.vue_enregistree set partagee = $partagee, maj_a = $a where id = $id"
SUPPRIMER = "delete from base.vue_enregistree where id = $id"
