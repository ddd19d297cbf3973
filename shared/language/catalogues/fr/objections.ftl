## À qui l’on écrit, et à qui non

mail-for-minor = Vous recevez ce message au nom de { $name }.
merge-photo-kept = La photo de la fiche gardée (la première)
merge-photo-other = La photo de l’autre fiche (la seconde)
cnie-forget = Effacer les numéros
cnie-forget-text = { PLURAL($count) ->
    [one] { $count } numéro est encore conservé, chiffré, et personne ne peut le lire : l’autorisation de la CNDP n’est plus enregistrée. Enregistrez-la de nouveau et activez la conservation, ou effacez-le.
   *[other] { $count } numéros sont encore conservés, chiffrés, et personne ne peut les lire : l’autorisation de la CNDP n’est plus enregistrée. Enregistrez-la de nouveau et activez la conservation, ou effacez-les.
}
objection-title = Opposition aux messages
objection-text = Un membre peut s’opposer à recevoir des messages (loi 09-08, art. 9). Les rappels de cotisation et les nouvelles ne partent alors plus par e-mail : les rappels restent à faire autrement, et sont notés ainsi. Les convocations, que la loi et les statuts exigent, partent toujours.
objection-mails = Messages par e-mail
objection-yes = Seulement ceux que la loi exige
objection-no = Tous
objection-on = Le membre l’a dit le
objection-noted = Seulement ceux que la loi exige, depuis le
audit-member-objection-noted = Opposition aux messages notée
audit-member-objection-withdrawn = Opposition aux messages levée
audit-member-cnie-suspended = Numéros de carte nationale fermés : plus d’autorisation enregistrée
