/// What the `about` of the `_wireroom` extension points to: a page that stands beside the feeds, so it cannot be lost.
enum ExtensionPage {
  static let path = "assets/json-feed-extension.html"

  static let text = """
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>The _wireroom extension of JSON Feed</title>
    <link rel="stylesheet" href="style.css"/>
    </head>
    <body>
    <main><article>
    <header class="lead"><h1>The <code>_wireroom</code> extension of JSON Feed</h1></header>
    <div class="body">
    <p>Feeds made by Wireroom say more of an item than JSON Feed 1.1 has words for. All members but
    <code>about</code> are optional.</p>
    <h2>In the feed</h2>
    <dl>
    <dt><code>id</code></dt><dd>The permanent id of the feed, as in its Atom document.</dd>
    <dt><code>updated</code></dt><dd>The latest change in the document (RFC 3339).</dd>
    <dt><code>archive</code></dt><dd>The newest archive page (RFC 5005), an Atom document: older items lie there and
    on the pages that it leads to.</dd>
    <dt><code>withdrawn</code></dt><dd>Items that were taken back: <code>id</code> and <code>when</code>.</dd>
    </dl>
    <h2>In an item</h2>
    <dl>
    <dt><code>revision</code></dt><dd>Number of the article’s significant state, from 1.</dd>
    <dt><code>published_precision</code>, <code>updated_precision</code></dt><dd>How finely the time is
    known: <code>second</code>, <code>minute</code>, <code>hour</code>, <code>day</code>,
    <code>month</code> or <code>year</code>.</dd>
    <dt><code>kickers</code></dt><dd>Department lines over the headline; also in <code>tags</code>.</dd>
    <dt><code>dateline</code></dt><dd>Where the report was written.</dd>
    <dt><code>sources</code></dt><dd>The numbered sources: <code>number</code>, <code>title</code>,
    <code>publisher</code>, <code>url</code>.</dd>
    <dt><code>citations</code></dt><dd>The numbers of the citation marks, in reading order.</dd>
    <dt><code>story</code></dt><dd>The story that the article belongs to: <code>id</code>,
    <code>url</code> of its page, <code>feed_url</code>.</dd>
    <dt><code>in_reply_to</code></dt><dd>The earlier article of the story that this one follows.</dd>
    <dt><code>more_on_this_story</code>, <code>related</code></dt><dd>Other articles, best first:
    <code>id</code>, <code>title</code>, <code>url</code>. They may grow without a change of
    <code>date_modified</code>.</dd>
    </dl>
    </div>
    </article></main>
    </body>
    </html>

    """
}
