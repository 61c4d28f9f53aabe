"""The only SQL of what bounds deposits."""

REGLAGE = "select valeur from base.reglage where nom = $nom"
REGLAGE_ENTIER = "select valeur, acteur, a from base.reglage where nom = $nom"
REGLER = "insert into base.reglage (nom, valeur, acteur, a) values ($nom, $valeur, $acteur, $a)"
DEREGLER = "delete from base.reglage where nom = $nom"

NOMBRE = "select count(*) from base.tentative where cle = $cle and a > $depuis"
NOTER = "insert into base.tentative (id, cle, a) values ($id, $cle, $a)"
PURGER = "delete from base.tentative where a <= $avant"

EN_FILE = "select count(*) from base.contribution where statut = 'a_relire'"
