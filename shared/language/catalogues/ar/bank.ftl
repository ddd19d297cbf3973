## الحسابات البنكية والكشوف

bank-title = الحسابات البنكية
bank-lead = ما يقوله البنك إلى جانب ما تقوله دفاتركم: استوردوا الكشف، قابلوا عملياته بالقيود، فيتضح الفرق بالسنتيم.
bank-new = إضافة حساب
bank-edit = تعديل الحساب
bank-remove = حذف هذا الحساب
bank-removed = تم حذف الحساب.
bank-saved = تم حفظ الحساب.
bank-save = حفظ
bank-none = لا يوجد أي حساب بنكي
bank-none-text = أضيفوا حساب الجمعية مع رقم التعريف البنكي، ثم يمكنكم استيراد كشوفه.
bank-name = اسم الحساب
bank-name-hint = كما تسمونه، مثلا: الحساب الجاري، حساب المشروع.
bank-bank = البنك
bank-bank-hint = اتركوه فارغا: يعرف من رقم التعريف البنكي.
bank-rib = رقم التعريف البنكي (RIB)
bank-rib-hint = الأرقام الأربعة والعشرون، أو الرقم الدولي الذي يبدأ بـ MA64.
bank-account = الحساب في الدفاتر
bank-account-hint = حساب واحد في الدفاتر لكل حساب بنكي، ولا يتغير بعد استيراد أول كشف.
bank-in-books = في الدفاتر
bank-at-bank = في البنك
bank-last-on = آخر عملية معروفة
bank-no-statement = لم يستورد أي كشف
bank-all-matched = كل العمليات مقابلة
bank-unmatched = { PLURAL($count) ->
    [zero] لا عملية تنتظر المقابلة
    [one] عملية واحدة تنتظر المقابلة
    [two] عمليتان تنتظران المقابلة
    [few] { $count } عمليات تنتظر المقابلة
    [many] { $count } عملية تنتظر المقابلة
   *[other] { $count } عملية تنتظر المقابلة
}
bank-line-text = العملية
bank-line-on = التاريخ
statement-new = استيراد كشف
statement-lead = حملوا الكشف من موقع بنككم بصيغة Excel أو CSV أو OFX أو CAMT.053 ثم اختاروه هنا. الكشف الذي يتقاطع مع سابقه لا يضيف شيئا مرتين.
statement-file = ملف الكشف
statement-file-hint = ‏CSV أو XLSX أو ODS أو OFX أو CAMT.053 (XML)، { $megabytes } ميغابايت على الأكثر.
statement-check-act = فحص الكشف
statement-nothing-yet = لم يسجل أي شيء بعد.
statements-title = الكشوف
statements-none = لا يوجد أي كشف حاليا.
statement-period = الفترة
statement-operations = العمليات في الملف
statement-new-ones = الجديدة
statement-added = المضافة
statement-known = الموجودة من قبل
statement-opening = الرصيد قبلها
statement-closing = الرصيد بعدها
statement-state = الحالة
statement-state-columns = في انتظار تحديد الأعمدة
statement-state-checked = في انتظار التأكيد
statement-state-done = تم استيراده
statement-by = استورده
statement-check-title = التحقق قبل الاستيراد
statement-done-title = تم استيراد الكشف
statement-another = استيراد كشف آخر
statement-sample = أولى العمليات الجديدة
statement-skipped = أسطر في الملف ليست عمليات
statement-unaccounted = يختلف رصيدا الملف بمبلغ { $amount } عما تعطيه عملياته: ربما تنقص أسطر. تحققوا من البنك.
statement-gap = الرصيد قبل هذا الكشف يبتعد بمبلغ { $amount } عن العمليات المعروفة إلى ذلك الحين: ينقص كشف بينهما.
statement-nothing-new = كل عمليات هذا الملف موجودة من قبل: لن يضيف شيئا.
statement-other-account = يحمل هذا الملف رقم حساب آخر: { $number }.
statement-same-account = هل هو فعلا هذا الحساب؟
statement-same-account-yes = نعم، هذا الكشف لهذا الحساب
statement-take-in = استيراد هذه العمليات
statement-other-columns = تصحيح الأعمدة
statement-taken-in = { PLURAL($count) ->
    [zero] لم تستورد أي عملية.
    [one] تم استيراد عملية واحدة.
    [two] تم استيراد عمليتين.
    [few] تم استيراد { $count } عمليات.
    [many] تم استيراد { $count } عملية.
   *[other] تم استيراد { $count } عملية.
}
statement-columns-title = ماذا تتضمن الأعمدة؟
statement-columns-lead = لا بد من التاريخ والبيان والمبلغ: في عمود واحد بإشارة أو في عمودين، مدين ودائن. يحفظ جوابكم للكشوف المقبلة لهذا الحساب.
statement-columns-act = قراءته هكذا
statement-dates = التواريخ
statement-dates-auto = كما يدل عليها الملف
statement-dates-dmy = اليوم ثم الشهر ثم السنة
statement-dates-mdy = الشهر ثم اليوم ثم السنة
statement-decimal = السنتيمات
statement-decimal-auto = كما تدل عليها المبالغ
statement-decimal-comma = بعد فاصلة: 1 250,50
statement-decimal-point = بعد نقطة: 1,250.50
statement-field-done_on = تاريخ العملية
statement-field-value_on = تاريخ القيمة
statement-field-text = البيان
statement-field-debit = مدين (خرج)
statement-field-credit = دائن (دخل)
statement-field-amount = المبلغ بإشارته
statement-field-balance = الرصيد
statement-field-direction = الاتجاه (مدين أو دائن)
statement-field-status = الحالة
statement-field-reference = المرجع
statement-field-party = المستفيد أو الآمر
error-bank-account-twice = يحمله حساب بنكي آخر من قبل.
error-bank-account-in-use = استوردت كشوف لهذا الحساب: لا يتغير حسابه في الدفاتر ولا يمكن حذفه.
error-bank-accounts-too-many = { $max } حسابات بنكية على الأكثر.
error-account-no-bank = اختاروا حسابا بنكيا (514).
error-statement-empty = لا توجد أي عملية في هذا الملف.
error-statement-too-long = عمليات كثيرة جدا: { $max } على الأكثر في كل ملف. استوردوا الكشف على فترات.
error-statement-is-pdf = لا يمكن قراءة كشف PDF. حملوه من موقع البنك بصيغة Excel أو CSV أو OFX.
error-statement-mt940 = لا تقرأ صيغة MT940. اطلبوا من البنك ملف CAMT.053 أو OFX أو Excel أو CSV.
error-statement-other-xml = ملف XML هذا ليس كشف CAMT.053.
error-statement-broken = هذا الكشف ناقص أو تالف: حملوه من جديد.
error-statement-no-header = لا يوجد في هذا الملف سطر لعناوين الأعمدة.
error-statement-columns-missing = حددوا على الأقل التاريخ والبيان والمبلغ (أو المدين والدائن).
error-statement-date-unreadable = السطر { $line }: «{ $value }» ليس تاريخا.
error-statement-amount-unreadable = السطر { $line }: «{ $value }» ليس مبلغا.
error-statement-amount-ambiguous = السطر { $line }: يمكن قراءة «{ $value }» بطريقتين. حددوا هل تأتي السنتيمات بعد فاصلة أم بعد نقطة.
error-statement-both-sides = السطر { $line }: مدين ودائن في الوقت نفسه.
error-statement-done = تم استيراد هذا الكشف من قبل.
error-statement-not-checked = حددوا أولا ماذا تتضمن أعمدة هذا الكشف.
error-statement-no-table = ليست لهذا الكشف أعمدة تحدد.
error-statement-other-account = أكدوا أن هذا الكشف لهذا الحساب.
audit-books-bank-added = إضافة حساب بنكي إلى الدفاتر
audit-books-bank-changed = تعديل حساب بنكي في الدفاتر
audit-books-bank-removed = حذف حساب بنكي من الدفاتر
audit-books-statement-imported = استيراد كشف بنكي
