## Cotisations

dues-title = Cotisations
dues-payments = Paiements
dues-collected = Total encaissé

fee-set = Fixer la cotisation
fee-not-set = Non fixée
fee-title = Cotisation annuelle
fee-amount = Montant en dirhams
fee-amount-hint = Par exemple 200 ou 200,50. Modifiable tant qu’aucun paiement de cette année n’est enregistré.
fee-act = Enregistrer la cotisation
fee-done = La cotisation annuelle { $year } est fixée à { $amount }.

method-cash = Espèces
method-transfer = Virement
method-cheque = Chèque
method-card = Carte bancaire
method-mobile = Paiement mobile

payments-title = Paiements
payments-none = Aucun paiement pour le moment.
payments-empty = Aucun paiement cette année
payments-empty-text = Chaque paiement enregistré donne un reçu numéroté et passe son écriture en comptabilité.

payment-record = Enregistrer un paiement
payment-another = Enregistrer un autre paiement
payment-member = Membre
payment-member-number = Numéro du membre qui paie
payment-member-hint = Il figure dans la liste des membres ; depuis la fiche d’un membre, le paiement s’enregistre directement.
payment-year = Cotisation de l’année
payment-amount = Montant
payment-amount-dh = Montant en dirhams
payment-method = Mode de paiement
payment-reference = Numéro du chèque ou référence de l’opération
payment-reference-hint = Chèque : son numéro est nécessaire. Virement, carte, mobile : la référence de l’opération, s’il y en a une.
payment-cheque-number = Numéro du chèque
payment-operation = Référence de l’opération
payment-bank = Banque tirée
payment-drawer = Tireur du chèque
payment-drawer-hint = Si ce n’est pas le membre lui-même.
payments-csv = Télécharger les paiements (CSV)
payment-paid-on = Date du paiement
payment-no-fee = La cotisation annuelle n’est pas encore fixée.
payment-act = Enregistrer et émettre le reçu
payment-done = Paiement enregistré, reçu { $receipt } émis.
payment-recorded-by = Enregistré par
payment-recorded-at = Enregistré le

receipt = Reçu
receipt-title = Reçu { $receipt }
receipt-number = Numéro du reçu
receipt-pdf = Télécharger le reçu (PDF)
receipt-proofs = Justificatifs
receipt-entry = L’écriture au journal
receipt-check-link = Page de vérification du reçu (code QR)
receipt-check-title = Vérification d’un reçu
receipt-genuine = Ce reçu est authentique : cette association l’a émis sur Nassij.
receipt-compare = Comparez ces informations avec le reçu que vous avez en main.
receipt-unknown = Ce reçu nous est inconnu. Le code est peut-être incomplet, ou le reçu n’est pas authentique.

cancel-payment = Annuler ce paiement
cancel-title = Annuler un paiement
cancel-lead = Le premier reçu reste tel quel ; un contre-reçu du numéro suivant est émis et l’écriture contraire est passée dans les livres. On ne revient pas en arrière.
cancel-reason = Raison de l’annulation
cancel-reason-hint = Par exemple : saisi deux fois, ou montant rendu au membre. Elle figure sur le contre-reçu.
cancel-method = Comment le montant a été rendu
cancel-on = Date de l’annulation
cancel-act = Annuler et émettre le contre-reçu
cancel-done = Paiement annulé, contre-reçu { $receipt } émis.
payment-cancelled = Annulé
payment-cancelled-by = Annulé par
counter-receipt = Contre-reçu
counter-receipt-pdf = Télécharger le contre-reçu (PDF)
receipt-cancelled = Ce reçu a été annulé le { $date } : il ne prouve plus de paiement.
error-cheque-in-hand = Ce chèque est encore en main : c’est lui qu’on rend. Choisissez « Chèque ».
detail-bank = Banque
detail-drawer = Tireur
