## الأسر والأولياء

families-title = الأسر
families-text = أفراد البيت الواحد، ومن يتحدث ويؤدي عنهم.
families-empty = لا توجد أسرة بعد
families-empty-text = افتحوا بطاقة منخرط واختاروا أسرته: هناك تُنشأ الأسرة.
family-label = اسم الأسرة
family-label-hint = كما تعرفونها: «أسرة بوعزة، حي السلام».
family-of = أسرة { $name }
family-search = بداية اسم الأسرة
family-not-found = لا توجد أسرة بهذا الاسم.
family-none = لم تُسجل أي أسرة.
family-minor = قاصر
family-contact = جهة الاتصال
family-contact-act = تعيين جهة اتصال
family-contact-end = لم يعد جهة الاتصال
family-leave = سحب من الأسرة
family-left = لم يعد المنخرط ضمن الأسرة.
family-join = إضافة منخرط
family-join-act = الإضافة إلى الأسرة
family-found = المنخرطون الموجودون
family-acts = إجراء
family-rename = تغيير الاسم
family-rename-act = حفظ الاسم
family-saved = حُفظت الأسرة.
family-choose = اختيار الأسرة
family-there = أسرة موجودة
family-add = أسرة جديدة
family-add-act = إنشاء الأسرة

relatives-title = الأسرة والأولياء
wards-title = ينوب عن
guardians-title = الأولياء
guardians-missing = قاصرون بلا ولي
guardians-waiting = { PLURAL($count) ->
    [zero] لا قاصر بلا ولي مسجل
    [one] منخرط قاصر واحد ليس له ولي مسجل
    [two] منخرطان قاصران ليس لهما ولي مسجل
    [few] { $count } منخرطين قاصرين ليس لهم ولي مسجل
    [many] { $count } منخرطا قاصرا ليس لهم ولي مسجل
   *[other] { $count } منخرط قاصر ليس لهم ولي مسجل
}
guardians-act = أولياء القاصر
guardians-text = تُرسل الاستدعاءات والتذكيرات الموجهة إلى القاصر إلى أول ولي له بريد إلكتروني؛ وإن لم يوجد، فإلى العنوان المسجل في البطاقة.
guardians-none = لم يُسجل من ينوب عن هذا القاصر. سجلوا وليا واحدا على الأقل.
guardians-until = قاصر إلى غاية { $date }، وتنتهي الولاية تلقائيا في ذلك اليوم.
guardians-ended = راشد منذ { $date }: انتهت الولاية، وتُرسل الرسائل إلى عنوانه الخاص.
guardians-birth-unknown = تاريخ الازدياد غير مسجل: لا يُعرف هل ما زال هؤلاء الأولياء ينوبون عنه.
guardian-cannot-act = لا يمكنه النيابة
guardian-edit = تعديل
guardian-remove = سحب الولي
guardian-removed = سُحب الولي.
guardian-saved = حُفظ الولي.
guardian-save = حفظ الولي
guardian-kinship = صلته بالقاصر
guardian-kinship-choose = اختاروا
guardian-name-ar = الاسم الكامل بالعربية
guardian-name-fr = الاسم الكامل بالفرنسية
guardian-email-hint = تصل إليه الرسائل الموجهة إلى القاصر.
guardian-a-member = ولي من بين المنخرطين
guardian-no-member = ولي ليس منخرطا
guardian-other = اختيار شخص آخر
guardian-noted = سُجل وليا:

kinship-father = الأب
kinship-mother = الأم
kinship-grandparent = الجد أو الجدة
kinship-sibling = الأخ أو الأخت
kinship-relative = قريب آخر
kinship-appointed = الوصي أو المقدم
kinship-kafil = الكافل
kinship-other = صلة أخرى

member-column-family = الأسرة
member-column-guardians = الأولياء

audit-family-added = إنشاء أسرة
audit-family-renamed = تغيير اسم أسرة
audit-family-joined = إضافة منخرط إلى أسرة
audit-family-left = سحب منخرط من أسرة
audit-guardian-added = تسجيل ولي
audit-guardian-changed = تعديل ولي
audit-guardian-removed = سحب ولي

detail-family = الأسرة
detail-contact = جهة اتصال الأسرة
detail-guardian = الولي
detail-kinship = الصلة

error-member-in-family = ينتمي هذا المنخرط إلى أسرة أخرى: اسحبوه منها أولا.
error-family-of-persons = لا ينتمي إلى الأسرة إلا شخص ذاتي.
error-family-full = لا تتجاوز الأسرة { $max } منخرطا.
error-contact-under-age = جهة اتصال الأسرة راشد.
error-guardian-of-adult = لا يكون الولي إلا لقاصر.
error-guardian-needs-birth = سجلوا أولا تاريخ الازدياد في البطاقة: به يُعرف هل المنخرط قاصر.
error-too-many-guardians = للقاصر { $max } أولياء على الأكثر: اسحبوا أحدهم أولا.
error-guardian-of-oneself = لا أحد ولي نفسه.
error-guardian-already = هذا الشخص مسجل وليا من قبل.
error-guardian-under-age = هذا الشخص قاصر: لا يمكن أن يكون وليا.
error-guardian-in-a-circle = هذا القاصر مسجل وليا لهذا المنخرط: صححوا بطاقته أولا.
error-guardian-dead = هذا الشخص متوفى.
error-guardian-has-record = هذا الولي منخرط: يُسجل ذلك في بطاقته الخاصة.
error-unknown-guardian = لم يعد هذا الولي مسجلا هنا.

## ما تؤديه الأسر أقل

fee-family = الأسر
fee-family-hint = أفراد الأسرة الواحدة، من أقدم رقم إلى أحدثه. اتركوه فارغا إذا كان كل واحد يؤدي كغيره.
fee-family-from = ابتداء من أي فرد
fee-family-percent = النسبة الواجبة، بالمائة
fee-family-most = الحد الأقصى لكل أسرة في السنة، بالدرهم
left-out-family = بلغت أسرته الحد الأقصى
run-spared = { PLURAL($count) ->
    [zero] لا تعفي الأسر أحدا.
    [one] تعفي الأسرة منخرطا واحدا من { $amount }.
    [two] تعفي الأسر منخرطين من { $amount }.
    [few] تعفي الأسر { $count } منخرطين من { $amount }.
    [many] تعفي الأسر { $count } منخرطا من { $amount }.
   *[other] تعفي الأسر { $count } منخرط من { $amount }.
}

detail-family_from = ابتداء من فرد الأسرة رقم
detail-family_percent = النسبة الواجبة، بالمائة
detail-family_most = الحد الأقصى للأسرة

error-family-from-out-of-range = اكتبوا عددا من 2 إلى 20.
error-family-percent-out-of-range = اكتبوا عددا من 0 إلى 99.
