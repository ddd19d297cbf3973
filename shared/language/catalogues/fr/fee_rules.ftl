## Cotisations selon l’âge et le groupe

fee-ages = Selon l’âge
fee-ages-hint = L’âge est celui du premier jour de l’année de cotisation. De 0 à 17 par exemple ; « à » vide : sans limite. Un membre sans date de naissance paie comme les autres de sa catégorie.
fee-age-line = Tranche { $number }
fee-age-from = De (ans)
fee-age-to = À (ans)
fee-age-amount = Montant
fee-groups = Selon le groupe
fee-groups-hint = Vide : comme tous ; 0 : rien à payer.
fee-group = Membres de « { $group } »
fee-which-wins = Quel montant s’applique ? Le plus particulier : celui du groupe (de plusieurs groupes, le plus bas), sinon celui de l’âge, sinon celui de la catégorie, sinon le montant général.
fee-by = D’après
fee-by-general = Montant général
fee-by-category = Catégorie
fee-by-age = Âge : { $from } à { $to } ans
fee-by-age-on = Âge : { $from } ans et plus
fee-by-group = Groupe :
run-undated = { PLURAL($count) ->
    [one] { $count } membre n’a pas de date de naissance : aucun montant selon l’âge ne lui est appliqué.
   *[other] { $count } membres n’ont pas de date de naissance : aucun montant selon l’âge ne leur est appliqué.
}
error-fee-age-out-of-range = Un âge s’écrit en années, de 0 à 120.
error-fee-ages-overlap = Ces âges sont déjà dans une autre ligne : chaque âge n’a qu’un montant.
error-fee-ages-too-many = Au plus { $max } tranches d’âge.
detail-ages = Selon l’âge
detail-group_fees = Selon le groupe
