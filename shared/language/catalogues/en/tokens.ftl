## API tokens

tokens-title = API tokens
tokens-lead = A token lets a program read or write in your association in the name of whoever made it, within what you choose.
tokens-empty = No tokens yet
tokens-empty-text = Make one token per program, so that each can be revoked alone.
tokens-make = Make a token
tokens-name = What it is for
tokens-name-hint = For example: the association's website.
tokens-days = Expires in
tokens-permissions = What it allows
tokens-permissions-hint = Choose as little as possible. A token never exceeds your own rights and shrinks with them.
tokens-act = Make the token
tokens-made = Here is your token
tokens-made-once = Copy it now: it will never be shown again. Whoever holds it can do what you chose.
tokens-made-gone = This token was made before and cannot be shown any more. If it is lost, revoke it and make another.
tokens-back = To the list of tokens
tokens-list = Tokens
tokens-made-by = Made by
tokens-expires = Expires
tokens-used = Last use
tokens-unused = Never used
tokens-state = State
tokens-valid = Valid
tokens-expired = Expired
tokens-revoked = Revoked
tokens-revoke = Revoke
tokens-revoke-done = Token revoked: it is worth nothing any more.
tokens-all-permissions = All rights of its holder (made by the operator)

days-from-now = { PLURAL($days) ->
    [one] { $days } day
   *[other] { $days } days
}
