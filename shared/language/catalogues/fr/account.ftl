## Compte

landing-title = Nassij : toute la vie de votre association au même endroit
landing-lead = Membres, cotisations, comptabilité et assemblées, en arabe, en français et en anglais. Les données de chaque association n’appartiennent qu’à elle.
landing-register = Ouvrir un compte
landing-members = Membres et cotisations
landing-members-text = Importez la liste des membres depuis un fichier et enregistrez les cotisations. Chaque paiement a son reçu numéroté, en arabe et en français.
landing-books = Une comptabilité qui se tient toute seule
landing-books-text = Chaque cotisation passe son écriture au journal, et la balance est toujours équilibrée.
landing-assemblies = L’assemblée selon vos statuts
landing-assemblies-text = Fixez l’ordre du jour et convoquez les électeurs : un courriel à chacun dans sa langue, et la liste de ceux à prévenir en main propre.
landing-hubs = Un accompagnement sans intrusion
landing-hubs-text = Le pôle régional de compétences ne voit que des indicateurs convenus, et n’entre chez vous qu’avec votre accord et pour un temps.

account-email = Adresse électronique
account-password = Mot de passe
account-sign-in = Se connecter
account-sign-out = Se déconnecter
account-signed-out = Vous êtes déconnecté.
account-session-ended = Votre session a expiré. Connectez-vous pour revenir à la même page. Rien n’a été enregistré.

register-title = Ouvrir un compte
register-lead = Un seul compte pour toutes vos associations.
register-name = Votre nom complet
register-password-hint = 8 caractères au moins. Une courte phrase facile à retenir vaut mieux que des signes compliqués.
register-act = Ouvrir le compte
register-have-account = Vous avez déjà un compte ?
register-sent-title = Consultez votre messagerie
register-sent-text = Nous vous avons envoyé un lien pour confirmer votre adresse. Ouvrez-le pour terminer l’inscription.
register-sent-spam = Rien reçu ? Regardez dans les indésirables, ou recommencez avec la même adresse.
register-sent-outbox = Cette installation garde les courriels au lieu de les envoyer.

confirm-title = Confirmer l’adresse électronique
confirm-lead = Encore un geste et votre compte est ouvert.
confirm-act = Confirmer mon adresse
confirm-again = Demander un nouveau lien
confirm-done = Votre adresse est confirmée. Vous pouvez vous connecter.

sign-in-title = Connexion
sign-in-no-account = Pas encore de compte ?

outbox-title = Courriels gardés
outbox-open = Ouvrir la boîte
outbox-lead = Aucun serveur de messagerie n’est configuré : les courriels restent ici au lieu de partir.
outbox-empty = Aucun courriel pour le moment
outbox-empty-text = Les confirmations et les convocations apparaîtront ici.
outbox-to = À
outbox-attachments = Pièces jointes
