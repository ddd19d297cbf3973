## Pièces justificatives

voucher-file = Photo ou PDF de la pièce
voucher-file-hint = Facture, reçu, relevé : prenez-la en photo ou choisissez un fichier (PDF, JPEG, PNG), { $megabytes } Mo au plus. Le lieu de la photo est effacé.
voucher-kept = Joindre
voucher-reference = Référence de la pièce
voucher-kind = Nature de la pièce
voucher-number = Numéro de la pièce
voucher-date = Date de la pièce
voucher-add = Ajouter une pièce
voucher-done = La pièce est ajoutée.
voucher-mark = Signaler comme erronée
voucher-mark-reason = Pourquoi cette pièce est-elle erronée ?
voucher-marked = La pièce est signalée comme erronée ; elle reste au dossier.
voucher-wrong = Pièce erronée
voucher-added = Ajoutée le
voucher-added-by = Ajoutée par
voucher-digest = Empreinte du fichier
voucher-without-file = Pièce sans fichier
voucher-there = Pièce
vouchers-title = Pièces justificatives
vouchers-none = Sans pièce
vouchers-count = { PLURAL($count) ->
    [one] { $count } pièce
   *[other] { $count } pièces
}
vouchers-stay = Une pièce ajoutée à une écriture y reste, avec sa date et le nom de qui l’a ajoutée. Une pièce erronée se signale, elle ne s’efface pas.
vouchers-zip = Pièces de l’année (ZIP)
vouchers-all-entries = Toutes les écritures
vouchers-lacking = Écritures sans pièce

voucher-kind-invoice = Facture
voucher-kind-receipt = Reçu ou ticket
voucher-kind-contract = Contrat ou convention
voucher-kind-bank = Relevé ou avis de la banque
voucher-kind-payroll = Bulletin ou état de paie
voucher-kind-decision = Procès-verbal ou décision
voucher-kind-other = Autre pièce

limits-vouchers = Pièces comptables

audit-entry-voucher-added = Pièce ajoutée à une écriture
audit-entry-voucher-marked = Pièce signalée comme erronée
error-voucher-file-kind = Choisissez une photo (JPEG, PNG, WebP) ou un PDF.
error-voucher-gone = Le fichier envoyé n’est plus disponible : choisissez-le de nouveau.
error-too-many-vouchers = Une écriture a dix pièces au plus : réunissez les pages dans un seul PDF.
error-too-many-papers = { $max } fichiers attendent déjà leur écriture : réessayez demain, ou enregistrez l’écriture sans pièce et ajoutez-la ensuite.
error-voucher-marked = Cette pièce est déjà signalée comme erronée.
