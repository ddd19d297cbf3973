## دمج بطاقتين لشخص واحد وسحب شخص

duplicates-title = منخرطون ربما سُجلوا مرتين
duplicates-lead = تشترك هذه البطاقات في ما قلما يشترك فيه الناس. ادمجوها، أو قولوا إنها لشخصين.
duplicates-none = لم نجد شخصا مسجلا مرتين.
duplicates-found = { PLURAL($count) ->
    [zero] لا يوجد أي زوج.
    [one] وُجد زوج واحد.
    [two] وُجد زوجان، الأرجح أولا.
    [few] وُجدت { $count } أزواج، الأرجح أولا.
    [many] وُجد { $count } زوجا، الأرجح أولا.
   *[other] وُجد { $count } زوج، الأرجح أولا.
}
duplicate-pair = بطاقتان
duplicate-one = البطاقة الأولى
duplicate-other = البطاقة الثانية
duplicate-same = المشترك:
duplicate-name_ar = الاسم بالعربية
duplicate-name_fr = الاسم بالفرنسية
duplicate-phone = الهاتف
duplicate-email = البريد الإلكتروني
duplicate-born_on = تاريخ الازدياد
duplicate-distinct = هما شخصان
duplicate-told-apart = سُجل: هما شخصان.

merges-title = دُمجت في الثلاثين يوما الأخيرة
merge-title = دمج بطاقتين
merge-compare = المقارنة والدمج
merge-kept = تبقى
merge-gone = تزول
merge-when = متى ومن
merge-swap = الاحتفاظ بالأخرى بدلها
merge-what-follows = تنتقل الوسوم والمجموعات والملاحظات وتغييرات الوضعية، ولا يضيع هاتف ولا بريد. ويمكن التراجع خلال ثلاثين يوما. حيث تختلف البطاقتان اختاروا:
merge-alike = لا تختلف البطاقتان في شيء يُختار.
merge-empty = (فارغ)
merge-act = دمج البطاقتين
merge-done = أصبحت بطاقة واحدة.
merge-undo = تراجع
merge-undone = عادت البطاقتان.

removal-title = سحب شخص
removal-link = سحب
removal-delete = حذف البطاقة
removal-delete-text = لا يذكر هذا الشخصَ أي وصل ولا أي سجل جمع عام: تُحذف البطاقة نهائيا مع ملاحظاتها ووسومها ومجموعاتها، ولا يُستعمل رقمها من جديد.
removal-anonymise = إفراغ البطاقة
removal-anonymise-text = تذكر هذا الشخصَ اشتراكات أو وصولات أو سجلات جموع عامة أو انتدابات يوجب القانون الاحتفاظ بها. يُسحب من البطاقة نهائيا الاسم ووسائل الاتصال والملاحظات والوسوم والمجموعات، ويبقى الرقم وتاريخا الانخراط والمغادرة والوصولات.
removal-leaves-first = تذكر هذا الشخصَ اشتراكات أو وصولات أو سجلات جموع عامة أو انتدابات: لا تُفرغ البطاقة إلا بعد مغادرته. غيروا الوضعية أولا.
removal-sure = هل أنتم متأكدون؟
removal-sure-yes = نعم، ولا رجعة في ذلك
removal-deleted = حُذفت البطاقة.
removal-anonymised = أُفرغت البطاقة.

audit-members-told-apart = تمييز منخرطين
audit-members-merged = دمج بطاقتين
audit-merge-undone = التراجع عن دمج بطاقتين
audit-member-deleted = حذف بطاقة منخرط
audit-member-anonymised = إفراغ بطاقة منخرط

detail-merged = البطاقة الزائلة
detail-taken = المأخوذ منها

error-merge-of-two-kinds = الشخص الذاتي والشخص المعنوي ليسا واحدا.
error-member-has-history = تذكر هذا المنخرطَ اشتراكات أو وصولات أو سجلات جموع عامة أو انتدابات: احتفظوا ببطاقته. ولا تُدمج بطاقتان لكل منهما شيء من ذلك.
error-member-still-there = ما زال هذا الشخص منخرطا: غيروا الوضعية أولا.
error-member-anonymised = أُفرغت هذه البطاقة.
error-merge-already-undone = سبق التراجع عن هذا.
