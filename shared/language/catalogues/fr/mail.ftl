## Courriels

mail-greeting = Bonjour { $name },
mail-greeting-nobody = Bonjour,
mail-platform = Nassij, la plateforme des associations
mail-automatic = Ce message est envoyé automatiquement par la plateforme Nassij.

mail-confirm-subject = Confirmez votre adresse électronique
mail-confirm-text = Vous avez ouvert un compte sur Nassij avec cette adresse. Pour la confirmer, ouvrez ce lien :
mail-confirm-expiry = Le lien est valable 24 heures et ne sert qu’une fois.
mail-confirm-ignore = Si ce n’était pas vous, ne faites rien : aucun compte ne sera ouvert.

mail-known-subject = Vous avez déjà un compte Nassij
mail-known-text = Quelqu’un, peut-être vous, a voulu ouvrir un compte Nassij avec cette adresse. Vous en avez déjà un ; connectez-vous ici :
mail-known-ignore = Si ce n’était pas vous, ne faites rien : votre compte n’a pas changé.

mail-convocation-subject = Convocation à l’assemblée générale ordinaire de { $association } le { $date }
mail-convocation-text = Nous avons l’honneur de vous convoquer à l’assemblée générale ordinaire de { $association } :
mail-convocation-when = Date : { $date } à { $time }
mail-convocation-where = Lieu : { $place }
mail-convocation-agenda = Ordre du jour :
mail-convocation-attached = Vous trouverez ci-joint la lettre de convocation (en arabe et en français) et une invitation pour votre agenda.
mail-convocation-from = Pour { $association }
mail-convocation-by = { $name }
mail-convocation-event = Assemblée générale ordinaire de { $association }
mail-convocation-title = Assemblée générale ordinaire
mail-convocation-signatory = Pour le bureau
mail-coordinator-subject = Invitation à coordonner { $hub } sur Nassij
mail-coordinator-text = Vous êtes invité à coordonner { $hub }, qui accompagne les associations de son territoire. Pour accepter, connectez-vous avec cette adresse et ouvrez ce lien :
mail-coordinator-expiry = Le lien est valable 7 jours et ne sert qu’une fois.
mail-coordinator-ignore = Si vous n’attendiez pas cette invitation, ne faites rien.
