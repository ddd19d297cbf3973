## المستحقات

charge-title = المستحق
charge-joining = واجب الانخراط
charge-annual = واجب الاشتراك السنوي
charge-due-on = تاريخ الاستحقاق
charge-amount = المبلغ
charge-paid = المؤدى
charge-waived = المعفى منه
charge-open = الباقي
member-dues-title = واجبات هذا المنخرط
member-dues-none = لم يطالَب هذا المنخرط بأي واجب بعد.
member-dues-balance = الرصيد المستحق
member-dues-advance = تسبيق لفائدته
member-dues-still = ما زال مستحقا: { $amount }. المغادرة لا تسقط شيئا منه (ظهير 1958، الفصل 4).
waive-link = إعفاء
waive-title = الإعفاء من مبلغ مستحق
waive-lead = يسقط المبلغ عن المنخرط وتسجل الكتابة المحاسبية المعاكسة. والإعفاء الممنوح خطأ يلغى من ملف المنخرط.
waive-amount = المبلغ المعفى منه بالدرهم
waive-amount-hint = فارغ: كل ما بقي مستحقا.
waive-reason = السبب
waive-reason-hint = مثلا: قرار المكتب بتاريخ كذا، أو وضعية اجتماعية صعبة.
waive-act = تسجيل الإعفاء
waive-done = سجل الإعفاء. الباقي: { $amount }.
waivers-title = الإعفاءات
payment-advance = ما زاد على المستحق
payment-advance-yes = يؤدي ما بقي من واجبات أخرى، والباقي يحفظ تسبيقا
payment-of-advance = منه تسبيق
payment-advance-left = ما بقي من التسبيق
refund-link = إرجاع التسبيق
refund-title = إرجاع تسبيق
refund-lead = تسلم وثيقة برقم موال لأرقام الوصولات وتسجل الكتابة المحاسبية.
refund-none = لم يبق من هذا الأداء أي تسبيق.
refund-amount = المبلغ المرجع بالدرهم
refund-amount-hint = فارغ: كل ما بقي من التسبيق.
refund-reason = سبب الإرجاع
refund-method = كيف أرجع المبلغ
refund-on = تاريخ الإرجاع
refund-act = إرجاع المبلغ وتسليم الوثيقة
refund-done = أرجع المبلغ، وسلمت الوثيقة { $receipt }.
refunds-title = المبالغ المرجعة
run-link = المطالبة بواجبات السنة
run-title = المطالبة بواجبات الاشتراك لسنة { $year }
run-lead = يسجل على كل منخرط ما يجب عليه برسم السنة وتسجل كتابة محاسبية واحدة. لا ترسل أي رسالة.
run-members = المطالَبون
run-amount = المبلغ الإجمالي
run-lines = حسب الفئة
run-category = الفئة
run-category-none = بدون فئة
run-left-out = من لن يطالَب، ولماذا
left-out-charged = طولب من قبل
left-out-exempt = فئته لا تؤدي شيئا
left-out-inactive = ليس منخرطا فعليا (استقال أو أوقف أو غادر)
left-out-later = انخرط بعد هذه السنة
left-out-excluded = استثني باليد
run-excluded = أرقام منخرطين لا يطالَبون
run-excluded-hint = مثلا: 12، 40. يمكن مطالبتهم فيما بعد.
run-act = { PLURAL($count) ->
    [zero] المطالبة بالواجبات
    [one] مطالبة منخرط واحد
    [two] مطالبة منخرطَين
    [few] مطالبة { $count } منخرطين
    [many] مطالبة { $count } منخرطا
   *[other] مطالبة { $count } منخرط
}
run-done = { PLURAL($count) ->
    [zero] لم يطالَب أحد.
    [one] طولب منخرط واحد بمبلغ { $amount }.
    [two] طولب منخرطان بمبلغ { $amount }.
    [few] طولب { $count } منخرطين بمبلغ { $amount }.
    [many] طولب { $count } منخرطا بمبلغ { $amount }.
   *[other] طولب { $count } منخرط بمبلغ { $amount }.
}
run-nobody = لا أحد يطالَب الآن
run-nobody-text = من ينخرط فيما بعد يطالَب من هذه الصفحة نفسها.
run-earlier = مطالبات سابقة لهذه السنة
run-made-on = التاريخ
run-made-by = من طرف
arrears-link = من لم يؤد؟
arrears-title = من لم يؤد؟
arrears-members = منخرطون مدينون
arrears-age = التأخر
age-coming = لم يحل أجله بعد
age-month = من 1 إلى 30 يوما
age-quarter = من 31 إلى 90 يوما
age-year = من 91 إلى 365 يوما
age-older = أكثر من سنة
age-all = الكل
arrears-empty = لا شيء مستحق هنا
arrears-empty-text = تظهر هنا الواجبات التي طولب بها المنخرطون ولم تؤد.
arrears-csv = تنزيل اللائحة (CSV)
arrears-filter = تصفية
arrears-every-category = كل الفئات
arrears-every-group = كل المجموعات
arrears-pay = تسجيل الأداء
agreement-agrees = حسابات المنخرطين مطابقة للدفاتر المحاسبية.
agreement-differs = حسابات المنخرطين لا تطابق الدفاتر: مستحقات { $receivable } وفي الدفاتر { $booked }؛ تسبيقات { $advances } وفي الدفاتر { $advances-booked }؛ واجبات سنوات لم تبدأ { $ahead } وفي الدفاتر { $ahead-booked }. راجعوا القيود اليدوية في الحسابات 34281 و44281 و44911.
fee-joining = واجب الانخراط للأعضاء الجدد بالدرهم
fee-joining-hint = يؤديه مرة واحدة من ينخرط خلال هذه السنة.
fee-rules = قواعد أخرى
fee-prorated = من ينخرط خلال السنة يؤدي ابتداء من شهر انخراطه
fee-free-title = مبلغ مفتوح
fee-free = المبلغ حد أدنى: يمكن أداء أكثر منه
fee-due-on = آخر أجل للأداء
fee-due-on-hint = يوم/شهر/سنة. فارغ: نهاية الشهر الثالث من السنة (31 مارس في السنة المدنية).
fee-category = مبلغ الفئة «{ $category }» بالدرهم
fee-category-hint = فارغ: كباقي المنخرطين؛ 0: لا تؤدي شيئا.
error-charge-settled = لم يبق من هذا الواجب شيء.
error-no-advance = لم يبق من هذا الأداء أي تسبيق.
error-payment-refunded = أرجع تسبيق من هذا الأداء بالوثيقة { $receipt }: لا يمكن إلغاؤه.
error-run-nobody = لا أحد يطالَب: ربما تمت المطالبة من قبل.
error-run-changed = تغير عدد من يطالَبون منذ أن نظرتم: { $members } الآن. راجعوا ثم أكدوا.
error-category-twice = ذكرت هذه الفئة مرتين.
error-date-outside-year = هذا التاريخ بعيد عن السنة المعنية.
audit-dues-called = المطالبة بواجبات السنة
audit-dues-waived = الإعفاء من واجب
audit-payment-refunded = إرجاع تسبيق
detail-joining = واجب الانخراط
detail-prorated = حسب شهر الانخراط
detail-categories = الفئات
detail-at_least = المبلغ حد أدنى
charge-member-ar = الاسم بالعربية
charge-member-fr = الاسم بالفرنسية
charge-acts = ما يمكن فعله
