"""News pages of our own in the manner of several publishing systems. All people, places and outlets are invented."""

from __future__ import annotations

LEAD = "The harbour council of Port Ellery voted on Tuesday to close the northern pier after engineers found cracks."
SAID = "“We will not wait until somebody falls through the boards,” said Mara Lindqvist, who chairs the council."
DENIED = "Orso Shipping denied that its cranes had damaged the pier, and called the report “a guess in a nice folder.”"
FERRY = "Ferries to the islands will leave from the southern quay until October, the council said in a statement."
UNION = "The dockers' union, which represents 340 workers, said it had asked for repairs three times since the spring."
BODY = (LEAD, SAID, DENIED, FERRY, UNION)
TITLE = "Port Ellery closes northern pier over cracks"
DEK = "Engineers' report blames old timber; shipping company rejects claim that cranes did it"
SCENE = "Workers inspect the northern pier in Port Ellery on Monday, May 6, 2024."

_PARAGRAPHS = "\n".join(f"<p>{text}</p>" for text in BODY)

JSON_LD = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Ellery Media Group"},
 {"@type": ["NewsArticle"], "headline": "Port Ellery closes northern pier over cracks",
  "datePublished": "2024-05-07T18:30:00+02:00", "dateModified": "2024-05-08T07:00:00+02:00",
  "author": [{"@type": "Person", "name": "Tove Anker"}, {"@type": "Person", "name": "Piet Solano"}],
  "publisher": {"@type": "Organization", "name": "The Ellery Courier"}, "inLanguage": "en-GB",
  "mainEntityOfPage": {"@id": "https://courier.example/harbour/pier-closed"}}]}
</script>"""

# A full page: figure, byline, time, newsletter plea in the middle, related links, most read, cookie banner.
COURIER = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | The Ellery Courier</title>{JSON_LD}
<style>.x {{ color: red }}</style><script>var lost = "<p>never shown</p>";</script></head>
<body>
<div id="cookie-banner" class="cookie-consent">We use cookies to make this better. <button>Accept all</button></div>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>
<h1>{TITLE}</h1>
<p class="standfirst">{DEK}</p>
<div class="byline">By <a href="/tove" rel="author">Tove Anker</a> and
<a href="/piet" rel="author">Piet Solano</a></div>
<time datetime="2024-05-07T18:30:00+02:00">7 May 2024, 18:30</time>
<figure><img src="pier.jpg" alt="the pier">
<figcaption>{SCENE} <span class="credit">Photograph: Ida Brook/Courier</span></figcaption></figure>
<p>{LEAD}</p>
<p>{SAID}</p>
<div class="newsletter-signup"><h3>Sign up for our newsletter</h3>
<p>Get the harbour news in your inbox every morning.</p>
<form><input type="email"><button>Subscribe</button></form></div>
<p>{DENIED}</p>
<h2>Ferries move south</h2>
<p>{FERRY}</p>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">The pier that would not stand</a></li>
<li><a href="/b">How the cranes came to Ellery</a></li></ul></aside>
<p>{UNION}</p>
<p class="correction">Correction: An earlier version of this article gave the wrong number of dockers.</p>
</article></main>
<section class="most-read"><h2>Most read</h2><ol><li><a href="/c">Gull steals mayor's chain</a></li>
<li><a href="/d">Rain expected on Friday</a></li></ol></section>
<footer><p>© 2024 Ellery Media Group. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer>
<noscript>Please enable JavaScript.</noscript>
</body></html>"""

# Open Graph only, everything in div elements, the dateline in a span.
DIVS = f"""<html><head><meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Harbour Wire">
<meta property="article:published_time" content="2024-05-07T09:00:00Z">
<link rel="canonical" href="https://wire.example/p/1"></head><body><div class="page"><div class="topnav">
<a href="/">Home</a> <a href="/x">Latest</a> <a href="/y">Markets</a></div>
<div class="story"><div class="story-title">{TITLE}</div><div class="author-name">Tove Anker</div>
<div class="story-body"><div><span class="dateline">PORT ELLERY, May 7 (Harbour Wire) —</span> {LEAD}</div>
<div>{SAID}</div><div>{DENIED}</div><div>{FERRY}</div>
<div>{UNION} (Reporting by Tove Anker; Editing by Jo Marsh)</div></div>
<div class="share-bar"><a href="#">Share</a> <a href="#">Tweet</a></div></div></div></body></html>"""

# Twenty years old: tables, font tags, paragraphs made of double line breaks, nothing declared.
TABLES = f"""<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY><TABLE width=800><TR><TD width=120>
<A HREF=a.htm>News</A><BR><A HREF=b.htm>Sport</A><BR><A HREF=c.htm>Weather</A></TD>
<TD><FONT SIZE=5><B>{TITLE}</B></FONT><BR><BR><I>By Tove Anker</I><BR><BR>
PORT ELLERY -- {LEAD}<BR><BR>{SAID}<BR><BR>{DENIED}<BR><BR>{FERRY}<BR><BR>{UNION}<BR><BR>
<TABLE><TR><TD>Pier</TD><TD>Opened</TD></TR><TR><TD>Northern</TD><TD>1911</TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>"""

# A live blog: entries with a time and a heading each.
LIVE = f"""<!doctype html><html><head><title>{TITLE} - live</title></head><body><article><h1>{TITLE} – live</h1>
<div class="live-entry"><time datetime="2024-05-07T18:30Z">18.30</time><h2>Council votes</h2>
<p>{LEAD}</p><p>{SAID}</p></div>
<div class="live-entry"><time datetime="2024-05-07T17:10Z">17.10</time><h2>Company replies</h2><p>{DENIED}</p>
<ul><li>The northern pier was built in 1911 and widened in 1954, the harbour office said.</li>
<li>It has been closed twice before, according to the town archive.</li></ul></div>
<div class="live-entry"><time datetime="2024-05-07T16:00Z">16.00</time><p>{FERRY}</p><p>{UNION}</p></div>
</article></body></html>"""

# A content system with telling class names in other spellings, a repeated caption, a blockquote, a pull quote.
CAMEL = f"""<!doctype html><html lang=en><head><title>{TITLE}</title><meta name="author" content="Tove Anker"></head>
<body class="single has-sidebar social-enabled"><div class="SiteHeader__navBar"><a href=/>Courier</a></div>
<div class="ArticlePage__main"><h1 class="ArticleHeader__headline">{TITLE}</h1>
<div class="ArticleHeader__subTitle">{DEK}</div>
<div class="ArticleMedia__imageCaption">{SCENE} (Ida Brook/Wire)</div>
<div class="ArticleMedia__imageCaption">{SCENE} (Ida Brook/Wire)</div>
<div class="ArticleBody__text"><p>{LEAD}</p><blockquote><p>{SAID}</p></blockquote><p>{DENIED}</p>
<div class="AdSlot__wrapper">Advertisement</div><p>{FERRY}</p><p>He shrugged.</p><p>{UNION}</p>
<p>Read more: <a href="/z">The pier that would not stand</a></p></div>
<div class="AuthorBio__box">Tove Anker is the harbour correspondent of The Ellery Courier.</div></div>
<div class="SideBar__trendingNow"><p>Gull steals mayor's chain, and what else was read this week.</p></div>
</body></html>"""

LOGIN = """<html><head><title>Sign in</title></head><body><h1>Welcome back</h1><form action=/login>
<label>E-mail</label><input type=email><label>Password</label><input type=password><button>Sign in</button></form>
<p>Forgot your password?</p></body></html>"""

INDEX = (
    "<html><head><title>News</title></head><body><h1>All stories</h1><ul>"
    + "".join(
        f'<li><a href="/{number}">Story number {number} about something that happened in Port Ellery</a></li>'
        for number in range(60)
    )
    + "</ul></body></html>"
)

ALL = {"courier": COURIER, "divs": DIVS, "tables": TABLES, "live": LIVE, "camel": CAMEL, "login": LOGIN, "index": INDEX}
