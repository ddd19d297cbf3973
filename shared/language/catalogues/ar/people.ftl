## المسؤوليات والصلاحيات والدعوات

people-title = المسؤوليات والولوج
people-lead = من له ولوج إلى فضاء الجمعية، وبأي صفة. كل تغيير يسري في الحين ويظهر في سجل العمليات.
people-invite = دعوة شخص
people-roles = ما تخوله كل مسؤولية
people-who = الشخص
people-office = المسؤولية
people-since = منذ
people-last-seen = آخر نشاط
people-act = إجراء
people-you = (أنتم)
people-administrator = يمنح المسؤوليات
people-factor = تحقق بخطوتين
people-no-factor = دون تحقق بخطوتين
people-ended = انتهت مدتها
people-not-seen = لا جلسة مفتوحة
people-change = تغيير

office-year = السنة المالية { $year } فقط
office-project = مشروع واحد فقط
office-group = مجموعة واحدة فقط
office-until = إلى غاية
office-limit-year = السنة المالية الوحيدة
office-limit-year-hint = اتركوها فارغة لكل السنوات. ضرورية لمراقب الحسابات، ولا يرى شيئا من السنة قبل أن يسجل فيها أول قيد.
office-limit-project = المشروع الوحيد
office-limit-group = المجموعة الوحيدة
office-limit-group-hint = مهما كانت المسؤولية، لا يبقى لمقعد محدود في مجموعة إلا: { $rights }. لا يصل إلى الاشتراكات والمحاسبة والتصدير والسجلات.
office-limit-no-group = بلا حد: الجمعية كلها
office-last-day = آخر يوم
office-last-day-hint = مثلا 31/12/2026. اتركوه فارغا إذا لم تكن هناك نهاية. ضروري لمراقب الحسابات، وسنة على الأكثر.

person-change = تغيير المسؤولية
person-change-hint = تسري الصلاحيات الجديدة عند أول صفحة يفتحها هذا الشخص.
person-change-act = حفظ المسؤولية
person-change-done = تغيرت مسؤولية { $name }.
person-end = إنهاء الولوج
person-end-text = لن يبقى لهذا الشخص ولوج إلى فضاء الجمعية. ما قام به يبقى محفوظا.
person-sure = نعم، أنا متأكد
person-end-act = إنهاء ولوج هذا الشخص
person-end-done = انتهى الولوج: توقف في الحين.

departure-title = التخلي عن مسؤوليتي
departure-lead = صفتكم هنا: { $role }. إذا تخليتم عنها فلن يبقى لكم ولوج إلى فضاء هذه الجمعية.
departure-act = التخلي عن مسؤوليتي
departure-done = تخليتم عن مسؤوليتكم.

invite-lead = نرسل رابطا إلى هذا العنوان. لا يقبل الدعوة إلا صاحب حساب مؤكد بالعنوان نفسه.
invite-name = الاسم الكامل
invite-email-hint = عنوان الشخص المدعو هو نفسه الذي يسجل به الدخول.
invite-language = لغة الرسالة
invite-act = إرسال الدعوة
invite-done = أُرسلت الدعوة إلى { $email }.

invitations-title = الدعوات
invitations-empty = لا دعوات بعد. ادعوا أعضاء المكتب ليعمل كل واحد بحسابه.
invitations-sent = أرسلت في
invitations-state = الحالة
invitations-until = صالحة إلى غاية
invitations-older = دعوات أقدم
invitations-renew = إعادة الإرسال
invitations-renew-done = أُرسل رابط جديد. الرابط القديم لم يعد صالحا.
invitations-revoke = سحب الدعوة
invitations-revoke-done = سُحبت الدعوة: رابطها لم يعد صالحا.

invitation-state-waiting = في انتظار الجواب
invitation-state-accepted = مقبولة
invitation-state-declined = مرفوضة
invitation-state-revoked = مسحوبة
invitation-state-expired = انتهت صلاحيتها

invitation-title = دعوة
invitation-by = من طرف
invitation-accept = قبول الدعوة
invitation-decline = رفض الدعوة
invitation-accepted = مرحبا بكم في { $name }.
invitation-declined = رفضت الدعوة.
invitation-waiting = دعوات تنتظركم
invitation-sign-in = سجلوا الدخول بالعنوان الذي وصلتكم عليه هذه الدعوة لقبولها.
invitation-register = ليس لديكم حساب؟ افتحوه بالعنوان نفسه: تجدون الدعوة بعد ذلك مع جمعياتكم.
invitation-not-yours = هذه الدعوة موجهة إلى عنوان آخر غير عنوان حسابكم.
invitation-signed-in-as = أنتم مسجلون باسم { $name }. سجلوا الخروج ثم ادخلوا بالحساب المدعو، أو اطلبوا دعوة بعنوانكم.
invitation-gone = هذا الرابط استعمل من قبل، أو سحب، أو انتهت صلاحيته.
invitation-gone-next = اطلبوا من الجمعية إرسال دعوة جديدة.

roles-title = ما تخوله كل مسؤولية
roles-lead = هذا الجدول هو نفسه الذي تطبقه المنصة. تضاف إليه أدوار خاصة بجمعيتكم.
roles-own = أدوار خاصة بجمعيتكم
roles-own-empty = لا أدوار خاصة بعد. أنشئوا دورا عندما لا تناسبكم أي مسؤولية من الجدول.
roles-table = المسؤوليات والصلاحيات
roles-right = الصلاحية
roles-may = مسموح
roles-make = إنشاء دور
roles-make-act = إنشاء الدور
roles-made = أنشئ الدور.
roles-edit = تغيير الدور
roles-save = حفظ الدور
roles-saved = حُفظ الدور: يسري في الحين على كل من له هذا الدور.
roles-delete = حذف الدور
roles-deleted = حُذف الدور.
roles-name-ar = اسم الدور بالعربية
roles-name-fr = اسم الدور بالفرنسية
roles-boxes = ما يسمح به هذا الدور
roles-boxes-hint = لا يمكنكم منح ما ليس لكم. من يعمل في مجال يطلع عليه أيضا: تضاف صلاحية الاطلاع من تلقاء نفسها إلى كل صلاحية أخرى في المجال نفسه.
roles-implied = أضيفت إليه صلاحيات تقتضيها صلاحيات أخرى: { $rights }.
roles-of-every-seat = (لكل المقاعد)
roles-used = { PLURAL($count) ->
    [zero] لا أحد له هذا الدور
    [one] لشخص واحد هذا الدور
    [two] لشخصين هذا الدور
    [few] ل{ $count } أشخاص هذا الدور
    [many] ل{ $count } شخصا هذا الدور
   *[other] ل{ $count } شخص هذا الدور
}

permission-area-association = الجمعية
permission-area-audit = سجل العمليات
permission-area-roles = المسؤوليات
permission-area-consents = ولوج القطب
permission-area-members = المنخرطون
permission-area-dues = الاشتراكات
permission-area-books = المحاسبة
permission-area-assemblies = الجموع العامة
permission-area-tokens = رموز الولوج للبرامج
permission-area-deliveries = الإرساليات
permission-area-record = بطاقة الجمعية
permission-area-bank-accounts = الحسابات البنكية
permission-area-standing = توقيف الفضاء
permission-area-privacy = المعطيات الشخصية
permission-area-webhooks = الإشعارات للبرامج

audit-office-changed = تغيير مسؤولية
audit-seat-ended = إنهاء ولوج شخص
audit-seat-left = التخلي عن مسؤولية
audit-person-invited = دعوة إلى مسؤولية
audit-invitation-renewed = إعادة إرسال دعوة
audit-invitation-revoked = سحب دعوة
audit-invitation-accepted = قبول دعوة
audit-invitation-declined = رفض دعوة
audit-role-made = إنشاء دور خاص
audit-role-edited = تغيير دور خاص
audit-role-deleted = حذف دور خاص

mail-invitation-subject = دعوة إلى { $association }: { $role }
mail-invitation-text = أنتم مدعوون للعمل في فضاء { $association } على منصة نسيج، بصفة: { $role }.
mail-invitation-by = صاحب الدعوة: { $name }.
mail-invitation-year = هذا المقعد خاص بسنة { $year } دون غيرها.
mail-invitation-group = هذا المقعد خاص بمجموعة واحدة من الجمعية: لا يرى إلا أعضاءها.
mail-invitation-project = هذا المقعد خاص بمشروع واحد دون غيره.
mail-invitation-until = آخر يوم له: { $day }.
mail-invitation-open = لرؤية الدعوة وقبولها، افتحوا هذا الرابط:
mail-invitation-expiry = الرابط صالح إلى غاية { $until } ولا يستعمل إلا مرة واحدة.
mail-invitation-address = سجلوا الدخول، أو افتحوا حسابا، بهذا العنوان: { $email }.
mail-invitation-ignore = إذا كنتم لا تعرفون هذه الجمعية، فلا تفعلوا شيئا: فتح الرابط وحده لا يغير شيئا.
