## أصناف المنخرطين وأرقامهم

categories-title = أصناف المنخرطين
categories-lead = ما يسمح به قانونكم الأساسي لكل صنف. من ليس له صنف يصوت ويمكن انتخابه.
categories-none = لا يوجد أي صنف بعد.
category-add = تحديد صنف
category-add-act = تحديد الصنف
category-edit = تعديل صنف
category-edit-hint = يتبع المنخرطون في هذا الصنف اسمه الجديد. الاستدعاءات المرسلة لا تتغير.
category-save = حفظ الصنف
category-saved = حُفظ الصنف.
category-remove = حذف الصنف
category-removed = حُذف الصنف.
category-name = الصنف
category-votes = التصويت
category-stands = الترشح
category-may-vote = يصوت منخرطوه في الجموع
category-may-stand = يمكن انتخاب منخرطيه
category-yes = نعم
category-no = لا
category-undefined = في انتظار التحديد
settings-categories-text = من يصوت ومن يمكن انتخابه.
numbering-title = أرقام الانخراط
numbering-next = الرقم الموالي
numbering-pattern = النموذج
numbering-mark-number = الرقم
numbering-mark-zeros = الرقم بأربعة أرقام
numbering-mark-year = سنة الانخراط
numbering-example = مثال
numbering-way = طريقة الإسناد
numbering-gapless = بالتتابع دون انقطاع
numbering-free = باختيار المكتب: يمكن الاحتفاظ بأرقام سجل قديم
numbering-save = حفظ
numbering-saved = تُكتب الأرقام هكذا من الآن فصاعدا.
settings-numbering-text = كيف تُكتب وتُسند.
member-own-number = رقم الانخراط
member-own-number-hint = اتركوا الخانة فارغة للرقم الموالي: { $next }.

audit-member-category-added = تحديد صنف للمنخرطين
audit-member-category-changed = تعديل صنف للمنخرطين
audit-member-category-removed = حذف صنف للمنخرطين
audit-member-numbering-set = تغيير قاعدة أرقام الانخراط

detail-name = الاسم
detail-may_vote = التصويت
detail-may_stand = الترشح
detail-pattern = النموذج
detail-free = باختيار المكتب

error-stand-without-vote = من يمكن انتخابه يجب أن يصوت أيضا.
error-category-in-use = في هذا الصنف منخرطون: غيّروا صنفهم أولا.
error-too-many-categories = أصناف كثيرة: { $max } على الأكثر.
error-pattern-wrong = اكتبوا {"{n}"} مرة واحدة، دون رقم ولا {"{year}"} بجانبه.
error-number-not-free = الأرقام متتابعة في هذه الجمعية: اتركوا هذه الخانة فارغة.
error-number-taken = هذا الرقم لمنخرط آخر.
