## Relances

reminders-title = Relances
reminders-empty = Aucune relance écrite
reminders-empty-text = Chaque relance apparaît ici, une seule fois par somme due et par étape.
reminder-rules-link = Quand relancer ?
reminder-rules-lead = En jours. Case vide : pas de relance. Une seule relance par somme due et par étape.
reminder-rules-off = Les relances automatiques sont désactivées.
reminder-rules-act = Enregistrer les règles
reminder-rules-done = Règles de relance enregistrées.
reminder-days-before = Jours avant l’échéance
reminder-days-first = Première relance, jours après l’échéance
reminder-days-second = Deuxième relance, jours après l’échéance
reminder-days-third = Troisième relance, jours après l’échéance
reminder-stage = Étape
reminder-stage-before = Avant l’échéance
reminder-stage-first = Première relance
reminder-stage-second = Deuxième relance
reminder-stage-third = Troisième relance
reminder-stage-hand = Relance manuelle
reminder-how = Moyen
reminder-by-mail = Par e-mail
reminder-to-call = Sans e-mail : à appeler ou sur papier
reminder-by-hand = Relancer les retardataires
reminder-by-hand-lead = Chaque membre en retard et non relancé aujourd’hui reçoit un seul message avec tout ce qu’il doit.
reminder-mails-left = Messages encore possibles aujourd’hui
reminder-nobody = Personne à relancer
reminder-nobody-text = Aucun retard, ou tous ont été relancés aujourd’hui.
reminder-by-hand-act = { PLURAL($count) ->
    [one] Relancer { $count } membre
   *[other] Relancer { $count } membres
}
reminder-done = { PLURAL($count) ->
    [one] { $count } membre relancé.
   *[other] { $count } membres relancés.
}
mail-dues-before-subject = { $association } : cotisation bientôt due
mail-dues-before-text = { $association } vous rappelle que l’échéance de ce qui suit approche :
mail-dues-late-subject = { $association } : cotisation en attente
mail-dues-late-text = D’après les registres de { $association }, il reste à payer :
mail-dues-line = { $kind } { $year } : { $amount }, échéance le { $date }
mail-dues-total = Total : { $amount }
mail-dues-paid-meanwhile = Si vous avez payé entre-temps, ne tenez pas compte de ce message, et merci.
error-reminders-nobody = Personne à relancer.
error-reminders-changed = Le nombre de membres à relancer a changé depuis : { $members } maintenant. Vérifiez puis confirmez.
error-days-not-rising = Chaque relance doit venir après la précédente.
audit-dues-reminders-set = Règles de relance fixées
audit-dues-reminded = Relances écrites
detail-letters = Lettres
detail-by_mail = Par e-mail
detail-days_before = Jours avant l’échéance
detail-days_first = Jours avant la première relance
detail-days_second = Jours avant la deuxième relance
detail-days_third = Jours avant la troisième relance
error-reminder-days-out-of-range = Un nombre de jours de 1 à { $max }.
