## To whom we write, and to whom not

mail-for-minor = You receive this message on behalf of { $name }.
merge-photo-kept = The photo of the record that is kept (the first)
merge-photo-other = The photo of the other record (the second)
cnie-forget = Erase the numbers
cnie-forget-text = { PLURAL($count) ->
    [one] { $count } number is still kept, encrypted, and nobody can read it: the authorisation of the CNDP is not recorded any more. Record it again and switch on, or erase the number.
   *[other] { $count } numbers are still kept, encrypted, and nobody can read them: the authorisation of the CNDP is not recorded any more. Record it again and switch on, or erase them.
}
objection-title = Objection to mails
objection-text = A member may object to mails (law 09-08, art. 9). Reminders of dues and news then go out by mail no more: reminders are to be made otherwise, and noted so. Convocations, which the law and the statutes ask for, still go out.
objection-mails = Mails
objection-yes = Only those that the law asks for
objection-no = All
objection-on = The member said so on
objection-noted = Only those that the law asks for, since
audit-member-objection-noted = Objection to mails noted
audit-member-objection-withdrawn = Objection to mails withdrawn
audit-member-cnie-suspended = Identity card numbers shut: no authorisation is recorded any more
