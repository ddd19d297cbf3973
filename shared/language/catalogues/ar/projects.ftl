## المشاريع: ما خصصت له سطور الحسابات

axis-none = —
axis-project = المشروع
axis-grant = المنحة أو الاتفاقية
axis-grant-hint = إذا كانت هذه العملية ممولة من منحة: تظهر في حساب استعمالها.
axis-code = رمز مختصر
axis-amount = المبلغ
axis-open = مفتوح
axis-closed = مغلق
axis-edit = تعديل
axis-save = حفظ
axis-saved = تم الحفظ.
axis-income = العائدات
axis-expense = التكاليف
axis-result = النتيجة
axis-all-years = كل السنوات

projects-title = المشاريع
projects-lead = حددوا لأي مشروع كل مدخول ومصروف لتعرفوا نتيجته.
projects-empty = لا مشاريع
projects-empty-text = افتحوا مشروعا ثم اختاروه عند تسجيل عملية أو قيد.
project-new = فتح مشروع
project-add-act = فتح المشروع
project-edit = تعديل المشروع
project-name = المشروع
project-name-ar = الاسم بالعربية
project-name-fr = الاسم بالفرنسية
project-code-hint = مثلا: قافلة-2026. لكل مشروع رمزه.
project-dates = التواريخ
project-starts = البداية
project-ends = النهاية
project-responsible = المسؤول
project-state = الحالة
project-close = إغلاق: لا يضاف إليه أي سطر
project-no-lines = لا عائدات ولا تكاليف
project-no-lines-text = اربطوا عملية بهذا المشروع: تحسب نتيجته هنا.

allocation-title = الربط بمشروع
allocation-lead = القيد لا يتغير: يتغير ما خصص له فقط، ويحتفظ سجل العمليات بذلك.
allocation-line = أي سطور؟
allocation-all-lines = كل السطور
allocation-act = حفظ الربط
allocation-done = تم حفظ الربط.
journal-of-axis = القيود المرتبطة بهذا المشروع أو بهذه المنحة فقط.

error-project-closed = المشروع { $project } مغلق: اختاروا غيره أو أعيدوا فتحه.
error-grant-closed = المنحة { $grant } مغلقة: اختاروا غيرها أو أعيدوا فتحها.
error-grant-of-other-project = هذه المنحة تمول مشروعا آخر: اختاروه أو اتركوا الخانة فارغة.
error-outside-eligible-period = تقبل مصاريف هذه المنحة من { $from } إلى { $until }.
error-too-many-projects = الحد الأقصى للمشاريع هو { $max }.
error-ends-before-begin = لا تسبق النهاية البداية.

audit-entry-allocated = ربط قيد بمشروع
audit-project-added = فتح مشروع
audit-project-changed = تعديل مشروع

detail-project = المشروع
detail-grant = المنحة
detail-entry_line = السطر
detail-responsible = المسؤول
detail-closed = مغلق

table-project = المشاريع
table-line-allocation = ربط السطور بالمشاريع والمنح
