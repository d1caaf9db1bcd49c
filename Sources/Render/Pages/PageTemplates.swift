import Mustache

/// The templates of all pages, compiled once.
///
/// Every value that goes in is finished markup (`{{{…}}}`): escaping is `ByteWriter`'s work, which is faster than the
/// library's and drops forbidden characters.
struct PageTemplates: Sendable {
  enum Name: String, CaseIterable {
    case article, list, entry, head, top, foot
  }

  let article: PageSkeleton
  /// The index and the pages of stories.
  let list: PageSkeleton
  /// One item of a list.
  let entry: PageSkeleton
  private let library: MustacheLibrary

  /// - Throws: `RenderError.template` when one does not compile.
  init() throws(RenderError) {
    var templates: [String: MustacheTemplate] = [:]
    for name in Name.allCases {
      do {
        templates[name.rawValue] = try MustacheTemplate(string: Self.text(of: name))
      } catch {
        throw RenderError(.template, message: "the page template \(name) is damaged: \(error)")
      }
    }
    library = MustacheLibrary(templates: templates)
    article = PageSkeleton(Name.article.rawValue, in: library)
    list = PageSkeleton(Name.list.rawValue, in: library)
    entry = PageSkeleton(Name.entry.rawValue, in: library)
  }

  /// The template `name` with `values` in it, for what is rendered seldom.
  func text(_ name: Name, _ values: [String: Any]) -> [UInt8] {
    guard let text = library.render(values, withTemplate: name.rawValue) else {
      preconditionFailure("every page has a template")
    }
    return Array(text.utf8)
  }

  private static func text(of name: Name) -> String {
    switch name {
    case .article: articleText
    case .list: listText
    case .entry: entryText
    case .head: head
    case .top: top
    case .foot: foot
    }
  }
}

extension PageTemplates {
  private static let head = """
    <!DOCTYPE html>
    <html lang="{{{language}}}" dir="{{{direction}}}">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>{{{title}}}</title>
    {{{meta}}}{{{top}}}
    """

  private static let top = """
    <link rel="stylesheet" href="{{{root}}}assets/style.css"/>
    </head>
    <body{{{kind}}}>
    <a class="skip" href="#text">Skip to the text</a>
    {{#masthead}}<header class="masthead"><p><a href="{{{home}}}" dir="auto">{{{site}}}</a></p></header>
    {{/masthead}}<main id="text">

    """

  private static let foot = """
    </main>
    <footer class="foot">
    <p>{{{feeds}}}</p>
    {{{rights}}}</footer>
    </body>
    </html>

    """

  private static let articleText = """
    {{>head}}
    <article>
    <header class="lead">
    {{{kickers}}}<h1 dir="auto">{{{headline}}}</h1>
    {{{dek}}}{{{byline}}}<p class="times">{{{times}}}</p>
    </header>
    {{{image}}}<div class="body">
    {{{body}}}
    </div>
    {{{sources}}}</article>
    {{{links}}}
    {{{foot}}}
    """

  private static let listText = """
    {{>head}}
    <header class="lead">
    {{{kickers}}}<h1 dir="auto">{{{headline}}}</h1>
    {{{dek}}}</header>
    <ol class="items">
    {{{items}}}</ol>
    {{{none}}}{{{links}}}
    {{{foot}}}
    """

  private static let entryText = """
    <li><article>
    {{{kickers}}}<h2 dir="auto"><a href="{{{address}}}">{{{headline}}}</a></h2>
    {{{summary}}}<p class="times">{{{times}}}</p>
    </article></li>

    """
}
