## Calling the dues of very many

run-begun = { PLURAL($count) ->
    [one] The call has begun for { $count } member.
   *[other] The call has begun for { $count } members.
}
run-progress = { $done } members charged of { $all }
run-leave = You may leave this page: the call goes on and stays to be seen here. No member is charged twice.
run-state-running = Being called
run-state-done = Called
run-state-failed = Stopped
run-under-way = A call of this year is under way: another can begin when it is done.
run-under-way-link = See how far it is
run-failed = The call has stopped. Who was charged stays charged, and the books have it; the others are charged by another call, and nobody twice.
run-again = Call the others
run-charged-members = Members charged so far
run-charged = Charged so far
error-run-under-way = A call of this year’s dues is under way: wait until it is done.
audit-dues-call-begun = Calling the dues has begun
