## Number of the national identity card (CNIE)

cnie-title = CNIE numbers
cnie-lead = Keeping the number of a member’s national identity card needs the CNDP’s prior authorisation (law 09-08, art. 12), from which no association is exempt.
cnie-on = In use
cnie-off = CNIE numbers are not kept.
cnie-off-text = First note the CNDP’s authorisation, with its number and day, in the association’s record; then switch this field on.
cnie-switch-on = Switch on
cnie-switched-on = Records may bear a CNIE number from now on.
cnie-authorisation = Authorisation of the CNDP
cnie-kept = Numbers kept
cnie-on-text = Each number is encrypted, masked on screen and absent from lists and files. Each reading is in the log.
cnie-switch-off = Switch off and erase all
cnie-switch-off-text = { PLURAL($count) ->
    [one] { $count } number is erased for good.
   *[other] { $count } numbers are erased for good.
}
cnie-switched-off = The CNIE numbers are erased and kept no more.
cnie-number = CNIE number
cnie-open = Read or change
cnie-none = No number
cnie-of-elsewhere = A number from another installation that cannot be read here: type it again.
cnie-read = Read the whole number
cnie-read-hint = This reading goes into the log under your name.
cnie-hint = One or two letters, then the digits, such as AB123456.
cnie-add = Add the number
cnie-change = Replace the number
cnie-save = Save the number
cnie-saved = The number is saved, encrypted.
cnie-erase = Erase the number
cnie-erased = The number is erased.
settings-cnie-text = Keep them, with the CNDP’s authorisation, or erase them all.
permission-members-cnie = Keep and read CNIE numbers

audit-member-cnie-switched-on = CNIE numbers switched on
audit-member-cnie-switched-off = CNIE numbers switched off and erased
audit-member-cnie-set = CNIE number saved
audit-member-cnie-erased = CNIE number erased
audit-member-cnie-read = CNIE number read whole

error-cnie-wrong = Write one or two letters, then seven digits at most, such as AB123456.
error-cnie-off = CNIE numbers are not kept in this association.
error-cnie-without-authorisation = No authorisation of the CNDP is noted in the association’s record. Note it first: a declaration is not enough.
error-cnie-changed-meanwhile = Numbers were added or erased meanwhile: look at their number, then try again.
error-cnie-of-elsewhere = This number is from another installation and cannot be read here. Type it again or erase it.
error-merge-of-two-cnies = Each of these two records has a CNIE number: they are two persons. If one is wrong, erase it first.
