## حماية المعطيات ذات الطابع الشخصي (القانون 09.08)

notice-title = حماية المعطيات: من ولماذا وإلى متى
notice-controller = تقرر { $association } في شأن هذه المعطيات (المسؤول عن المعالجة حسب القانون 09.08) وتستعمل نسيج لمعالجتها.
notice-controller-platform = يقرر مسير هذه المنصة في شأن معطيات الحسابات (المسؤول عن المعالجة حسب القانون 09.08).
notice-account = يستعمل اسمكم وبريدكم الإلكتروني لفتح حسابكم ولتسجيل دخولكم ومراسلتكم بشأنه. لا يراهما إلا المسير ومكاتب جمعياتكم. كل الخانات ضرورية: دونها لا يفتح الحساب. تحفظ المعطيات ما بقي الحساب.
notice-members = تستعمل هذه المعطيات لمسك لائحة المنخرطين وتحصيل الاشتراكات والاستدعاء إلى الجموع العامة. يراها المكتب، والقطب بموافقة المكتب فقط. الاسم ضروري وما عداه اختياري، لكن دون عنوان لا يمكن مراسلة المنخرط. تحفظ مدة الانخراط وخمس سنوات بعدها.
notice-dues = يستعمل الأداء لتسليم الوصل ومسك المحاسبة. يراه المكتب ومراقبو حساباته. كل الخانات ضرورية ما عدا المرجع: دونها لا يسلم وصل. يحفظ عشر سنوات كما يقتضي قانون المحاسبة.
notice-founding = تستعمل معطيات الجمعية لفتح فضائها ولإظهارها لقطب جهتها بالأرقام. كل الخانات ضرورية. تحفظ ما بقي الفضاء.
notice-board = يستعمل الاسم والعنوان لدعوة الشخص ولبيان المسؤوليات. يراهما المكتب. العنوان ضروري لإرسال الدعوة. يحفظان ما بقيت المسؤولية وفي سجل العمليات.
notice-requests = يستعمل ما تكتبونه للجواب عن طلبكم. يراه المكتب. كل الخانات ضرورية للجواب. يحفظ خمس سنوات إثباتا للجواب.
notice-rights = يحق للشخص المعني طلب الولوج إلى معطياته، وتصحيحها داخل عشرة أيام، والتعرض لأسباب مشروعة (المواد من 7 إلى 9).
notice-more = البيان الكامل وكيفية الطلب

privacy-title = حماية المعطيات الشخصية
privacy-lead = ما تقوم به { $association } بالمعطيات ذات الطابع الشخصي، وحقوق الأشخاص المعنيين (القانون 09.08).
privacy-cndp = تصريح أو إذن اللجنة الوطنية لمراقبة حماية المعطيات
privacy-cndp-none = لم تسجل الجمعية بعد أي رقم للجنة الوطنية.
privacy-register = ما يعالج ولماذا
privacy-register-csv = السجل في جدول (CSV)
privacy-what = المعالجة
privacy-purpose = الغاية
privacy-persons = الأشخاص المعنيون
privacy-data = المعطيات
privacy-recipients = المرسل إليهم
privacy-kept = مدة الحفظ
privacy-security = تدابير السلامة
privacy-security-text = معطيات كل جمعية معزولة بأربعة جدران مستقلة. لا تحفظ كلمات السر والرموز إلا كبصمات رقمية. التبادل مشفر. كل من غير شيئا أو اطلع عليه يظهر في سجل عمليات الجمعية. تؤخذ نسخ احتياطية كل يوم.
privacy-processor = المعالج من الباطن
privacy-processor-text = مسير منصة نسيج، بموجب الاتفاقية التي قبلها المكتب.
privacy-ask = طلب بشأن معطياتي

processing-members = المنخرطون
processing-members-purpose = مسك لائحة المنخرطين
processing-members-persons = المنخرطون الحاليون والسابقون، وأولياء القاصرين
processing-members-data = الأسماء والجنس وتاريخ الازدياد والهاتف والبريد والعنوان والصنف وتواريخ الانخراط واللغة والأسرة، والصورة إذا وافق صاحبها، ورقم البطاقة الوطنية إن أذنت به اللجنة الوطنية (CNDP)؛ ومن الولي اسمه وصلته وهاتفه وبريده
processing-members-recipients = المكتب، ومنسق القطب ما دام المكتب موافقا
processing-members-kept = مدة الانخراط وخمس سنوات بعدها
processing-dues = الاشتراكات والوصولات
processing-dues-purpose = تحصيل الاشتراكات وتسليم الوصولات
processing-dues-persons = المنخرطون
processing-dues-data = مبلغ الأداء وتاريخه وطريقته ومرجعه ورقم الوصل
processing-dues-recipients = المكتب ومراقبو الحسابات
processing-dues-kept = عشر سنوات
processing-assemblies = الجموع العامة
processing-assemblies-purpose = استدعاء الناخبين وإثبات الاستدعاء
processing-assemblies-persons = الناخبون
processing-assemblies-data = الأسماء وعنوان الاستدعاء وحالة وصوله
processing-assemblies-recipients = المكتب، وخادم البريد لدى المسير
processing-assemblies-kept = عشر سنوات
processing-books = المحاسبة
processing-books-purpose = مسك الدفاتر التي يفرضها القانون
processing-books-persons = المنخرطون الذين أدوا، والأغيار المذكورون في القيود
processing-books-data = بيان القيد ومبلغه وتاريخه ووثيقته
processing-books-recipients = المكتب ومراقبو الحسابات والسلطات المخولة قانونا
processing-books-kept = عشر سنوات
processing-board = المكتب والحسابات
processing-board-purpose = تسجيل الدخول والمسؤوليات وصلاحياتها
processing-board-persons = أعضاء المكتب والمدعوون
processing-board-data = الاسم والبريد الإلكتروني والمسؤولية والجلسات بأجهزتها وشبكاتها
processing-board-recipients = المكتب والمسير
processing-board-kept = ما بقي الحساب، والجلسات 30 يوما
processing-requests = الطلبات بشأن المعطيات
processing-requests-purpose = الجواب داخل الأيام العشرة التي حددها القانون
processing-requests-persons = كل من يطلب
processing-requests-data = الاسم وعنوان الجواب والطلب والجواب
processing-requests-recipients = المكتب
processing-requests-kept = خمس سنوات
processing-log = سجل العمليات
processing-log-purpose = إثبات من قام بماذا وكشف سوء الاستعمال
processing-log-persons = أعضاء المكتب والمنسقون
processing-log-data = الاسم والمسؤولية والعملية والوقت
processing-log-recipients = المكتب
processing-log-kept = ما بقي الفضاء

agreement-title = اتفاقية المعالجة من الباطن
agreement-lead = الجمعية هي المسؤولة عن معطيات أشخاصها، ومسير نسيج يعالجها لحسابها. يشترط القانون 09.08 هذه الاتفاقية بينهما.
agreement-version = الصيغة { $version }
agreement-accept = أقبل، باسم الجمعية، اتفاقية المعالجة من الباطن.
agreement-read = قراءة الاتفاقية
agreement-act = قبول الاتفاقية
agreement-accepted = قبلها { $name }، الصيغة { $version }
agreement-done = قُبلت الاتفاقية.
agreement-waiting = لم تقبل جمعيتكم بعد اتفاقية المعالجة من الباطن. يشترطها القانون 09.08 قبل معالجة معطيات الأشخاص.
agreement-sub-processors = معالجون آخرون من الباطن
agreement-sub-processors-none = لا أحد: يقوم المسير بكل شيء بنفسه.
agreement-1 = الأدوار والموضوع
agreement-1-text = تقرر الجمعية أي معطيات لأي أشخاص تعالج ولماذا. ولا يعالجها المسير إلا لتقديم نسيج وبتعليمات الجمعية وحدها، تعطيها باستعمال نسيج أو كتابة. وترفض كل تعليمة مخالفة للقانون وتخبر الجمعية بذلك.
agreement-2 = المعطيات والأشخاص
agreement-2-text = المعطيات هي المبينة في سجل المعالجات: المنخرطون والأداءات والاستدعاءات والمحاسبة والمكتب والطلبات وسجل العمليات. لا تدخل الجمعية أكثر مما تحتاج، ولا أي رقم لبطاقة التعريف دون إذن من اللجنة الوطنية.
agreement-3 = السرية
agreement-3-text = مستخدمو المسير ملزمون بالسر المهني ولا يطلعون على محتوى الجمعيات. يرى القطب أرقاما، ولا يرى المحتوى إلا ما دام المكتب موافقا، وكل زيارة في سجل الجمعية. لا تباع المعطيات أبدا، ولا تستعمل للإشهار ولا لأغراض المسير الخاصة.
agreement-4 = السلامة
agreement-4-text = يفصل المسير بين الجمعيات، ويشفر التبادل، ولا يحفظ من كلمات السر إلا بصماتها، ويسجل كل تغيير، ويأخذ نسخا احتياطية كل يوم. ويخبر الجمعية دون تأخير بكل خرق، بما يعلمه وما قام به.
agreement-5 = المعالجون الآخرون
agreement-5-text = من يستعين بهم المسير مذكورون أسفله وملزمون بالواجبات نفسها. يعلن عن كل جديد منهم قبل ثلاثين يوما، وللجمعية أن تعترض وتغادر بمعطياتها.
agreement-6 = المساعدة
agreement-6-text = يمكن المسير الجمعية من الجواب عن طلبات الأشخاص داخل عشرة أيام ومن التصحيح والتصدير. أما التصاريح وطلبات الإذن لدى اللجنة الوطنية فعلى الجمعية، ويعطيها المسير ما يلزم من بيانات.
agreement-7 = المكان
agreement-7-text = تبقى المعطيات في خوادم المسير. ولا تغادر المغرب إلا إذا قبلت الجمعية وسمح القانون بذلك (المادتان 43 و44).
agreement-8 = النهاية
agreement-8-text = للجمعية أن تأخذ كل معطياتها متى شاءت. وإذا أغلقت فضاءها محي كل شيء بعد ثلاثين يوما مع شهادة بذلك. وما يوجب القانون حفظه تحفظه الجمعية في نسختها.

requests-title = الطلبات بشأن المعطيات
requests-lead = يمنح القانون 09.08 عشرة أيام كاملة: الولوج والتصحيح والتعرض والمحو. تدون هنا أيضا الطلبات الشفوية والمكتوبة.
requests-empty = لا طلبات
requests-empty-text = إذا سأل منخرط عن معطياته ظهر طلبه هنا مع آخر يوم للجواب.
requests-open = في انتظار الجواب
requests-answered = أجيب عنها
requests-person = صاحب الطلب
requests-kind = الطلب
requests-message = المطلوب
requests-received = تاريخ التوصل
requests-due = آخر يوم للجواب
requests-overdue = متأخر
requests-contact = إلى أين يرسل الجواب
requests-contact-hint = بريد إلكتروني أو هاتف أو عنوان.
requests-record = تدوين طلب
requests-record-act = تدوين الطلب
requests-recorded = دُوّن الطلب. أجيبوا قبل { $date }.
requests-answer = الجواب
requests-answer-hint = ما تم القيام به، أو سبب الرفض. يقرؤه صاحب الطلب.
requests-decision = القرار
requests-grant = تم المطلوب
requests-refuse = مرفوض مع ذكر السبب
requests-answer-act = إرسال الجواب
requests-answer-done = سُجل الجواب.
requests-answered-by = أجاب
requests-waiting = { PLURAL($count) ->
    [zero] لا طلب ينتظر الجواب
    [one] طلب واحد بشأن المعطيات ينتظر الجواب
    [two] طلبان بشأن المعطيات ينتظران الجواب
    [few] { $count } طلبات بشأن المعطيات تنتظر الجواب
    [many] { $count } طلبا بشأن المعطيات ينتظر الجواب
   *[other] { $count } طلب بشأن المعطيات ينتظر الجواب
}
requests-late = { PLURAL($count) ->
    [zero] لا تأخير
    [one] منها واحد متأخر
    [two] منها اثنان متأخران
    [few] منها { $count } متأخرة
    [many] منها { $count } متأخرا
   *[other] منها { $count } متأخر
}
rights-kind-access = الولوج: ما المعطيات التي لديكم عني؟
rights-kind-rectification = تصحيح معطيات خاطئة
rights-kind-objection = التعرض على استعمال
rights-kind-erasure = المحو
rights-state-open = قيد المعالجة
rights-state-granted = تم
rights-state-refused = مرفوض

own-data-title = معطياتي لدى هذه الجمعية
own-data-lead = اسألوا الجمعية عما لديها من معطيات عنكم، أو اطلبوا تصحيحها أو محوها. لها عشرة أيام كاملة للجواب.
own-data-ask = تقديم طلب
own-data-act = إرسال الطلب
own-data-done = أُرسل طلبكم. الجواب مستحق قبل { $date }.
own-data-list = طلباتي
own-data-none = لم تطلبوا شيئا بعد.

account-data-title = معطياتي
account-data-lead = كل ما تحتفظ به هذه المنصة عن حسابكم، في ملف تقرؤه البرامج: الحساب والمسؤوليات والجلسات والرموز دون أسرارها، وما يقوله السجل عنكم، والرسائل التي أرسلت إليكم.
account-data-act = تنزيل معطياتي
account-data-members = ما تحتفظ به الجمعيات عنكم في لوائح منخرطيها ليس فيه: اطلبوه من كل جمعية.

mail-webhook-stopped-subject = توقف إشعار برنامج لدى { $association }
mail-webhook-stopped-text = فشلت إشعارات برنامج لدى { $association } منذ خمسة أيام. لن يرسل إليه شيء حتى تستأنفوا الإرسال:
mail-rights-requested-subject = وصل { $association } طلب بشأن معطيات شخصية
mail-rights-requested-text = سأل شخص { $association } عن معطياته الشخصية. يمنح القانون عشرة أيام كاملة للجواب:
mail-rights-answered-subject = أجابت { $association } عن طلبكم
mail-rights-answered-text = هناك جواب عن طلبكم بشأن معطياتكم الشخصية:

settings-data = معطيات الأشخاص
settings-privacy-text = ما يعالج من معطيات شخصية ولماذا، وسجله في جدول.
