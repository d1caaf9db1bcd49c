import FeedModel

extension Renderer {
  /// What all pages share, under `assets/`: a stylesheet and the description of the JSON extension.
  package func assets() throws(RenderError) -> [FeedDocument] {
    [
      try .packed("assets/style.css", "text/css; charset=utf-8", Array(Stylesheet.text.utf8)),
      try .packed(ExtensionPage.path, Self.pageType, Array(ExtensionPage.text.utf8)),
    ]
  }
}

/// The one stylesheet: system fonts, light and dark, wide and narrow, screen and paper.
enum Stylesheet {
  static let text = """
    :root {
      color-scheme: light dark;
      --paper: #fdfcfa; --ink: #1b1a18; --quiet: #635f58; --line: #d9d4ca; --accent: #9c1c1c;
      --panel: #f4f1ea;
      --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", "Noto Serif", Cambria, Georgia, serif;
      --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #161514; --ink: #e8e4dc; --quiet: #a39d92; --line: #3a3733; --accent: #f08a7c;
        --panel: #1f1e1c;
      }
    }
    * { box-sizing: border-box; }
    html { font-size: 100%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--paper); color: var(--ink);
      font: 1.1875rem/1.62 var(--serif); overflow-wrap: break-word;
      text-rendering: optimizeLegibility;
    }
    a { color: inherit; text-decoration-color: var(--accent); text-decoration-thickness: .07em; text-underline-offset: .18em; }
    a:hover { color: var(--accent); }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    .skip { position: absolute; inset-inline-start: -99rem; }
    .skip:focus { inset-inline-start: .5rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 1; }
    .masthead { border-bottom: 3px double var(--line); text-align: center; }
    .masthead p { margin: 0; padding: .9rem 1.25rem .8rem; font-size: 1.35rem; font-weight: 700; letter-spacing: .01em; }
    .masthead a { text-decoration: none; }
    .front .lead { margin-bottom: 1.2rem; padding-bottom: 1.2rem; border-bottom: 3px double var(--line); text-align: center; }
    .front .lead h1 { margin-bottom: .3rem; font-size: clamp(2.2rem, 1.4rem + 4vw, 3.4rem); }
    .front .lead .dek { margin: 0; font-style: italic; }
    .front .items li:first-child { border-top: 0; }
    main { max-width: 40rem; margin: 0 auto; padding: 2.5rem 1.25rem 3rem; }
    .lead { margin-bottom: 2rem; }
    .kicker {
      margin: 0 0 .55rem; color: var(--accent);
      font: 700 .8125rem/1.4 var(--sans); letter-spacing: .07em; text-transform: uppercase;
    }
    h1 { margin: 0 0 .9rem; font-size: clamp(1.9rem, 1.2rem + 3.4vw, 2.85rem); line-height: 1.13; letter-spacing: -.012em; text-wrap: balance; }
    .dek { margin: 0 0 1.2rem; color: var(--quiet); font-size: 1.3125rem; line-height: 1.45; text-wrap: pretty; }
    .byline, .times { margin: 0; font: .9375rem/1.5 var(--sans); }
    .byline .author { font-weight: 600; }
    .times { color: var(--quiet); }
    .lead .times { padding-bottom: 1.1rem; border-bottom: 1px solid var(--line); }
    h2, h3, h4 { margin: 2.2em 0 .55em; line-height: 1.25; text-wrap: balance; }
    h2 { font-size: 1.375rem; }
    h3 { font-size: 1.1875rem; }
    h4 { font-size: 1rem; }
    p, ul, ol, dl, blockquote, figure, pre, table { margin: 0 0 1.15em; }
    li + li { margin-top: .35em; }
    dt { font-weight: 600; }
    dd { margin: 0 0 .8em 1.2em; }
    blockquote { margin-inline: 0; padding-inline-start: 1.1em; border-inline-start: 3px solid var(--accent); font-style: italic; }
    img, video, svg { max-width: 100%; height: auto; }
    figure { margin-inline: 0; }
    figure img { display: block; }
    .opener img { width: 100%; }
    figcaption { margin-top: .5em; color: var(--quiet); font: .875rem/1.45 var(--sans); }
    code, pre { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .86em; }
    pre { padding: .9em 1.1em; overflow-x: auto; background: var(--panel); line-height: 1.5; }
    .body table { display: block; max-width: 100%; overflow-x: auto; border-collapse: collapse; font: .9375rem/1.45 var(--sans); }
    th, td { padding: .4em .8em; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
    hr { width: 6rem; margin: 2.2em auto; border: 0; border-top: 1px solid var(--line); }
    sup { font: .7em/1 var(--sans); vertical-align: super; }
    sup a { padding: 0 .18em; color: var(--accent); text-decoration: none; }
    sup a:hover { text-decoration: underline; }
    article > section, aside { margin-top: 2.6rem; padding-top: 1.1rem; border-top: 1px solid var(--line); font: 1rem/1.5 var(--sans); }
    article > section h2, aside h2 { margin: 0 0 .7rem; font: 700 .8125rem/1.4 var(--sans); letter-spacing: .07em; text-transform: uppercase; color: var(--quiet); }
    article > section ol { padding-inline-start: 1.8em; }
    article > section li::marker { color: var(--quiet); font-variant-numeric: tabular-nums; }
    li:target { background: var(--panel); box-shadow: 0 0 0 .4em var(--panel); }
    aside ul { padding: 0; list-style: none; }
    aside li { font: 1.0625rem/1.4 var(--serif); }
    aside .more { margin-top: .8em; font: 600 .9375rem/1.4 var(--sans); }
    .items { padding: 0; list-style: none; }
    .items li { padding: 1.5rem 0; border-top: 1px solid var(--line); }
    .items li + li { margin-top: 0; }
    .items h2 { margin: 0 0 .4rem; font-size: 1.5rem; line-height: 1.2; }
    .items h2 a { text-decoration: none; }
    .items .kicker { margin-bottom: .35rem; font-size: .75rem; }
    .items .summary { margin: 0 0 .5rem; font-size: 1.0625rem; line-height: 1.5; }
    .none { color: var(--quiet); }
    .foot { max-width: 40rem; margin: 0 auto; padding: 1.2rem 1.25rem 2.5rem; border-top: 3px double var(--line); color: var(--quiet); font: .875rem/1.5 var(--sans); }
    .foot p { margin: 0 0 .4em; }
    @media print {
      .skip, .foot, aside { display: none; }
      body { font-size: 11pt; }
    }

    """
}
