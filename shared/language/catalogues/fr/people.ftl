## Fonctions, droits et invitations

people-title = Fonctions et accès
people-lead = Qui a accès à l’espace de l’association, et à quel titre. Tout changement vaut aussitôt et figure dans le journal des opérations.
people-invite = Inviter quelqu’un
people-roles = Ce que permet chaque fonction
people-who = Personne
people-office = Fonction
people-since = Depuis
people-last-seen = Dernière activité
people-act = Action
people-you = (vous)
people-administrator = Attribue les fonctions
people-factor = Double authentification
people-no-factor = Sans double authentification
people-ended = Terminé
people-not-seen = Aucune session ouverte
people-change = Modifier

office-year = Exercice { $year } seulement
office-project = Un projet seulement
office-group = Un groupe seulement
office-until = jusqu’au
office-limit-year = Un seul exercice
office-limit-year-hint = Laissez vide pour tous les exercices. Nécessaire pour un commissaire aux comptes ; il ne verra rien d’un exercice avant sa première écriture.
office-limit-project = Un seul projet
office-limit-group = Un seul groupe
office-limit-group-hint = Quelle que soit la fonction, un siège limité à un groupe ne garde que : { $rights }. Les cotisations, les comptes, les exports et les dossiers lui restent fermés.
office-limit-no-group = Sans limite : toute l’association
office-last-day = Dernier jour
office-last-day-hint = Par exemple 31/12/2026. Laissez vide s’il n’y a pas de fin. Nécessaire pour un commissaire aux comptes, un an au plus.

person-change = Changer de fonction
person-change-hint = Les nouveaux droits valent dès la prochaine page que cette personne ouvre.
person-change-act = Enregistrer la fonction
person-change-done = La fonction de { $name } a changé.
person-end = Mettre fin à l’accès
person-end-text = Cette personne n’aura plus accès à l’espace de l’association. Ce qu’elle y a fait reste enregistré.
person-sure = Oui, je confirme
person-end-act = Mettre fin à cet accès
person-end-done = L’accès est terminé : il a cessé aussitôt.

departure-title = Renoncer à ma fonction
departure-lead = Votre fonction ici : { $role }. Si vous y renoncez, vous n’aurez plus accès à l’espace de cette association.
departure-act = Renoncer à ma fonction
departure-done = Vous avez renoncé à votre fonction.

invite-lead = Nous envoyons un lien à cette adresse. Seul un compte dont cette adresse est confirmée peut accepter.
invite-name = Nom complet
invite-email-hint = L’adresse avec laquelle la personne invitée se connecte ou se connectera.
invite-language = Langue du message
invite-act = Envoyer l’invitation
invite-done = L’invitation est partie à { $email }.

invitations-title = Invitations
invitations-empty = Aucune invitation pour le moment. Invitez les membres du bureau : chacun travaille avec son propre compte.
invitations-sent = Envoyée le
invitations-state = État
invitations-until = Valable jusqu’au
invitations-older = Invitations plus anciennes
invitations-renew = Renvoyer
invitations-renew-done = Un nouveau lien est parti. L’ancien ne vaut plus rien.
invitations-revoke = Retirer
invitations-revoke-done = L’invitation est retirée : son lien ne vaut plus rien.

invitation-state-waiting = En attente
invitation-state-accepted = Acceptée
invitation-state-declined = Refusée
invitation-state-revoked = Retirée
invitation-state-expired = Expirée

invitation-title = Invitation
invitation-by = De la part de
invitation-accept = Accepter l’invitation
invitation-decline = Refuser
invitation-accepted = Bienvenue dans { $name }.
invitation-declined = L’invitation est refusée.
invitation-waiting = Des invitations vous attendent
invitation-sign-in = Connectez-vous avec l’adresse qui a reçu cette invitation pour l’accepter.
invitation-register = Pas encore de compte ? Ouvrez-le avec cette même adresse : l’invitation vous attendra parmi vos associations.
invitation-not-yours = Cette invitation est destinée à une autre adresse que celle de votre compte.
invitation-signed-in-as = Vous êtes connecté sous le nom de { $name }. Déconnectez-vous et entrez avec le compte invité, ou demandez une invitation à votre adresse.
invitation-gone = Ce lien a déjà servi, a été retiré ou a expiré.
invitation-gone-next = Demandez une nouvelle invitation à l’association.

roles-title = Ce que permet chaque fonction
roles-lead = Ce tableau est celui que la plateforme applique. Vous pouvez y ajouter des rôles propres à votre association.
roles-own = Rôles propres à votre association
roles-own-empty = Aucun rôle propre pour le moment. Créez-en un lorsqu’aucune fonction du tableau ne convient.
roles-table = Fonctions et droits
roles-right = Droit
roles-may = autorisé
roles-make = Créer un rôle
roles-make-act = Créer le rôle
roles-made = Le rôle est créé.
roles-edit = Modifier le rôle
roles-save = Enregistrer le rôle
roles-saved = Le rôle est enregistré : il vaut aussitôt pour tous ceux qui l’ont.
roles-delete = Supprimer le rôle
roles-deleted = Le rôle est supprimé.
roles-name-ar = Nom du rôle en arabe
roles-name-fr = Nom du rôle en français
roles-boxes = Ce que ce rôle permet
roles-boxes-hint = Vous ne pouvez pas donner un droit que vous n’avez pas. Qui agit dans un domaine le voit aussi : le droit de voir s’ajoute de lui-même à tout autre droit du même domaine.
roles-implied = Droits ajoutés parce que d’autres les impliquent : { $rights }.
roles-of-every-seat = (tous les sièges)
roles-used = { PLURAL($count) ->
    [one] { $count } personne a ce rôle
   *[other] { $count } personnes ont ce rôle
}

permission-area-association = Association
permission-area-audit = Journal des opérations
permission-area-roles = Fonctions
permission-area-consents = Accès du pôle
permission-area-members = Membres
permission-area-dues = Cotisations
permission-area-books = Comptabilité
permission-area-assemblies = Assemblées
permission-area-tokens = Jetons d’API
permission-area-deliveries = Envois
permission-area-record = Fiche de l’association
permission-area-bank-accounts = Comptes bancaires
permission-area-standing = Suspension de l’espace
permission-area-privacy = Données personnelles
permission-area-webhooks = Notifications aux programmes

audit-office-changed = Changement de fonction
audit-seat-ended = Fin d’un accès
audit-seat-left = Renonciation à une fonction
audit-person-invited = Invitation à une fonction
audit-invitation-renewed = Invitation renvoyée
audit-invitation-revoked = Invitation retirée
audit-invitation-accepted = Invitation acceptée
audit-invitation-declined = Invitation refusée
audit-role-made = Rôle propre créé
audit-role-edited = Rôle propre modifié
audit-role-deleted = Rôle propre supprimé

mail-invitation-subject = Invitation de { $association } : { $role }
mail-invitation-text = Vous êtes invité à rejoindre l’espace de { $association } sur Nassij. Fonction proposée : { $role }.
mail-invitation-by = Invitation de { $name }.
mail-invitation-year = Ce siège est limité à l’année { $year }.
mail-invitation-group = Ce siège est limité à un groupe de l’association : il ne voit que ses membres.
mail-invitation-project = Ce siège est limité à un projet.
mail-invitation-until = Son dernier jour : { $day }.
mail-invitation-open = Pour voir l’invitation et l’accepter, ouvrez ce lien :
mail-invitation-expiry = Le lien est valable jusqu’au { $until } et ne sert qu’une fois.
mail-invitation-address = Connectez-vous, ou ouvrez un compte, avec cette adresse : { $email }.
mail-invitation-ignore = Si vous ne connaissez pas cette association, ne faites rien : ouvrir le lien ne change rien.
