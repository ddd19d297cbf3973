## Dispenses annulées

waiver-undo = Annuler la dispense
waiver-undo-title = Annuler une dispense
waiver-undo-lead = La somme redevient due et l’écriture contraire est passée dans les livres ; une avance du membre la règle aussitôt. Une dispense ne s’annule qu’une fois.
waiver-undo-reason = Raison de l’annulation
waiver-undo-reason-hint = Par exemple : enregistrée pour un autre membre, ou décision du bureau du…
waiver-undo-act = Annuler la dispense
waiver-undo-done = Dispense annulée. Reste dû : { $amount }.
waiver-is-undone = Annulée
waiver-amount = Montant dispensé
waiver-on = Date de la dispense
error-waiver-undone = Cette dispense est déjà annulée.
audit-dues-waiver-undone = Dispense annulée
