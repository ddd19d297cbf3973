mail-workspace-closed-subject = L’espace de { $association } est fermé en écriture
mail-workspace-closed-text = Le pôle ou l’administration de la plateforme a fermé l’espace de { $association } en écriture : tout s’y lit, rien ne s’y change, et les courriels de l’association attendent. Le motif et l’auteur sont sur la première page :
mail-workspace-opened-subject = L’espace de { $association } est rouvert
mail-workspace-opened-text = L’espace de { $association } est rouvert : vous y travaillez comme avant, et les courriels en attente partent.
mail-access-requested-subject = Un pôle demande à entrer dans l’espace de { $association }
mail-access-requested-text = Le pôle dont relève { $association } demande que son espace lui soit ouvert pour un temps. Rien ne s’ouvre sans l’accord du bureau. La demande et son motif sont ici :
