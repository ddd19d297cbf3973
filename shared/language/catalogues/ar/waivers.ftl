## إعفاءات ملغاة

waiver-undo = إلغاء الإعفاء
waiver-undo-title = إلغاء إعفاء
waiver-undo-lead = يعود المبلغ مستحقا وتسجل الكتابة المحاسبية المعاكسة، وإن كان للمنخرط تسبيق أدي منه فورا. لا يلغى الإعفاء إلا مرة واحدة.
waiver-undo-reason = سبب الإلغاء
waiver-undo-reason-hint = مثلا: سجل باسم منخرط آخر، أو قرار المكتب بتاريخ كذا.
waiver-undo-act = إلغاء الإعفاء
waiver-undo-done = ألغي الإعفاء. الباقي: { $amount }.
waiver-is-undone = ملغى
waiver-amount = المبلغ المعفى منه
waiver-on = تاريخ الإعفاء
error-waiver-undone = ألغي هذا الإعفاء من قبل.
audit-dues-waiver-undone = إلغاء إعفاء
