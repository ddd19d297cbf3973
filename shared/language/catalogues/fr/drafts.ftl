## Brouillons d’écritures

drafts-title = Brouillons
drafts-lead = Ce qui est commencé et pas encore enregistré. Un brouillon ne change rien aux comptes.
drafts-empty = Aucun brouillon
drafts-empty-text = Une opération peut être gardée comme brouillon, même incomplète, et terminée plus tard.
drafts-waiting = { PLURAL($count) ->
    [one] { $count } brouillon attend d’être terminé
   *[other] { $count } brouillons attendent d’être terminés
}
draft-changed = Modifié par
draft-keep = Garder comme brouillon
draft-kept = Le brouillon est gardé.
draft-remove = Supprimer le brouillon
draft-remove-sure = Oui, supprimer ce brouillon et les fichiers joints
draft-removed = Le brouillon est supprimé.
draft-was-posted = Ce brouillon est déjà enregistré : c’est l’écriture { $number }.

audit-books-draft-removed = Brouillon d’écriture supprimé
error-draft-posted = Ce brouillon est déjà enregistré : c’est l’écriture { $number }.
error-draft-changed = Ce brouillon a été modifié entre-temps : rouvrez-le depuis la liste des brouillons, puis reprenez votre changement.
error-draft-too-large = Ce brouillon est trop long : répartissez-le en plusieurs écritures.
error-too-many-drafts = Il y a déjà { $max } brouillons : enregistrez-en ou supprimez-en d’abord.
error-draft-of-nothing = Un brouillon est une opération en mots simples ou une écriture par comptes, l’une des deux.
