mail-workspace-closed-subject = L’espace de { $association } est fermé en écriture
mail-workspace-closed-text = Le pôle ou l’administration de la plateforme a fermé l’espace de { $association } en écriture : tout s’y lit, rien ne s’y change, et les courriels de l’association attendent. Le motif et l’auteur sont sur la première page :
mail-workspace-opened-subject = L’espace de { $association } est rouvert
mail-workspace-opened-text = L’espace de { $association } est rouvert : vous y travaillez comme avant, et les courriels en attente partent.
