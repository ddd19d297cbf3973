## الحساب

landing-title = نسيج: كل شؤون جمعيتكم في مكان واحد
landing-lead = المنخرطون والاشتراكات والمحاسبة والجموع العامة، بالعربية والفرنسية والإنجليزية. معطيات كل جمعية لها وحدها.
landing-register = فتح حساب
landing-members = المنخرطون والاشتراكات
landing-members-text = استوردوا لائحة المنخرطين من ملف، وسجلوا الاشتراكات. كل أداء له وصل مرقم بالعربية والفرنسية.
landing-books = محاسبة تمسك نفسها
landing-books-text = كل اشتراك يسجل قيده في دفتر اليومية، وميزان الحسابات متوازن دائما.
landing-assemblies = الجمع العام حسب النظام الأساسي
landing-assemblies-text = حددوا جدول الأعمال واستدعوا الناخبين: رسالة لكل واحد بلغته، ولائحة لمن يجب الوصول إليه باليد.
landing-hubs = مواكبة دون تدخل
landing-hubs-text = يرى القطب الجهوي للكفاءات مؤشرات متفقا عليها فقط، ولا يدخل فضاءكم إلا بموافقتكم ولمدة محددة.

account-email = البريد الإلكتروني
account-password = كلمة السر
account-sign-in = تسجيل الدخول
account-sign-out = تسجيل الخروج
account-signed-out = تم تسجيل خروجكم.
account-session-ended = انتهت مدة جلستكم. سجلوا الدخول للرجوع إلى الصفحة نفسها. لم يسجل أي شيء.

register-title = فتح حساب
register-lead = حساب واحد لكل جمعياتكم.
register-name = اسمكم الكامل
register-password-hint = 8 أحرف على الأقل. جملة قصيرة تتذكرونها أفضل من رموز معقدة.
register-act = فتح الحساب
register-have-account = لديكم حساب؟
register-sent-title = راجعوا بريدكم الإلكتروني
register-sent-text = أرسلنا إليكم رابطا لتأكيد عنوانكم. افتحوه لإتمام التسجيل.
register-sent-spam = لم تصلكم الرسالة؟ انظروا في البريد غير المرغوب فيه، أو أعيدوا التسجيل بالعنوان نفسه.
register-sent-outbox = هذه المنصة تحتفظ بالرسائل بدل إرسالها.

confirm-title = تأكيد البريد الإلكتروني
confirm-lead = خطوة واحدة وينفتح حسابكم.
confirm-act = تأكيد عنواني
confirm-again = طلب رابط جديد
confirm-done = تم تأكيد عنوانكم. يمكنكم الآن تسجيل الدخول.

sign-in-title = تسجيل الدخول
sign-in-no-account = ليس لديكم حساب؟

outbox-title = صندوق الرسائل المحفوظة
outbox-open = فتح الصندوق
outbox-lead = لا يوجد خادم بريد: تبقى الرسائل هنا بدل إرسالها.
outbox-empty = لا رسائل بعد
outbox-empty-text = تظهر هنا رسائل التأكيد والاستدعاءات.
outbox-to = إلى
outbox-attachments = المرفقات
