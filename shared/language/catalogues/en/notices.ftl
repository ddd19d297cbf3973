mail-workspace-closed-subject = The workspace of { $association } is closed for writing
mail-workspace-closed-text = The hub or the platform’s staff has closed the workspace of { $association } for writing: everything can be read, nothing changed, and the association’s mails wait. Why and by whom is on the first page:
mail-workspace-opened-subject = The workspace of { $association } is open again
mail-workspace-opened-text = The workspace of { $association } is open again: you work in it as before, and the mails that waited go out.
mail-access-requested-subject = A hub asks to enter the workspace of { $association }
mail-access-requested-text = The hub that oversees { $association } asks that its workspace be opened to it for a while. Nothing opens unless the board agrees. The request and its reason are here:
