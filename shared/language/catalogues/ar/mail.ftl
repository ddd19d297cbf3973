## الرسائل الإلكترونية

mail-greeting = السلام عليكم { $name }،
mail-greeting-nobody = السلام عليكم،
mail-platform = نسيج، منصة الجمعيات
mail-automatic = هذه رسالة آلية من منصة نسيج.

mail-confirm-subject = أكدوا بريدكم الإلكتروني
mail-confirm-text = لقد سجلتم حسابا على منصة نسيج بهذا العنوان. لتأكيده، افتحوا هذا الرابط:
mail-confirm-expiry = الرابط صالح لمدة 24 ساعة ولا يستعمل إلا مرة واحدة.
mail-confirm-ignore = إذا لم تكونوا أنتم من سجل هذا الحساب، فلا تفعلوا شيئا: لن يفتح أي حساب.

mail-known-subject = لديكم حساب على نسيج
mail-known-text = حاول شخص ما، ولعله أنتم، التسجيل على منصة نسيج بهذا العنوان. لديكم حساب بالفعل، ويمكنكم تسجيل الدخول هنا:
mail-known-ignore = إذا لم تكونوا أنتم، فلا تفعلوا شيئا: لم يتغير شيء في حسابكم.

mail-convocation-subject = استدعاء لحضور الجمع العام العادي لـ{ $association } يوم { $date }
mail-convocation-text = يشرفنا استدعاؤكم لحضور الجمع العام العادي لـ{ $association }:
mail-convocation-when = التاريخ: { $date } على الساعة { $time }
mail-convocation-where = المكان: { $place }
mail-convocation-agenda = جدول الأعمال:
mail-convocation-attached = تجدون رفقته رسالة الاستدعاء (بالعربية والفرنسية) ودعوة لإضافتها إلى مفكرتكم.
mail-convocation-from = عن { $association }
mail-convocation-by = { $name }
mail-convocation-event = الجمع العام العادي لـ{ $association }
mail-convocation-title = الجمع العام العادي
mail-convocation-signatory = عن المكتب المسير
mail-coordinator-subject = دعوة إلى تنسيق { $hub } على نسيج
mail-coordinator-text = دُعيتم إلى تنسيق { $hub }، وهو قطب لمواكبة الجمعيات. للقبول، سجلوا الدخول بهذا العنوان وافتحوا هذا الرابط:
mail-coordinator-expiry = الرابط صالح لسبعة أيام ولا يستعمل إلا مرة واحدة.
mail-coordinator-ignore = إذا لم تكونوا تنتظرون هذه الدعوة فلا تفعلوا شيئا.
