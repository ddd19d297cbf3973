## Importation de membres, étape par étape

import-step-file = Fichier
import-step-columns = Colonnes
import-step-check = Vérification
import-step-done = Compte rendu
import-past = Fichiers précédents
import-none = Aucun fichier pour le moment
import-none-text = Les fichiers que vous importez et leurs comptes rendus resteront ici.
import-when = Envoyé le
import-by = Par
import-state = État
import-state-columns = Colonnes à préciser
import-state-checking = Vérification en cours
import-state-checked = À confirmer
import-state-running = Enregistrement en cours
import-state-done = Terminé
import-state-undoing = Annulation en cours
import-state-undone = Annulé
import-state-failed = Interrompu
import-columns-title = Que contient chaque colonne ?
import-columns-lead = Voici comment nous avons compris votre fichier. Corrigez ce qui doit l’être : nous nous en souviendrons pour votre prochain fichier.
import-columns-act = Vérifier le fichier
import-columns-change = Corriger les colonnes
import-sheet = Feuille du classeur
import-sheet-act = Ouvrir cette feuille
import-take-nothing = Ne pas reprendre
import-names-title = Comment les noms seront séparés
import-names-text = Si le prénom et le nom sont inversés, choisissez l’autre ordre pour la colonne « { $column } », puis vérifiez de nouveau.
import-whole = Nom dans le fichier
import-given = Prénom
import-family = Nom de famille
import-existing = Membres déjà présents
import-existing-fill = Compléter leur fiche avec ce qui y manque
import-existing-replace = Remplacer ce que dit leur fiche par ce que dit le fichier
import-existing-keep = Ne rien changer à leur fiche
import-checking-title = Nous lisons votre fichier
import-running-title = Les membres sont en cours d’enregistrement
import-undoing-title = L’importation est en cours d’annulation
import-undone-title = L’importation est annulée
import-failed-title = Ce fichier n’a pas pu être importé en entier
import-progress = { $done } lignes sur { $all }
import-leave = Vous pouvez quitter cette page : le travail continue, et le compte rendu reste ici.
import-starting = Le fichier est arrivé, la lecture commence.
import-started = L’enregistrement a commencé.
import-update = À compléter
import-updated = Complétés
import-alike = { PLURAL($count) ->
    [one] { $count } personne à ajouter porte le nom d’un membre : regardez-la ci-dessous avant de confirmer.
   *[other] { $count } personnes à ajouter portent le nom d’un membre : regardez-les ci-dessous avant de confirmer.
}
import-confirm-update-act = { PLURAL($count) ->
    [one] Compléter { $count } fiche
   *[other] Compléter { $count } fiches
}
import-wrong-stay = { PLURAL($count) ->
    [one] { $count } ligne en erreur n’entrera pas ; vous pouvez la télécharger, la corriger et l’importer ensuite.
   *[other] { $count } lignes en erreur n’entreront pas ; vous pouvez les télécharger, les corriger et les importer ensuite.
}
import-download = Télécharger les lignes à corriger (CSV)
import-kind = { PLURAL($count) ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
import-twins-update = Fiches qui seront complétées
import-twins-same = Déjà présents, rien à changer
import-twins-repeated = Écrits deux fois dans le fichier
import-twins-alike = Même nom qu’un membre, seront ajoutés
import-twins-cut = Seules les premières lignes de chaque sorte sont affichées.
import-in-file = Dans le fichier
import-there = Dans la liste des membres
import-other-line = Ligne { $line } du même fichier
import-differs = Ce qui diffère
import-takes = { $there } → { $file }
import-stays = { $there } (fichier : { $file })
import-undo-title = Annuler cette importation
import-undo-text = Jusqu’au { $date }, vous pouvez tout annuler : les membres ajoutés sont retirés et les fiches complétées redeviennent ce qu’elles étaient. Ceux qui ont été modifiés, convoqués ou qui ont payé depuis restent, et nous les nommons.
import-undo-act = Annuler toute l’importation
import-undo-started = L’annulation a commencé.
import-undone-count = Annulés
import-kept = Restés
import-kept-title = Membres qui sont restés
import-kept-why = Pourquoi
import-kept-edited = Fiche modifiée depuis
import-kept-in_use = A payé, a été convoqué ou est utilisé ailleurs
import-field-nationality = Nationalité
import-field-profession = Profession
import-field-other_phones = Autres téléphones
import-field-other_emails = Autres adresses électroniques
import-to-members = Voir les membres
