## Groups and commissions, notes and tags

groups-title = Groups and commissions
groups-empty-text = Bring the members of a group or a commission together here; who manages it may see its people alone.
group-add = Make a group
group-add-act = Make the group
group-edit = Change the group
group-save = Save the group
group-saved = The group is saved.
group-remove = Remove the group
group-removed = The group is removed.
group-name = Name
group-name-ar = Name in Arabic
group-name-fr = Name in French
group-kind = Kind
group-kind-group = Group
group-kind-commission = Commission
group-empty = Nobody belongs to it yet.
group-join = Add a member
group-join-act = Add to the group
group-joined = The member belongs to the group.
group-leave = Take out
group-left = The member belongs to the group no more.
group-leads = Charge
group-leads-yes = Leads the group
group-leads-chip = Leads
group-manager = Invite a manager
member-tag = Tag
member-tags = Tags
member-tags-hint = Separated by commas.
member-tags-act = Save the tags
member-notes = Notes
member-note = New note
member-note-hint = Seen by all who see this record; the person may ask to read it.
member-note-act = Add the note
member-timeline = History
member-timeline-empty = Nothing so far.

permission-members-correct = Correct members’ records, note and tag them

audit-group-added = Group made
audit-group-changed = Group changed
audit-group-removed = Group removed
audit-group-joined = Member added to a group
audit-group-left = Member taken out of a group
audit-member-tagged = Tags of a member changed
audit-member-noted = Note on a member

detail-leads = Leads
detail-tags = Tags
detail-note = Note

error-group-in-use = This group has members still: take them out first.
error-too-many-groups = Too many groups: { $max } at most.
error-too-many-notes = Too many notes on this member: { $max } at most.
error-tag-too-long = A tag has 40 characters at most.
error-tags-too-many = Twenty tags at most a member.
