## What the columns of a file of members may hold

import-field-own_number = Member number
import-field-cnie = Identity card number (not taken)
import-bare = This file has no line of titles: we guessed what the columns hold from their values. Look at all of them before you go on.
import-bare-not = The first line has the titles
import-titled = The first line has the titles of the columns; it does not become a member.
import-titled-not = This file has no titles: its first line is a member already
import-nth-column = Column { $place }
import-cnie = Identity card numbers are not taken: collecting them requires an authorisation of the CNDP.
error-column-of-numbers = Numbers follow each other in this association: do not take this column, or first choose free numbers under “Numbers of members”.
error-import-too-long-for-one-call = One call takes { $max } lines at most: for a longer file use the import step by step (members/imports).
