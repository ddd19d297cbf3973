## حسابي وحمايته

account-title = حسابي
account-lead = اسمكم ولغتكم وكيف يُحمى حسابكم. حساب واحد لكل جمعياتكم.
account-you = أنتم
account-language = لغة المنصة والرسائل
account-save = حفظ
account-saved = تم الحفظ.
account-guard = حماية الحساب
account-places = جمعياتي وأقطابي
account-switch = جمعياتي
account-history = آخر العمليات على الحساب
account-history-what = العملية
account-history-when = التاريخ
account-history-where = من أين
account-unknown-device = جهاز غير معروف
account-change = تغيير
account-back = حسابي

account-act-signed-in = تسجيل الدخول
account-act-password-changed = تغيير كلمة السر
account-act-password-reset = تعويض كلمة السر برابط أرسل بالبريد
account-act-email-requested = طلب تغيير البريد الإلكتروني
account-act-email-changed = تغيير البريد الإلكتروني
account-act-email-undone = استرجاع البريد الإلكتروني السابق
account-act-second-factor-on = تفعيل التحقق بخطوتين
account-act-second-factor-off = إيقاف التحقق بخطوتين
account-act-recovery-code-used = استعمال رمز استرجاع
account-act-recovery-codes-renewed = رموز استرجاع جديدة
account-act-sessions-ended = إنهاء جلسات

password-title = تغيير كلمة السر
password-lead = تنهي كلمة السر الجديدة جلساتكم الأخرى ورموز الولوج البرمجي والروابط المرسلة إليكم بالبريد. تبقى هذه الجلسة مفتوحة.
password-current = كلمة السر الحالية
password-new = كلمة السر الجديدة
password-act = تغيير كلمة السر
password-done = تغيرت كلمة السر. أُنهيت الجلسات الأخرى.
password-again = كلمة السر الحالية، للتأكد من أنكم أنتم

forgotten-link = نسيتم كلمة السر؟
forgotten-title = كلمة سر جديدة
forgotten-lead = اكتبوا بريدكم الإلكتروني: نرسل إليه رابطا لاختيار كلمة سر جديدة.
forgotten-act = إرسال الرابط
forgotten-sent-title = راجعوا بريدكم الإلكتروني
forgotten-sent-text = إذا كان لهذا العنوان حساب فقد أرسلنا إليه رابطا. الرابط صالح لمدة ساعة ولا يستعمل إلا مرة واحدة.
forgotten-sent-spam = لم تصلكم الرسالة؟ انظروا في البريد غير المرغوب فيه، أو أعيدوا الطلب بعد عشر دقائق.
new-password-lead = بعد ذلك تسجلون الدخول من جديد. تُنهى كل الجلسات المفتوحة، ويبقى التحقق بخطوتين كما هو.
new-password-act = حفظ كلمة السر الجديدة
new-password-done = كلمة السر الجديدة محفوظة. سجلوا الدخول بها.
new-password-again = طلب رابط جديد

email-title = تغيير البريد الإلكتروني
email-lead = نرسل رابط تأكيد إلى العنوان الجديد. يبقى العنوان الحالي صالحا إلى أن تؤكدوا الجديد، ونخبره بالتغيير.
email-current = العنوان الحالي
email-new = العنوان الجديد
email-act = إرسال رابط التأكيد
email-asked = أرسلنا رابطا إلى { $email }. افتحوه لتأكيد العنوان الجديد.
email-waiting = في انتظار تأكيد { $email }: افتحوا الرابط المرسل إليه.
new-email-title = تأكيد العنوان الجديد
new-email-lead = بعد التأكيد تسجلون الدخول بهذا العنوان.
new-email-act = تأكيد العنوان الجديد
new-email-done = تغير بريدكم الإلكتروني.
earlier-email-title = استرجاع العنوان السابق
earlier-email-lead = يرجع حسابكم إلى هذا العنوان، وتُنهى كل الجلسات. اختاروا بعدها كلمة سر جديدة.
earlier-email-act = لم أكن أنا: استرجاع العنوان
earlier-email-done = رجع عنوانكم السابق. اختاروا الآن كلمة سر جديدة.

code-title = التحقق بخطوتين
code-lead = افتحوا تطبيق المصادقة في هاتفكم واكتبوا الرمز الذي يظهر لنسيج.
code-label = الرمز المكون من 6 أرقام
code-hint = لا هاتف معكم؟ اكتبوا أحد رموز الاسترجاع.
code-act = متابعة
code-other = الدخول بحساب آخر

second-factor-title = التحقق بخطوتين
second-factor-on = مفعل منذ { $date }
second-factor-off = غير مفعل
second-factor-open = الإعداد
second-factor-why = تحتاج مهمتكم إلى التحقق بخطوتين: كلمة السر، ثم رمز من هاتفكم. من يعرف كلمة السر وحدها لا يدخل.
second-factor-lead = بعد كلمة السر تطلب المنصة رمزا يظهر في هاتفكم ويتغير كل 30 ثانية.
second-factor-step-app = 1. ثبتوا تطبيق مصادقة في هاتفكم (مثل Aegis أو FreeOTP أو Google Authenticator).
second-factor-step-scan = 2. صوروا هذا المربع بالتطبيق.
second-factor-qr = رمز QR لتطبيق المصادقة
second-factor-by-hand = أو اكتبوا هذا المفتاح في التطبيق:
second-factor-step-code = 3. اكتبوا الرمز الذي يظهر في التطبيق.
second-factor-act = تفعيل التحقق بخطوتين
second-factor-prove-lead = فُعل التحقق بخطوتين بعد فتح هذه الجلسة. اكتبوا الرمز الذي يظهر في تطبيقكم لاستعمال كل صلاحياتكم.
second-factor-proved = تم التحقق. يمكنكم استعمال كل صلاحياتكم.
second-factor-required-title = خطوة واحدة قبل المتابعة
second-factor-end-title = إيقاف التحقق بخطوتين
second-factor-end-lead = لتغيير هاتفكم: أوقفوه ثم فعلوه من جديد. ما دام متوقفا لا تستعملون صلاحيات الرئيس أو أمين المال أو منسق القطب.
second-factor-end-act = إيقاف التحقق بخطوتين
second-factor-ended = التحقق بخطوتين متوقف.

recovery-title = رموز الاسترجاع
recovery-lead = اطبعوها أو انسخوها واحفظوها بعيدا عن هاتفكم: كل رمز يعوض الهاتف مرة واحدة. لن تظهر من جديد.
recovery-kept = حفظتها
recovery-left = { PLURAL($count) ->
    [zero] لم يبق أي رمز استرجاع. اطلبوا رموزا جديدة.
    [one] بقي رمز استرجاع واحد.
    [two] بقي رمزا استرجاع.
    [few] بقيت { $count } رموز استرجاع.
    [many] بقي { $count } رمز استرجاع.
   *[other] بقي { $count } رمز استرجاع.
}
recovery-renew = رموز استرجاع جديدة
recovery-renew-lead = تعوض الرموز الجديدة كل الرموز السابقة.
recovery-renew-act = إنشاء رموز جديدة

sessions-title = الجلسات المفتوحة
sessions-lead = الأجهزة التي سجلتم الدخول منها. إذا لم تعرفوا أحدها فأنهوا جلسته وغيروا كلمة السر.
sessions-device = الجهاز
sessions-address = العنوان التقريبي
sessions-began = تسجيل الدخول
sessions-used = آخر استعمال
sessions-act = إجراء
sessions-current = هذا الجهاز
sessions-end = إنهاء
sessions-end-others = إنهاء كل الجلسات الأخرى
sessions-ended = انتهت الجلسة.
sessions-others-ended = انتهت كل الجلسات الأخرى.
sessions-count = { PLURAL($count) ->
    [zero] لا جلسة مفتوحة
    [one] جلسة واحدة مفتوحة
    [two] جلستان مفتوحتان
    [few] { $count } جلسات مفتوحة
    [many] { $count } جلسة مفتوحة
   *[other] { $count } جلسة مفتوحة
}

demo-title = الدخول إلى العرض
demo-lead = هذا الحساب للتجربة فقط. يتغير الرمز كل 30 ثانية: أعيدوا تحميل الصفحة.
demo-code = رمز التحقق بخطوتين

mail-account-when = التاريخ: { $at }
mail-account-when-where = التاريخ: { $at }، من: { $device }
mail-password-reset-subject = كلمة سر جديدة على نسيج
mail-password-reset-text = طلب شخص ما، ولعله أنتم، كلمة سر جديدة لحسابكم. لاختيارها افتحوا هذا الرابط:
mail-password-reset-expiry = الرابط صالح لمدة ساعة ولا يستعمل إلا مرة واحدة.
mail-password-reset-ignore = إذا لم تكونوا أنتم، فلا تفعلوا شيئا: تبقى كلمة سركم كما هي.
mail-password-changed-subject = تغيرت كلمة سر حسابكم
mail-password-changed-text = تغيرت كلمة سر حسابكم على نسيج وأُنهيت الجلسات الأخرى. إذا لم تكونوا أنتم، فاختاروا حالا كلمة سر جديدة هنا:
mail-email-confirmation-subject = أكدوا عنوانكم الجديد
mail-email-confirmation-text = طُلب استعمال هذا العنوان لحساب على نسيج. لتأكيده، افتحوا هذا الرابط:
mail-email-confirmation-ignore = إذا لم تطلبوا ذلك، فلا تفعلوا شيئا: لن يتغير أي حساب.
mail-email-changed-subject = تغير البريد الإلكتروني لحسابكم
mail-email-changed-text = أصبح حسابكم على نسيج يستعمل عنوانا آخر، ولن تصل رسائله إلى هذا العنوان. إذا لم تكونوا أنتم، فاسترجعوا حسابكم بهذا الرابط:
mail-email-changed-expiry = الرابط صالح لمدة سبعة أيام.
mail-second-factor-on-subject = فُعل التحقق بخطوتين
mail-second-factor-on-text = فُعل التحقق بخطوتين في حسابكم على نسيج. إذا لم تكونوا أنتم، فغيروا كلمة سركم وأخبروا المسؤول عن المنصة:
mail-second-factor-off-subject = أُوقف التحقق بخطوتين
mail-second-factor-off-text = أُوقف التحقق بخطوتين في حسابكم على نسيج. إذا لم تكونوا أنتم، فغيروا كلمة سركم حالا:
mail-recovery-code-used-subject = استعمل أحد رموز الاسترجاع
mail-recovery-code-used-text = استعمل أحد رموز الاسترجاع للدخول إلى حسابكم على نسيج. إذا لم تكونوا أنتم، فغيروا كلمة سركم حالا:
mail-new-device-subject = دخول إلى حسابكم من جهاز جديد
mail-new-device-text = سُجل الدخول إلى حسابكم على نسيج من جهاز لم يستعمل من قبل. إذا لم تكونوا أنتم، فأنهوا هذه الجلسة وغيروا كلمة سركم:
account-email-waiting = في انتظار التأكيد بالرابط المرسل
