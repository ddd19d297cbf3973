## Ce que les colonnes d’un fichier de membres peuvent contenir

import-field-own_number = N° de membre
import-field-cnie = N° de carte nationale (non repris)
import-bare = Ce fichier n’a pas de ligne de titres : nous avons deviné le contenu des colonnes d’après leurs valeurs. Regardez-les toutes avant de continuer.
import-bare-not = La première ligne contient les titres
import-titled = La première ligne contient les titres des colonnes ; elle ne devient pas un membre.
import-titled-not = Ce fichier n’a pas de titres : sa première ligne est déjà un membre
import-nth-column = Colonne { $place }
import-cnie = Les numéros de carte nationale ne sont pas repris : leur collecte demande une autorisation de la CNDP.
error-column-of-numbers = Les numéros se suivent dans cette association : ne reprenez pas cette colonne, ou choisissez d’abord des numéros libres dans « Numéros de membre ».
error-import-too-long-for-one-call = Un seul appel prend { $max } lignes au plus : pour un fichier plus long, passez par l’importation étape par étape (members/imports).
