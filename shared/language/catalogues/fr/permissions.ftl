## Permissions : la clé est le nom de la permission

permission-association-view = Voir l'accueil et la fiche de l'association
permission-audit-view = Voir le journal des opérations
permission-roles-view = Voir qui exerce quelle fonction
permission-roles-manage = Donner et retirer les fonctions
permission-consents-manage = Donner et retirer l'accès au pôle
permission-tokens-manage = Créer et révoquer les jetons d'API
permission-members-view = Voir les adhérents
permission-members-edit = Ajouter et modifier des adhérents
permission-dues-view = Voir les cotisations
permission-dues-set-fee = Fixer la cotisation annuelle
permission-dues-record = Enregistrer des paiements
permission-books-view = Voir la comptabilité
permission-books-post = Enregistrer des écritures
permission-assemblies-view = Voir les assemblées générales
permission-assemblies-plan = Planifier et convoquer les assemblées
permission-deliveries-view = Voir qui a été convoqué, avec les adresses
