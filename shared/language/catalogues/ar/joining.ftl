## استمارة الانخراط والطلبات

joining-title = استمارة الانخراط
settings-joining-text = استمارة عمومية يطلب بها الناس الانخراط.
joining-lead = من أراد الانخراط يملأ الاستمارة دون حساب، والمكتب يقرر في كل طلب.
joining-open = الاستمارة
joining-open-yes = مفتوحة للعموم
joining-address = عنوان الاستمارة، للنشر حيث شئتم:
joining-closed = الاستمارة مغلقة: لا يجد الغرباء شيئا في عنوانها.
joining-welcome-ar = كلمة ترحيب بالعربية
joining-welcome-fr = كلمة ترحيب بالفرنسية
joining-welcome-hint = تظهر فوق الاستمارة: لمن، وما واجب الانخراط، وما يلي.
joining-categories = الأصناف التي يمكن طلبها
joining-categories-hint = إن لم تختاروا أي صنف حدده المكتب عند القبول.
joining-no-categories = لم تعرفوا بعد أي صنف: يحدده المكتب عند القبول.
joining-no-cndp = لم تسجلوا رقم تصريح لدى اللجنة الوطنية لمراقبة حماية المعطيات. صرحوا بهذه المعالجة قبل فتح الاستمارة.
joining-act = حفظ
joining-saved = حفظت إعدادات الاستمارة.
join-title = الانخراط في { $association }
join-names-hint = يكفي الاسم بإحدى الكتابتين: العربية أو اللاتينية.
join-contact-hint = اكتبوا رقم هاتف أو بريدا إلكترونيا: به يجيبكم المكتب.
join-address = المدينة أو الجماعة
join-category-any = دون تفضيل
join-message = رسالتكم إلى المكتب
join-message-hint = لماذا تودون الانخراط، وما قد تساهمون به.
join-consent = الموافقة
join-consent-yes = أوافق على أن تعالج { $association } معطياتي للنظر في طلبي، كما هو مبين أعلاه.
join-trap = اتركوا هذه الخانة فارغة
join-confirm = تأكيد
join-confirm-yes = أنا شخص حقيقي، وأؤكد طلبي.
join-act = إرسال الطلب
join-sent-title = أُرسل طلبكم
join-sent-text = توصل مكتب { $association } بطلبكم. سينظر فيه ويجيبكم بالهاتف أو البريد الذي تركتموه.
join-sent-mail = إن تركتم بريدا إلكترونيا فقد يصلكم إشعار بالتوصل بعد قليل. لا داعي لإعادة الإرسال.
notice-joining = تستعمل هذه المعطيات للنظر في طلب انخراطكم وللجواب عنه. لا يراها إلا المكتب. الاسم ووسيلة اتصال واحدة ضروريان، وكذلك كل خانة لم يكتب بجانبها «اختياري». يحذف الطلب الذي لم يبت فيه بعد 180 يوما، والمرفوض بعد 90 يوما، وينقل المقبول إلى بطاقة المنخرط.
notice-ask-board = لممارسة هذه الحقوق توجهوا إلى مكتب الجمعية.
processing-joining = طلبات الانخراط
processing-joining-purpose = النظر في طلبات الانخراط والجواب عنها
processing-joining-persons = من يطلبون الانخراط عبر الاستمارة
processing-joining-data = الأسماء وتاريخ الازدياد والهاتف والبريد والمدينة والصنف والرسالة وبصمة الشبكة
processing-joining-recipients = المكتب
processing-joining-kept = 180 يوما دون قرار، و90 يوما بعد القرار
applications-title = طلبات الانخراط
applications-open = في انتظار القرار
applications-decided = تم البت فيها
applications-empty = لا طلب ينتظر
applications-empty-text = تظهر هنا الطلبات المرسلة عبر استمارة الانخراط.
applications-decided-empty = لا قرار بعد
applications-decided-empty-text = تبقى القرارات هنا 90 يوما ثم تحذف.
application-title = طلب انخراط رقم { $number }
application-who = صاحب الطلب
application-received = تاريخ التوصل
application-contact = الاتصال
application-wanted-category = الصنف المطلوب
application-message = الرسالة
application-language = لغة صاحب الطلب
application-consented = الموافقة على معالجة المعطيات
application-kept-until = يحذف في
application-state = القرار
application-state-open = في الانتظار
application-state-accepted = مقبول
application-state-refused = مرفوض
application-decided-by = اتخذ القرار
application-reason = السبب
application-member = المنخرط
application-alike = قد يكون منخرطا من قبل
application-alike-none = لا منخرط يشبه صاحب الطلب.
application-same = متطابق:
application-differs = ما يختلف عن البطاقة
application-field = الخانة
application-says = في الطلب
application-record-says = في البطاقة
application-link = ربط الطلب بهذا المنخرط
application-link-text = الربط لا يغير شيئا في البطاقة: صححوها بأنفسكم إذا لزم.
application-linked = رُبط الطلب بالمنخرط. لم يتغير شيء في بطاقته.
application-compare = مقارنة مع منخرط آخر
application-compare-member = رقم الانخراط
application-compare-act = مقارنة
application-decide = القرار
application-choice = ماذا قرر المكتب؟
application-choice-active = قبوله منخرطا من اليوم
application-choice-applicant = تسجيله طالبا للانخراط إلى أن يستوفي الشروط
application-choice-refused = رفض الطلب
application-reason-hint = ضروري عند الرفض. يقرؤه صاحب الطلب إن أرسلتم إليه الجواب.
application-mail = الجواب
application-mail-yes = إخبار صاحب الطلب بالبريد الإلكتروني، بلغته
application-no-mail = لم يترك بريدا إلكترونيا: أجيبوه بالهاتف.
application-decide-act = تسجيل القرار
application-accepted-done = قُبل الطلب: المنخرط رقم { $number }.
application-refused-done = رُفض الطلب.
application-discard = طلب لا معنى له
application-discard-text = لما أرسلته آلة أو أرسل عبثا: يحذف الطلب نهائيا ولا يخبر أحد.
application-discard-sure = تأكيد الحذف
application-discard-sure-yes = نعم، احذفوا هذا الطلب نهائيا
application-discard-act = حذف الطلب
application-discarded = حُذف الطلب.
mail-application-received-subject = { $association }: توصلنا بطلب الانخراط
mail-application-received-text = توصلت { $association } بطلب انخراط يحمل هذا العنوان. سينظر فيه المكتب ثم يجيب. لا داعي للرد على هذه الرسالة.
mail-application-not-you = إن لم ترسلوا هذا الطلب فلا تعيروا هذه الرسالة اهتماما: يحذف الطلب دون قرار بعد 180 يوما.
mail-application-accepted-subject = { $association }: قُبل طلب انخراطكم
mail-application-accepted-text = قبل مكتب { $association } طلب انخراطكم. مرحبا بكم. سيتصل بكم المكتب لما يلي ذلك.
mail-application-refused-subject = { $association }: الجواب عن طلب انخراطكم
mail-application-refused-text = نظر مكتب { $association } في طلب انخراطكم ولم يتمكن من قبوله.
mail-application-reason = السبب: { $reason }
error-applications-too-many-hour = تصل طلبات كثيرة عبر هذه الاستمارة الآن. ما كتبتموه ما زال هنا: أعيدوا الإرسال بعد ساعة.
error-applications-too-many-day = وصلت طلبات كثيرة عبر هذه الاستمارة اليوم. أعيدوا الإرسال غدا، أو اتصلوا بالجمعية مباشرة.
error-applications-too-many-waiting = لا تستقبل الجمعية طلبات أخرى قبل البت في التي تنتظر. اتصلوا بها مباشرة.
error-application-decided = بُتّ في هذا الطلب من قبل. انظروا القرار.
error-applicant-without-email = لم يترك صاحب الطلب بريدا إلكترونيا.
error-contact-required = اكتبوا رقم هاتف أو بريدا إلكترونيا.
error-consent-required = لا يمكن استقبال الطلب دون هذه الموافقة.
error-confirm-person = لم نتأكد من أن شخصا أرسل هذا. ما كتبتموه ما زال هنا: ضعوا علامة هنا وأعيدوا الإرسال.
audit-member-joining-set = ضبط استمارة الانخراط
audit-member-application-accepted = قبول طلب انخراط
audit-member-application-linked = ربط طلب انخراط بمنخرط
audit-member-application-refused = رفض طلب انخراط
audit-member-application-discarded = حذف طلب انخراط لا معنى له
audit-member-applications-forgotten = حذف طلبات انتهت مدة حفظها
detail-open = مفتوحة
detail-welcome_ar = الترحيب بالعربية
detail-welcome_fr = الترحيب بالفرنسية
detail-application = رقم الطلب
detail-applications = الطلبات
detail-consented_on = تاريخ الموافقة
applications-alike = { PLURAL($count) ->
    [zero] لا شبيه
    [one] منخرط واحد يشبهه
    [two] منخرطان يشبهانه
    [few] { $count } منخرطين يشبهونه
    [many] { $count } منخرطا يشبهونه
   *[other] { $count } منخرط يشبهونه
}
applications-waiting = { PLURAL($count) ->
    [zero] لا طلب انخراط ينتظر
    [one] طلب انخراط واحد ينتظر قراركم
    [two] طلبا انخراط ينتظران قراركم
    [few] { $count } طلبات انخراط تنتظر قراركم
    [many] { $count } طلب انخراط ينتظر قراركم
   *[other] { $count } طلب انخراط ينتظر قراركم
}
