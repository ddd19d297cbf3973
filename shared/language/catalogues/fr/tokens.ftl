## Jetons d'API

tokens-title = Jetons d'API
tokens-lead = Un jeton permet à un programme de lire ou d'écrire dans votre association au nom de la personne qui l'a créé, dans la limite de ce que vous choisissez.
tokens-empty = Aucun jeton
tokens-empty-text = Créez un jeton par programme : chacun pourra être révoqué seul.
tokens-make = Créer un jeton
tokens-name = À quoi sert-il
tokens-name-hint = Par exemple : site de l'association.
tokens-days = Expire dans
tokens-permissions = Ce qu'il permet
tokens-permissions-hint = Choisissez le minimum. Un jeton ne dépasse jamais vos droits et diminue avec eux.
tokens-act = Créer le jeton
tokens-made = Voici votre jeton
tokens-made-once = Copiez-le maintenant : il ne sera plus jamais affiché. Qui le détient peut faire ce que vous avez choisi.
tokens-made-gone = Ce jeton a déjà été créé et ne peut plus être affiché. S'il est perdu, révoquez-le et créez-en un autre.
tokens-back = Vers la liste des jetons
tokens-list = Jetons
tokens-made-by = Créé par
tokens-expires = Expire le
tokens-used = Dernière utilisation
tokens-unused = Jamais utilisé
tokens-state = État
tokens-valid = Valable
tokens-expired = Expiré
tokens-revoked = Révoqué
tokens-revoke = Révoquer
tokens-revoke-done = Jeton révoqué : il ne vaut plus rien.
tokens-all-permissions = Tous les droits de son titulaire (créé par l'opérateur)

days-from-now = { PLURAL($days) ->
    [one] { $days } jour
   *[other] { $days } jours
}
