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
bank-statement-new = استيراد كشف
bank-statement-lead = حملوا الكشف من موقع بنككم بصيغة Excel أو CSV أو OFX أو CAMT.053 ثم اختاروه هنا. الكشف الذي يتقاطع مع سابقه لا يضيف شيئا مرتين.
bank-statement-file = ملف الكشف
bank-statement-file-hint = ‏CSV أو XLSX أو ODS أو OFX أو CAMT.053 (XML)، { $megabytes } ميغابايت على الأكثر.
bank-statement-check-act = فحص الكشف
bank-statement-nothing-yet = لم يسجل أي شيء بعد.
bank-statements-title = الكشوف
bank-statements-none = لا يوجد أي كشف حاليا.
bank-statement-period = الفترة
bank-statement-operations = العمليات في الملف
bank-statement-new-ones = الجديدة
bank-statement-added = المضافة
bank-statement-known = الموجودة من قبل
bank-statement-opening = الرصيد قبلها
bank-statement-closing = الرصيد بعدها
bank-statement-state = الحالة
bank-statement-state-columns = في انتظار تحديد الأعمدة
bank-statement-state-checked = في انتظار التأكيد
bank-statement-state-done = تم استيراده
bank-statement-by = استورده
bank-statement-check-title = التحقق قبل الاستيراد
bank-statement-done-title = تم استيراد الكشف
bank-statement-another = استيراد كشف آخر
bank-statement-sample = أولى العمليات الجديدة
bank-statement-skipped = أسطر في الملف ليست عمليات
bank-statement-unaccounted = يختلف رصيدا الملف بمبلغ { $amount } عما تعطيه عملياته: ربما تنقص أسطر. تحققوا من البنك.
bank-statement-gap = الرصيد قبل هذا الكشف يبتعد بمبلغ { $amount } عن العمليات المعروفة إلى ذلك الحين: ينقص كشف بينهما.
bank-statement-nothing-new = كل عمليات هذا الملف موجودة من قبل: لن يضيف شيئا.
bank-statement-other-account = يحمل هذا الملف رقم حساب آخر: { $number }.
bank-statement-same-account = هل هو فعلا هذا الحساب؟
bank-statement-same-account-yes = نعم، هذا الكشف لهذا الحساب
bank-statement-take-in = استيراد هذه العمليات
bank-statement-other-columns = تصحيح الأعمدة
bank-statement-taken-in = { PLURAL($count) ->
    [zero] لم تستورد أي عملية.
    [one] تم استيراد عملية واحدة.
    [two] تم استيراد عمليتين.
    [few] تم استيراد { $count } عمليات.
    [many] تم استيراد { $count } عملية.
   *[other] تم استيراد { $count } عملية.
}
bank-statement-columns-title = ماذا تتضمن الأعمدة؟
bank-statement-columns-lead = لا بد من التاريخ والبيان والمبلغ: في عمود واحد بإشارة أو في عمودين، مدين ودائن. يحفظ جوابكم للكشوف المقبلة لهذا الحساب.
bank-statement-columns-act = قراءته هكذا
bank-statement-dates = التواريخ
bank-statement-dates-auto = كما يدل عليها الملف
bank-statement-dates-dmy = اليوم ثم الشهر ثم السنة
bank-statement-dates-mdy = الشهر ثم اليوم ثم السنة
bank-statement-decimal = السنتيمات
bank-statement-decimal-auto = كما تدل عليها المبالغ
bank-statement-decimal-comma = بعد فاصلة: 1 250,50
bank-statement-decimal-point = بعد نقطة: 1,250.50
bank-statement-field-done_on = تاريخ العملية
bank-statement-field-value_on = تاريخ القيمة
bank-statement-field-text = البيان
bank-statement-field-debit = مدين (خرج)
bank-statement-field-credit = دائن (دخل)
bank-statement-field-amount = المبلغ بإشارته
bank-statement-field-balance = الرصيد
bank-statement-field-direction = الاتجاه (مدين أو دائن)
bank-statement-field-status = الحالة
bank-statement-field-reference = المرجع
bank-statement-field-party = المستفيد أو الآمر
error-bank-account-twice = يحمله حساب بنكي آخر من قبل.
error-bank-account-in-use = استوردت كشوف لهذا الحساب: لا يتغير حسابه في الدفاتر ولا يمكن حذفه.
error-bank-accounts-too-many = { $max } حسابات بنكية على الأكثر.
error-account-no-bank = اختاروا حسابا بنكيا (514).
error-statement-empty = لا توجد أي عملية في هذا الملف.
error-bank-statement-too-long = عمليات كثيرة جدا: { $max } على الأكثر في كل ملف. استوردوا الكشف على فترات.
error-statement-currency = هذا الكشف بعملة { $currency }: لا تقرأ هنا إلا الكشوف بالدرهم.
error-statement-several-accounts = في هذا الملف كشوف لعدة حسابات: حملوا من موقع البنك ملفا لكل حساب.
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
