## Membres et importation

members-title = Membres
members-add = Ajouter un membre
members-add-act = Ajouter le membre
members-added = Le membre numéro { $number } est ajouté.
members-dues = Cotisation
members-all = Tous
members-paid = À jour
members-unpaid = Pas à jour
members-empty = Le registre des membres est vide
members-empty-text = Importez votre liste depuis un fichier, ou ajoutez les membres un à un.

member-name = Nom
member-number = Numéro de membre
member-phone = Téléphone
member-phone-hint = Par exemple 0612345678
member-email = Adresse électronique
member-email-hint = Pour envoyer les convocations.
member-address = Adresse
member-category = Catégorie
member-sex = Sexe

sex-female = Femme
sex-male = Homme

member-born-on = Date de naissance
member-joined-on = Date d’adhésion
member-language = Langue des courriers
member-language-default = Celle de l’association
member-language-hint = La langue dans laquelle arrivent les convocations.
member-given-ar = Prénom en arabe
member-family-ar = Nom de famille en arabe
member-given-fr = Prénom en français
member-family-fr = Nom de famille en français
member-one-name = Le nom dans l’une des deux langues suffit.
member-record = Fiche du membre
member-state = Situation
member-dues-of = Cotisation { $year }
member-paid = Payée
member-unpaid = Impayée

import-title = Importer des membres
import-lead = Choisissez le fichier de votre liste. Nous le lisons et vous montrons ce qui sera ajouté, avant tout enregistrement.
import-file = Fichier
import-file-hint = Un tableau CSV, XLSX (Excel) ou ODS, une ligne par membre et une première ligne pour les noms des colonnes. { $megabytes } Mo au plus.
import-check-act = Vérifier le fichier
import-nothing-yet = Rien n’est encore enregistré.
import-check-title = Ce que ce fichier ajouterait
import-report-title = Compte rendu de l’importation
import-other-file = Un autre fichier
import-rows = Lignes du fichier
import-create = À ajouter
import-skip = Déjà présents ou en double
import-created = Ajoutés
import-errors = Lignes en erreur
import-nothing-to-add = Ce fichier n’ajoute aucun membre.
import-without-email = { PLURAL($count) ->
    [one] { $count } d’entre eux n’a pas d’adresse électronique : il sera prévenu en main propre.
   *[other] { $count } d’entre eux n’ont pas d’adresse électronique : ils seront prévenus en main propre.
}
import-confirm-act = { PLURAL($count) ->
    [one] Ajouter { $count } membre
   *[other] Ajouter { $count } membres
}
import-done = { PLURAL($count) ->
    [one] { $count } membre ajouté.
   *[other] { $count } membres ajoutés.
}
import-errors-title = Lignes qui ne peuvent pas entrer
import-errors-text = Corrigez-les dans le fichier et importez-le de nouveau : ceux qui sont déjà ajoutés ne le seront pas deux fois.
import-errors-cut = D’autres erreurs ne sont pas affichées.
import-line = Ligne
import-column = Colonne
import-value = Valeur
import-remedy = Que faire
import-columns = Comment nous avons lu les colonnes
import-field = Lue comme
import-example = Exemple
import-not-taken = Non reprise
import-format = Encodage : { $encoding }. Séparateur : { $separator }
import-tab = tabulation
import-sample = Les premiers membres tels qu’ils seront enregistrés
import-field-given_ar = Prénom en arabe
import-field-family_ar = Nom de famille en arabe
import-field-given_fr = Prénom en français
import-field-family_fr = Nom de famille en français
import-field-full_ar = Nom complet en arabe
import-field-full_fr = Nom complet en français
import-field-sex = Sexe
import-field-born_on = Date de naissance
import-field-phone = Téléphone
import-field-email = Adresse électronique
import-field-address = Adresse
import-field-category = Catégorie
import-field-joined_on = Date d’adhésion
import-field-locale = Langue des courriers
import-field-full_ar_family_first = Nom complet en arabe, nom de famille d’abord
import-field-full_fr_family_first = Nom complet en français, nom de famille d’abord
import-field-dues = Cotisation (vérifiée, non reprise)
