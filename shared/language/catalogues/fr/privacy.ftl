## Protection des données (loi 09-08)

notice-title = Protection des données : qui, pourquoi, combien de temps
notice-controller = { $association } décide de ces données (responsable du traitement au sens de la loi 09-08) et utilise Nassij pour les traiter.
notice-controller-platform = L'exploitant de cette plateforme décide des données des comptes (responsable du traitement au sens de la loi 09-08).
notice-account = Votre nom et votre adresse e-mail servent à ouvrir votre compte, à vous connecter et à vous écrire à ce sujet. Seuls l'exploitant et les bureaux de vos associations les voient. Tous les champs sont obligatoires : sans eux, pas de compte. Les données sont gardées aussi longtemps que le compte.
notice-members = Ces données servent à tenir la liste des membres, à appeler les cotisations et à convoquer les assemblées. Le bureau les voit ; le pôle seulement avec l'accord du bureau. Un nom est obligatoire ; toute autre réponse est facultative, mais sans adresse on ne peut pas écrire au membre. Elles sont gardées pendant l'adhésion et cinq ans après.
notice-dues = Le paiement sert à délivrer le reçu et à tenir la comptabilité. Le bureau et ses commissaires aux comptes le voient. Tous les champs sont obligatoires sauf la référence ; sans eux, pas de reçu. Il est gardé dix ans, comme le veut la loi comptable.
notice-founding = Les données de l'association servent à ouvrir son espace et à la montrer par des chiffres au pôle de sa région. Tous les champs sont obligatoires. Elles sont gardées aussi longtemps que l'espace.
notice-board = Le nom et l'adresse servent à inviter une personne et à montrer qui exerce quelle fonction. Le bureau les voit. L'adresse est obligatoire pour envoyer l'invitation. Ils sont gardés aussi longtemps que la fonction, et dans le journal des opérations.
notice-requests = Ce que vous écrivez sert à répondre à votre demande. Le bureau le voit. Tous les champs sont nécessaires pour répondre. C'est gardé cinq ans comme preuve de la réponse.
notice-rights = La personne concernée peut demander l'accès, la rectification dans les dix jours, et s'opposer pour des motifs légitimes (articles 7 à 9).
notice-more = Notice complète et comment demander

privacy-title = Protection des données
privacy-lead = Ce que { $association } fait des données à caractère personnel, et les droits des personnes (loi 09-08).
privacy-cndp = Déclaration ou autorisation de la CNDP
privacy-cndp-none = L'association n'a pas encore enregistré de numéro de la CNDP.
privacy-register = Ce qui est traité et pourquoi
privacy-register-csv = Le registre en tableau (CSV)
privacy-what = Traitement
privacy-purpose = Finalité
privacy-persons = Personnes concernées
privacy-data = Données
privacy-recipients = Destinataires
privacy-kept = Conservation
privacy-security = Mesures de sécurité
privacy-security-text = Les données de chaque association sont séparées par quatre murs indépendants. Les mots de passe sont gardés en empreintes Argon2id, les jetons en empreintes SHA-256. Les échanges sont chiffrés. Qui modifie ou ouvre quelque chose figure au journal des opérations de l'association. Des sauvegardes sont faites chaque jour.
privacy-processor = Sous-traitant
privacy-processor-text = L'exploitant de la plateforme Nassij, par la convention que le bureau a acceptée.
privacy-ask = Demander ce qui concerne mes données

processing-members = Membres
processing-members-purpose = Tenir la liste des membres
processing-members-persons = Membres et anciens membres ; tuteurs des mineurs
processing-members-data = Noms, sexe, date de naissance, téléphone, e-mail et adresse postale, catégorie, dates d'adhésion, langue, famille, photo si la personne est d'accord, numéro de CNIE si la CNDP l’a autorisé ; d'un tuteur, nom, lien, téléphone et e-mail
processing-members-recipients = Le bureau ; un coordinateur du pôle tant que le bureau l'accepte
processing-members-kept = L'adhésion et cinq ans après
processing-dues = Cotisations et reçus
processing-dues-purpose = Appeler les cotisations, délivrer les reçus
processing-dues-persons = Membres
processing-dues-data = Montant, date, mode et référence des paiements, numéro du reçu
processing-dues-recipients = Le bureau, les commissaires aux comptes
processing-dues-kept = Dix ans
processing-assemblies = Assemblées générales
processing-assemblies-purpose = Convoquer les électeurs et prouver la convocation
processing-assemblies-persons = Électeurs
processing-assemblies-data = Noms, adresse de la convocation, état de sa remise
processing-assemblies-recipients = Le bureau ; le serveur de messagerie de l'exploitant
processing-assemblies-kept = Dix ans
processing-books = Comptabilité
processing-books-purpose = Tenir les livres exigés par la loi
processing-books-persons = Membres qui paient, tiers nommés dans les écritures
processing-books-data = Libellé, montant, date et pièce des écritures
processing-books-recipients = Le bureau, les commissaires aux comptes, les autorités habilitées par la loi
processing-books-kept = Dix ans
processing-board = Bureau et comptes
processing-board-purpose = Connexion, fonctions et droits
processing-board-persons = Membres du bureau, personnes invitées
processing-board-data = Nom, adresse e-mail, fonction, sessions avec appareil et réseau
processing-board-recipients = Le bureau, l'exploitant
processing-board-kept = Aussi longtemps que le compte ; sessions 30 jours
processing-requests = Demandes sur les données
processing-requests-purpose = Répondre dans les dix jours de la loi
processing-requests-persons = Toute personne qui demande
processing-requests-data = Nom, adresse de réponse, demande et réponse
processing-requests-recipients = Le bureau
processing-requests-kept = Cinq ans
processing-log = Journal des opérations
processing-log-purpose = Prouver qui a fait quoi, déceler les abus
processing-log-persons = Membres du bureau, coordinateurs
processing-log-data = Nom, fonction, acte, heure
processing-log-recipients = Le bureau
processing-log-kept = Aussi longtemps que l'espace

agreement-title = Convention de sous-traitance
agreement-lead = L'association est responsable des données de ses membres ; l'exploitant de Nassij les traite pour elle. La loi 09-08 demande cette convention entre les deux.
agreement-version = Version { $version }
agreement-accept = Au nom de l'association, j'accepte la convention de sous-traitance.
agreement-read = Lire la convention
agreement-act = Accepter la convention
agreement-accepted = Acceptée par { $name }, version { $version }
agreement-done = La convention est acceptée.
agreement-waiting = Votre association n'a pas encore accepté la convention de sous-traitance. La loi 09-08 la demande avant de traiter des données de personnes.
agreement-sub-processors = Sous-traitants ultérieurs
agreement-sub-processors-none = Aucun : l'exploitant fait tout lui-même.
agreement-1 = Rôles et objet
agreement-1-text = L'association décide quelles données de quelles personnes sont traitées et pourquoi. L'exploitant ne les traite que pour fournir Nassij et sur les seules instructions de l'association, qu'elle donne en utilisant Nassij ou par écrit. Une instruction contraire à la loi est refusée et l'association en est avertie.
agreement-2 = Données et personnes
agreement-2-text = Les données sont celles du registre des traitements : membres, paiements, convocations, comptabilité, bureau, demandes, journal des opérations. L'association n'en saisit pas plus qu'il ne faut, et aucun numéro de carte d'identité sans autorisation de la CNDP.
agreement-3 = Confidentialité
agreement-3-text = Le personnel de l'exploitant est tenu au secret et ne consulte pas le contenu des associations. Un pôle voit des chiffres ; il ne voit le contenu que tant que le bureau l'accepte, et chaque visite figure au journal de l'association. Les données ne sont jamais vendues, ni utilisées pour de la publicité ou pour les fins propres de l'exploitant.
agreement-4 = Sécurité
agreement-4-text = L'exploitant sépare les associations entre elles, chiffre les échanges, ne garde des mots de passe que des empreintes, journalise chaque modification et sauvegarde chaque jour. Il avertit l'association sans délai de toute violation, avec ce qu'il sait et ce qu'il a fait.
agreement-5 = Sous-traitants ultérieurs
agreement-5-text = Ceux qu'emploie l'exploitant sont nommés ci-dessous et tenus aux mêmes devoirs. Un nouveau est annoncé trente jours avant ; l'association peut s'y opposer et partir avec ses données.
agreement-6 = Assistance
agreement-6-text = L'exploitant donne à l'association les moyens de répondre aux demandes des personnes dans les dix jours, de rectifier et d'exporter. Les déclarations et demandes d'autorisation à la CNDP reviennent à l'association ; l'exploitant lui donne les éléments nécessaires.
agreement-7 = Lieu
agreement-7-text = Les données restent sur les serveurs de l'exploitant. Elles ne quittent le Maroc que si l'association l'a accepté et que la loi le permet (articles 43 et 44).
agreement-8 = Fin
agreement-8-text = L'association peut emporter toutes ses données à tout moment. Quand elle ferme son espace, tout est effacé après trente jours et l'effacement attesté. Ce que la loi oblige à garder, l'association le garde dans son export.

requests-title = Demandes sur les données
requests-lead = La loi 09-08 donne dix jours francs : accès, rectification, opposition, effacement. Les demandes faites oralement ou par lettre sont notées ici aussi.
requests-empty = Aucune demande
requests-empty-text = Quand un membre demande ce qui concerne ses données, la demande apparaît ici avec son dernier jour.
requests-open = À répondre
requests-answered = Répondues
requests-person = Qui demande
requests-kind = Demande
requests-message = Ce qui est demandé
requests-received = Reçue le
requests-due = Répondre au plus tard le
requests-overdue = En retard
requests-contact = Où répondre
requests-contact-hint = E-mail, téléphone ou adresse postale.
requests-record = Noter une demande
requests-record-act = Noter la demande
requests-recorded = La demande est notée. Répondez au plus tard le { $date }.
requests-answer = Réponse
requests-answer-hint = Ce qui a été fait, ou pourquoi c'est refusé. La personne la lira.
requests-decision = Décision
requests-grant = Fait comme demandé
requests-refuse = Refusé, avec le motif
requests-answer-act = Envoyer la réponse
requests-answer-done = La réponse est enregistrée.
requests-answered-by = Répondue par
requests-waiting = { PLURAL($count) ->
    [one] { $count } demande sur les données attend une réponse
   *[other] { $count } demandes sur les données attendent une réponse
}
requests-late = { PLURAL($count) ->
    [one] dont { $count } en retard
   *[other] dont { $count } en retard
}
rights-kind-access = Accès : quelles données avez-vous sur moi ?
rights-kind-rectification = Rectification de données fausses
rights-kind-objection = Opposition à une utilisation
rights-kind-erasure = Effacement
rights-state-open = En cours
rights-state-granted = Faite
rights-state-refused = Refusée

own-data-title = Mes données dans cette association
own-data-lead = Demandez à l'association quelles données elle a sur vous, ou leur rectification ou effacement. Elle a dix jours francs pour répondre.
own-data-ask = Demander
own-data-act = Envoyer la demande
own-data-done = Votre demande est envoyée. La réponse est due avant le { $date }.
own-data-list = Mes demandes
own-data-none = Vous n'avez encore rien demandé.

account-data-title = Mes données
account-data-lead = Tout ce que cette plateforme garde sur votre compte, dans un fichier lisible par un programme : compte, fonctions, sessions et jetons sans leurs secrets, ce que le journal dit de vous, les messages qui vous ont été envoyés.
account-data-act = Télécharger mes données
account-data-members = Ce que des associations gardent sur vous dans leur liste de membres n'y est pas : demandez-le à chacune.

mail-webhook-stopped-subject = Un webhook de { $association } a été arrêté
mail-webhook-stopped-text = Un webhook de { $association } échoue depuis cinq jours. Il n'est plus appelé jusqu'à ce que vous le repreniez :
mail-rights-requested-subject = Une demande sur des données personnelles est arrivée à { $association }
mail-rights-requested-text = Une personne interroge { $association } sur ses données personnelles. La loi donne dix jours francs pour répondre :
mail-rights-answered-subject = { $association } a répondu à votre demande
mail-rights-answered-text = Il y a une réponse à votre demande sur vos données personnelles :

settings-data = Données des personnes
settings-privacy-text = Quelles données sont traitées et pourquoi, avec le registre en tableau.
