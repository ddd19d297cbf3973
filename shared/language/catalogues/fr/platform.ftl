## L’équipe de la plateforme : associations et limites

platform-title = Gestion de la plateforme
platform-lead = Les pôles et les limites des associations. Ce que contiennent les associations ne se voit pas ici.
platform-associations = Associations et limites
platform-associations-text = Trouver une association par son nom et fixer ce qu’elle peut utiliser.
platform-search = Nom de l’association
platform-none-found = Aucune association ne porte ces mots dans son nom.
platform-no-association = Aucune association
platform-no-association-text = Elles apparaîtront ici dès qu’une association aura été créée.
platform-plan = Formule
platform-plan-told = { $plan } : { $members } membres, { $storage } de fichiers, { $mails } courriels par jour
platform-limits-of = Limites de { $association }
platform-limits-lead = Ce qui est déjà utilisé reste, même au-dessus d’une nouvelle limite. Le bureau voit le changement et son motif dans son journal.
platform-storage = Stockage de fichiers, en mégaoctets
platform-figure-hint = Laissez vide pour la limite de la formule.
platform-reason-hint = Le bureau de l’association le lira.
platform-limits-act = Fixer les limites
platform-limits-done = Les limites sont enregistrées.

plan-standard = Standard
plan-large = Grande
limits-mails-today = Courriels aujourd’hui

size-bytes = { $number } o
size-kilobytes = { $number } Ko
size-megabytes = { $number } Mo
size-megabytes-and-tenths = { $number } Mo
duration-milliseconds = { $number } ms

error-limit-out-of-range = Écrivez un nombre entre 0 et 10 000 000.
