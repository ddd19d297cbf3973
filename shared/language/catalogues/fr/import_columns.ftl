## Ce que les colonnes d’un fichier de membres peuvent contenir

import-field-own_number = N° de membre
import-field-cnie = N° de carte nationale (non repris)
import-bare = Ce fichier n’a pas de ligne de titres : nous avons deviné le contenu des colonnes d’après leurs valeurs. Regardez-les toutes avant de continuer.
import-bare-not = La première ligne contient les titres
import-titled = La première ligne contient les titres des colonnes ; elle ne devient pas un membre.
import-titled-not = Ce fichier n’a pas de titres : sa première ligne est déjà un membre
import-nth-column = Colonne { $place }
import-cnie = Les numéros de carte nationale ne sont pas repris : leur collecte demande une autorisation de la CNDP.
error-column-of-numbers = Les numéros se suivent dans cette association : ne reprenez pas cette colonne, ou choisissez d’abord des numéros libres dans « Numéros de membre ».
error-import-too-long-for-one-call = Un seul appel prend { $max } lignes au plus : pour un fichier plus long, passez par l’importation étape par étape (members/imports).
import-field-commune = Commune
import-field-status = Situation (actif, suspendu, démissionnaire…)
import-field-groups = Groupe ou commission
import-field-tags = Étiquettes
import-field-note = Note
import-field-paid_before = Cotisation déjà payée, à noter sans reçu
import-paid-before-hint = Une cotisation « à noter sans reçu » est réputée payée avant Nassij : l’année est celle du titre de la colonne, sinon l’année en cours. Elle n’émet pas de reçu et n’entre pas dans les comptes, où cet argent figure déjà. Pour émettre un reçu, enregistrez le paiement à la main.
import-beside-hint = Groupes, étiquettes, note et cotisations s’ajoutent aussi à ce qu’ont déjà les membres présents ; leur situation ne change que si le fichier remplace leur fiche. Chaque année de cotisation peut avoir sa colonne.
import-inactive = { PLURAL($count) ->
    [one] { $count } d’entre eux n’est pas un membre actif.
   *[other] { $count } d’entre eux ne sont pas des membres actifs.
}
import-paid-before = { PLURAL($count) ->
    [one] { $count } cotisation sera notée comme déjà payée, sans reçu : { $sum }.
   *[other] { $count } cotisations seront notées comme déjà payées, sans reçu : { $sum }.
}
import-elsewhere = { PLURAL($count) ->
    [one] { $count } commune ne figure pas dans la liste officielle et reste dans l’adresse : { $names }.
   *[other] { $count } communes ne figurent pas dans la liste officielle et restent dans les adresses : { $names }.
}
error-import-status-unknown = Écrivez : actif, suspendu, démissionnaire, exclu, décédé ou candidat.
error-import-unknown-group = Ce groupe n’existe pas encore : créez-le dans « Groupes et commissions », ou corrigez son nom.
error-import-paid-in-part = C’est moins que la cotisation de cette année : enregistrez ce paiement à la main.
error-column-of-payments = Noter des cotisations payées revient à qui enregistre les paiements : ne reprenez pas cette colonne.
detail-paid_before = Cotisations notées comme déjà payées
