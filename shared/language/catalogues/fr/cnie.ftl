## Numéro de la carte nationale (CNIE)

cnie-title = Numéros de CNIE
cnie-lead = Garder le numéro de la carte nationale d’un membre demande l’autorisation préalable de la CNDP (loi 09-08, art. 12) ; une association n’en est jamais dispensée.
cnie-on = En service
cnie-off = Les numéros de CNIE ne sont pas gardés.
cnie-off-text = Notez d’abord l’autorisation de la CNDP, avec son numéro et sa date, dans le dossier de l’association ; mettez ensuite ce champ en service.
cnie-switch-on = Mettre en service
cnie-switched-on = Les fiches peuvent maintenant porter un numéro de CNIE.
cnie-authorisation = Autorisation de la CNDP
cnie-kept = Numéros gardés
cnie-on-text = Chaque numéro est chiffré, masqué à l’écran et absent des listes et des fichiers. Chaque lecture est inscrite au journal.
cnie-switch-off = Mettre hors service et tout effacer
cnie-switch-off-text = { PLURAL($count) ->
    [one] { $count } numéro est effacé pour de bon.
   *[other] { $count } numéros sont effacés pour de bon.
}
cnie-switched-off = Les numéros de CNIE sont effacés et ne sont plus gardés.
cnie-number = Numéro de CNIE
cnie-open = Lire ou modifier
cnie-none = Aucun numéro
cnie-of-elsewhere = Un numéro venu d’une autre installation, illisible ici : saisissez-le de nouveau.
cnie-read = Lire le numéro en entier
cnie-read-hint = Cette lecture est inscrite au journal à votre nom.
cnie-hint = Une ou deux lettres, puis les chiffres, par exemple AB123456.
cnie-add = Ajouter le numéro
cnie-change = Remplacer le numéro
cnie-save = Enregistrer le numéro
cnie-saved = Le numéro est enregistré, chiffré.
cnie-erase = Effacer le numéro
cnie-erased = Le numéro est effacé.
settings-cnie-text = Les garder, avec l’autorisation de la CNDP, ou tout effacer.
permission-members-cnie = Garder et lire les numéros de CNIE

audit-member-cnie-switched-on = Numéros de CNIE mis en service
audit-member-cnie-switched-off = Numéros de CNIE mis hors service et effacés
audit-member-cnie-set = Numéro de CNIE enregistré
audit-member-cnie-erased = Numéro de CNIE effacé
audit-member-cnie-read = Numéro de CNIE lu en entier

error-cnie-wrong = Écrivez une ou deux lettres, puis sept chiffres au plus, par exemple AB123456.
error-cnie-off = Les numéros de CNIE ne sont pas gardés dans cette association.
error-cnie-without-authorisation = Aucune autorisation de la CNDP n’est notée dans le dossier de l’association. Notez-la d’abord : une déclaration ne suffit pas.
error-cnie-changed-meanwhile = Des numéros ont été ajoutés ou effacés entre-temps : regardez le nombre, puis recommencez.
error-cnie-of-elsewhere = Ce numéro vient d’une autre installation et n’est pas lisible ici. Saisissez-le de nouveau ou effacez-le.
error-merge-of-two-cnies = Ces deux fiches ont chacune un numéro de CNIE : ce sont deux personnes. Si l’un est faux, effacez-le d’abord.
