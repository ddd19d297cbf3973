## الصلاحيات: المفتاح هو اسم الصلاحية

permission-association-view = الاطلاع على الصفحة الرئيسية ومعلومات الجمعية
permission-audit-view = الاطلاع على سجل العمليات
permission-roles-view = الاطلاع على المسؤوليات
permission-roles-manage = منح المسؤوليات وسحبها
permission-consents-manage = منح القطب الولوج وسحبه
permission-tokens-manage = إنشاء رموز الولوج للبرامج وسحبها
permission-members-view = الاطلاع على المنخرطين
permission-members-edit = إضافة المنخرطين وتعديلهم
permission-dues-view = الاطلاع على الاشتراكات
permission-dues-set-fee = تحديد واجب الاشتراك السنوي
permission-dues-record = تسجيل الأداءات
permission-books-view = الاطلاع على المحاسبة
permission-books-post = تسجيل القيود
permission-assemblies-view = الاطلاع على الجموع العامة
permission-assemblies-plan = برمجة الجموع العامة والاستدعاء إليها
permission-deliveries-view = الاطلاع على لائحة من استدعي وعناوينهم
