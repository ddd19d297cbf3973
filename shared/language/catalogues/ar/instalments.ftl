## الأداء على أقساط

instalments-link = الاتفاق على أقساط
instalments-title = الأداء على أقساط
instalments-lead = يقسم الباقي إلى أقساط، لكل قسط تاريخ يحتسب منه تأخره ويذكر به ويؤدى فيه، ولا يتغير شيء في الدفاتر.
instalments-open = الباقي الذي يقسم
instalments-none = ليس على هذا العضو شيء.
instalments-count = عدد الأقساط
instalments-first = تاريخ أول قسط
instalments-propose = اقتراح أقساط متساوية
instalment-due-on = تاريخ القسط { $part }
instalment-amount = مبلغ القسط { $part } بالدرهم
instalments-act = تسجيل الأقساط
instalments-done = { PLURAL($count) ->
    [zero] سجلت الأقساط.
    [one] سجل قسط واحد.
    [two] سجل قسطان.
    [few] سجلت { $count } أقساط.
    [many] سجل { $count } قسطا.
   *[other] سجل { $count } قسط.
}
instalments-there = جدول الأقساط
instalments-made = تاريخ الاتفاق
instalments-ended = توقفت الأقساط
instalment-paid = مؤدى
instalments-end-title = إيقاف الأقساط
instalments-end-lead = يعود الباقي مستحقا في تاريخه الذي كان قبل الأقساط.
instalments-end-reason = السبب
instalments-end-act = إيقاف الأقساط
instalments-end-done = أوقفت الأقساط.
error-instalments-count = عدد الأقساط من 2 إلى { $max }.
error-instalments-not-rising = تاريخ كل قسط بعد تاريخ الذي قبله.
error-instalments-too-long = آخر قسط في أجل ثلاث سنوات على الأكثر.
error-instalments-sum = يجب أن يساوي مجموع الأقساط الباقي بالضبط وهو { $open }.
error-instalments-agreed = لهذا العضو أقساط جارية: أوقفوها أولا.
error-instalments-over = هذه الأقساط أوقفت أو أديت من قبل.
error-nothing-open = ليس على هذا العضو شيء.
audit-instalments-agreed = الاتفاق على أقساط
audit-instalments-ended = إيقاف أقساط
detail-parts = الأقساط
