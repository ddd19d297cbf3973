## Paiement échelonné

instalments-link = Convenir d’un paiement échelonné
instalments-title = Paiement échelonné
instalments-lead = Ce qui reste dû se partage en échéances. Chacune vieillit, se rappelle et se paie à sa date ; les livres ne changent pas.
instalments-open = Reste dû à répartir
instalments-none = Ce membre ne doit rien.
instalments-count = Nombre d’échéances
instalments-first = Première échéance
instalments-propose = Proposer des échéances égales
instalment-due-on = Date de l’échéance { $part }
instalment-amount = Montant de l’échéance { $part } en dirhams
instalments-act = Enregistrer l’échéancier
instalments-done = { PLURAL($count) ->
    [one] Échéancier enregistré : { $count } échéance.
   *[other] Échéancier enregistré : { $count } échéances.
}
instalments-there = Échéancier
instalments-made = Convenu le
instalments-ended = Échéancier arrêté
instalment-paid = Réglée
instalments-end-title = Arrêter l’échéancier
instalments-end-lead = Ce qui reste dû redevient exigible à sa date d’avant l’échéancier.
instalments-end-reason = Raison
instalments-end-act = Arrêter l’échéancier
instalments-end-done = Échéancier arrêté.
error-instalments-count = Un échéancier compte de 2 à { $max } échéances.
error-instalments-not-rising = Chaque échéance vient après la précédente.
error-instalments-too-long = La dernière échéance vient au plus tard dans trois ans.
error-instalments-sum = La somme des échéances doit faire exactement { $open }, ce qui reste dû.
error-instalments-agreed = Ce membre a déjà un échéancier en cours : arrêtez-le d’abord.
error-instalments-over = Cet échéancier est déjà arrêté ou réglé.
error-nothing-open = Ce membre ne doit rien.
audit-instalments-agreed = Échéancier convenu
audit-instalments-ended = Échéancier arrêté
detail-parts = Échéances
