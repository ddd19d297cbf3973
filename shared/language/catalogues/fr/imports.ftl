## Associations créées à partir d’un fichier, par un pôle

bulk-title = Créer des associations à partir d’un fichier
bulk-lead = Choisissez le fichier de vos associations. Nous le lisons et vous montrons ce qui sera créé, avant tout enregistrement.
bulk-file-hint = Un tableau XLSX, ODS ou CSV, une ligne par association et une première ligne pour les noms des colonnes. { $megabytes } Mo au plus.
bulk-columns-hint = Colonnes : nom en arabe, nom en français, code de la commune, date de création, numéro et date du récépissé, domaine, nom et adresse e-mail du président. Les titres en arabe ou en français conviennent.
bulk-act = Importer un fichier
bulk-past = Fichiers précédents
bulk-none = Aucun fichier pour le moment
bulk-none-text = Les fichiers que vous importez et leurs comptes rendus resteront ici.
bulk-file = Fichier
bulk-when = Envoyé le
bulk-by = Par
bulk-state = État
bulk-state-checking = Vérification en cours
bulk-state-checked = À confirmer
bulk-state-running = Création en cours
bulk-state-done = Terminé
bulk-state-failed = Illisible
bulk-checking-title = Nous lisons votre fichier
bulk-checked-title = Ce que ce fichier créerait
bulk-running-title = Les associations sont en cours de création
bulk-done-title = Les associations sont créées
bulk-failed-title = Ce fichier n’a pas pu être importé
bulk-leave = Vous pouvez quitter cette page : le travail continue, et le compte rendu reste ici.
bulk-starting = Le fichier est arrivé, la lecture commence.
bulk-progress = { $done } lignes sur { $all }
bulk-rows = Lignes du fichier
bulk-create = À créer
bulk-created = Créées
bulk-existing = Déjà présentes, ou la même ligne répétée
bulk-duplicates = Doublons possibles
bulk-wrong = Lignes en erreur
bulk-invited = Présidents invités
bulk-invite = Inviter les présidents par e-mail
bulk-invite-yes = { PLURAL($count) ->
    [one] Oui, { $count } président a une adresse e-mail
   *[other] Oui, { $count } présidents ont une adresse e-mail
}
bulk-invite-no = Non, pas maintenant
bulk-confirm-act = { PLURAL($count) ->
    [one] Créer { $count } association
   *[other] Créer { $count } associations
}
bulk-nothing = Ce fichier ne crée aucune association.
bulk-confirmed = La création a commencé.
bulk-again = Importer le même fichier une seconde fois ne crée rien en double : ce qui est présent est reconnu.
bulk-twins-title = Doublons possibles
bulk-twins-text = Ces lignes ressemblent trop à une autre association pour être créées sans être regardées. Si ce sont bien deux associations, créez la seconde à la main.
bulk-in-file = Dans le fichier
bulk-other = L’autre
bulk-other-line = Ligne { $line } du même fichier
bulk-same = En commun
bulk-same-receipt = Numéro du récépissé
bulk-same-name = Nom et commune
bulk-receipt = Récépissé { $number }
bulk-errors-title = Lignes qui ne peuvent pas entrer
bulk-errors-text = Corrigez-les et importez-les de nouveau : ce qui est déjà créé ne le sera pas deux fois.
bulk-kind = { PLURAL($count) ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
bulk-errors-cut = D’autres lignes ne sont pas affichées ; elles sont dans le fichier à télécharger.
bulk-download = Télécharger les lignes à corriger (CSV)
bulk-field-name_ar = Nom en arabe
bulk-field-name_fr = Nom en français
bulk-field-commune = Commune
bulk-field-founded_on = Date de création
bulk-field-receipt_number = Numéro du récépissé
bulk-field-receipt_on = Date du récépissé
bulk-field-activities = Domaine
bulk-field-president_name = Nom du président
bulk-field-president_email = E-mail du président

bulk-state-nothing = Rien à créer
bulk-state-expired = Expiré
bulk-expired = Le fichier n’est plus conservé : les fichiers sont effacés après sept jours. Importez-le de nouveau.
