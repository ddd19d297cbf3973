## خانات تضيفها الجمعية إلى بطاقات منخرطيها

fields-title = خانات إضافية
fields-lead = ما تدوّنه جمعيتكم عن منخرطيها زيادة على المعتاد: المستوى الدراسي، مقاس القميص، رخصة السياقة…
fields-none = لا توجد أي خانة إضافية حتى الآن.
fields-law = قبل طلب معطيات حساسة
fields-law-text = يُخضع القانون 09-08 (المادة 12) لإذن مسبق من اللجنة الوطنية (CNDP) المعطيات المتعلقة بالصحة أو الدين أو الآراء السياسية أو الانتماء النقابي أو الأصل؛ ولا تُعفى منه الجمعية إلا بالنسبة لمنخرطيها وفي حدود غرضها، ولا إعفاء أبدا لرقم البطاقة الوطنية: لا تضيفوا خانة لهذا الرقم. ولا تطلبوا إلا الضروري: كل خانة تُذكر في سجل المعالجات الذي يطلع عليه جميع المنخرطين.
fields-retired = خانات متوقفة
fields-retired-text = لم تعد مطلوبة. ما تتضمنه البطاقات منها يبقى ظاهرا إلى أن تحذفوا الخانة.
field-add = إضافة خانة
field-add-act = إضافة الخانة
field-added = أضيفت الخانة، وهي مطلوبة من الآن في البطاقات.
field-edit = تعديل خانة
field-save = حفظ الخانة
field-saved = حُفظت الخانة.
field-label = الخانة
field-label-ar = العنوان بالعربية
field-label-fr = العنوان بالفرنسية
field-label-en = العنوان بالإنجليزية
field-label-hint = يكفي عنوان واحد، بالعربية أو بالفرنسية.
field-value = القيمة
field-kind = النوع
field-kind-hint = لا يتغير النوع متى تضمنت بطاقة قيمة.
field-kind-text = نص
field-kind-number = عدد
field-kind-day = تاريخ
field-kind-choice = اختيار من لائحة
field-kind-yes_no = نعم أو لا
field-options-ar = الاختيارات بالعربية
field-options-fr = الاختيارات بالفرنسية
field-options-hint = للاختيار من لائحة: اختيار في كل سطر.
field-options-fr-hint = السطر نفسه للاختيار نفسه. تكفي لغة واحدة.
field-options-kept = الاختيار الذي تزيلونه لا يُعرض بعد ذلك، وتحتفظ به البطاقات التي تتضمنه.
field-use = الاستعمال
field-required = إلزامية
field-required-yes = لا تُحفظ البطاقة دون ملئها
field-listed = في اللائحة
field-listed-yes = تظهر في عمود من لائحة المنخرطين
field-order = الترتيب
field-raise = تقديم
field-moved = تغير ترتيب الخانات.
field-held-by = { PLURAL($count) ->
    [zero] لم تُملأ في أي بطاقة
    [one] مملوءة في بطاقة واحدة
    [two] مملوءة في بطاقتين
    [few] مملوءة في { $count } بطاقات
    [many] مملوءة في { $count } بطاقة
   *[other] مملوءة في { $count } بطاقة
}
field-retire = التوقف عن طلبها
field-retire-hint = ما مُلئ يبقى في البطاقات مع الإشارة إلى أن الخانة متوقفة.
field-retired = متوقفة
field-retired-done = لم تعد الخانة مطلوبة. لم يُمح أي شيء.
field-resume = طلبها من جديد
field-resumed-done = أصبحت الخانة مطلوبة من جديد.
field-remove = حذف الخانة
field-remove-text = { PLURAL($count) ->
    [zero] تُحذف الخانة، ولا تتضمنها أي بطاقة.
    [one] تُحذف الخانة مع ما تتضمنه بطاقة واحدة.
    [two] تُحذف الخانة مع ما تتضمنه بطاقتان.
    [few] تُحذف الخانة مع ما تتضمنه { $count } بطاقات.
    [many] تُحذف الخانة مع ما تتضمنه { $count } بطاقة.
   *[other] تُحذف الخانة مع ما تتضمنه { $count } بطاقة.
}
field-removed-done = حُذفت الخانة مع قيمها.
settings-fields-text = ما تدوّنونه عن المنخرطين زيادة على المعتاد.
privacy-own-fields = خانات أضافتها الجمعية: { $names }

audit-member-field-added = إضافة خانة إلى البطاقات
audit-member-field-changed = تعديل خانة إضافية
audit-member-field-moved = تغيير ترتيب خانة إضافية
audit-member-field-retired = توقيف خانة إضافية
audit-member-field-resumed = طلب خانة إضافية من جديد
audit-member-field-removed = حذف خانة إضافية مع قيمها

detail-label_ar = العنوان بالعربية
detail-label_fr = العنوان بالفرنسية
detail-label_en = العنوان بالإنجليزية
detail-field_kind = النوع
detail-options = الاختيارات
detail-required = إلزامية
detail-listed = في اللائحة
detail-fields = خانات إضافية

error-number-unreadable = اكتبوا عددا، مثلا 12 أو 12,5.
error-number-too-long = العدد طويل جدا: اثنا عشر رقما على الأكثر، وأربعة بعد الفاصلة.
error-field-gone = لم تعد هذه الخانة مطلوبة: أعيدوا تحميل الصفحة.
error-field-kind-used = تتضمن بطاقات قيما من هذا النوع فلا يتغير. أوقفوا هذه الخانة وأضيفوا أخرى.
error-field-in-use = تتضمن بطاقات هذه الخانة: أوقفوها أولا.
error-field-changed-meanwhile = مُلئت بطاقات أو أُفرغت في هذه الأثناء: انظروا العدد ثم أعيدوا المحاولة.
error-too-many-fields = خانات كثيرة: تُطلب { $max } على الأكثر. أوقفوا واحدة أولا.
error-too-many-retired-fields = خانات كثيرة، مع المتوقفة: { $max } على الأكثر. احذفوا واحدة أوقفتموها.
error-options-too-few = اكتبوا اختيارين على الأقل، في كل سطر واحد.
error-options-uneven = يلزم العدد نفسه من الأسطر في اللغتين.
error-options-twice = سطران يقولان الشيء نفسه.
error-option-too-long = اختيار طويل جدا: { $max } حرفا على الأكثر.
error-options-too-many = اختيارات كثيرة: { $max } على الأكثر.
