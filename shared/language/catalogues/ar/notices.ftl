mail-workspace-closed-subject = أُغلق فضاء { $association } أمام الكتابة
mail-workspace-closed-text = أغلق القطب أو إدارة المنصة فضاء { $association } أمام الكتابة: كل شيء يُقرأ ولا شيء يُغيَّر، ورسائل الجمعية تنتظر. السبب ومن أغلقه على الصفحة الأولى:
mail-workspace-opened-subject = أُعيد فتح فضاء { $association }
mail-workspace-opened-text = أُعيد فتح فضاء { $association }: يمكنكم العمل فيه كما من قبل، والرسائل التي كانت تنتظر تُرسل الآن.
mail-access-requested-subject = طلب القطب الدخول إلى فضاء { $association }
mail-access-requested-text = يطلب القطب الذي تتبعون له أن يُفتح له فضاء { $association } مدة محدودة. لا يُفتح شيء قبل أن يوافق المكتب. الطلب وسببه هنا:
