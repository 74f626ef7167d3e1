"""The same invented article in the markup habits of more publishing systems: hashed class names, test ids, blocks."""

from __future__ import annotations

from tests.intake.pages import DEK, DENIED, FERRY, LEAD, SAID, SCENE, TITLE, UNION

_HEAD = f"<head><meta charset=utf-8><title>{TITLE} - Courier</title><meta property='og:title' content='{TITLE}'></head>"

# Hashed class names; components told by data attributes; caption with a spoken label.
HASHED = f"""<!DOCTYPE html><html lang="en-GB">{_HEAD}<body><div id="root"><header role="banner" class="ssrcss-1a">
<a href="#main" class="ssrcss-skip visually-hidden">Skip to content</a><nav aria-label="Courier"><ul><li>
<a href=/>Home</a>
</li><li><a href=/news>News</a></li></ul></nav></header><main id="main"><article class="ssrcss-pv1rh6-ArticleWrapper">
<header><h1 id="main-heading" class="ssrcss-15xko80">{TITLE}</h1><div data-component="byline-block"><div>
<div class="ssrcss-68pt20-TextContributorName">Tove Anker</div><div class="ssrcss-Role">Harbour correspondent</div>
</div></div>
<div data-component="metadata-block"><time datetime="2024-05-07">7 May 2024</time></div></header>
<div data-component="image-block"><figure><div><span class="ssrcss-IPTC credit">Ida Brook</span></div>
<figcaption><span class="visually-hidden">Image caption, </span>{SCENE}</figcaption></figure></div>
<div data-component="text-block"><div class="ssrcss-7uxr49-RichTextContainer"><p class="ssrcss-1q0x1qg-Paragraph">
<b>{LEAD}</b></p>
</div></div><div data-component="text-block"><div><p>{SAID}</p></div></div>
<div data-component="links-block"><p>More on this story</p><ul><li><a href=/1>The pier that would not stand</a></li>
<li><a href=/2>How the cranes came to Ellery</a></li></ul></div>
<div data-component="text-block"><div><p>{DENIED}</p></div></div>
<div data-component="subheadline-block"><h2>'No ferries here'</h2></div>
<div data-component="text-block"><div><p>{FERRY}</p><p>{UNION}</p></div></div>
<div data-component="topic-list"><div class="ssrcss-topics"><h2>Related topics</h2><ul><li>
<a href=/t>Shipping</a></li></ul></div></div>
</article></main><div data-component="mostRead"><h2>Most read</h2><ol><li>
<a href=/3>Gull steals mayor's chain</a></li></ol></div>
<footer role="contentinfo"><p>Copyright © 2024 Courier. The Courier is not responsible for other sites.</p></footer>
</div></body></html>"""

# Paragraphs are div elements with test ids; a sentence of advertising between them; the trust note at the end.
TEST_IDS = f"""<!doctype html><html lang=en>{_HEAD}<body><div class="app"><header data-testid="Header">
<a href=/>World</a></header>
<main><article data-testid="Article"><div class="article-header__content"><h1 data-testid="Heading">{TITLE}</h1>
<div class="article-info"><span>By</span> <a href=/tove data-testid="AuthorNameLink">Tove Anker</a> and
<a href=/piet data-testid="AuthorNameLink">Piet Solano</a></div><time datetime="2024-05-07T16:30:00Z">
<span>May 7, 2024</span> <span>4:30 PM UTC</span></time></div>
<div data-testid="primary-image"><img alt=x><div data-testid="Caption"><span>{SCENE} REUTERS/Ida Brook</span>
<a href=/buy>Purchase Licensing Rights, opens new tab</a></div></div>
<div class="article-body__content__17Yit">
<div data-testid="paragraph-0" class="text__text">PORT ELLERY, May 7 (Reuters) - {LEAD}</div>
<div data-testid="paragraph-1" class="text__text">{SAID}</div>
<div data-testid="ad-slot" class="ad-slot__container">Advertisement · Scroll to continue</div>
<div data-testid="paragraph-2" class="text__text">{DENIED}</div>
<div data-testid="paragraph-3" class="text__text">{FERRY}</div>
<div data-testid="paragraph-4" class="text__text">{UNION}</div>
<p data-testid="Body">Reporting by Tove Anker in Port Ellery and Piet Solano in Vesna; Editing by Jo Marsh</p>
<p data-testid="Body">Our Standards: The Courier Trust Principles.</p></div></article></main></div></body></html>"""

# A blog engine: blocks in one content div, caption class names, sharing buttons, an author's box, comments.
BLOG = f"""<!DOCTYPE html><html lang="en-US">{_HEAD}<body class="post-template-default single single-post has-sidebar">
<div id="page" class="site"><header id="masthead" class="site-header"><a href="/">The Courier</a></header>
<div id="content">
<main id="main" class="site-main"><article id="post-12" class="post type-post category-harbour tag-pier">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta"><span class="posted-on">
<time class="entry-date published" datetime="2024-05-07T10:00:00+00:00">May 7, 2024</time>
</span> <span class="byline">by
<span class="author vcard"><a href="/author/tove">Tove Anker</a></span></span></div></header>
<div class="entry-content"><figure class="wp-block-image"><img>
<figcaption class="wp-element-caption">{SCENE} (Ida Brook/Wire)
</figcaption></figure><p>{LEAD}</p><p>{SAID}</p><blockquote class="wp-block-quote">
<p>“It is a guess in a nice folder.”</p></blockquote>
<p>{DENIED}</p><h3 class="wp-block-heading">What happens now</h3><ul class="wp-block-list"><li>{FERRY}</li>
<li>The southern quay will be lit at night, the council promised.</li></ul><p>{UNION}</p>
<p><em>Tove Anker is the harbour correspondent of The Ellery Courier.</em></p>
<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href=#>Twitter</a></li><li>
<a href=#>Facebook</a></li></ul></div>
<div class="jp-relatedposts"><h3>Related</h3><p><a href=/r>The pier that would not stand</a></p></div></div></article>
<section id="comments" class="comments-area"><h2>2 thoughts</h2><ol><li>
<p>I always said that the pier would fall one day, and nobody
listened to me at all.</p></li><li><p>My uncle built it and he says that the timber was good.</p></li></ol></section>
</main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent posts</h2><ul><li>
<a href=/9>Rain on Friday</a></li></ul>
</section></aside></div></body></html>"""

# A tabloid: the headline in several elements, bullets under it, a caption in a plain paragraph, promotions between.
TABLOID = f"""<html>{_HEAD}<body><div class="topnav"><ul><li><a href=/>News</a></li><li><a href=/s>Sport</a></li></ul>
</div>
<div class="articleWide"><div itemprop="articleBody"><h1>{TITLE}</h1><ul class="mol-bullets-with-font"><li>
<strong>{DEK}</strong></li>
<li><strong>Dockers had asked for repairs three times since the spring</strong></li></ul>
<p class="author-section byline-plain">By <a class="author" rel="nofollow">Tove Anker For The Courier</a></p>
<p class="byline-section">
<span class="article-timestamp">Published: <time datetime="2024-05-07T21:14+0000">22:14, 7 May 2024</time></span></p>
<p class="mol-para-with-font">{LEAD}</p><p class="mol-para-with-font">{SAID}</p>
<div class="artSplitter mol-img-group"><div class="mol-img"><img></div><p class="imageCaption">{SCENE}</p></div>
<p class="mol-para-with-font">{DENIED}</p>
<div class="related-carousel"><h3>RELATED ARTICLES</h3><ul><li><a href=/r>Gull steals mayor's chain</a></li></ul></div>
<p class="mol-para-with-font">{FERRY}</p><p class="mol-para-with-font">{UNION}</p></div>
<div class="column-content"><p>Share or comment on this article: {TITLE}</p></div></div></body></html>"""

ALL = {"hashed": HASHED, "test-ids": TEST_IDS, "blog": BLOG, "tabloid": TABLOID}
