## Le pôle

hub-title = Tableau du territoire
hub-lead = Des indicateurs convenus, jamais le contenu des associations.
hub-search = Nom de l’association
hub-association = Association
hub-members = Membres
hub-paid = À jour
hub-last-assembly = Dernière assemblée
hub-last-entry = Dernière écriture
hub-access = Accès
hub-open = Ouvrir l’espace
hub-open-until = jusqu’au
hub-closed = Fermé
hub-never = Pas encore
hub-unknown = Inconnu
hub-empty = Aucune association pour le moment
hub-empty-text = Chaque association créée dans votre région apparaîtra ici, avec ses indicateurs.
hub-assembly-ahead = Convoquée pour le
