## The own space: minors, family, a photo that is proposed

own-wards-text = You act for them: their records and dues are open to you here, and you may propose changes, until they are eighteen.
own-ward-lead = You see this record because you act for this member, who is a minor.
photo-propose = Propose a photo
photo-propose-none = No photo was proposed.
photo-propose-text = The board looks at it before it appears on the record and the card. You may ask at any time that it be taken away.
photo-propose-agreed = I agree that this photo is kept and shown on the record and the member’s card
photo-proposals = Photos that are proposed
photo-proposed = A proposed photo
photo-proposed-text = If you accept it, it takes the place of the record’s photo; if you refuse it, it is erased.
photo-proposed-reason = Needed if you refuse: the member reads it.
photo-proposed-take = Accept the photo
photo-proposed-refuse = Refuse the photo
proposal-by-guardian = Proposed for this minor by
audit-member-photo-proposed = Photo proposed by the member
audit-member-photo-refused = Proposed photo refused
