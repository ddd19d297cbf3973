## L’espace personnel : mineurs, famille, photo proposée

own-wards-text = Vous agissez pour eux : leur fiche et leurs cotisations sont ouvertes ici, et vous pouvez proposer des changements, jusqu’à leurs dix-huit ans.
own-ward-lead = Vous voyez cette fiche parce que vous agissez pour ce membre mineur.
photo-propose = Proposer une photo
photo-propose-none = Aucune photo proposée.
photo-propose-text = Le bureau la regarde avant qu’elle paraisse sur la fiche et la carte. Vous pouvez demander à tout moment qu’elle soit retirée.
photo-propose-agreed = J’accepte que cette photo soit conservée et montrée sur la fiche et la carte de membre
photo-proposals = Photos proposées
photo-proposed = Photo proposée
photo-proposed-text = Acceptée, elle remplace la photo de la fiche ; refusée, elle est effacée.
photo-proposed-reason = Nécessaire si vous refusez : le membre le lit.
photo-proposed-take = Accepter la photo
photo-proposed-refuse = Refuser la photo
proposal-by-guardian = Proposé pour ce mineur par
audit-member-photo-proposed = Photo proposée par le membre
audit-member-photo-refused = Photo proposée refusée
