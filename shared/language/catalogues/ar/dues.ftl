## الاشتراكات

dues-title = الاشتراكات
dues-payments = عدد الأداءات
dues-collected = مجموع المحصل

fee-set = تحديد واجب الاشتراك
fee-not-set = غير محدد
fee-title = واجب الاشتراك السنوي
fee-amount = المبلغ بالدرهم
fee-amount-hint = مثلا 200 أو 200,50. يمكن تغييره ما لم يسجل أي أداء لتلك السنة.
fee-act = تسجيل واجب الاشتراك
fee-done = حُدد واجب الاشتراك السنوي { $year } في { $amount }.

method-cash = نقدا
method-transfer = تحويل بنكي
method-cheque = شيك
method-card = بطاقة بنكية
method-mobile = أداء بالهاتف المحمول

payments-title = الأداءات
payments-none = لا أداء بعد.
payments-empty = لا أداء في هذه السنة
payments-empty-text = كل أداء تسجلونه يعطي وصلا مرقما ويسجل قيده في المحاسبة.

payment-record = تسجيل أداء
payment-another = تسجيل أداء آخر
payment-member = المنخرط
payment-member-number = رقم انخراط المؤدي
payment-member-hint = تجدونه في لائحة المنخرطين، ومن بطاقة المنخرط يمكن تسجيل الأداء مباشرة.
payment-year = اشتراك سنة
payment-amount = المبلغ
payment-amount-dh = المبلغ بالدرهم
payment-method = طريقة الأداء
payment-reference = رقم الشيك أو مرجع العملية
payment-reference-hint = الشيك: رقمه ضروري. التحويل والبطاقة والهاتف: مرجع العملية إن وجد.
payment-cheque-number = رقم الشيك
payment-operation = مرجع العملية
payment-bank = البنك المسحوب عليه
payment-drawer = صاحب الشيك
payment-drawer-hint = إن لم يكن هو المنخرط نفسه.
payments-csv = تنزيل الأداءات (CSV)
payment-paid-on = تاريخ الأداء
payment-no-fee = لم تحددوا بعد واجب الاشتراك السنوي.
payment-act = تسجيل الأداء وإصدار الوصل
payment-done = سُجل الأداء وصدر الوصل { $receipt }.
payment-recorded-by = سجله
payment-recorded-at = تاريخ التسجيل

receipt = وصل
receipt-title = وصل { $receipt }
receipt-number = رقم الوصل
receipt-pdf = تحميل الوصل (PDF)
receipt-proofs = الإثبات
receipt-entry = القيد في دفتر اليومية
receipt-check-link = صفحة التحقق من الوصل (رمز QR)
receipt-check-title = التحقق من وصل
receipt-genuine = هذا الوصل صحيح: أصدرته هذه الجمعية على منصة نسيج.
receipt-compare = قارنوا هذه المعطيات بما في الوصل الذي بين أيديكم.
receipt-unknown = لا نعرف هذا الوصل. قد يكون الرمز ناقصا أو الوصل غير صحيح.

cancel-payment = إلغاء هذا الأداء
cancel-title = إلغاء أداء
cancel-lead = يبقى الوصل الأول كما هو، ويصدر وصل مضاد برقم تال، ويُسجل القيد المعاكس في المحاسبة. لا رجعة في ذلك.
cancel-reason = سبب الإلغاء
cancel-reason-hint = مثلا: سُجل مرتين، أو أُرجع المبلغ إلى المنخرط. يظهر في الوصل المضاد.
cancel-method = كيف أُرجع المبلغ
cancel-on = تاريخ الإلغاء
cancel-act = إلغاء الأداء وإصدار وصل مضاد
cancel-done = أُلغي الأداء وصدر الوصل المضاد { $receipt }.
payment-cancelled = ملغى
payment-cancelled-by = ألغاه
counter-receipt = الوصل المضاد
counter-receipt-pdf = تحميل الوصل المضاد (PDF)
receipt-cancelled = أُلغي هذا الوصل بتاريخ { $date }: لم يعد يثبت أداء.
error-cheque-in-hand = ما زال هذا الشيك بين أيديكم: يُرجع الشيك نفسه. اختاروا «شيك».
detail-bank = البنك
detail-drawer = صاحب الشيك
