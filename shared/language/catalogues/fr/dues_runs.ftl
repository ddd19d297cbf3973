## Appel des cotisations auprès d’un très grand nombre

run-begun = { PLURAL($count) ->
    [one] L’appel est lancé pour { $count } membre.
   *[other] L’appel est lancé pour { $count } membres.
}
run-progress = { $done } membres appelés sur { $all }
run-leave = Vous pouvez quitter cette page : l’appel continue, et il reste visible ici. Chaque membre n’est appelé qu’une fois.
run-state-running = Appel en cours
run-state-done = Appel terminé
run-state-failed = Appel interrompu
run-under-way = Un appel de cette année est en cours : un autre se lance quand il est terminé.
run-under-way-link = Voir où il en est
run-failed = L’appel s’est interrompu. Les membres déjà appelés le restent, et les livres en tiennent compte ; les autres s’appellent par un nouvel appel, sans que personne ne soit appelé deux fois.
run-again = Appeler les autres
run-charged-members = Membres appelés à ce jour
run-charged = Montant appelé à ce jour
error-run-under-way = Un appel des cotisations de cette année est en cours : attendez qu’il soit terminé.
audit-dues-call-begun = Appel des cotisations lancé
