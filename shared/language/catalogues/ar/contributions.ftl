## المساهمات التطوعية

contributions-title = التطوع والهبات العينية
contributions-lead = ما تتلقاه الجمعية بلا مال. يدون بجانب الحسابات: لا يتغير الصندوق ولا النتيجة.
contributions-empty = لم يدون شيء بعد
contributions-empty-text = ساعات التطوع والإعارات المجانية تبين للشركاء ما تعبئه الجمعية حقا.
contribution-time = ساعات التطوع
contribution-goods = هبات وإعارات عينية
contribution-lead-time = الوقت الذي يهبه المتطوعون، بالقيمة التي تحددونها للساعة.
contribution-lead-goods = قاعة أو عتاد أو خدمة معارة أو موهوبة، بالقيمة التي كنتم ستدفعونها.
contribution-label = ماذا، وممن؟
contribution-label-hint = مثلا: دروس الدعم في مارس، أربعة متطوعين.
contribution-hours = عدد الساعات
contribution-hours-hint = مجموع الساعات، مثلا 12,5.
contribution-rate = قيمة الساعة بالدرهم
contribution-rate-hint = مثلا الحد الأدنى للأجر في الساعة.
contribution-amount = القيمة بالدرهم
contribution-amount-hint = ما كنتم ستدفعونه.
contribution-worth = القيمة
