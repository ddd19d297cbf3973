## Journal : sa page, ses fichiers, la preuve que rien n’a été modifié

log-number = N°
log-role = En qualité de
log-area = Domaine
log-details = Détails
log-from = Depuis
log-request = Requête
log-hash = Empreinte
log-masked = (données personnelles que vous ne pouvez pas voir)
log-person = Personne
log-person-hint = Une partie du nom
log-all-areas = Tous les domaines
log-from-day = Du
log-until-day = Au
log-filter = Filtrer
log-filter-clear = Tout afficher
log-filtered-empty = Aucun résultat
log-filtered-empty-text = Aucune opération ne correspond à ces filtres.
log-export-csv = Exporter pour un tableur
log-export-lines = Exporter avec la preuve
log-before = Avant
log-after = Après
log-consent = par accord du bureau
log-by-token = par un jeton d’API
log-times = { PLURAL($count) ->
    [one] { $count } fois
   *[other] { $count } fois
}
log-more = Afficher

log-check = Quelque chose a‑t‑il été modifié ?
log-check-lead = Chaque ligne porte un sceau calculé à partir d’elle-même et du sceau qui la précède. Qui en modifie, retire ou échange une rompt tous les sceaux suivants. Ici, les sceaux sont recalculés.
log-check-intact = Le journal est intact
log-check-intact-text = Les lignes { $first } à { $last } ont été recalculées : chacune est à sa place, telle qu’elle a été écrite.
log-check-none = Le journal est encore vide.
log-check-broken = Le journal a été modifié
log-check-broken-text = La première rupture est à la ligne { $number }. Informez les autres membres du bureau, gardez cette page et demandez une explication à l’exploitant de la plateforme.
log-check-up-to = Vérifié jusqu’à la ligne
log-check-of = Écrite le
log-check-hash = Empreinte finale
log-check-note = Notez-la
log-check-note-text = Imprimez cette page ou recopiez l’empreinte finale dans le procès-verbal de votre réunion. Si quelqu’un réécrivait plus tard tout le journal, son empreinte ne serait plus celle que vous avez notée.
log-check-noted = Une empreinte notée auparavant
log-check-noted-hint = 64 caractères, chiffres et lettres de a à f
log-check-compare = Comparer
log-check-stands = Elle tient toujours : elle clôt la ligne { $number }.
log-check-differs = Aucune ligne de ce journal ne porte cette empreinte. Vérifiez votre saisie ; si elle est juste, ce journal n’est plus celui que vous aviez.
log-check-long = La page recalcule les lignes les plus récentes. Le contrôle nocturne de l’exploitant les recalcule toutes.

fault-changed = La ligne n’est plus ce qui a été écrit.
fault-missing = La ligne a disparu.
fault-added = Une ligne a été ajoutée sans avoir jamais été annoncée.
fault-head = La fin du journal n’est pas celle qui a été conservée.

via-page = Page
via-token = API
via-command = Commande de l’exploitant
via-platform = Automatique

area-association = Association
area-access = Accès et fonctions
area-members = Membres
area-dues = Cotisations
area-assemblies = Assemblées
area-books = Comptabilité
area-refusals = Tentatives refusées

errand-reads = Consultation : { $what }
errand-writes = Tentative d’écriture : { $what }

detail-amount = Montant
detail-electors = Électeurs
detail-notice_days = Jours de préavis
detail-method = Moyen
detail-member = Membre
detail-year = Année
detail-reference = Référence
detail-hub = Pôle
detail-expires_at = Jusqu’au
detail-revoked = Révoqué
detail-commune = Commune
detail-journal = Journal
detail-number = Numéro
detail-total = Total
detail-created = Ajoutés
detail-skipped = Ignorés
detail-refused = Refusés
detail-rows = Lignes
detail-items = Points à l’ordre du jour
detail-without_email = Sans e-mail
detail-rule = Électeurs
detail-code = Motif
detail-times = Fois
detail-consent = Accord
detail-before = Avant
detail-after = Après
detail-role = Fonction
detail-permissions = Droits
detail-until = Jusqu’au
detail-limit = Limité à
detail-custom_role = Rôle propre
detail-name_ar = Nom en arabe
detail-name_fr = Nom en français
detail-office = Fonction
