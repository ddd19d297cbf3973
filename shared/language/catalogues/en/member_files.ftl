## Files of a member

member-files-title = Member’s files
member-files-none = No file yet.
member-files-law = Only those who keep the records see these files. Keep only what the association needs; a medical certificate is sensitive, and law 09-08 asks for an authorisation of the CNDP.
member-file-add = Add a file
member-file-add-act = Add the file
member-file-label = What it is
member-file-label-hint = For example: signed joining form, the parents’ permission.
member-file-hint = PDF or picture (JPEG, PNG), { $megabytes } MB at most.
member-file-kept = The file is added.
member-file-remove = Delete
member-file-removed = The file is deleted.
limits-member-files = Members’ files

audit-member-file-kept = File of a member added
audit-member-file-removed = File of a member deleted

detail-label = What it is

error-member-file-kind = Send a PDF or a picture (JPEG, PNG).
error-too-many-member-files = Too many files of this member: { $max } at most. Delete one first.
