## الشيكات وجداول تسليمها إلى البنك

cheques-title = الشيكات
cheques-in-hand = الشيكات الموجودة لدى الجمعية
cheques-lead = شيكات توصلتم بها ولم تسلم بعد إلى البنك. اختاروا ما تسلمونه: يُعد جدول مرقم ويسجل القيد في المحاسبة.
cheques-count = { PLURAL($count) ->
    [zero] لا شيك لديكم
    [one] شيك واحد لديكم
    [two] شيكان لديكم
    [few] { $count } شيكات لديكم
    [many] { $count } شيكا لديكم
   *[other] { $count } شيك لديكم
}
cheques-empty = لا شيك لديكم الآن
cheques-empty-text = كل أداء بشيك يظهر هنا إلى أن يسلم الشيك إلى البنك.
cheques-more = تظهر هنا أقدم { $shown } شيك فقط، وتظهر البقية بعد هذا التسليم.
cheques-choose = الشيكات التي تسلمونها
cheque-number = رقم الشيك
cheque-bank = البنك
cheque-drawer = صاحب الشيك
cheque-in-hand = لدى الجمعية
cheque-taken-back = ألغي بالوصل { $receipt }
deposit-slip = جدول التسليم
deposit-on = تاريخ التسليم
deposit-account = الحساب في المحاسبة
deposit-bank = البنك ورقم الحساب
deposit-bank-hint = يطبعان على الجدول.
bank-account-51411 = الحساب الرئيسي (51411)
bank-account-51412 = حساب مشروع أو اتفاقية (51412)
bank-account-51413 = الحساب المخصص لجمع التبرعات (51413)
deposit-act = إعداد جدول التسليم
deposit-done = أُعد الجدول { $slip }: سُلم إلى البنك { $amount }.
deposits-title = جداول تسليم الشيكات
deposit-title = جدول التسليم { $slip }
deposit-cheques = عدد الشيكات
deposit-amount = المجموع
deposit-by = أعده
deposit-at = تاريخ الإعداد
deposit-pdf = تحميل الجدول (PDF)
deposit-entry = القيد في دفتر اليومية
deposit-undo = إلغاء هذا الجدول
deposit-undo-title = إلغاء جدول تسليم
deposit-undo-lead = لجدول أُعد خطأ: تعود شيكاته إلى الجمعية ويسجل القيد المعاكس، ويبقى رقمه مستعملا. أما الشيك الذي رجع غير مؤدى فمن صفحة أدائه.
deposit-undo-reason = سبب الإلغاء
deposit-undo-act = إلغاء الجدول
deposit-undo-done = أُلغي الجدول { $slip }، وعادت شيكاته إلى الجمعية.
deposit-is-undone = ملغى
deposit-undone-on = تاريخ الإلغاء
deposit-undone-by = ألغاه
deposit-undone-why = السبب
unpaid-link = شيك غير مؤدى
unpaid-title = شيك رجع غير مؤدى
unpaid-lead = يُلغى الأداء بوصل مضاد، ويعود المبلغ مستحقا، ويسجل القيد في المحاسبة. لا رجعة في ذلك.
unpaid-reason = السبب حسب البنك
unpaid-reason-hint = مثلا: بدون مؤونة، أو توقيع غير مطابق. يظهر في الوصل المضاد.
unpaid-on = تاريخ الرجوع
unpaid-act = إلغاء الأداء
unpaid-done = أُلغي الأداء بالوصل المضاد { $receipt }، وعاد المبلغ مستحقا.
payment-is-unpaid = شيك غير مؤدى
entry-deposit = جدول التسليم الذي نتج عنه هذا القيد
error-cheques-required = اختاروا شيكا واحدا على الأقل.
error-too-many-cheques = عدد الشيكات كبير: { $max } على الأكثر في الجدول الواحد.
error-cheque-not-in-hand = أحد هذه الشيكات لم يعد لديكم: هو في جدول آخر أو أُلغي أداؤه. راجعوا اللائحة وأعيدوا المحاولة.
error-date-before-cheque = لا يمكن أن يسبق تاريخ التسليم تاريخ أحد الشيكات.
error-date-before-deposit = لا يمكن أن يسبق هذا التاريخ تاريخ التسليم إلى البنك.
error-not-a-cheque = لم يتم هذا الأداء بشيك.
error-deposit-undone = الجدول { $slip } ملغى من قبل.
error-deposit-has-returned = أحد شيكات هذا الجدول أُلغي أداؤه بالوصل المضاد { $receipt }: لا يمكن إلغاء الجدول.
audit-deposit-made = تسليم شيكات إلى البنك
audit-deposit-undone = إلغاء جدول تسليم شيكات
audit-payment-unpaid = شيك رجع غير مؤدى
detail-cheques = الشيكات
