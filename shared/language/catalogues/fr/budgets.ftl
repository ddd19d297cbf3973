## Budgets

budgets-title = Budgets
budgets-lead = Ce qui est prévu, ce qui se réalise et ce qui reste.
budget-title = Budget { $year }
budget-none = Aucun budget n’est voté pour cet exercice. Ce qui se réalise est montré malgré tout.
budget-vote = Saisir le budget voté
budget-vote-title = Budget voté { $year }
budget-from-before = Partir du réalisé de l’an dernier
budget-revise = Réviser
budget-revise-title = Révision du budget { $year }
budget-form-lead = Une ligne par compte (61312), poste (613) ou rubrique (61), au besoin par projet. Les lignes vides ne comptent pas. Chaque version est conservée.
budget-voted = Budget voté
budget-revision = Révision n° { $number }
budget-versions = Versions du budget
budget-voted-on = Date de l’assemblée
budget-revised-on = Date de la révision
budget-note = Remarque
budget-line-account = Compte, poste ou rubrique (ligne { $line })
budget-line-amount = Montant prévu (ligne { $line })
budget-line-project = Projet (ligne { $line })
budget-save = Enregistrer cette version
budget-saved = Le budget est enregistré.
budget-name = Intitulé
budget-planned = Prévu
budget-actual = Réalisé
budget-remaining = Reste
budget-percent = %
budget-planned-result = Résultat prévu
budget-actual-result = Résultat à ce jour
budget-unplanned = Non prévu
budget-over = Dépassé
budget-pdf = Budget (PDF)
budget-xlsx = Budget (tableur)

error-budget-account-class = Un budget prévoit des produits (7…) et des charges (6…), à partir de deux chiffres.
error-budget-line-overlaps = Une autre ligne prévoit déjà ce compte : gardez l’une des deux.
error-budget-too-many-lines = { $max } lignes au plus.
error-budget-without-lines = Prévoyez au moins un montant.
error-budget-changed = Quelqu’un d’autre vient d’enregistrer une version de ce budget. Rouvrez-le pour partir de la sienne.

audit-budget-voted = Budget voté enregistré
audit-budget-revised = Budget révisé

detail-budget_version = Version
detail-budget_lines = Lignes
detail-decided_on = Décidé le

table-budget = Versions des budgets
table-budget-line = Lignes des budgets
