## Catégories de membres, numéros de membre

categories-title = Catégories de membres
categories-lead = Ce que vos statuts permettent à chaque catégorie. Qui n’a pas de catégorie vote et peut être élu.
categories-none = Aucune catégorie pour le moment.
category-add = Définir une catégorie
category-add-act = Définir la catégorie
category-edit = Modifier une catégorie
category-edit-hint = Les membres de cette catégorie suivent son nouveau nom. Les convocations déjà envoyées ne changent pas.
category-save = Enregistrer la catégorie
category-saved = La catégorie est enregistrée.
category-remove = Supprimer la catégorie
category-removed = La catégorie est supprimée.
category-name = Catégorie
category-votes = Vote
category-stands = Éligible
category-may-vote = Ses membres votent aux assemblées
category-may-stand = Ses membres peuvent être élus
category-yes = Oui
category-no = Non
category-undefined = À définir
settings-categories-text = Qui vote, qui peut être élu.
numbering-title = Numéros de membre
numbering-next = Prochain numéro
numbering-pattern = Modèle
numbering-mark-number = Numéro
numbering-mark-zeros = Numéro à quatre chiffres
numbering-mark-year = Année d’adhésion
numbering-example = Exemple
numbering-way = Attribution
numbering-gapless = À la suite, sans trou
numbering-free = Au choix du bureau : on peut reprendre les numéros d’un ancien registre
numbering-save = Enregistrer
numbering-saved = Les numéros s’écrivent désormais ainsi.
settings-numbering-text = Comment ils s’écrivent et s’attribuent.
member-own-number = Numéro de membre
member-own-number-hint = Laissez vide pour le suivant : { $next }.

audit-member-category-added = Catégorie de membres définie
audit-member-category-changed = Catégorie de membres modifiée
audit-member-category-removed = Catégorie de membres supprimée
audit-member-numbering-set = Numéros de membre : règle changée

detail-name = Nom
detail-may_vote = Vote
detail-may_stand = Éligible
detail-pattern = Modèle
detail-free = Au choix

error-stand-without-vote = Qui peut être élu doit aussi voter.
error-category-in-use = Des membres sont dans cette catégorie : changez d’abord la leur.
error-too-many-categories = Trop de catégories : { $max } au plus.
error-pattern-wrong = Écrivez {"{n}"} une seule fois, sans chiffre ni {"{year}"} à côté.
error-number-not-free = Les numéros se suivent dans cette association : laissez ce champ vide.
error-number-taken = Ce numéro est déjà celui d’un membre.
