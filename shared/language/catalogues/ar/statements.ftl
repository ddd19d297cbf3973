## القوائم المحاسبية والمراقبة

statements-title = القوائم المحاسبية
statement-trial-balance = ميزان المراجعة
statement-journal = دفتر اليومية
statement-ledger = دفتر الأستاذ
statement-balance-sheet = الموازنة
statement-income = حساب العائدات والتكاليف
statement-cash = المداخيل والمصاريف
statement-ageing = الدائنيات والديون حسب الأقدمية
statement-months = العائدات والتكاليف حسب الشهور
statement-seal = التحقق من سلامة الدفاتر
statement-lead-trial-balance = كل حساب برصيده في البداية وما تحرك فيه ورصيده في النهاية.
statement-lead-journal = جميع قيود الفترة حسب ترتيب التواريخ.
statement-lead-ledger = حسابا بحساب، كل حركة والرصيد الذي يليها.
statement-lead-balance-sheet = ما تملكه الجمعية وما عليها عند نهاية الفترة.
statement-lead-income = ما حصلت عليه الجمعية وما صرفته خلال الفترة.
statement-lead-cash = المال الداخل والخارج حسب الأصناف: قائمة النموذج المبسط جدا.
statement-lead-ageing = ما بقي للقبض وما بقي للأداء، ومنذ متى.
statement-lead-months = شهرا بشهر، ما تم تحصيله وما تم صرفه.
statement-lead-seal = تعاد هنا حسابات جميع بصمات السنة المالية. يمكن تدوين بصمة الاختتام في مكان آخر: أي تغيير لاحق يغيرها.
statement-choose = اختيار السنة المالية والفترة
statement-from = من (يوم/شهر/سنة)
statement-to = إلى (يوم/شهر/سنة)
statement-level = المستوى
statement-level-account = الحسابات
statement-level-post = البنود
statement-level-heading = الفصول
statement-level-class = الأصناف
statement-model = النموذج
statement-model-simplified = المبسط
statement-model-normal = العادي
statement-show = عرض
statement-empty = لا توجد أي حركة في هذه الفترة.
statement-period = من { $from } إلى { $to }
statement-printed = طبع بتاريخ { $date }
statement-brought = المنقول من الصفحة السابقة
statement-carried = للنقل إلى الصفحة التالية
statement-opening = أرصدة البداية
statement-moved = الحركات
statement-closing = أرصدة النهاية
statement-unbalanced = هذه القائمة غير متوازنة ({ $part }): المدين { $debit }، الدائن { $credit }. لا توقعوها وأخبرونا بذلك.
statement-sheet-unbalanced = الموازنة غير متوازنة: الأصول { $assets }، الخصوم { $liabilities }. لا توقعوها وأخبرونا بذلك.
statement-cash-unbalanced = هذه القائمة غير متوازنة: { $opening } في البداية، { $result } صافي المداخيل، { $closing } في النهاية. لا توقعوها وأخبرونا بذلك.
statement-strays = هذه الحسابات ليس لها سطر في هذه القائمة: { $accounts }.
statement-model-note = التقديم حسب نماذج المدونة العامة للتنميط المحاسبي مكيفة مع الجمعيات. يرجى عرض القوائم المراد إيداعها على خبير محاسب.
statement-total-of = مجموع الحساب { $account }
statement-cash-opening = المتوفر في بداية الفترة
statement-cash-closing = المتوفر في نهاية الفترة
statement-cash-note = التحويلات بين الصناديق والبنوك ليست مداخيل ولا مصاريف.
statement-owed-to-us = للقبض (الحسابات 34)
statement-owed-by-us = للأداء (الحسابات 44)
statement-ageing-note = كل تسديد يغطي الأقدم أولا، وتحسب الأقدمية بالشهور.
statement-column-account = الحساب
statement-column-name = الاسم
statement-column-opening-debit = البداية مدين
statement-column-opening-credit = البداية دائن
statement-column-moved-debit = الحركات مدين
statement-column-moved-credit = الحركات دائن
statement-column-closing-debit = رصيد مدين
statement-column-closing-credit = رصيد دائن
statement-column-date = التاريخ
statement-column-number = الرقم
statement-column-label = البيان
statement-column-balance = الرصيد
statement-column-line = البند
statement-column-gross = الإجمالي
statement-column-contra = الاستهلاكات والمؤن
statement-column-net = الصافي
statement-column-previous = السنة المالية السابقة
statement-column-amount = المبلغ
statement-column-month = الشهر
statement-column-income = العائدات
statement-column-expense = التكاليف
statement-column-result = النتيجة
statement-column-open = الرصيد المفتوح
statement-column-age-1 = أقل من شهرين
statement-column-age-3 = من 2 إلى 3 أشهر
statement-column-age-6 = من 4 إلى 6 أشهر
statement-column-age-12 = من 7 إلى 12 شهرا
statement-column-age-older = أكثر من سنة
statement-column-journal = اليومية
statement-column-entries = القيود
statement-column-verdict = التحقق
statement-column-last-hash = البصمة الأخيرة
statement-seal-intact = سليم: أرقام بدون انقطاع وبصمات صحيحة
statement-seal-missing = القيد رقم { $number } غير موجود
statement-seal-changed = القيد رقم { $number } تم تغييره
statement-seal-broken = اليومية { $journal } غير سليمة: { $verdict }.
statement-seal-closing = بصمة الاختتام
statement-seal-note = بصمة الاختتام هي SHA-256 بالنظام الست عشري للأسطر «{ $association } السنة» ثم لكل يومية «الرمز آخر-رقم آخر-بصمة»، وينتهي كل سطر برجوع إلى السطر. يمكن تصدير «سلسلة البصمات» من إعادة حساب كل شيء.
exports-title = تصدير يومية السنة المالية
exports-lead = لخبير محاسب أو مدقق أو برنامج آخر.
export-format-ledger = نص لبرنامجي ledger وhledger
export-format-beancount = نص لبرنامج beancount
export-format-fec = ملف القيود (18 عمودا، من نوع FEC)
export-format-chain = سلسلة البصمات (JSON) للتحقق الذاتي
journal-name-gen = اليومية العامة
journal-name-dues = يومية الاشتراكات
self-audit-title = المراقبة التلقائية للحسابات
self-audit-lead = تراقب الحسابات نفسها كل ليلة: التوازن والمجاميع والأرقام والبصمات والاشتراكات وأرصدة البداية والصندوق.
self-audit-never = لم تتم أي مراقبة بعد. أطلقوا المراقبة الآن أو عودوا غدا.
self-audit-good = لا شيء غير عادي
self-audit-found = { PLURAL($count) ->
    [zero] لا اختلال
    [one] اختلال واحد ينبغي معالجته
    [two] اختلالان ينبغي معالجتهما
    [few] { $count } اختلالات ينبغي معالجتها
    [many] { $count } اختلالا ينبغي معالجته
   *[other] { $count } اختلال ينبغي معالجته
}
self-audit-done = { PLURAL($count) ->
    [zero] انتهت المراقبة: لا اختلال.
    [one] انتهت المراقبة: اختلال واحد.
    [two] انتهت المراقبة: اختلالان.
    [few] انتهت المراقبة: { $count } اختلالات.
    [many] انتهت المراقبة: { $count } اختلالا.
   *[other] انتهت المراقبة: { $count } اختلال.
}
self-audit-looked = آخر مراقبة:
self-audit-since = لوحظ منذ:
self-audit-act = المراقبة الآن
flaw-unbalanced = القيد { $entry } غير متوازن: المدين { $debit }، الدائن { $credit }
flaw-todo-unbalanced = لا يمكن تغيير قيد مسجل عبر التطبيق. أخبروا مشغل المنصة ومدقق الحسابات، ولا توقعوا أي قائمة قبل جوابهما.
flaw-totals-differ = مجموع الحساب { $account } في { $month } لا يطابق سطوره
flaw-todo-totals-differ = قد يكون ميزان المراجعة غير صحيح لهذا الحساب. أخبروا مشغل المنصة؛ ودفتر الأستاذ المقروء سطرا بسطر هو المرجع.
flaw-number-missing = القيد { $entry } غائب عن الترقيم
flaw-todo-number-missing = سحب قيد من خارج التطبيق. أخبروا مشغل المنصة ومدقق الحسابات، وقارنوا مع وثائقكم وملفاتكم المصدرة.
flaw-entry-changed = القيد { $entry } تم تغييره بعد تسجيله
flaw-todo-entry-changed = بصمته لم تعد صحيحة: غيره أحد من خارج التطبيق. أخبروا مشغل المنصة ومدقق الحسابات، وقارنوه مع وثيقته.
flaw-dues-differ = الاشتراكات غير متطابقة: المستحق { $owed } وفي المحاسبة { $owed_in_books }، التسبيقات { $advances } وفي المحاسبة { $advances_in_books }
flaw-todo-dues-differ = ابحثوا عن قيد مسجل يدويا في 34281 أو 44281 أو 44911 وسجلوا عكسه: هذه الحسابات تتبع بطائق المنخرطين.
flaw-opening-differs = الحساب { $account } يبدأ { $year } بـ { $opening } بينما انتهت السنة المالية السابقة بـ { $before }
flaw-todo-opening-differs = قارنوا موازنة الاختتام مع افتتاح السنة المالية، وأخبروا مشغل المنصة.
flaw-cash-negative = الصندوق { $account } سالب بتاريخ { $date }: { $balance }
flaw-todo-cash-negative = لا يمكن أن يخرج من الصندوق أكثر مما فيه. ابحثوا عن مدخول منسي أو تاريخ خاطئ أو سحب بنكي غير مسجل.
flaw-bank-differs = الفرق بين الدفاتر والحساب البنكي { $bank } غير مفسر
flaw-todo-bank-differs = افتحوا بيان المقاربة لهذا الحساب: ينقص كشف، أو رصيد أول المدة غير مسجل.
error-day-outside-year = اختاروا يوما من هذه السنة المالية.
error-period-reversed = نهاية الفترة تسبق بدايتها.
error-statement-too-long = تتجاوز هذه القائمة { $max } سطر: هي أطول من أن تطبع. اختاروا فترة أقصر أو خذوا ملف CSV أو XLSX.
audit-books-looked-at = طلب مراقبة الحسابات
detail-findings = الاختلالات
