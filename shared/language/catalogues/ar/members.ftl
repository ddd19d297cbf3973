## المنخرطون والاستيراد

members-title = المنخرطون
members-add = إضافة منخرط
members-add-act = إضافة المنخرط
members-added = أضيف المنخرط رقم { $number }.
members-dues = الاشتراك
members-all = الجميع
members-paid = أدوا الاشتراك
members-unpaid = لم يؤدوا الاشتراك
members-empty = سجل المنخرطين فارغ
members-empty-text = استوردوا لائحتكم من ملف، أو أضيفوا المنخرطين واحدا واحدا.

member-name = الاسم
member-number = رقم الانخراط
member-phone = الهاتف
member-phone-hint = مثلا 0612345678
member-email = البريد الإلكتروني
member-email-hint = لإرسال الاستدعاءات.
member-address = العنوان
member-category = الصنف
member-sex = الجنس

sex-female = أنثى
sex-male = ذكر

member-born-on = تاريخ الازدياد
member-joined-on = تاريخ الانخراط
member-language = لغة المراسلة
member-language-default = لغة الجمعية
member-language-hint = اللغة التي تصل بها الاستدعاءات.
member-given-ar = الاسم الشخصي بالعربية
member-family-ar = الاسم العائلي بالعربية
member-given-fr = الاسم الشخصي بالفرنسية
member-family-fr = الاسم العائلي بالفرنسية
member-one-name = يكفي الاسم بإحدى اللغتين.
member-record = بطاقة المنخرط
member-state = الوضعية
member-dues-of = اشتراك { $year }
member-paid = مؤدى
member-unpaid = غير مؤدى

import-title = استيراد المنخرطين
import-lead = اختاروا ملف لائحتكم. نقرؤه ونريكم ما سيضاف قبل أي تسجيل.
import-file = الملف
import-file-hint = جدول بصيغة CSV أو XLSX (إكسل) أو ODS، سطر لكل منخرط وسطر أول لأسماء الأعمدة. { $megabytes } ميغابايت على الأكثر.
import-check-act = فحص الملف
import-nothing-yet = لم يسجل أي شيء بعد.
import-check-title = ما سيضيفه هذا الملف
import-report-title = تقرير الاستيراد
import-other-file = ملف آخر
import-rows = سطور الملف
import-create = للإضافة
import-skip = موجودون من قبل أو مكررون في الملف
import-created = أضيفوا
import-errors = سطور فيها خطأ
import-nothing-to-add = لا يضيف هذا الملف أي منخرط.
import-without-email = { PLURAL($count) ->
    [zero] لا أحد منهم دون بريد إلكتروني.
    [one] واحد منهم ليس له بريد إلكتروني: يُستدعى باليد.
    [two] اثنان منهم ليس لهما بريد إلكتروني: يُستدعيان باليد.
    [few] { $count } منهم ليس لهم بريد إلكتروني: يُستدعون باليد.
    [many] { $count } منهم ليس لهم بريد إلكتروني: يُستدعون باليد.
   *[other] { $count } منهم ليس لهم بريد إلكتروني: يُستدعون باليد.
}
import-confirm-act = { PLURAL($count) ->
    [zero] عدم إضافة أي منخرط
    [one] إضافة منخرط واحد
    [two] إضافة منخرطَين
    [few] إضافة { $count } منخرطين
    [many] إضافة { $count } منخرطا
   *[other] إضافة { $count } منخرط
}
import-done = { PLURAL($count) ->
    [zero] لم يضف أي منخرط.
    [one] أضيف منخرط واحد.
    [two] أضيف منخرطان.
    [few] أضيف { $count } منخرطين.
    [many] أضيف { $count } منخرطا.
   *[other] أضيف { $count } منخرط.
}
import-errors-title = سطور لا يمكن إضافتها
import-errors-text = صححوها في الملف وأعيدوا استيراده: من أضيف لن يضاف مرة ثانية.
import-errors-cut = هناك أخطاء أخرى لم تعرض.
import-line = السطر
import-column = العمود
import-value = القيمة
import-remedy = ما العمل
import-columns = كيف قرأنا الأعمدة
import-field = أُخذ على أنه
import-example = مثال
import-not-taken = لم يؤخذ
import-format = الترميز: { $encoding }. الفاصل: { $separator }
import-tab = جدولة
import-sample = أول المنخرطين كما سيسجلون
import-field-given_ar = الاسم الشخصي بالعربية
import-field-family_ar = الاسم العائلي بالعربية
import-field-given_fr = الاسم الشخصي بالفرنسية
import-field-family_fr = الاسم العائلي بالفرنسية
import-field-full_ar = الاسم الكامل بالعربية
import-field-full_fr = الاسم الكامل بالفرنسية
import-field-sex = الجنس
import-field-born_on = تاريخ الازدياد
import-field-phone = الهاتف
import-field-email = البريد الإلكتروني
import-field-address = العنوان
import-field-category = الصنف
import-field-joined_on = تاريخ الانخراط
import-field-locale = لغة المراسلة
import-field-full_ar_family_first = الاسم الكامل بالعربية، النسب أولا
import-field-full_fr_family_first = الاسم الكامل بالفرنسية، النسب أولا
import-field-dues = واجب الانخراط (يراقب ولا يؤخذ)
