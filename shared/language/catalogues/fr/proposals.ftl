## Ce que les membres proposent de changer

own-rights-text = Vous pouvez consulter tout ce que l’association garde sur vous, le faire corriger, et vous opposer à un usage : courriers, photos, votre présence dans des listes. Elle répond dans dix jours francs.
own-rights-access = Demander mes données
own-rights-object = M’opposer à un usage

propose-title = Proposer un changement
propose-section = Changer ma fiche
propose-lead = Modifiez ce qui a changé ou corrigez une erreur. Le bureau regarde le changement avant de l’inscrire dans votre fiche.
propose-message = Mot au bureau
propose-message-hint = Par exemple : j’ai déménagé.
propose-act = Envoyer au bureau
propose-done = Vos changements sont chez le bureau. La réponse apparaîtra ici.
propose-none = Vous n’avez proposé aucun changement.
proposal-title = Changements proposés par un membre
proposal-state = État
proposal-state-open = Attend le bureau
proposal-state-accepted = Acceptés
proposal-state-refused = Refusés
proposal-state-replaced = Remplacés par une demande plus récente
proposal-partly = Acceptés en partie
proposal-changes = Changements
proposal-field = Champ
proposal-before = Dans la fiche
proposal-earlier = Avant la demande
proposal-after = Proposé
proposal-was = À l’envoi :
proposal-not-taken = Non retenu
proposal-who = Membre
proposal-made = Envoyé
proposal-meanwhile = La fiche a changé depuis cette demande. Comparez avant de décider : « Dans la fiche » est ce qu’elle contient maintenant.
proposal-decide = Décision
proposal-take = Ce qui est accepté
proposal-reason = Motif
proposal-reason-hint = Nécessaire si quelque chose est refusé. Le membre le lit dans son espace.
proposal-accept = Accepter ce qui est coché
proposal-refuse = Tout refuser
proposal-accepted = La fiche est changée et le membre prévenu.
proposal-refused = La demande est refusée ; le membre lit le motif dans son espace.
proposal-decided-by = Décidé par
proposals-title = Changements proposés
proposals-lead = Ce que des membres demandent à changer dans leur fiche. Rien n’est inscrit avant votre décision.
proposals-waiting-tab = En attente
proposals-decided-tab = Décidés
proposals-none = Rien ici.
proposals-waiting = { PLURAL($count) ->
    [one] Un membre propose un changement de sa fiche
   *[other] { $count } membres proposent des changements de leur fiche
}
permission-own-record-propose = Proposer des changements de sa propre fiche
mail-changes-proposed-subject = Un membre de { $association } propose un changement de sa fiche
mail-changes-proposed-text = Un membre de { $association } propose des changements de sa fiche, qui attendent votre décision :
mail-changes-answered-subject = { $association } a répondu à vos changements
mail-changes-answered-text = Le bureau a décidé des changements que vous proposiez :
audit-member-changes-proposed = Changements proposés par un membre
audit-member-changes-accepted = Changements d’un membre acceptés
audit-member-changes-refused = Changements d’un membre refusés
error-no-own-record = Votre accès n’est relié à aucune fiche de membre. Demandez-le au bureau.
error-nothing-proposed = Rien n’a changé. Modifiez au moins un champ.
error-too-many-proposals = Vous avez envoyé { $max } demandes en un jour. Réessayez demain.
error-proposal-decided = Cette demande est déjà décidée, ou le membre en a envoyé une plus récente.
error-proposal-fields = Cochez au moins un changement, ou refusez tout.
