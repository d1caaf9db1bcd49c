/// The shipped document frequencies.
///
/// English comes first: it is what an unknown text counts as.
///
/// English and German are counted in news and web articles; of the other languages only the words that every
/// article has are listed, so that they are told from names.
enum PriorWords {
  static let all: [(language: String, words: String)] =
    [("en", english), ("de", german)] + others

  private static let others: [(language: String, words: String)] = [
    (
      "es",
      """
      32 al con de del el en la las los más para por que se un una
      36 como es esta este lo no su
      40 deportes derechos desde entre fue mundo primer puede sin sus también todo
      44 ahora estado país quienes sobre
      48 algunas ante años contra cuenta dijo durante día economía especial esto ha hasta
      48 información informe le misma nacional noticias nuestro nuevo opinión otra otros pero
      48 política público reservados segunda si sociales tiene ya últimas
      52 abril así general han lugar medio parte relacionados ser tras videos
      56 año caso cual diario donde dos días edición era forma fotos fueron gobierno hacer inicia
      56 personas poder privacidad según semanas servicios sesión son tecnología temas tienen
      56 trabajo términos uno uso
      60 actual además américa aquí bajó buenos cambio cargo ciudad condiciones covid cuando debe
      60 dentro empresas equipo ese están fútbol grupos hace hechos historia hoy ingresa
      60 internacional justicia líder martes menos ministerio mujer muy publicidad salud sección
      60 seguirá seguridad serie será señal sido sitio sociedad sólo tanto tener tenis terceros
      60 todas tres tu twitter unido ver vida visto
      64 actividad acuerdo apoyo aseguró autoridades buscar com contacto contenido datos defensa
      64 dólar ellos eso exclusiva función gran hay horas impresa juan luis maneras mayo mayor mejor
      64 millones ministro negocios ni pasado porque presentó presidente propias riesgo santa
      64 situación te tendencias territorios vez
      68 accesos bien casia compartir cultura director encuentro esa explicó facebook fin fiscales
      68 fiscalía interesar josé leídas logró marcó medidas meses mi miembros mientras miércoles
      68 momento muchas méxico nada organización partido podcasts principal próximo puestos registro
      68 resultado tiempo va
      72 acciones acepto agregó alerta ambos autos base blogs buscas ciencia cinco colombia
      72 detenidos difícil digital dinero domingo españa estaba estamos fuera horóscopo humanas
      72 importantes interés investigación judicial juego jueves libro luego maría mercados mes mil
      72 militares newsletter notas número pasará personales podría policía precios prensa pues
      72 puntos registrados relaciones sector tenemos trabajadores trata vacuna viernes zona
      76 cuestionó delitos dicho económica editorial educación ellas encuentran entonces
      76 espectáculos estudio final frente fuerza gente grande haber habría hizo hombre hubo idea
      76 impacto imágenes indica ingresar ir jorge les mapa marzo me motor mundial navegación nivel
      76 nos ocasiones orden paso perdido podrían posible proceso pruebas pueden recibe redes
      76 república récord sino somos sábado síguenos titulares tv unos viviendas
      """
    ),
    (
      "fr",
      """
      32 ce dans de des du en et la le les par pour qui sur un une
      36 au aux avec pas plus se site tout
      40 autres faits il mais ne nous ou que son sont vous
      44 après contre depuis leur même nouveaux on politique premier si tous être
      48 aussi ces cette comme cookies deux droit economie entre faire france grand groupe ils jours
      48 lire légales monde nos notre nouvelle ont sa sans services ses société vidéos vie votre
      48 était été
      52 centre contact dernières internationales je marchés newsletters placés pointe santé sous
      52 toujours voir
      56 ainsi alors avant bien compte conditions contrôles doit données elle encore générales info
      56 informations journal lignes mentions mon média non nord paris peu public publié sommes très
      56 état
      60 applications archives cas culture donc dont facebook menu mois parti peut photo questions
      60 social sport twitter
      64 annonces ans arrêté bas blog cela certain chance chez comment continue côtes devant dit
      64 déjà entreprises eux face faut fin fortes français haut heures histoires homme ici idée
      64 jean lien loi lors lus lutte mardi mesure milieu moins mots offre page parcs partager passe
      64 pays personnes petit plan possible presse prise protection quand quelque radio recherche
      64 rechercher reste risque rubriques république résultats selon semaines sera soir sud suit
      64 tempo trois tête vos équipe êtes
      68 accès actualité adresse année avait beaucoup cadre chef ci commentaire connecter coups
      68 crise enfin environnement européenne fois gouvernement images journées juin justice locales
      68 lui maine malgré moment mondiale mort moyen notamment objectif ouvert partage partie
      68 plusieurs podcasts prendre proche propos près présenté présidente publicité rapport
      68 recevoir rss réseaux savoir sciences seine seront thème transport travail vers
      72 abonnement accords afin agence américaine appel aucun avons but car celui cet commune
      72 connexion conseil crédit direct divers donné décès enfant enquêtes eu femme formation fr
      72 française guerre inscrit janvier liberté lundi mail mal mars matins ministre mobilisation
      72 montre mouvement nationale nombre octobre of pierre pouvoir pratiques prix professeur
      72 profit projet quoi réalisé réforme réserves saint soit solidarité sujet surtout sélection
      72 terres va ça économique éditions éducation élections
      80 suivantes systèmes terrains the trop trouvé ukraine vent veut victime ville vivre web zone
      80 également étudiants
      """
    ),
    (
      "it",
      """
      48 il lo la i gli le un una uno di a da in con su per tra fra e o ma che chi non si è del
      48 della dei delle degli dal dalla nel nella al alla sul sulla
      76 come anche più sono ha ho hanno era stato stata essere questo questa quello quella suo sua
      76 suoi loro ci ne se già dopo prima quando dove anni anno due tutti tutto molto poi ancora
      76 solo così ieri oggi secondo
      """
    ),
    (
      "pt",
      """
      48 o a os as um uma de do da dos das em no na nos nas por para com que e ou não se ao à pelo
      48 pela mais
      76 como mas foi são ser está tem sua seu ele ela isso este esta também já quando onde muito
      76 entre sobre depois anos ano dois até sem ainda segundo após disse contra
      """
    ),
    (
      "nl",
      """
      48 de het een van in op en is dat die voor met te zijn aan niet er om door bij als ook naar
      48 uit over
      76 maar nog dan wel was werd wordt worden heeft hebben had zich deze dit zij hij ze we ik je
      76 meer na tot onder tegen al kan zou jaar twee veel geen wat wie waar tussen volgens
      """
    ),
    (
      "sv",
      """
      48 och i att en det som på är av för med den till inte om har de ett från var
      76 han hon men så kan vid också efter när ut upp under mot över nu sig sin alla vi man eller
      76 bli blir blev hade ska skulle mer år två mycket säger enligt sedan
      """
    ),
    (
      "da",
      """
      48 og i at en det som på er af for med den til ikke om har de et fra var
      76 han hun men så kan ved også efter når ud op under mod over nu sig sin alle vi man eller
      76 bliver blev havde skal skulle mere år to meget siger ifølge siden
      """
    ),
    (
      "no",
      """
      48 og i at en det som på er av for med den til ikke om har de et fra var
      76 han hun men så kan ved også etter når ut opp under mot over nå seg sin alle vi man eller
      76 blir ble hadde skal skulle mer år to mye sier ifølge siden
      """
    ),
    (
      "pl",
      """
      48 i w na z do się nie że o jest to za od po przez dla jak ale co
      76 tak też już być był była było są ma może tym tego jego jej ich który która które oraz przed
      76 przy bez lub tylko gdy czy roku lat dwa bardzo więcej według także
      """
    ),
    (
      "cs",
      """
      48 a v na se z do je že s o to za po pro od jako ale jak
      76 byl byla bylo jsou má být také už který která které jeho její jejich nebo před při bez jen
      76 když roce let dva více podle
      """
    ),
    (
      "fi",
      """
      48 ja on ei se että oli mutta joka myös kun ovat kuin
      76 hän sen niin jo vain mukaan ole olla tai jos mitä he sitä nyt vuoden vielä jälkeen kanssa
      76 sekä voi ollut
      """
    ),
    (
      "tr",
      """
      48 ve bir bu da de için ile olan olarak çok daha en ne
      76 gibi sonra kadar ise o ki mi var yok her oldu olduğu göre dedi yıl iki ancak ama kendi
      """
    ),
    (
      "hu",
      """
      48 a az és hogy nem is egy meg volt ez de van
      76 csak már el még mint után azt ki mert lesz minden vagy szerint év két több
      """
    ),
    (
      "ro",
      """
      48 de și în a la cu pe că o un din care nu este se pentru mai au
      76 ce fost fi sunt dar sau lui ei după prin despre când doar anul ani doi foarte
      """
    ),
    (
      "ru",
      """
      48 и в на не что с по он как а это из у к за от о но для до
      76 его так все она же было был бы только был быть были есть или их при уже если году лет два
      76 также после который которые более тем мы я во со сообщает сказал
      """
    ),
    (
      "uk",
      """
      48 і в на не що з та у до за як це від для про
      76 але він його вона так вже був було були бути або їх при якщо року років також після який
      76 які більше ми я
      """
    ),
    (
      "el",
      """
      48 και το να του η της με που την από για τον στο είναι τα οι σε ο
      76 στην δεν των τους στη μια ένα έχει θα αυτό κατά μετά ότι ή στις τις
      """
    ),
    (
      "id",
      """
      48 yang dan di dari untuk dengan pada ini itu dalam tidak ke adalah
      76 oleh akan juga ada sudah telah bisa karena saat kata atau tersebut kami mereka tahun lebih
      76 para
      """
    ),
    (
      "ar",
      """
      48 في من على إلى أن عن مع هذا التي الذي ما لا
      76 هذه بعد كان قد ذلك كل أو بين حتى قبل عام وقال كما هو هي
      """
    ),
    (
      "he",
      """
      48 של את על הוא לא זה עם כי גם היא
      76 אל או אבל יש אם כל אחרי בין היה עוד רק
      """
    ),
  ]
}
