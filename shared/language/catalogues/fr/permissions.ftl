## Permissions : la clé est le nom de la permission

permission-association-view = Voir la page de l’association
permission-record-view = Voir la fiche, ses pièces et les échéances
permission-record-edit = Modifier la fiche et ses pièces
permission-bank-accounts-edit = Gérer les comptes bancaires
permission-standing-manage = Suspendre, archiver et rouvrir l’espace
permission-audit-view = Voir le journal des opérations
permission-roles-view = Voir qui a quelle fonction
permission-roles-manage = Attribuer et retirer les fonctions, inviter, créer des rôles
permission-consents-manage = Ouvrir l’espace au pôle et le refermer
permission-tokens-manage = Créer et révoquer les jetons d'API
permission-members-view = Voir la liste des membres et leurs coordonnées
permission-members-edit = Ajouter, modifier et importer des membres
permission-dues-view = Voir les cotisations et les reçus
permission-dues-set-fee = Fixer la cotisation annuelle
permission-dues-record = Enregistrer les paiements
permission-dues-cancel = Annuler des paiements par contre-reçu
permission-books-view = Voir la comptabilité et l’exporter
permission-books-post = Passer des écritures
permission-assemblies-view = Voir les assemblées
permission-assemblies-plan = Programmer et convoquer les assemblées
permission-deliveries-view = Voir le registre des convoqués et leurs adresses
permission-webhooks-manage = Dire à des programmes ce qui se passe
permission-privacy-manage = Répondre aux demandes sur les données personnelles
permission-privacy-ask = Interroger l'association sur ses propres données
permission-association-take = Emporter une copie de l’association et revenir sur sa suppression
permission-association-leave = Ordonner la suppression de l’association
