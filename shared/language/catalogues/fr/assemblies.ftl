## Assemblées et envois

assemblies-title = Assemblées générales
assemblies-empty = Aucune assemblée pour le moment
assemblies-empty-text = Programmez l’assemblée, fixez son ordre du jour, puis convoquez les électeurs.

assembly-plan = Programmer une assemblée
assembly-plan-title = Programmer une assemblée générale ordinaire
assembly-ordinary = Assemblée générale ordinaire
assembly-title = Assemblée générale ordinaire du { $date }
assembly-when = Date
assembly-day-and-time = { $day } à { $time }
assembly-place = Lieu
assembly-place-hint = La salle et l’adresse.
assembly-state = État
assembly-planned = Programmée
assembly-planned-done = L’assemblée est programmée. Vérifiez-la, puis convoquez les électeurs.
assembly-convened = Convoquée
assembly-date = Date de l’assemblée
assembly-notice-hint = { PLURAL($days) ->
    [one] Jour/mois/année. Délai de convocation : { $days } jour au moins.
   *[other] Jour/mois/année. Délai de convocation : { $days } jours au moins.
}
assembly-time = Heure
assembly-time-hint = Par exemple 18:30
assembly-agenda = Ordre du jour
assembly-agenda-hint = Un point par ligne.
assembly-usual-agenda =
    Rapport moral et son approbation
    Rapport financier et son approbation
    Quitus au bureau
    Renouvellement du bureau
    Questions diverses
assembly-electors-are = Électeurs
assembly-letter = Lettre de convocation (PDF)

convene-title = Avant de convoquer
convene-electors = Électeurs
convene-by-mail = Par courriel
convene-by-hand = Sans adresse électronique
convene-text = La convocation fige la liste des électeurs ; chacun de ceux qui ont une adresse reçoit un seul courriel, dans sa langue, avec la lettre. On ne peut pas revenir en arrière.
convene-nobody-paid = Personne n’est à jour de sa cotisation : il n’y a aucun électeur.
convene-change-rule = Changer la règle des électeurs
convene-act = { PLURAL($count) ->
    [one] Convoquer { $count } membre
   *[other] Convoquer { $count } membres
}
convene-done = { PLURAL($count) ->
    [one] { $count } membre convoqué.
   *[other] { $count } membres convoqués.
}

by-hand-title = À prévenir en main propre
by-hand-text = Électeurs sans adresse électronique. Imprimez la liste et recueillez les signatures.
by-hand-signature = Signature
by-hand-none = Personne
by-hand-none-text = Tous les électeurs ont une adresse électronique.

campaign-title = Envoi des convocations
campaign-open = Suivre l’envoi
campaign-running = Envoi en cours. Vous pouvez quitter la page.
campaign-finished = Envoi terminé
campaign-progress = { $done } sur { $all }
campaign-filter = Filtrer par état
campaign-all = Tous
campaign-nobody = Personne dans cet état.
campaign-recipients = Destinataires
campaign-state = État
campaign-changed = Dernier changement

delivery-queued = En attente
delivery-deferred = À réessayer
delivery-sent = Remis au serveur
delivery-bounced = Refusé
delivery-failed = Échec
delivery-no_address = Sans adresse

assembly-plan-act = Programmer l’assemblée

campaign-preparing = Les courriels se préparent. Ils apparaîtront ici dans un instant.
