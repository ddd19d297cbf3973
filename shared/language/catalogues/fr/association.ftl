## L’association

associations-title = Mes associations
associations-create = Créer une association
associations-empty = Bienvenue
associations-empty-text = Créez l’espace de votre association en trois étapes. Il est prêt aussitôt.
associations-hubs = Mes pôles
associations-visits = Espaces qui vous sont ouverts pour un temps

founding-title = Créer une association
founding-step-names = Nom
founding-step-seat = Siège et création
founding-step-receipt = Récépissé et vérification
founding-name-ar = Nom de l’association en arabe
founding-name-ar-hint = Comme sur le récépissé.
founding-name-fr = Nom de l’association en français
founding-name-fr-hint = En lettres latines.
founding-commune = Commune
founding-commune-hint = Écrivez une partie du nom de la commune du siège, en arabe ou en français.
founding-commune-choose = Choisissez la commune
founding-commune-first = Recherchez d’abord la commune.
founding-commune-none = Aucune commune de ce nom dans la liste officielle.
founding-commune-more = Il y en a d’autres : écrivez davantage du nom.
founding-date = Date de création
founding-check = Vérifiez les informations
founding-receipt = Numéro du récépissé
founding-receipt-hint = Le numéro du récépissé provisoire ou définitif délivré par l’autorité administrative locale.
founding-act = Créer l’association
founding-done = L’espace de { $name } est prêt.

home-role = Votre fonction : { $role }
home-setup = Pour commencer
home-members = Membres
home-paid = À jour pour { $year }
home-collected = Encaissé pour { $year }
home-fee = Cotisation annuelle { $year }
home-next-assembly = Prochaine assemblée
home-open-assembly = Ouvrir l’assemblée

task-members = Importer la liste des membres
task-fee = Fixer la cotisation annuelle { $year }
task-payment = Enregistrer un premier paiement
task-assembly = Programmer une assemblée générale

statutes-title = Règles des statuts
statutes-lead = Ces règles s’appliquent à la convocation de l’assemblée générale. Reprenez-les telles qu’elles figurent dans vos statuts.
statutes-electors = Les électeurs
statutes-notice = Délai de convocation, en jours
statutes-notice-hint = Le nombre minimal de jours entre la convocation et l’assemblée.
statutes-act = Enregistrer les règles
statutes-done = Les règles sont enregistrées.

elector-rule-all_active = Tous les adhérents actuels, quelle que soit leur catégorie
elector-rule-paid_up = Les adhérents actuels à jour de leur cotisation de l’année

consents-title = Accès du pôle à votre espace
consents-lead = Le pôle ne voit le contenu de votre espace qu’avec votre accord, pour un temps. Vous choisissez ce qu’il voit. Vous pouvez le retirer à tout moment.
consents-give = Donner accès
consents-reason = Motif
consents-reason-hint = Par exemple : aide à la préparation du rapport financier.
consents-days = Durée en jours
consents-days-hint = De 1 à 30.
consents-act = Donner accès au pôle
consents-done = L’accès est ouvert jusqu’au { $until }.
consents-list = Accès donnés
consents-hub = Pôle
consents-given-by = Donné par
consents-expires = Expire le
consents-state = État
consents-open = Ouvert
consents-expired = Expiré
consents-revoked = Retiré
consents-revoke = Retirer l’accès
consents-revoke-done = L’accès est retiré : il a cessé aussitôt.

audit-title = Journal des opérations
audit-lead = Qui a fait quoi, et quand. Ce journal ne peut pas être modifié.
audit-what = Opération
audit-subject = Objet
audit-who = Qui
audit-when = Quand
audit-empty = Aucune opération pour le moment
audit-empty-text = Chaque changement dans l’espace de l’association apparaîtra ici.
