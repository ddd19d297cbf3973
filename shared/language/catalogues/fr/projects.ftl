## Projets : à quoi servent les lignes des comptes

axis-none = —
axis-project = Projet
axis-grant = Subvention ou convention
axis-grant-hint = Si cette opération est financée par une subvention : elle figurera dans son compte d’emploi.
axis-code = Code court
axis-amount = Montant
axis-open = Ouvert
axis-closed = Clos
axis-edit = Modifier
axis-save = Enregistrer
axis-saved = Enregistré.
axis-income = Produits
axis-expense = Charges
axis-result = Résultat
axis-all-years = Tous les exercices

projects-title = Projets
projects-lead = Rattachez recettes et dépenses à un projet pour connaître son résultat.
projects-empty = Aucun projet
projects-empty-text = Ouvrez un projet, puis choisissez-le en enregistrant une opération ou en passant une écriture.
project-new = Ouvrir un projet
project-add-act = Ouvrir le projet
project-edit = Modifier le projet
project-name = Projet
project-name-ar = Nom en arabe
project-name-fr = Nom en français
project-code-hint = Par exemple ALPHA ou 2026-CARAVANE. Chaque projet a le sien.
project-dates = Dates
project-starts = Début
project-ends = Fin
project-responsible = Responsable
project-state = État
project-close = Clore : plus aucune ligne n’y est rattachée
project-no-lines = Aucun produit ni charge
project-no-lines-text = Rattachez une opération à ce projet : son résultat se calcule ici.

allocation-title = Rattacher à un projet
allocation-lead = L’écriture ne change pas : seul son rattachement change, et le journal des opérations le retient.
allocation-line = Pour quelles lignes ?
allocation-all-lines = Toutes les lignes
allocation-act = Enregistrer le rattachement
allocation-done = Le rattachement est enregistré.
journal-of-axis = Seules les écritures rattachées à ce projet ou à cette subvention.

error-project-closed = Le projet { $project } est clos : choisissez-en un autre, ou rouvrez-le.
error-grant-closed = La subvention { $grant } est close : choisissez-en une autre, ou rouvrez-la.
error-grant-of-other-project = Cette subvention finance un autre projet : choisissez ce projet, ou laissez le champ vide.
error-outside-eligible-period = Les dépenses de cette subvention sont admises du { $from } au { $until }.
error-too-many-projects = { $max } projets au plus.
error-ends-before-begin = La fin ne peut pas précéder le début.

audit-entry-allocated = Écriture rattachée à un projet
audit-project-added = Projet ouvert
audit-project-changed = Projet modifié

detail-project = Projet
detail-grant = Subvention
detail-entry_line = Ligne
detail-responsible = Responsable
detail-closed = Clos

table-project = Projets
table-line-allocation = Rattachements des lignes aux projets et subventions
