extension DateWords {
  /// Languages from Arabic to Indonesian.
  static var asian: [DateWords] {
    [arabic, hebrew, persian, hindi, chinese, japanese, korean, vietnamese, thai, indonesian]
  }

  private static var arabic: DateWords {
    DateWords(
      "ar",
      """
      months: يناير كانون_الثاني جانفي | فبراير شباط فيفري | مارس آذار | أبريل نيسان أفريل إبريل | مايو أيار ماي | يونيو حزيران جوان يونيه | يوليو تموز جويلية يوليه | أغسطس آب أوت غشت | سبتمبر أيلول شتنبر | أكتوبر تشرين_الأول | نوفمبر تشرين_الثاني نونبر | ديسمبر كانون_الأول دجنبر
      days: الاثنين الإثنين اثنين | الثلاثاء ثلاثاء | الأربعاء أربعاء | الخميس خميس | الجمعة جمعة | السبت سبت | الأحد أحد
      units: ثانية ثواني ثوان | دقيقة دقائق | ساعة ساعات | يوم أيام يوما | أسبوع أسابيع | شهر أشهر شهور | سنة سنوات عام أعوام سنين
      two: ثانيتين | دقيقتين | ساعتين | يومين | أسبوعين | شهرين | سنتين عامين
      numbers: واحد واحدة | اثنان اثنين | ثلاث ثلاثة | أربع أربعة | خمس خمسة | ست ستة | سبع سبعة | ثمان ثماني ثمانية | تسع تسعة | عشر عشرة
      before: قبل منذ
      today: اليوم
      yesterday: أمس
      day before: أول_أمس
      now: الآن منذ_لحظات قبل_قليل
      last after: الماضي
      morning: ص صباحا صباح
      afternoon: م مساء مساءا ظهرا
      at: الساعة في
      published: نشر نشرت نشر_في تاريخ_النشر نشر_بتاريخ كتب
      updated: محدثة تحديث آخر_تحديث حدث تم_التحديث تعديل آخر_تعديل
      dated: التاريخ تاريخ
      by: بقلم
      event: حتى ولد توفي بين خلال
      prose: من إلى على أن التي الذي هذا كان مع عن
      """)
  }

  private static var hebrew: DateWords {
    DateWords(
      "he",
      """
      months: ינואר בינואר | פברואר בפברואר | מרץ במרץ מרס במרס | אפריל באפריל | מאי במאי | יוני ביוני | יולי ביולי | אוגוסט באוגוסט | ספטמבר בספטמבר | אוקטובר באוקטובר | נובמבר בנובמבר | דצמבר בדצמבר
      days: יום_שני שני | יום_שלישי שלישי | יום_רביעי רביעי | יום_חמישי חמישי | יום_שישי שישי | שבת יום_שבת | יום_ראשון ראשון
      units: שנייה שניות | דקה דקות דק | שעה שעות | יום ימים | שבוע שבועות | חודש חודשים | שנה שנים
      two: | שתי_דקות | שעתיים | יומיים | שבועיים | חודשיים | שנתיים
      numbers: אחד אחת | שתי שני שתיים | שלוש שלושה | ארבע ארבעה | חמש חמישה | שש שישה | שבע שבעה | שמונה | תשע תשעה | עשר עשרה
      before: לפני
      today: היום
      yesterday: אתמול
      day before: שלשום
      now: הרגע עכשיו לפני_רגע
      at: בשעה ב
      published: פורסם פורסמה תאריך_פרסום
      updated: עודכן עודכנה עדכון_אחרון עדכון
      zone: ist=120
      by: מאת
      event: עד מאז נולד מת
      prose: של את על לא הוא היא זה עם גם כי
      """)
  }

  private static var persian: DateWords {
    DateWords(
      "fa",
      """
      months: ژانویه | فوریه | مارس | آوریل آپریل | مه می | ژوئن | ژوئیه جولای ژوییه | اوت آگوست | سپتامبر | اکتبر | نوامبر | دسامبر
      persian: فروردین | اردیبهشت | خرداد | تیر | مرداد | شهریور | مهر | آبان | آذر | دی | بهمن | اسفند
      days: دوشنبه | سه_شنبه سهشنبه | چهارشنبه چهار_شنبه | پنجشنبه پنج_شنبه | جمعه | شنبه | یکشنبه یک_شنبه
      units: ثانیه | دقیقه | ساعت | روز | هفته | ماه | سال
      numbers: یک | دو | سه | چهار | پنج | شش | هفت | هشت | نه | ده
      after: پیش قبل
      today: امروز
      yesterday: دیروز
      day before: پریروز
      now: همین_الان لحظاتی_پیش هم_اکنون
      at: ساعت
      filler: ماه سال
      published: منتشر_شده انتشار تاریخ_انتشار منتشر_شد
      updated: بهروزرسانی به_روز_رسانی به_روز_شده آخرین_بروزرسانی بروزرسانی ویرایش
      event: تا متولد درگذشت
      prose: و در به از که این را با است
      """)
  }

  private static var hindi: DateWords {
    DateWords(
      "hi",
      """
      months: जनवरी जन | फ़रवरी फरवरी फर | मार्च | अप्रैल | मई | जून | जुलाई जुल | अगस्त अग | सितंबर सितम्बर सित | अक्टूबर अक्तूबर अक्टू | नवंबर नवम्बर नव | दिसंबर दिसम्बर दिस
      days: सोमवार सोम | मंगलवार मंगल | बुधवार बुध | गुरुवार गुरु बृहस्पतिवार | शुक्रवार शुक्र | शनिवार शनि | रविवार रवि
      units: सेकंड सेकेंड | मिनट | घंटा घंटे घंटों | दिन दिनों | सप्ताह हफ्ते हफ़्ते हफ्ता | महीना महीने माह | साल वर्ष
      numbers: एक | दो | तीन | चार | पांच पाँच | छह | सात | आठ | नौ | दस
      after: पहले पूर्व
      today: आज
      yesterday: कल
      now: अभी अभी_अभी
      morning: पूर्वाह्न सुबह
      afternoon: अपराह्न शाम दोपहर
      at: को समय
      clock: बजे
      published: प्रकाशित
      updated: अपडेट अपडेटेड अद्यतन अंतिम_अपडेट
      event: तक से जन्म
      prose: और के है में की का ने यह पर हैं
      """)
  }

  private static var chinese: DateWords {
    DateWords(
      "zh",
      """
      months: 一月 | 二月 | 三月 | 四月 | 五月 | 六月 | 七月 | 八月 | 九月 | 十月 | 十一月 | 十二月
      days: 星期一 周一 週一 礼拜一 | 星期二 周二 週二 | 星期三 周三 週三 | 星期四 周四 週四 | 星期五 周五 週五 | 星期六 周六 週六 | 星期日 星期天 周日 週日
      units: 秒 秒钟 秒鐘 | 分钟 分鐘 分 | 小时 小時 个小时 個小時 钟头 | 天 日 | 周 週 星期 个星期 個星期 | 月 个月 個月 | 年
      numbers: 几=-1 幾=-1 数=-1 一 | 两 兩 二 | 三 | 四 | 五 | 六 | 七 | 八 | 九 | 十 | 十一 | 十二
      after: 前 以前 之前
      today: 今天 今日
      yesterday: 昨天 昨日
      day before: 前天
      now: 刚刚 剛剛 刚才 剛才
      morning: 上午 早上 凌晨 清晨
      afternoon: 下午 晚上 傍晚
      year: 年
      month: 月
      day: 日 号 號
      hour: 时 時 点 點
      minute: 分
      era: 民国=1911 民國=1911
      published: 发布 發布 发表 發表 发布时间 发表时间 發佈 發佈時間 发布于 发表于 刊登 出版 时间 時間
      updated: 更新 更新时间 更新時間 最后更新 最後更新 更新于 修改 编辑于 編輯
      dated: 日期
      zone: cst=480
      by: 作者 记者
      event: 截至 截止 生于 出生 至今
      """)
  }

  private static var japanese: DateWords {
    DateWords(
      "ja",
      """
      days: 月曜 月曜日 | 火曜 火曜日 | 水曜 水曜日 | 木曜 木曜日 | 金曜 金曜日 | 土曜 土曜日 | 日曜 日曜日
      units: 秒 | 分 分間 | 時間 | 日 日間 | 週間 週 | か月 ヶ月 カ月 ケ月 ヵ月 箇月 月 | 年 年間
      after: 前
      today: 今日 本日 きょう
      yesterday: 昨日 きのう
      day before: 一昨日 おととい
      now: たった今 ただ今 今 さっき
      morning: 午前
      afternoon: 午後
      year: 年
      month: 月
      day: 日
      hour: 時
      minute: 分
      era: 令和=2018 平成=1988 昭和=1925
      published: 公開 公開日 投稿 投稿日 掲載 掲載日 配信 発表 作成日 発売
      updated: 更新 更新日 最終更新 最終更新日 改訂 改定
      event: まで から 生まれ
      """)
  }

  private static var korean: DateWords {
    DateWords(
      "ko",
      """
      days: 월요일 | 화요일 | 수요일 | 목요일 | 금요일 | 토요일 | 일요일
      units: 초 | 분 | 시간 | 일 | 주 주일 | 개월 달 | 년
      numbers: 한 | 두 | 세 | 네 | 다섯
      after: 전
      today: 오늘
      yesterday: 어제
      day before: 그제 그저께
      now: 방금 방금전 지금
      morning: 오전
      afternoon: 오후
      year: 년
      month: 월
      day: 일
      hour: 시
      minute: 분
      published: 입력 등록 게시 작성 승인 발행 기사입력 기사등록 등록일 작성일 게시일
      updated: 수정 업데이트 최종수정 갱신 기사수정 수정일 최종
      by: 기자
      event: 까지 부터
      """)
  }

  private static var vietnamese: DateWords {
    DateWords(
      "vi",
      """
      months: tháng_một tháng_giêng | tháng_hai | tháng_ba | tháng_tư | tháng_năm | tháng_sáu | tháng_bảy | tháng_tám | tháng_chín | tháng_mười | tháng_mười_một | tháng_mười_hai tháng_chạp
      days: thứ_hai | thứ_ba | thứ_tư | thứ_năm | thứ_sáu | thứ_bảy | chủ_nhật
      units: giây | phút | giờ tiếng | ngày | tuần | tháng | !năm
      numbers: một | hai | !ba | bốn | !năm | sáu | bảy | tám | chín | mười
      before: cách_đây
      after: trước
      today: hôm_nay
      yesterday: hôm_qua
      day before: hôm_kia
      now: vừa_xong vừa_mới
      morning: sa sáng
      afternoon: ch chiều tối
      at: lúc
      clock: giờ
      year: !năm
      month: tháng
      filler: ngày
      hour: giờ
      minute: phút
      published: đăng xuất_bản ngày_đăng đăng_lúc
      updated: cập_nhật cập_nhật_lúc sửa_đổi
      event: từ đến sinh mất
      prose: và của là có được cho với trong không này đã người
      """)
  }

  private static var thai: DateWords {
    DateWords(
      "th",
      """
      months: มกราคม ม.ค | กุมภาพันธ์ ก.พ | มีนาคม มี.ค | เมษายน เม.ย | พฤษภาคม พ.ค | มิถุนายน มิ.ย | กรกฎาคม ก.ค | สิงหาคม ส.ค | กันยายน ก.ย | ตุลาคม ต.ค | พฤศจิกายน พ.ย | ธันวาคม ธ.ค
      days: วันจันทร์ จันทร์ จ | วันอังคาร อังคาร | วันพุธ พุธ | วันพฤหัสบดี พฤหัสบดี | วันศุกร์ ศุกร์ | วันเสาร์ เสาร์ | วันอาทิตย์ อาทิตย์
      units: วินาที | นาที | ชั่วโมง ชม | วัน | สัปดาห์ | เดือน | ปี
      numbers: หนึ่ง | สอง | สาม | สี่ | ห้า
      after: ที่แล้ว ก่อน ที่ผ่านมา มาแล้ว
      today: วันนี้
      yesterday: เมื่อวาน เมื่อวานนี้
      now: เมื่อสักครู่ ตอนนี้
      at: เวลา
      clock: น นาฬิกา
      filler: ที่ วันที่ พ.ศ ค.ศ เมื่อ
      published: เผยแพร่ เผยแพร่เมื่อ โพสต์ โพสต์เมื่อ ประกาศ
      updated: อัปเดต อัพเดต อัปเดตล่าสุด ปรับปรุง แก้ไข ปรับปรุงล่าสุด
      event: ถึง ตั้งแต่ เกิด
      """)
  }

  private static var indonesian: DateWords {
    DateWords(
      "id",
      """
      months: januari jan | februari pebruari feb | maret mar | april apr | mei | juni jun | juli jul | agustus agu agt ags | september sept sep | oktober okt | november nopember nov nop | desember des
      days: senin sen | selasa sel | rabu rab | kamis kam | jumat jum'at jum | sabtu sab | minggu ahad min
      units: detik | menit | jam | hari | minggu pekan | bulan | tahun
      one: sedetik | semenit | sejam | sehari | seminggu | sebulan | setahun
      numbers: satu | dua | tiga | empat | lima | enam | tujuh | delapan | sembilan | sepuluh
      after: lalu yang_lalu
      today: hari_ini
      yesterday: kemarin
      now: baru_saja barusan
      at: pukul jam pkl
      published: diterbitkan dipublikasikan tayang diposting terbit dibuat
      updated: diperbarui pembaruan diubah terakhir_diperbarui
      dated: tanggal
      by: oleh
      event: hingga sampai sejak lahir
      prose: dan yang di dengan untuk dari ini itu tidak akan pada
      """)
  }
}
