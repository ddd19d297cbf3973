## Payé par quelqu’un d’autre, ou pour plusieurs membres

payment-together-link = Payé par quelqu’un d’autre, ou pour plusieurs membres
payment-together-title = Paiement par un tiers ou pour plusieurs membres
payment-together-lead = Un parent pour ses enfants, un employeur pour ses salariés : un seul paiement, un seul reçu, et chaque membre est crédité de sa part.
payment-who-pays = Qui paie
payment-who-pays-hint = Un autre membre ou un tiers. Laissez vide si le membre paie lui-même.
payment-payer = Payé par
payment-payer-member = Numéro du membre qui paie
payment-payer-other = Ou nom du tiers qui paie
payment-payer-other-hint = Personne, société, administration, association.
payment-payer-identifier = Identifiant du payeur
payment-payer-identifier-hint = Par exemple l’ICE d’une société. Il figure sur le reçu.
payment-covered = Membres concernés
payment-covered-hint = Une ligne par membre ; les lignes laissées vides sont ignorées.
payment-covered-member = Numéro du membre, ligne { $line }
payment-covered-amount = Montant en dirhams, ligne { $line }
payment-covered-count = { PLURAL($count) ->
    [one] { $count } membre
   *[other] { $count } membres
}
payment-and-others = { PLURAL($count) ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
payment-more-lines = Ajouter des lignes
payment-sum = Total en dirhams
payment-sum-hint = Vide : la somme des lignes. Sinon, il doit lui être égal.
refund-member = Avance de quel membre
error-too-many-covered = Trop de membres : { $max } au plus par paiement.
error-member-twice = Ce membre est déjà sur une autre ligne.
error-amount-differs = Le total ne correspond pas à la somme des lignes, qui est de { $sum }. Corrigez l’un ou l’autre.
error-payer-twice = Indiquez soit le numéro d’un membre, soit le nom d’un tiers.
error-payer-missing = Indiquez le nom du tiers auquel cet identifiant appartient.
error-advance-of-whom = Ce paiement a laissé une avance à plusieurs membres : choisissez lequel.
detail-payer = Payé par
