## Exercices, clôture, taille de la comptabilité

years-title = Exercices
years-lead = Chaque exercice porte le numéro de l’année où il finit. Plusieurs peuvent être ouverts en même temps ; ils se clôturent dans l’ordre.
years-period = Période
years-state = État
years-closed = Clôturé
years-to-close = À clôturer
years-running = En cours
years-open = Ouvrir un exercice
years-open-lead = L’année civile s’ouvre d’elle-même. Ouvrez un exercice ici si vos statuts fixent d’autres dates : douze mois à la suite du précédent, ou un premier exercice plus court.
years-starts-on = Premier jour
years-ends-on = Dernier jour
years-open-act = Ouvrir l’exercice
years-opened = L’exercice { $year } est ouvert.

closing-title = Clôture de l’exercice { $year }
closing-surplus = Excédent de l’exercice
closing-deficit = Insuffisance de l’exercice
closing-checks = Avant la clôture
closing-nothing-found = Rien ne s’oppose à la clôture
closing-finding-blocks = À régler
closing-finding-remark = À regarder
closing-look = Voir
closing-blocked = La clôture sera possible une fois ces points réglés.
closing-lead = Après la clôture, plus rien ne s’enregistre dans cet exercice. L’exercice suivant commence avec ce qu’il laisse, et le résultat attend la décision de l’assemblée. Faites d’abord relire les comptes.
closing-act = Clôturer l’exercice
closing-done = L’exercice { $year } est clôturé, le suivant commence avec ce qu’il laisse.
closing-closed-at = Clôturé le
closing-closed-by = Par
closing-hash = Empreinte de clôture
closing-hash-hint = Notez-la au procès-verbal de l’assemblée : si une seule écriture de l’exercice changeait, elle ne serait plus la même.
closing-opening-entry = L’écriture qui ouvre l’exercice suivant
closing-carry = Affecter le résultat
closing-carry-lead = Une fois que l’assemblée a décidé de reporter le résultat, inscrivez sa décision : l’écriture passe le résultat au report à nouveau.
closing-decided-on = Date de la décision de l’assemblée
closing-reference = Référence de la décision
closing-reference-hint = Par exemple : PV de l’AGO du 15/03/2027, 4e résolution.
closing-carry-act = Reporter le résultat
closing-carried = Résultat reporté
closing-carried-entry = L’écriture de report
closing-carried-done = Le résultat est reporté.
entry-closing = Cette écriture vient de la clôture d’un exercice

reopening-title = Rouvrir l’exercice
reopening-lead = Seuls le président et le trésorier ensemble rouvrent un exercice : l’un demande, l’autre confirme. Tout est noté au journal des opérations, et l’écriture d’ouverture suivante est annulée par son contraire.
reopening-not-last = Un exercice suivant est clôturé : celui-ci ne peut plus être rouvert.
reopening-reason-hint = Par exemple : facture de décembre oubliée.
reopening-ask-act = Demander la réouverture
reopening-asked = La demande est enregistrée ; l’autre responsable doit la confirmer.
reopening-asked-by = Demandée par
reopening-asked-at = Demandée le
reopening-waits = Attend la confirmation : { $role }
reopening-confirm-act = Confirmer et rouvrir
reopening-withdraw-act = Retirer la demande
reopening-done = L’exercice { $year } est rouvert. Pensez à le clôturer de nouveau.
reopening-withdrawn = La demande est retirée.

finding-year-not-over = L’exercice { $year } n’est pas fini.
finding-year-earlier-open = L’exercice { $year }, qui précède, est encore ouvert : clôturez-le d’abord.
finding-cash-negative = La caisse { $account } est en dessous de zéro de { $amount } DH le { $date } : une recette manque, ou une date est fausse.
finding-dues-differ = Les comptes des membres et la comptabilité diffèrent : { $owed } DH dus chez les membres, { $owed_in_books } DH en comptabilité ; { $advances } DH d’avances, { $advances_in_books } DH en comptabilité.
finding-memo-mixed = Une écriture mêle des comptes pour mémoire (classe 0) aux autres : annulez-la et passez-la séparément.
finding-grant-stale = Ce qui a été reporté de la subvention { $grant } n’est plus ce qui en reste : annulez le report et refaites-le.
finding-drafts-open = { PLURAL($count) ->
    [one] Un brouillon de cet exercice ou sans date : enregistrez-le ou supprimez-le.
   *[other] { $count } brouillons de cet exercice ou sans date : enregistrez-les ou supprimez-les.
}
finding-bank-unmatched = { PLURAL($count) ->
    [one] Une opération de la banque n’a pas d’écriture.
   *[other] { $count } opérations de la banque n’ont pas d’écriture.
}

book-size-title = Taille de la comptabilité
book-size-lead = Choisissez ce que l’association veut tenir. Les écritures sont les mêmes : en passant à une taille supérieure, rien n’est à ressaisir.
book-size-not-chosen = Pas encore choisie
book-size-choose = Ce que nous tenons
book-size-hint = On peut passer plus tard à une taille supérieure, mais pas revenir en arrière.
book-size-act = Choisir
book-size-done = Votre choix est enregistré.
book-size-simplified = Simplifiée
book-size-normal = Normale
book-size-super_simplified = Très simplifiée
book-size-about-super_simplified = Un seul livre des recettes et des dépenses, en mots simples. Les pages de comptabilité ne sont plus au menu, rien n’est perdu.
book-size-about-simplified = Le livre en mots simples, et en plus le journal, la balance et les comptes.
book-size-about-normal = Toute la comptabilité, avec les états du modèle normal.

audit-year-shortened = Fin de l’exercice avancée
audit-year-closed = Clôture de l’exercice
audit-year-result-carried = Résultat reporté
audit-year-reopening-asked = Réouverture de l’exercice demandée
audit-year-reopening-withdrawn = Demande de réouverture retirée
audit-year-reopened = Réouverture de l’exercice
audit-books-size-chosen = Taille de la comptabilité choisie
detail-ends_on = Fin
detail-hash = Empreinte
detail-asked_by = Demandé par
detail-size = Taille
permission-area-years = Exercices comptables
permission-years-close = Ouvrir et clôturer les exercices, reporter leur résultat
permission-years-reopen = Rouvrir un exercice clôturé, à deux
table-year-closing = Clôtures des exercices

error-year-not-over = L’exercice { $year } n’est pas fini : il se clôture après son dernier jour.
error-year-earlier-open = Clôturez d’abord l’exercice { $year }, qui précède.
error-closing-blocked = Des points restent à régler avant la clôture : { $count }.
error-year-already-closed = L’exercice { $year } est déjà clôturé.
error-year-not-closed = L’exercice { $year } n’est pas clôturé.
error-result-carried = Le résultat de cet exercice est déjà reporté.
error-result-nothing = Cet exercice n’a ni excédent ni insuffisance : il n’y a rien à reporter.
error-decided-too-early = L’assemblée décide du résultat après la fin de l’exercice.
error-decided-in-closed-year = L’exercice de cette date n’est pas ouvert.
error-reopening-office = Seuls le président et le trésorier rouvrent un exercice.
error-reopening-asked = La réouverture est déjà demandée : elle attend d’être confirmée.
error-reopening-not-last = Un exercice suivant est clôturé : l’exercice { $year } ne peut plus être rouvert.
error-reopening-not-asked = Personne n’a demandé de rouvrir cet exercice.
error-reopening-same-person = Vous avez demandé la réouverture vous-même : l’autre responsable doit la confirmer.
error-reopening-same-office = La demande vient déjà de cette fonction : l’autre (président ou trésorier) doit la confirmer.
error-year-ends-before = L’exercice finit avant de commencer.
error-year-not-month-end = L’exercice finit le dernier jour d’un mois.
error-year-too-long = Un exercice compte douze mois au plus.
error-year-not-twelve-months = Seul le premier exercice peut être plus court : celui-ci compte douze mois.
error-year-not-contiguous = L’exercice commence le lendemain de la fin du précédent, sans jour entre les deux.
error-year-overlaps = Ces dates touchent un exercice déjà ouvert. Le premier exercice peut seulement finir plus tôt, tant qu’aucune écriture ne vient après.
error-size-downwards = Une comptabilité plus grande ne se réduit pas : les écritures passées ne tiendraient plus dans le livre plus petit.

receipts-title = Recettes et dépenses
receipts-received = Reçu
receipts-spent = Dépensé
receipts-left = Il reste de l’année
receipts-category = Rubrique
