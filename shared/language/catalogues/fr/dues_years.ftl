## Années de cotisation

audit-dues-earned = Cotisations devenues produit de l’année
