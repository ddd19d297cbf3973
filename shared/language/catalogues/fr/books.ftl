## Comptabilité

books-account = Compte
books-debit = Débit
books-credit = Crédit
books-total = Total
books-export = Exporter (ledger)

shelf-money = L’argent au quotidien
shelf-projects = Projets, subventions, budgets
shelf-reports = Rapports
shelf-keeping = Exercices, clôture, comptes

balance-title = Balance générale
balance-debit = Solde débiteur
balance-credit = Solde créditeur
balance-balanced = La balance est équilibrée
balance-unbalanced = La balance n’est pas équilibrée : signalez-le-nous
balance-empty = Aucune écriture cette année
balance-empty-text = La première cotisation enregistrée passera son écriture ici.
balance-not-open = Les comptes de { $year } ne sont pas encore ouverts
balance-not-open-text = Les comptes d’une année s’ouvrent avec sa première écriture. Il n’y a encore rien à y lire.

journal-title = Journal
journal-of-account = Seules les écritures du compte { $account }.
journal-empty = Aucune écriture
journal-empty-text = Les écritures apparaîtront ici, numérotées sans trou, chacune menant à sa pièce.

entry-new = Passer une écriture
entry-lead = Le total des débits égale celui des crédits. Une écriture passée ne change plus.
entry-posted-on = Date de l’écriture
entry-posted-at = Enregistrée le
entry-label = Libellé
entry-line = Ligne { $line }
entry-line-account = Numéro de compte (ligne { $line })
entry-line-debit = Débit (ligne { $line })
entry-line-credit = Crédit (ligne { $line })
entry-lines = Lignes de l’écriture
entry-act = Passer l’écriture
entry-done = L’écriture numéro { $number } est passée.
entry-title = Écriture numéro { $number }
entry-number = Numéro
entry-receipt = Le reçu à l’origine de cette écriture
entry-hash = Empreinte
