## Groupes et commissions, notes et étiquettes

groups-title = Groupes et commissions
groups-empty-text = Réunissez ici les membres d’un groupe ou d’une commission ; son responsable peut n’y voir que les siens.
group-add = Créer un groupe
group-add-act = Créer le groupe
group-edit = Modifier le groupe
group-save = Enregistrer le groupe
group-saved = Le groupe est enregistré.
group-remove = Supprimer le groupe
group-removed = Le groupe est supprimé.
group-name = Nom
group-name-ar = Nom en arabe
group-name-fr = Nom en français
group-kind = Nature
group-kind-group = Groupe
group-kind-commission = Commission
group-empty = Personne n’en fait encore partie.
group-join = Ajouter un membre
group-join-act = Ajouter au groupe
group-joined = Le membre fait partie du groupe.
group-leave = Retirer
group-left = Le membre ne fait plus partie du groupe.
group-leads = Responsabilité
group-leads-yes = Dirige le groupe
group-leads-chip = Responsable
group-manager = Inviter un responsable
member-tag = Étiquette
member-tags = Étiquettes
member-tags-hint = Séparées par des virgules.
member-tags-act = Enregistrer les étiquettes
member-notes = Notes
member-note = Nouvelle note
member-note-hint = Visible de tous ceux qui voient cette fiche ; la personne peut demander à la lire.
member-note-act = Ajouter la note
member-timeline = Historique
member-timeline-empty = Rien pour le moment.

permission-members-correct = Corriger les fiches des membres, les annoter

audit-group-added = Groupe créé
audit-group-changed = Groupe modifié
audit-group-removed = Groupe supprimé
audit-group-joined = Membre ajouté à un groupe
audit-group-left = Membre retiré d’un groupe
audit-member-tagged = Étiquettes d’un membre changées
audit-member-noted = Note sur un membre

detail-leads = Dirige
detail-tags = Étiquettes
detail-note = Note

error-group-in-use = Ce groupe a encore des membres : retirez-les d’abord.
error-too-many-groups = Trop de groupes : { $max } au plus.
error-too-many-notes = Trop de notes sur ce membre : { $max } au plus.
error-tag-too-long = Une étiquette a 40 caractères au plus.
error-tags-too-many = Vingt étiquettes au plus par membre.
