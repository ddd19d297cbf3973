## صورة المنخرط

photo-title = الصورة
photo-of = صورة { $name }
photo-text = لا تُحفظ الصورة إلا بموافقة صاحبها، أو من ينوب عن القاصر (القانون 09-08، المادة 4). وتظهر في البطاقة المعلوماتية وفي بطاقة الانخراط. ومتى سُحبت الموافقة فاحذفوها: لا يبقى منها شيء.
photo-file = ملف الصورة
photo-file-hint = JPEG أو PNG أو WebP، في حدود { $megabytes } ميغابايت. تُصغَّر الصورة ويُمحى مكان التقاطها.
photo-agreement = الموافقة
photo-agreed = صاحب الصورة، أو من ينوب عن القاصر، موافق
photo-agreed-on = موافق منذ
photo-keep = حفظ الصورة
photo-kept = الصورة في البطاقة.
photo-remove = حذف الصورة
photo-removed = حُذفت الصورة.

audit-member-photo-added = إضافة صورة منخرط
audit-member-photo-removed = حذف صورة منخرط

error-photo-needs-consent = لا تُحفظ أي صورة دون موافقة صاحبها أو من ينوب عن القاصر.
error-photo-kind = اختاروا صورة بصيغة JPEG أو PNG أو WebP.
error-photo-too-large = تتجاوز هذه الصورة 50 مليون نقطة: اختاروا صورة أصغر.
error-photo-unreadable = الملف تالف: التقطوا الصورة أو احفظوها من جديد.
error-photo-of-a-body = لا صورة إلا لشخص ذاتي.
error-photo-gone = لم تعد هذه الصورة هنا.
