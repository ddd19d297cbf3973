## الصلاحيات: المفتاح هو اسم الصلاحية

permission-association-view = الاطلاع على صفحة الجمعية
permission-record-view = الاطلاع على بطاقة الجمعية ووثائقها وآجالها
permission-record-edit = تعديل بطاقة الجمعية ووثائقها
permission-bank-accounts-edit = تدبير الحسابات البنكية
permission-standing-manage = توقيف الفضاء وأرشفته وإعادة فتحه
permission-audit-view = الاطلاع على سجل العمليات
permission-roles-view = الاطلاع على من له أي مسؤولية
permission-roles-manage = منح المسؤوليات وسحبها، والدعوات، وأدوار الجمعية
permission-consents-manage = فتح الفضاء للقطب وإغلاقه
permission-tokens-manage = إنشاء رموز الولوج للبرامج وسحبها
permission-members-view = الاطلاع على لائحة المنخرطين ومعطياتهم
permission-members-edit = إضافة المنخرطين وتغيير معطياتهم واستيرادهم
permission-dues-view = الاطلاع على الاشتراكات والوصولات
permission-dues-set-fee = تحديد واجب الاشتراك السنوي
permission-dues-record = تسجيل الأداءات
permission-dues-cancel = إلغاء الأداءات بوصل مضاد
permission-books-view = الاطلاع على المحاسبة وتصديرها
permission-books-post = تسجيل القيود
permission-assemblies-view = الاطلاع على الجموع العامة
permission-assemblies-plan = برمجة الجموع العامة والاستدعاء لها
permission-deliveries-view = الاطلاع على سجل المستدعين وعناوينهم
permission-webhooks-manage = إخبار البرامج بما يقع في الجمعية
permission-privacy-manage = الجواب عن الطلبات بشأن المعطيات الشخصية
permission-privacy-ask = السؤال عن المعطيات الشخصية الخاصة
permission-association-take = أخذ نسخة من معطيات الجمعية والتراجع عن حذفها
permission-association-leave = الأمر بحذف الجمعية
