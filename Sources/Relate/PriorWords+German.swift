extension PriorWords {
  /// Made by counting: in how many of a hundred articles a word stands, as 32 × (1 − ln share), then the words.
  static let german = """
    32 auf das den der die für in mit und von zu
    36 als an auch aus bei dem des dieser ein eine es im impressum ist nach nicht sich sie sind um
    36 zum über
    40 am einen einer mehr oder so werden wie wird zur
    44 aber alle anderer dass datenschutz diese einem haben hat hier kontakt können noch nur sein
    44 unserem vor was wenn wir
    48 aktuell bis de durch jahr kann neue uns unter weitere
    52 damit ersten gibt ich ihre immer jetzt keine mail man muss schon teilen vielen wieder wurde
    56 ab artikel beim beitrags da dabei dann er facebook finden geht ihr keinen könnte newsletter
    56 ohne seit suche vom weit zeit
    60 bereits dazu deutsch deutschland doch eines ganz informationen inhalt kommentar meiner
    60 rechte sehr services sollte sowie themen twitter war website zwei
    64 adresse alles arbeit besondere cookies denn du eigenen einfach größer gut ihren ihrer
    64 kleine machen mal menschen news nun online selbst sollen sondern thema viele welches wenig
    64 wichtiger
    68 also bild dafür daten direkt einiger erhalten etwas gegen habe ihnen kommt lassen lebens
    68 macht menü mir möglich name neuen nächsten ob oktober runden startseite stelle verwendet
    68 veröffentlicht video welt wer will würden zurück zwischen
    72 allem angebote anmelden anzeigen archiv bietet bleiben com datenschutzerklärung deine drei
    72 fall fragen geben große gründer hatte heute home ihrem ins instagram ja jahre kommen letzte
    72 länder meine meister mich monate nachrichten november nutzen per politik presse schnell
    72 schreibe seine seite shop steht stärker suchen the uhr waren warum weil wo wollen während
    76 abonnieren agb allerdings antworten beispiel berlin bestes bitte blog by davon deinen denen
    76 deutlich dich digital drucken einmal ende erforderliche erste etwa fast folgen foto gehen
    76 gerade geschichte gleich international januar jedoch kurz langer liegt links länge lässt
    76 media medien möchten natürlicher neu of richtig rss sei solche sport stehen tag to top
    76 unternehmen weg wissen zahlen zeigt zudem ähnliche
    80 all allen aller autoren bekannt besser bin blick darüber deshalb dort euro februar frage
    80 gemacht gemeinsam genau gilt gmbh gute hält jeder jobs kategorien kinder klares kultur
    80 lauten leichte lesen märz möglichkeit müsst neben oben oft partner preis pro produkte
    80 redaktion sagt sehen september sogar spiele starten tun veranstaltungen verschiedenen
    80 wirklich www wäre youtube zwar zweit
    84 anfangs april art august außerdem beiden beispielsweise bereich berichten bestimmten bleibt
    84 copyright daher darauf deren dezember ebenfalls eher eigentlich entwicklung erfahren europa
    84 familien folge form frau führt gar gehört geld gerne gesellschaft gesundheit google hilfe
    84 hohe häufig je juli juni karriere kosten kostenlose leider mai mehrere navigation neues
    84 neueste offenes persönlichen projekte regeln schließen schutz setzt socials sozialen
    84 sprache statt stellt städten tipps vielleicht wahl weiterhin werbung wirtschaft woche ziel
    84 zukunft
    88 aktiv and auto bedeutet besuch braucht bringen bzw bücher corona dank dir downloads dürfen
    88 energie entsprechend feed felder fest folgenden freien gesamte größten hatten helfer hin
    88 hoher ihn info infos innen internet interview jedem jeden kaum klicke logins magazin
    88 mediadaten namen nutzung on ort podcasts prozent sagen sieht springe später stand tage team
    88 technik tv unterstützen vergleich verwendung vier vorteil wegen weiß wordpress zeigen
    88 zusammen zusätzlich öffentlicher übersicht
    92 allgemeines alter alternative app aufgrund bildung bisher bringt content dadurch daran darf
    92 dritten einsatz einstellungen einzelnen einzige english entscheidungen erfahrung erfolg
    92 erklärt erwartet essen europäischen events experten faq führer fünf gab gefällt ging
    92 hamburg handele haus heißt hinaus hinter innerhalb interessantes jede kaufen kontrolle
    92 liebe link lösung meinung minuten mitglied männer natur nehmen nie notwendige nutzt
    92 politische problem probleme programme punkt rahmen registrieren richtlinie senden setzen
    92 sicherer sicherheit sofort speichern stunden tatsächlichen technisch test trotz unabhängig
    92 us usa voller weise werde wichtigste wohl
    96 acht allein anbieten at auswahl beste besteht bevor brauchen browser co dennoch eben
    96 entscheiden erfolgreich ergebnisse erreicht eu euch for fordert freund früher funktioniert
    96 ganze gegenüber gleichzeitig grünen guten https ihm ihres informiere insbesondere insgesamt
    96 jedes kompletter kostenlos lage liegen markt melden millionen mitteln mobile musik neuer
    96 paar personen platz post privaten quelle raum rechtliches regelmäßige reisen schlechtes
    96 schritte sitemap sogenannten sonst sorgen sowohl sprechen stimme termine texten tragen
    96 umwelt unterstützung verfügung versuchen vorheriger wasser wechseln weltweit wert wochen
    96 worden überblick
    100 abmelden absolute angaben aufgaben ausgabe beachten befinden begin bekommen
    100 benachrichtigung bestellen betrieb chance danach darum design dessen dienst dinge email
    100 endlich entwickelt ergebnis erneuten erreichen erstelle fahren falsch fehler film findest
    100 forum fotos gedanken gefunden gehören genutzt geplanten geraten gestalten gestellt
    100 gewinnen glaube grenzen grundlage hand hinweisen hoch hohen indem informiert interesse
    100 jung kampf kannst kommentieren konto leistungen lernen lieber live manch markiert
    100 maßnahmen meldungen mindestens mitarbeiter mittlerweile münchen nachdem nachhaltig
    100 national niemals nimmt passenden positiv pressemitteilung rechnet rolle sagte schaffen
    100 schau schule schweiz schwere seien situation spielt staat straßen studien system tagen
    100 treffen trotzdem täglich unten verbinde vergangenen vergessen verstehen wann webseite
    100 winter wissenschaft wollte wort wünsche zumindest überhaupt
    104 abbrechen alte bedingungen beliebt benötigt breite christian darin derzeit details dr
    104 ebenso echten einträge erfolgt erkennen erklären finanzen fordern forderung forschung
    104 freitag fällt gefahr gefallen genannt genug gespräche gesunde gewissen gib grundsätzlichen
    104 handelt hause hintergründe hinweis individuellen inzwischen is jederzeit jemanden jährigen
    104 kam klima kopf kritik kräfte kunden kunst köln laufen leisten ließ linkedin lizenz mag
    104 management mode montage netzwerken normale obwohl offiziell pandemie perfekt planer
    104 ratgeber region reichen rein schlagwörter schreibt schwarz sechs sicht sorgt spenden
    104 spezielle statistik technologien teile this tiefes trends unterschied unterschiedlichen
    104 unterstützt unterwegs verhalten verzichts vollständig vorbehalten wesentlich
    104 wirtschaftliche zahlreiche zehn zunächst zusammenarbeit zwecken öffnen österreich
    108 abend about akzeptieren allgemein alltag anmeldung apps ausbildung bank bayern begriffen
    108 beide beraten beschäftigt bessere bewegung bewusst bist branche business ca commons damals
    108 danke denken dürfte egal einverstanden empfehlungen en entdecken enthält erhöht erlaubt
    108 erstmals fakten falls freuen frisch garten gelesen gelten gering gesehen gewesen geworden
    108 glück gruppen größerer guter günstig hast heraus herz hilft historischen information junge
    108 kenn klassischer kochen konzept lediglich lifestyle liste ländern läuft manchmal mitte
    108 modelle moderne momente nachhaltigkeit netzes new niedrige niemand nutzungsbedingungen
    108 nämlich nötig org passiert pdf person peter plattform polizei praktische praxis
    108 präsentiert publikationen regierung reicht reise schaden scheint schließlich schwer selber
    108 selten software somit sommer spannende sparen ständig stück tests tipp trage trifft
    108 unbedingt verantwortlichen verbands verbessern verlag versucht vertrages vertreter via
    108 völlig web weder wetter whatsapp world ziemlich zuletzt zunehmend äußern
    112 ag analyse angesichts anlagen anschließend auf­trag ausland basis bedarf bekommt beratung
    112 berufs betracht beziehung bisschen bloggern bundesregierung china community creative dauer
    112 debatte digitalisierung donnerstag durchaus entwickeln erklärung ernährung externe falle
    112 fanden fehlt firmen folgt franken frankfurter funktionen gefühl geführte gegeben gesagt
    112 gesetz gewählt globalen gutes herausforderungen idee intensive kennt kleinerer kommende
    112 kommunikation krieg krise kritischen kürze langsam leser marken menge methoden morgen
    112 möglichst norden not nähe nähern or­ga­ni­sa­ti­on passwort plus präsident qualität reihe
    112 rezept schwierige sieben smartphone sonstige spaß spricht standorts stimmst strom
    112 stuttgart tags teilweise tel tut umgang up urlaub verbindungen verboten verfassen
    112 verfügbar verkehr vermeiden version verändert veränderungen wahrscheinliche wege wirkung
    112 wohnen wohnungen your zeitung ziehen änderungen übrigens
    """
}
