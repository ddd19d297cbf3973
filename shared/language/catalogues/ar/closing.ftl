## السنوات المحاسبية، الإقفال، حجم المحاسبة

years-title = السنوات المحاسبية
years-lead = تحمل كل سنة محاسبية رقم السنة التي تنتهي فيها. يمكن أن تكون عدة سنوات مفتوحة معا، وتُقفل بالترتيب.
years-period = المدة
years-state = الحالة
years-closed = مقفلة
years-to-close = تنتظر الإقفال
years-running = جارية
years-open = فتح سنة محاسبية
years-open-lead = تُفتح السنة الميلادية من تلقاء نفسها. افتحوا سنة هنا إن كان نظامكم الأساسي يحدد تواريخ أخرى: اثنا عشر شهرا بعد السنة السابقة، أو سنة أولى أقصر.
years-starts-on = اليوم الأول
years-ends-on = اليوم الأخير
years-open-act = فتح السنة
years-opened = فُتحت السنة المحاسبية { $year }.

closing-title = إقفال السنة المحاسبية { $year }
closing-surplus = فائض السنة
closing-deficit = عجز السنة
closing-checks = قبل الإقفال
closing-nothing-found = لا شيء يمنع الإقفال
closing-finding-blocks = للتسوية
closing-finding-remark = للاطلاع
closing-look = عرض
closing-blocked = يصير الإقفال ممكنا بعد تسوية هذه النقط.
closing-lead = بعد الإقفال لا يسجل أي شيء في هذه السنة. تبدأ السنة الموالية بما تركته، وتنتظر النتيجة قرار الجمع العام. اعرضوا الحسابات للمراجعة أولا.
closing-act = إقفال السنة
closing-done = أُقفلت السنة المحاسبية { $year }، وتبدأ السنة الموالية بما تركته.
closing-closed-at = تاريخ الإقفال
closing-closed-by = من طرف
closing-hash = بصمة الإقفال
closing-hash-hint = دوّنوها في محضر الجمع العام: لو تغير قيد واحد من السنة لما بقيت كما هي.
closing-opening-entry = القيد الذي يفتح السنة الموالية
closing-carry = تخصيص النتيجة
closing-carry-lead = بعد أن يقرر الجمع العام ترحيل النتيجة، سجلوا قراره: ينقل القيد النتيجة إلى المرحل من جديد.
closing-decided-on = تاريخ قرار الجمع العام
closing-reference = مرجع القرار
closing-reference-hint = مثلا: محضر الجمع العام العادي بتاريخ 15/03/2027، المقرر الرابع.
closing-carry-act = ترحيل النتيجة
closing-carried = النتيجة مرحلة
closing-carried-entry = قيد الترحيل
closing-carried-done = رُحلت النتيجة.
entry-closing = هذا القيد ناتج عن إقفال سنة محاسبية

reopening-title = إعادة فتح السنة
reopening-lead = لا يعيد فتح سنة محاسبية إلا الرئيس وأمين المال معا: يطلب أحدهما ويؤكد الآخر. يدون كل شيء في سجل العمليات، ويُلغى قيد افتتاح السنة الموالية بقيد معاكس.
reopening-not-last = سنة لاحقة مقفلة: لا يمكن إعادة فتح هذه السنة.
reopening-reason-hint = مثلا: فاتورة دجنبر لم تسجل.
reopening-ask-act = طلب إعادة الفتح
reopening-asked = سُجل الطلب، وعلى المسؤول الآخر أن يؤكده.
reopening-asked-by = صاحب الطلب
reopening-asked-at = تاريخ الطلب
reopening-waits = في انتظار التأكيد: { $role }
reopening-confirm-act = تأكيد وإعادة الفتح
reopening-withdraw-act = سحب الطلب
reopening-done = أعيد فتح السنة المحاسبية { $year }. لا تنسوا إقفالها من جديد.
reopening-withdrawn = سُحب الطلب.

finding-year-not-over = لم تنته السنة المحاسبية { $year }.
finding-year-earlier-open = السنة السابقة { $year } ما زالت مفتوحة: أقفلوها أولا.
finding-cash-negative = الصندوق { $account } ناقص عن الصفر بمبلغ { $amount } درهم في { $date }: ينقص مدخول أو تاريخ غير صحيح.
finding-dues-differ = حسابات المنخرطين تخالف المحاسبة: المستحق { $owed } درهم لدى المنخرطين و{ $owed_in_books } درهم في المحاسبة، والتسبيقات { $advances } درهم و{ $advances_in_books } درهم في المحاسبة.
finding-memo-mixed = قيد يمزج حسابات للتذكير (القسم 0) بغيرها: ألغوه وسجلوه منفصلا.
finding-grant-stale = ما رُحّل من المنحة { $grant } لم يعد هو ما بقي منها: ألغوا الترحيل وأعيدوه.
finding-drafts-open = { PLURAL($count) ->
    [zero] لا مسودات.
    [one] مسودة واحدة لهذه السنة أو بلا تاريخ: سجلوها أو احذفوها.
    [two] مسودتان لهذه السنة أو بلا تاريخ: سجلوهما أو احذفوهما.
    [few] { $count } مسودات لهذه السنة أو بلا تاريخ: سجلوها أو احذفوها.
    [many] { $count } مسودة لهذه السنة أو بلا تاريخ: سجلوها أو احذفوها.
   *[other] { $count } مسودة لهذه السنة أو بلا تاريخ: سجلوها أو احذفوها.
}
finding-bank-unmatched = { PLURAL($count) ->
    [zero] لا عمليات بدون قيد.
    [one] عملية بنكية واحدة لا يقابلها قيد.
    [two] عمليتان بنكيتان لا يقابلهما قيد.
    [few] { $count } عمليات بنكية لا يقابلها قيد.
    [many] { $count } عملية بنكية لا يقابلها قيد.
   *[other] { $count } عملية بنكية لا يقابلها قيد.
}

book-size-title = حجم المحاسبة
book-size-lead = اختاروا ما تريد الجمعية مسكه. القيود هي نفسها: لا يعاد تسجيل أي شيء عند الانتقال إلى حجم أكبر.
book-size-not-chosen = لم يُختر بعد
book-size-choose = ما نمسكه
book-size-hint = يمكن الانتقال لاحقا إلى حجم أكبر، ولا يمكن الرجوع.
book-size-act = اختيار
book-size-done = سُجل اختياركم.
book-size-simplified = مبسطة
book-size-normal = عادية
book-size-super_simplified = مبسطة جدا
book-size-about-super_simplified = دفتر واحد للمداخيل والمصاريف بكلمات بسيطة. لا تظهر صفحات المحاسبة في القائمة، ولا يضيع شيء.
book-size-about-simplified = الدفتر بكلمات بسيطة، ومعه اليومية والميزان والحسابات.
book-size-about-normal = المحاسبة كلها، مع وثائق النموذج العادي.

audit-year-shortened = تقديم نهاية السنة المحاسبية
audit-year-closed = إقفال السنة المحاسبية
audit-year-result-carried = ترحيل النتيجة
audit-year-reopening-asked = طلب إعادة فتح السنة المحاسبية
audit-year-reopening-withdrawn = سحب طلب إعادة الفتح
audit-year-reopened = إعادة فتح السنة المحاسبية
audit-books-size-chosen = اختيار حجم المحاسبة
detail-ends_on = النهاية
detail-hash = البصمة
detail-asked_by = صاحب الطلب
detail-size = الحجم
permission-area-years = السنوات المحاسبية
permission-years-close = فتح السنوات المحاسبية وإقفالها وترحيل نتيجتها
permission-years-reopen = إعادة فتح سنة مقفلة، باثنين
table-year-closing = إقفالات السنوات المحاسبية

error-year-not-over = لم تنته السنة المحاسبية { $year }: تُقفل بعد يومها الأخير.
error-year-earlier-open = أقفلوا أولا السنة المحاسبية { $year } التي قبلها.
error-closing-blocked = بقيت نقط للتسوية قبل الإقفال، عددها: { $count }.
error-year-already-closed = السنة المحاسبية { $year } مقفلة من قبل.
error-year-not-closed = السنة المحاسبية { $year } غير مقفلة.
error-result-carried = نتيجة هذه السنة مرحلة من قبل.
error-result-nothing = لا فائض ولا عجز في هذه السنة: ليس هناك ما يُرحل.
error-decided-too-early = يقرر الجمع العام في النتيجة بعد نهاية السنة.
error-decided-in-closed-year = السنة المحاسبية لهذا التاريخ غير مفتوحة.
error-reopening-office = لا يعيد فتح سنة محاسبية إلا الرئيس وأمين المال.
error-reopening-asked = إعادة الفتح مطلوبة من قبل، وتنتظر التأكيد.
error-reopening-not-last = سنة لاحقة مقفلة: لا يمكن إعادة فتح السنة { $year }.
error-reopening-not-asked = لم يطلب أحد إعادة فتح هذه السنة.
error-reopening-same-person = أنتم من طلب إعادة الفتح: على المسؤول الآخر أن يؤكدها.
error-reopening-same-office = صدر الطلب عن هذه الصفة من قبل: على الآخر (الرئيس أو أمين المال) أن يؤكده.
error-year-ends-before = تنتهي السنة قبل أن تبدأ.
error-year-not-month-end = تنتهي السنة المحاسبية في آخر يوم من شهر.
error-year-too-long = لا تتجاوز السنة المحاسبية اثني عشر شهرا.
error-year-not-twelve-months = السنة الأولى وحدها يمكن أن تكون أقصر: مدة هذه اثنا عشر شهرا.
error-year-not-contiguous = تبدأ السنة غداة نهاية السنة السابقة، بلا يوم بينهما.
error-year-overlaps = تتداخل هذه التواريخ مع سنة مفتوحة. السنة الأولى يمكنها أن تنتهي قبل ذلك فقط، ما دام لا قيد بعده.
error-size-downwards = لا تصغر محاسبة أكبر: لن يتسع الدفتر الأصغر للقيود المسجلة.

receipts-title = المداخيل والمصاريف
receipts-received = المداخيل
receipts-spent = المصاريف
receipts-left = الباقي من السنة
receipts-category = الباب
