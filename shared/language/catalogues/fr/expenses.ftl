## Notes de frais

expenses-title = Notes de frais
expenses-lead = Ce que des personnes ont avancé pour l’association. Quelqu’un d’autre approuve, puis la somme est remboursée.
expenses-own = Mes notes de frais
expenses-own-lead = Ce que vous avez payé pour l’association et qui doit vous être remboursé.
expenses-empty = Aucune note de frais
expenses-empty-text = Qui a payé quelque chose pour l’association le demande ici, avec la facture ou le reçu.
expenses-waiting = { PLURAL($count) ->
    [one] { $count } note de frais attend votre décision
   *[other] { $count } notes de frais attendent votre décision
}
expense-new = Demander un remboursement
expense-new-lead = Une autre personne du bureau regardera votre demande.
expense-number = Demande numéro { $number }
expense-claimant = Demandé par
expense-what = Qu’avez-vous payé ?
expense-what-hint = Par exemple : taxi pour la réunion à la préfecture.
expense-for = Objet
expense-spent-on = Payé le
expense-amount = Montant en DH
expense-occasion = Nature de la dépense
expense-file = Photo ou PDF de la facture ou du reçu
expense-without-voucher = Pas de pièce ? Dites pourquoi
expense-no-voucher = Sans pièce
expense-act = Envoyer la demande
expense-sent = La demande est envoyée.
expense-state = Situation
expense-state-submitted = À décider
expense-state-approved = Approuvée, à rembourser
expense-state-refused = Refusée
expense-state-paid = Remboursée
expense-state-taken_back = Écriture annulée
expense-submitted-at = Demandé le
expense-decided-by = Décidé par
expense-refused-because = Motif du refus
expense-entry = L’écriture de la dette
expense-payment-entry = L’écriture du remboursement
expense-own-waits = C’est votre demande : une autre personne en décide.
expense-approve = Approuver
expense-approve-on = Date de l’écriture
expense-approve-lead = La dépense est enregistrée et la somme est due à la personne.
expense-approved = La demande est approuvée.
expense-refuse = Refuser
expense-reason = Pourquoi refuser ?
expense-reason-hint = La personne qui demande lit ce motif.
expense-refused = La demande est refusée.
expense-pay = Rembourser
expense-place = D’où vient l’argent ?
expense-paid-on = Remboursé le
expense-paid = La somme est remboursée.
expense-entry-open = Ouvrir l’écriture

permission-area-expenses = Notes de frais
permission-expenses-submit = Demander le remboursement de ses frais
permission-expenses-decide = Approuver ou refuser les frais des autres

audit-books-expense-submitted = Note de frais présentée
audit-books-expense-approved = Note de frais approuvée
audit-books-expense-refused = Note de frais refusée
audit-books-expense-paid = Note de frais remboursée
error-expense-needs-voucher = Joignez la facture ou le reçu, ou dites plus bas pourquoi il n’y en a pas.
error-expense-own = Personne ne décide de sa propre demande : une autre personne du bureau doit la regarder.
error-expense-decided = Cette demande est déjà décidée : rechargez la page pour voir la décision.
error-expense-not-approved = Cette demande n’est pas approuvée : elle ne peut pas être remboursée.
error-expense-paid = Cette demande est déjà remboursée.
error-expense-paid-first = Ces frais ont été remboursés : annulez d’abord l’écriture du paiement.
