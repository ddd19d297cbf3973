## What members propose to change

own-rights-text = You may see all that the association keeps of you, have it corrected, and object to a use: letters, photos, being shown in lists. It answers within ten full days.
own-rights-access = Ask for my data
own-rights-object = Object to a use

propose-title = Propose a change
propose-section = Changing my record
propose-lead = Change what is different now or correct a mistake. The board looks at it before it goes into your record.
propose-message = A word to the board
propose-message-hint = For example: I have moved.
propose-act = Send to the board
propose-done = Your changes are with the board. The answer appears here.
propose-none = You have proposed no change.
proposal-title = Changes proposed by a member
proposal-state = State
proposal-state-open = Waits for the board
proposal-state-accepted = Accepted
proposal-state-refused = Refused
proposal-state-replaced = Replaced by a newer one
proposal-partly = Accepted in part
proposal-changes = Changes
proposal-field = Field
proposal-before = In the record
proposal-earlier = Before the proposal
proposal-after = Proposed
proposal-was = When sent:
proposal-not-taken = Not taken
proposal-who = Member
proposal-made = Sent
proposal-meanwhile = The record has changed since this was sent. Compare before you decide: “In the record” is what it holds now.
proposal-decide = Decision
proposal-take = What is accepted
proposal-reason = Reason
proposal-reason-hint = Needed where something is refused. The member reads it in their space.
proposal-accept = Accept what is ticked
proposal-refuse = Refuse all
proposal-accepted = The record is changed and the member told.
proposal-refused = The request is refused; the member reads the reason in their space.
proposal-decided-by = Decided by
proposals-title = Proposed changes
proposals-lead = What members ask to change in their records. Nothing is written before you decide.
proposals-waiting-tab = Waiting
proposals-decided-tab = Decided
proposals-none = Nothing here.
proposals-waiting = { PLURAL($count) ->
    [one] One member proposes a change of their record
   *[other] { $count } members propose changes of their records
}
permission-own-record-propose = Propose changes of one’s own record
mail-changes-proposed-subject = A member of { $association } proposes a change of their record
mail-changes-proposed-text = A member of { $association } proposes changes of their record that wait for your decision:
mail-changes-answered-subject = { $association } answered your changes
mail-changes-answered-text = The board has decided on the changes that you proposed:
audit-member-changes-proposed = Changes proposed by a member
audit-member-changes-accepted = A member’s changes accepted
audit-member-changes-refused = A member’s changes refused
error-no-own-record = Your access is tied to no member’s record. Ask the board for it.
error-nothing-proposed = Nothing is different. Change at least one field.
error-too-many-proposals = You have sent { $max } requests in a day. Try again tomorrow.
error-proposal-decided = This is decided already, or the member has sent a newer one.
error-proposal-fields = Tick at least one change, or refuse all.
