## Qui sont les membres, en chiffres

statistics-title = Statistiques
statistics-empty = Personne n’appartient encore à l’association.
statistics-year = { $from } an
statistics-years = { $from } à { $to } ans
statistics-years-on = { $from } ans et plus
statistics-ages = Âges
statistics-age = Âge
statistics-women = Femmes
statistics-men = Hommes
statistics-unsaid = Non précisé
statistics-unknown = Inconnu
statistics-categories = Catégories
statistics-no-category = Sans catégorie
statistics-seniority = Ancienneté
statistics-since = Depuis
statistics-months = Adhésions et départs par mois
statistics-month = Mois
statistics-joined = Adhésions
statistics-left = Départs
