## Listes de membres : filtres, fichiers, actes sur tous ceux qui y sont

members-more-filters = Plus de filtres et colonnes
members-age-from = Âge minimal
members-age-to = Âge maximal
members-joined-from = Adhésion à partir du
members-joined-to = Adhésion jusqu’au
members-columns = Colonnes
members-columns-hint = Sans choix : numéro, téléphone, e-mail et cotisation.
member-has-with = Renseigné
member-has-without = Manquant
member-card = Fiche pour le carnet d’adresses

member-column-number = Numéro
member-column-given_ar = Prénom en arabe
member-column-family_ar = Nom en arabe
member-column-given_fr = Prénom en français
member-column-family_fr = Nom en français
member-column-kind = Nature du membre
member-column-status = Situation
member-column-category = Catégorie
member-column-sex = Sexe
member-column-born_on = Date de naissance
member-column-age = Âge
member-column-joined_on = Date d’adhésion
member-column-dues = Cotisation de l’année
member-column-phone = Téléphone
member-column-other_phones = Autres téléphones
member-column-email = Adresse e-mail
member-column-other_emails = Autres adresses e-mail
member-column-address = Adresse
member-column-commune = Commune
member-column-profession = Profession
member-column-nationality = Nationalité

export-xlsx = Fichier Excel
export-csv = Fichier CSV
export-cards = Carnet d’adresses (vCard)

filters-title = Filtres enregistrés
filters-manage = Gérer
filters-none = Aucun filtre enregistré : restreignez la liste des membres, puis enregistrez le filtre.
filter-keep = Enregistrer ce filtre
filter-keep-act = Enregistrer le filtre
filter-kept = Le filtre est enregistré.
filter-name = Nom du filtre
filter-name-hint = Par exemple : impayés sans téléphone
filter-shared = Visible par
filter-shared-yes = Tous ceux qui voient les membres, pas seulement vous
filter-for-all = Tous ceux qui voient les membres
filter-for-you = Vous seul
filter-forget = Oublier
filter-forgotten = Le filtre est oublié.

acts-title = Agir sur toute cette liste
acts-lead = L’acte porte sur tous les membres de la liste telle qu’elle est restreinte. Vous voyez d’abord qui il modifie.
acts-check = Voir qui il modifie
acts-checked = Vérifier avant de faire
acts-found = Membres dans la liste
acts-changed = Seront modifiés
acts-left-out = Laissés de côté : { $reason }
acts-sample = Les premiers d’entre eux
acts-nobody = Personne ne serait modifié.
acts-confirm = { PLURAL($count) ->
    [one] Modifier { $count } membre
   *[other] Modifier { $count } membres
}
acts-done = { PLURAL($count) ->
    [one] { $count } membre modifié.
   *[other] { $count } membres modifiés.
}
act-category = Fixer la catégorie
act-tag = Ajouter une étiquette
act-untag = Retirer une étiquette
act-group = Ajouter à un groupe
act-ungroup = Retirer d’un groupe
act-status = Changer la situation
act-category-hint = Laissée vide, ils n’en ont plus.
act-no-category = aucune
act-left-in-office = siègent au bureau : à changer un par un
act-left-already = c’est déjà le cas
act-left-without = ne l’ont pas
act-left-tags-too-many = ont vingt étiquettes
act-left-status-unchanged = c’est déjà le cas
act-left-choice-unknown = pas pour une personne morale
act-left-date-before-birth = nés après cette date
act-left-date-before-joining = adhésion après cette date

permission-members-export = Emporter des listes de membres en fichiers

audit-member-filter-saved = Filtre de membres enregistré
audit-member-filter-removed = Filtre de membres oublié
audit-members-category-set = Catégorie de plusieurs membres fixée
audit-members-tagged = Étiquette donnée à plusieurs membres
audit-members-untagged = Étiquette retirée à plusieurs membres
audit-members-grouped = Plusieurs membres ajoutés à un groupe
audit-members-ungrouped = Plusieurs membres retirés d’un groupe
audit-members-status-set = Situation de plusieurs membres changée

detail-changed = Modifiés
detail-group = Groupe

error-age-unreadable = Écrivez l’âge en années entières, par exemple 18.
error-range-reversed = La fin précède le début.
error-too-many-filters = Trop de filtres enregistrés : { $max } au plus.
error-filter-empty = Restreignez d’abord la liste.
error-category-too-long = Une catégorie a 60 caractères au plus.
error-one-tag = Écrivez une seule étiquette.
error-unknown-group = Choisissez un groupe de cette association.
error-too-many-members = Trop de membres à la fois : { $max } au plus. Restreignez la liste.
error-list-changed-meanwhile = La liste ou ses membres ont changé entre-temps. Regardez les nouveaux chiffres et confirmez encore une fois.
error-act-changes-nobody = Personne ne serait modifié.
print-labels = Étiquettes (PDF)
print-cards = Cartes de membre (PDF)
error-too-many-labels = Trop à la fois : { $max } au plus. Restreignez la liste.
error-labels-for-nobody = Personne à imprimer : une étiquette demande une adresse.
