## Fiches d’une même personne réunies ; retirer une personne

duplicates-title = Membres peut-être en double
duplicates-lead = Ces fiches partagent ce qu’une personne partage rarement avec d’autres. Réunissez-les, ou dites que ce sont deux personnes.
duplicates-none = Nous n’avons trouvé aucune personne inscrite deux fois.
duplicates-found = { PLURAL($count) ->
    [one] { $count } paire trouvée, la plus probable d’abord.
   *[other] { $count } paires trouvées, les plus probables d’abord.
}
duplicate-pair = Deux fiches
duplicate-one = Première fiche
duplicate-other = Seconde fiche
duplicate-same = Identiques :
duplicate-name_ar = nom en arabe
duplicate-name_fr = nom en français
duplicate-phone = téléphone
duplicate-email = adresse e-mail
duplicate-born_on = date de naissance
duplicate-distinct = Ce sont deux personnes
duplicate-told-apart = C’est noté : ce sont deux personnes.

merges-title = Réunies ces 30 derniers jours
merge-title = Réunir deux fiches
merge-compare = Comparer et réunir
merge-kept = Est gardée
merge-gone = Disparaît
merge-when = Quand, par qui
merge-swap = Garder plutôt l’autre
merge-what-follows = Étiquettes, groupes, notes et changements de situation suivent ; aucun téléphone, aucune adresse e-mail ne se perd. Cela peut être défait pendant trente jours. Là où les fiches diffèrent, choisissez :
merge-alike = Les deux fiches ne diffèrent en rien qui soit à choisir.
merge-empty = (vide)
merge-act = Réunir les deux fiches
merge-done = Il n’y a plus qu’une fiche.
merge-undo = Défaire
merge-undone = Il y a de nouveau deux fiches.

removal-title = Retirer une personne
removal-link = Retirer
removal-delete = Supprimer la fiche
removal-delete-text = Aucun reçu ni registre d’assemblée ne nomme cette personne : la fiche est supprimée pour de bon, avec ses notes, étiquettes et groupes. Le numéro n’est pas réutilisé.
removal-anonymise = Vider la fiche
removal-anonymise-text = Des cotisations, des reçus, des registres d’assemblée ou des mandats nomment cette personne, et la loi veut qu’ils soient gardés. Nom, coordonnées, notes, étiquettes et groupes sont retirés de la fiche pour de bon ; le numéro, les dates d’adhésion et de départ et les reçus restent.
removal-leaves-first = Des cotisations, des reçus, des registres d’assemblée ou des mandats nomment cette personne : la fiche pourra être vidée après son départ. Changez d’abord la situation.
removal-sure = En êtes-vous sûr ?
removal-sure-yes = Oui, cela ne peut être défait
removal-deleted = La fiche est supprimée.
removal-anonymised = La fiche est vidée.

audit-members-told-apart = Deux membres distingués
audit-members-merged = Deux fiches réunies
audit-merge-undone = Réunion de deux fiches défaite
audit-member-deleted = Fiche de membre supprimée
audit-member-anonymised = Fiche de membre vidée

detail-merged = Fiche disparue
detail-taken = Pris d’elle

error-merge-of-two-kinds = Une personne et une personne morale ne font pas une.
error-member-has-history = Des cotisations, des reçus, des registres d’assemblée ou des mandats nomment ce membre : gardez cette fiche. Deux fiches qui en ont toutes deux ne peuvent être réunies.
error-member-still-there = Cette personne est encore membre : changez d’abord la situation.
error-member-anonymised = Cette fiche a été vidée.
error-merge-already-undone = C’est déjà défait.
