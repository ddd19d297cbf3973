## Waivers undone

waiver-undo = Undo the waiver
waiver-undo-title = Undo a waiver
waiver-undo-lead = The sum is due again and the contrary entry goes to the books; what the member has in advance pays it at once. A waiver is undone only once.
waiver-undo-reason = Reason for undoing it
waiver-undo-reason-hint = For example: recorded for another member, or decision of the board of…
waiver-undo-act = Undo the waiver
waiver-undo-done = Waiver undone. Still due: { $amount }.
waiver-is-undone = Undone
waiver-amount = Amount waived
waiver-on = Date of the waiver
error-waiver-undone = This waiver is already undone.
audit-dues-waiver-undone = Waiver undone
