## Champs propres à l’association dans les fiches des membres

fields-title = Champs propres
fields-lead = Ce que votre association note de ses membres en plus : niveau scolaire, taille de maillot, permis de conduire…
fields-none = Aucun champ propre pour le moment.
fields-law = Avant de demander des données sensibles
fields-law-text = La loi 09-08 (art. 12) soumet à l’autorisation préalable de la CNDP les données sur la santé, la religion, les opinions politiques, l’appartenance syndicale ou l’origine ; une association n’en est dispensée que pour ses propres membres et dans le cadre de son objet, et jamais pour le numéro de la CNIE : ne faites pas de champ pour ce numéro. Ne demandez que le nécessaire : chaque champ est nommé dans le registre des traitements, que tous les membres peuvent lire.
fields-retired = Champs retirés
fields-retired-text = Ils ne sont plus demandés. Ce que les fiches en contiennent reste visible jusqu’à ce que vous supprimiez le champ.
field-add = Ajouter un champ
field-add-act = Ajouter le champ
field-added = Le champ est ajouté : il est désormais demandé dans les fiches.
field-edit = Modifier un champ
field-save = Enregistrer le champ
field-saved = Le champ est enregistré.
field-label = Champ
field-label-ar = Intitulé en arabe
field-label-fr = Intitulé en français
field-label-en = Intitulé en anglais
field-label-hint = Un seul des deux intitulés, arabe ou français, suffit.
field-value = Valeur
field-kind = Nature
field-kind-hint = Elle ne change plus dès qu’une fiche contient une valeur.
field-kind-text = Texte
field-kind-number = Nombre
field-kind-day = Date
field-kind-choice = Choix dans une liste
field-kind-yes_no = Oui ou non
field-options-ar = Choix en arabe
field-options-fr = Choix en français
field-options-hint = Pour un choix dans une liste : un par ligne.
field-options-fr-hint = La même ligne pour le même choix. Une seule langue suffit.
field-options-kept = Un choix que vous enlevez n’est plus proposé ; les fiches qui l’ont le gardent.
field-use = Usage
field-required = Obligatoire
field-required-yes = Il faut le remplir pour enregistrer une fiche
field-listed = Dans la liste
field-listed-yes = Une colonne de la liste des membres le montre
field-order = Ordre
field-raise = Monter
field-moved = L’ordre des champs a changé.
field-held-by = { PLURAL($count) ->
    [one] Rempli dans { $count } fiche
   *[other] Rempli dans { $count } fiches
}
field-retire = Ne plus demander
field-retire-hint = Ce qui est déjà rempli reste dans les fiches, marqué « retiré ».
field-retired = Retiré
field-retired-done = Le champ n’est plus demandé. Rien n’est effacé.
field-resume = Demander de nouveau
field-resumed-done = Le champ est de nouveau demandé.
field-remove = Supprimer le champ
field-remove-text = { PLURAL($count) ->
    [one] Le champ disparaît avec ce que { $count } fiche contient.
   *[other] Le champ disparaît avec ce que { $count } fiches contiennent.
}
field-removed-done = Le champ est supprimé, avec ses valeurs.
settings-fields-text = Ce que vous notez des membres en plus.
privacy-own-fields = Champs ajoutés par l’association : { $names }

audit-member-field-added = Champ propre ajouté
audit-member-field-changed = Champ propre modifié
audit-member-field-moved = Champ propre déplacé
audit-member-field-retired = Champ propre retiré
audit-member-field-resumed = Champ propre demandé de nouveau
audit-member-field-removed = Champ propre supprimé avec ses valeurs

detail-label_ar = Intitulé en arabe
detail-label_fr = Intitulé en français
detail-label_en = Intitulé en anglais
detail-field_kind = Nature
detail-options = Choix
detail-required = Obligatoire
detail-listed = Dans la liste
detail-fields = Champs propres

error-number-unreadable = Écrivez un nombre, par exemple 12 ou 12,5.
error-number-too-long = Nombre trop long : douze chiffres au plus, et quatre après la virgule.
error-field-gone = Ce champ n’est plus demandé : rechargez la page.
error-field-kind-used = Des fiches contiennent des valeurs de cette nature : elle ne change plus. Retirez ce champ et faites-en un autre.
error-field-in-use = Des fiches contiennent ce champ : retirez-le d’abord.
error-field-changed-meanwhile = Des fiches ont été remplies ou vidées entre-temps : regardez le nombre, puis recommencez.
error-too-many-fields = Trop de champs : { $max } au plus sont demandés. Retirez-en un d’abord.
error-too-many-retired-fields = Trop de champs, même retirés : { $max } au plus. Supprimez-en un que vous avez retiré.
error-options-too-few = Écrivez au moins deux choix, un par ligne.
error-options-uneven = Il faut autant de lignes dans les deux langues.
error-options-twice = Deux lignes disent la même chose.
error-option-too-long = Un choix est trop long : { $max } caractères au plus.
error-options-too-many = Trop de choix : { $max } au plus.
