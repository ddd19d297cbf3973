## Journal : la clé est le code de l’opération

audit-visited = Visite de l’espace
audit-refused = Tentative refusée
audit-consent-given = Accès donné au pôle
audit-consent-revoked = Accès retiré au pôle
audit-association-created = Création de l’association
audit-entry-posted = Écriture passée
audit-year-opened = Ouverture de l’exercice
audit-member-added = Membre ajouté
audit-members-imported = Membres importés
audit-fee-set = Cotisation fixée
audit-payment-recorded = Paiement enregistré
audit-statutes-set = Règles des statuts modifiées
audit-assembly-planned = Assemblée programmée
audit-assembly-convened = Assemblée convoquée
audit-import-uploaded = Fichier de membres vérifié
audit-members-added = Membre ajouté
audit-api-token-created = Jeton d'API créé
audit-api-token-revoked = Jeton d'API révoqué
audit-webhook-added = Webhook ajouté
audit-webhook-removed = Webhook supprimé
audit-webhook-secret-changed = Secret d'un webhook changé
audit-webhook-disabled = Webhook arrêté après des échecs
audit-webhook-revived = Webhook repris
audit-agreement-accepted = Convention de sous-traitance acceptée
audit-rights-requested = Demande sur des données personnelles
audit-rights-answered = Réponse à une demande sur des données personnelles
