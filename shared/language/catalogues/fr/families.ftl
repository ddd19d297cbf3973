## Familles, tuteurs des mineurs

families-title = Familles
families-text = Les membres d’un même foyer, avec la personne qui parle et paie pour tous.
families-empty = Pas encore de famille
families-empty-text = Ouvrez la fiche d’un membre et choisissez sa famille : c’est là qu’on la crée.
family-label = Nom de la famille
family-label-hint = Comme vous la reconnaissez : « Famille Bouazza, Hay Salam ».
family-of = Famille { $name }
family-search = Début du nom de la famille
family-not-found = Aucune famille de ce nom.
family-none = Aucune famille notée.
family-minor = Mineur
family-contact = Contact
family-contact-act = Désigner comme contact
family-contact-end = N’est plus le contact
family-leave = Retirer de la famille
family-left = Le membre ne fait plus partie de la famille.
family-join = Ajouter un membre
family-join-act = Ajouter à la famille
family-found = Membres trouvés
family-acts = Action
family-rename = Changer le nom
family-rename-act = Enregistrer le nom
family-saved = La famille est enregistrée.
family-choose = Choisir la famille
family-there = Une famille qui existe
family-add = Une nouvelle famille
family-add-act = Créer la famille

relatives-title = Famille et tuteurs
wards-title = Agit pour
guardians-title = Tuteurs
guardians-missing = Mineurs sans tuteur
guardians-waiting = { PLURAL($count) ->
    [one] { $count } membre mineur n’a pas de tuteur noté
   *[other] { $count } membres mineurs n’ont pas de tuteur noté
}
guardians-act = Tuteurs du mineur
guardians-text = Les convocations et les rappels destinés au mineur partent à l’adresse du premier tuteur qui en a une ; à défaut, à celle de la fiche.
guardians-none = Personne n’est noté pour agir au nom de ce mineur. Notez au moins un tuteur.
guardians-until = Mineur jusqu’au { $date } ; la tutelle prend fin d’elle-même ce jour-là.
guardians-ended = Majeur depuis le { $date } : la tutelle a pris fin, les messages partent à sa propre adresse.
guardians-birth-unknown = La date de naissance manque : on ne sait pas si ces tuteurs agissent encore.
guardian-cannot-act = Ne peut pas agir
guardian-edit = Modifier
guardian-remove = Retirer le tuteur
guardian-removed = Le tuteur est retiré.
guardian-saved = Le tuteur est enregistré.
guardian-save = Enregistrer le tuteur
guardian-kinship = Lien avec le mineur
guardian-kinship-choose = Choisissez
guardian-name-ar = Nom complet en arabe
guardian-name-fr = Nom complet en français
guardian-email-hint = Les messages destinés au mineur y arrivent.
guardian-a-member = Un tuteur qui est membre
guardian-no-member = Un tuteur qui n’est pas membre
guardian-other = Choisir quelqu’un d’autre
guardian-noted = Tuteur noté :

kinship-father = Père
kinship-mother = Mère
kinship-grandparent = Grand-parent
kinship-sibling = Frère ou sœur
kinship-relative = Autre parent
kinship-appointed = Tuteur testamentaire ou datif
kinship-kafil = Kafil
kinship-other = Autre

member-column-family = Famille
member-column-guardians = Tuteurs

audit-family-added = Famille créée
audit-family-renamed = Famille renommée
audit-family-joined = Membre ajouté à une famille
audit-family-left = Membre retiré d’une famille
audit-guardian-added = Tuteur noté
audit-guardian-changed = Tuteur modifié
audit-guardian-removed = Tuteur retiré

detail-family = Famille
detail-contact = Contact de la famille
detail-guardian = Tuteur
detail-kinship = Lien

error-member-in-family = Ce membre fait partie d’une autre famille : retirez-le d’abord de celle-ci.
error-family-of-persons = Seule une personne fait partie d’une famille.
error-family-full = Une famille compte { $max } membres au plus.
error-contact-under-age = Le contact d’une famille est majeur.
error-guardian-of-adult = Seul un mineur a un tuteur.
error-guardian-needs-birth = Notez d’abord la date de naissance sur la fiche : elle dit si ce membre est mineur.
error-too-many-guardians = Un mineur a { $max } tuteurs au plus : retirez-en un d’abord.
error-guardian-of-oneself = Personne n’est son propre tuteur.
error-guardian-already = Cette personne est déjà notée comme tuteur.
error-guardian-under-age = Cette personne est mineure : elle ne peut pas être tuteur.
error-guardian-in-a-circle = Ce membre a lui-même ce mineur pour tuteur : corrigez d’abord sa fiche.
error-guardian-dead = Cette personne est décédée.
error-guardian-has-record = Ce tuteur est membre : cela se note sur sa propre fiche.
error-unknown-guardian = Ce tuteur n’est plus noté ici.

## Ce que les familles paient en moins

fee-family = Familles
fee-family-hint = Les membres d’une même famille, du plus ancien numéro au plus récent. Laissez vide si chacun paie comme tout le monde.
fee-family-from = À partir de quel membre
fee-family-percent = Part due, en %
fee-family-most = Au plus par famille et par an, en dirhams
left-out-family = Le plafond de sa famille est atteint
run-spared = { PLURAL($count) ->
    [one] La famille épargne { $amount } à { $count } membre.
   *[other] Les familles épargnent { $amount } à { $count } membres.
}

detail-family_from = À partir du membre de la famille n°
detail-family_percent = Part due, en %
detail-family_most = Plafond par famille

error-family-from-out-of-range = Écrivez un nombre de 2 à 20.
error-family-percent-out-of-range = Écrivez un nombre de 0 à 99.
