## Contributions volontaires

contributions-title = Bénévolat et dons en nature
contributions-lead = Ce que l’association reçoit sans argent. C’est noté à côté des comptes : ni la caisse ni le résultat ne changent.
contributions-empty = Rien de noté
contributions-empty-text = Les heures de bénévolat et les prêts gratuits montrent aux partenaires ce que l’association mobilise vraiment.
contribution-time = Heures de bénévolat
contribution-goods = Dons et prêts en nature
contribution-lead-time = Le temps donné par des bénévoles, à la valeur que vous retenez pour une heure.
contribution-lead-goods = Une salle, du matériel ou un service prêtés ou offerts, à la valeur que vous auriez payée.
contribution-label = Quoi et par qui ?
contribution-label-hint = Par exemple : cours de soutien de mars, quatre bénévoles.
contribution-hours = Nombre d’heures
contribution-hours-hint = Toutes ensemble, par exemple 12,5.
contribution-rate = Valeur d’une heure en DH
contribution-rate-hint = Par exemple le salaire minimum horaire.
contribution-amount = Valeur en DH
contribution-amount-hint = Ce que vous auriez payé.
contribution-worth = Valeur
