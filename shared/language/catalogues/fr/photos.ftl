## Photo d’un membre

photo-title = Photo
photo-of = Photo de { $name }
photo-text = Une photo ne se garde qu’avec l’accord de la personne, ou de qui agit pour un mineur (loi 09-08, art. 4). Elle est montrée sur la fiche et sur la carte de membre. Dès que l’accord est retiré, supprimez-la : il n’en reste rien.
photo-file = Fichier de la photo
photo-file-hint = JPEG, PNG ou WebP, { $megabytes } Mo au plus. Elle est réduite, et le lieu où elle a été prise est effacé.
photo-agreement = Accord
photo-agreed = La personne, ou qui agit pour ce mineur, est d’accord
photo-agreed-on = D’accord depuis le
photo-keep = Garder la photo
photo-kept = La photo est sur la fiche.
photo-remove = Supprimer la photo
photo-removed = La photo est supprimée.

audit-member-photo-added = Photo d’un membre ajoutée
audit-member-photo-removed = Photo d’un membre supprimée

error-photo-needs-consent = Sans l’accord de la personne, ou de qui agit pour ce mineur, aucune photo n’est gardée.
error-photo-kind = Choisissez une photo JPEG, PNG ou WebP.
error-photo-too-large = Cette image a plus de 50 millions de points : choisissez-en une plus petite.
error-photo-unreadable = Ce fichier est abîmé : prenez ou enregistrez la photo à nouveau.
error-photo-of-a-body = Seule une personne a une photo.
error-photo-gone = Cette photo n’est plus là.
