## Mon compte et sa protection

account-title = Mon compte
account-lead = Votre nom, votre langue et la protection de votre compte. Un seul compte pour toutes vos associations.
account-you = Vous
account-language = Langue des pages et des courriels
account-save = Enregistrer
account-saved = C’est enregistré.
account-guard = Protection du compte
account-places = Mes associations et mes pôles
account-switch = Mes associations
account-history = Derniers événements du compte
account-history-what = Événement
account-history-when = Date
account-history-where = D’où
account-unknown-device = Appareil inconnu
account-change = Changer
account-back = Mon compte

account-act-signed-in = Connexion
account-act-password-changed = Mot de passe changé
account-act-password-reset = Mot de passe remplacé par un lien reçu par courriel
account-act-email-requested = Changement d’adresse demandé
account-act-email-changed = Adresse électronique changée
account-act-email-undone = Adresse précédente rétablie
account-act-second-factor-on = Vérification en deux étapes activée
account-act-second-factor-off = Vérification en deux étapes désactivée
account-act-recovery-code-used = Code de secours utilisé
account-act-recovery-codes-renewed = Nouveaux codes de secours
account-act-sessions-ended = Sessions fermées

password-title = Changer le mot de passe
password-lead = Un nouveau mot de passe ferme vos autres sessions, vos jetons d’API et les liens reçus par courriel. Cette session reste ouverte.
password-current = Mot de passe actuel
password-new = Nouveau mot de passe
password-act = Changer le mot de passe
password-done = Le mot de passe est changé. Les autres sessions sont fermées.
password-again = Votre mot de passe, pour être sûr que c’est bien vous

forgotten-link = Mot de passe oublié ?
forgotten-title = Nouveau mot de passe
forgotten-lead = Écrivez votre adresse électronique : nous y envoyons un lien pour choisir un nouveau mot de passe.
forgotten-act = Envoyer le lien
forgotten-sent-title = Consultez votre messagerie
forgotten-sent-text = Si cette adresse a un compte, nous y avons envoyé un lien. Il est valable une heure et ne sert qu’une fois.
forgotten-sent-spam = Rien reçu ? Regardez dans les indésirables, ou redemandez un lien dans dix minutes.
new-password-lead = Vous vous connecterez ensuite à nouveau. Toutes les sessions ouvertes sont fermées ; la vérification en deux étapes ne change pas.
new-password-act = Enregistrer le nouveau mot de passe
new-password-done = Le nouveau mot de passe est enregistré. Connectez-vous avec lui.
new-password-again = Demander un nouveau lien

email-title = Changer d’adresse électronique
email-lead = Nous envoyons un lien de confirmation à la nouvelle adresse. L’adresse actuelle reste valable jusque-là, et nous la prévenons du changement.
email-current = Adresse actuelle
email-new = Nouvelle adresse
email-act = Envoyer le lien de confirmation
email-asked = Un lien a été envoyé à { $email }. Ouvrez-le pour confirmer la nouvelle adresse.
email-waiting = { $email } attend d’être confirmée : ouvrez le lien qui y a été envoyé.
new-email-title = Confirmer la nouvelle adresse
new-email-lead = Après cela, vous vous connectez avec cette adresse.
new-email-act = Confirmer la nouvelle adresse
new-email-done = Votre adresse électronique est changée.
earlier-email-title = Rétablir l’adresse précédente
earlier-email-lead = Votre compte revient à cette adresse et toutes les sessions sont fermées. Choisissez ensuite un nouveau mot de passe.
earlier-email-act = Ce n’était pas moi : rétablir l’adresse
earlier-email-done = Votre adresse précédente est rétablie. Choisissez maintenant un nouveau mot de passe.

code-title = Vérification en deux étapes
code-lead = Ouvrez l’application d’authentification de votre téléphone et écrivez le code affiché pour Nassij.
code-label = Code à 6 chiffres
code-hint = Pas de téléphone ? Écrivez un de vos codes de secours.
code-act = Continuer
code-other = Se connecter avec un autre compte

second-factor-title = Vérification en deux étapes
second-factor-on = Activée depuis le { $date }
second-factor-off = Désactivée
second-factor-open = Régler
second-factor-why = Votre fonction demande la vérification en deux étapes : le mot de passe, puis un code de votre téléphone. Le mot de passe seul n’ouvre plus rien.
second-factor-lead = Après le mot de passe, un code affiché par votre téléphone est demandé. Il change toutes les 30 secondes.
second-factor-step-app = 1. Installez une application d’authentification (par exemple Aegis, FreeOTP ou Google Authenticator).
second-factor-step-scan = 2. Visez ce carré avec l’application.
second-factor-qr = Code QR pour l’application d’authentification
second-factor-by-hand = Ou écrivez cette clé dans l’application :
second-factor-step-code = 3. Écrivez le code que l’application affiche.
second-factor-act = Activer la vérification en deux étapes
second-factor-prove-lead = La vérification en deux étapes a été activée après l’ouverture de cette session. Écrivez le code de votre application pour retrouver tous vos droits.
second-factor-proved = C’est vérifié : vous avez tous vos droits.
second-factor-required-title = Encore une étape
second-factor-end-title = Désactiver la vérification en deux étapes
second-factor-end-lead = Pour changer de téléphone : désactivez-la, puis activez-la de nouveau. Tant qu’elle est désactivée, les droits de président, de trésorier ou de coordinateur ne servent pas.
second-factor-end-act = Désactiver
second-factor-ended = La vérification en deux étapes est désactivée.

recovery-title = Codes de secours
recovery-lead = Imprimez-les ou recopiez-les, loin de votre téléphone : chacun remplace le téléphone une fois. Ils ne seront plus affichés.
recovery-kept = Je les ai gardés
recovery-left = { PLURAL($count) ->
    [one] Il reste { $count } code de secours.
   *[other] Il reste { $count } codes de secours.
}
recovery-renew = Nouveaux codes de secours
recovery-renew-lead = Ils remplacent tous les précédents.
recovery-renew-act = Créer de nouveaux codes

sessions-title = Sessions ouvertes
sessions-lead = Les appareils où vous êtes connecté. Si vous n’en reconnaissez pas un, fermez sa session et changez de mot de passe.
sessions-device = Appareil
sessions-address = Adresse approximative
sessions-began = Connexion
sessions-used = Dernière utilisation
sessions-act = Action
sessions-current = Cet appareil
sessions-end = Fermer
sessions-end-others = Fermer toutes les autres sessions
sessions-ended = La session est fermée.
sessions-others-ended = Toutes les autres sessions sont fermées.
sessions-count = { PLURAL($count) ->
    [one] { $count } session ouverte
   *[other] { $count } sessions ouvertes
}

demo-title = Entrer dans la démonstration
demo-lead = Ce compte ne sert qu’à essayer. Le code change toutes les 30 secondes : rechargez la page.
demo-code = Code de vérification

mail-account-when = Date : { $at }
mail-account-when-where = Date : { $at }, depuis : { $device }
mail-password-reset-subject = Nouveau mot de passe Nassij
mail-password-reset-text = Quelqu’un, vous peut-être, a demandé un nouveau mot de passe pour votre compte. Pour le choisir, ouvrez ce lien :
mail-password-reset-expiry = Le lien est valable une heure et ne sert qu’une fois.
mail-password-reset-ignore = Si ce n’était pas vous, ne faites rien : votre mot de passe ne change pas.
mail-password-changed-subject = Votre mot de passe a changé
mail-password-changed-text = Le mot de passe de votre compte Nassij a changé et les autres sessions sont fermées. Si ce n’était pas vous, choisissez-en vite un autre ici :
mail-email-confirmation-subject = Confirmez votre nouvelle adresse
mail-email-confirmation-text = On a demandé à utiliser cette adresse pour un compte Nassij. Pour la confirmer, ouvrez ce lien :
mail-email-confirmation-ignore = Si vous n’avez rien demandé, ne faites rien : aucun compte ne changera.
mail-email-changed-subject = L’adresse de votre compte a changé
mail-email-changed-text = Votre compte Nassij utilise désormais une autre adresse et n’écrira plus à celle-ci. Si ce n’était pas vous, reprenez votre compte par ce lien :
mail-email-changed-expiry = Le lien est valable sept jours.
mail-second-factor-on-subject = Vérification en deux étapes activée
mail-second-factor-on-text = La vérification en deux étapes de votre compte Nassij a été activée. Si ce n’était pas vous, changez de mot de passe et prévenez le responsable de la plateforme :
mail-second-factor-off-subject = Vérification en deux étapes désactivée
mail-second-factor-off-text = La vérification en deux étapes de votre compte Nassij a été désactivée. Si ce n’était pas vous, changez vite de mot de passe :
mail-recovery-code-used-subject = Un code de secours a servi
mail-recovery-code-used-text = Un de vos codes de secours a servi à entrer dans votre compte Nassij. Si ce n’était pas vous, changez vite de mot de passe :
mail-new-device-subject = Connexion depuis un nouvel appareil
mail-new-device-text = Quelqu’un s’est connecté à votre compte Nassij depuis un appareil jamais utilisé. Si ce n’était pas vous, fermez cette session et changez de mot de passe :
account-email-waiting = à confirmer par le lien envoyé
