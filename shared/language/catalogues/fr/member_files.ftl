## Fichiers d’un membre

member-files-title = Fichiers du membre
member-files-none = Aucun fichier pour le moment.
member-files-law = Seuls ceux qui tiennent les fiches voient ces fichiers. Ne gardez que ce dont l’association a besoin ; un certificat médical est une donnée sensible, que la loi 09-08 soumet à une autorisation de la CNDP.
member-file-add = Ajouter un fichier
member-file-add-act = Ajouter le fichier
member-file-label = Ce que c’est
member-file-label-hint = Par exemple : bulletin d’adhésion signé, autorisation des parents.
member-file-hint = PDF ou image (JPEG, PNG), { $megabytes } Mo au plus.
member-file-kept = Le fichier est ajouté.
member-file-remove = Supprimer
member-file-removed = Le fichier est supprimé.
limits-member-files = Fichiers des membres

audit-member-file-kept = Fichier d’un membre ajouté
audit-member-file-removed = Fichier d’un membre supprimé

detail-label = Ce que c’est

error-member-file-kind = Envoyez un PDF ou une image (JPEG, PNG).
error-too-many-member-files = Trop de fichiers pour ce membre : { $max } au plus. Supprimez-en un d’abord.
