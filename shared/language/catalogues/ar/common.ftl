## ما يعم كل الصفحات

app-name = نسيج

layout-skip = الانتقال إلى المحتوى
layout-language = اللغة
layout-navigation = أقسام الجمعية
layout-foot = نسيج: فضاء خاص بكل جمعية، لا يطلع عليه غيرها.
layout-visitor = أنتم في زيارة لفضاء هذه الجمعية بموافقة مكتبها. كل ما تفتحونه يظهر في سجل عملياتها.

nav-home = الرئيسية
nav-members = المنخرطون
nav-dues = الاشتراكات
nav-books = المحاسبة
nav-assemblies = الجموع العامة
nav-more = المزيد

year = السنة

form-optional = (اختياري)
form-unsaid = دون تحديد
form-date-hint = اليوم/الشهر/السنة، مثلا 05/03/2026
form-title-prefix = خطأ:
form-problem = هناك ما يجب تصحيحه
form-not-saved = لم يسجل أي شيء. ما كتبتموه ما زال هنا.
form-maybe-saved = لا نعرف هل تم التسجيل. أعيدوا الإرسال: لن يسجل إلا مرة واحدة.
form-continue = متابعة
form-back = رجوع

list-search = بحث
list-search-act = ابحث
list-show-all = عرض الكل
list-pages = صفحات اللائحة
list-first = بداية اللائحة
list-next = الصفحة التالية
list-nothing = لا نتيجة
list-nothing-text = لا شيء يوافق هذا البحث. جربوا جزءا من الاسم أو امسحوا التصفية.

task-done = تم
task-to-do = للإنجاز

failure-id = رقم الطلب:
failure-to-associations = جمعياتي
failure-to-start = الصفحة الأولى
failure-not-found = الصفحة غير موجودة
failure-not-found-next = تأكدوا من العنوان، أو ارجعوا إلى جمعياتكم.
failure-forbidden = غير مسموح
failure-forbidden-next = إذا كنتم تحتاجون إلى هذا الولوج فاطلبوه من رئيس الجمعية.
failure-unavailable = الخدمة غير متاحة
failure-unavailable-next = انتظروا لحظة ثم أعيدوا تحميل الصفحة.
failure-too-many = محاولات كثيرة
failure-too-many-next = انتظروا دقيقة ثم أعيدوا المحاولة.
failure-too-large = الملف كبير جدا
failure-too-large-next = قللوا حجم ما ترسلون ثم أعيدوا المحاولة.
failure-to-form = العودة إلى الاستمارة
failure-invalid = تعذر قبول الطلب
failure-invalid-next = ارجعوا إلى الصفحة السابقة وأعيدوا المحاولة.
failure-internal = وقع خطأ
failure-internal-next = أعيدوا المحاولة بعد قليل. إذا تكرر الخطأ فأخبرونا برقم الطلب.

role-president = الرئيس
role-vice_president = نائب الرئيس
role-secretary_general = الكاتب العام
role-deputy_secretary = نائب الكاتب العام
role-treasurer = أمين المال
role-deputy_treasurer = نائب أمين المال
role-adviser = مستشار
role-auditor = مراقب الحسابات
role-member = منخرط
role-custom = دور خاص بالجمعية
role-visitor = منسق القطب (زيارة)
role-coordinator = منسق القطب
role-chief_coordinator = منسق رئيسي للقطب
role-overseer = منسق القطب الأعلى
role-staff = فريق المنصة
role-signed_in = مستعمل مسجل الدخول
role-anonymous = زائر دون حساب
role-service = المنصة

count-members = { PLURAL($count) ->
    [zero] لا منخرط
    [one] منخرط واحد
    [two] منخرطان
    [few] { $count } منخرطين
    [many] { $count } منخرطا
   *[other] { $count } منخرط
}

failure-not-saved = لم يسجل أي شيء.
failure-maybe-saved = لا نعرف هل تم التسجيل. ارجعوا إلى الصفحة السابقة وأعيدوا الإرسال: لن يسجل إلا مرة واحدة.
layout-visitor-terms = { $scope }: { $areas }. إلى غاية { $until }.
layout-visitor-back = العودة إلى
layout-limited-group = مقعدكم خاص بمجموعة واحدة: ترون أعضاءها دون غيرهم.
layout-limited-project = مقعدكم خاص بمشروع واحد: لا ترون إلا ما يخصه.
layout-limited-year = مقعدكم خاص بسنة { $year }: لا ترون إلا ما يخصها.
seat-outside = سنة { $year } خارج نطاق مقعدكم
seat-outside-text = مقعدكم محدود: لا يصل إلى أموال هذه السنة، ولا يعني ذلك أنها غير موجودة. إذا كنتم تحتاجون إليها فاطلبوا من رئاسة الجمعية توسيع مقعدكم.
seat-own-year = الانتقال إلى سنة { $year }
layout-other-page = صفحة أخرى من الفضاء
failure-forbidden-hub = إذا كنتم تحتاجون إلى هذا الولوج فاطلبوه من منسق القطب المسؤول أو من فريق المنصة.
