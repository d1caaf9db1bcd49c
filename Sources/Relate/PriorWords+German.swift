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
    96 allein anbieten beste brauchen browser co dennoch erfolgreich ergebnisse erreicht eu for
    96 freund früher gegenüber guten https ihres informiere insbesondere kompletter kostenlos lage
    96 markt melden millionen mobile musik neuer paar personen post privaten quelle raum
    96 rechtliches regelmäßige reisen schlechtes schritte sogenannten sonst sowohl sprechen stimme
    96 termine tragen umwelt unterstützung versuchen vorheriger wasser weltweit wert wochen worden
    96 überblick
    """
}
