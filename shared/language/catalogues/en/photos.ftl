## A member’s photo

photo-title = Photo
photo-of = Photo of { $name }
photo-text = A photo is kept only when the person, or who acts for a minor, agreed (law 09-08, art. 4). It is shown on the record and the member card. As soon as the agreement is withdrawn, delete it: nothing of it stays.
photo-file = File of the photo
photo-file-hint = JPEG, PNG or WebP, { $megabytes } MB at most. It is made smaller, and where it was taken is removed.
photo-agreement = Agreement
photo-agreed = The person, or who acts for this minor, agrees
photo-agreed-on = Agreed since
photo-keep = Keep the photo
photo-kept = The photo is on the record.
photo-remove = Delete the photo
photo-removed = The photo is deleted.

audit-member-photo-added = Photo of a member added
audit-member-photo-removed = Photo of a member deleted

error-photo-needs-consent = Without the agreement of the person, or of who acts for this minor, no photo is kept.
error-photo-kind = Choose a photo as JPEG, PNG or WebP.
error-photo-too-large = This picture has more than 50 million points: choose a smaller one.
error-photo-unreadable = This file is damaged: take or save the photo again.
error-photo-of-a-body = Only a person has a photo.
error-photo-gone = This photo is not there any more.
